import { makeLists, seedLists } from '../../src/directory/lists';
import type { Person } from '../../src/directory/people';
import { MOST_YEARS, meantUnit, notUnderstoodIn, ownUnits, readQuestion } from '../../src/overview/question';
import { TODAY } from '../support/contents';

const kim: Person = { id: 'kim', tenantId: 't', name: 'Kim Andersson' };

describe('what is asked of the statistics', () => {
  it.each([
    ['', [], 2021, 2026],
    ['Bergen', ['bergen'], 2021, 2026],
    ['med Århus', ['aarhus'], 2021, 2026],
    ['Turku 2024', ['abo'], 2024, 2024],
    ['2020–2023', [], 2020, 2023],
    ['2023 till 2020 bergen åbo', ['bergen', 'abo'], 2020, 2023],
    ['Åbo sedan 2019', ['abo'], 2019, 2026],
    ['from 2028', [], 2028, 2028],
    ['i år', [], 2026, 2026],
    ['Bergen this year', ['bergen'], 2026, 2026],
    ['1500', [], 2021, 2026],
    ['1946-2026', [], 2026 - MOST_YEARS + 1, 2026],
    ["' or 1 eq 1", [], 2021, 2026],
  ])('in "statistik %s"', (text, cities, from, to) => {
    expect(readQuestion(seedLists, text, TODAY)).toEqual({ cities, years: { from, to } });
  });
});

describe('what is not understood', () => {
  it.each([
    ['Malmö', 'Malmö'],
    ['Per typ', 'Per typ'],
    ['2030-2020 xyz', 'xyz'],
    ['bergen och Malmö sedan 2019', 'Malmö'],
    ['1500', '1500'],
    ['år', 'år'],
    ['%', '%'],
    ["' or 1 eq 1", 'or 1 eq 1'],
    ['Malmö'.normalize('NFD'), 'Malmö'],
  ])('of "statistik %s" is told: %s', (text, expected) =>
    expect(notUnderstoodIn(seedLists, text)).toBe(expected),
  );

  it.each([
    ...[
      '',
      ' ',
      'Bergen',
      'med Århus',
      'Bergens samarbeten',
      'TURKU 2024',
      '2020–2023',
      'åren 2020 till 2023',
    ],
    ...['Åbo sedan 2019', 'for Turku since 2019', 'i år', 'this year', 'per år', 'alla vänorter'],
  ])('is nothing of "statistik %s"', text => expect(notUnderstoodIn(seedLists, text)).toBe(''));
});

describe('the unit that is meant', () => {
  const editor = (units: string[], from = '2026-01-01') =>
    makeLists({ editors: units.map(id => ({ id, editors: [{ personId: kim.id, from }] })) });

  it.each([
    ['kultur', 'kultur'],
    ['Kulturförvaltningen', 'kultur'],
    ['SLK', 'slk'],
    ['grundskoleförvaltningen', 'grundskola'],
  ])('is the one that was typed: %s', (text, unitId) => {
    expect(meantUnit(seedLists, text, kim, TODAY)).toEqual({ unitId });
  });

  it('is the one that the person edits, before the one that they informed for', () => {
    const person = { ...kim, remembered: { unitId: 'slk' } };
    expect(meantUnit(editor(['kultur']), '', person, TODAY)).toEqual({ unitId: 'kultur' });
    expect(meantUnit(seedLists, '', person, TODAY)).toEqual({ unitId: 'slk' });
  });

  it('is not one whose editor the person is not yet', () => {
    expect(meantUnit(editor(['kultur'], '2027-01-01'), '', kim, TODAY)).toEqual({
      candidates: [],
      typed: false,
    });
  });

  it('is to be chosen where there are several, or none', () => {
    expect(meantUnit(editor(['kultur', 'slk']), '', kim, TODAY)).toEqual({
      candidates: ['kultur', 'slk'],
      typed: false,
    });
    expect(meantUnit(seedLists, 'rymdbasen', kim, TODAY)).toEqual({ candidates: [], typed: true });
    const schools = meantUnit(seedLists, 'skola', kim, TODAY);
    expect('candidates' in schools && schools.candidates.length).toBeGreaterThan(1);
  });

  it('is the own one where what was typed fits several', () => {
    const person = { ...kim, remembered: { unitId: 'grundskola' } };
    expect(meantUnit(seedLists, 'skola', person, TODAY)).toEqual({ unitId: 'grundskola' });
    expect(ownUnits(seedLists, person, TODAY)).toEqual(['grundskola']);
  });
});
