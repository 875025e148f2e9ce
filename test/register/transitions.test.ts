import fc from 'fast-check';
import { notificationSchema, statusOf, type Notification } from '../../src/register/model';
import { todoOf } from '../../src/register/rows';
import {
  answer,
  ask,
  edit,
  inform,
  nextQuestionNumber,
  receive,
  register,
  withdraw,
  type Transition,
} from '../../src/register/transitions';
import { aContent, contents, OFFICER, SENDER } from '../support/contents';

const OTHER_OFFICER = '00000000-0000-4000-8000-000000000003';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString();
const by = (person: string, minute: number) => ({ by: person, at: at(minute) });

const told = inform('V-2026-0042', aContent(), at(0), SENDER);
const imported = inform('V-2026-0001', aContent(), at(0));

function changed(transition: Transition): Notification {
  if (transition.kind === 'unchanged') throw new Error('expected a change');
  return transition.after;
}
const asked = changed(ask(told, 1, 'Hur många deltar?', by(OFFICER, 1)));
const answered = changed(answer(asked, 1, 'Tjugofyra', by(SENDER, 2)));
const registered = changed(register(told, 'SLK-2026-00190', undefined, by(OFFICER, 1)));
const withdrawn = changed(withdraw(told, by(SENDER, 1)));
const UNCHANGED = { kind: 'unchanged' };

describe('informing', () => {
  it('makes version 1, by the sender', () =>
    expect(told).toEqual({
      ref: 'V-2026-0042',
      version: 1,
      contentVersion: 1,
      content: aContent(),
      createdAt: at(0),
      createdBy: SENDER,
      history: [{ version: 1, at: at(0), by: SENDER, what: 'informed' }],
    }));

  it('without a sender is an import', () => {
    expect(imported.history).toEqual([{ version: 1, at: at(0), what: 'imported' }]);
    expect(imported).not.toHaveProperty('createdBy');
  });
});

describe('each change', () => {
  const newContent = aContent({ title: 'Lägerskola i norr', area: 'skola' });
  const deed = by(OFFICER, 5);
  const cases: [string, Notification, (before: Notification) => Transition, object, object][] = [
    [
      'edit',
      told,
      before => edit(before, newContent, deed),
      { content: newContent, contentVersion: 2 },
      { what: 'edited', fields: ['title', 'area'] },
    ],
    ['withdraw', told, before => withdraw(before, deed), { withdrawn: deed }, { what: 'withdrawn' }],
    ['receive', told, before => receive(before, deed), { received: deed }, { what: 'received' }],
    [
      'receive an import',
      imported,
      before => receive(before, deed),
      { received: deed },
      { what: 'received' },
    ],
    [
      'ask',
      told,
      before => ask(before, 1, 'När?', deed),
      { question: { number: 1, text: 'När?', ...deed } },
      { what: 'asked', text: 'När?' },
    ],
    [
      'ask again after the answer',
      answered,
      before => ask(before, 2, 'Var?', deed),
      { question: { number: 2, text: 'Var?', ...deed } },
      { what: 'asked', text: 'Var?' },
    ],
    [
      'answer',
      asked,
      before => answer(before, 1, 'Tjugo', deed),
      { question: { ...asked.question, answer: { text: 'Tjugo', ...deed } } },
      { what: 'answered', text: 'Tjugo' },
    ],
    [
      'register',
      told,
      before => register(before, 'SLK-2026-00190', undefined, deed),
      { caseNumber: { value: 'SLK-2026-00190', ...deed } },
      { what: 'registered', text: 'SLK-2026-00190' },
    ],
    [
      'register under another number',
      registered,
      before => register(before, '0606/18', 'SLK-2026-00190', deed),
      { caseNumber: { value: '0606/18', ...deed } },
      { what: 'registered', text: '0606/18' },
    ],
  ];

  it.each(cases)('%s: changes its own part and adds its line', (_, before, change, parts, line) => {
    const copy = structuredClone(before);
    const version = before.version + 1;
    expect(changed(change(before))).toEqual({
      ...copy,
      version,
      history: [...copy.history, { version, ...deed, ...line }],
      ...parts,
    });
    expect(before).toEqual(copy);
  });

  it.each(cases)('%s: a second time changes nothing', (_, before, change) =>
    expect(change(changed(change(before)))).toEqual(UNCHANGED),
  );

  it.each(cases.filter(([name]) => !name.includes('import')))(
    '%s: is not taken once it is withdrawn',
    (_, before, change) => expect(change(changed(withdraw(before, by(SENDER, 9))))).toEqual(UNCHANGED),
  );
});

describe('whoever comes too late', () => {
  it('receives the answer to a question too, once, also when it is registered already', () => {
    const known = changed(receive(registered, by(OFFICER, 2)));
    const later = changed(ask(known, 1, 'Hur många deltar?', by(OFFICER, 3)));
    const completed = changed(answer(later, 1, 'Tjugofyra', by(SENDER, 4)));
    expect(statusOf(completed)).toBe('answered');
    expect(todoOf(completed)?.kind).toBe('answered');
    const read = changed(receive(completed, by(OFFICER, 5)));
    expect(statusOf(read)).toBe('registered');
    expect(todoOf(read)).toBeUndefined();
    expect(receive(read, by(OTHER_OFFICER, 6))).toEqual(UNCHANGED);
  });

  it('receives nothing that a colleague has received', () => {
    const first = changed(receive(told, by(OFFICER, 1)));
    expect(receive(first, by(OTHER_OFFICER, 2))).toEqual(UNCHANGED);
  });

  it.each([
    [
      'asks question 1 while another waits for its answer',
      () => ask(asked, 1, 'Och när?', by(OTHER_OFFICER, 2)),
    ],
    ['asks question 1 when it has been answered', () => ask(answered, 1, 'Och när?', by(OTHER_OFFICER, 3))],
    ['asks question 2 before the first is answered', () => ask(asked, 2, 'Och när?', by(OTHER_OFFICER, 2))],
    ['asks question 2 when there was none', () => ask(told, 2, 'Och när?', by(OTHER_OFFICER, 2))],
    ['asks about an import, which has no sender', () => ask(imported, 1, 'Och när?', by(OFFICER, 2))],
    ['answers what was answered', () => answer(answered, 1, 'Nej, tjugofem', by(SENDER, 3))],
    ['answers an older question', () => answer(secondAsked(), 1, 'Tjugofem', by(SENDER, 5))],
    ['answers where nothing was asked', () => answer(told, 1, 'Tjugofem', by(SENDER, 5))],
    [
      'registers where a colleague has',
      () => register(registered, 'SLK-2026-00191', undefined, by(OTHER_OFFICER, 2)),
    ],
    [
      'changes a case number that is another by now',
      () => register(registered, 'SLK-2026-00192', 'SLK-2026-00191', by(OTHER_OFFICER, 2)),
    ],
    [
      'notes the number that a colleague noted',
      () => register(registered, 'SLK-2026-00190', undefined, by(OTHER_OFFICER, 2)),
    ],
    ['withdraws what is withdrawn', () => withdraw(withdrawn, by(OFFICER, 2))],
  ])('%s: nothing changes', (_, press) => expect(press()).toEqual(UNCHANGED));

  function secondAsked(): Notification {
    return changed(ask(answered, 2, 'Var?', by(OFFICER, 4)));
  }
});

describe('the number of the next question', () => {
  it.each([
    ['none was asked', told, 1],
    ['one waits for its answer', asked, undefined],
    ['the first was answered', answered, 2],
  ])('when %s', (_, notification, number) => expect(nextQuestionNumber(notification)).toBe(number));
});

describe('whatever is pressed, in any order', () => {
  type Press = (before: Notification, minute: number) => Transition;
  const number = fc.integer({ min: 1, max: 4 });
  const caseNumber = fc.constantFrom('SLK-2026-00001', 'SLK-2026-00002', '0606/18');
  const presses: fc.Arbitrary<Press> = fc.oneof(
    {
      weight: 3,
      arbitrary: contents.map(
        (c): Press =>
          (n, m) =>
            edit(n, c, by(SENDER, m)),
      ),
    },
    {
      weight: 3,
      arbitrary: number.map(
        (i): Press =>
          (n, m) =>
            ask(n, i, `Fråga ${m}?`, by(OFFICER, m)),
      ),
    },
    {
      weight: 3,
      arbitrary: number.map(
        (i): Press =>
          (n, m) =>
            answer(n, i, `Svar ${m}`, by(SENDER, m)),
      ),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(caseNumber, fc.option(caseNumber, { nil: undefined })).map(
        ([value, seen]): Press =>
          (n, m) =>
            register(n, value, seen, by(OFFICER, m)),
      ),
    },
    { weight: 2, arbitrary: fc.constant<Press>((n, m) => receive(n, by(OFFICER, m))) },
    { weight: 1, arbitrary: fc.constant<Press>((n, m) => withdraw(n, by(SENDER, m))) },
  );

  it('the versions count the changes, the history stays in order, and the sender stays the sender', () => {
    fc.assert(
      fc.property(contents, fc.option(fc.constant(SENDER), { nil: undefined }), fc.array(presses), run),
      { numRuns: 300 },
    );

    function run(content: Notification['content'], sender: string | undefined, steps: Press[]) {
      const first = inform('V-2026-0042', content, at(0), sender);
      let current = first;
      let changes = 0;
      let edits = 1;
      steps.forEach((press, index) => {
        const before = structuredClone(current);
        const transition = press(current, index + 1);
        expect(current).toEqual(before);
        if (transition.kind === 'unchanged') return;
        expect(before.withdrawn).toBeUndefined();
        current = transition.after;
        changes += 1;
        if (current.history.at(-1)!.what === 'edited') edits = current.version;
        expect(current.history.at(-1)).toMatchObject({ version: current.version, at: at(index + 1) });
      });
      expect(current.version).toBe(1 + changes);
      expect(current.contentVersion).toBe(edits);
      expect(current.history.map(({ version }) => version)).toEqual(
        Array.from({ length: changes + 1 }, (_, index) => index + 1).slice(-50),
      );
      expect([current.ref, current.createdAt, current.createdBy]).toEqual(['V-2026-0042', at(0), sender]);
      expect(notificationSchema.parse(JSON.parse(JSON.stringify(current)))).toEqual(current);
    }
  });

  it('at most the newest 50 lines of history travel along', () => {
    let current = told;
    for (let minute = 1; minute <= 120; minute += 1) {
      current = changed(edit(current, aContent({ title: `Titel ${minute}` }), by(SENDER, minute)));
    }
    expect(current.version).toBe(121);
    expect(current.history.map(({ version }) => version)).toEqual(
      Array.from({ length: 50 }, (_, index) => 72 + index),
    );
  });
});
