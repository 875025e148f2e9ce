import fc from 'fast-check';
import { editorsOn, isEditorOf, type UnitEditors } from '../../src/directory/editors';
import { makeLists } from '../../src/directory/lists';
import { itemOf } from '../../src/lists/appointments';
import { deedOf, readDeed } from '../../src/lists/deeds';
import { emptyValues, type Values } from '../../src/lists/fields';
import { OFFICER, reader, SENDER, TODAY } from '../support/contents';

const setting = { reader: reader('sv'), today: TODAY };
const none: UnitEditors = { id: 'kultur', editors: [] };

function does(name: string, entry: UnitEditors, values: Partial<Values>, item = '') {
  return readDeed(deedOf('editors', name)!, entry, { ...emptyValues, ...values }, setting, item);
}

function after(name: string, entry: UnitEditors, values: Partial<Values>, item = ''): UnitEditors {
  const done = does(name, entry, values, item);
  if ('errors' in done) throw new Error(JSON.stringify(done.errors));
  return done.after;
}

const both = after('pick', none, {
  people: `${SENDER}, ${OFFICER}`,
  function: 'samordnare',
  from: '2026-01-01',
});

describe('picked editors', () => {
  it('are so from the first day to the last', () => {
    const item = itemOf(both.editors[0]!);
    const ended = after(
      'change',
      both,
      { function: 'samordnare', from: '2026-01-01', to: '2026-06-30' },
      item,
    );
    const lists = makeLists({ editors: [ended] });
    const on = (day: string) => editorsOn(lists, 'kultur', day).map(({ personId }) => personId);
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map(day => on(day).length)).toEqual([
      0, 2, 2, 1,
    ]);
  });

  it('may be picked again once their time is over', () => {
    const ended = after('change', both, { from: '2026-01-01', to: '2026-06-30' }, itemOf(both.editors[0]!));
    expect(after('pick', ended, { people: SENDER, from: '2026-07-01' }).editors).toHaveLength(3);
    expect(does('pick', ended, { people: SENDER, from: '2026-06-30' })).toHaveProperty('errors.people');
  });

  it.each(['', 'Kim Andersson', `${SENDER},Kim`, `${SENDER}|x`])('are people: not "%s"', people =>
    expect(does('pick', none, { people, from: TODAY })).toHaveProperty('errors.people'),
  );

  it('are thirty at most', () => {
    const people = Array.from({ length: 31 }, (_, index) => SENDER.slice(0, -2) + String(10 + index));
    expect(does('pick', none, { people: people.join(), from: TODAY })).toHaveProperty('errors.people');
    expect(after('pick', none, { people: people.slice(1).join(), from: TODAY }).editors).toHaveLength(30);
  });

  it('that a colleague has given other dates meanwhile are not changed unseen', () =>
    expect(does('change', both, { from: '2026-03-01' }, `${SENDER}|2020-01-01`)).toHaveProperty(
      'errors.from',
    ));

  it.each([
    ['was picked for today', { from: TODAY }, []],
    ['was picked for a day to come', { from: '2026-12-01', to: '2027-01-31' }, []],
    ['was picked yesterday', { from: '2026-11-22' }, [{ from: '2026-11-22', to: '2026-11-22' }]],
    [
      'has been one for long',
      { from: '2026-01-01', to: '2026-12-31' },
      [{ from: '2026-01-01', to: '2026-11-22' }],
    ],
    [
      'is one no longer',
      { from: '2026-01-01', to: '2026-06-30' },
      [{ from: '2026-01-01', to: '2026-06-30' }],
    ],
  ])('whose time is ended now have no rights any longer, when one %s', (_what, period, left) => {
    const other = { personId: OFFICER, from: '2026-01-01' };
    const entry = { id: 'kultur', editors: [{ personId: SENDER, ...period }, other] };
    const ended = after('endNow', entry, {}, itemOf(entry.editors[0]!));
    expect(ended.editors).toEqual([...left.map(days => ({ personId: SENDER, ...days })), other]);
    const lists = makeLists({ editors: [ended] });
    for (const day of [TODAY, '2026-12-15', '2030-01-01']) {
      expect(isEditorOf(lists, 'kultur', SENDER, day)).toBe(false);
      expect(isEditorOf(lists, 'kultur', OFFICER, day)).toBe(true);
    }
  });

  it('whose first day a colleague has moved meanwhile are still those who are ended', () => {
    const entry = { id: 'kultur', editors: [{ personId: SENDER, from: '2026-11-20' }] };
    expect(after('endNow', entry, {}, `${SENDER}|2026-01-01`).editors[0]?.to).toBe('2026-11-22');
  });

  it('never have two periods on one day', () => {
    const days = fc.integer({ min: 2010, max: 2030 }).map(year => `${year}-01-01`);
    const step = fc.record({
      name: fc.constantFrom('pick', 'change', 'endNow'),
      index: fc.nat(5),
      from: days,
      to: days,
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), steps => {
        let entry = none;
        for (const { name, index, from, to } of steps) {
          const editor = entry.editors[index % Math.max(1, entry.editors.length)];
          const done = does(name, entry, { people: SENDER, from, to }, editor ? itemOf(editor) : '');
          if ('after' in done) entry = done.after;
        }
        const lists = makeLists({ editors: [entry] });
        for (let year = 2010; year <= 2030; year += 1) {
          expect(editorsOn(lists, 'kultur', `${year}-01-01`).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
