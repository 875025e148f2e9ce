import fc from 'fast-check';
import { makeLists, seedLists } from '../../src/directory/lists';
import { searchUnits } from '../../src/directory/unit-search';
import { seedUnits, type Unit } from '../../src/directory/units';
import { deedOf, readDeed } from '../../src/lists/deeds';
import { emptyValues, type Values } from '../../src/lists/fields';
import { heirsOf } from '../../src/lists/units';
import { reader, TODAY } from '../support/contents';

const kultur = seedUnits.find(({ id }) => id === 'kultur')!;

function does(name: string, unit: Unit | undefined, values: Partial<Values>, units: Unit[] = []) {
  const setting = { reader: reader('sv', { units }), today: TODAY };
  return readDeed(deedOf('units', name)!, unit, { ...emptyValues, ...values }, setting, '');
}

function after(name: string, unit: Unit | undefined, values: Partial<Values>): Unit {
  const done = does(name, unit, values);
  if ('errors' in done) throw new Error(JSON.stringify(done.errors));
  return done.after;
}

describe('a new unit', () => {
  it('needs a name only, and is an administration inside the duty then', () =>
    expect(after('add', undefined, { nameSv: 'Digitalförvaltningen' })).toEqual({
      id: 'digitalforvaltningen',
      nameSv: 'Digitalförvaltningen',
      kind: 'administration',
      insideDuty: true,
    }));

  it.each([
    ['company', true, undefined],
    ['partOwned', true, true],
    ['jointAuthority', false, true],
  ])('that is of the kind %s is inside the duty: %s, and last: %s', (kind, insideDuty, last) =>
    expect(after('add', undefined, { nameSv: 'Nytt', kind })).toMatchObject({
      insideDuty,
      ...(last && { last }),
    }),
  );

  it('is found by its everyday words', () => {
    const unit = after('add', undefined, {
      nameSv: 'Digitalförvaltningen',
      wordsSv: 'datorer, robot',
      wordsEn: 'IT',
    });
    expect(searchUnits(makeLists({ units: [unit] }), 'robotar', TODAY)[0]).toEqual(unit);
  });
});

describe('a last day', () => {
  it('comes without a successor unless one is named', () => {
    expect(after('close', kultur, { lastDay: TODAY }).successor).toBeUndefined();
    expect(after('close', kultur, { lastDay: TODAY, successor: 'idrott' }).successor).toBe('idrott');
  });

  it.each(['kultur', 'nobody'])('has no successor "%s"', successor =>
    expect(does('close', kultur, { lastDay: TODAY, successor })).toHaveProperty('errors.successor'),
  );

  it('has no successor that ends as early', () => {
    const idrott = { ...seedUnits.find(({ id }) => id === 'idrott')!, validTo: TODAY };
    expect(does('close', kultur, { lastDay: TODAY, successor: 'idrott' }, [idrott])).toHaveProperty(
      'errors.successor',
    );
  });

  it('is taken away when the unit opens again, and its successor too', () =>
    expect(after('reopen', { ...kultur, validTo: TODAY, successor: 'idrott' }, {})).toEqual(kultur));

  it('is not before the first', () =>
    expect(does('close', { ...kultur, validFrom: '2026-01-01' }, { lastDay: '2025-12-31' })).toHaveProperty(
      'errors.lastDay',
      'kan inte vara före 1 januari 2026',
    ));
});

describe('successors', () => {
  it('never lead back to the unit itself', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 61 }), fc.integer({ min: 0, max: 61 })), {
          maxLength: 30,
        }),
        pairs => {
          let lists = seedLists;
          for (const [from, to] of pairs) {
            const unit = lists.units[from]!;
            const heir = heirsOf(lists, unit.id, TODAY).find(({ id }) => id === seedLists.units[to]!.id);
            if (!heir) continue;
            const changed = lists.units.map(other =>
              other === unit ? { ...unit, successor: heir.id } : other,
            );
            lists = { ...lists, units: changed };
          }
          for (const { id } of lists.units) {
            const seen: string[] = [];
            for (
              let next: string | undefined = id;
              next;
              next = lists.units.find(u => u.id === next)?.successor
            ) {
              expect(seen).not.toContain(next);
              seen.push(next);
            }
          }
        },
      ),
    ));
});
