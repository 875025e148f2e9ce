import {
  actionData,
  cardOf,
  eventually,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { arrives, asks, atRest, questionsTo, type Arrived } from '../support/journey';
import { faultsIn, readRegister } from '../support/register';

let bot: TestBot;
let robin: TestPerson;
let kim: TestPerson;
/** How far the bot's clock is ahead, in milliseconds. */
let ahead: number;

beforeEach(async () => {
  ahead = 0;
  bot = await startTestBot({ now: () => new Date(Date.now() + ahead) });
  robin = bot.coordinator('Robin Lindqvist');
  kim = bot.person('Kim Andersson');
  await bot.bindChannel(robin);
});

afterEach(async () => {
  try {
    expect(faultsIn(await atRest(bot))).toEqual([]);
  } finally {
    await bot.stop();
  }
});

async function reminderOf({ ref }: Arrived) {
  const { jobs } = await readRegister(bot.storage);
  return jobs.find(({ subject, kind }) => subject === ref && kind === 'collaboration.reminder')!;
}

/** Moves the bot's clock to so many milliseconds from a moment, and lets the engine look around. */
async function isThen(isoMoment: string, offsetMs: number): Promise<void> {
  ahead = Date.parse(isoMoment) + offsetMs - Date.now();
  const since = Date.now() + ahead + 600;
  await eventually('the engine at work', async () => {
    const response = await fetch(`${bot.url}/healthz`);
    const { lastCompletedRun } = (await response.json()) as { lastCompletedRun: string | null };
    return lastCompletedRun !== null && Date.parse(lastCompletedRun) > since;
  });
}

describe('what is entered for a later moment', () => {
  it('is sent when it is due, not before, and once', async () => {
    const arrived = await arrives(bot, kim);
    await asks(bot, robin, arrived, 'Hur många deltar?');
    const { dueAt, planned } = await reminderOf(arrived);
    expect(planned).toBe(true);
    await isThen(dueAt, -60_000);
    expect(questionsTo(bot, kim)).toHaveLength(1);
    expect(await reminderOf(arrived)).toMatchObject({ state: 'waiting', planned: true, attempts: 0 });
    await isThen(dueAt, 0);
    await eventually('the reminder', () => questionsTo(bot, kim).length === 2);
    await isThen(dueAt, 60_000);
    await isThen(dueAt, 10 * 86_400_000);
    expect(questionsTo(bot, kim)).toHaveLength(2);
    const sent = await reminderOf(arrived);
    expect(sent).toMatchObject({ state: 'sent', repeats: 0 });
    expect(sent).not.toHaveProperty('planned');
  });

  it('is sent also when the bot was down at its moment', async () => {
    const arrived = await arrives(bot, kim);
    await asks(bot, robin, arrived, 'Hur många deltar?');
    const { dueAt } = await reminderOf(arrived);
    await isThen(dueAt, 3 * 86_400_000);
    await eventually('the reminder', () => questionsTo(bot, kim).length === 2);
  });

  it('goes nowhere when the question has been answered', async () => {
    const arrived = await arrives(bot, kim);
    const { message, data } = await asks(bot, robin, arrived, 'Hur många deltar?');
    const { dueAt } = await reminderOf(arrived);
    await kim.presses('collaboration.answer', { ...data, answer: '24' }, message.id);
    await isThen(dueAt, 60_000);
    await atRest(bot);
    expect(questionsTo(bot, kim)).toHaveLength(1);
    expect(await reminderOf(arrived)).toMatchObject({ state: 'sent' });
    expect(await reminderOf(arrived)).not.toHaveProperty('posted');
  });

  it('goes nowhere when it has been withdrawn', async () => {
    const arrived = await arrives(bot, kim);
    await asks(bot, robin, arrived, 'Hur många deltar?');
    const { dueAt } = await reminderOf(arrived);
    await kim.presses('collaboration.withdraw', { ref: arrived.ref }, arrived.messageId);
    await isThen(dueAt, 60_000);
    await atRest(bot);
    expect(questionsTo(bot, kim)).toHaveLength(1);
  });

  it('keeps its moment when what it is about is changed meanwhile, and shows how it stands then', async () => {
    const arrived = await arrives(bot, kim);
    await asks(bot, robin, arrived, 'Hur många deltar?');
    const { dueAt } = await reminderOf(arrived);
    await kim.presses('collaboration.openEdit', { ref: arrived.ref });
    const form = bot.teams.in(kim.chat).at(-1)!;
    const values = { unitId: 'kultur', cities: 'bergen', category: 'projekt', when: 'mars 2027' };
    const edit = { ...actionData(cardOf(form), 'collaboration.edit'), ...values, title: 'Ny rubrik' };
    await kim.presses('collaboration.edit', edit, form.id);
    expect(await reminderOf(arrived)).toMatchObject({ planned: true, dueAt });
    await isThen(dueAt, 1_000);
    await eventually('the reminder', () => questionsTo(bot, kim).length === 2);
    expect(textOf(cardOf(questionsTo(bot, kim)[1]!))).toContain('Ny rubrik');
  });
});
