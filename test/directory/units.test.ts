import { seedLists } from '../../src/directory/lists';
import { allUnits, compareUnits, unitById, unitLabel, unitName } from '../../src/directory/units';
import { reader } from '../support/contents';

const TODAY = '2026-11-01';
const units = allUnits(seedLists, TODAY);

describe('the units', () => {
  it('are those of July 2026', () => expect(units).toHaveLength(62));

  it('stand in Swedish order, Å, Ä and Ö after the rest', () => {
    const names = units.filter(unit => !unit.last).map(unit => unit.nameSv);
    expect(names).toEqual([...names].sort(new Intl.Collator('sv').compare));
    expect(names.slice(-2)).toEqual(['Älvstranden Utveckling AB', 'Överförmyndarnämnden']);
  });

  it('end with the part-owned companies and the joint authorities', () => {
    const firstLast = units.findIndex(unit => unit.last);
    expect(units.slice(firstLast).every(unit => unit.last)).toBe(true);
    expect(
      units
        .slice(firstLast)
        .map(unit => unit.id)
        .sort(),
    ).toEqual(['gr', 'gtc', 'johanneberg', 'lindholmen', 'rsg', 'sahlgrenskasp']);
  });

  it('are inside the duty to inform, but for the two joint authorities', () =>
    expect(
      units
        .filter(unit => !unit.insideDuty)
        .map(unit => unit.id)
        .sort(),
    ).toEqual(['gr', 'rsg']));

  it('compare as equal with themselves', () =>
    expect(units.every(unit => compareUnits(unit, unit) === 0)).toBe(true));
});

describe('the name of a unit', () => {
  it.each([
    ['slk', 'sv', 'Stadsledningskontoret'],
    ['slk', 'en', 'City Executive Office'],
    ['boplats', 'en', 'Boplats Göteborg AB'],
    ['nobody', 'en', 'nobody'],
  ] as const)('%s in %s is %s', (id, locale, name) => expect(unitName(reader(locale), id)).toBe(name));

  it('is undefined for an unknown id', () => expect(unitById(seedLists, 'nobody')).toBeUndefined());
});

describe('the label of a unit', () => {
  it.each([
    ['slk', 'sv', 'Stadsledningskontoret (SLK)'],
    ['slk', 'en', 'City Executive Office (SLK)'],
    ['poseidon', 'sv', 'Bostads AB Poseidon'],
    ['gotalejon', 'sv', 'Försäkrings AB Göta Lejon'],
    ['bostadsbolaget', 'sv', 'Göteborgs Stads Bostads AB (Bostadsbolaget)'],
    ['kultur', 'sv', 'Kulturförvaltningen'],
    ['nobody', 'sv', 'nobody'],
  ] as const)('%s in %s is %s', (id, locale, label) => expect(unitLabel(reader(locale), id)).toBe(label));

  it('never has an empty bracket, nor says a word twice', () => {
    for (const { id } of units)
      for (const locale of ['sv', 'en'] as const) {
        expect(unitLabel(reader(locale), id)).not.toMatch(/\(\s*\)|undefined/);
        const [name, bracket] = unitLabel(reader(locale), id).split(' (');
        if (bracket !== undefined) expect(name!.split(' ')).not.toContain(bracket.replace(')', ''));
      }
  });
});
