import fc from 'fast-check';
import {
  byYearAndCity,
  countCollaborations,
  countsOf,
  dimensions,
  firstDayOf,
  yearOf,
  yearsIn,
  type Years,
} from '../../src/overview/model';
import { toFound, type Found } from '../../src/register/rows';
import { startOf } from '../../src/register/when';
import { aContent, aNotification, contents, TODAY } from '../support/contents';

const thisYear = yearOf(TODAY);

function found(parts: Parameters<typeof aContent>[0], ref = 'V-2026-0042', createdAt?: string): Found {
  return toFound(aNotification({ ref, content: aContent(parts), ...(createdAt && { createdAt }) }));
}

function days(from: string, to: string) {
  return { kind: 'span', from, to, precision: 'day' } as const;
}

/** Some collaborations, each with a reference of its own, told at any time. */
const many: fc.Arbitrary<Found[]> = fc
  .array(
    fc.tuple(
      contents,
      fc.date({ min: new Date('2018-01-01'), max: new Date('2026-11-23'), noInvalidDate: true }),
    ),
    {
      maxLength: 40,
    },
  )
  .map(told =>
    told.map(([content, at], index) =>
      toFound(aNotification({ ref: `V-2026-${1000 + index}`, content, createdAt: at.toISOString() })),
    ),
  );

const someYears: fc.Arbitrary<Years> = fc
  .tuple(fc.integer({ min: 2015, max: 2030 }), fc.integer({ min: 0, max: 8 }))
  .map(([from, more]) => ({ from, to: from + more }));

describe('a collaboration in a year', () => {
  it.each([
    ['begins in the year of its first day', days('2024-12-30', '2025-01-03'), 2024, [1, 1, 0]],
    ['ends in the year of its last day', days('2024-12-30', '2025-01-03'), 2025, [0, 1, 1]],
    [
      'is under way in the years between',
      { kind: 'span', from: '2017-01-01', to: '2021-12-31', precision: 'year' },
      2019,
      [0, 1, 0],
    ],
    ['is over afterwards', days('2024-12-30', '2025-01-03'), 2026, [0, 0, 0]],
    ['that is over this year is not under way any more', days('2026-03-01', '2026-03-05'), 2026, [1, 0, 1]],
    ['that ends today is under way, and has not ended', days('2026-11-20', '2026-11-23'), 2026, [1, 1, 0]],
    ['that begins later this year is not under way yet', days('2026-12-01', '2026-12-05'), 2026, [1, 0, 0]],
    ['that is planned is under way in that year', days('2027-02-01', '2027-02-05'), 2027, [1, 1, 0]],
    ['that never ends goes on', { kind: 'ongoing', from: '2019-01-01' }, 2026, [0, 1, 0]],
    ['that comes back every year goes on', { kind: 'yearly', from: '2019-01-01' }, 2024, [0, 1, 0]],
  ] as const)('%s', (_, when, year, [starts, underWay, ends]) => {
    const counts = countCollaborations([found({ when })], { from: year, to: year }, TODAY);
    expect(counts.total).toEqual({ starts, underWay, ends });
  });

  it('without a first day is under way from the day on which it was told', () => {
    const item = found({ when: { kind: 'ongoing' } }, undefined, '2024-05-06T08:00:00.000Z');
    const { years, withoutStart } = countCollaborations([item], { from: 2023, to: 2026 }, TODAY);
    expect(years.map(({ tally }) => tally.underWay)).toEqual([0, 1, 1, 1]);
    expect(years.map(({ tally }) => tally.starts)).toEqual([0, 0, 0, 0]);
    expect(withoutStart).toBe(1);
  });
});

describe('the counts', () => {
  it('hold a collaboration with two cities in both, and once in all', () => {
    const item = found({ cities: ['abo', 'bergen'], when: days('2025-05-01', '2025-05-02') });
    const { by, total } = countCollaborations([item, item], { from: 2025, to: 2025 }, TODAY);
    const once = { starts: 1, underWay: 1, ends: 1 };
    expect(Object.fromEntries(by.city)).toEqual({ abo: once, bergen: once });
    expect(total).toEqual(once);
  });

  it('of beginnings over the years make the total of those that begin in them', () => {
    fc.assert(
      fc.property(many, someYears, (items, years) => {
        const counts = countCollaborations(items, years, TODAY);
        const begin = items.filter(({ when }) => {
          const start = startOf(when);
          return start !== undefined && years.from <= yearOf(start) && yearOf(start) <= years.to;
        });
        const sum = counts.years.reduce((all, { tally }) => all + tally.starts, 0);
        expect(sum).toBe(begin.length);
        expect(counts.total.starts).toBe(begin.length);
        expect(counts.total.ends).toBe(counts.years.reduce((all, { tally }) => all + tally.ends, 0));
      }),
    );
  });

  it('by unit, category and area make the total, and by city no less than it', () => {
    fc.assert(
      fc.property(many, someYears, (items, years) => {
        const { by, total } = countCollaborations(items, years, TODAY);
        for (const dimension of dimensions) {
          for (const mark of ['starts', 'underWay', 'ends'] as const) {
            const sum = [...by[dimension].values()].reduce((all, tally) => all + tally[mark], 0);
            if (dimension === 'city') expect(sum).toBeGreaterThanOrEqual(total[mark]);
            else expect(sum).toBe(total[mark]);
          }
        }
      }),
    );
  });

  it('are never more in one year than in all of the years', () => {
    fc.assert(
      fc.property(many, someYears, (items, years) => {
        const counts = countCollaborations(items, years, TODAY);
        expect(counts.years.map(({ year }) => year)).toEqual(yearsIn(years));
        for (const { tally } of counts.years) {
          expect(tally.underWay).toBeLessThanOrEqual(counts.total.underWay);
        }
        expect(counts.total.underWay).toBeLessThanOrEqual(items.length);
      }),
    );
  });

  it('are the same in any order, and when some come twice', () => {
    const shuffled = many.chain(items =>
      fc.tuple(
        fc.constant(items),
        fc.shuffledSubarray(items, { minLength: items.length }),
        fc.subarray(items),
      ),
    );
    fc.assert(
      fc.property(shuffled, someYears, ([items, reordered, twice], years) => {
        expect(countCollaborations([...reordered, ...twice], years, TODAY)).toEqual(
          countCollaborations(items, years, TODAY),
        );
      }),
    );
  });
});

describe('a list by year and city', () => {
  it('keeps the years as they come, and orders each by city', () => {
    const page = [
      found({ when: days('2026-05-01', '2026-05-02'), cities: ['bergen'] }, 'V-2026-0001'),
      found({ when: days('2026-04-01', '2026-04-02'), cities: ['aarhus', 'bergen'] }, 'V-2026-0002'),
      found({ when: days('2026-03-01', '2026-03-02'), cities: ['aarhus'] }, 'V-2026-0003'),
      found({ when: days('2026-02-01', '2026-02-02'), cities: ['bergen'] }, 'V-2026-0004'),
      found({ when: days('2019-02-01', '2019-02-02'), cities: ['abo'] }, 'V-2026-0005'),
    ];
    const refs = byYearAndCity(page, ['aarhus', 'bergen', 'abo']).map(({ year, groups }) => [
      year,
      ...groups.map(({ items }) => items.map(({ ref }) => ref)),
    ]);
    expect(refs).toEqual([
      [2026, ['V-2026-0003'], ['V-2026-0002'], ['V-2026-0001', 'V-2026-0004']],
      [2019, ['V-2026-0005']],
    ]);
  });

  it('holds each of them once, in its year', () => {
    fc.assert(
      fc.property(many, items => {
        const grouped = byYearAndCity(items, ['aarhus', 'bergen', 'abo']);
        const all = grouped.flatMap(({ year, groups }) =>
          groups.flatMap(group => group.items.map(item => ({ year, item }))),
        );
        expect(all.map(({ item }) => item.ref).sort()).toEqual(items.map(({ ref }) => ref).sort());
        for (const { year, item } of all) expect(yearOf(firstDayOf(item))).toBe(year);
      }),
    );
  });
});

it('counts what belongs together, the most first', () => {
  expect(countsOf(['a', 'b', 'b'], letter => letter)).toEqual([
    { key: 'b', count: 2 },
    { key: 'a', count: 1 },
  ]);
  expect(thisYear).toBe(2026);
});
