import fc from 'fast-check';
import { makeLists, seedLists } from '../../src/directory/lists';
import { stem, wordsOf } from '../../src/directory/words';
import { isEmpty, LONGEST_QUERY, readQuery, type Query } from '../../src/search/query';
import { TODAY } from '../support/contents';

const read = (text: string, lists = seedLists): Query => readQuery(text, lists, TODAY);
const texts = (text: string) => read(text).terms.map(term => term.text);
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

describe('the years that somebody writes', () => {
  it.each([
    ['2024', 2024, 2024],
    ['bergen 2024', 2024, 2024],
    ['2023-2025', 2023, 2025],
    ['2023–2025 skola', 2023, 2025],
    ['från 2025 till 2023', 2023, 2025],
    ['2024-09-15', 2024, 2024],
    ['2024-09', 2024, 2024],
    ['i år', 2026, 2026],
    ['i ar', 2026, 2026],
    ['I ÅR', 2026, 2026],
    ['förra året', 2025, 2025],
    ['skola i fjol', 2025, 2025],
    ['nästa år', 2027, 2027],
    ['last year', 2025, 2025],
    ['1946', 1946, 1946],
  ])('in "%s" are %i to %i', (text, from, to) => {
    expect(read(text).years).toEqual({ from, to });
    expect(texts(text).join()).not.toMatch(/\d|år|aret|year/i);
  });

  it.each(['1945', '2101', '12024', '20240', 'v2024x', 'V-0042', '100'])('are not in "%s"', text =>
    expect(read(text).years).toBeUndefined(),
  );
});

describe('the cities that somebody writes', () => {
  it.each([
    ['bergen', ['bergen']],
    ['Åbo och Bergen', ['abo', 'bergen']],
    ['TURKU aarhus', ['abo', 'aarhus']],
    ['Århus', ['aarhus']],
    ['Bergens skolor', ['bergen']],
  ])('in "%s" are %p', (text, cities) => expect(read(text).cities).toEqual(cities));

  it('may have names of several words', () => {
    const torshavn = { id: 'ny', nameSv: 'Nya Staden', spellings: ['Nya Staden', 'Uusi Kaupunki'] };
    const lists = makeLists({ cities: [torshavn] });
    expect(read('skola nya staden 2024', lists)).toMatchObject({ cities: ['ny'], years: { from: 2024 } });
    expect(read('bergen uusi kaupunki', lists).cities).toEqual(['bergen', 'ny']);
    expect(read('nya skolor', lists).cities).toEqual([]);
  });
});

describe('a word', () => {
  it('may stand in a title, name units and an area all at once', () => {
    const [skola] = read('skola').terms;
    expect(skola).toMatchObject({ text: 'skola', stems: ['skol'], areas: ['skola'] });
    expect(skola!.units).toEqual(['grundskola', 'utbildning', 'forskola']);
  });

  it.each([
    ['nätverk', { categories: ['natverk'] }],
    ['networks', { categories: ['natverk'] }],
    ['studiebesöken', { categories: ['studiebesok'] }],
    ['klimat', { areas: ['klimat-miljo'] }],
    ['environment', { areas: ['klimat-miljo'] }],
    ['SLK', { units: ['slk'] }],
    ['stadsledningskontoret', { units: ['slk'] }],
    ['badhuset', { units: ['idrott'] }],
    ['fyllingsdalsskolan', { units: [], areas: [], categories: [] }],
    ['exchange', { categories: [] }],
  ])('"%s" means %j', (word, expected) => expect(read(word).terms[0]).toMatchObject(expected));

  it.each([
    ['Got Event', 'gotevent'],
    ['swimming pool', 'idrott'],
    ['Socialförvaltningen Hisingen', 'soc-hisingen'],
  ])('of several, "%s", names one unit', (text, unit) => {
    const { terms } = read(`bergen ${text} 2024`);
    expect(terms).toHaveLength(1);
    expect(terms[0]!.units).toEqual([unit]);
  });

  it('finds a unit that has ended, and one by a name that it had', () => {
    const kultur = seedLists.units.find(({ id }) => id === 'kultur')!;
    const ended = makeLists({ units: [{ ...kultur, validTo: '2026-01-01' }] });
    expect(read('kulturförvaltningen', ended).terms[0]!.units).toEqual(['kultur']);
    const renamed = {
      nameSv: 'Förvaltningen för konst',
      formerNames: [{ nameSv: kultur.nameSv, until: '2026-01-01' }],
    };
    const lists = makeLists({ units: [{ ...kultur, ...renamed }] });
    expect(read('kulturförvaltningen', lists).terms[0]!.units).toContain('kultur');
  });

  it('that tells nothing is left out, unless nothing else was written', () => {
    expect(texts('vad gör vi med Åbo om skolor')).toEqual(['skolor']);
    expect(texts('what do we do with Turku about schools')).toEqual(['schools']);
    expect(texts('samarbete bergen')).toEqual([]);
    expect(texts('samarbete')).toEqual(['samarbete']);
    expect(texts('utbyte')).toEqual(['utbyte']);
  });

  it('counts once, however it is inflected', () => expect(texts('skola skolor skolan')).toEqual(['skola']));
});

describe('what somebody writes', () => {
  it.each(['', ' ', '%', '🎻', "'", '?!'])('asks for nothing: "%s"', text =>
    expect(isEmpty(read(text))).toBe(true),
  );

  it('is looked at so far, and says when it was more', () => {
    expect(read('x'.repeat(5_000))).toMatchObject({ cut: true, terms: [{ stems: [expect.any(String)] }] });
    expect(read('ord '.repeat(2_000)).terms).toHaveLength(1);
    const words = Array.from({ length: 30 }, (_, number) => `o${number}`).join(' ');
    expect(read(words)).toMatchObject({ cut: true });
    expect(read(words).terms).toHaveLength(8);
    expect(read('bergen skola').cut).toBe(false);
  });

  const said = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'Åbo',
          'bergen',
          'skola',
          '2024',
          'i år',
          'Got Event',
          'och',
          'klimat',
          'miljö',
          'nätverk',
          '%',
          "'",
        ),
        { maxLength: 12 },
      )
      .map(words => words.join(' ')),
  );

  it('is understood within bounds, whatever it is', () =>
    fc.assert(
      fc.property(said, text => {
        const { terms, cities, years } = read(text);
        expect(terms.length).toBeLessThanOrEqual(8);
        expect(new Set(terms.map(({ stems }) => stems.join(' '))).size).toBe(terms.length);
        const words = new Set(wordsOf(text.trim().slice(0, LONGEST_QUERY)).map(stem));
        for (const { stems, units, text: shown } of terms) {
          expect(shown.trim()).not.toBe('');
          expect(stems.length).toBeGreaterThan(0);
          expect(units.length).toBeLessThanOrEqual(4);
          if (text === text.normalize('NFC')) for (const one of stems) expect(words).toContain(one);
        }
        expect(cities.every(id => seedLists.cities.some(city => city.id === id))).toBe(true);
        if (years) expect(years.from).toBeLessThanOrEqual(years.to);
      }),
    ));

  it('means the same in capitals and without diacritics', () =>
    fc.assert(
      fc.property(said, text => {
        fc.pre(
          text === text.normalize('NFC') && /^[\p{L}\p{N} %']*$/u.test(text) && /^[ -~åäöÅÄÖ]*$/.test(text),
        );
        const meaning = ({ terms, ...rest }: Query) => ({
          ...rest,
          terms: terms.map(term => ({ ...term, text: '' })),
        });
        expect(meaning(read(text.toUpperCase()))).toEqual(meaning(read(text)));
        expect(meaning(read(bare(text)))).toEqual(meaning(read(text)));
      }),
    ));
});
