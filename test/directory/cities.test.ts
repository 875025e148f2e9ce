import fc from 'fast-check';
import { citiesIn, cityName, findCity, HOME_CITY, sisterCities } from '../../src/directory/cities';

const spellings = [HOME_CITY, ...sisterCities].flatMap(city =>
  city.spellings.map(spelling => [spelling, city.id] as const),
);

describe('the sister cities', () => {
  it('stand in alphabetical order, as the position paper names them', () =>
    expect(sisterCities.map(city => city.name)).toEqual(['Aarhus', 'Bergen', 'Åbo']));

  it('have been so since 1946', () =>
    expect(new Set(sisterCities.map(city => city.since))).toEqual(new Set([1946])));
});

describe('finding a city', () => {
  it.each(spellings)('knows %s in any case, with diacritics or without', (spelling, id) =>
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), fc.boolean(), (upper, bare) => {
        const typed = bare ? spelling.normalize('NFD').replace(/\p{M}/gu, '') : spelling;
        const cased = [...typed]
          .map((letter, i) => (upper[i] ? letter.toUpperCase() : letter.toLowerCase()))
          .join('');
        expect(findCity(` ${cased} `)?.id).toBe(id);
      }),
    ),
  );

  it.each(['', 'Oslo', 'Bergenhus', 'Aarhus och Bergen'])('does not take "%s" for a city', text =>
    expect(findCity(text)).toBeUndefined(),
  );
});

describe('cities in a free text', () => {
  it.each([
    ['Skolchefsmöte i Åbo och Århus', ['aarhus', 'abo']],
    ['Bergens kommitté', ['bergen']],
    ['ÅBOS hamn, Turku', ['abo']],
    ['Till Gothenburg från Bergen!', ['bergen']],
    ['Bergengatan och Aboriginer', []],
    ['', []],
  ])('are found in "%s"', (text, ids) => expect(citiesIn(text).map(city => city.id)).toEqual(ids));
});

describe('the name of a city', () => {
  it.each([
    ['abo', 'sv', 'Åbo'],
    ['abo', 'en', 'Turku'],
    ['goteborg', 'en', 'Gothenburg'],
    ['oslo', 'sv', 'oslo'],
  ] as const)('of %s in %s is %s', (id, locale, name) => expect(cityName(id, locale)).toBe(name));
});
