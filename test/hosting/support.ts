import { CITY_PARTITION } from '../../src/capabilities';
import type { Job } from '../../src/delivery/job';
import { toStoredJob } from '../../src/delivery/ledger';
import type { Plan } from '../../src/hosting/model';
import { makeHostingStore } from '../../src/hosting/store';
import type { CycleEntry, MeetingRecord } from '../../src/meetings/model';
import type { Storage } from '../../src/storage/connection';
import { endOfPrefix } from '../../src/storage/table';
import {
  SLK_CHANNEL,
  cardOf,
  eventually,
  findAction,
  startTestBot,
  textOf,
  type TestBot,
  type TestBotOptions,
  type TestPerson,
} from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';
import { atRest } from '../support/journey';
import { enters, valuesIn } from '../support/keeping';
import { after, hostIn2027 } from '../lists/meetings/histories';

/** The meeting that the tests are about, as plans are kept under. */
export const MEETING = '2027';

/** The Monday on which the tests begin. */
export const TODAY = '2026-11-23';

/** The working days after it. */
export const [TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = [
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
] as const;

/** What people have made of the meeting. */
export function meetingOn(from: string, to: string): MeetingRecord {
  const when = { kind: 'span', from, to, precision: 'day' } as const;
  return { id: MEETING, when, programme: [], documents: [], guests: [] };
}

/** The meeting of 2027 has been called off, and Göteborg's next turn is far away. */
export const calledOff: CycleEntry = after(hostIn2027, 'cancel', { rule: 'keepOddYears' }, MEETING);

/** A running bot, in office hours of a day, and two officers with the channel. */
export interface Office {
  bot: TestBot;
  robin: TestPerson;
  ingrid: TestPerson;
}

/** Starts one in the morning of `TODAY`. Lists and the team are asked for anew each time. */
export async function startOffice(options: TestBotOptions = {}): Promise<Office> {
  const bot = await startTestBot({
    now: clockFrom(`${TODAY}T08:00:00.000Z`),
    settings: { settingsCacheMs: 0, memberCacheMs: 0 },
    ...options,
  });
  const robin = bot.coordinator('Robin Lindqvist');
  const ingrid = bot.coordinator('Ingrid Åkesson');
  await bot.bindChannel(robin);
  for (const person of [robin, ingrid]) await person.installs();
  return { bot, robin, ingrid };
}

/** Göteborg hosts in 2027; the plan is adopted on the first day, and the bot is at rest on the morning after. */
export async function hasPlan({ bot, robin }: Office): Promise<void> {
  await enters(bot, 'cycle', hostIn2027);
  await seenTo(bot, TODAY);
  await robin.presses('hosting.adopt', { meeting: MEETING }, ON);
}

/** The message in which the pressed card stands. */
export const ON = 'card';

/** A clock that goes on from a moment. */
export function clockFrom(at: string): () => Date {
  const begun = Date.now();
  return () => new Date(Date.parse(at) + Date.now() - begun);
}

/** It is five past nine on a winter day, and all that comes of it has come. */
export async function morning(bot: TestBot, day: string): Promise<void> {
  bot.clock.now = clockFrom(`${day}T08:05:00.000Z`);
  await seenTo(bot, day);
}

async function seenTo(bot: TestBot, day: string): Promise<void> {
  const store = storeOf(bot);
  const isSeenTo = async () => (await store.state()).state.through === day;
  await eventually(`${day} seen to`, isSeenTo, PATIENCE_MS);
  await atRest(bot, PATIENCE_MS);
}

/** Beside the tests that keep the whole machine busy. */
const PATIENCE_MS = 20_000;

export function storeOf({ storage }: Pick<TestBot, 'storage'>) {
  return makeHostingStore(storage.register, CITY_PARTITION);
}

export async function planNow(bot: Pick<TestBot, 'storage'>): Promise<Plan> {
  return (await storeOf(bot).load(MEETING))!.plan;
}

export async function activityNow(bot: Pick<TestBot, 'storage'>, id: string) {
  return (await planNow(bot)).activities.find(one => one.id === id)!;
}

/** Every job of the hostings. */
export async function jobsNow({ storage }: { storage: Pick<Storage, 'register'> }): Promise<Job[]> {
  const prefixes = ['hosting|day|', 'hosting|note|', 'hosting|proposal|'];
  const ranges = await Promise.all(
    prefixes.map(prefix => storage.register.range(CITY_PARTITION, prefix, endOfPrefix(prefix), 1_000)),
  );
  return ranges.flatMap(({ rows }) => rows).map(row => toStoredJob(row).job);
}

/** The cards of the mornings in the channel, in the order in which they came. */
export function dayCards(bot: TestBot): PostedActivity[] {
  return bot.teams
    .in(SLK_CHANNEL)
    .filter(message => textOf(cardOf(message)).startsWith('Att göra för värdskapet'));
}

export function dayCard(bot: TestBot, number = 1): Promise<PostedActivity> {
  return eventually(`day card ${number}`, () => dayCards(bot)[number - 1]);
}

/** The plans that have been proposed in the channel. */
export function proposals(bot: TestBot): PostedActivity[] {
  return bot.teams
    .in(SLK_CHANNEL)
    .filter(message => /^(Förslag till plan|Planen för värdskapet)/.test(textOf(cardOf(message))));
}

/** What one says gets one card back. */
export async function says(by: TestPerson, text: string): Promise<Record<string, unknown>> {
  const [message] = await by.says(text);
  return cardOf(message!);
}

/** What the button of one activity sends, with what its own inputs hold. */
export function buttonOf(card: unknown, verb: string, activity: string): Record<string, unknown> {
  const found = actionsIn(card).find(
    action => action.verb === verb && (action.data as { activity?: string }).activity === activity,
  );
  if (!found) throw new Error(`no button ${verb} of ${activity}`);
  return found.data as Record<string, unknown>;
}

/** The data of a button, by its verb and title. */
export function titled(card: unknown, title: string): Record<string, unknown> {
  const found = actionsIn(card).find(action => action.title === title);
  if (!found) throw new Error(`no button ${title}`);
  return found.data as Record<string, unknown>;
}

export function hasButton(card: unknown, verb: string): boolean {
  return findAction(card, verb) !== undefined;
}

/** What Teams sends when a date has been typed beside an activity: every input of the card comes along. */
export function newDate(card: unknown, activity: string, typed: string): Record<string, unknown> {
  return {
    ...valuesIn(card),
    ...buttonOf(card, 'hosting.newDate', activity),
    [`date-${MEETING}-${activity}`]: typed,
  };
}

interface Action {
  verb?: string;
  title?: string;
  data?: unknown;
}

function actionsIn(value: unknown): Action[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as { type?: string }).type === 'Action.Execute' ? [value as Action] : [];
  return [...own, ...Object.values(value).flatMap(actionsIn)];
}
