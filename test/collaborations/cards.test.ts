import type { CardMessage } from '../../src/cards/card';
import { coordinatorCard, questionCard, senderCard } from '../../src/collaborations/cards';
import type { Notification } from '../../src/register/model';
import { answer, ask, edit, receive, register, withdraw } from '../../src/register/transitions';
import { aContent, aNotification, OFFICER, reader, SENDER } from '../support/contents';

const swede = reader('sv');
const byOfficer = { by: OFFICER, at: '2026-11-23T09:00:00.000Z' };
const bySender = { by: SENDER, at: '2026-11-23T09:30:00.000Z' };
const names = new Map([
  [SENDER, 'Kim Andersson'],
  [OFFICER, 'Robin Lindqvist'],
]);

function done(transition: ReturnType<typeof receive>): Notification {
  if (transition.kind !== 'changed') throw new Error('nothing was changed');
  return transition.after;
}

const told = aNotification();
const received = done(receive(told, byOfficer));
const edited = done(edit(received, aContent({ title: 'Ny rubrik' }), bySender));
const asked = done(ask(received, 1, 'Hur många deltar?', byOfficer));
const answered = done(answer(asked, 1, 'Tolv', bySender));
const registered = done(register(received, 'SLK-2026-00190', undefined, byOfficer));
const withdrawn = done(withdraw(asked, bySender));

function headingOf({ card }: CardMessage): unknown {
  return (card.body as { text: string }[])[0]?.text;
}

function buttonsOf({ card }: CardMessage): [string, string][] {
  return (card.actions as { title: string; mode?: string }[]).map(({ title, mode = 'primary' }) => [
    title,
    mode,
  ]);
}

describe("the sender's confirmation", () => {
  it.each([
    ['thanks right after sending', told, true, 'Tack! Stadsledningskontoret har fått din information.'],
    ['later says what was done', received, false, 'Du har informerat stadsledningskontoret'],
    ['says that a change was saved', edited, false, 'Ändringen är sparad'],
    ['says that it was withdrawn', withdrawn, false, 'Samarbetet är återkallat'],
  ])('%s', (_what, notification, thanks, heading) =>
    expect(headingOf(senderCard(swede, { notification, thanks }))).toBe(heading),
  );

  it('says in a sentence, not a heading, that nobody else works with the city', () => {
    const body = senderCard(swede, { notification: told, whoElse: [] }).card.body as { text?: string }[];
    const line = body.find(({ text }) => text?.startsWith('Ingen annan i staden'));
    expect(line).not.toHaveProperty('style');
  });
});

describe("the case officers' card", () => {
  it.each([
    ['that is new', told, 'Nytt samarbete'],
    ['that was received', received, 'Samarbete'],
    ['that was withdrawn', withdrawn, 'Återkallat samarbete'],
  ])('has a heading of its own for one %s', (_what, notification, heading) =>
    expect(headingOf(coordinatorCard(swede, { notification, names }))).toBe(heading),
  );

  it.each([
    ['new', told, ['Bekräfta mottagande', 'Begär komplettering', 'Ange ärendenummer']],
    ['received', received, ['Begär komplettering', 'Ange ärendenummer', 'Historik']],
    ['registered', registered, ['Begär komplettering', 'Ändra ärendenummer', 'Historik']],
    ['withdrawn', withdrawn, ['Historik']],
  ])('shows at most three buttons in the open when %s', (_state, notification, open) => {
    const buttons = buttonsOf(coordinatorCard(swede, { notification, names }));
    expect(buttons.filter(([, mode]) => mode === 'primary').map(([title]) => title)).toEqual(open);
    expect(buttons.map(([title]) => title)).toContain('Historik');
  });
});

describe('the question', () => {
  it.each([
    ['asks', asked, 'Vi behöver en uppgift till'],
    ['thanks for the answer', answered, 'Tack för ditt svar'],
    ['is closed by a withdrawal', withdrawn, 'Frågan är inte längre aktuell'],
  ])('%s', (_what, notification, heading) =>
    expect(headingOf(questionCard(swede, { notification, question: notification.question! }))).toBe(heading),
  );
});
