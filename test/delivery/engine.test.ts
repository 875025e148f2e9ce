import {
  SLK_CHANNEL,
  actionData,
  cardOf,
  eventually,
  quickSettings,
  randomPrefix,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { FakeTeams } from '../support/fake-teams';
import {
  arrives,
  asks,
  atRest,
  channelCardOf,
  channelCardsOf,
  questionsTo,
  threadUnder,
} from '../support/journey';
import { channelJob, faultsIn, readRegister, stored } from '../support/register';
import { openTestStorage } from '../support/storage';

let bot: TestBot;
let robin: TestPerson;

beforeAll(async () => {
  // Some tests hold a request back: nobody shall give it up meanwhile.
  bot = await startTestBot({
    settings: { sendTimeoutMs: 10_000, worker: { ...quickSettings.worker, takenMs: 12_000 } },
  });
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
});

afterEach(async () => {
  bot.teams.fault = () => undefined;
  expect(faultsIn(await atRest(bot))).toEqual([]);
});

afterAll(async () => {
  await bot.stop();
});

async function changesTitle(by: TestPerson, ref: string, title: string): Promise<void> {
  await by.presses('collaboration.openEdit', { ref });
  const form = bot.teams.in(by.chat).at(-1)!;
  const data = actionData(cardOf(form), 'collaboration.edit');
  const content = { unitId: 'kultur', cities: 'bergen', category: 'projekt', when: 'mars 2027' };
  const saved = await by.presses('collaboration.edit', { ...data, ...content, title }, form.id);
  expect(textOf(saved.card)).toContain(title);
}

/** Requests to Teams that wait until a test lets them go. */
function holdBack(meant: (call: { method: string; path: string }) => boolean) {
  const gate: { seen: number; release: () => void } = { seen: 0, release: () => {} };
  const opened = new Promise<void>(resolve => {
    gate.release = resolve;
  });
  bot.teams.fault = call => {
    if (!meant(call)) return undefined;
    gate.seen += 1;
    return { until: opened };
  };
  return gate;
}

describe('a person who cannot be reached', () => {
  it.each([
    ['has removed the app', 'BotNotInConversationRoster', 'Be personen att öppna den under Appar i Teams'],
    ['has blocked the app', 'ConversationBlockedByUser', 'Be personen att häva blockeringen'],
  ])(
    'who %s is shown with the remedy, and gets all that waited when they open the bot',
    async (_how, code, remedy) => {
      const kim = bot.person('Kim Andersson');
      const arrived = await arrives(bot, kim);
      await atRest(bot);
      let requests = 0;
      bot.teams.fault = ({ method, path }) => {
        if (method !== 'POST' || !path.includes(kim.chat)) return undefined;
        requests += 1;
        return { status: 403, body: { error: { code, message: code } } };
      };
      const press = actionData(cardOf(arrived.card), 'collaboration.ask');
      await robin.pressesInChannel(
        'collaboration.ask',
        { ...press, question: 'Hur många?' },
        arrived.card.id,
      );
      await atRest(bot);
      const [overview] = await robin.says('utskick');
      expect(textOf(cardOf(overview!))).toContain(remedy);
      expect(textOf(cardOf(overview!))).toMatch(new RegExp(`Fråga om ${arrived.ref}.* till Kim Andersson`));
      expect(requests).toBe(1);

      bot.teams.fault = () => undefined;
      await kim.installs();
      await eventually('the question', () => questionsTo(bot, kim).length === 1);
      const register = await atRest(bot);
      expect(
        register.jobs.filter(({ subject }) => subject === arrived.ref).map(({ state }) => state),
      ).toEqual(expect.arrayContaining(['sent', 'sent', 'sent']));
    },
  );

  it('is not tried again for the next message before they have opened the bot', async () => {
    const kim = bot.person('Kim Andersson');
    const first = await arrives(bot, kim);
    const second = await arrives(bot, kim);
    await atRest(bot);
    await kim.sends({ ...kim.activity('installationUpdate'), action: 'remove' });
    let requests = 0;
    bot.teams.fault = ({ method, path }) => {
      if (method === 'POST' && path.includes(kim.chat)) requests += 1;
      return undefined;
    };
    await eventually('the removal known', async () => {
      const row = await bot.storage.people.get('people', kim.id);
      return (row?.body as { unreachable?: object }).unreachable;
    });
    for (const { card } of [first, second]) {
      const press = actionData(cardOf(card), 'collaboration.ask');
      await robin.pressesInChannel('collaboration.ask', { ...press, question: 'Hur många?' }, card.id);
    }
    const held = (await atRest(bot)).jobs.filter(({ state, to }) => {
      return state === 'held' && to.kind === 'person' && to.id === kim.id;
    });
    expect(held.filter(({ kind }) => kind === 'collaboration.question')).toHaveLength(2);
    expect(requests).toBe(0);
    await kim.says('hej');
    await eventually('both questions', () => questionsTo(bot, kim).length === 2);
  });
});

describe('a message that the queue delivers twice', () => {
  it('is posted once', async () => {
    const gate = holdBack(({ method, path }) => method === 'POST' && path.includes(SLK_CHANNEL));
    const ref = referenceIn((await bot.person('Kim Andersson').informs()).card);
    await eventually('the post on its way', () => gate.seen === 1);
    const { key } = channelJob(await readRegister(bot.storage), ref);
    await Promise.all([1, 2, 3].map(() => bot.storage.deliveries.send(key)));
    gate.release();
    await atRest(bot);
    await bot.storage.deliveries.send(key);
    await quiet();
    expect(channelCardsOf(bot, ref)).toHaveLength(1);
    expect(channelJob(await readRegister(bot.storage), ref).repeats).toBe(0);
  });
});

/** Until the engine has looked into the queue some more times. */
async function quiet(): Promise<void> {
  const later = Date.now() + 300;
  await eventually('the engine at work', async () => {
    const response = await fetch(`${bot.url}/healthz`);
    const { lastCompletedRun } = (await response.json()) as { lastCompletedRun: string | null };
    return lastCompletedRun !== null && Date.parse(lastCompletedRun) > later;
  });
}

describe('a queue message that is lost', () => {
  it('is made good by the sweep', async () => {
    const prefix = randomPrefix();
    const teams = await FakeTeams.start();
    const direct = await openTestStorage({ prefix });
    const deaf = await startTestBot({
      prefix,
      teams,
      settings: {
        engine: {
          concurrency: 8,
          idleMs: 60_000,
          hiddenSeconds: 2,
          sweepAfterMs: 60_000,
          clockEveryMs: 60_000,
          sweepEveryMs: 60_000,
          spacingSeconds: 0,
        },
      },
    });
    const kim = deaf.person('Kim Andersson');
    await deaf.bindChannel(deaf.coordinator('Robin Lindqvist'));
    // Everything that it puts into the queue is taken out again at once.
    const send = deaf.storage.deliveries.send.bind(deaf.storage.deliveries);
    deaf.storage.deliveries.send = () => Promise.resolve();
    const ref = referenceIn((await kim.informs()).card);
    deaf.storage.deliveries.send = send;
    await deaf.app.stop();
    expect(channelJob(await readRegister(direct), ref).state).toBe('waiting');
    expect(await direct.deliveries.take(32, 1)).toEqual([]);

    const next = await startTestBot({ prefix, teams });
    await channelCardOf(next, ref);
    expect(channelJob(await atRest(next), ref)).toMatchObject({ state: 'sent', repeats: 0 });
    await next.stop();
    await teams.stop();
  });
});

describe('two instances over the same storage', () => {
  it('post each of 60 notifications exactly once', async () => {
    const prefix = randomPrefix();
    const teams = await FakeTeams.start();
    // On a busy machine an answer of Teams may take its time.
    const settings = { sendTimeoutMs: 5_000, rosterTimeoutMs: 5_000 };
    const one = await startTestBot({ prefix, teams, settings });
    const two = await startTestBot({ prefix, teams, settings });
    const officer = one.coordinator('Robin Lindqvist');
    await one.bindChannel(officer);
    const refs: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 === 0 ? one : two).person(`Medarbetare ${round}${index}`).informs(),
        ),
      );
      refs.push(...answers.map(answer => referenceIn(answer.card)));
    }
    expect(new Set(refs).size).toBe(60);
    const register = await atRest(one, 30_000);
    expect(faultsIn(register)).toEqual([]);
    for (const ref of refs) {
      expect(channelCardsOf(one, ref)).toHaveLength(1);
      expect(channelJob(register, ref)).toMatchObject({ state: 'sent', repeats: 0 });
    }
    const delivering = (log: TestBot['log']) =>
      log.filter(
        ({ message, fields }) => message === 'delivered' && String(fields.key).includes('card|channel'),
      );
    expect(delivering(one.log).length + delivering(two.log).length).toBe(60);
    expect(delivering(one.log).length).toBeGreaterThan(0);
    expect(delivering(two.log).length).toBeGreaterThan(0);
    await Promise.all([one.stop(), two.stop()]);
    await teams.stop();
  });
});

describe('a change while its card is being sent', () => {
  it('is shown in the end, in the same card', async () => {
    const kim = bot.person('Kim Andersson');
    const gate = holdBack(({ method, path }) => method === 'POST' && path.includes(SLK_CHANNEL));
    const ref = referenceIn((await kim.informs({ title: 'Första' })).card);
    await eventually('the post on its way', () => gate.seen === 1);
    await changesTitle(kim, ref, 'Andra');
    gate.release();
    const register = await atRest(bot);
    const cards = channelCardsOf(bot, ref);
    expect(cards).toHaveLength(1);
    expect(textOf(cardOf(cards[0]!))).toContain('Andra');
    const { wanted, shown } = channelJob(register, ref);
    expect(shown).toBe(wanted);
    expect(shown).toBe(stored(register, ref).version);
  });

  it('never goes back to an older version: one worker at a time has a card', async () => {
    const kim = bot.person('Kim Andersson');
    const { ref, card } = await arrives(bot, kim);
    await atRest(bot);
    const gate = holdBack(({ method, path }) => method === 'PUT' && path.endsWith(`/${card.id}`));
    await changesTitle(kim, ref, 'Titel 1');
    await eventually('the first update on its way', () => gate.seen === 1);
    await changesTitle(kim, ref, 'Titel 2');
    await changesTitle(kim, ref, 'Titel 3');
    await quiet();
    expect(gate.seen).toBe(1);
    gate.release();
    await atRest(bot);
    const titles = card.updates.map(update => /Titel \d/.exec(JSON.stringify(update))?.[0]);
    expect(titles.at(-1)).toBe('Titel 3');
    expect([...titles].sort()).toEqual(titles);
  });
});

describe('a line in the thread', () => {
  it('comes after its card, one for each change, in order', async () => {
    const kim = bot.person('Kim Andersson');
    const arrived = await arrives(bot, kim);
    const { message, data } = await asks(bot, robin, arrived, 'Hur många?');
    await kim.presses('collaboration.answer', { ...data, answer: '24 elever' }, message.id);
    await atRest(bot);
    await changesTitle(kim, arrived.ref, 'Ny titel');
    await atRest(bot);
    await kim.presses('collaboration.withdraw', { ref: arrived.ref }, arrived.messageId);
    await atRest(bot);
    const lines = threadUnder(bot, arrived.card);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('24 elever');
    expect(lines[1]).toContain('ändrade');
    expect(lines[2]).toContain('återkallade');
  });

  it('is not written for a card that will show the change itself', async () => {
    const kim = bot.person('Kim Andersson');
    const gate = holdBack(({ method, path }) => method === 'POST' && path.includes(SLK_CHANNEL));
    const ref = referenceIn((await kim.informs()).card);
    await eventually('the post on its way', () => gate.seen === 1);
    await changesTitle(kim, ref, 'Ändrad innan den kom');
    gate.release();
    await atRest(bot);
    const [card] = channelCardsOf(bot, ref);
    expect(threadUnder(bot, card!)).toEqual([]);
    expect(textOf(cardOf(card!))).toContain('Ändrad innan den kom');
  });
});

describe('pacing', () => {
  it('lets the channel have no more than its share, and leaves nothing behind', async () => {
    const paced = await startTestBot({
      settings: {
        pacing: {
          conversation: [{ count: 1, perMs: 300, burst: 1 }],
          tenant: [{ count: 100, perMs: 1000, burst: 50 }],
        },
      },
    });
    await paced.bindChannel(paced.coordinator('Robin Lindqvist'));
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => paced.person(`Medarbetare ${index}`).informs()),
    );
    const register = await atRest(paced, 20_000);
    expect(faultsIn(register)).toEqual([]);
    const posts = paced.teams.calls
      .filter(({ method, path }) => method === 'POST' && path.includes(`/${SLK_CHANNEL}/`))
      .map(({ at }) => at);
    expect(posts).toHaveLength(8);
    // Eight posts have seven intervals between them, whatever the machine is busy with; the last is not early.
    expect(posts.at(-1)! - posts[0]!).toBeGreaterThanOrEqual(7 * 300 - 150);
    await paced.stop();
  });
});
