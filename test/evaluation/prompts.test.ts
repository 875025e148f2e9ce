import fc from 'fast-check';
import { makeLists } from '../../src/directory/lists';
import { hostingsOver, lastDayOf } from '../../src/meetings/hosted';
import { hostingsToPrompt, isPromptDue, isTooOld, lastPrompt } from '../../src/evaluation/prompts';
import type { Status } from '../../src/meetings/cycle';
import { seedCycle } from '../../src/meetings/known';
import type { MeetingRecord } from '../../src/meetings/model';
import { plusDays } from '../../src/register/when';
import { addWorkdays, isWorkday } from '../../src/workdays';

const days = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2036-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10));

/** Written the long way: weekly for eight weeks, then the same day of each month, or its last. */
function promptsFrom(first: string): string[] {
  const weekly = Array.from({ length: 9 }, (_, week) => plusDays(first, 7 * week));
  const [year = 0, month = 0, day = 0] = weekly[8]!.split('-').map(Number);
  const monthly = Array.from({ length: 40 }, (_, index) => {
    const at = (date: number) => new Date(Date.UTC(year, month + index, date)).toISOString().slice(0, 10);
    const same = at(day);
    return same.endsWith(String(day).padStart(2, '0')) ? same : lastOf(at(1));
  });
  return [...weekly, ...monthly];
}

function lastOf(firstOfMonth: string): string {
  const [year = 0, month = 0] = firstOfMonth.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

describe('the channel is prompted', () => {
  it('weekly for eight weeks, then monthly', () => {
    const first = '2026-11-24';
    const days = Array.from({ length: 150 }, (_, offset) => plusDays(first, offset));
    expect(days.filter(day => lastPrompt(first, day) === day)).toEqual([
      ...['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'],
      ...['2027-01-05', '2027-01-12', '2027-01-19', '2027-02-19', '2027-03-19', '2027-04-19'],
    ]);
    expect(lastPrompt(first, '2026-11-23')).toBeUndefined();
  });

  it('on the days that the rule names, whatever the first is', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 700 }), (first, offset) => {
        const day = plusDays(first, offset);
        const all = promptsFrom(first);
        expect(lastPrompt(first, day)).toBe(all.filter(one => one <= day).at(-1));
      }),
    );
  });

  it('once for each of them, on its day or the next working morning, through whatever downtime', () => {
    fc.assert(
      fc.property(days, fc.array(fc.boolean(), { minLength: 150, maxLength: 150 }), (start, isUp) => {
        const first = addWorkdays(start, 1);
        const found: string[] = [];
        const mornings: string[] = [];
        let through: string | undefined;
        let day = first;
        for (const [index, is] of isUp.entries()) {
          if (is || index === 0) {
            mornings.push(day);
            if (isPromptDue(first, day, through)) found.push(day);
            through = day;
          }
          day = addWorkdays(day, 1);
        }
        const expected = promptsFrom(first).map(wanted => mornings.find(one => one >= wanted));
        expect(found).toEqual([...new Set(expected.filter(one => one !== undefined))]);
        expect(found.every(isWorkday)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

function hosted(status: Status, when?: MeetingRecord['when'], year = 2025) {
  const anchor = { year, host: 'goteborg', turn: 'goteborg', status, then: 'keepOrder' } as const;
  const cycle = { ...seedCycle, answer: 'known' as const, anchors: [...seedCycle.anchors, anchor] };
  const record = { id: String(year), ...(when && { when }), programme: [], documents: [], guests: [] };
  return makeLists({ cycle: [cycle], meetings: [record] });
}

const span = (from: string, to: string, precision: 'day' | 'month' | 'season') =>
  ({ kind: 'span', from, to, precision }) as const;
const exact = span('2025-11-14', '2025-11-15', 'day');

describe('a hosting is over', () => {
  it.each([
    ['on the day after its last', exact, '2025-11-15', '2025-11-16'],
    ['when its month is over', span('2025-11-01', '2025-11-30', 'month'), '2025-11-30', '2025-12-01'],
    ['when its season is over', span('2025-09-01', '2025-11-30', 'season'), '2025-11-30', '2025-12-01'],
    ['when its year is over, where no more is known', undefined, '2025-12-31', '2026-01-01'],
  ])('%s', (_when, when, before, after) => {
    const ids = (day: string) => hostingsOver(hosted('confirmed', when), day).map(({ year }) => year);
    expect(ids(before)).toEqual([2017]);
    expect(ids(after)).toEqual([2017, 2025]);
  });

  it.each([
    ['held', true],
    ['confirmed', true],
    ['planned', true],
    ['moved', true],
    ['skipped', false],
    ['cancelled', false],
  ] as const)('when it was %s: %s', (status, is) => {
    const years = hostingsOver(hosted(status, exact), '2026-11-23').map(({ year }) => year);
    expect(years.includes(2025)).toBe(is);
  });

  it('and one that the order only calculates never is', () => {
    const lists = hosted('held', exact);
    expect(hostingsOver(lists, '2040-01-01').map(({ year }) => year)).toEqual([2017, 2025]);
  });

  it('and another city’s is none', () => {
    for (const meeting of hostingsOver(hosted('held', exact), '2040-01-01'))
      expect(meeting.host).toBe('goteborg');
  });
});

describe('only hostings of the two years before the bot are prompted', () => {
  it('not the one of 2017', () => {
    const lists = hosted('held', exact);
    expect(hostingsToPrompt(lists, '2026-11-24', '2026-11-23').map(({ year }) => year)).toEqual([2025]);
    expect(hostingsToPrompt(lists, '2035-11-24', '2026-11-23').map(({ year }) => year)).toEqual([2025]);
  });

  it.each([
    ['2027-11-15', false],
    ['2027-11-16', true],
  ])('seen first on %s, it came before the bot: %s', (from, is) =>
    expect(
      isTooOld(lastDayOf(hosted('held', exact), hostingsOver(hosted('held', exact), from)[1]!), from),
    ).toBe(is),
  );
});
