import fc from 'fast-check';
import { maybeTheSame, type Known } from '../../src/collaborations/same';
import type { Content } from '../../src/register/model';
import { overlaps } from '../../src/register/when';
import { aContent, contents } from '../support/contents';

const mine = aContent();

function known(parts: Partial<Content> = {}, ref = 'V-2026-0001'): Known {
  const { unitId, title, category, area, when } = aContent({ unitId: 'grundskola', ...parts });
  return { ref, unitId, title, category, when, ...(area && { area }) };
}

const week37 = mine.when;
const days = (from: string, to: string): Content['when'] => ({ kind: 'span', from, to, precision: 'day' });
const refsOf = (all: readonly Known[]) => all.map(({ ref }) => ref);

/** Nothing in common with `mine` but city and time. */
const unlike = { title: 'Spårvagnar', category: 'projekt' } as const;

describe('what may be the same', () => {
  it.each<[string, Content['when']]>([
    ['at the same time', week37],
    ['that shares one day', days('2027-09-19', '2027-09-25')],
    ['in the same term', { kind: 'span', from: '2027-08-01', to: '2027-12-31', precision: 'season' }],
  ])('is one %s, even with nothing else in common', (_, when) =>
    expect(refsOf(maybeTheSame(mine, [known({ ...unlike, when })]))).toEqual(['V-2026-0001']),
  );

  it.each<[string, Content['when']]>([
    ['is over the day before', days('2027-09-06', '2027-09-12')],
    ['begins the day after', days('2027-09-20', '2027-09-24')],
    ['goes on from later', { kind: 'ongoing', from: '2028-01-01' }],
  ])('is none that %s, however alike', (_, when) =>
    expect(maybeTheSame(mine, [known({ when })])).toEqual([]),
  );

  const long: [string, Content['when']][] = [
    ['goes on without an end', { kind: 'ongoing' }],
    ['comes back every year', { kind: 'yearly' }],
    ['lasts longer than half a year', days('2027-01-01', '2027-12-31')],
  ];

  it.each(long)('is none that %s, with nothing in common', (_, when) =>
    expect(maybeTheSame(mine, [known({ ...unlike, when })])).toEqual([]),
  );

  it.each(long)('is none for something that itself %s, with nothing in common', (_, when) =>
    expect(maybeTheSame({ ...mine, when }, [known(unlike)])).toEqual([]),
  );

  it.each<[string, Partial<Content>]>([
    ['its category', { ...unlike, category: mine.category }],
    ['a word of its title', { ...unlike, title: 'Havets dag' }],
    ['a word of its title in another form', { ...unlike, title: 'Lägerskolorna' }],
  ])('is one that goes on for long and shares %s', (_, parts) =>
    expect(maybeTheSame(mine, [known({ ...parts, when: { kind: 'ongoing' } })])).toHaveLength(1),
  );

  it('is one that goes on for long and shares its area', () => {
    const ongoing = known({ ...unlike, area: 'skola', when: { kind: 'ongoing' } });
    expect(maybeTheSame({ ...mine, area: 'skola' }, [ongoing])).toHaveLength(1);
    expect(maybeTheSame({ ...mine, area: 'kultur' }, [ongoing])).toEqual([]);
  });

  it('is none that goes on for long and shares nothing but words that mean little', () => {
    const ongoing = known({ ...unlike, title: 'Samarbete om spårvagnar', when: { kind: 'ongoing' } });
    expect(maybeTheSame({ ...mine, title: 'Samarbete om hållbara hav' }, [ongoing])).toEqual([]);
  });

  it('is the likeliest first, and three at most', () => {
    const all = [
      known(unlike, 'V-2026-0001'),
      known({ ...unlike, category: mine.category }, 'V-2026-0002'),
      known({}, 'V-2026-0003'),
      known({ ...unlike, title: 'Hav' }, 'V-2026-0004'),
    ];
    expect(refsOf(maybeTheSame(mine, all))).toEqual(['V-2026-0003', 'V-2026-0004', 'V-2026-0002']);
  });

  it('is the newer one before an older that is as likely', () =>
    expect(refsOf(maybeTheSame(mine, [known({}, 'V-2026-0007'), known({}, 'V-2026-0009')]))).toEqual([
      'V-2026-0009',
      'V-2026-0007',
    ]));

  it('is each once, though it was found in several places', () =>
    expect(maybeTheSame(mine, [known(), known()])).toHaveLength(1));
});

describe('whatever stands in the register', () => {
  const numbered = fc
    .array(contents, { maxLength: 8 })
    .map(all => all.map((content, index) => known(content, `V-2026-000${index + 1}`)));

  it('what is asked about happens at an overlapping time, and is known', () => {
    fc.assert(
      fc.property(contents, numbered, (content, all) => {
        const asked = maybeTheSame(content, all);
        expect(asked.length).toBeLessThanOrEqual(3);
        for (const item of asked) {
          expect(all).toContain(item);
          expect(overlaps(item.when, content.when)).toBe(true);
        }
      }),
    );
  });

  it('the order in which it was found makes no difference', () => {
    fc.assert(
      fc.property(contents, numbered, (content, all) => {
        expect(refsOf(maybeTheSame(content, [...all].reverse()))).toEqual(refsOf(maybeTheSame(content, all)));
      }),
    );
  });

  it('the very same is always asked about', () => {
    fc.assert(
      fc.property(contents, content => expect(maybeTheSame(content, [known(content)])).toHaveLength(1)),
    );
  });
});
