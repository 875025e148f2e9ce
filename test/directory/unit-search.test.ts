import fc from 'fast-check';
import everyday from '../../src/directory/data/everyday-words.json';
import { seedLists } from '../../src/directory/lists';
import { allUnits } from '../../src/directory/units';
import { searchUnits, unitsNamedIn } from '../../src/directory/unit-search';

const TODAY = '2026-11-01';
const units = allUnits(seedLists, TODAY);
const find = (text: string) => searchUnits(seedLists, text, TODAY).map(unit => unit.id);
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

const everydayPairs = Object.entries(everyday).flatMap(([id, { sv, en }]) =>
  [...sv, ...en].map(word => [word, id] as const),
);

describe('every unit', () => {
  it('has everyday words, and every everyday word a unit', () =>
    expect(Object.keys(everyday).sort()).toEqual(units.map(unit => unit.id).sort()));

  it.each(units.map(unit => [unit.nameSv, unit] as const))(
    '%s is found first by its names and its id',
    (_, unit) => {
      for (const text of [unit.id, unit.nameSv, unit.nameEn, unit.abbreviation].filter(
        value => value !== undefined,
      )) {
        expect(find(text)[0]).toBe(unit.id);
        expect(find(bare(text).toUpperCase())[0]).toBe(unit.id);
      }
    },
  );

  it('is found by its committee', () => {
    for (const unit of units) if (unit.committeeSv) expect(find(unit.committeeSv)).toContain(unit.id);
  });

  it('is found by the first four letters of its name, if the list is long enough', () => {
    for (const unit of units)
      expect(searchUnits(seedLists, unit.nameSv.slice(0, 4), TODAY, units.length)).toContain(unit);
  });
});

describe('every everyday word', () => {
  it('finds its units among the first ten, with diacritics or without', () => {
    const missed = everydayPairs.filter(
      ([word, id]) => !find(word).includes(id) || !find(bare(word)).includes(id),
    );
    expect(missed).toEqual([]);
  });
});

describe('what people type', () => {
  it.each([
    ['skola', ['grundskola', 'utbildning', 'forskola']],
    ['skolorna', ['grundskola', 'utbildning', 'forskola']],
    ['grundskolan', ['grundskola']],
    ['gymnasieskola', ['utbildning']],
    ['Polhemsgymnasiet', ['utbildning']],
    ['Fyllingsdalsskolan', ['grundskola', 'utbildning', 'forskola']],
    ['dagis', ['forskola']],
    ['museet', ['kultur']],
    ['badhuset', ['idrott']],
    ['ishallarna', ['idrott']],
    ['sparvagn', ['sparvagar', 'gskab', 'stadsmiljo']],
    ['spårvagnarna', ['sparvagar', 'gskab', 'stadsmiljo']],
    ['aldreboende', ['aldre']],
    ['sopor', ['kretslopp', 'renova']],
    ['avloppet', ['kretslopp', 'gryaab']],
    ['lokaler', ['stadsfastighet', 'higab', 'gbglokaler']],
    ['socialtjänsten', ['soc-centrum', 'soc-hisingen', 'soc-nordost', 'soc-sydvast']],
    ['skola på Hisingen', ['grundskola', 'utbildning', 'forskola', 'soc-hisingen']],
    ['Socialförvaltningen Hisingen', ['soc-hisingen']],
    ['Got Event', ['gotevent']],
    ['Göteborg & Co', ['gbgco']],
    ['val', ['valnamnd']],
    ['spår', ['stadsmiljo', 'sparvagar']],
    ['utbildning', ['utbildning', 'arbvux']],
    ['störningsjouren', ['tryggahem']],
    ['schools', ['grundskola', 'utbildning']],
    ['swimming pool', ['idrott']],
    ['trams', ['sparvagar', 'gskab', 'stadsmiljo']],
    ['port', ['hamn']],
  ])('"%s" finds %j', (text, ids) => expect(find(text)).toEqual(ids));

  it.each([
    ['god man', 'overformyndar'],
    ['hyresrätt', 'boplats'],
    ['park', 'stadsmiljo'],
    ['spårväg', 'sparvagar'],
    ['båtplats', 'grefab'],
    ['EU', 'slk'],
    ['brandkåren', 'rsg'],
  ])('"%s" finds %s first', (text, id) => expect(find(text)[0]).toBe(id));

  it.each(['', '   ', '!?', 'xyzzy', 'rapport', 'AB'])('"%s" finds nothing', text =>
    expect(find(text)).toEqual([]),
  );

  it('never throws, repeats a unit or goes beyond the limit', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom(...everydayPairs.map(([word]) => word)).map(word => word.slice(0, 5)),
        ),
        fc.integer({ min: 0, max: 20 }),
        (text, limit) => {
          const found = searchUnits(seedLists, text, TODAY, limit);
          expect(found.length).toBeLessThanOrEqual(limit);
          expect(new Set(found).size).toBe(found.length);
        },
      ),
    ));
});

describe('a sentence', () => {
  const named = (text: string) => unitsNamedIn(seedLists, text, TODAY).map(unit => unit.id);

  it.each([
    ['vi på badhuset', 'idrott'],
    ['SLK', 'slk'],
    ['Kulturförvaltningen', 'kultur'],
    ['en skolresa', 'grundskola'],
  ])('"%s" names %s', (text, id) => expect(named(text)[0]).toBe(id));

  it.each(['om', 'att vi ska resa', 'ett möte', 'nu', '', '!'])('"%s" names none', text =>
    expect(named(text)).toEqual([]),
  );

  it('names every unit by its names and its id', () => {
    for (const unit of units)
      for (const text of [unit.id, unit.nameSv, unit.nameEn, unit.abbreviation])
        if (text !== undefined) expect(named(text)[0]).toBe(unit.id);
  });
});
