import fc from 'fast-check';
import { cityDay } from '../../src/i18n/moments';
import { isWorkday, morningOf, officeDay, workdaysBetween } from '../../src/workdays';
import { isCardDue, overdueOn, type LastCard } from '../../src/worklist/overdue';

describe('what has waited for three working days', () => {
  it.each([
    ['a Thursday, over a weekend', '2026-11-19T09:00:00.000Z', '2026-11-24'],
    ['a Friday', '2026-11-20T09:00:00.000Z', '2026-11-25'],
    ['a Saturday', '2026-11-21T09:00:00.000Z', '2026-11-25'],
    ['the last minute of a day', '2026-11-19T22:59:00.000Z', '2026-11-24'],
    ['the first minute of the day after', '2026-11-19T23:00:00.000Z', '2026-11-25'],
    ['the Tuesday before midsummer, whose eve is free', '2027-06-22T09:00:00.000Z', '2027-06-28'],
    ['midsummer eve itself', '2027-06-25T09:00:00.000Z', '2027-06-30'],
    ['the Tuesday before Christmas, whose eve is free', '2026-12-22T09:00:00.000Z', '2026-12-29'],
    ['the last working day of a year', '2026-12-30T09:00:00.000Z', '2027-01-07'],
    ['the day before Good Friday, and summer time', '2027-03-25T22:59:00.000Z', '2027-04-01'],
    ['the last minute before the last Friday of summer time', '2027-10-28T21:59:00.000Z', '2027-11-02'],
    ['the first minute of that Friday', '2027-10-28T22:00:00.000Z', '2027-11-03'],
    ['the Monday of winter time', '2027-11-01T09:00:00.000Z', '2027-11-04'],
  ])('since %s', (_what, since, first) => {
    const before = cityDay(new Date(morningOf(first).getTime() - 24 * 3_600_000));
    expect(overdueOn([{ since }], before)).toEqual([]);
    expect(overdueOn([{ since }], first)).toEqual([{ since }]);
  });
});

describe('a card', () => {
  const last: LastCard = { day: '2026-11-16', told: ['a', 'b'] };

  it.each([
    ['nothing has waited for long', [], '2026-11-24', last, false],
    ['nothing has ever been told', ['a'], '2026-11-16', undefined, true],
    ['all of it was told the day before', ['a', 'b'], '2026-11-17', last, false],
    ['some of it is left', ['b'], '2026-11-17', last, false],
    ['something has joined', ['b', 'c'], '2026-11-17', last, true],
    ['something has joined on the day of a card', ['b', 'c'], '2026-11-16', last, false],
    ['the last one is four working days old', ['a'], '2026-11-20', last, false],
    ['the last one is a week old', ['a'], '2026-11-23', last, true],
    ['the last one is older', ['a'], '2026-12-15', last, true],
    ['the last one is of a later day', ['c'], '2026-11-13', last, false],
    ['Christmas lies between', ['a'], '2026-12-29', { ...last, day: '2026-12-21' }, false],
    ['Christmas lies between, a day later', ['a'], '2026-12-30', { ...last, day: '2026-12-21' }, true],
    ['midsummer lies between', ['a'], '2027-06-28', { ...last, day: '2027-06-21' }, false],
    ['midsummer lies between, a day later', ['a'], '2027-06-29', { ...last, day: '2027-06-21' }, true],
  ] as const)('when %s', (_when, overdue, day, before, isDue) => {
    expect(isCardDue(overdue, day, before)).toBe(isDue);
  });
});

interface Waiting {
  id: string;
  since: string;
  /** Index of the day from whose morning on it waits no more. */
  until: number;
}

const DAYS = 70;
const HOUR = 3_600_000;

/** The days from one on, as somebody would see them on a calendar. */
function daysFrom(first: string): string[] {
  return Array.from({ length: DAYS }, (_, index) =>
    new Date(Date.parse(`${first}T12:00:00Z`) + index * 24 * HOUR).toISOString().slice(0, 10),
  );
}

/** Around both changes of the clock, midsummer, Christmas and New Year, Easter and the first of May. */
const calendars = fc
  .constantFrom('2026-12-01', '2027-03-01', '2027-04-15', '2027-06-01', '2027-10-01', '2027-11-25')
  .map(daysFrom);

const waiting = fc
  .array(
    fc.record({
      hour: fc.nat(DAYS * 24 - 1),
      days: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 8 },
  )
  .map(all => all.map((one, index) => ({ ...one, id: `item ${index}` })));

const uptime = fc.array(fc.boolean(), { minLength: DAYS, maxLength: DAYS });

/** By walking from day to day. */
function hasWaited(since: string, day: string): boolean {
  let count = 0;
  const noon = new Date(`${cityDay(new Date(since))}T12:00:00Z`);
  while (count < 3) {
    noon.setUTCDate(noon.getUTCDate() + 1);
    const passed = cityDay(noon);
    if (passed > day) return false;
    if (isWorkday(passed)) count += 1;
  }
  return true;
}

describe('the mornings of ten weeks', () => {
  it('bring a card as soon as something has waited for long, again each week, and none without need', () => {
    fc.assert(
      fc.property(calendars, waiting, uptime, (calendar, some, isUp) => {
        const begin = Date.parse(`${calendar[0]}T00:00:00Z`);
        const items: Waiting[] = some.map(({ id, hour, days }) => ({
          id,
          since: new Date(begin + hour * HOUR).toISOString(),
          until: Math.floor(hour / 24) + days,
        }));
        const toldBefore = new Set<string>();
        let last: LastCard | undefined;
        for (const [index, day] of calendar.entries()) {
          const at = morningOf(day);
          if (!isUp[index] || officeDay(at) !== day) continue;
          const there = items.filter(
            ({ since, until }) => Date.parse(since) <= at.getTime() && index < until,
          );
          const overdue = overdueOn(there, day).map(({ id }) => id);
          expect(overdue).toEqual(there.filter(({ since }) => hasWaited(since, day)).map(({ id }) => id));
          const isNews = overdue.some(id => !toldBefore.has(id));
          const isOld = last !== undefined && workdaysBetween(last.day, day) >= 5;
          expect(isCardDue(overdue, day, last)).toBe(overdue.length > 0 && (isNews || isOld));
          if (!isCardDue(overdue, day, last)) continue;
          last = { day, told: overdue };
          for (const id of overdue) toldBefore.add(id);
          expect(isCardDue(overdue, day, last)).toBe(false);
        }
      }),
    );
  });
});
