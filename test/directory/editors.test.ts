import { editorsOn, isEditorOf, unitsEditedBy, type UnitEditors } from '../../src/directory/editors';
import { makeLists, seedLists } from '../../src/directory/lists';

const TODAY = '2026-11-23';
const KIM = '00000000-0000-4000-8000-000000000001';
const ROBIN = '00000000-0000-4000-8000-000000000002';

const editors: UnitEditors[] = [
  {
    id: 'kultur',
    editors: [
      { personId: KIM, function: 'verksamhetsutvecklare', from: '2026-01-01' },
      { personId: ROBIN, from: '2020-01-01', to: '2025-12-31' },
    ],
  },
  { id: 'idrott', editors: [{ personId: KIM, from: '2026-12-01' }] },
  { id: 'hamn', editors: [{ personId: KIM, from: TODAY, to: TODAY }] },
  { id: 'slk', editors: [] },
];
const lists = makeLists({ editors });

describe('the editors of a unit', () => {
  it.each([
    ['before anybody was', '2019-12-31', []],
    ['on the first day of one', '2020-01-01', [ROBIN]],
    ['on the last day of one', '2025-12-31', [ROBIN]],
    ['after a change of them', '2026-01-01', [KIM]],
    ['with no last day known', '2040-01-01', [KIM]],
  ])('%s', (_, on, expected) =>
    expect(editorsOn(lists, 'kultur', on).map(({ personId }) => personId)).toEqual(expected),
  );

  it('say what they are there', () =>
    expect(editorsOn(lists, 'kultur', TODAY)[0]!.function).toBe('verksamhetsutvecklare'));

  it('are nobody where none was entered', () => {
    expect(editorsOn(lists, 'slk', TODAY)).toEqual([]);
    expect(editorsOn(lists, 'nobody', TODAY)).toEqual([]);
    expect(editorsOn(seedLists, 'kultur', TODAY)).toEqual([]);
  });
});

describe('a person', () => {
  it.each([
    ['is an editor where they are entered', 'kultur', KIM, true],
    ['is none before their first day', 'idrott', KIM, false],
    ['is one on a single day', 'hamn', KIM, true],
    ['is none after their last day', 'kultur', ROBIN, false],
    ['is none of another unit', 'slk', KIM, false],
  ])('%s', (_, unitId, personId, expected) =>
    expect(isEditorOf(lists, unitId, personId, TODAY)).toBe(expected),
  );

  it('may be an editor of several units', () => {
    expect(unitsEditedBy(lists, KIM, TODAY)).toEqual(['kultur', 'hamn']);
    expect(unitsEditedBy(lists, KIM, '2026-12-01')).toEqual(['kultur', 'idrott']);
    expect(unitsEditedBy(lists, ROBIN, TODAY)).toEqual([]);
  });

  it('may come back after having left', () => {
    const back = [
      { personId: ROBIN, from: '2020-01-01', to: '2021-12-31' },
      { personId: ROBIN, from: TODAY },
    ];
    const again = makeLists({ editors: [{ id: 'kultur', editors: back }] });
    expect(isEditorOf(again, 'kultur', ROBIN, '2021-12-31')).toBe(true);
    expect(isEditorOf(again, 'kultur', ROBIN, '2022-01-01')).toBe(false);
    expect(unitsEditedBy(again, ROBIN, TODAY)).toEqual(['kultur']);
  });
});
