import fc from 'fast-check';
import { notificationSchema, senderOf, statusOf, type Notification } from '../../src/register/model';
import {
  ask,
  edit,
  handOver,
  inform,
  join,
  takeOver,
  withdraw,
  type Transition,
} from '../../src/register/transitions';
import { aContent, OFFICER, SENDER } from '../support/contents';

const COLLEAGUE = '00000000-0000-4000-8000-000000000004';
const OTHER = '00000000-0000-4000-8000-000000000005';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
const by = (person: string, minute: number) => ({ by: person, at: at(minute) });

const told = inform('V-2026-0042', aContent({ participatingUnits: ['slk'] }), at(0), SENDER);
const imported = inform('V-2026-0001', aContent(), at(0));
const withdrawn = changed(withdraw(told, by(SENDER, 1)));
const asked = changed(ask(told, 1, 'Hur många deltar?', by(OFFICER, 1)));
const taken = changed(takeOver(told, SENDER, by(COLLEAGUE, 1)));

const UNCHANGED: Transition = { kind: 'unchanged' };

function changed(transition: Transition): Notification {
  if (transition.kind === 'unchanged') throw new Error('expected a change');
  return transition.after;
}

describe('joining', () => {
  const joined = changed(join(told, 'idrott', by(OTHER, 5)));

  it('adds the unit among those that take part, in order', () =>
    expect(joined.content.participatingUnits).toEqual(['idrott', 'slk']));

  it('is a new version of the content, with its line in the history', () => {
    expect(joined).toMatchObject({ version: 2, contentVersion: 2 });
    expect(joined.history.at(-1)).toEqual({ version: 2, ...by(OTHER, 5), what: 'joined', unitId: 'idrott' });
  });

  it('remembers who joined, so that they find it among their own', () =>
    expect(joined.joined).toEqual([{ unitId: 'idrott', ...by(OTHER, 5) }]));

  it('leaves it with the one who keeps it, and in its state', () => {
    expect(senderOf(joined)).toBe(SENDER);
    expect(statusOf(joined)).toBe(statusOf(told));
  });

  it('leaves everything else as it was', () => {
    const { participatingUnits: _units, ...others } = joined.content;
    expect(told.content).toMatchObject(others);
  });

  it.each([
    ['the responsible unit', told, 'kultur'],
    ['a unit that takes part already', told, 'slk'],
    ['a unit that has joined', joined, 'idrott'],
    ['any unit when it is withdrawn', withdrawn, 'idrott'],
  ])('changes nothing for %s', (_, before, unit) =>
    expect(join(before, unit, by(OTHER, 6))).toEqual(UNCHANGED),
  );
});

describe('taking over', () => {
  it('leaves who informed, and says who keeps it', () => {
    expect(taken).toMatchObject({ createdBy: SENDER, keptBy: COLLEAGUE });
    expect(senderOf(taken)).toBe(COLLEAGUE);
  });

  it('names both in the history', () =>
    expect(taken.history.at(-1)).toEqual({
      version: 2,
      ...by(COLLEAGUE, 1),
      what: 'takenOver',
      person: SENDER,
    }));

  it('names nobody before, where it was imported', () => {
    const after = changed(takeOver(imported, undefined, by(COLLEAGUE, 1)));
    expect(after.history.at(-1)).not.toHaveProperty('person');
    expect(senderOf(after)).toBe(COLLEAGUE);
  });

  it('is no change of the content, so that an open form stays good', () =>
    expect(taken.contentVersion).toBe(told.contentVersion));

  it('keeps the open question', () =>
    expect(changed(takeOver(asked, SENDER, by(COLLEAGUE, 2))).question).toEqual(asked.question));

  it.each([
    ['by the one who keeps it', told, SENDER, SENDER],
    ['from somebody who does not keep it any more', taken, SENDER, OTHER],
    ['from nobody, when somebody keeps it', told, undefined, OTHER],
    ['from somebody, when nobody keeps it', imported, SENDER, OTHER],
    ['a second time', taken, SENDER, COLLEAGUE],
    ['when it is withdrawn', withdrawn, SENDER, COLLEAGUE],
  ])('changes nothing %s', (_, before, from, who) =>
    expect(takeOver(before, from, by(who, 6))).toEqual(UNCHANGED),
  );
});

describe('handing over', () => {
  it('gives it to the colleague, and names both in the history', () => {
    const after = changed(handOver(told, COLLEAGUE, by(SENDER, 1)));
    expect(senderOf(after)).toBe(COLLEAGUE);
    expect(after.history.at(-1)).toEqual({
      version: 2,
      ...by(SENDER, 1),
      what: 'handedOver',
      person: COLLEAGUE,
    });
  });

  it('can give it back', () =>
    expect(senderOf(changed(handOver(taken, SENDER, by(COLLEAGUE, 2))))).toBe(SENDER));

  it('of an import gives it its first keeper', () =>
    expect(senderOf(changed(handOver(imported, COLLEAGUE, by(OFFICER, 1))))).toBe(COLLEAGUE));

  it.each([
    ['to the one who keeps it', told, SENDER],
    ['to the one who has taken it over', taken, COLLEAGUE],
    ['when it is withdrawn', withdrawn, COLLEAGUE],
  ])('changes nothing %s', (_, before, to) =>
    expect(handOver(before, to, by(OFFICER, 6))).toEqual(UNCHANGED),
  );
});

describe('whatever is done, in any order', () => {
  const people = fc.constantFrom(SENDER, COLLEAGUE, OTHER, OFFICER);
  const deeds = fc.array(
    fc.oneof(
      fc.record({
        what: fc.constant('join' as const),
        unit: fc.constantFrom('slk', 'idrott', 'kultur', 'rsg'),
      }),
      fc.record({ what: fc.constant('takeOver' as const), from: people }),
      fc.record({ what: fc.constant('handOver' as const), to: people }),
      fc.record({ what: fc.constant('edit' as const), title: fc.constantFrom('Ett', 'Två') }),
    ),
    { maxLength: 12 },
  );
  const run = (all: readonly [string, Deed][]) =>
    all.reduce((before, [person, deed], index) => {
      const done = apply(before, deed, by(person, index + 1));
      return done.kind === 'changed' ? done.after : before;
    }, told);
  type Deed = typeof deeds extends fc.Arbitrary<(infer D)[]> ? D : never;

  function apply(before: Notification, deed: Deed, who: { by: string; at: string }): Transition {
    if (deed.what === 'join') return join(before, deed.unit, who);
    if (deed.what === 'takeOver') return takeOver(before, deed.from, who);
    if (deed.what === 'handOver') return handOver(before, deed.to, who);
    return edit(before, { ...before.content, title: deed.title }, who);
  }
  const told2 = fc.tuple(fc.array(people, { minLength: 12, maxLength: 12 }), deeds);
  const played = told2.map(([who, all]) => run(all.map((deed, index) => [who[index]!, deed] as const)));

  it('it has one line of history for each version, and can be stored', () => {
    fc.assert(
      fc.property(played, after => {
        expect(after.history.map(({ version }) => version)).toEqual(
          Array.from({ length: after.version }, (_, index) => index + 1),
        );
        expect(notificationSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
      }),
    );
  });

  it('the last one who took it over, or was given it, keeps it', () => {
    fc.assert(
      fc.property(played, after => {
        const last = after.history.findLast(({ what }) => what === 'takenOver' || what === 'handedOver');
        const keeper = last?.what === 'takenOver' ? last.by : last?.person;
        expect(senderOf(after)).toBe(keeper ?? SENDER);
      }),
    );
  });

  it('each unit takes part once, and the responsible one is not among them', () => {
    fc.assert(
      fc.property(played, ({ content: { unitId, participatingUnits } }) => {
        expect(new Set([unitId, ...participatingUnits]).size).toBe(participatingUnits.length + 1);
      }),
    );
  });
});
