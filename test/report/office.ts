import { CITY_PARTITION } from '../../src/capabilities';
import { makeReportStore } from '../../src/report/store';
import { seedKnownExchanges } from '../../src/trial/seed';
import { HELD, record2025 } from '../evaluation/history';
import { clockFrom, startOffice, type Office } from '../hosting/support';
import { heldIn2025 } from '../lists/meetings/histories';
import {
  cardOf,
  eventually,
  randomPrefix,
  startTestBot,
  textOf,
  TestPerson,
  type Answer,
  type TestBot,
  type TestBotOptions,
} from '../support/bot';
import { FakeTeams, type PostedActivity } from '../support/fake-teams';
import { enters, sent } from '../support/keeping';

export { HELD };

/** A thread that makes a report is started anew, which takes a while on a busy machine. */
export const PATIENCE_MS = 40_000;

export interface ReportOffice extends Office {
  /** The same bot as it is after a restart: another instance on the same storage, with nothing at hand. */
  restart(options?: TestBotOptions): Promise<Office>;
  stop(): Promise<void>;
}

/** A running bot a year after Göteborg hosted, with the exchanges that are known from before in its register. */
export async function startReporting(options: TestBotOptions = {}): Promise<ReportOffice> {
  const teams = await FakeTeams.start();
  const prefix = randomPrefix();
  const common = { teams, prefix };
  const office = await startOffice({ ...common, ...options });
  const running: TestBot[] = [office.bot];
  await seedKnownExchanges(office.bot.storage, new Date('2026-11-20T09:00:00.000Z'));
  await enters(office.bot, 'cycle', heldIn2025);
  await enters(office.bot, 'meetings', record2025);

  async function restart(other: TestBotOptions = {}): Promise<Office> {
    const last = running.pop()!;
    await last.stop();
    const now = clockFrom(last.clock.now().toISOString());
    const bot = await startTestBot({ ...common, now, settings: uncached, ...other });
    running.push(bot);
    const moved = ({ member }: TestPerson) => new TestPerson(bot.url, teams, member);
    return { bot, robin: moved(office.robin), ingrid: moved(office.ingrid) };
  }

  async function stop(): Promise<void> {
    for (const bot of running) await bot.stop();
    await teams.stop();
  }

  return { ...office, restart, stop };
}

export const uncached = { settingsCacheMs: 0, memberCacheMs: 0 };

export function storeOf({ storage }: Pick<TestBot, 'storage'>) {
  return makeReportStore(storage.register, CITY_PARTITION);
}

/** Opens the form of a new draft. `data`: what its button sends, as it stands there. */
export async function opensForm(
  person: TestPerson,
): Promise<{ message: PostedActivity; data: Record<string, unknown> }> {
  const message = await posts(person, () => person.presses('report.form', {}, 'card'));
  return { message, data: sent(cardOf(message), 'report.make') };
}

/** All years of which there are known exchanges. */
export const allYears = { period: 'years', fromYear: '2000', toYear: '2026' };

/** Asks for a draft, and waits until it is there; returns the message of the form, which its card has become. */
export async function drafts(person: TestPerson, values: object = allYears): Promise<PostedActivity> {
  const { message, data } = await opensForm(person);
  await person.presses('report.make', { ...data, ...values }, message.id);
  return becomes(person, message.id, /Hämta Word-dokumentet/);
}

/** Waits until a card in somebody's chat says something. */
export function becomes(person: TestPerson, messageId: string, what: RegExp): Promise<PostedActivity> {
  return eventually(
    `the card says ${what}`,
    () => person.teams.in(person.chat).find(({ id, activity }) => id === messageId && says(activity, what)),
    PATIENCE_MS,
  );
}

function says({ attachments }: PostedActivity['activity'], what: RegExp): boolean {
  return what.test(textOf(attachments?.[0]?.content));
}

/** The first message in somebody's chat that comes of something. */
export async function posts(person: TestPerson, deed: () => Promise<Answer>): Promise<PostedActivity> {
  const before = person.teams.in(person.chat).length;
  const answer = await deed();
  const message = person.teams.in(person.chat)[before];
  if (!message) throw new Error(`nothing was posted: ${JSON.stringify(answer.raw)}`);
  return message;
}

/** Opens the form for the case number of a version; returns what its button sends. */
export async function opensRegister(person: TestPerson, number: number): Promise<Record<string, unknown>> {
  const message = await posts(person, () => person.presses('report.openRegister', { number }, 'card'));
  return sent(cardOf(message), 'report.register');
}

/** Somebody enters the case number of a version. */
export async function registers(person: TestPerson, number: number, caseNumber: string): Promise<Answer> {
  const data = await opensRegister(person, number);
  return person.presses('report.register', { ...data, caseNumber }, 'card');
}

/** The path of the page where a file is fetched, as the bot gives it to whoever presses. */
export async function linkTo(person: TestPerson, verb: string, data: object): Promise<string> {
  const message = await posts(person, () => person.presses(verb, data, 'card'));
  const found = /https:\/\/bot\.example(\/filer\/[\w-]{43})/.exec(JSON.stringify(message.activity));
  if (!found) throw new Error(`no link: ${textOf(cardOf(message))}`);
  return found[1]!;
}

/** Presses the button of the page. */
export function fetchesFrom({ url }: Pick<TestBot, 'url'>, path: string): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}
