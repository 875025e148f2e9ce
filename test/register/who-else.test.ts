import fc from 'fast-check';
import {
  addToDigest,
  digestItemOf,
  digestSchema,
  emptyDigest,
  makeDigest,
  pickWhoElse,
  removeFromDigest,
  toDigestItem,
  type DigestItem,
} from '../../src/register/who-else';
import { seedLists } from '../../src/directory/lists';
import { allUnits } from '../../src/directory/units';
import { aContent, aNotification, areaIds, categoryIds, TODAY, whens } from '../support/contents';

const unitIds = allUnits(seedLists, TODAY).map(unit => unit.id);
const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();

function item(number: number, parts: Partial<DigestItem> = {}): DigestItem {
  return {
    ref: `V-2026-${String(number).padStart(4, '0')}`,
    unitId: unitIds[number % unitIds.length]!,
    title: `Samarbete ${number}`,
    category: 'kultur',
    when: { kind: 'ongoing' },
    createdAt: day(number),
    ...parts,
  };
}

const refs = (items: readonly DigestItem[]) => items.map(({ ref }) => Number(ref.slice(-4)));

/** Few units and choices, so that they meet often; each at a day of its own. */
const items = fc
  .array(
    fc.record({
      unitId: fc.constantFrom(...unitIds.slice(0, 9)),
      category: fc.constantFrom(...categoryIds.slice(0, 3)),
      area: fc.option(fc.constantFrom(...areaIds.slice(0, 3)), { nil: undefined }),
      when: whens,
    }),
    { maxLength: 60 },
  )
  .map(list => list.map((parts, index) => toDigestItem(item(index + 1, parts))));
const own = fc
  .record({
    unitId: fc.constantFrom(...unitIds.slice(0, 10)),
    category: fc.constantFrom(...categoryIds.slice(0, 3)),
    area: fc.option(fc.constantFrom(...areaIds.slice(0, 3)), { nil: undefined }),
  })
  .map(parts => item(900, parts));

const isAlike = (a: DigestItem, b: DigestItem) =>
  a.category === b.category || (a.area !== undefined && a.area === b.area);

/** What should be picked, worked out from everything that was ever told. */
function expectedPick(all: readonly DigestItem[], mine: DigestItem): DigestItem[] {
  const newestFirst = [...all].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const alike = newestFirst.filter(other => isAlike(other, mine));
  const units = new Set<string>();
  return [...alike, ...newestFirst]
    .filter(({ unitId }) => unitId !== mine.unitId && !units.has(unitId) && units.add(unitId))
    .slice(0, 5);
}

describe('who else works with the city', () => {
  it('are at most five, one of each other unit, the alike ones before the rest, the newest first', () => {
    fc.assert(
      fc.property(items, own, (all, mine) => {
        expect(pickWhoElse([makeDigest(all)], mine)).toEqual(expectedPick(all, mine));
      }),
      { numRuns: 500 },
    );
  });

  it('are picked from all the cities together, each once', () => {
    fc.assert(
      fc.property(
        items,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 60, maxLength: 60 }),
        own,
        run,
      ),
      { numRuns: 300 },
    );

    /** 1: the first city, 2: the second, 3: both. */
    function run(all: DigestItem[], where: number[], mine: DigestItem) {
      const inCity = (city: number) => makeDigest(all.filter((_, index) => where[index]! & city));
      expect(pickWhoElse([inCity(1), inCity(2)], mine)).toEqual(expectedPick(all, mine));
    }
  });

  it('are nobody where nothing has been told, or by one’s own unit only', () => {
    expect(pickWhoElse([emptyDigest], item(1))).toEqual([]);
    expect(pickWhoElse([], item(1))).toEqual([]);
    expect(pickWhoElse([makeDigest([item(1, { unitId: 'slk' })])], item(2, { unitId: 'slk' }))).toEqual([]);
  });

  it('an older one that is alike comes before a newer one that is not', () => {
    const digest = makeDigest([
      item(1, { category: 'projekt', area: 'skola' }),
      item(2, { category: 'idrott' }),
      item(3, { category: 'kultur' }),
      item(4, { category: 'annat' }),
    ]);
    const mine = item(9, { category: 'idrott', area: 'skola' });
    expect(refs(pickWhoElse([digest], mine))).toEqual([2, 1, 4, 3]);
  });
});

describe('the digest', () => {
  it('is the same whatever the order in which collaborations are added', () => {
    const shuffled = items.chain(all =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, mixed]) => {
        expect(makeDigest(mixed)).toEqual(makeDigest(all));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out what is removed, and picks only from what is left', () => {
    fc.assert(
      fc.property(items, fc.nat(59), own, (all, index, mine) => {
        const ref = all[index]?.ref ?? 'V-2026-9999';
        const left = removeFromDigest(makeDigest(all), ref);
        expect(JSON.stringify(left)).not.toContain(ref);
        expect(pickWhoElse([left], mine).map(other => other.ref)).not.toContain(ref);
        expect(digestSchema.parse(left)).toEqual(left);
      }),
    );
  });

  it('shows an edited collaboration as it is now: taken out and added again', () => {
    const before = makeDigest([item(1, { unitId: 'kultur', category: 'kultur', area: 'skola' }), item(2)]);
    const now = item(1, { unitId: 'idrott', category: 'idrott', title: 'Ny rubrik' });
    const after = addToDigest(removeFromDigest(before, now.ref), now);
    expect(after.items).toEqual(makeDigest([now, item(2)]).items);
    expect(pickWhoElse([after], item(9, { area: 'skola' })).map(({ title }) => title)).toEqual([
      'Samarbete 2',
      'Ny rubrik',
    ]);
  });

  it('is not changed by adding or removing: each gives a new one', () => {
    const before = makeDigest([item(1), item(2)]);
    const copy = structuredClone(before);
    addToDigest(before, item(3));
    removeFromDigest(before, item(1).ref);
    expect(before).toEqual(copy);
  });

  it('stays small however many are told, each with the longest title', () => {
    let digest = emptyDigest;
    for (let number = 1; number <= 2000; number += 1) {
      const choices = { category: categoryIds[number % 11]!, area: areaIds[(number * 5) % 14]! };
      digest = addToDigest(digest, toDigestItem(item(number, { ...choices, title: 'å'.repeat(200) })));
    }
    expect(JSON.stringify(digest).length).toBeLessThan(60_000);
    expect(Math.max(...Object.values(digest.buckets).map(bucket => bucket.length))).toBe(6);
  });

  it('keeps what is shown of a notification, with a title that is cut between letters, and says so', () => {
    const title = `${'x'.repeat(98)}👩 och mer`;
    const notification = aNotification({ content: aContent({ title, area: 'skola', purpose: 'Hemligt' }) });
    const kept = digestItemOf(notification);
    expect(Object.keys(kept).sort()).toEqual(
      ['area', 'category', 'createdAt', 'ref', 'title', 'unitId', 'when'].sort(),
    );
    expect(kept.title).toBe(`${'x'.repeat(98)}👩…`);
    expect(kept.title).not.toMatch(/\p{Surrogate}/u);
  });
});
