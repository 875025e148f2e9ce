import { makeLists, seedLists } from '../../src/directory/lists';
import { areaName, categoryName, offeredTerms, type Term } from '../../src/directory/terms';
import { reader } from '../support/contents';

const TODAY = '2026-11-23';
const idsOf = (terms: readonly Term[]) => terms.map(term => term.id);

const former = { nameSv: 'Utbyte av konst', nameEn: 'Art exchange', until: '2026-05-31' };
const kultur: Term = {
  id: 'kultur',
  nameSv: 'Kulturutbyte',
  nameEn: 'Cultural exchange',
  formerNames: [former],
};

describe.each([
  ['categories', 11],
  ['areas', 14],
] as const)('the %s', (list, count) => {
  const terms = seedLists[list];

  it(`are ${count}, all of them offered, "Annat" last`, () => {
    expect(idsOf(offeredTerms(terms, TODAY))).toEqual(idsOf(terms));
    expect(terms).toHaveLength(count);
    expect(terms.at(-1)!.id).toBe('annat');
  });

  it('have each an id and, in both languages, a name of its own', () => {
    for (const key of ['id', 'nameSv', 'nameEn'] as const)
      expect(new Set(terms.map(term => term[key])).size).toBe(count);
    expect(terms.filter(({ nameEn }) => nameEn === undefined)).toEqual([]);
  });
});

describe('what is offered on a day', () => {
  const terms: Term[] = [
    { id: 'annat', nameSv: 'Annat' },
    { id: 'gammal', nameSv: 'Gammal', validTo: '2026-11-22' },
    { id: 'sista-dagen', nameSv: 'Sista dagen', validTo: TODAY },
    { id: 'ny', nameSv: 'Ny', validFrom: TODAY },
    { id: 'kommande', nameSv: 'Kommande', validFrom: '2026-11-24' },
  ];

  it('is what is valid on it, in order, "Annat" last', () =>
    expect(idsOf(offeredTerms(terms, TODAY))).toEqual(['sista-dagen', 'ny', 'annat']));

  it('leaves the list as it was', () => {
    const copy = [...terms];
    offeredTerms(terms, TODAY);
    expect(terms).toEqual(copy);
  });

  it('has what a coordinator enters before "Annat"', () => {
    const lists = makeLists({ areas: [{ id: 'mat', nameSv: 'Mat' }] });
    expect(idsOf(offeredTerms(lists.areas, TODAY)).slice(-2)).toEqual(['mat', 'annat']);
  });
});

describe('the name', () => {
  it.each([
    ['sv', 'Elevutbyte, lägerskola eller ungdomskonferens'],
    ['en', 'Student exchange, school camp or youth conference'],
  ] as const)('of a category in %s', (locale, name) =>
    expect(categoryName(reader(locale), 'elevutbyte')).toBe(name),
  );

  it.each([
    ['sv', 'Klimat och miljö'],
    ['en', 'Climate and environment'],
  ] as const)('of an area in %s', (locale, name) =>
    expect(areaName(reader(locale), 'klimat-miljo')).toBe(name),
  );

  it('is taken from the right list where both have the id', () => {
    expect(categoryName(reader('sv'), 'kultur')).toBe('Kulturutbyte');
    expect(areaName(reader('sv'), 'kultur')).toBe('Kultur');
  });

  it.each([
    ['sv', '2026-05-31', 'Utbyte av konst'],
    ['en', '2026-05-31T08:00:00.000Z', 'Art exchange'],
    ['sv', '2026-06-01', 'Kulturutbyte'],
    ['en', undefined, 'Cultural exchange'],
  ] as const)('in %s is the one in use on %s', (locale, on, name) =>
    expect(categoryName(reader(locale, { categories: [kultur] }), 'kultur', on)).toBe(name),
  );

  it('of what has ended stays', () => {
    const ended = { ...kultur, validTo: '2020-01-01' };
    expect(categoryName(reader('sv', { categories: [ended] }), 'kultur')).toBe('Kulturutbyte');
  });

  it('of an unknown id is the id', () => {
    expect(categoryName(reader('sv'), 'okänt')).toBe('okänt');
    expect(areaName(reader('en'), 'okänt')).toBe('okänt');
  });
});
