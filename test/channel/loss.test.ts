import { CITY_PARTITION } from '../../src/capabilities';
import {
  SLK_CHANNEL,
  SLK_TEAM,
  cardOf,
  eventually,
  findAction,
  randomPrefix,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import type { FakeTeam } from '../support/fake-teams';
import { arrives, atRest, channelCardsOf } from '../support/journey';
import { channelJob, faultsIn } from '../support/register';

const OTHER_CHANNEL = '19:internationellt@thread.tacv2';
const TUESDAY_NOON = Date.parse('2026-11-24T11:00:00Z');
const HOUR = 3_600_000;
import { teamsTells } from '../support/team-events';

let bot: TestBot;
let prefix: string;
let now: number;
let robin: TestPerson;
let ingrid: TestPerson;
let team: FakeTeam;

beforeEach(async () => {
  prefix = randomPrefix();
  now = TUESDAY_NOON;
  bot = await startTestBot({ prefix, now: () => new Date(now), settings });
  robin = bot.coordinator('Robin Lindqvist');
  ingrid = bot.coordinator('Ingrid Åkesson');
  bot.coordinator('Aldrig Hälsat');
  team = bot.teams.teams.get(SLK_TEAM)!;
  team.channels.push({ id: OTHER_CHANNEL, name: 'Internationellt', type: 'standard' });
  await bot.bindChannel(robin);
  for (const officer of [robin, ingrid]) await officer.says('hej');
});

const settings = { settingsCacheMs: 0, memberCacheMs: 0 };

afterEach(async () => {
  try {
    expect(faultsIn(await atRest(bot))).toEqual([]);
  } finally {
    await bot.stop();
  }
});

/** Teams refuses all that is posted in the channel; returns how often it did. */
function refusesTheChannel(status: 403 | 404): { times: number } {
  const refused = { times: 0 };
  bot.teams.fault = ({ method, path }) => {
    if (method !== 'POST' || !path.includes(`/${SLK_CHANNEL}/`)) return undefined;
    refused.times += 1;
    return { status, body: { error: { code: 'No', message: 'No' } } };
  };
  return refused;
}

async function informs(): Promise<string> {
  return referenceIn((await bot.person('Kim Andersson').informs()).card);
}

function tells(eventType: string, channelId?: string, teamId?: string): Promise<void> {
  return teamsTells(bot, eventType, channelId, teamId);
}

/** The messages that say that the channel is lost. */
function newsTo(person: TestPerson): string[] {
  return bot.teams
    .in(person.chat)
    .filter(message => message.activity.attachments?.length)
    .map(cardOf)
    .filter(card => findAction(card, 'channel.open'))
    .map(textOf)
    .filter(text => text.includes('Tills vidare kommer inget i kanalen'));
}

async function overviewText(): Promise<string> {
  // The news of the channel may come in between.
  const texts = (await robin.says('utskick')).map(message => textOf(cardOf(message)));
  return texts.find(text => text.startsWith('Utskick')) ?? '';
}

async function isLost(): Promise<boolean> {
  return (await bot.storage.register.get(CITY_PARTITION, 'setting|channel-lost')) !== undefined;
}

/** Moves the clock, and lets the engine look around. */
async function isThen(moment: number): Promise<void> {
  now = moment;
  await eventually('a run', async () => {
    const health = (await (await fetch(`${bot.url}/healthz`)).json()) as { lastCompletedRun: string | null };
    return Date.parse(health.lastCompletedRun ?? '') === moment;
  });
  await atRest(bot);
}

const GONE = 'Kanalen finns inte längre. Det märktes';
const CLOSED = 'Kanalen tar inte emot något sedan';

describe('a post that the channel refuses', () => {
  it.each([
    [404, 'channelGone', GONE],
    [403, 'channelClosed', CLOSED],
  ] as const)(
    'with %i waits (%s), stands on top of utskick, and each officer is told once',
    async (status, reason, alarm) => {
      const refused = refusesTheChannel(status);
      const refs = [await informs(), await informs(), await informs()];
      const register = await atRest(bot);
      for (const ref of refs) expect(channelJob(register, ref)).toMatchObject({ state: 'held', reason });
      // Each was tried, and none again and again.
      expect(refused.times).toBe(3);
      expect(await overviewText()).toMatch(new RegExp(`^Utskick\n⚠ ${alarm}`));
      for (const officer of [robin, ingrid]) expect(newsTo(officer)).toHaveLength(1);
      const told = register.jobs.filter(({ kind }) => kind === 'channel.lost');
      expect(told).toHaveLength(2);
    },
  );

  it('comes to another channel by itself when one is chosen, and the alarm is over', async () => {
    refusesTheChannel(404);
    const ref = await informs();
    await atRest(bot);
    await robin.pressesInChannel('channel.bind', { channel: OTHER_CHANNEL, seen: SLK_CHANNEL });
    await eventually('the card in the other channel', () =>
      bot.teams.in(OTHER_CHANNEL).find(message => textOf(cardOf(message)).includes(ref)),
    );
    await eventually('the alarm over', async () => !(await isLost()));
    expect(await overviewText()).toContain('Allt har kommit fram');
  });

  it('is not tried again at a new start', async () => {
    const refused = refusesTheChannel(404);
    const ref = await informs();
    await atRest(bot);
    await bot.app.stop();
    const next = await startTestBot({ prefix, teams: bot.teams, now: () => new Date(now), settings });
    expect(channelJob(await atRest(next), ref).state).toBe('held');
    expect(refused.times).toBe(1);
    await next.stop();
  });

  it('is sent with all that waited once something arrives there after all', async () => {
    refusesTheChannel(403);
    const first = await informs();
    await atRest(bot);
    bot.teams.fault = () => undefined;
    const second = await informs();
    for (const ref of [second, first]) {
      await eventually(`the card of ${ref}`, () => channelCardsOf(bot, ref).length === 1);
    }
    await atRest(bot);
    expect(await isLost()).toBe(false);
  });

  it('at night tells the officers in the morning', async () => {
    refusesTheChannel(404);
    now = Date.parse('2026-11-24T22:00:00Z');
    await informs();
    await atRest(bot);
    expect(newsTo(robin)).toHaveLength(0);
    expect(await overviewText()).toContain(GONE);
    await isThen(Date.parse('2026-11-25T08:00:30Z'));
    await eventually('the news', () => newsTo(robin).length === 1 && newsTo(ingrid).length === 1);
  });
});

describe('what Teams tells', () => {
  it.each([
    ['channelDeleted', GONE],
    ['teamDeleted', GONE],
    ['teamArchived', CLOSED],
  ])('%s is an alarm, and the officers are told, before anything is posted', async (event, alarm) => {
    await tells(event);
    await eventually('the alarm', isLost);
    expect(await overviewText()).toContain(alarm);
    await eventually('the news', () => newsTo(robin).length === 1 && newsTo(ingrid).length === 1);
    await tells(event);
    await atRest(bot);
    expect(newsTo(robin)).toHaveLength(1);
  });

  it.each([
    ['channelDeleted', 'channelRestored'],
    ['teamArchived', 'teamUnarchived'],
    ['teamDeleted', 'teamRestored'],
  ])('%s is over with %s: what waited is sent', async (lost, restored) => {
    await tells(lost);
    await eventually('the alarm', isLost);
    refusesTheChannel(404);
    const ref = await informs();
    expect(channelJob(await atRest(bot), ref).state).toBe('held');
    bot.teams.fault = () => undefined;
    await tells(restored);
    await eventually('the card', () => channelCardsOf(bot, ref).length === 1);
    expect(await isLost()).toBe(false);
  });

  it.each([
    ['of another channel', 'channelDeleted', OTHER_CHANNEL, SLK_TEAM],
    ['of another team', 'teamDeleted', SLK_CHANNEL, '19:another-team@thread.tacv2'],
    ['of a new name', 'channelRenamed', SLK_CHANNEL, SLK_TEAM],
  ])('%s changes nothing', async (_what, event, channelId, teamId) => {
    await tells(event, channelId, teamId);
    await atRest(bot);
    expect(await isLost()).toBe(false);
    expect(newsTo(robin)).toEqual([]);
  });

  it('that the team is in use again helps nothing against a channel that was deleted', async () => {
    await tells('channelDeleted');
    await eventually('the alarm', isLost);
    await tells('teamUnarchived');
    await atRest(bot);
    expect(await isLost()).toBe(true);
  });
});

describe('each working morning', () => {
  const THURSDAY_MORNING = Date.parse('2026-11-26T08:00:00Z');

  // By then the bot has asked what it asks of a new team.
  beforeEach(() => isThen(TUESDAY_NOON + 24 * HOUR));

  it('a channel that Teams does not list any more is found out', async () => {
    team.channels = team.channels.filter(({ id }) => id !== SLK_CHANNEL);
    refusesTheChannel(404);
    await isThen(THURSDAY_MORNING - HOUR);
    expect(await isLost()).toBe(false);
    await isThen(THURSDAY_MORNING);
    expect(await isLost()).toBe(true);
    await eventually('the news', () => newsTo(robin).length === 1);
  });

  it('nothing is concluded when Teams does not tell', async () => {
    team.channels = team.channels.filter(({ id }) => id !== SLK_CHANNEL);
    bot.teams.fault = ({ path }) => (path.includes('/conversations') ? { status: 403 } : undefined);
    await isThen(THURSDAY_MORNING);
    expect(await isLost()).toBe(false);
  });

  it('a channel that is listed again is in use again', async () => {
    await tells('channelDeleted');
    await eventually('the alarm', isLost);
    await isThen(THURSDAY_MORNING);
    expect(await isLost()).toBe(false);
  });

  it('one of those that wait for a closed channel is tried, and all are sent when it arrives', async () => {
    const refused = refusesTheChannel(403);
    const refs = [await informs(), await informs()];
    await atRest(bot);
    expect(refused.times).toBe(2);
    await isThen(THURSDAY_MORNING);
    await eventually('one attempt', () => refused.times === 3);
    await atRest(bot);
    expect(refused.times).toBe(3);
    expect(newsTo(robin)).toHaveLength(1);

    bot.teams.fault = () => undefined;
    await isThen(THURSDAY_MORNING + 24 * HOUR);
    for (const ref of refs) {
      await eventually(`the card of ${ref}`, () => channelCardsOf(bot, ref).length === 1);
    }
    expect(await isLost()).toBe(false);
  });
});

describe('officers who cannot be told at once', () => {
  it('are told as soon as Teams says who they are', async () => {
    await arrives(bot, bot.person('Kim Andersson'));
    bot.teams.fault = ({ path }) => (path.includes('/pagedmembers') ? { status: 403 } : undefined);
    await tells('channelDeleted');
    await eventually('the alarm', isLost);
    await atRest(bot);
    expect(newsTo(robin)).toEqual([]);
    bot.teams.fault = () => undefined;
    await isThen(now + HOUR);
    await eventually('the news', () => newsTo(robin).length === 1 && newsTo(ingrid).length === 1);
  });
});
