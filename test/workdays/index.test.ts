import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  addWorkdays,
  firstWorkdayOfMonth,
  isWorkday,
  morningOf,
  nextOfficeMoment,
  officeDay,
  outsideOffice,
  workdayOnOrBefore,
  workdaysBetween,
} from '../../src/workdays';
import { cityDay } from '../../src/i18n/moments';

function plusDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

describe('people are free', () => {
  it.each([
    ['on New Year’s Day', '2026-01-01'],
    ['on trettondedag jul', '2026-01-06'],
    ['on a Saturday', '2026-11-21'],
    ['on a Sunday', '2026-11-22'],
    ['on långfredagen', '2026-04-03'],
    ['on annandag påsk', '2026-04-06'],
    ['on the first of May', '2026-05-01'],
    ['on Kristi himmelsfärdsdag 2026', '2026-05-14'],
    ['on Kristi himmelsfärdsdag 2027', '2027-05-06'],
    ['on Kristi himmelsfärdsdag 2028', '2028-05-25'],
    ['on the National Day on a Saturday', '2026-06-06'],
    ['on the National Day on a Sunday', '2027-06-06'],
    ['on the National Day on a Tuesday', '2028-06-06'],
    ['on midsommarafton 2026', '2026-06-19'],
    ['on midsommarafton 2027', '2027-06-25'],
    ['on midsommarafton 2028', '2028-06-23'],
    ['on midsommardagen', '2027-06-26'],
    ['on alla helgons dag', '2026-10-31'],
    ['on julafton', '2026-12-24'],
    ['on julafton, a Friday', '2027-12-24'],
    ['on juldagen', '2026-12-25'],
    ['on annandag jul, a Tuesday', '2028-12-26'],
    ['on nyårsafton', '2026-12-31'],
    ['on nyårsafton, a Friday', '2027-12-31'],
  ])('%s', (_, day) => expect(isWorkday(day)).toBe(false));
});

describe('people work', () => {
  it.each([
    ['on an ordinary Monday', '2026-11-23'],
    ['on trettondagsafton', '2026-01-05'],
    ['on skärtorsdagen', '2026-04-02'],
    ['on valborgsmässoafton', '2026-04-30'],
    ['on the Friday after Kristi himmelsfärdsdag', '2026-05-15'],
    ['on annandag pingst, free until 2004', '2026-05-25'],
    ['on the Monday after a National Day on a Sunday', '2027-06-07'],
    ['on the Monday after midsummer', '2027-06-28'],
    ['on the Friday before alla helgons dag', '2026-10-30'],
    ['on a Lucia day', '2027-12-13'],
    ['the day before julafton', '2026-12-23'],
    ['between Christmas and the new year', '2026-12-28'],
    ['the day before nyårsafton', '2026-12-30'],
    ['on a leap day', '2028-02-29'],
    ['on the Monday after the clocks go forward', '2027-03-22'],
    ['on the Monday after the clocks go back', '2026-10-26'],
  ])('%s', (_, day) => expect(isWorkday(day)).toBe(true));
});

describe('the age in working days', () => {
  it.each([
    ['is none on the same day', '2026-11-23', '2026-11-23', 0],
    ['is none before the day', '2026-11-23', '2026-11-20', 0],
    ['is one from Friday to Monday', '2026-11-20', '2026-11-23', 1],
    ['is none from Friday to Sunday', '2026-11-20', '2026-11-22', 0],
    ['is one from Sunday to Monday', '2026-11-22', '2026-11-23', 1],
    ['is five from Monday to Monday', '2026-11-16', '2026-11-23', 5],
    ['leaves out Easter', '2026-04-02', '2026-04-07', 1],
    ['leaves out midsummer', '2027-06-24', '2027-06-28', 1],
    ['leaves out Christmas and the new year', '2026-12-23', '2027-01-07', 6],
    ['leaves out no day twice when its holiday is on a Saturday', '2026-06-05', '2026-06-08', 1],
    ['leaves out a day of two holidays once', '2008-04-30', '2008-05-02', 1],
    ['counts the leap day', '2028-02-28', '2028-03-01', 2],
    ['counts 2026', '2025-12-31', '2026-12-31', 251],
    ['counts 2027', '2026-12-31', '2027-12-31', 253],
    ['counts 2028', '2027-12-31', '2028-12-31', 251],
    ['counts three years', '2025-12-31', '2028-12-31', 755],
  ])('%s', (_, from, to, days) => expect(workdaysBetween(from, to)).toBe(days));
});

describe('so many working days later', () => {
  it.each([
    ['is the day itself for none', '2026-11-21', 0, '2026-11-21'],
    ['is Monday after Friday', '2026-11-20', 1, '2026-11-23'],
    ['is Monday after Saturday', '2026-11-21', 1, '2026-11-23'],
    ['is after the weekend three days from Thursday', '2026-11-19', 3, '2026-11-24'],
    ['is after midsummer', '2027-06-24', 1, '2027-06-28'],
    ['is after Christmas', '2026-12-23', 1, '2026-12-28'],
    ['is after the new year', '2026-12-30', 1, '2027-01-04'],
    ['is the leap day', '2028-02-28', 1, '2028-02-29'],
    ['is a year later', '2026-12-31', 253, '2027-12-30'],
  ])('%s', (_, day, count, later) => expect(addWorkdays(day, count)).toBe(later));

  it.each([-1, 0.5, Number.NaN, Infinity])('is no day for %d', count =>
    expect(() => addWorkdays('2026-11-23', count)).toThrow(RangeError),
  );
});

describe('what falls on a free day comes the working day before', () => {
  it.each([
    ['a working day stays', '2026-11-23', '2026-11-23'],
    ['a Sunday', '2026-11-22', '2026-11-20'],
    ['midsommarafton', '2027-06-25', '2027-06-24'],
    ['annandag påsk', '2026-04-06', '2026-04-02'],
    ['annandag jul', '2026-12-26', '2026-12-23'],
    ['New Year’s Day', '2027-01-01', '2026-12-30'],
    ['a Sunday after nyårsafton and New Year’s Day', '2027-01-03', '2026-12-30'],
  ])('%s', (_, day, before) => expect(workdayOnOrBefore(day)).toBe(before));
});

describe('the first working day of a month', () => {
  it.each([
    ['2027-01', '2027-01-04'],
    ['2026-05', '2026-05-04'],
    ['2028-02', '2028-02-01'],
    ['2026-11', '2026-11-02'],
    ['2027-05', '2027-05-03'],
    ['2026-12', '2026-12-01'],
  ])('of %s is %s', (month, day) => expect(firstWorkdayOfMonth(month)).toBe(day));
});

describe('nine in the morning', () => {
  it.each([
    ['in winter', '2026-11-23', '2026-11-23T08:00:00.000Z'],
    ['in summer', '2026-07-01', '2026-07-01T07:00:00.000Z'],
    ['the day before the clocks go forward', '2027-03-27', '2027-03-27T08:00:00.000Z'],
    ['the day the clocks go forward', '2027-03-28', '2027-03-28T07:00:00.000Z'],
    ['the day before the clocks go back', '2026-10-24', '2026-10-24T07:00:00.000Z'],
    ['the day the clocks go back', '2026-10-25', '2026-10-25T08:00:00.000Z'],
    ['on a leap day', '2028-02-29', '2028-02-29T08:00:00.000Z'],
    ['on New Year’s Day', '2027-01-01', '2027-01-01T08:00:00.000Z'],
  ])('%s', (_, day, moment) => expect(morningOf(day).toISOString()).toBe(moment));
});

describe('what is no date', () => {
  it.each(['', '2027-02-29', '2027-6-5', '2027-06', '20270605', '2027-06-05T09:00'])(
    '%p is refused',
    text => {
      expect(() => isWorkday(text)).toThrow(RangeError);
      expect(() => workdaysBetween(text, '2027-06-05')).toThrow(RangeError);
      expect(() => workdaysBetween('2027-06-05', text)).toThrow(RangeError);
      expect(() => addWorkdays(text, 1)).toThrow(RangeError);
      expect(() => workdayOnOrBefore(text)).toThrow(RangeError);
      expect(() => morningOf(text)).toThrow(RangeError);
    },
  );

  it.each(['2027', '2027-13', '2027-1', '2027-01-01'])('%p is refused as a month', text =>
    expect(() => firstWorkdayOfMonth(text)).toThrow(RangeError),
  );
});

describe('for whatever day', () => {
  const day = fc.integer({ min: 0, max: 12_000 }).map(days => plusDays('2015-01-01', days));
  const count = fc.integer({ min: 1, max: 60 });

  it('counting working days forwards ends on one', () => {
    fc.assert(fc.property(day, count, (from, n) => expect(isWorkday(addWorkdays(from, n))).toBe(true)));
  });

  it('as many have passed as were added', () => {
    fc.assert(
      fc.property(day, fc.nat(300), (from, n) => expect(workdaysBetween(from, addWorkdays(from, n))).toBe(n)),
    );
  });

  it('the age grows by one on a working day and not on a free one', () => {
    fc.assert(
      fc.property(day, fc.nat(4_000), (from, days) => {
        const today = plusDays(from, days);
        const tomorrow = plusDays(today, 1);
        const grown = workdaysBetween(from, tomorrow) - workdaysBetween(from, today);
        expect(grown).toBe(isWorkday(tomorrow) ? 1 : 0);
      }),
    );
  });

  it('a later start or one more day never comes out earlier', () => {
    fc.assert(
      fc.property(day, count, fc.nat(30), (from, n, later) => {
        expect(addWorkdays(plusDays(from, later), n) >= addWorkdays(from, n)).toBe(true);
        expect(addWorkdays(from, n + 1) > addWorkdays(from, n)).toBe(true);
      }),
    );
  });

  it('a working day is its own, and a free one has the last before it', () => {
    fc.assert(
      fc.property(day, on => {
        const before = workdayOnOrBefore(on);
        expect(isWorkday(before)).toBe(true);
        expect(before <= on).toBe(true);
        expect(workdaysBetween(before, on)).toBe(0);
      }),
    );
  });

  it('a month begins with its first working day', () => {
    fc.assert(
      fc.property(day, on => {
        const month = on.slice(0, 7);
        const first = firstWorkdayOfMonth(month);
        expect(first.slice(0, 7)).toBe(month);
        expect(workdaysBetween(workdayOnOrBefore(plusDays(`${month}-01`, -1)), first)).toBe(1);
      }),
    );
  });

  it('its morning is that day at nine by the city’s clocks', () => {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeStyle: 'medium' });
    fc.assert(
      fc.property(day, on => {
        expect(cityDay(morningOf(on))).toBe(on);
        expect(clock.format(morningOf(on))).toBe('09:00:00');
      }),
    );
  });
});

describe('office hours', () => {
  it.each([
    ['2027-03-01T07:59:59.999Z', undefined],
    ['2027-03-01T08:00:00Z', '2027-03-01'],
    ['2027-03-01T15:59:59.999Z', '2027-03-01'],
    ['2027-03-01T16:00:00Z', undefined],
    // Summer time began on 28 March.
    ['2027-03-30T07:00:00Z', '2027-03-30'],
    ['2027-03-30T15:00:00Z', undefined],
    ['2027-06-25T09:00:00Z', undefined],
    ['2027-12-24T09:00:00Z', undefined],
    ['2027-03-06T09:00:00Z', undefined],
  ])('at %s are those of %s', (now, day) => expect(officeDay(new Date(now))).toBe(day));

  it.each([
    ['2027-03-01T06:00:00Z', '2027-03-01T08:00:00.000Z'],
    ['2027-03-01T10:30:00Z', '2027-03-01T10:30:00.000Z'],
    ['2027-03-01T20:00:00Z', '2027-03-02T08:00:00.000Z'],
    // Midsummer's eve is a Friday.
    ['2027-06-24T20:00:00Z', '2027-06-28T07:00:00.000Z'],
    ['2027-12-23T20:00:00Z', '2027-12-27T08:00:00.000Z'],
  ])('come after %s at %s', (now, next) => expect(nextOfficeMoment(new Date(now)).toISOString()).toBe(next));

  it('of every moment are followed by ones that are in them', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }),
        now => {
          const next = nextOfficeMoment(now);
          expect(next.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(officeDay(next)).toBeDefined();
        },
      ),
    );
  });
});

describe('what nobody waits for', () => {
  it.each([
    ['at once in office hours', '2026-11-23T08:00:00.000Z', undefined],
    ['at nine, early in the morning', '2026-11-23T07:59:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['the next morning, in the evening', '2026-11-23T16:00:00.000Z', '2026-11-24T08:00:00.000Z'],
    ['on Monday, on a Saturday', '2026-11-28T10:00:00.000Z', '2026-11-30T08:00:00.000Z'],
  ])('goes out %s', (_when, now, until) =>
    expect(outsideOffice(new Date(now))).toEqual(until && { waitUntil: until }),
  );
});
