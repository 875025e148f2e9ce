import { CITY_PARTITION } from '../../src/capabilities';
import { makeLedger } from '../../src/delivery/ledger';
import {
  actionData,
  cardOf,
  eventually,
  findAction,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { arrives, asks, atRest, questionsTo, type Arrived } from '../support/journey';
import { faultsIn, readRegister } from '../support/register';

const ANSWER = 'collaboration.answer';
const REMINDER = 'Påminnelse: vi behöver fortfarande en uppgift';

let bot: TestBot;
let robin: TestPerson;

/** Monday before noon, in winter time. */
const ASKED = '2026-11-23T10:00:00.000Z';
const DUE = '2026-11-30T08:00:00.000Z';
const LATER = '2026-12-14T08:00:00.000Z';

beforeEach(async () => {
  bot = await startTestBot();
  itIs(ASKED);
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
});

afterEach(async () => {
  bot.teams.fault = () => undefined;
  try {
    expect(faultsIn(await atRest(bot))).toEqual([]);
  } finally {
    await bot.stop();
  }
});

/** The clock is set, and goes on from there. */
function itIs(moment: string): void {
  const offset = Date.parse(moment) - Date.now();
  bot.clock.now = () => new Date(Date.now() + offset);
}

async function anOpenQuestion(): Promise<Arrived & Awaited<ReturnType<typeof asks>>> {
  const arrived = await arrives(bot, bot.person('Kim Andersson'));
  await atRest(bot);
  return { ...arrived, ...(await asks(bot, robin, arrived, 'Hur många deltar?')) };
}

function remindersTo(person: TestPerson) {
  return questionsTo(bot, person).filter(message => textOf(cardOf(message)).includes(REMINDER));
}

/** Long enough for the bot to look at its clock several times. */
async function aWhile(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 700));
  await atRest(bot);
}

async function reminderJobs() {
  const { jobs } = await readRegister(bot.storage);
  return jobs.filter(({ kind }) => kind === 'collaboration.reminder');
}

async function urgentSubjects(): Promise<string[]> {
  const { items } = await makeLedger(bot.storage.register, CITY_PARTITION).urgent(10);
  return [...new Set(items.map(({ subject }) => subject))];
}

describe('a question that nobody answers', () => {
  it.each([
    ['an ordinary week', ASKED, DUE],
    ['Christmas and the new year', '2026-12-22T10:00:00.000Z', '2027-01-04T08:00:00.000Z'],
    ['the change to summer time', '2027-03-22T10:00:00.000Z', '2027-03-31T07:00:00.000Z'],
  ])('is reminded of after five working days at nine in Göteborg, over %s', async (_, asked, due) => {
    itIs(asked);
    await anOpenQuestion();
    expect((await reminderJobs()).map(({ dueAt, planned }) => [dueAt, planned])).toEqual([[due, true]]);
  });

  it('is reminded of at that moment and not before', async () => {
    const { sender } = await anOpenQuestion();
    itIs(new Date(Date.parse(DUE) - 60_000).toISOString());
    await aWhile();
    expect(remindersTo(sender)).toEqual([]);
    itIs(DUE);
    await eventually('the reminder', () => remindersTo(sender).length === 1);
  });

  it('is reminded of once', async () => {
    const { sender } = await anOpenQuestion();
    itIs(DUE);
    await eventually('the reminder', () => remindersTo(sender).length === 1);
    itIs(LATER);
    await aWhile();
    expect(remindersTo(sender)).toHaveLength(1);
  });

  it('can be answered in the reminder, and both cards say so', async () => {
    const { sender, message } = await anOpenQuestion();
    itIs(DUE);
    const reminder = await eventually('the reminder', () => remindersTo(sender)[0]);
    expect(textOf(cardOf(reminder))).toContain('Hur många deltar?');
    const data = { ...actionData(cardOf(reminder), ANSWER), answer: 'Tjugofyra' };
    await sender.presses(ANSWER, data, reminder.id);
    await atRest(bot);
    for (const { id } of [message, reminder]) {
      const card = cardOf(bot.teams.in(sender.chat).find(posted => posted.id === id)!);
      expect(textOf(card)).toContain('Tjugofyra');
      expect(findAction(card, ANSWER)).toBeUndefined();
    }
  });

  it('is reminded of although the bot was down at that moment', async () => {
    const { sender } = await anOpenQuestion();
    itIs('2026-12-01T23:30:00.000Z');
    await eventually('the reminder', () => remindersTo(sender).length === 1);
  });

  it('is reminded of in its present words when the collaboration was changed meanwhile', async () => {
    const { ref, sender } = await anOpenQuestion();
    await robin.presses('collaboration.register', { ref, seen: '', caseNumber: 'SLK-2026-00190' });
    await atRest(bot);
    expect(await reminderJobs()).toMatchObject([{ state: 'waiting', dueAt: DUE, planned: true }]);
    itIs(DUE);
    await eventually('the reminder', () => remindersTo(sender).length === 1);
  });
});

describe('nobody is reminded', () => {
  const other = () => bot.person('Sam Karlsson');

  it.each<[string, (asked: Arrived & { message: { id: string }; data: object }) => Promise<unknown>]>([
    [
      'once it is answered',
      ({ sender, data, message }) => sender.presses(ANSWER, { ...data, answer: 'Tolv' }, message.id),
    ],
    [
      'once an officer has answered it',
      ({ ref }) => robin.presses(ANSWER, { ref, number: 1, answer: 'Tolv, per telefon' }),
    ],
    ['once it is withdrawn', ({ ref, sender }) => sender.presses('collaboration.withdraw', { ref })],
  ])('%s', async (_, ends) => {
    const asked = await anOpenQuestion();
    await ends(asked);
    itIs(LATER);
    await aWhile();
    expect(remindersTo(asked.sender)).toEqual([]);
    expect(await reminderJobs()).toMatchObject([{ state: 'sent' }]);
  });

  it('who has handed it over; the new one is, five working days after that', async () => {
    const { ref, sender } = await anOpenQuestion();
    const sam = other();
    await sam.says('hej');
    itIs('2026-11-26T10:00:00.000Z');
    await sender.presses('collaboration.handOver', { ref, colleague: sam.id }, 'card');
    await atRest(bot);
    itIs('2026-12-02T10:00:00.000Z');
    await aWhile();
    expect([...remindersTo(sender), ...remindersTo(sam)]).toEqual([]);
    itIs('2026-12-03T08:00:00.000Z');
    await eventually('the reminder to the new one', () => remindersTo(sam).length === 1);
    expect(remindersTo(sender)).toEqual([]);
  });

  it('at once when it is handed there and back: the first moment stays', async () => {
    const { ref, sender } = await anOpenQuestion();
    const sam = other();
    await sam.says('hej');
    await sender.presses('collaboration.handOver', { ref, colleague: sam.id }, 'card');
    await atRest(bot);
    await sam.presses('collaboration.handOver', { ref, colleague: sender.id }, 'card');
    await aWhile();
    expect([...remindersTo(sender), ...remindersTo(sam)]).toEqual([]);
    itIs(DUE);
    await eventually('the reminder', () => remindersTo(sender).length === 1);
    await aWhile();
    expect(remindersTo(sam)).toEqual([]);
  });

  it('of an older question when a new one has been asked', async () => {
    const { ref, sender, data, message } = await anOpenQuestion();
    await sender.presses(ANSWER, { ...data, answer: 'Tolv' }, message.id);
    await atRest(bot);
    itIs('2026-11-26T10:00:00.000Z');
    await robin.presses('collaboration.ask', { ref, number: 2, question: 'Vilken skola?' });
    itIs('2026-12-02T10:00:00.000Z');
    await aWhile();
    expect(remindersTo(sender)).toEqual([]);
    itIs('2026-12-03T08:00:00.000Z');
    const reminder = await eventually('the reminder', () => remindersTo(sender)[0]);
    expect(textOf(cardOf(reminder))).toContain('Vilken skola?');
    expect(remindersTo(sender)).toHaveLength(1);
  });
});

describe('a sender whom the bot cannot reach', () => {
  /** Asked while Teams says that the sender has blocked the bot. */
  async function asksInVain() {
    const arrived = await arrives(bot, bot.person('Kim Andersson'));
    await atRest(bot);
    bot.teams.fault = ({ method, path }) =>
      method === 'POST' && path.includes(arrived.sender.chat)
        ? { status: 403, body: { error: { code: 'ConversationBlockedByUser', message: '' } } }
        : undefined;
    await robin.presses('collaboration.ask', { ref: arrived.ref, number: 1, question: 'Hur många?' });
    await eventually('the question is held', async () => (await urgentSubjects()).length > 0);
    return arrived;
  }

  it('is shown to the officers until somebody else answers', async () => {
    const { ref } = await asksInVain();
    expect(await urgentSubjects()).toEqual([ref]);
    await robin.presses('collaboration.receive', { ref });
    await eventually('still held', async () => (await urgentSubjects()).length > 0);
    await robin.presses(ANSWER, { ref, number: 1, answer: 'Tolv, per telefon' });
    await atRest(bot);
    expect(await urgentSubjects()).toEqual([]);
  });

  it('is shown to them once, the reminder too, and is answered once for both', async () => {
    const { ref } = await asksInVain();
    itIs(DUE);
    await eventually('the reminder is held', async () => (await reminderJobs())[0]?.state === 'held');
    expect(await urgentSubjects()).toEqual([ref]);
    await robin.presses(ANSWER, { ref, number: 1, answer: 'Tolv' });
    await atRest(bot);
    expect(await urgentSubjects()).toEqual([]);
  });

  it.each<[string, (ref: string, sender: TestPerson) => Promise<unknown>]>([
    ['it is withdrawn', (ref, sender) => sender.presses('collaboration.withdraw', { ref })],
    [
      'a colleague has it who can be reached',
      async ref => {
        const sam = bot.person('Sam Karlsson');
        await sam.says('hej');
        await robin.presses('collaboration.handOver', { ref, colleague: sam.id }, 'card');
        await eventually('the question reaches the colleague', () => questionsTo(bot, sam).length === 1);
      },
    ],
    [
      'they come back',
      async (_ref, sender) => {
        bot.teams.fault = () => undefined;
        await sender.says('hej');
        await eventually('the question', () => questionsTo(bot, sender).length === 1);
      },
    ],
  ])('is shown to them no more when %s', async (_, ends) => {
    const { ref, sender } = await asksInVain();
    await ends(ref, sender);
    await atRest(bot);
    expect(await urgentSubjects()).toEqual([]);
  });
});
