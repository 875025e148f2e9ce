import fc from 'fast-check';
import {
  citiesIn,
  cityById,
  cityName,
  citySchema,
  isClosedFor,
  HOME_CITY,
  offeredCities,
  seedCities,
  standingOf,
  type City,
} from '../../src/directory/cities';
import { makeLists, seedLists } from '../../src/directory/lists';
import { reader } from '../support/contents';

const TODAY = '2026-11-23';
const DAY_BEFORE = '2026-11-22';
const DAY_AFTER = '2026-11-24';

const bergen = cityById(seedLists, 'bergen')!;
const proposed = { on: '2026-01-15' };
const decidedOn = (on: string) => ({ on, paragraph: '§ 12', caseNumber: 'SLK-2026-00190' });

/** A city of two words, on the way to become a sister city. */
const moIRana: City = {
  id: 'mo-i-rana',
  nameSv: 'Mo i Rana',
  spellings: ['Mo i Rana', 'Måehvie'],
  proposed,
};

const idsOf = (cities: readonly City[]) => cities.map(city => city.id);
const spellings = seedCities.flatMap(city => city.spellings.map(spelling => [spelling, city.id] as const));

describe('the sister cities', () => {
  it('stand in alphabetical order, as the position paper names them', () =>
    expect(seedLists.cities.map(city => city.nameSv)).toEqual(['Aarhus', 'Bergen', 'Åbo']));

  it('have been so since 1946', () =>
    expect(new Set(seedCities.map(city => city.since))).toEqual(new Set([1946])));

  it('are each a city that coordinators could have entered', () => {
    for (const city of [HOME_CITY, ...seedCities]) expect(citySchema.parse(city)).toEqual(city);
  });

  it('are found by id, and so is Göteborg, which is none', () => {
    expect(cityById(seedLists, 'abo')?.nameSv).toBe('Åbo');
    expect(cityById(seedLists, 'goteborg')).toBe(HOME_CITY);
    expect(cityById(seedLists, 'oslo')).toBeUndefined();
  });
});

describe('the cooperation with a city', () => {
  it.each<[string, Partial<City>, string]>([
    ['nothing is said of', {}, 'active'],
    ['was proposed and not yet decided on', { proposed }, 'proposed'],
    [
      'was proposed and is decided on from tomorrow',
      { proposed, decision: decidedOn(DAY_AFTER) },
      'proposed',
    ],
    ['was proposed and is decided on today', { proposed, decision: decidedOn(TODAY) }, 'active'],
    ['was proposed and has been decided on', { proposed, decision: decidedOn(DAY_BEFORE) }, 'active'],
    ['has a decision only, which came later', { decision: decidedOn(DAY_AFTER) }, 'active'],
    ['pauses from tomorrow', { paused: { from: DAY_AFTER } }, 'active'],
    ['pauses from today', { paused: { from: TODAY } }, 'paused'],
    ['has paused, nobody knows how long', { paused: { from: '2020-01-01' } }, 'paused'],
    ['pauses until today', { paused: { from: '2020-01-01', to: TODAY } }, 'paused'],
    ['paused until yesterday', { paused: { from: '2020-01-01', to: DAY_BEFORE } }, 'active'],
    ['pauses today only', { paused: { from: TODAY, to: TODAY } }, 'paused'],
    ['ends tomorrow', { ended: DAY_AFTER }, 'active'],
    ['ends today, which is its last day', { ended: TODAY }, 'active'],
    ['ended yesterday', { ended: DAY_BEFORE }, 'ended'],
    ['ended while it had paused', { paused: { from: '2020-01-01' }, ended: DAY_BEFORE }, 'ended'],
    ['has paused and will end', { paused: { from: '2020-01-01' }, ended: DAY_AFTER }, 'paused'],
    ['ended before it was decided on', { proposed, ended: DAY_BEFORE }, 'proposed'],
  ])('that %s', (_, parts, standing) => expect(standingOf({ ...bergen, ...parts }, TODAY)).toBe(standing));
});

describe('the cities that people can inform of', () => {
  const offered = (city: City, on = TODAY) => idsOf(offeredCities(makeLists({ cities: [city] }), on));

  it('are all three before any change', () =>
    expect(idsOf(offeredCities(seedLists, TODAY))).toEqual(['aarhus', 'bergen', 'abo']));

  it('have a proposed one among them from the day of the decision, in its place by name', () => {
    const decided = { ...moIRana, decision: decidedOn(TODAY) };
    expect(offered(moIRana)).not.toContain('mo-i-rana');
    expect(offered(decided, DAY_BEFORE)).not.toContain('mo-i-rana');
    expect(offered(decided)).toEqual(['aarhus', 'bergen', 'mo-i-rana', 'abo']);
  });

  it.each<[string, Partial<City>]>([
    ['paused', { paused: { from: DAY_BEFORE } }],
    ['ended', { ended: DAY_BEFORE }],
  ])('still have one among them that has %s, for what began before', (_, parts) =>
    expect(offered({ ...bergen, ...parts })).toContain('bergen'),
  );
});

describe('a proposal that was withdrawn', () => {
  const lists = makeLists({ cities: [{ ...moIRana, withdrawn: DAY_BEFORE }] });

  it('is nowhere among the cities, on any day, nor found in a text', () => {
    expect(idsOf(lists.cities)).toEqual(['aarhus', 'bergen', 'abo']);
    expect(idsOf(offeredCities(lists, '2099-01-01'))).toEqual(['aarhus', 'bergen', 'abo']);
    expect(citiesIn(lists, 'Mo i Rana')).toEqual([]);
  });

  it('stands apart, and can still be named', () => {
    expect(idsOf(lists.withdrawnCities)).toEqual(['mo-i-rana']);
    expect(cityName({ locale: 'sv', lists }, 'mo-i-rana')).toBe('Mo i Rana');
  });
});

describe('a collaboration that begins', () => {
  const began = '2026-09-01';
  it.each<[string, Partial<City>, boolean]>([
    ['with a city that neither pauses nor ends can be told of', {}, false],
    ['before a pause can be told of', { paused: { from: '2026-09-02' } }, false],
    ['on the first day of a pause cannot', { paused: { from: began } }, true],
    ['on the last day of a pause cannot', { paused: { from: '2026-01-01', to: TODAY } }, true],
    ['within a pause that is over can', { paused: { from: '2026-01-01', to: DAY_BEFORE } }, false],
    ['after a pause can', { paused: { from: '2026-01-01', to: '2026-08-31' } }, false],
    ['on the last day of the cooperation can', { ended: began }, false],
    ['after the last day cannot', { ended: '2026-08-31' }, true],
    [
      'after a last day cannot, though it began in a pause',
      { paused: { from: '2026-01-01' }, ended: '2026-12-31' },
      true,
    ],
  ])('%s', (_, parts, closed) => expect(isClosedFor({ ...bergen, ...parts }, began, TODAY)).toBe(closed));
});

describe('cities in a free text', () => {
  it.each(spellings)('are known by %s in any case, with diacritics or without', (spelling, id) =>
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), fc.boolean(), (upper, bare) => {
        const typed = bare ? spelling.normalize('NFD').replace(/\p{M}/gu, '') : spelling;
        const cased = [...typed]
          .map((letter, i) => (upper[i] ? letter.toUpperCase() : letter.toLowerCase()))
          .join('');
        expect(idsOf(citiesIn(seedLists, ` ${cased} `))).toEqual([id]);
      }),
    ),
  );

  it.each([
    ['Skolchefsmöte i Åbo och Århus', ['aarhus', 'abo']],
    ['Bergens kommitté', ['bergen']],
    ['ÅBOS hamn, Turku', ['abo']],
    ['Till Gothenburg från Bergen!', ['bergen']],
    ['Bergengatan och Aboriginer', []],
    ['Bergenhus', []],
    ['Oslo', []],
    ['', []],
  ])('are found in "%s"', (text, ids) => expect(idsOf(citiesIn(seedLists, text))).toEqual(ids));

  it.each([
    ['Lägerskola i Mo i Rana', true],
    ['mo  i   rana, till våren', true],
    ['Mo-i-Ranas skolor', true],
    ['Maehvie', true],
    ['Mo', false],
    ['i Rana', false],
    ['Mo i Ranafjorden', false],
    ['Malmo i Rana', false],
  ])('of two words are found by both: "%s", %s', (text, expected) =>
    expect(idsOf(citiesIn(makeLists({ cities: [moIRana] }), text))).toEqual(expected ? ['mo-i-rana'] : []),
  );
});

describe('the name of a city', () => {
  it.each([
    ['abo', 'sv', 'Åbo'],
    ['abo', 'en', 'Turku'],
    ['goteborg', 'en', 'Gothenburg'],
    ['oslo', 'sv', 'oslo'],
  ] as const)('of %s in %s is %s', (id, locale, name) => expect(cityName(reader(locale), id)).toBe(name));

  it('is the Swedish one where no English one was given', () =>
    expect(cityName(reader('en', { cities: [moIRana] }), 'mo-i-rana')).toBe('Mo i Rana'));

  it('is that of a city that is only proposed, too', () =>
    expect(cityName(reader('sv', { cities: [moIRana] }), 'mo-i-rana')).toBe('Mo i Rana'));
});
