import {
  actionData,
  cardOf,
  eventually,
  findAction,
  textOf,
  type Answer,
  type TestBot,
  type TestPerson,
} from '../../support/bot';
import type { PostedActivity } from '../../support/fake-teams';
import { arrives, atRest, type Arrived } from '../../support/journey';
import { readRegister, stored } from '../../support/register';
import type { Notification } from '../../../src/register/model';

export const ANSWER = 'collaboration.followUp';
export const OPEN = 'collaboration.openFollowUp';
export const NO_LONGER = 'collaboration.endFollowUp';

/** Monday before noon, in winter time. */
export const TOLD = '2026-11-23T10:00:00.000Z';

/** The days after it, and the working days on which reminders come. */
export const [TUESDAY, WEDNESDAY, FIRST_REMINDER, SECOND_REMINDER] = [
  '2026-11-24',
  '2026-11-25',
  '2026-12-09',
  '2026-12-23',
] as const;

/** What a collaboration is told with that ends on the Tuesday. */
export const endsOnTuesday = { when: '24 november 2026' };

/** The clock is set, and goes on from there. */
export function itIs({ clock }: Pick<TestBot, 'clock'>, moment: string): void {
  const offset = Date.parse(moment) - Date.now();
  clock.now = () => new Date(Date.now() + offset);
}

/** It is five past nine on a winter day, and the bot has had time to look at its clock. */
export async function morning(bot: TestBot, day: string): Promise<void> {
  itIs(bot, `${day}T08:05:00.000Z`);
  await aWhile(bot);
}

/** Long enough for the bot to look at its clock several times. */
export async function aWhile(bot: TestBot): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 700));
  await atRest(bot);
}

/** One that is asked about on the Wednesday, and nothing more than that has happened to it. */
export async function hasEnded(bot: TestBot, values: object = {}): Promise<Arrived> {
  itIs(bot, TOLD);
  const arrived = await arrives(bot, bot.person('Kim Andersson'), { ...endsOnTuesday, ...values });
  await atRest(bot);
  await morning(bot, WEDNESDAY);
  return arrived;
}

/** The cards in somebody's chat that ask how it went. */
export function questionsTo({ teams }: Pick<TestBot, 'teams'>, { chat }: TestPerson): PostedActivity[] {
  return teams
    .in(chat)
    .filter(({ activity }) => activity.attachments?.length)
    .filter(message => findAction(cardOf(message), ANSWER));
}

export function questionTo(bot: TestBot, person: TestPerson, number = 1): Promise<PostedActivity> {
  return eventually(`question ${number}`, () => questionsTo(bot, person)[number - 1]);
}

/** What a message shows by now. */
export function nowIn({ teams }: TestBot, { chat }: TestPerson, id: string): Record<string, unknown> {
  return cardOf(teams.in(chat).find(message => message.id === id)!);
}

/** Fills in the form that stands in a message, and sends it. */
export function answers(
  person: TestPerson,
  { id, ...message }: PostedActivity,
  values: object,
): Promise<Answer> {
  return person.presses(ANSWER, { ...actionData(cardOf({ id, ...message }), ANSWER), ...values }, id);
}

/** Presses the button that opens the form; returns the message in which it stands. */
export async function opens(person: TestPerson, ref: string, on = 'card'): Promise<PostedActivity> {
  const before = person.teams.in(person.chat).length;
  const answer = await person.presses(OPEN, { ref }, on);
  const message = person.teams.in(person.chat).slice(before).at(-1);
  if (!message) throw new Error(`no form: ${JSON.stringify(answer.raw)}`);
  return message;
}

export async function notification({ storage }: TestBot, ref: string): Promise<Notification> {
  return stored(await readRegister(storage), ref);
}

/** What a message shows, a form's inputs and all. */
export function textIn(bot: TestBot, person: TestPerson, { id }: PostedActivity): string {
  return textOf(nowIn(bot, person, id));
}
