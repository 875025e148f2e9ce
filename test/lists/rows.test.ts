import { seedCities, type City } from '../../src/directory/cities';
import type { ListName } from '../../src/directory/lists';
import { seedUnits } from '../../src/directory/units';
import { rowsOf } from '../../src/lists/rows';
import { reader, SENDER, TODAY } from '../support/contents';

const bergen = seedCities.find(({ id }) => id === 'bergen')!;
const boplats = { ...seedUnits.find(({ id }) => id === 'boplats')!, validTo: '2026-10-31' };
const kultur = {
  ...seedUnits.find(({ id }) => id === 'kultur')!,
  formerNames: [{ nameSv: 'Kulturens förvaltning', until: '2020-12-31' }],
};

const rows = (list: ListName, filter = '', changes = {}) =>
  rowsOf(list, { reader: reader('sv', changes), today: TODAY }, filter);

describe('the state of a city', () => {
  it.each<[Partial<City>, string]>([
    [{}, 'vänort sedan 1946'],
    [{ paused: { from: '2026-01-01' } }, 'pausad sedan 1 januari 2026'],
    [
      { paused: { from: '2026-01-01', to: '2026-12-31' } },
      'pausad från och med 1 januari 2026 till och med 31 december 2026',
    ],
    [{ paused: { from: '2026-12-01' } }, 'pausas från och med 1 december 2026'],
    [{ paused: { from: '2026-01-01', to: '2026-02-01' } }, 'vänort sedan 1946'],
    [{ ended: '2026-11-22' }, 'avslutad, sista dag 22 november 2026'],
    [{ ended: TODAY }, 'upphör, sista dag 23 november 2026'],
    [{ proposed: { on: '2026-10-01' } }, 'föreslagen 1 oktober 2026, väntar på kommunfullmäktiges beslut'],
    [
      {
        proposed: { on: '2026-10-01' },
        decision: { on: '2026-12-10', paragraph: '§ 1', caseNumber: 'SLK-2026-00190' },
      },
      'beslutad, vänort från och med 10 december 2026',
    ],
    [{ proposed: { on: '2026-10-01' }, withdrawn: '2026-11-22' }, 'återkallat förslag, 22 november 2026'],
  ])('%j: %s', (change, line) => {
    const found = rows('cities', '', { cities: [{ ...bergen, ...change }] });
    expect(found.find(({ id }) => id === 'bergen')?.line).toBe(line);
  });
});

describe('the units', () => {
  const changes = { units: [boplats, kultur] };

  it('that have ended stand last, and say who took over or that nobody is known', () =>
    expect(rows('units', '', changes).at(-1)).toEqual({
      list: 'units',
      id: 'boplats',
      title: 'Boplats Göteborg AB',
      line: 'har upphört, sista dag 31 oktober 2026. Ingen efterträdare känd',
    }));

  it.each([
    ['boplats', 'boplats'],
    ['kulturens', 'kultur'],
    ['spårvagn', 'sparvagar'],
    ['City Executive', 'slk'],
    ['GSF', 'grundskola'],
  ])('are found by "%s"', (text, id) =>
    expect(rows('units', text, changes).map(row => row.id)).toContain(id),
  );

  it.each(['gsf', 'GSF', ' gsf ', 'slk', 'ubf', 'ävo', 'avo'])(
    'are found alone by an abbreviation: "%s"',
    text => {
      const found = rows('units', text, changes).map(({ title }) => title);
      expect(found).toEqual([
        expect.stringContaining(`(${text.trim().toUpperCase().replace('AVO', 'ÄVO')})`),
      ]);
    },
  );

  it.each(['xyzzy', '%', "'"])('are not found by "%s"', text => expect(rows('units', text)).toEqual([]));
});

describe('the editors', () => {
  it('stand by unit, those that have some first, and are counted as of today', () => {
    const editors = [
      {
        id: 'slk',
        editors: [
          { personId: SENDER, from: '2026-01-01' },
          { personId: SENDER, from: '2025-01-01', to: '2025-12-31' },
        ],
      },
    ];
    const [first, second] = rows('editors', '', { editors });
    expect(first).toEqual({
      list: 'editors',
      id: 'slk',
      title: 'Stadsledningskontoret (SLK)',
      line: 'En redaktör',
    });
    expect(second?.line).toBe('Ingen redaktör');
  });
});

describe('the categories', () => {
  it('stand as they are offered, those that have ended last', () => {
    const ended = { id: 'natverk', nameSv: 'Nätverk', validTo: '2026-01-01' };
    const added = { id: 'praktik', nameSv: 'Praktik' };
    const ids = rows('categories', '', { categories: [ended, added] }).map(({ id }) => id);
    expect(ids.slice(-3)).toEqual(['praktik', 'annat', 'natverk']);
  });
});

describe('the rules', () => {
  it('say since when they apply', () =>
    expect(rows('rules')[0]?.line).toBe('gäller från och med 21 september 2016'));
});
