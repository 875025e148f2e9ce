import fc from 'fast-check';
import {
  choicesByPerson,
  comingDays,
  everything,
  firstFew,
  isEmpty,
  isOver,
  issueFor,
  makeIssue,
  monthOpenAt,
  owesLetter,
  sections,
  newFromAtFirst,
  type Choice,
  type Issue,
  type Owned,
} from '../../src/newsletter/model';
import { cityDay } from '../../src/i18n/moments';
import type { Found } from '../../src/register/rows';
import { firstWorkdayOfMonth, isWorkday, morningOf } from '../../src/workdays';
import { whens } from '../support/contents';

const cityOrder = ['aarhus', 'bergen', 'abo'];

function found(parts: Partial<Found> = {}): Found {
  return {
    ref: 'V-2026-0001',
    title: 'Lägerskola',
    unitId: 'kultur',
    participatingUnits: [],
    cities: ['bergen'],
    category: 'elevutbyte',
    when: { kind: 'span', from: '2027-01-11', to: '2027-01-17', precision: 'week' },
    createdAt: '2026-11-10T08:00:00.000Z',
    ...parts,
  };
}

const founds = fc
  .record({
    number: fc.integer({ min: 1, max: 30 }),
    cities: fc.subarray(cityOrder, { minLength: 1 }),
    area: fc.constantFrom('skola', 'kultur', undefined),
    when: whens,
    createdAt: fc.constantFrom('2026-10-15T08:00:00.000Z', '2026-11-10T08:00:00.000Z'),
  })
  .map(({ number, ...rest }) => found({ ...rest, ref: `V-2026-${1000 + number}` }));
const lists = fc.array(founds, { maxLength: 20 });
const none = { new: false, underWay: false, coming: false };
const issues: fc.Arbitrary<Issue> = fc
  .record({ new: lists, underWay: lists, coming: lists })
  .map(items => ({ items, more: none }));
const choices: fc.Arbitrary<Choice> = fc.record({
  cities: fc.subarray(cityOrder),
  areas: fc.subarray(['skola', 'kultur']),
});
const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });

describe('a letter may go out', () => {
  it.each([
    ['on the first working day at nine', '2026-12-01T08:00:00.000Z', '2026-12'],
    ['not the moment before', '2026-12-01T07:59:59.999Z', undefined],
    ['in summer time, too', '2026-07-01T07:00:00.000Z', '2026-07'],
    ['not before nine in summer time', '2026-07-01T06:59:59.999Z', undefined],
    ['until five', '2026-12-01T15:59:59.999Z', '2026-12'],
    ['not at five', '2026-12-01T16:00:00.000Z', undefined],
    ['not at night', '2026-12-01T23:30:00.000Z', undefined],
    ['not on a Sunday', '2026-11-01T10:00:00.000Z', undefined],
    ['not on New Year’s Day', '2027-01-01T10:00:00.000Z', undefined],
    ['not on the eve of midsummer', '2026-06-19T10:00:00.000Z', undefined],
    ['later in the month, when it was missed', '2026-12-16T10:00:00.000Z', '2026-12'],
  ])('%s', (_what, at, month) => {
    expect(monthOpenAt(new Date(at))).toBe(month);
  });

  it('only on a working day of its own month, from nine to five', () => {
    fc.assert(
      fc.property(moments, now => {
        const month = monthOpenAt(now);
        if (month === undefined) return;
        const day = cityDay(now);
        expect(isWorkday(day)).toBe(true);
        expect(day.startsWith(month)).toBe(true);
        expect(day >= firstWorkdayOfMonth(month)).toBe(true);
        const hours = (now.getTime() - morningOf(day).getTime()) / 3_600_000;
        expect(hours >= 0 && hours < 8).toBe(true);
      }),
    );
  });

  it('at nine on the first working day of every month', () => {
    fc.assert(
      fc.property(moments, moment => {
        const month = cityDay(moment).slice(0, 7);
        expect(monthOpenAt(morningOf(firstWorkdayOfMonth(month)))).toBe(month);
      }),
    );
  });
});

describe('a bot that was first started', () => {
  it.each([
    ['in the month before owes the letter', '2026-11-23T10:00:00.000Z', true],
    ['on the day before nine owes it', '2026-12-01T07:59:00.000Z', true],
    ['at nine owes it', '2026-12-01T08:00:00.000Z', true],
    ['after nine has missed nothing', '2026-12-01T08:00:00.001Z', false],
    ['in the middle of the month has missed nothing', '2026-12-16T10:00:00.000Z', false],
  ])('%s', (_when, firstStart, owed) => {
    expect(owesLetter('2026-12', firstStart)).toBe(owed);
  });
});

describe('a month', () => {
  it.each([
    ['2026-12', '2026-12-31T22:59:59.000Z', false],
    ['2026-12', '2026-12-31T23:00:00.000Z', true],
    ['2026-12', '2027-01-04T08:00:00.000Z', true],
    ['2026-12', '2026-11-30T10:00:00.000Z', false],
  ])('%s is over at %s: %s', (month, at, over) => {
    expect(isOver(month, new Date(at))).toBe(over);
  });

  it.each([
    ['2026-12', '2026-11-23T09:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['2027-01', '2026-12-16T09:00:00.000Z', '2026-11-30T23:00:00.000Z'],
    ['2026-11', '2026-10-16T09:00:00.000Z', '2026-09-30T22:00:00.000Z'],
    ['2027-02', '2026-11-23T09:00:00.000Z', '2026-11-23T09:00:00.000Z'],
  ])(
    '%s, the first with a letter of a bot from %s, tells what is new from %s',
    (month, firstStart, start) => {
      expect(newFromAtFirst(month, firstStart)).toBe(start);
    },
  );

  it('looks three months ahead', () => {
    expect(comingDays('2026-12-01')).toEqual({ from: '2026-12-02', to: '2027-03-01' });
    expect(comingDays('2026-11-30')).toEqual({ from: '2026-12-01', to: '2027-02-28' });
  });
});

describe('what a letter tells', () => {
  const letter = { newFrom: '2026-11-02T08:00:00.000Z', createdAt: '2026-12-01T08:00:00.000Z' };

  it('is new from one letter up to the next, with no gap and no overlap', () => {
    const told = [
      found({ ref: 'V-2026-0004', createdAt: letter.createdAt }),
      found({ ref: 'V-2026-0003', createdAt: '2026-11-30T08:00:00.000Z' }),
      found({ ref: 'V-2026-0002', createdAt: letter.newFrom }),
      found({ ref: 'V-2026-0001', createdAt: '2026-11-02T07:59:59.999Z' }),
    ];
    const issue = makeIssue({ told, during: [], beginning: [], more: none }, letter);
    expect(issue.items.new.map(({ ref }) => ref)).toEqual(['V-2026-0003', 'V-2026-0002']);
  });

  it('begins with what comes first', () => {
    const beginning = ['2027-02-01', '2026-12-09'].map((from, index) =>
      found({ ref: `V-2026-000${index}`, when: { kind: 'span', from, to: from, precision: 'day' } }),
    );
    const issue = makeIssue({ told: [], during: [], beginning, more: none }, letter);
    expect(issue.items.coming.map(({ ref }) => ref)).toEqual(['V-2026-0001', 'V-2026-0000']);
  });

  it('stands in one section only, and each once', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(founds, { selector: ({ ref }) => ref }),
        lists,
        lists,
        (told, during, beginning) => {
          const { items } = makeIssue({ told, during, beginning, more: none }, letter);
          const refs = sections.flatMap(section => items[section].map(({ ref }) => ref));
          expect(new Set(refs).size).toBe(refs.length);
          for (const { ref } of [...during, ...beginning]) expect(refs).toContain(ref);
        },
      ),
    );
  });
});

describe('a subscriber’s part', () => {
  it('is everything where nothing was chosen', () => {
    fc.assert(fc.property(issues, issue => expect(issueFor(issue, [everything])).toEqual(issue)));
  });

  it('is nothing for whoever has no subscription', () => {
    fc.assert(fc.property(issues, issue => expect(isEmpty(issueFor(issue, []))).toBe(true)));
  });

  it('has a chosen city or a chosen area, and leaves nothing out that has', () => {
    fc.assert(
      fc.property(issues, fc.array(choices, { minLength: 1, maxLength: 3 }), (issue, chosen) => {
        const part = issueFor(issue, chosen);
        for (const section of sections) {
          const wanted = issue.items[section].filter(({ cities, area }) =>
            chosen.some(choice => {
              if (choice.cities.length + choice.areas.length === 0) return true;
              return cities.some(id => choice.cities.includes(id)) || choice.areas.includes(area ?? '');
            }),
          );
          expect(part.items[section]).toEqual(wanted);
        }
      }),
    );
  });

  it('grows with every choice', () => {
    fc.assert(
      fc.property(issues, choices, choices, (issue, one, other) => {
        const both = issueFor(issue, [one, other]);
        for (const section of sections) {
          expect(both.items[section]).toEqual(
            expect.arrayContaining([...issueFor(issue, [one]).items[section]]),
          );
        }
      }),
    );
  });
});

describe('the first few', () => {
  it('leave room for every city', () => {
    const many = ['aarhus', 'aarhus', 'aarhus', 'abo'].map((city, index) =>
      found({ ref: `V-2026-000${index}`, cities: [city] }),
    );
    expect(firstFew(many, cityOrder, 2).map(({ cities }) => cities[0])).toEqual(['aarhus', 'abo']);
  });

  it('are some of all, in number and kind, and each city’s own in their order', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 0, max: 10 }), (items, few) => {
        const shown = firstFew(items, cityOrder, few);
        expect(shown).toHaveLength(Math.min(few, items.length));
        for (const city of cityOrder) {
          const own = (of: readonly Found[]) =>
            of.filter(({ cities }) => cityOrder.find(id => cities.includes(id)) === city);
          expect(own(shown)).toEqual(own(items).slice(0, own(shown).length));
        }
      }),
    );
  });
});

describe('who gets a letter', () => {
  const owners = fc.record({
    kind: fc.constantFrom('person' as const, 'unit' as const),
    id: fc.constantFrom('a', 'b', 'c'),
    subscription: fc.record({
      cities: fc.subarray(cityOrder),
      areas: fc.constant<string[]>([]),
      by: fc.constant('x'),
      at: fc.constant('2026-11-23T08:00:00.000Z'),
      ended: fc.boolean(),
    }),
  });
  const editors: Record<string, string[]> = { a: ['b', 'd', 'd'], b: ['d'], c: [] };
  const editorsOf = (unit: string) => editors[unit] ?? [];

  it('is each person once, with every running choice that concerns them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(owners, { selector: ({ kind, id }) => `${kind}${id}` }), (all: Owned[]) => {
        const people = choicesByPerson(all, editorsOf);
        for (const person of ['a', 'b', 'c', 'd']) {
          const mine = all.filter(
            ({ kind, id, subscription }) =>
              !subscription.ended && (kind === 'person' ? id === person : editorsOf(id).includes(person)),
          );
          expect(people.get(person) ?? []).toEqual(mine.map(({ subscription }) => subscription));
        }
      }),
    );
  });
});
