import fc from 'fast-check';
import { cityById } from '../../src/directory/cities';
import { listNames, listSchemas, makeLists, seedLists, type ListName } from '../../src/directory/lists';
import { searchUnits } from '../../src/directory/unit-search';
import { allUnits, compareUnits, unitById, type Unit } from '../../src/directory/units';

const TODAY = '2026-11-23';

const rymd: Unit = {
  id: 'rymd',
  kind: 'administration',
  nameSv: 'Rymdförvaltningen',
  nameEn: 'Space Administration',
  insideDuty: true,
  everyday: { sv: ['raketer', 'månlandning'], en: ['rockets'] },
};
const idsIn = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);

describe('the lists before any change', () => {
  it.each(listNames)('%s have entries that their own schema takes, each id once', list => {
    const entries = seedLists[list];
    for (const entry of entries) expect(listSchemas[list].parse(entry)).toEqual(entry);
    expect(new Set(idsIn(entries)).size).toBe(entries.length);
  });

  it('are the same as with no changes', () => {
    expect(makeLists()).toEqual(seedLists);
    expect(makeLists({ cities: [], units: [], editors: [] })).toEqual(seedLists);
  });

  it('have no editors', () => expect(seedLists.editors).toEqual([]));
});

describe('a change', () => {
  it('of a known entry takes its place', () => {
    const renamed = { ...seedLists.categories[1]!, nameSv: 'Studiebesök' };
    const { categories } = makeLists({ categories: [renamed] });
    expect(idsIn(categories)).toEqual(idsIn(seedLists.categories));
    expect(categories[1]).toBe(renamed);
  });

  it('leaves all other lists, and what was delivered, as they were', () => {
    const copy = structuredClone(seedLists);
    const { cities, ...others } = makeLists({ cities: [{ ...cityById(seedLists, 'abo')!, ended: TODAY }] });
    const { cities: delivered, ...before } = seedLists;
    expect(others).toEqual(before);
    expect(cities).not.toEqual(delivered);
    expect(seedLists).toEqual(copy);
  });

  it('of a name moves a city and a unit to where they are looked for', () => {
    const bergen = { ...cityById(seedLists, 'bergen')!, nameSv: 'Östbergen' };
    expect(idsIn(makeLists({ cities: [bergen] }).cities)).toEqual(['aarhus', 'abo', 'bergen']);
    const slk = { ...unitById(seedLists, 'slk')!, nameSv: 'Aaa' };
    expect(makeLists({ units: [slk] }).units[0]).toBe(slk);
  });

  it('that is new comes in its order: cities and units by name, the others last', () => {
    const term = { id: 'rymd', nameSv: 'Aa' };
    const lists = makeLists({
      cities: [{ id: 'oslo', nameSv: 'Oslo', spellings: ['Oslo'] }],
      units: [rymd],
      categories: [term],
      areas: [term],
      rules: [{ ...term, texts: [] }],
      editors: [{ id: 'kultur', editors: [] }],
    });
    expect(idsIn(lists.cities)).toEqual(['aarhus', 'bergen', 'oslo', 'abo']);
    expect(lists.units).toEqual([...lists.units].sort(compareUnits));
    expect(lists.units).toContain(rymd);
    for (const list of ['categories', 'areas', 'rules'] as const) expect(lists[list].at(-1)!.id).toBe('rymd');
    expect(idsIn(lists.editors)).toEqual(['kultur']);
  });
});

describe('the everyday words of a unit', () => {
  const find = (units: Unit[], text: string) => idsIn(searchUnits(makeLists({ units }), text, TODAY));

  it.each([
    'raketer',
    'raket',
    'månlandningar',
    'manlandning',
    'rockets',
    'rymd',
    'space',
    'Rymdförvaltningen',
  ])('find a new one by "%s"', text => {
    expect(find([rymd], text)[0]).toBe('rymd');
    expect(find([], text)).not.toContain('rymd');
  });

  it('find it no more after a change has taken them away', () => {
    const { everyday, ...bare } = rymd;
    const fewer = { ...rymd, everyday: { ...everyday!, sv: ['månlandning'] } };
    expect(find([rymd], 'raketer')).toContain('rymd');
    expect(find([fewer], 'raketer')).toEqual([]);
    expect(find([fewer], 'månlandning')).toEqual(['rymd']);
    expect(find([bare], 'månlandning')).toEqual([]);
    expect(find([bare], 'rymd')).toEqual(['rymd']);
  });

  it('of one that was delivered go the same way', () => {
    const kultur = unitById(seedLists, 'kultur')!;
    expect(find([], 'museet')).toEqual(['kultur']);
    expect(find([{ ...kultur, everyday: { sv: ['teater'], en: [] } }], 'museet')).toEqual([]);
  });

  it('come after those of the delivered units, where several share one', () => {
    const school = { ...rymd, everyday: { sv: ['skola'], en: [] } };
    expect(find([school], 'skola')).toEqual(['grundskola', 'utbildning', 'forskola', 'rymd']);
  });

  it('do not find a unit that has ended', () =>
    expect(find([{ ...rymd, validTo: '2026-11-22' }], 'raketer')).toEqual([]));
});

describe('whatever coordinators change', () => {
  /** Changes of some delivered entries, and some new ones. */
  const changed = fc.record({
    known: fc.subarray([...seedLists.units]),
    added: fc.uniqueArray(fc.stringMatching(/^x[a-z0-9]{1,8}$/), { maxLength: 5 }),
    name: fc.string({ minLength: 1, maxLength: 20 }),
    ends: fc.option(fc.constant('2026-01-01'), { nil: undefined }),
  });

  it('every delivered unit can be reached, and every entered one, each once', () =>
    fc.assert(
      fc.property(changed, ({ known, added, name, ends }) => {
        const changes = known.map(unit => ({ ...unit, nameSv: name, ...(ends && { validTo: ends }) }));
        const entered = added.map(id => ({ ...rymd, id }));
        const lists = makeLists({ units: [...entered, ...changes] });
        expect(idsIn(lists.units).sort()).toEqual([...idsIn(seedLists.units), ...added].sort());
        for (const unit of [...changes, ...entered]) expect(unitById(lists, unit.id)).toBe(unit);
        for (const unit of seedLists.units.filter(({ id }) => !idsIn(known).includes(id)))
          expect(unitById(lists, unit.id)).toBe(unit);
        expect(lists.units).toEqual([...lists.units].sort(compareUnits));
        const left = lists.units.filter(unit => unit.validTo === undefined);
        expect(allUnits(lists, TODAY)).toEqual(left);
      }),
    ));

  it.each(['cities', 'categories', 'areas', 'rules'] as const satisfies ListName[])(
    'every delivered one of the %s stays, each once',
    list =>
      fc.assert(
        fc.property(fc.subarray([...seedLists[list]] as { id: string }[]), some => {
          const changes = some.map(entry => ({ ...entry, nameSv: 'Nytt namn' }));
          const entries = makeLists({ [list]: changes })[list];
          expect(idsIn(entries).sort()).toEqual(idsIn(seedLists[list]).sort());
          for (const change of changes) expect(entries).toContain(change);
        }),
      ),
  );
});
