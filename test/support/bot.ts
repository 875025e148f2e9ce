import { randomBytes, randomUUID } from 'node:crypto';
import { makeApp, type App, type AppSettings } from '../../src/app';
import type { Routes } from '../../src/conversation/routes';
import { productionSettings } from '../../src/settings';
import { openStorage, type Storage } from '../../src/storage/connection';
import { makeAnonymousIdentity, type Identity } from '../../src/teams/adapter';
import { isLoopback } from '../../src/teams/guard';
import { makeLogger, type Fields, type Logger } from '../../src/telemetry/logger';
import { FakeTeams, type FakeMember, type PostedActivity } from './fake-teams';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const SLK_GROUP = '22222222-2222-4222-8222-222222222222';
export const SLK_TEAM = '19:slk-team@thread.tacv2';
export const SLK_CHANNEL = '19:vanorter@thread.tacv2';

/** What the log was told, for tests of what must stand in it. */
export interface LogLine {
  level: string;
  message: string;
  fields: Fields;
}

export interface TestBot {
  app: App;
  url: string;
  teams: FakeTeams;
  storage: Storage;
  log: LogLine[];
  /** The clock that the bot reads; moves by itself unless it is set. */
  clock: { now: () => Date };
  person(name: string, role?: string): TestPerson;
  coordinator(name: string): TestPerson;
  /** Adds the bot to the City Executive Office's team and picks its channel. */
  bindChannel(by: TestPerson): Promise<void>;
  stop(): Promise<void>;
}

export interface TestBotOptions {
  settings?: Partial<AppSettings>;
  identity?: Identity;
  now?: () => Date;
  /** Another way to storage: through a proxy that makes faults, say. */
  connectionString?: string;
  prefix?: string;
  teams?: FakeTeams;
  /** What the local trial answers to beside the product. */
  moreRoutes?: readonly Routes[];
}

/** Timings that make a test quick without changing what happens. */
export const quickSettings: AppSettings = {
  ...productionSettings.app,
  port: 0,
  host: '127.0.0.1',
  allowedTenants: [TENANT],
  slkGroupId: SLK_GROUP,
  allowsServiceUrl: isLoopback,
  publicUrl: 'https://bot.example',
  allowsUploadUrl: isLoopback,
  asksToSave: true,
  turnDeadlineMs: 4_000,
  rosterTimeoutMs: 1_000,
  sendTimeoutMs: 500,
  pacing: undefined,
  imports: { leaseMs: 1_500, lookEveryMs: 60 * 60_000, progressMs: 100 },
  typeahead: true,
  engine: {
    concurrency: 8,
    idleMs: 20,
    hiddenSeconds: 2,
    sweepAfterMs: 500,
    clockEveryMs: 250,
    sweepEveryMs: 250,
    spacingSeconds: 0,
  },
  worker: {
    retry: { maxAttempts: 3, firstWaitMs: 50, longestWaitMs: 200 },
    takenMs: 3_000,
    patienceMs: 200,
    maxHandedOut: 5,
  },
};

/** A bot with all its real parts, storage included; only Teams' own servers are played. */
export async function startTestBot(options: TestBotOptions = {}): Promise<TestBot> {
  const teams = options.teams ?? (await FakeTeams.start());
  const log: LogLine[] = [];
  const clock = { now: options.now ?? (() => new Date()) };
  const storage = openStorage({
    connectionString: options.connectionString ?? process.env.TEST_STORAGE,
    prefix: options.prefix ?? randomPrefix(),
    timeoutMs: 5_000,
  });
  const app = makeApp({
    storage,
    identity: options.identity ?? makeAnonymousIdentity(),
    log: process.env.TEST_LOG ? makeLogger('debug') : keepingLogger(log),
    now: () => clock.now(),
    settings: { ...quickSettings, ...options.settings },
    moreRoutes: options.moreRoutes,
  });
  const port = await app.start();
  const url = `http://127.0.0.1:${port}`;
  // A second bot over the same Teams finds the team there.
  const slk: FakeMember[] = teams.teams.get(SLK_TEAM)?.members ?? [];
  teams.addTeam({
    id: SLK_TEAM,
    name: 'Stadsledningskontoret',
    aadGroupId: SLK_GROUP,
    channels: [{ id: SLK_TEAM }, { id: SLK_CHANNEL, name: 'Vänorter', type: 'standard' }],
    members: slk,
  });

  function person(name: string, userRole = 'user'): TestPerson {
    const aadObjectId = randomUUID();
    const member = { id: `29:${aadObjectId}`, aadObjectId, name, userRole, tenantId: TENANT };
    teams.addPerson(member);
    return new TestPerson(url, teams, member);
  }

  function coordinator(name: string): TestPerson {
    const created = person(name);
    slk.push(created.member);
    return created;
  }

  async function bindChannel(by: TestPerson): Promise<void> {
    await by.installsInTeam();
    await by.pressesInChannel('channel.bind', { channel: SLK_CHANNEL, seen: '' });
  }

  async function stop(): Promise<void> {
    await app.stop();
    if (!options.teams) await teams.stop();
  }

  return { app, url, teams, storage, log, clock, person, coordinator, bindChannel, stop };
}

export function randomPrefix(): string {
  return `t${randomBytes(6).toString('hex')}`;
}

function keepingLogger(lines: LogLine[]): Logger {
  const keep =
    (level: string) =>
    (message: string, fields: Fields = {}) => {
      lines.push({ level, message, fields });
    };
  return { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}

/** What a press was answered with. */
export interface Answer {
  status: number;
  /** The card that the pressed card became. */
  card?: Record<string, unknown>;
  /** The line under the pressed card. */
  notice?: string;
  choices?: { title: string; value: string }[];
  raw: unknown;
}

/** Somebody who writes and presses, as Teams would tell the bot of it. */
export class TestPerson {
  readonly chat: string;

  constructor(
    readonly url: string,
    readonly teams: FakeTeams,
    readonly member: FakeMember,
  ) {
    this.chat = `a:${member.aadObjectId}`;
  }

  get id(): string {
    return this.member.aadObjectId;
  }

  /** Writes in the own chat; returns what the bot wrote back, without the sign that it writes, of a slow machine. */
  async says(text: string, overrides: object = {}): Promise<PostedActivity[]> {
    const before = this.teams.in(this.chat).length;
    await this.sends({ ...this.activity('message'), text, ...overrides });
    return this.teams
      .in(this.chat)
      .slice(before)
      .filter(({ activity }) => activity.type !== 'typing');
  }

  async saysInChannel(text: string, channelId = SLK_CHANNEL): Promise<PostedActivity[]> {
    const conversationId = `${channelId};messageid=1`;
    const before = this.teams.in(conversationId).length;
    await this.sends({
      ...this.inChannel(this.activity('message'), channelId),
      text: `<at>bot</at> ${text}`,
    });
    return this.teams.in(conversationId).slice(before);
  }

  /** Presses a button in the own chat. `on`: the message whose card it is. */
  presses(verb: string, data: object = {}, on?: string, overrides: object = {}): Promise<Answer> {
    return this.invokes({ ...this.activity('invoke'), ...pressed(verb, data, on), ...overrides });
  }

  pressesInChannel(
    verb: string,
    data: object = {},
    on?: string,
    channelId = SLK_CHANNEL,
    overrides: object = {},
  ): Promise<Answer> {
    return this.invokes({
      ...this.inChannel(this.activity('invoke'), channelId),
      ...pressed(verb, data, on),
      ...overrides,
    });
  }

  /** Opens the form, fills it in and sends it; returns the confirmation. */
  async informs(values: object = {}): Promise<Answer> {
    const form = await this.opensForm();
    return this.presses('collaboration.submit', { ...form.data, ...aForm, ...values }, form.messageId);
  }

  /**
   * The data that the form's own button carries, and the message it stands in. `another`: the question whether it is
   * the same as one that is known is answered beforehand, in tests of other things.
   */
  async opensForm(
    text = 'informera',
    another = true,
  ): Promise<{ data: Record<string, unknown>; messageId: string }> {
    const [message] = await this.says(text);
    const data = actionData(cardOf(message!), 'collaboration.submit');
    return { data: { ...data, another }, messageId: message!.id };
  }

  async installs(): Promise<PostedActivity[]> {
    const before = this.teams.in(this.chat).length;
    await this.sends({ ...this.activity('installationUpdate'), action: 'add' });
    return this.teams.in(this.chat).slice(before);
  }

  async installsInTeam(teamId = SLK_TEAM): Promise<void> {
    await this.sends({
      ...this.inChannel(this.activity('installationUpdate'), teamId, teamId),
      action: 'add',
    });
  }

  async sends(activity: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(activity),
    });
  }

  async invokes(activity: object): Promise<Answer> {
    const response = await this.sends(activity);
    const text = await response.text();
    const raw = text ? (JSON.parse(text) as { type?: string; value?: unknown }) : {};
    const answer: Answer = { status: response.status, raw };
    if (raw.type === 'application/vnd.microsoft.card.adaptive')
      answer.card = raw.value as Record<string, unknown>;
    if (raw.type === 'application/vnd.microsoft.activity.message') answer.notice = raw.value as string;
    if (raw.type === 'application/vnd.microsoft.search.searchResponse') {
      answer.choices = (raw.value as { results: Answer['choices'] }).results;
    }
    return answer;
  }

  activity(type: string): Record<string, unknown> {
    return {
      type,
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: this.teams.serviceUrl,
      locale: 'en-US',
      from: { id: this.member.id, aadObjectId: this.member.aadObjectId, name: this.member.name },
      recipient: { id: '28:bot', name: 'Vänortsboten' },
      conversation: { id: this.chat, conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
    };
  }

  private inChannel(activity: Record<string, unknown>, channelId: string, teamId = SLK_TEAM) {
    const isInstallation = activity.type === 'installationUpdate';
    return {
      ...activity,
      entities: [{ type: 'mention', mentioned: { id: '28:bot' }, text: '<at>bot</at>' }],
      conversation: {
        id: isInstallation ? channelId : `${channelId};messageid=1`,
        conversationType: 'channel',
        isGroup: true,
        tenantId: TENANT,
      },
      channelData: { tenant: { id: TENANT }, team: { id: teamId }, channel: { id: channelId } },
    };
  }
}

function pressed(verb: string, data: object, on?: string): object {
  return {
    name: 'adaptiveCard/action',
    ...(on && { replyToId: on }),
    value: { action: { type: 'Action.Execute', verb, data } },
  };
}

/** A form filled in as an officer would: the five required fields. */
export const aForm = {
  unitId: 'grundskola',
  cities: 'bergen',
  title: 'Lägerskola om hållbara hav',
  category: 'elevutbyte',
  when: 'vecka 37 2027',
};

export function cardOf(message: PostedActivity): Record<string, unknown> {
  const content = message.activity.attachments?.[0]?.content;
  if (!content) throw new Error(`the message is no card: ${JSON.stringify(message.activity)}`);
  return content;
}

/** All text that a card shows, joined; for asking whether something stands there. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const { text, title, label, inlines, body, items, columns, actions } = value as Record<string, unknown>;
  const own = [text, label, title].filter(part => typeof part === 'string').join('\n');
  const run = Array.isArray(inlines) ? inlines.map(inline => (inline as { text: string }).text).join('') : '';
  return [own, run, ...[body, items, columns, actions].map(textOf)].filter(Boolean).join('\n');
}

/** The data of the button with this verb, wherever in the card it stands. */
export function actionData(card: unknown, verb: string): Record<string, unknown> {
  const found = findAction(card, verb);
  if (!found) throw new Error(`no button with the verb ${verb}`);
  return found.data as Record<string, unknown>;
}

export function findAction(value: unknown, verb: string): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ((value as { verb?: string }).verb === verb) return value as Record<string, unknown>;
  for (const inner of Object.values(value)) {
    const found = findAction(inner, verb);
    if (found) return found;
  }
  return undefined;
}

/** The input with this id, wherever in the card it stands. */
export function inputOf(value: unknown, id: string): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id: own, type } = value as { id?: string; type?: string };
  if (own === id && type?.startsWith('Input.')) return value as Record<string, unknown>;
  for (const inner of Object.values(value)) {
    const found = inputOf(inner, id);
    if (found) return found;
  }
  return undefined;
}

/** The reference that a text names first. */
export function referenceIn(value: unknown): string {
  const match = /V-\d{4}-\d{4,}/.exec(typeof value === 'string' ? value : textOf(value));
  if (!match) throw new Error('no reference');
  return match[0];
}

/** Waits until `check` gives something; fails with what it was waiting for after `ms`. */
export async function eventually<T>(
  what: string,
  check: () => T | undefined | false | Promise<T | undefined | false>,
  ms = 8_000,
): Promise<T> {
  const until = Date.now() + ms;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > until) throw new Error(`did not come about: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 15));
  }
}
