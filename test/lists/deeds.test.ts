import fc from 'fast-check';
import { listNames, listSchemas, seedLists, type Entry, type ListName } from '../../src/directory/lists';
import { addingTo, deedNames, deedOf, filledValues, offeredDeeds, readDeed } from '../../src/lists/deeds';
import { emptyValues, fieldNames, type Values } from '../../src/lists/fields';
import { seedCycle } from '../../src/meetings/known';
import { recordOf } from '../../src/meetings/standing';
import { reader, SENDER, TODAY } from '../support/contents';

const setting = { reader: reader('sv'), today: TODAY };
const entries: { [Name in ListName]: Entry<Name> } = {
  cities: {
    ...seedLists.cities[0]!,
    proposed: { on: '2026-01-01' },
    paused: { from: '2026-02-01' },
    ended: TODAY,
  },
  units: { ...seedLists.units[0]!, validTo: TODAY, validFrom: '2000-01-01' },
  categories: { ...seedLists.categories[0]!, validTo: TODAY },
  areas: seedLists.areas[0]!,
  rules: seedLists.rules[0]!,
  editors: { id: 'kultur', editors: [{ personId: SENDER, from: '2026-01-01' }] },
  meetings: { ...recordOf(seedLists, '2027'), themeSv: 'Hamnen', programme: [{ title: 'Öppning' }] },
  cycle: {
    ...seedCycle,
    answer: 'known',
    answerYear: 2027,
    anchors: [
      ...seedCycle.anchors,
      { year: 2027, host: 'goteborg', turn: 'goteborg', status: 'planned', then: 'keepOrder' },
    ],
  },
  presidium: {
    id: 'presidiet',
    members: [{ personId: SENDER, role: 'member', from: '2026-01-01' }],
  },
};
const itemIn = (list: ListName) => (list === 'cycle' ? '2027' : `${SENDER}|2026-01-01`);
const all = listNames.flatMap(list =>
  deedNames.filter(deed => deedOf(list, deed)).map(deed => [deed, list] as const),
);

const values = fc.record(
  Object.fromEntries(
    fieldNames.map(name => [
      name,
      fc.oneof(
        fc.constantFrom(
          '',
          '2026-11-23',
          '2027-01-01',
          '1945-01-01',
          'administration',
          'kultur',
          '2027',
          '2029',
          'keepOrder',
          'abo',
          '2029|abo',
          'held',
          'other',
          'secretary',
          'våren 2027',
          SENDER,
          '§ 12',
        ),
        fc.constantFrom(
          'SLK-2026-00190',
          'Bergen',
          'Nytt namn',
          "' or 1 eq 1 %",
          '<b>{{x}}</b> ${y}',
          '\n,;',
        ),
        fc.string({ unit: 'grapheme', maxLength: 30 }),
      ),
    ]),
  ),
) as fc.Arbitrary<Values>;

describe.each(all)('to %s in %s', (name, list) => {
  const item = itemIn(list);
  const deed = deedOf(list, name)!;

  it('takes nothing that the list cannot hold, whatever is sent', () =>
    fc.assert(
      fc.property(values, typed => {
        const entry = deed.adds ? undefined : entries[list];
        const done = readDeed(deed, entry, typed, setting, item);
        if ('errors' in done) {
          for (const field of Object.keys(done.errors)) expect(deed.fields).toContain(field);
        } else {
          expect(listSchemas[list].safeParse(JSON.parse(JSON.stringify(done.after))).error).toBeUndefined();
          if (entry) expect(done.after.id).toBe(entry.id);
        }
      }),
    ));

  it('a second time, with the same form, changes nothing more', () =>
    fc.assert(
      fc.property(values, typed => {
        if (deed.adds) return;
        const once = readDeed(deed, entries[list], typed, setting, item);
        if ('errors' in once) return;
        const twice = readDeed(deed, once.after, typed, setting, item);
        expect(JSON.parse(JSON.stringify(twice))).toEqual(JSON.parse(JSON.stringify(once)));
      }),
    ));

  it('with the form as it was opened, is no fault of its own', () => {
    if (deed.adds || name === 'decide' || name === 'text') return;
    const filled = filledValues(deed, entries[list], setting, item);
    const done = readDeed(deed, entries[list], filled, setting, item);
    const missing = 'errors' in done ? Object.keys(done.errors) : [];
    // What nobody but a coordinator knows is left to be filled in.
    expect(missing.filter(field => filled[field as keyof Values] !== '')).toEqual([]);
  });
});

describe('what is saved takes effect', () => {
  const to = (day: string) => ({
    id: 'kultur',
    editors: [{ personId: SENDER, from: '2026-01-01', to: day }],
  });
  it.each<[ListName, string, Partial<Values>, Entry<ListName> | undefined, string | undefined]>([
    ['cities', 'propose', { proposedOn: '2026-11-01' }, undefined, undefined],
    ['cities', 'decide', { decidedOn: '2027-01-01' }, undefined, '2027-01-01'],
    ['cities', 'pause', { pauseFrom: '2027-01-01', pauseTo: '2027-02-01' }, undefined, '2027-01-01'],
    ['cities', 'resume', { resumedOn: '2027-01-01' }, undefined, '2027-01-01'],
    ['cities', 'end', { lastDay: '2026-12-31' }, undefined, '2027-01-01'],
    ['units', 'add', { validFrom: '2027-01-01' }, undefined, '2027-01-01'],
    ['units', 'close', { lastDay: '2026-12-31' }, undefined, '2027-01-01'],
    ['units', 'details', { validFrom: '2027-01-01' }, seedLists.units[0], '2027-01-01'],
    [
      'units',
      'details',
      { validFrom: '2027-01-01' },
      { ...seedLists.units[0]!, validFrom: '2027-01-01' },
      undefined,
    ],
    ['units', 'words', {}, seedLists.units[0], undefined],
    ['areas', 'close', { lastDay: '2026-12-31' }, undefined, '2027-01-01'],
    ['rules', 'newRule', { from: '2027-01-01' }, undefined, '2027-01-01'],
    ['rules', 'text', { from: '2027-01-01' }, undefined, '2027-01-01'],
    ['editors', 'pick', { from: '2027-01-01' }, undefined, '2027-01-01'],
    ['editors', 'change', { from: '2027-01-01' }, entries.editors, '2027-01-01'],
    ['editors', 'change', { from: '2026-01-01', to: '2026-12-31' }, entries.editors, '2027-01-01'],
    ['editors', 'change', { from: '2026-01-01', function: 'rektor' }, entries.editors, undefined],
    ['editors', 'change', { from: '2026-01-01', to: '2026-12-31' }, to('2026-12-31'), undefined],
    ['editors', 'endNow', {}, entries.editors, undefined],
  ])('in %s, %s %j: case %#', (list, name, typed, before, day) =>
    expect(deedOf(list, name)?.effectOn?.({ ...emptyValues, ...typed }, before, itemIn(list))).toBe(day),
  );
});

describe('the deeds', () => {
  it('enter something in every list but that of editors, which has every unit', () =>
    expect(listNames.map(list => addingTo(list)?.deed)).toEqual([
      'enterMeeting',
      undefined,
      undefined,
      'propose',
      'add',
      'add',
      'add',
      'newRule',
      undefined,
    ]));

  it.each([
    ['cities', seedLists.cities[0]!, ['pause', 'end', 'names']],
    ['cities', { ...seedLists.cities[0]!, proposed: { on: '2026-01-01' } }, ['decide', 'withdraw', 'names']],
    ['units', seedLists.units[0]!, ['rename', 'words', 'close', 'details']],
    ['areas', { ...seedLists.areas[0]!, validTo: '2026-01-01' }, ['rename', 'close', 'reopen']],
    ['rules', seedLists.rules[0]!, ['text', 'ruleName']],
    ['editors', { id: 'kultur', editors: [] }, ['pick']],
  ] as const)('offered for an entry of %s suit how it stands', (list, entry, expected) =>
    expect(offeredDeeds(list, entry as Entry<ListName>, setting).map(({ deed }) => deed)).toEqual(expected),
  );

  it.each(['constructor', '__proto__', 'toString', '', 'pick'])('of a unit know no "%s"', name =>
    expect(deedOf('units', name)).toBeUndefined(),
  );

  it('start empty where there is nothing to show', () =>
    expect(filledValues(deedOf('categories', 'add')!, undefined, setting, '')).toEqual(emptyValues));
});
