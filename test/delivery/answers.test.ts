import type { Job } from '../../src/delivery/job';
import words from '../../src/i18n/sv/delivery.json';
import {
  SLK_CHANNEL,
  actionData,
  cardOf,
  eventually,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import type { Call, Fault } from '../support/fake-teams';
import { arrives, asks, atRest, channelCardsOf, questionsTo, type Arrived } from '../support/journey';
import { channelJob, readRegister } from '../support/register';

let bot: TestBot;
let robin: TestPerson;

beforeAll(async () => {
  bot = await startTestBot();
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
});

afterEach(() => {
  bot.teams.fault = () => undefined;
});

afterAll(async () => {
  await bot.stop();
});

const withCode = (status: number, code: string): Fault => ({
  status,
  body: { error: { code, message: code } },
});

const faults = {
  '412': { status: 412 },
  '429 without Retry-After': { status: 429 },
  '429 with Retry-After': { status: 429, headers: { 'retry-after': '1' } },
  '500': { status: 500 },
  '502': { status: 502 },
  '503': { status: 503 },
  '504': { status: 504 },
  '502 although it arrived': { status: 502, afterwards: true },
  'no answer': { hang: true },
  'no answer although it arrived': { hang: true, afterwards: true },
  'a cut line': { cut: true },
  '400': { status: 400 },
  '401': { status: 401 },
  '403 of no known kind': withCode(403, 'Forbidden'),
  '403 ConversationBlockedByUser': withCode(403, 'ConversationBlockedByUser'),
  '403 MessageWritesBlocked': withCode(403, 'MessageWritesBlocked'),
  '403 BotNotInConversationRoster': withCode(403, 'BotNotInConversationRoster'),
  '404': withCode(404, 'ConversationNotFound'),
  '404 ActivityNotFoundInConversation': withCode(404, 'ActivityNotFoundInConversation'),
  '413': { status: 413 },
} satisfies Record<string, Fault>;
type FaultName = keyof typeof faults;

/** What becomes of a job, why, and how many requests of this kind Teams has seen: one for each attempt. */
type Row = [fault: FaultName, state: Job['state'], reason: string | undefined, requests: number];

const MAX_ATTEMPTS = 3;

/** Makes the requests that are meant fail from now on, and counts them. */
function breaks(fault: FaultName, meant: (call: Call) => boolean, times = Infinity): Call[] {
  const seen: Call[] = [];
  bot.teams.fault = call => {
    if (!meant(call)) return undefined;
    seen.push(call);
    return seen.length <= times ? faults[fault] : undefined;
  };
  return seen;
}

function posts(conversationId: string) {
  return ({ method, path }: Call) => method === 'POST' && path.includes(`/${conversationId}/`);
}

function updatesOf(messageId: string) {
  return ({ method, path }: Call) => method === 'PUT' && path.endsWith(`/${messageId}`);
}

async function settled(key: string): Promise<Job> {
  return (await atRest(bot)).jobs.find(job => job.key === key)!;
}

/** What "utskick" says about a job, and the button beside it. */
async function shownInOverview({ key, subject }: Job): Promise<{ text: string; again: boolean }> {
  const [message] = await robin.says('utskick');
  const card = cardOf(message!);
  const again = JSON.stringify(card).includes(JSON.stringify({ key }).slice(1, -1));
  const text = textOf(card);
  expect(text).toContain(subject);
  return { text, again };
}

async function expectShown(job: Job, reason: string | undefined): Promise<void> {
  const { text, again } = await shownInOverview(job);
  expect(again).toBe(reason !== undefined);
  if (reason) expect(text).toContain(words.reason[reason as keyof typeof words.reason]);
}

async function pressAgain({ key }: Job): Promise<void> {
  const [message] = await robin.says('utskick');
  await robin.presses('delivery.again', { key }, message!.id);
}

describe('the card in the channel', () => {
  const posting: Row[] = [
    ['412', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['429 without Retry-After', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['429 with Retry-After', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['500', 'failed', 'serverError', 1],
    ['502', 'ambiguous', 'noAnswer', 1],
    ['503', 'ambiguous', 'noAnswer', 1],
    ['504', 'ambiguous', 'noAnswer', 1],
    ['502 although it arrived', 'ambiguous', 'noAnswer', 1],
    ['no answer', 'ambiguous', 'noAnswer', 1],
    ['no answer although it arrived', 'ambiguous', 'noAnswer', 1],
    ['a cut line', 'ambiguous', 'noAnswer', 1],
    ['400', 'failed', 'badRequest', 1],
    ['401', 'failed', 'notAuthorized', 1],
    ['403 of no known kind', 'held', 'channelClosed', 1],
    ['403 BotNotInConversationRoster', 'held', 'channelClosed', 1],
    ['404', 'held', 'channelGone', 1],
    ['404 ActivityNotFoundInConversation', 'held', 'channelGone', 1],
    ['413', 'failed', 'tooLarge', 1],
  ];

  it.each(posting)('answered with %s is %s (%s) after %#', async (fault, state, reason, requests) => {
    const kim = bot.person('Kim Andersson');
    const seen = breaks(fault, posts(SLK_CHANNEL));
    const ref = referenceIn((await kim.informs()).card);
    const job = channelJob(await atRest(bot), ref);
    expect(job).toMatchObject({ state, reason });
    expect(seen).toHaveLength(requests);
    const standing = channelCardsOf(bot, ref).length;
    expect(standing).toBe('afterwards' in faults[fault] ? 1 : 0);
    await expectShown(job, reason);

    bot.teams.fault = () => undefined;
    await pressAgain(job);
    const after = await settled(job.key);
    expect(after.state).toBe('sent');
    expect(channelCardsOf(bot, ref)).toHaveLength(standing + 1);
    // What may stand there already says that it may be the second, and is counted.
    expect(after.repeats).toBe(state === 'ambiguous' ? 1 : 0);
    const says = textOf(cardOf(channelCardsOf(bot, ref).at(-1)!));
    expect(says.includes(words.possibleRepeat)).toBe(state === 'ambiguous');
  });

  it.each<FaultName>(['412', '429 without Retry-After', '429 with Retry-After'])(
    'answered with %s once is sent at the second attempt',
    async fault => {
      const seen = breaks(fault, posts(SLK_CHANNEL), 1);
      const ref = referenceIn((await bot.person('Kim Andersson').informs()).card);
      const job = channelJob(await atRest(bot), ref);
      expect(job).toMatchObject({ state: 'sent', repeats: 0 });
      expect(seen).toHaveLength(2);
      expect(channelCardsOf(bot, ref)).toHaveLength(1);
    },
  );

  it('is not sent before the time that Retry-After names', async () => {
    const seen = breaks('429 with Retry-After', posts(SLK_CHANNEL), 1);
    const ref = referenceIn((await bot.person('Kim Andersson').informs()).card);
    const waiting = await eventually('the wait written down', async () => {
      const job = channelJob(await readRegister(bot.storage), ref);
      return seen.length === 1 && !job.taken && job;
    });
    expect(Date.parse(waiting.dueAt) - Date.parse(waiting.changedAt)).toBeGreaterThanOrEqual(1_000);
    await atRest(bot);
    expect(seen[1]!.at).toBeGreaterThanOrEqual(Date.parse(waiting.dueAt));
  });

  it('that may have arrived is not sent again because the notification changes, but stays shown', async () => {
    const kim = bot.person('Kim Andersson');
    const seen = breaks('504', posts(SLK_CHANNEL));
    const confirmation = await kim.informs();
    const ref = referenceIn(confirmation.card);
    await atRest(bot);
    bot.teams.fault = () => undefined;
    const [form] = await kim
      .presses('collaboration.openEdit', { ref })
      .then(() => bot.teams.in(kim.chat).slice(-1));
    const data = actionData(cardOf(form!), 'collaboration.edit');
    const changed = await kim.presses('collaboration.edit', { ...data, ...someForm, title: 'Ny' }, form!.id);
    expect(textOf(changed.card)).toContain('Ny');
    const job = channelJob(await atRest(bot), ref);
    expect(job).toMatchObject({ state: 'ambiguous', reason: 'noAnswer' });
    expect(seen).toHaveLength(1);
    expect(channelCardsOf(bot, ref)).toHaveLength(0);
    await expectShown(job, 'noAnswer');
    await pressAgain(job);
    await settled(job.key);
    expect(textOf(cardOf(channelCardsOf(bot, ref)[0]!))).toContain('Ny');
  });
});

const someForm = {
  unitId: 'grundskola',
  cities: 'bergen',
  title: 'Lägerskola',
  category: 'elevutbyte',
  when: 'vecka 37 2027',
};

describe('an update of the card in the channel', () => {
  const updating: Row[] = [
    ['412', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['429 without Retry-After', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['429 with Retry-After', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['500', 'failed', 'serverError', 1],
    ['502', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['503', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['504', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['no answer', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['a cut line', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['400', 'failed', 'badRequest', 1],
    ['401', 'failed', 'notAuthorized', 1],
    ['403 of no known kind', 'failed', 'forbidden', 1],
    ['403 BotNotInConversationRoster', 'failed', 'forbidden', 1],
    ['404', 'failed', 'notFound', 1],
    ['413', 'failed', 'tooLarge', 1],
  ];

  it.each(updating)('answered with %s is %s (%s) after %#', async (fault, state, reason, requests) => {
    const { ref, card } = await arrives(bot, bot.person('Kim Andersson'));
    await atRest(bot);
    const seen = breaks(fault, updatesOf(card.id));
    await robin.pressesInChannel('collaboration.receive', { ref }, card.id);
    const job = channelJob(await atRest(bot), ref);
    expect(job).toMatchObject({ state, reason, repeats: 0 });
    expect(seen).toHaveLength(requests);
    expect(textOf(cardOf(card))).not.toContain('Mottagen');
    await expectShown(job, reason);

    bot.teams.fault = () => undefined;
    await pressAgain(job);
    expect((await settled(job.key)).state).toBe('sent');
    expect(textOf(cardOf(card))).toContain('Mottagen');
    expect(channelCardsOf(bot, ref)).toHaveLength(1);
  });

  it.each<FaultName>(['412', '429 without Retry-After', '502', '503', '504', 'no answer', 'a cut line'])(
    'answered with %s once is done at the second attempt: an update twice does no harm',
    async fault => {
      const { ref, card } = await arrives(bot, bot.person('Kim Andersson'));
      await atRest(bot);
      const seen = breaks(fault, updatesOf(card.id), 1);
      await robin.pressesInChannel('collaboration.receive', { ref }, card.id);
      expect(channelJob(await atRest(bot), ref)).toMatchObject({ state: 'sent', repeats: 0 });
      expect(seen).toHaveLength(2);
      expect(textOf(cardOf(card))).toContain('Mottagen');
    },
  );

  it('whose card is not there any more posts it anew, and keeps the new one up to date', async () => {
    const { ref, card } = await arrives(bot, bot.person('Kim Andersson'));
    await atRest(bot);
    const seen = breaks('404 ActivityNotFoundInConversation', updatesOf(card.id));
    await robin.pressesInChannel('collaboration.receive', { ref }, card.id);
    expect(channelJob(await atRest(bot), ref)).toMatchObject({ state: 'sent', repeats: 0 });
    expect(seen).toHaveLength(1);
    const [, anew] = channelCardsOf(bot, ref);
    expect(textOf(cardOf(anew!))).toContain('Mottagen');
    const data = { ...actionData(cardOf(anew!), 'collaboration.register'), caseNumber: 'SLK-2026-00190' };
    await robin.pressesInChannel('collaboration.register', data, anew!.id);
    await atRest(bot);
    expect(textOf(cardOf(anew!))).toContain('SLK-2026-00190');
    expect(channelCardsOf(bot, ref)).toHaveLength(2);
  });
});

describe('a question to a person', () => {
  const asking: Row[] = [
    ['429 without Retry-After', 'failed', 'stillBusy', MAX_ATTEMPTS],
    ['500', 'failed', 'serverError', 1],
    ['502', 'ambiguous', 'noAnswer', 1],
    ['no answer', 'ambiguous', 'noAnswer', 1],
    ['a cut line', 'ambiguous', 'noAnswer', 1],
    ['400', 'failed', 'badRequest', 1],
    ['401', 'failed', 'notAuthorized', 1],
    ['403 of no known kind', 'failed', 'forbidden', 1],
    ['403 ConversationBlockedByUser', 'held', 'blocked', 1],
    ['403 MessageWritesBlocked', 'held', 'blocked', 1],
    ['403 BotNotInConversationRoster', 'held', 'notInstalled', 1],
    ['404', 'held', 'gone', 1],
    ['413', 'failed', 'tooLarge', 1],
  ];

  async function ask({ card }: Arrived): Promise<void> {
    const data = { ...actionData(cardOf(card), 'collaboration.ask'), question: 'Hur många?' };
    await robin.pressesInChannel('collaboration.ask', data, card.id);
  }

  it.each(asking)('answered with %s is %s (%s) after %#', async (fault, state, reason, requests) => {
    const kim = bot.person('Kim Andersson');
    const arrived = await arrives(bot, kim);
    await atRest(bot);
    const seen = breaks(fault, posts(kim.chat));
    await ask(arrived);
    const register = await atRest(bot);
    const job = register.jobs.find(
      ({ kind, subject }) => kind === 'collaboration.question' && subject === arrived.ref,
    )!;
    expect(job).toMatchObject({ state, reason });
    expect(seen).toHaveLength(requests);
    expect(questionsTo(bot, kim)).toHaveLength(0);
    await expectShown(job, reason);

    bot.teams.fault = () => undefined;
    // One who could not be reached is reached by opening the bot; the rest is sent again by a press.
    if (state === 'held') await kim.says('hej');
    else await pressAgain(job);
    await eventually('the question', () => questionsTo(bot, kim).length === 1);
    expect((await settled(job.key)).state).toBe('sent');
  });

  it('is answered in its own card, and a second question comes as a new one', async () => {
    const kim = bot.person('Kim Andersson');
    const arrived = await arrives(bot, kim);
    const first = await asks(bot, robin, arrived, 'Hur många?');
    await kim.presses('collaboration.answer', { ...first.data, answer: '24' }, first.message.id);
    await atRest(bot);
    await asks(bot, robin, arrived, 'När?');
    expect(questionsTo(bot, kim)).toHaveLength(2);
  });
});
