import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CITY_PARTITION } from '../../src/capabilities';
import type { EngineSettings } from '../../src/delivery/engine';
import { isPlanned, statePrefix, type Job } from '../../src/delivery/job';
import { makeLedger } from '../../src/delivery/ledger';
import { dayJob, hostingKinds } from '../../src/hosting/deliveries';
import type { Activity } from '../../src/hosting/model';
import { makeHostingStore } from '../../src/hosting/store';
import words from '../../src/i18n/sv/delivery.json';
import { openStorage, type Storage } from '../../src/storage/connection';
import { DAYS, MEETING, knowsTheMeeting } from '../presidium/support';
import {
  SLK_CHANNEL,
  TENANT,
  cardOf,
  eventually,
  quickSettings,
  randomPrefix,
  startTestBot,
  textOf,
} from './bot';
import { startBotProcess, type BotProcess } from './bot-process';
import { FakeTeams, type PostedActivity } from './fake-teams';
import { faultsIn, readRegister, type Register } from './register';

/** A Tuesday on which nothing but reminders is sent. */
export const MORNING = '2027-03-02';
/** Five weeks before it: the person responsible is told too. */
const DUE = '2027-01-26';

/** Long overdue reminders, each to a person of their own, in the team whose channel gets the card of the day. */
export interface ManyReminders {
  connectionString: string;
  prefix: string;
  storage: Storage;
  teams: FakeTeams;
  /** Whom each is to, as Entra object ids. */
  people: string[];
  /** Another instance of the bot, whose clock begins at an ISO moment. */
  starts(begin: string, through?: { connectionString: string }): Promise<BotProcess>;
  stop(): Promise<void>;
}

const PEOPLE_AT_ONCE = 100;

/** Entered by one of these clocks or the sweep, at a pace that leaves something for the work itself. */
const engine: Partial<EngineSettings> = { sweepEveryMs: 2_000, sweepAfterMs: 8_000 };

/** A plan with `count` activities that should have been done long before the morning, and as many people. */
export async function manyReminders(count: number, connectionString: string): Promise<ManyReminders> {
  const prefix = randomPrefix();
  const teams = await FakeTeams.start();
  teams.membersPerPage = 500;
  // It sends nothing: it is there for the channel to be chosen.
  const bot = await startTestBot({
    connectionString,
    prefix,
    teams,
    settings: { rosterTimeoutMs: 4_000, engine: { ...quickSettings.engine, concurrency: 0 } },
  });
  await bot.bindChannel(bot.coordinator('Robin Lindqvist'));
  const people = Array.from({ length: count }, (_, index) => bot.coordinator(`Handläggare ${index}`).member);
  await bot.app.stop();
  const storage = openStorage({ connectionString, prefix, timeoutMs: 20_000 });
  const rows = people.map(({ aadObjectId: id, name }) => {
    const conversation = { id: `a:${id}`, serviceUrl: teams.serviceUrl, tenantId: TENANT };
    return { do: 'insert', key: id, body: { id, tenantId: TENANT, name, conversation } } as const;
  });
  for (let start = 0; start < rows.length; start += PEOPLE_AT_ONCE)
    await storage.people.commit('people', rows.slice(start, start + PEOPLE_AT_ONCE));
  await knowsTheMeeting(storage);
  const activities = people.map(({ aadObjectId }, index): Activity => ({
    id: `uppgift-${index}`,
    title: `Uppgift ${index}`,
    due: DUE,
    responsible: aadObjectId,
  }));
  const adopted = { by: people[0]!.aadObjectId, at: '2027-01-04T09:00:00.000Z' };
  await makeHostingStore(storage.register, CITY_PARTITION).save(
    undefined,
    { plan: { meetingId: MEETING, ...DAYS, adopted, activities }, ...adopted },
    [],
  );
  const running: BotProcess[] = [];
  return {
    connectionString,
    prefix,
    storage,
    teams,
    people: people.map(({ aadObjectId }) => aadObjectId),
    async starts(begin, through = { connectionString }) {
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'clock-')), 'now');
      const bot = await startBotProcess({ ...through, prefix, clock: { begin, file }, engine });
      running.push(bot);
      return bot;
    },
    async stop() {
      await Promise.all(running.map(({ child }) => child.stop('SIGTERM', 15_000)));
      await teams.stop();
    },
  };
}

/** Waits until the card of the day is entered and nothing is left to send, and returns the register as it is then. */
export async function allSent({ storage }: ManyReminders, ms: number): Promise<Register> {
  const ledger = makeLedger(storage.register, CITY_PARTITION);
  await eventually(
    'the card of the day entered, and nothing left to send',
    async () => {
      await new Promise(resolve => setTimeout(resolve, 500));
      if (!(await ledger.read(dayJob(MORNING).key))) return false;
      return (await ledger.keysIn(statePrefix('waiting'), 1)).keys.length === 0;
    },
    ms,
  );
  return readRegister(storage);
}

/** What came of the reminders. */
export interface Reminded {
  /** Notes to the people responsible, and cards of the day. */
  notes: number;
  cards: number;
  /** How many the ledger counts that may have come twice, and how many cards say so. */
  repeats: number;
  marked: number;
  /** Everything that ought not to be; empty when each came once, or twice as it is counted. */
  faults: string[];
}

/** Holds what stands in the conversations against the ledger. */
export function reminded({ teams, people }: ManyReminders, register: Register): Reminded {
  const jobs = register.jobs.filter(job => !isPlanned(job));
  const notes = jobs.filter(({ kind }) => kind === hostingKinds.note);
  const cards = jobs.filter(({ kind }) => kind === hostingKinds.day);
  const others = jobs.filter(job => !notes.includes(job) && !cards.includes(job));
  const posted = postsByConversation(teams);
  const to = new Map(notes.map(job => [job.to.kind === 'person' ? job.to.id : '', job]));
  const all = teams.posted.filter(isCard);
  return {
    notes: people.reduce((sum, id) => sum + (posted.get(`a:${id}`)?.length ?? 0), 0),
    cards: posted.get(SLK_CHANNEL)?.length ?? 0,
    repeats: jobs.reduce((sum, { repeats }) => sum + repeats, 0),
    marked: all.filter(saysThatItMayRepeat).length,
    faults: [
      ...faultsIn(register),
      ...(notes.length === people.length ? [] : [`${notes.length} notes for ${people.length} people`]),
      ...(cards.length === 1 ? [] : [`${cards.length} cards of the day`]),
      ...others.map(({ key }) => `nobody asked for ${key}`),
      ...people.flatMap(id => faultsOf(`the note to ${id}`, posted.get(`a:${id}`), to.get(id))),
      ...faultsOf('the card of the day', posted.get(SLK_CHANNEL), cards[0]),
    ],
  };
}

function faultsOf(what: string, posts: readonly PostedActivity[] = [], job: Job | undefined): string[] {
  if (!job) return [`${what} was never entered`];
  const unmarked = posts.slice(1).filter(post => !saysThatItMayRepeat(post)).length;
  return [
    ...(job.state === 'sent' ? [] : [`${what} is ${job.state} (${job.reason})`]),
    ...(posts.length > 0 ? [] : [`${what} was never posted`]),
    ...(posts.length > 1 + job.repeats
      ? [`${what} was posted ${posts.length} times, counted ${job.repeats}`]
      : []),
    ...(unmarked > 0 ? [`${what} came again without saying so`] : []),
  ];
}

function postsByConversation(teams: FakeTeams): Map<string, PostedActivity[]> {
  const found = new Map<string, PostedActivity[]>();
  for (const post of teams.posted.filter(isCard))
    found.set(post.conversationId, [...(found.get(post.conversationId) ?? []), post]);
  return found;
}

function isCard({ activity }: PostedActivity): boolean {
  return activity.attachments !== undefined && activity.attachments.length > 0;
}

function saysThatItMayRepeat(post: PostedActivity): boolean {
  return textOf(cardOf(post)).includes(words.possibleRepeat);
}
