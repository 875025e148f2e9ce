import {
  actionData,
  cardOf,
  eventually,
  findAction,
  randomPrefix,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { arrives, asks, atRest, questionsTo, threadUnder, type Arrived } from '../support/journey';
import { makesEditors, ownRefs, shows, toldTo, opensEdit, saves, valuesIn } from '../support/keeping';
import { faultsIn, readRegister, stored } from '../support/register';
import { startStorageProxy, type StorageProxy } from '../support/storage-proxy';

const TAKE_OVER = 'collaboration.takeOver';
const ANSWER = 'collaboration.answer';

let proxy: StorageProxy;
let bot: TestBot;
let robin: TestPerson;

beforeAll(async () => {
  proxy = await startStorageProxy();
  bot = await startTestBot({
    connectionString: proxy.connectionString,
    prefix: randomPrefix(),
    // As in the local trial, where people are picked from a list.
    settings: { settingsCacheMs: 0, turnDeadlineMs: 1_500, typeahead: false },
  });
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
});

afterEach(async () => {
  proxy.mend();
  expect(faultsIn(await atRest(bot))).toEqual([]);
});

afterAll(async () => {
  await bot.stop();
  await proxy.stop();
});

let people = 0;

function somebody(): TestPerson {
  people += 1;
  return bot.person(`Medarbetare ${people}`);
}

function aCollaboration(sender = somebody(), values: object = {}): Promise<Arrived> {
  return arrives(bot, sender, { purpose: 'Lära av varandra', ...values });
}

/** Somebody who has informed for the unit. */
async function colleague(unitId = 'grundskola'): Promise<TestPerson> {
  const person = somebody();
  await person.informs({ unitId });
  return person;
}

async function notification(ref: string) {
  return stored(await readRegister(bot.storage), ref);
}

async function kinds(ref: string): Promise<string[]> {
  return (await notification(ref)).history.map(({ what }) => what);
}

/** Shows the collaboration and presses its button; `message` is where the card stood. */
async function takesOver(person: TestPerson, ref: string): Promise<Answer & { message: string }> {
  const [message] = await person.says(`visa ${ref}`);
  const data = actionData(cardOf(message!), TAKE_OVER);
  return { ...(await person.presses(TAKE_OVER, data, message!.id)), message: message!.id };
}

async function handsOver(person: TestPerson, ref: string, to: string, on = 'card'): Promise<Answer> {
  return person.presses('collaboration.handOver', { ref, colleague: to }, on);
}

function messageIn(chat: TestPerson, id: string): string {
  return textOf(cardOf(bot.teams.in(chat.chat).find(message => message.id === id)!));
}

describe('"Ta över"', () => {
  it('is offered to whoever has informed for the unit', async () => {
    const { ref } = await aCollaboration();
    expect(findAction(await shows(await colleague(), ref), TAKE_OVER)).toBeDefined();
  });

  it('is offered to the unit’s editors', async () => {
    const { ref } = await aCollaboration(undefined, { unitId: 'idrott' });
    const editor = somebody();
    await makesEditors(bot, 'idrott', [{ person: editor }]);
    expect(findAction(await shows(editor, ref), TAKE_OVER)).toBeDefined();
    await makesEditors(bot, 'idrott', []);
  });

  it.each<[string, (arrived: Arrived) => Promise<TestPerson>]>([
    ['somebody who has informed for nobody', () => Promise.resolve(somebody())],
    ['somebody who has informed for another unit', () => colleague('kultur')],
    ['the one who keeps it', ({ sender }) => Promise.resolve(sender)],
    [
      'an editor of another unit',
      async () => {
        const editor = somebody();
        await makesEditors(bot, 'kultur', [{ person: editor }]);
        return editor;
      },
    ],
  ])('is not offered to %s', async (_, who) => {
    const arrived = await aCollaboration();
    expect(findAction(await shows(await who(arrived), arrived.ref), TAKE_OVER)).toBeUndefined();
  });

  it('is not offered of one that is withdrawn, nor done', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    await sender.presses('collaboration.withdraw', { ref });
    expect(findAction(await shows(other, ref), TAKE_OVER)).toBeUndefined();
    const answer = await other.presses(TAKE_OVER, { ref, from: sender.id }, 'card');
    expect(answer.notice).toContain('saknar du behörighet');
    expect(await kinds(ref)).toEqual(['informed', 'withdrawn']);
  });

  it('pressed by somebody to whom it was not offered changes nothing', async () => {
    const { ref, sender } = await aCollaboration();
    const answer = await somebody().presses(TAKE_OVER, { ref, from: sender.id }, 'card');
    expect(answer.notice).toContain('saknar du behörighet');
    expect(await kinds(ref)).toEqual(['informed']);
  });

  it('gives it to who pressed, with all of it, and the history names both', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    const { card } = await takesOver(other, ref);
    expect(textOf(card)).toContain(`Du har tagit över ${ref}`);
    expect(textOf(card)).toContain('Lära av varandra');
    expect(findAction(card, 'collaboration.openEdit')).toBeDefined();
    expect((await notification(ref)).history.at(-1)).toMatchObject({
      what: 'takenOver',
      by: other.id,
      person: sender.id,
    });
    const line = `${other.member.name} tog över från ${sender.member.name}`;
    expect(textOf(await shows(robin, ref))).toContain(line);
  });

  it('moves it from one’s own list to the other’s', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    await takesOver(other, ref);
    expect(await ownRefs(other)).toContain(ref);
    expect(await ownRefs(sender)).not.toContain(ref);
  });

  it('tells the former sender once, and their confirmation says who has it', async () => {
    const { ref, sender, messageId } = await aCollaboration();
    const other = await colleague();
    await takesOver(other, ref);
    await atRest(bot);
    expect(toldTo(bot, sender)).toEqual([
      expect.stringContaining(`${other.member.name} har tagit över ${ref} från dig`),
    ]);
    expect(toldTo(bot, other)).toEqual([]);
    expect(messageIn(sender, messageId)).toContain(`${other.member.name} har hand om ${ref} nu`);
    expect(messageIn(sender, messageId)).not.toContain('Lära av varandra');
  });

  it('is told in the thread in the channel', async () => {
    const { ref, sender, card } = await aCollaboration();
    const other = await colleague();
    await takesOver(other, ref);
    await atRest(bot);
    expect(threadUnder(bot, card)).toEqual([
      expect.stringContaining(`${other.member.name} tog över ${ref} från ${sender.member.name}`),
    ]);
  });

  it('leaves the former sender as anybody', async () => {
    const { ref, sender } = await aCollaboration();
    await takesOver(await colleague(), ref);
    expect(textOf(await shows(sender, ref))).not.toContain('Lära av varandra');
    const answer = await sender.presses('collaboration.withdraw', { ref }, 'card');
    expect(answer.notice).toContain('saknar du behörighet');
  });

  it('lets the pressed card follow what happens with it from now on', async () => {
    const { ref } = await aCollaboration();
    const other = await colleague();
    const { message } = await takesOver(other, ref);
    await robin.presses('collaboration.receive', { ref });
    await eventually('the new keeper’s card follows', () => messageIn(other, message).includes('Mottagen'));
  });

  it('leaves a card that says whose it is, and the officers see who wrote it', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    const { message } = await takesOver(other, ref);
    await atRest(bot);
    expect(messageIn(other, message)).toContain('Du har hand om det här samarbetet');
    const card = textOf(await shows(robin, ref));
    expect(card).toContain(`Inskriven av: ${sender.member.name}`);
    expect(card).toContain(`Har hand om det: ${other.member.name}`);
  });

  it('gives the former sender, who had its form open, back what they have typed', async () => {
    const { ref, sender } = await aCollaboration();
    const form = await opensEdit(sender, ref);
    const other = await colleague();
    await takesOver(other, ref);
    const { card } = await saves(sender, form, { title: 'Skrivet förgäves' });
    expect(textOf(card)).toContain(`${other.member.name} har hand om det nu`);
    expect(valuesIn(card).title).toBe('Skrivet förgäves');
    expect((await notification(ref)).content.title).not.toBe('Skrivet förgäves');
  });

  it('shows its history to whoever keeps it, and to nobody else', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    await takesOver(other, ref);
    await other.presses('collaboration.history', { ref }, 'card');
    expect(textOf(cardOf(bot.teams.in(other.chat).at(-1)!))).toContain(
      `${other.member.name} tog över från ${sender.member.name}`,
    );
    const answer = await sender.presses('collaboration.history', { ref }, 'card');
    expect(answer.notice).toContain('saknar du behörighet');
  });

  it('can be taken back by the former sender, who has informed for the unit', async () => {
    const { ref, sender } = await aCollaboration();
    await takesOver(await colleague(), ref);
    await takesOver(sender, ref);
    expect((await notification(ref)).keptBy).toBe(sender.id);
    expect(await kinds(ref)).toEqual(['informed', 'takenOver', 'takenOver']);
  });

  it('pressed twice is one', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    const [message] = await other.says(`visa ${ref}`);
    const data = actionData(cardOf(message!), TAKE_OVER);
    const answers = [
      await other.presses(TAKE_OVER, data, message!.id),
      await other.presses(TAKE_OVER, data, message!.id),
    ];
    for (const { card } of answers) expect(textOf(card)).toContain(`Du har tagit över ${ref}`);
    expect(await kinds(ref)).toEqual(['informed', 'takenOver']);
    await atRest(bot);
    expect(toldTo(bot, sender)).toHaveLength(1);
  });

  it('by two at once is done by one, and the other reads who was first', async () => {
    const { ref, sender } = await aCollaboration();
    const [one, two] = [await colleague(), await colleague()];
    const answers = await Promise.all([takesOver(one, ref), takesOver(two, ref)]);
    expect(await kinds(ref)).toEqual(['informed', 'takenOver']);
    const winner = (await notification(ref)).keptBy === one.id ? 0 : 1;
    const [first, second] = [answers[winner]!, answers[1 - winner]!];
    expect(textOf(first.card)).toContain(`Du har tagit över ${ref}`);
    expect(textOf(second.card)).toContain(
      `${ref} har bytt avsändare. Nu är det ${[one, two][winner]!.member.name}`,
    );
    expect(textOf(second.card)).not.toContain('Lära av varandra');
    expect(actionData(second.card, TAKE_OVER).from).toBe([one, two][winner]!.id);
    await atRest(bot);
    expect(toldTo(bot, sender)).toHaveLength(1);
  });

  it('fails in a plain sentence when storage is down, and can be pressed again', async () => {
    const { ref } = await aCollaboration();
    const other = await colleague();
    const [message] = await other.says(`visa ${ref}`);
    const data = actionData(cardOf(message!), TAKE_OVER);
    await atRest(bot);
    proxy.fault = () => ({ status: 503 });
    const failed = await other.presses(TAKE_OVER, data, message!.id);
    expect(failed.card).toBeUndefined();
    expect(failed.notice).toMatch(/Felkod: \w{5}/);
    proxy.mend();
    await other.presses(TAKE_OVER, data, message!.id);
    expect((await notification(ref)).keptBy).toBe(other.id);
  });
});

describe('an open question', () => {
  it('goes to the one who has taken it over, and is closed for the former sender', async () => {
    const arrived = await aCollaboration();
    const other = await colleague();
    const { message } = await asks(bot, robin, arrived, 'Hur många deltar?');
    await takesOver(other, arrived.ref);
    await atRest(bot);
    expect(questionsTo(bot, other)).toHaveLength(1);
    expect(textOf(cardOf(questionsTo(bot, other)[0]!))).toContain('Hur många deltar?');
    const closed = cardOf(message);
    expect(textOf(closed)).toContain('Frågan har gått vidare till en kollega');
    expect(findAction(closed, ANSWER)).toBeUndefined();
  });

  it('is answered by the new one, and by the former one no more', async () => {
    const arrived = await aCollaboration();
    const { ref, sender } = arrived;
    const other = await colleague();
    const { message, data } = await asks(bot, robin, arrived, 'Hur många deltar?');
    await takesOver(other, ref);
    await atRest(bot);
    const late = await sender.presses(ANSWER, { ...data, answer: 'Tolv' }, message.id);
    expect(late.notice).toContain('saknar du behörighet');
    const question = questionsTo(bot, other)[0]!;
    const answered = await other.presses(
      ANSWER,
      { ...actionData(cardOf(question), ANSWER), answer: 'Tjugofyra' },
      question.id,
    );
    expect(textOf(answered.card)).toContain('Tjugofyra');
    await atRest(bot);
    expect((await notification(ref)).question?.answer).toMatchObject({ by: other.id, text: 'Tjugofyra' });
    expect(textOf(cardOf(message))).not.toContain('Tjugofyra');
  });

  it('that was answered before stays answered for whoever answered it', async () => {
    const arrived = await aCollaboration();
    const other = await colleague();
    const { message, data } = await asks(bot, robin, arrived, 'Hur många deltar?');
    await arrived.sender.presses(ANSWER, { ...data, answer: 'Tolv' }, message.id);
    await takesOver(other, arrived.ref);
    await atRest(bot);
    expect(textOf(cardOf(message))).toContain('Tack för ditt svar');
    expect(textOf(cardOf(message))).toContain('Tolv');
    expect(questionsTo(bot, other)).toEqual([]);
  });

  it('that is handed there and back is open again for the first, in the same card', async () => {
    const arrived = await aCollaboration();
    const { ref, sender } = arrived;
    const other = await colleague();
    const { message } = await asks(bot, robin, arrived, 'Hur många deltar?');
    await handsOver(sender, ref, other.id);
    await atRest(bot);
    await handsOver(other, ref, sender.id);
    await atRest(bot);
    expect(questionsTo(bot, sender)).toHaveLength(1);
    expect(findAction(cardOf(message), ANSWER)).toBeDefined();
    expect(findAction(cardOf(questionsTo(bot, other)[0]!), ANSWER)).toBeUndefined();
  });
});
