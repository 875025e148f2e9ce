import type { CardView, Playground } from './playground';
import {
  answerFirst,
  dayFromToday,
  takePicture,
  WHOLE_CARD,
  WHOLE_FORM,
  type Cast,
  type Step,
} from './story';

/** Case officers answer what is not known, tell of the next meeting, and see what a change does before they confirm it. */
export function keepingMeetings(step: Step, cast: Cast): void {
  step('until somebody has answered, the order of the cities is shown as not confirmed', async () => {
    const { robin, sam } = cast();
    await sam.say('när är vi värdar');
    await sam.waitForText('Göteborg är värd nästa gång 2033, enligt turordningen, inte bekräftat.');
    await sam.shot('asked-before-the-answer');
    await robin.say('möten');
    await robin.answer('Var Göteborg värd 2025, eller blir det 2027?');
    await robin.shot('timeline-before-the-answer', WHOLE_CARD);
  });

  step('history A: Göteborg hosted in 2025', async () => {
    const { robin, sam } = cast();
    await robin.lastCard().press('Svara på frågan');
    await answerFirst(robin, '2025: Göteborg var värd', 'history-a');
    await robin.say('möten');
    const timeline = await robin.answer('Göteborgs värdskap');
    await timeline.press('Visa som tabell');
    await timeline.waitForText('enligt turordningen, inte bekräftat');
    await robin.shot('history-a-timeline', WHOLE_CARD);
    for (const [question, line] of [
      ['när är vi värdar', 'Göteborg är värd nästa gång 2033, enligt turordningen, inte bekräftat.'],
      ['när var senaste mötet', 'Senaste vänortsmötet: Göteborg 2025.'],
      ['which city hosts in 2031', 'Aarhus hosts in 2031, by the order of the cities, not confirmed.'],
    ] as const) {
      await sam.say(question);
      await sam.waitForText(line);
    }
    await sam.shot('history-a-answers', WHOLE_CARD);
  });

  step('history B: the answer is given anew, and Göteborg hosts in 2027', async () => {
    const { robin } = cast();
    const entry = await openList(robin, 'Turordning');
    await robin.shot('cycle', WHOLE_CARD);
    await entry.press('Svara på nytt om Göteborgs värdskap');
    await answerFirst(robin, '2027: Göteborg är värd', 'history-b');
  });

  step('what is known of the meeting is filled in, and every change says who made it', async () => {
    const { robin } = cast();
    const list = await openList(robin, 'Vänortsmöten');
    await robin.shot('meetings', WHOLE_CARD);
    await list.pressAt('Göteborg 2027', 'Öppna');
    await (await robin.answer('Värdstad')).press('Ange när');
    await fillIn(robin, { 'När, till exempel': '11–12 maj 2028' });
    await robin.lastCard().waitForText('mötet är 2027. Flytta det först');
    await robin.shot('meeting-in-another-year', WHOLE_CARD);
    await fillIn(robin, { '⚠ När, till exempel': '11–12 maj 2027' });
    await (await robin.answer('Sparat. Det gäller nu.')).press('Tema');
    await fillIn(robin, {
      Tema: 'Den levande hamnen',
      'Tema på engelska': 'The living harbour',
      'Offentligt från och med': dayFromToday(0),
    });
    await (await robin.answer('Sparat. Det gäller nu.')).press('Program');
    await robin.answer('en punkt per rad');
    await robin.shot('programme-form', WHOLE_CARD);
    await fillIn(robin, {
      'Program (en punkt': [
        '2027-05-11 13.00–14.30; Stadsutveckling i hamnen; Karin Ek, stadsarkitekt',
        '2027-05-11 15.00; Vandring med stadsmuseet',
        '2027-05-12 9.00–12.00; Samtal mellan presidierna',
      ].join('\n'),
    });
    await (await robin.answer('Sparat. Det gäller nu.')).press('Ange bekräftelse');
    await robin.answer('Dag för beskedet');
    await robin.shot('confirm-form', WHOLE_CARD);
    await robin.lastCard().press('Spara');
    await robin.answer(/Bekräfta|Sparat/);
    if ((await robin.lastCard().buttons()).includes('Bekräfta')) await robin.lastCard().press('Bekräfta');
    const meeting = await robin.answer('bekräftat av Göteborg');
    await meeting.press('Historik');
    await robin.shot('meeting-with-history', WHOLE_FORM);
  });

  step('Sam is put into the presidium', async () => {
    const { robin } = cast();
    const entry = await openList(robin, 'Presidiet');
    await entry.press('Lägg till personer');
    const form = await robin.answer('Personer');
    await form.choose('Personer', 'Sam Karlsson');
    await form.fill('Funktion', 'andre vice ordförande');
    await robin.shot('presidium-form', WHOLE_CARD);
    await form.press('Spara');
    await robin.answer('Sam Karlsson, andre vice ordförande');
    await robin.shot('presidium', WHOLE_CARD);
  });

  step('a move by a year shows what it does to Göteborgs next turn, before it is confirmed', async () => {
    const { robin, sam } = cast();
    const list = await openList(robin, 'Vänortsmöten');
    await list.pressAt('Göteborg 2027', 'Öppna');
    await (await robin.answer('Värdstad')).press('Flytta');
    const form = await robin.answer('Nytt årtal');
    await form.fill('Nytt årtal', '2028');
    await robin.shot('move-form', WHOLE_CARD);
    await form.press('Spara');
    await robin.answer('Göteborgs nästa värdskap: 2027 blir 2028.');
    await robin.shot('move-preview', WHOLE_CARD);
    await sam.say('när är vi värdar');
    await sam.waitForText('11–12 maj 2027, bekräftat av Göteborg');
    await robin.lastCard().press('Avbryt');
    await robin.answer('Värdstad');
  });

  step('the timeline shows what has been, what comes, and our turns', async () => {
    const { sam } = cast();
    await sam.say('möten');
    const timeline = await sam.answer('Göteborgs värdskap');
    await sam.shot('timeline', WHOLE_CARD);
    await takePicture(sam, timeline.locator, 'meetings');
  });
}

/** What stands on the card of each list, and not on that of all lists. */
const ON_CARD = {
  Vänortsmöten: 'Visar 1–8',
  Turordning: 'Städer i turordning',
  Presidiet: 'Kommunfullmäktiges presidium',
};

async function openList(robin: Playground, name: keyof typeof ON_CARD): Promise<CardView> {
  await robin.say('listor');
  const lists = await robin.answer('Det du ändrar gäller direkt');
  await lists.pressAt(name, 'Öppna');
  return robin.answer(ON_CARD[name]);
}

async function fillIn(robin: Playground, fields: Record<string, string>): Promise<void> {
  const form = await robin.answer('Spara');
  for (const [label, value] of Object.entries(fields)) await form.fill(label, value);
  await form.press('Spara');
}
