import { CITY_PARTITION } from '../../src/capabilities';
import { isInquiryJob } from '../../src/inquiry/deliveries';
import type { Inquiry } from '../../src/inquiry/model';
import { makeInquiryStore } from '../../src/inquiry/store';
import type { Job } from '../../src/delivery/job';
import type { Storage } from '../../src/storage/connection';
import { actionData, cardOf, eventually, textOf, type TestBot, type TestPerson } from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';
import { atRest } from '../support/journey';
import { readRegister } from '../support/register';
import { sent } from '../support/keeping';
import { morning } from '../hosting/support';

type Stored = { storage: Pick<Storage, 'register'> };

export function storeOf({ storage }: Stored) {
  return makeInquiryStore(storage.register, CITY_PARTITION);
}

/** The one that was asked last. */
export async function latest(bot: Stored): Promise<Inquiry> {
  const [newest] = await storeOf(bot).all();
  if (!newest) throw new Error('nothing has been asked');
  return newest.inquiry;
}

export async function jobsNow({ storage }: { storage: Storage }): Promise<Job[]> {
  return (await readRegister(storage)).jobs.filter(isInquiryJob);
}

/** What the form's own button sends, with what stands in it. */
export async function opensForm(
  person: TestPerson,
): Promise<{ data: Record<string, unknown>; messageId: string }> {
  const [message] = await person.says('efterfråga');
  const card = cardOf(message!);
  if (JSON.stringify(card).includes('inquiry.preview'))
    return { data: sent(card, 'inquiry.preview'), messageId: message!.id };
  const answer = await person.presses('inquiry.form', {}, message!.id);
  return { data: sent(answer.card, 'inquiry.preview'), messageId: message!.id };
}

/** An officer asks; returns the preview and what became of it. */
export async function asks(person: TestPerson, values: object = {}) {
  const form = await opensForm(person);
  const preview = await person.presses('inquiry.preview', { ...form.data, ...values }, form.messageId);
  const send = actionData(preview.card, 'inquiry.send');
  const status = await person.presses('inquiry.send', send, form.messageId);
  return { preview: preview.card!, status, send, messageId: form.messageId };
}

/** The questions in somebody's chat, reminders included. */
export function questionsTo({ teams }: TestBot, person: TestPerson): PostedActivity[] {
  return teams
    .in(person.chat)
    .filter(message => message.activity.attachments?.length)
    .filter(message => /ave you cooperated|ar ni samarbetat/.test(textOf(cardOf(message))));
}

export function question(bot: TestBot, person: TestPerson, number = 1): Promise<PostedActivity> {
  return eventually(`question ${number}`, () => questionsTo(bot, person)[number - 1]);
}

/** Presses a button of a question as it stands in the chat. */
export function presses(person: TestPerson, message: PostedActivity, verb: string, kind?: string) {
  const action = actionsOf(cardOf(message)).find(
    one => one.verb === verb && (kind === undefined || one.data.kind === kind),
  );
  if (!action) throw new Error(`no button ${verb} ${kind}: ${textOf(cardOf(message))}`);
  return person.presses(verb, action.data, message.id);
}

interface Action {
  verb: string;
  title: string;
  data: Record<string, unknown>;
}

export function actionsOf(card: Record<string, unknown>): Action[] {
  return card.actions as Action[];
}

/** The working days up to and including one are walked through, each morning at five past nine. */
export async function goesTo(bot: TestBot, ...days: readonly string[]): Promise<void> {
  for (const day of days) await morning(bot, day);
  await atRest(bot);
}
