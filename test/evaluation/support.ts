import { CITY_PARTITION } from '../../src/capabilities';
import { makeEvaluationStore } from '../../src/evaluation/store';
import type { Delegate } from '../../src/meetings/model';
import { endOfPrefix, type Row } from '../../src/storage/table';
import { clockFrom, startOffice, type Office } from '../hosting/support';
import { heldIn2025 } from '../lists/meetings/histories';
import { enters as entersList, isPresidium, member } from '../presidium/support';
import {
  SLK_CHANNEL,
  actionData,
  cardOf,
  eventually,
  textOf,
  type Answer,
  type TestBot,
  type TestBotOptions,
  type TestPerson,
} from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';
import { atRest } from '../support/journey';
import { makesEditors, sent } from '../support/keeping';
import { HELD, record2025 } from './history';

/** A running bot on the morning of 23 November 2026, when it becomes known that Göteborg hosted a year before. */
export async function startAfterHosting(options: TestBotOptions = {}): Promise<Office> {
  const office = await startOffice(options);
  await seenTo(office.bot, '2026-11-23');
  await entersList(office.bot.storage, 'cycle', heldIn2025);
  await entersList(office.bot.storage, 'meetings', record2025);
  return office;
}

export function storeOf({ storage }: Pick<TestBot, 'storage'>) {
  return makeEvaluationStore(storage.register, CITY_PARTITION);
}

/** It is five past nine on a working day, and all that comes of it has come. */
export async function morning(bot: TestBot, day: string, time = '08:05'): Promise<void> {
  bot.clock.now = clockFrom(`${day}T${time}:00.000Z`);
  await seenTo(bot, day);
}

async function seenTo(bot: TestBot, day: string): Promise<void> {
  const store = storeOf(bot);
  const isSeenTo = async () => (await store.memory()).value.through === day;
  await eventually(`${day} seen to`, isSeenTo, PATIENCE_MS);
  await atRest(bot, PATIENCE_MS);
}

export const PATIENCE_MS = 20_000;

/** The prompts about the hosting in the channel, in the order in which they came. */
export function prompts({ teams }: Pick<TestBot, 'teams'>): PostedActivity[] {
  return teams.in(SLK_CHANNEL).filter(message => textOf(cardOf(message)).startsWith('Efter värdskapet 2025'));
}

/** What a prompt says now. */
export function promptText(bot: Pick<TestBot, 'teams'>, number: number): string {
  return textOf(cardOf(prompts(bot)[number]!));
}

/** Kim and Noor are sent; Noor is in the presidium too, with Alex; Lee and Alex keep a unit's collaborations. */
export interface People {
  kim: TestPerson;
  noor: TestPerson;
  alex: TestPerson;
  lee: TestPerson;
}

export const UNIT = 'kultur';

export async function havePeople(bot: TestBot): Promise<People> {
  const kim = bot.person('Kim Andersson');
  const noor = bot.person('Noor Ali');
  const alex = bot.person('Alex Lund');
  const lee = bot.person('Lee Holm');
  for (const person of [kim, noor, alex, lee]) await person.installs();
  const delegate = ({ id }: TestPerson): Delegate => ({ personId: id, function: 'ledamot' });
  await entersList(bot.storage, 'delegations', {
    id: HELD,
    delegates: [delegate(kim), delegate(noor)],
    lessons: [],
  });
  await isPresidium(bot.storage, [member(noor), member(alex)]);
  await makesEditors(bot, UNIT, [{ person: lee }, { person: alex }]);
  return { kim, noor, alex, lee };
}

/** What the start form sends. */
export const wanted = { meeting: HELD, closesOn: '2026-12-15', names: 'named', units: UNIT, purpose: '' };

/** A coordinator sends the evaluation out, and all of it has gone out. */
export async function sendsOut(
  bot: TestBot,
  by: TestPerson,
  more: Partial<typeof wanted> = {},
): Promise<Answer> {
  const answer = await by.presses('evaluation.start', { ...wanted, ...more }, 'card');
  await eventually(
    'the forms are entered',
    async () => (await storeOf(bot).load(HELD))?.value.entered === true,
    PATIENCE_MS,
  );
  await atRest(bot, PATIENCE_MS);
  return answer;
}

/** The forms in somebody's chat, the reminder among them. */
export function formsTo({ teams }: Pick<TestBot, 'teams'>, { chat }: TestPerson): PostedActivity[] {
  return teams
    .in(chat)
    .filter(message => message.activity.attachments?.length)
    .filter(message => JSON.stringify(cardOf(message)).includes('evaluation.'));
}

/** Somebody answers the form that they have got. */
export async function answers(bot: TestBot, person: TestPerson, values: object): Promise<Answer> {
  const message = formsTo(bot, person)[0]!;
  return person.presses('evaluation.answer', { ...dataOf(message), ...values }, message.id);
}

/** What the form's button sends, as the form stands now. */
export function dataOf(message: PostedActivity): Record<string, unknown> {
  return sent(cardOf(message), 'evaluation.answer');
}

export function buttonOf(card: unknown, verb: string): Record<string, unknown> {
  return actionData(card, verb) as Record<string, unknown>;
}

/** Every row of the table, whatever it is. */
export async function everyRow({ storage }: Pick<TestBot, 'storage'>): Promise<Row[]> {
  const { rows, more } = await storage.register.range(CITY_PARTITION, '', '~', 50_000);
  if (more) throw new Error('there are more rows than are looked at');
  return rows;
}

/** The rows whose keys begin so. */
export async function rowsUnder({ storage }: Pick<TestBot, 'storage'>, prefix: string): Promise<Row[]> {
  return (await storage.register.range(CITY_PARTITION, prefix, endOfPrefix(prefix), 10_000)).rows;
}
