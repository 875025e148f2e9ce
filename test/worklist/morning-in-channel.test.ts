import { CITY_PARTITION } from '../../src/capabilities';
import {
  actionData,
  cardOf,
  eventually,
  findAction,
  randomPrefix,
  SLK_CHANNEL,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';
import { atRest } from '../support/journey';
import { faultsIn } from '../support/register';
import { aContent } from '../support/contents';
import { isMorningJob } from '../../src/worklist/morning';
import { fill } from './fill';

const OPEN = 'worklist.openFromChannel';

let bot: TestBot;
let prefix: string;
let robin: TestPerson;
let eli: TestPerson;

beforeEach(async () => {
  // Thursday, ten in the morning in Göteborg.
  prefix = randomPrefix();
  bot = await startTestBot({ prefix, now: () => new Date('2026-11-19T09:00:00Z') });
  robin = bot.coordinator('Robin Lindqvist');
  eli = bot.coordinator('Eli Svensson');
});

afterEach(async () => {
  try {
    expect(faultsIn(await atRest(bot))).toEqual([]);
  } finally {
    await bot.stop();
  }
});

/** What is told at these moments, and has not been seen to. */
async function waitsSince(...moments: string[]): Promise<string[]> {
  const told = moments.map(at => ({
    content: aContent({ title: `Påhittat utbyte, ${at}` }),
    past: 'new' as const,
    by: robin.id,
    at: new Date(at),
  }));
  return fill(bot, told);
}

/** The morning's cards in the channel. */
function mornings(): PostedActivity[] {
  return bot.teams
    .in(SLK_CHANNEL)
    .filter(({ activity }) => activity.attachments?.length)
    .filter(message => findAction(cardOf(message), OPEN));
}

/** Moves the clock, and waits until the bot has looked and has nothing left to send. */
async function itIs(moment: string): Promise<void> {
  bot.clock.now = () => new Date(moment);
  await eventually(`a completed run at ${moment}`, async () => {
    const row = await bot.storage.register.get(CITY_PARTITION, 'worklist|morning');
    const day = (row?.body as { day: string } | undefined)?.day;
    return day === moment.slice(0, 10);
  });
  await atRest(bot);
}

/** Long enough for the clock and the queue to have been looked at several times. */
async function aWhile(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 700));
  await atRest(bot);
}

async function morningJobs() {
  return (await atRest(bot)).jobs.filter(isMorningJob);
}

describe('in the channel', () => {
  let card: PostedActivity;
  let refs: string[];

  beforeEach(async () => {
    await bot.bindChannel(robin);
    refs = await waitsSince('2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z');
    await itIs('2026-11-23T08:00:05Z');
    expect(mornings()).toEqual([]);
    await itIs('2026-11-24T08:00:05Z');
    card = await eventually('the card', () => mornings()[0]);
  });

  it('a card comes in the morning, with what has waited for three working days and nothing else', async () => {
    const text = textOf(cardOf(card));
    expect(text).toContain('Att göra: 1 samarbete har väntat i minst tre arbetsdagar');
    expect(text).toContain('Så såg det ut den 24 november 2026 kl. 09:00.');
    expect(text).toContain(`${refs[0]} · Kulturförvaltningen`);
    expect(text).toContain('Ny · 3 arbetsdagar');
    expect(text).not.toContain(refs[1]);
    // A lock screen shows nothing that somebody has typed.
    expect(card.activity.summary).not.toContain('Påhittat');
    await aWhile();
    expect(mornings()).toHaveLength(1);
    const [what] = await morningJobs();
    expect(what).toMatchObject({ subject: '2026-11-24', state: 'sent', repeats: 0 });
  });

  it('its button opens the list in one’s own chat, in one’s own language', async () => {
    await robin.installs();
    await robin.says('english');
    const answer = await robin.pressesInChannel(OPEN, actionData(cardOf(card), OPEN), card.id);
    expect(answer.card).toBeUndefined();
    expect(answer.notice).toContain('din egen chatt');
    const list = textOf(cardOf(bot.teams.in(robin.chat).at(-1)!));
    expect(list).toContain('To do: 2');
    expect(list).toContain(refs[0]);
  });

  it('who cannot be written to yet is told how to begin', async () => {
    const answer = await eli.pressesInChannel(OPEN, {}, card.id);
    expect(answer.notice).toContain('Öppna appen under Appar i Teams');
    expect(bot.teams.in(eli.chat)).toEqual([]);
  });

  it('who is no officer is refused, and gets nothing in their own chat', async () => {
    const kim = bot.person('Kim Andersson');
    await kim.installs();
    const before = bot.teams.in(kim.chat).length;
    const answer = await kim.pressesInChannel(OPEN, {}, card.id);
    expect(answer.notice).toBe('Det kan bara handläggare på stadsledningskontoret se.');
    expect(bot.teams.in(kim.chat)).toHaveLength(before);
  });

  it('more that joins brings a new card the next morning, and then comes one a week', async () => {
    await itIs('2026-11-25T08:00:05Z');
    await eventually('the second card', () => mornings()[1]);
    expect(textOf(cardOf(mornings()[1]!))).toContain('2 samarbeten har väntat');
    for (const day of ['26', '27', '30']) await itIs(`2026-11-${day}T08:00:05Z`);
    await itIs('2026-12-01T08:00:05Z');
    expect(mornings()).toHaveLength(2);
    await itIs('2026-12-02T08:00:05Z');
    await eventually('the third card', () => mornings()[2]);
    // The first card is what it was.
    expect(textOf(cardOf(mornings()[0]!))).toBe(textOf(cardOf(card)));
  });

  it('no card comes any more when all has been seen to', async () => {
    for (const ref of refs) {
      const data = { ref, seen: '', caseNumber: 'SLK-2026-00001' };
      await robin.presses('collaboration.register', data);
    }
    await itIs('2026-12-01T08:00:05Z');
    await aWhile();
    expect(mornings()).toHaveLength(1);
  });
});

describe('while no channel is picked', () => {
  beforeEach(async () => {
    // Then it is known who is an officer.
    await robin.installsInTeam();
    await waitsSince('2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z');
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-30', '2026-12-02', '2026-12-09']) {
      await itIs(`${day}T08:00:05Z`);
    }
  });

  it('one card waits, which comes as soon as one is picked', async () => {
    const states = (await morningJobs()).map(({ subject, state }) => `${subject} ${state}`);
    expect(states.sort()).toEqual([
      '2026-11-24 sent',
      '2026-11-25 sent',
      '2026-12-02 sent',
      '2026-12-09 held',
    ]);
    bot.clock.now = () => new Date('2026-12-10T13:30:00Z');
    await bot.bindChannel(robin);
    const card = await eventually('the card', () => mornings()[0]);
    expect(textOf(cardOf(card))).toContain('Så såg det ut den 10 december 2026 kl. 14:30.');
    expect(textOf(cardOf(card))).toContain('2 samarbeten har väntat');
    await aWhile();
    expect(mornings()).toHaveLength(1);
    // A week counts from the day on which it came.
    await itIs('2026-12-16T08:00:05Z');
    await aWhile();
    expect(mornings()).toHaveLength(1);
    await itIs('2026-12-17T08:00:05Z');
    await eventually('the next card', () => mornings()[1]);
  });

  it('it does not come at night, but when the next working day begins', async () => {
    bot.clock.now = () => new Date('2026-12-11T19:00:00Z');
    await bot.bindChannel(robin);
    await aWhile();
    bot.clock.now = () => new Date('2026-12-12T09:00:00Z');
    await aWhile();
    expect(mornings()).toEqual([]);
    await itIs('2026-12-14T08:00:05Z');
    await eventually('the card', () => mornings()[0]);
    await aWhile();
    expect(mornings()).toHaveLength(1);
    expect(textOf(cardOf(mornings()[0]!))).toContain('den 14 december 2026');
  });

  it('and one comes when it was put off until the morning on which the next one is due', async () => {
    bot.clock.now = () => new Date('2026-12-15T19:00:00Z');
    await bot.bindChannel(robin);
    await aWhile();
    expect(mornings()).toEqual([]);
    await itIs('2026-12-16T08:00:05Z');
    await eventually('the card', () => mornings()[0]);
    await aWhile();
    await itIs('2026-12-17T08:00:05Z');
    await aWhile();
    expect(mornings()).toHaveLength(1);
  });

  it('and nothing comes when all has been seen to meanwhile', async () => {
    for (const ref of ['V-2026-0001', 'V-2026-0002']) {
      const data = { ref, seen: '', caseNumber: 'SLK-2026-00001' };
      await robin.presses('collaboration.register', data);
    }
    bot.clock.now = () => new Date('2026-12-10T13:30:00Z');
    await bot.bindChannel(robin);
    await aWhile();
    expect(mornings()).toEqual([]);
  });
});

it('two bots over one storage send one card', async () => {
  await bot.bindChannel(robin);
  await waitsSince('2026-11-19T08:00:00Z');
  const other = await startTestBot({
    teams: bot.teams,
    prefix,
    now: () => bot.clock.now(),
  });
  try {
    await itIs('2026-11-24T08:00:05Z');
    await eventually('the card', () => mornings()[0]);
    await aWhile();
    expect(mornings()).toHaveLength(1);
  } finally {
    await other.stop();
  }
});
