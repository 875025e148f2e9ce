import fc from 'fast-check';
import { DateTime } from 'luxon';
import { cityDay } from '../../src/i18n/moments';
import { dayAfter, makeTrialClock, startOfDay } from '../../src/trial/clock';

const HOUR = 3_600_000;
const iso = (moment: Date) => moment.toISOString();

describe('08:59 in Göteborg', () => {
  it.each([
    ['in winter', '2027-03-01', '2027-03-01T07:59:00.000Z'],
    ['the day before spring forward', '2027-03-27', '2027-03-27T07:59:00.000Z'],
    ['the day of spring forward', '2027-03-28', '2027-03-28T06:59:00.000Z'],
    ['the day before fall back', '2027-10-30', '2027-10-30T06:59:00.000Z'],
    ['the day of fall back', '2027-10-31', '2027-10-31T07:59:00.000Z'],
    ['on a leap day', '2028-02-29', '2028-02-29T07:59:00.000Z'],
    ['before there was summer time', '1950-07-01', '1950-07-01T07:59:00.000Z'],
  ])('%s', (_when, day, moment) => expect(iso(startOfDay(day))).toBe(moment));
});

describe('the day so many days after another', () => {
  it.each([
    ['2027-03-27', 1, '2027-03-28'],
    ['2027-10-30', 2, '2027-11-01'],
    ['2027-12-31', 1, '2028-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2027-03-01', 400, '2028-04-04'],
  ])('%s, %i days', (day, days, after) => expect(dayAfter(day, days)).toBe(after));
});

describe("the bot's clock", () => {
  function clockFrom(begin: string) {
    let passed = 0;
    const clock = makeTrialClock(new Date(begin), () => 1_000_000 + passed);
    return { ...clock, wait: (ms: number) => (passed += ms) };
  }

  it('begins where it is told, and goes on as time does', () => {
    const { now, wait } = clockFrom('2027-03-01T07:59:00.000Z');
    expect(iso(now())).toBe('2027-03-01T07:59:00.000Z');
    wait(90_000);
    expect(iso(now())).toBe('2027-03-01T08:00:30.000Z');
  });

  it('steps to the next morning, whatever the time, and goes on from there', () => {
    const { now, step, wait } = clockFrom('2027-03-01T07:59:00.000Z');
    wait(9 * HOUR);
    expect(iso(step(1))).toBe('2027-03-02T07:59:00.000Z');
    wait(1_000);
    expect(iso(now())).toBe('2027-03-02T07:59:01.000Z');
    expect(iso(step(30))).toBe('2027-04-01T06:59:00.000Z');
  });

  it('counts days as Göteborg does: half past midnight is the new day', () => {
    expect(iso(clockFrom('2027-03-01T23:30:00.000Z').step(1))).toBe('2027-03-03T07:59:00.000Z');
  });

  it('is at 08:59 so many days later after any step, and never goes back', () => {
    const begins = fc.date({ min: new Date('1970-01-02'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(begins, fc.integer({ min: 1, max: 400 }), (begin, days) => {
        const { now, step } = clockFrom(begin.toISOString());
        step(days);
        const there = DateTime.fromJSDate(now(), { zone: 'Europe/Stockholm' });
        expect(there.toFormat('HH:mm:ss.SSS')).toBe('08:59:00.000');
        expect(there.toISODate()).toBe(dayAfter(cityDay(begin), days));
        expect(now() > begin).toBe(true);
      }),
    );
  });
});
