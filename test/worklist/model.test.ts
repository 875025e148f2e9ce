import fc from 'fast-check';
import type { Todo } from '../../src/register/rows';
import {
  byAge,
  countKinds,
  countUpTo,
  fateOf,
  kinds,
  positionOf,
  refAt,
  type Entry,
  type Kind,
  type Part,
} from '../../src/worklist/model';
import { aContent } from '../support/contents';

function anEntry(kind: Kind, hour: number, number: number): Entry {
  const since = new Date(Date.UTC(2026, 10, 2) + hour * 3_600_000).toISOString();
  const ref = `V-2026-${String(number).padStart(4, '0')}`;
  if (kind === 'unreachable') return { kind, ref, since };
  const { title, unitId, participatingUnits, cities, category, when } = aContent();
  const found = { title, unitId, participatingUnits, cities, category, when, createdAt: since };
  return { ...found, kind, ref, since } satisfies Todo;
}

const entries = (...of: Kind[]) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...of), fc.nat(60), fc.integer({ min: 1, max: 200 })), {
      selector: ([, , number]) => number,
      maxLength: 40,
    })
    .map(all => inOrder(all.map(([kind, hour, number]) => anEntry(kind, hour, number))));
const todo = entries('new', 'answered', 'unregistered');
const unreachable = entries('unreachable').map(all =>
  // A reference is in one of the two lists only.
  all.map(entry => ({ ...entry, ref: entry.ref.replace('2026', '2025') })),
);

function inOrder<T extends Entry>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
}

/** What a read of at most `limit` brings. */
function read(all: readonly Entry[], limit: number, after = ''): Part<Entry> {
  const rest = all.filter(entry => positionOf(entry) > after);
  return { items: rest.slice(0, limit), more: rest.length > limit };
}

describe('two lists put together', () => {
  it('hold all of both, the oldest first, where both were read to their end', () =>
    fc.assert(
      fc.property(todo, unreachable, (one, other) => {
        const whole = { items: inOrder([...one, ...other]), more: false };
        expect(byAge(read(one, 100), read(other, 100))).toEqual(whole);
        expect(byAge(read(other, 100), read(one, 100))).toEqual(whole);
      }),
    ));

  it('begin as the whole does, however little was read of each, and say whether it goes on', () =>
    fc.assert(
      fc.property(
        todo,
        unreachable,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (...args) => {
          const [one, other, ones, others] = args;
          const whole = inOrder([...one, ...other]);
          const { items, more } = byAge(read(one, ones), read(other, others));
          expect(items).toEqual(whole.slice(0, items.length));
          expect(more).toBe(one.length > ones || other.length > others);
          if (!more) expect(items).toHaveLength(whole.length);
          else expect(items.length).toBeGreaterThanOrEqual(Math.min(ones, others));
        },
      ),
    ));

  it('are read to the end in steps, nothing twice and nothing left out', () =>
    fc.assert(
      fc.property(todo, unreachable, fc.integer({ min: 1, max: 9 }), (one, other, limit) => {
        const seen: Entry[] = [];
        for (let after = '', more = true; more; after = positionOf(seen.at(-1) ?? anEntry('new', 0, 1))) {
          const part = byAge(read(one, limit, after), read(other, limit, after));
          seen.push(...part.items);
          more = part.more;
        }
        expect(seen).toEqual(inOrder([...one, ...other]));
      }),
    ));

  it('have one who cannot be reached once, though question and reminder are both stuck', () => {
    const stuck = anEntry('unreachable', 1, 7);
    expect(byAge(read([], 9), read([stuck, { ...stuck }], 9)).items).toEqual([stuck]);
  });
});

describe('a position', () => {
  it('sorts by age, then by reference, and says the reference', () => {
    const [older, newer] = [anEntry('new', 1, 9), anEntry('new', 2, 1)];
    expect(positionOf(older) < positionOf(newer)).toBe(true);
    expect(positionOf(anEntry('new', 1, 1)) < positionOf(older)).toBe(true);
    expect(refAt(positionOf(older))).toBe('V-2026-0009');
  });
});

describe('the counts', () => {
  it.each([
    [0, false, { count: 0, more: false }],
    [3, false, { count: 3, more: false }],
    [4, false, { count: 3, more: true }],
    [3, true, { count: 3, more: true }],
  ])('%j known, more: %j', (known, more, expected) => {
    const items = Array.from({ length: known }, (_, index) => anEntry('new', index, index));
    expect(countUpTo(3, { items, more })).toEqual(expected);
  });

  it('by kind name every kind', () => {
    const all = kinds.map((kind, index) => anEntry(kind, index, index));
    expect(countKinds(all)).toEqual({ new: 1, answered: 1, unregistered: 1, unreachable: 1, followUp: 1 });
  });
});

describe('what became of an entry', () => {
  const opened = anEntry('new', 1, 7);
  it.each([
    ['is there as before', [opened], false, 'skipped'],
    ['waits for something else by now', [anEntry('unregistered', 9, 7)], false, 'later'],
    ['is not there', [anEntry('new', 1, 8)], false, 'done'],
    ['may come later', [anEntry('new', 1, 8)], true, 'unknown'],
  ] as const)('that %s', (_what, items, more, fate) =>
    expect(fateOf(positionOf(opened), { items, more })).toBe(fate),
  );
});
