import fc from 'fast-check';
import { seedLists } from '../../src/directory/lists';
import { knownExchanges } from '../../src/register/known-exchanges';
import { stemsIn, type Found } from '../../src/register/rows';
import { parseWhen } from '../../src/register/when';
import { rankOf, scoreOf, tierOf, tiers } from '../../src/search/match';
import { readQuery, type Query } from '../../src/search/query';
import { makeSearchService, type Results } from '../../src/search/service';
import type { Cursor } from '../../src/search/window';
import { TODAY, whens } from '../support/contents';
import { modelFinder } from './model-finder';

const AT = '2026-11-23T08:00:00.000Z';

function aFound(parts: Partial<Found> = {}): Found {
  return {
    ref: 'V-2026-0001',
    title: 'Lägerskola om hållbara hav',
    unitId: 'grundskola',
    participatingUnits: [],
    cities: ['bergen'],
    category: 'elevutbyte',
    when: parseWhen('vecka 37 2024', TODAY)!,
    createdAt: AT,
    ...parts,
  };
}

function numbered(all: readonly Found[]): Found[] {
  return all.map((found, index) => ({ ...found, ref: `V-2026-${String(index + 1).padStart(4, '0')}` }));
}

const when = (text: string) => parseWhen(text, TODAY)!;

interface Asked {
  limit?: number;
  today?: string;
  cursor?: Cursor;
}

function searchIn(all: readonly Found[]) {
  const finder = modelFinder(all);
  const service = makeSearchService(finder);
  const find = (text: string, { limit = 8, today = TODAY, cursor }: Asked = {}): Promise<Results> =>
    service.find({ text, lists: seedLists, today, limit, cursor });
  return { find, cost: finder.cost };
}

/** All pages, one after the other, and what the dearest of them cost. */
async function everyPage(all: readonly Found[], text: string, limit = 8) {
  const { find, cost } = searchIn(all);
  const pages: Results[] = [];
  const dearest = { reads: 0, rows: 0 };
  let cursor: Cursor | undefined;
  do {
    const before = { ...cost };
    const page = await find(text, { limit, cursor });
    dearest.reads = Math.max(dearest.reads, cost.reads - before.reads);
    dearest.rows = Math.max(dearest.rows, cost.rows - before.rows);
    pages.push(page);
    cursor = page.next;
  } while (cursor);
  return { pages, items: pages.flatMap(({ items }) => items), dearest };
}

const queries = [
  ...['bergen skola 2024', 'skola', 'lägerskolor', 'åbo', 'turku bergen', '2024', '2023–2025', 'hav'],
  ...['hållbara hav', 'klimat', 'klimat och miljö', 'swimming pool', 'kultur åbo', 'miljö 2025', 'spårvagn'],
  ...['studiebesök bergen', 'skola klimat', 'grundskola hav 2024', 'finns inte', 'bergen finns inte'],
];

const founds: fc.Arbitrary<Found> = fc.record({
  ref: fc.constant(''),
  title: fc
    .subarray(['Lägerskola', 'hållbara', 'hav', 'skola', 'klimat', 'Bergens', 'spårvagnar', 'pool'], {
      minLength: 1,
    })
    .map(words => words.join(' ')),
  unitId: fc.constantFrom('grundskola', 'utbildning', 'kultur', 'miljo', 'idrott', 'sparvagar'),
  participatingUnits: fc.subarray(['forskola', 'kultur']),
  cities: fc.subarray(['aarhus', 'bergen', 'abo'], { minLength: 1 }),
  category: fc.constantFrom('elevutbyte', 'studiebesok', 'kultur'),
  area: fc.constantFrom('skola', 'kultur', 'klimat-miljo'),
  when: fc.oneof(
    whens,
    fc.integer({ min: 2018, max: 2027 }).map(year => when(`${year}`)),
  ),
  createdAt: fc.constant(AT),
});

function refsOf(items: readonly Found[]): string[] {
  return items.map(({ ref }) => ref);
}

function byRank(query: Query) {
  return (a: Found, b: Found) => (rankOf(query, a, TODAY) < rankOf(query, b, TODAY) ? -1 : 1);
}

/** A unit does not take part in what it is responsible for. */
function withoutOwn(found: Found): Found {
  const participatingUnits = found.participatingUnits.filter(id => id !== found.unitId);
  return { ...found, participatingUnits };
}

describe('all pages of a search', () => {
  const given = [
    fc.array(founds, { maxLength: 60 }).map(all => numbered(all.map(withoutOwn))),
    fc.constantFrom(...queries),
    fc.integer({ min: 1, max: 9 }),
  ] as const;

  it('hold each collaboration that has all of it once, best first', () =>
    fc.assert(
      fc.asyncProperty(...given, async (all, text, limit) => {
        const query = readQuery(text, seedLists, TODAY);
        const { pages, items } = await everyPage(all, text, limit);
        const tierly = tiers.map(tier => all.filter(found => tierOf(query, found) === tier));
        const expected = tierly.flatMap(ofTier => ofTier.sort(byRank(query)));
        if (pages[0]!.kind === 'all' && expected.length > 0) {
          expect(refsOf(items).sort()).toEqual(refsOf(expected).sort());
          const inTitle = items.map(found => tierOf(query, found) === 'title');
          expect(inTitle).toEqual([...inTitle].sort((a, b) => Number(b) - Number(a)));
          // Beyond what one answer may look through, each window has an order of its own.
          const whole = pages.every(({ next, spent }) => !spent && next?.window?.to === undefined);
          if (whole) expect(refsOf(items)).toEqual(refsOf(expected));
        } else {
          expect(expected).toEqual([]);
          for (const found of items) expect(scoreOf(query, found)).toBeGreaterThan(0);
        }
        for (const page of pages) expect(page.items.length).toBeLessThanOrEqual(limit);
      }),
    ));

  it('show those with a title or a city that was asked for, where none has all of it', () =>
    fc.assert(
      fc.asyncProperty(...given, async (all, text, limit) => {
        const query = readQuery(text, seedLists, TODAY);
        const { pages, items } = await everyPage(all, text, limit);
        const words = query.terms.flatMap(({ stems }) => stems);
        const any = all.some(
          ({ title, cities }) =>
            stemsIn(title).some(stem => words.includes(stem)) ||
            cities.some(city => query.cities.includes(city)),
        );
        if (pages.at(-1)!.kind === 'some' && any) expect(items.length).toBeGreaterThan(0);
      }),
    ));
});

describe('a search', () => {
  const all = numbered([
    aFound({ title: 'Skola i samverkan', when: when('2025') }),
    aFound({ title: 'Kör', unitId: 'kultur', cities: ['abo'], when: when('2022–2025') }),
    aFound({
      title: 'Nätverk för hamnar',
      unitId: 'hamn',
      category: 'natverk',
      when: when('löpande från 2019'),
    }),
    aFound({
      title: 'Lärarutbyte',
      unitId: 'utbildning',
      participatingUnits: ['kultur'],
      when: when('2024'),
    }),
    aFound({ title: 'Utan början', unitId: 'miljo', cities: ['aarhus'], when: when('löpande') }),
  ]);
  const refs = async (text: string) =>
    (await searchIn(all).find(text)).items.map(({ ref }) => ref.slice(-1)).join('');

  it.each([
    ['skola', '14', 'the word in the title first, then the units'],
    ['skolorna', '14', 'in any inflection'],
    ['bergen skola 2024', '4', 'all of it together'],
    ['Turku', '2', 'a city by any spelling'],
    ['ABO', '2', 'without its letters'],
    ['2024', '324', 'what goes on first, of what is under way in a year'],
    ['2019', '3', 'what goes on without an end'],
    ['2020–2022', '32', 'what is under way at some time of years'],
    ['i år', '53', 'the year as it is'],
    ['kulturförvaltningen', '24', 'those that a unit is responsible for, then those that it takes part in'],
    ['nätverk', '3', 'a category'],
    ['hamnarna bergen', '3', 'words of a title and a city'],
  ])('for "%s" finds %s: %s', async (text, expected) => {
    expect(await refs(text)).toBe(expected);
  });

  it.each(['vad gör vi med Åbo om skolor', 'schools in Turku', 'åbo skola'])(
    'finds what the City does with a city about schools in one line: "%s"',
    async text => {
      const known = numbered(
        knownExchanges.map(({ title, unit, cities, category, area, when: said }) =>
          aFound({ title, unitId: unit, cities, category, area, when: when(said.replace('/', '–')) }),
        ),
      );
      const { items, next } = await searchIn(known).find(text);
      const expected = known.filter(({ cities, area }) => cities.includes('abo') && area === 'skola');
      expect(items.map(({ ref }) => ref).sort()).toEqual(expected.map(({ ref }) => ref).sort());
      expect(next).toBeUndefined();
    },
  );

  it('says when none has all of it, and shows what has the most', async () => {
    const results = await searchIn(all).find('kör åbo blockflöjt');
    expect(results.kind).toBe('some');
    expect(results.items.map(({ ref }) => ref)).toEqual(['V-2026-0002']);
  });

  it.each(['blockflöjt', 'xyzzy', "' or 1 eq 1", '%', '🎻'])(
    'for "%s" finds nothing it was not asked for',
    async text => {
      const results = await searchIn([]).find(text);
      expect(results.items).toEqual([]);
      expect(results.next).toBeUndefined();
    },
  );

  describe('has the best first', () => {
    const titlesFor = async (text: string, parts: Partial<Found>[]) =>
      (await searchIn(numbered(parts.map(part => aFound(part)))).find(text)).items.map(({ title }) => title);

    it.each<[string, Partial<Found>[]]>([
      [
        'skolor Åbo',
        [
          { title: 'Svenska för vuxna', area: 'skola', when: when('2027') },
          { title: 'Skolbibliotek', area: 'skola', when: when('2019') },
          { title: 'En skola vid havet', when: when('2018') },
        ].map(part => ({ ...part, unitId: 'kultur', cities: ['abo'] })),
      ],
      [
        'cyklar bergen',
        [
          { title: 'Spårvägens underhåll', unitId: 'stadsmiljo', when: when('2027') },
          { title: 'Cykelbanor', unitId: 'stadsmiljo', when: when('2020') },
          { title: 'Cyklarnas dag', unitId: 'kultur', when: when('2019') },
        ],
      ],
      [
        'Kulturförvaltningen museum 2027',
        [
          {
            title: 'Vagnar',
            unitId: 'sparvagar',
            participatingUnits: ['kultur'],
            when: when('januari 2027'),
          },
          { title: 'Barnteater', unitId: 'kultur', when: when('februari 2027') },
          { title: 'Museer och arkiv', unitId: 'kultur', when: when('mars 2027') },
        ],
      ],
    ])('by the words in the title: "%s"', async (text, parts) => {
      expect(await titlesFor(text, parts)).toEqual([...parts].reverse().map(({ title }) => title));
    });

    it('then by who is responsible, before what comes sooner where they only take part', async () => {
      const parts = [
        { title: 'Vagnar', unitId: 'sparvagar', participatingUnits: ['kultur'], when: when('i december') },
        { title: 'Teater', unitId: 'kultur', when: when('2027') },
      ];
      expect(await titlesFor('kulturförvaltningen', parts)).toEqual(['Teater', 'Vagnar']);
    });

    it('then by time: what goes on, what comes soonest, what was last', async () => {
      const times = ['2019', '2028', 'löpande från 2015', '2025', '2027', '2024–2028'];
      const parts = times.map(time => ({ title: `Hav ${time}`, when: when(time) }));
      const expected = ['2024–2028', 'löpande från 2015', '2027', '2028', '2025', '2019'];
      for (const text of ['hav', 'bergen', 'hav bergen', ''])
        expect(await titlesFor(text, parts)).toEqual(expected.map(time => `Hav ${time}`));
    });

    it('and takes no word for the beginning of another that is shorter than four letters', async () => {
      const parts = [
        { title: 'Simning', unitId: 'idrott', when: when('2027') },
        { title: 'Badminton', unitId: 'idrott', when: when('2028') },
      ];
      expect(await titlesFor('bad', parts)).toEqual(['Simning', 'Badminton']);
    });
  });

  it('shows each once, although a night passes between the pages', async () => {
    const times = ['2026', 'januari 2027', '2025', '2027', '2028', 'löpande'];
    const parts = numbered(times.map(time => aFound({ when: when(time) })));
    const { find } = searchIn(parts);
    const first = await find('hav', { limit: 2 });
    const second = await find('hav', { limit: 9, today: '2027-02-01', cursor: first.next });
    expect(refsOf([...first.items, ...second.items]).sort()).toEqual(refsOf(parts));
  });

  it.each(['hav', 'bergen', 'skola', 'skola bergen', 'skola hav', 'kulturförvaltningen hav', ''])(
    'has each once, however many there are: "%s"',
    async text => {
      const many = numbered(
        Array.from({ length: 700 }, (_, index) =>
          aFound({
            title: index % 3 === 0 ? 'Skola vid hav' : 'Hav och vind',
            unitId: ['kultur', 'grundskola', 'forskola'][index % 7] ?? 'utbildning',
            participatingUnits: index % 5 === 4 ? ['kultur'] : [],
            ...(index % 4 === 0 && { area: 'skola' }),
            when: when(`${2010 + ((index * 7) % 19)}`),
          }),
        ),
      );
      const query = readQuery(text, seedLists, TODAY);
      const expected = many.filter(found => tierOf(query, found) !== undefined);
      const { items, dearest } = await everyPage(many, text);
      expect(items).toHaveLength(expected.length);
      expect(refsOf(items).sort()).toEqual(refsOf(expected));
      expect(dearest.rows).toBeLessThanOrEqual(150);
      expect(dearest.reads).toBeLessThanOrEqual(8);
    },
  );

  it('goes on where the cost of an answer ended it', async () => {
    const many = numbered([
      ...Array.from({ length: 400 }, () => aFound({ cities: ['abo'], when: when('2025') })),
      aFound({ when: when('2010') }),
    ]);
    const { pages, items, dearest } = await everyPage(many, 'hav bergen');
    expect(items.map(({ ref }) => ref)).toEqual(['V-2026-0401']);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]).toMatchObject({ items: [], spent: true, searchedTo: '2025-01-01' });
    expect(dearest.rows).toBeLessThanOrEqual(150);
  });
});
