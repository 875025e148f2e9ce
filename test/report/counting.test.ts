import fc from 'fast-check';
import { makeLists, seedLists } from '../../src/directory/lists';
import { figuresSchema, type Figures } from '../../src/report/figures';
import type { Entry } from '../../src/report/model';
import { courseOf } from '../../src/report/period';
import { aContent } from '../support/contents';
import {
  anEntry,
  answer,
  anEvaluation,
  figuresOf,
  knownEntries,
  NOTHING_AROUND,
  someEntries,
  when,
} from './entries';

const PERIOD = { from: '2016-01-01', to: '2026-12-31' };

/** Counts each figure for itself, going through all of them every time. */
function naive(entries: readonly Entry[]) {
  const within = entries.filter(entry => courseOf(entry, PERIOD).years.length > 0);
  const courses = within.map(entry => courseOf(entry, PERIOD));
  const count = (fits: (entry: Entry) => boolean) => within.filter(fits).length;
  return {
    total: within.length,
    city: (id: string) => count(({ content }) => content.cities.includes(id)),
    cityIn: (id: string, year: number) =>
      count(entry => entry.content.cities.includes(id) && courseOf(entry, PERIOD).years.includes(year)),
    inYear: (year: number) => courses.filter(({ years }) => years.includes(year)).length,
    responsible: (id: string) => count(({ content }) => content.unitId === id),
    participating: (id: string) => count(({ content }) => content.participatingUnits.includes(id)),
    unitInArea: (id: string, area: string) =>
      count(({ content }) => content.unitId === id && (content.area ?? '') === area),
    having: (field: 'category' | 'area' | 'direction' | 'funding', id: string) =>
      count(({ content }) => (content[field] ?? '') === id),
    started: courses.filter(({ startKnown, from }) => startKnown && from >= PERIOD.from).length,
    ended: courses.filter(({ to }) => to !== undefined && to <= PERIOD.to).length,
    withParticipants: count(({ content }) => content.participatingUnits.length > 0),
    withSeveralCities: count(({ content }) => content.cities.length > 1),
    withResults: count(({ followUps }) =>
      followUps.some(({ period, answer: given }) => {
        const isAbout = period === 'end' || (period >= '2016' && period <= '2026');
        const { result, learned, willUse } = given?.outcome ?? {};
        return isAbout && [result, learned, willUse].some(text => text?.trim());
      }),
    ),
  };
}

function expectSame(figures: Figures, entries: readonly Entry[]) {
  const plain = naive(entries);
  expect(figures.total).toBe(plain.total);
  figures.cities.forEach(city => {
    expect([city.id, city.count]).toEqual([city.id, plain.city(city.id)]);
    expect(city.perYear).toEqual(figures.years.map(year => plain.cityIn(city.id, year)));
  });
  expect(figures.perYear).toEqual(figures.years.map(plain.inYear));
  for (const unit of figures.units) {
    expect([unit.responsible, unit.participating]).toEqual([
      plain.responsible(unit.id),
      plain.participating(unit.id),
    ]);
    expect(unit.perArea).toEqual(figures.areas.map(area => plain.unitInArea(unit.id, area.id)));
  }
  const kinds = {
    category: figures.categories,
    area: figures.areas,
    direction: figures.directions,
    funding: figures.fundings,
  };
  for (const [field, counted] of Object.entries(kinds)) {
    for (const { id, count } of counted) expect(count).toBe(plain.having(field as 'category', id));
    expect(sum(counted.map(({ count }) => count))).toBe(plain.total);
  }
  const { course, happened, outlook } = figures;
  expect([course.started, course.ended]).toEqual([plain.started, plain.ended]);
  expect(course.started + course.startedBefore + course.startUnknown).toBe(plain.total);
  expect(course.ended + course.goingOn).toBe(plain.total);
  expect(sum(Object.values(happened))).toBe(plain.total);
  expect(sum(Object.values(outlook))).toBe(plain.total);
  expect(sum(figures.units.map(({ responsible }) => responsible))).toBe(plain.total);
  expect(figures.withParticipants).toBe(plain.withParticipants);
  expect(figures.withSeveralCities).toBe(plain.withSeveralCities);
  expect(figures.withResults).toBe(plain.withResults);
  const named = new Set(figures.units.map(({ id }) => id));
  expect(figures.unitsWithNone.every(({ id }) => !named.has(id))).toBe(true);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

test('the figures of the known exchanges are those counted one by one', () => {
  const figures = figuresOf(knownEntries);
  expectSame(figures, knownEntries);
  expect(figures.total).toBe(18);
});

test('the figures of any collaborations are those counted one by one, and can be stored', () => {
  fc.assert(
    fc.property(someEntries, entries => {
      const figures = figuresOf(entries);
      expectSame(figures, entries);
      expect(figuresSchema.parse(JSON.parse(JSON.stringify(figures)))).toEqual(figures);
    }),
    { numRuns: 60 },
  );
});

test('a period with nothing in it gives zeros', () => {
  const figures = figuresOf(knownEntries, { from: '1950-01-01', to: '1951-12-31' });
  expect(figures).toMatchObject({ total: 0, units: [], categories: [], quotes: [], perYear: [0, 0] });
  expect(figures.cities.map(({ count }) => count)).toEqual([0, 0, 0]);
});

test('says how many without a known start are counted, and how many were told too late for it', () => {
  const ongoing = anEntry({ content: aContent({ when: when('löpande') }) });
  const until = (to: string) => figuresOf([ongoing], { from: '2018-01-01', to }).withoutStart;
  expect(until('2025-12-31')).toEqual({ counted: 0, outside: 1 });
  expect(until('2026-12-31')).toEqual({ counted: 1, outside: 0 });
});

describe('names', () => {
  const kultur = seedLists.units.find(({ id }) => id === 'kultur')!;

  test('a renamed unit bears its name of now, and that under which it was told', () => {
    const renamed = {
      ...kultur,
      nameSv: 'Kulturkontoret',
      formerNames: [{ nameSv: kultur.nameSv, until: '2020-12-31' }],
    };
    const lists = makeLists({ units: [renamed] });
    const entry = anEntry({ createdAt: '2019-05-01T09:00:00.000Z' });
    expect(figuresOf([entry], { lists }).units[0]!.name).toBe(
      'Kulturkontoret (tidigare Kulturförvaltningen)',
    );
  });

  test('a unit that has ended keeps its name, and one that no list knows its id', () => {
    const lists = makeLists({ units: [{ ...kultur, validTo: '2020-12-31' }] });
    const unknown = anEntry({
      ref: 'V-2026-0002',
      content: aContent({ unitId: 'borta', when: when('2024') }),
    });
    const { units } = figuresOf([anEntry(), unknown], { lists });
    expect(units.map(({ name }) => name).sort()).toEqual(['Kulturförvaltningen', 'borta'].sort());
  });

  test('a city that is no longer offered keeps its name', () => {
    const oslo = {
      id: 'oslo',
      nameSv: 'Oslo',
      spellings: ['Oslo'],
      proposed: { on: '2020-01-01' },
      withdrawn: '2021-01-01',
    };
    const entry = anEntry({ content: aContent({ cities: ['oslo'], when: when('2024') }) });
    const { cities } = figuresOf([entry], { lists: makeLists({ cities: [oslo] }) });
    expect(cities.map(({ name, count }) => [name, count])).toContainEqual(['Oslo', 1]);
  });
});

describe('results and lessons', () => {
  test('are quoted with their reference and unit', () => {
    const entry = anEntry({ followUps: [answer({ result: 'Ett manifest.', learned: 'Planera tidigt.' })] });
    expect(figuresOf([entry]).quotes).toEqual([
      {
        ref: 'V-2026-0001',
        title: 'Lägerskola om hållbara hav',
        unit: 'Kulturförvaltningen',
        result: 'Ett manifest.',
        learned: 'Planera tidigt.',
      },
    ]);
  });

  test('of another year than those of the period are left out', () => {
    const entry = anEntry({
      followUps: [answer({ result: 'Förr.' }, '2012'), answer({ result: 'Nu.' }, '2024')],
    });
    expect(figuresOf([entry]).quotes.map(({ year, result }) => [year, result])).toEqual([[2024, 'Nu.']]);
  });

  test('have room as far as the figures can be stored, and the rest is counted', () => {
    const long = answer({ result: 'å'.repeat(10_000), learned: 'ä'.repeat(10_000) });
    const entries = Array.from({ length: 40 }, (_, index) =>
      anEntry({ ref: `V-2026-${1000 + index}`, followUps: [long] }),
    );
    const figures = figuresOf(entries);
    expect(figures.quotes.length + figures.quotesLeftOut).toBe(40);
    expect(figures.quotesLeftOut).toBeGreaterThan(0);
    expect(Buffer.byteLength(JSON.stringify(figures))).toBeLessThan(300_000);
  });
});

test('the free texts of evaluations have room as far as the figures can be stored', () => {
  const texts = Array.from({ length: 200 }, () => 'ö'.repeat(1_000));
  const evaluation = anEvaluation({ results: [{ kind: 'text', id: 'learned', count: 200, texts }] });
  const [made] = figuresOf([], { around: { ...NOTHING_AROUND, evaluations: [evaluation] } }).evaluations;
  const [kept] = made!.results!;
  expect(kept!.kind === 'text' && kept!.texts.length + made!.textsLeftOut).toBe(200);
  expect(made!.textsLeftOut).toBeGreaterThan(0);
});

test('those who answered that they have nothing, and those who have not answered, stand with their names', () => {
  const replies = [
    {
      ...PERIOD,
      asked: ['kultur', 'hamn', 'slk'],
      done: [],
      nothing: ['kultur'],
      told: ['slk'],
      silent: ['hamn'],
    },
  ];
  expect(figuresOf([], { around: { ...NOTHING_AROUND, replies } }).replies).toEqual([
    {
      ...PERIOD,
      asked: 3,
      done: 0,
      nothing: ['Kulturförvaltningen'],
      told: ['Stadsledningskontoret'],
      silent: ['Göteborgs Hamn AB'],
    },
  ]);
});
