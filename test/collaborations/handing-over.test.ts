import { randomUUID } from 'node:crypto';
import {
  actionData,
  cardOf,
  eventually,
  findAction,
  inputOf,
  randomPrefix,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { arrives, atRest, type Arrived } from '../support/journey';
import { makesEditors, ownRefs, shows, toldTo } from '../support/keeping';
import { faultsIn, readRegister, stored } from '../support/register';
import { startStorageProxy, type StorageProxy } from '../support/storage-proxy';

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

async function handsOver(person: TestPerson, ref: string, to: string, on = 'card'): Promise<Answer> {
  return person.presses('collaboration.handOver', { ref, colleague: to }, on);
}

function messageIn(chat: TestPerson, id: string): string {
  return textOf(cardOf(bot.teams.in(chat.chat).find(message => message.id === id)!));
}

describe('"Lämna över"', () => {
  async function opens(person: TestPerson, ref: string) {
    const before = bot.teams.in(person.chat).length;
    await person.presses('collaboration.openHandOver', { ref });
    const message = bot.teams.in(person.chat).slice(before)[0]!;
    return { card: cardOf(message), id: message.id };
  }

  it('lets one pick a colleague from the list, without the one who has it', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    await atRest(bot);
    const { card } = await opens(sender, ref);
    const values = (inputOf(card, 'colleague')!.choices as { value: string }[]).map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining([other.id, robin.id]));
    expect(values).not.toContain(sender.id);
  });

  it('gives it to the colleague, who finds it among their own', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    const { card, id } = await opens(sender, ref);
    const data = { ...actionData(card, 'collaboration.handOver'), colleague: other.id };
    const answer = await sender.presses('collaboration.handOver', data, id);
    expect(textOf(answer.card)).toContain(`${ref} är överlämnat till ${other.member.name}`);
    expect((await notification(ref)).history.at(-1)).toMatchObject({
      what: 'handedOver',
      by: sender.id,
      person: other.id,
    });
    expect(await ownRefs(other)).toContain(ref);
    expect(await ownRefs(sender)).not.toContain(ref);
    expect(findAction(await shows(other, ref), 'collaboration.openEdit')).toBeDefined();
  });

  it('tells the colleague once, and the one who pressed it not at all', async () => {
    const { ref, sender, messageId } = await aCollaboration();
    const other = await colleague();
    await handsOver(sender, ref, other.id);
    await atRest(bot);
    expect(toldTo(bot, other)).toEqual([
      expect.stringContaining(`${sender.member.name} har lämnat över ${ref} till dig`),
    ]);
    expect(toldTo(bot, sender)).toEqual([]);
    expect(messageIn(sender, messageId)).toContain(`${other.member.name} har hand om ${ref} nu`);
  });

  it('by an officer tells both, each in their own words', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    await handsOver(robin, ref, other.id);
    await atRest(bot);
    expect(toldTo(bot, other)).toEqual([expect.stringContaining(`har lämnat över ${ref} till dig`)]);
    expect(toldTo(bot, sender)).toEqual([
      expect.stringContaining(`Robin Lindqvist har lämnat över ${ref} till ${other.member.name}`),
    ]);
  });

  it('by the unit’s editor to themselves makes them the one who keeps it', async () => {
    const editor = somebody();
    await editor.says('hej');
    await makesEditors(bot, 'grundskola', [{ person: editor }]);
    const { ref, sender } = await aCollaboration();
    const answer = await handsOver(editor, ref, editor.id);
    expect(findAction(answer.card, 'collaboration.openEdit')).toBeDefined();
    await atRest(bot);
    expect((await notification(ref)).keptBy).toBe(editor.id);
    expect(toldTo(bot, sender)).toHaveLength(1);
    expect(toldTo(bot, editor)).toEqual([]);
    await makesEditors(bot, 'grundskola', []);
  });

  it.each([
    ['nobody', ''],
    ['a name', 'Kim Andersson'],
    ['no id at all', "' or 1 eq 1"],
    ['two at once', '00000000-0000-4000-8000-000000000001,00000000-0000-4000-8000-000000000002'],
  ])('to %s is asked again, and nothing changes', async (_, to) => {
    const { ref, sender } = await aCollaboration();
    const answer = await handsOver(sender, ref, to);
    expect(inputOf(answer.card, 'colleague')?.label).toContain('välj en person i listan');
    expect(await kinds(ref)).toEqual(['informed']);
  });

  it.each<[string, (id: string) => string]>([
    ['oneself, who has it', id => id],
    ['oneself, with the id in capitals', id => id.toUpperCase()],
  ])('to %s is answered with that, and nothing changes', async (_, written) => {
    const { ref, sender } = await aCollaboration();
    const answer = await handsOver(sender, ref, written(sender.id));
    expect(inputOf(answer.card, 'colleague')?.label).toContain('har det redan');
    expect(await kinds(ref)).toEqual(['informed']);
  });

  it('to the present sender by an officer is answered with that', async () => {
    const { ref, sender } = await aCollaboration();
    const answer = await handsOver(robin, ref, sender.id);
    expect(inputOf(answer.card, 'colleague')?.label).toContain('har det redan');
  });

  it('to somebody who has not met the bot waits for them, and tells them then', async () => {
    const { ref, sender } = await aCollaboration();
    const stranger = somebody();
    const answer = await handsOver(sender, ref, stranger.id);
    expect(textOf(answer.card)).toContain('en kollega som inte har öppnat boten än');
    await atRest(bot);
    await stranger.says('hej');
    await eventually('the stranger is told', () => toldTo(bot, stranger).length === 1);
    expect(await ownRefs(stranger)).toEqual([ref]);
  });

  it('is refused to whoever may not change it', async () => {
    const { ref } = await aCollaboration();
    const answer = await handsOver(await colleague(), ref, randomUUID());
    expect(answer.notice).toContain('saknar du behörighet');
    expect(await kinds(ref)).toEqual(['informed']);
  });

  it('pressed twice is one, and the colleague is told once', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    await Promise.all([handsOver(sender, ref, other.id), handsOver(sender, ref, other.id)]);
    await atRest(bot);
    expect(await kinds(ref)).toEqual(['informed', 'handedOver']);
    expect(toldTo(bot, other)).toHaveLength(1);
  });

  it('to two different colleagues at once ends with one of them, and nobody else keeps it', async () => {
    const { ref, sender } = await aCollaboration();
    const [one, two] = [await colleague(), await colleague()];
    await Promise.all([handsOver(sender, ref, one.id), handsOver(sender, ref, two.id)]);
    const after = await notification(ref);
    expect(after.history.map(({ what }) => what)).toEqual(['informed', 'handedOver']);
    expect([one.id, two.id]).toContain(after.keptBy);
  });

  it('of one that is withdrawn is refused', async () => {
    const { ref, sender } = await aCollaboration();
    await sender.presses('collaboration.withdraw', { ref });
    const answer = await handsOver(sender, ref, (await colleague()).id);
    expect(answer.notice).toContain('saknar du behörighet');
  });

  it('as a command with a reference opens the card', async () => {
    const { ref, sender } = await aCollaboration();
    const [message] = await sender.says(`lämna över ${ref}`);
    expect(textOf(cardOf(message!))).toContain(`Lämna över ${ref}`);
  });

  it('as a command alone shows one’s own to choose from', async () => {
    const { ref, sender } = await aCollaboration();
    const said = await sender.says('lämna över');
    expect(said[0]!.activity.text).toContain('Vilket samarbete vill du lämna över?');
    expect(textOf(cardOf(said[1]!))).toContain(ref);
  });

  it('keeps its choice when storage is down: the card stays, and the same press works later', async () => {
    const { ref, sender } = await aCollaboration();
    const other = await colleague();
    const { id } = await opens(sender, ref);
    await atRest(bot);
    proxy.fault = () => ({ status: 503 });
    const failed = await handsOver(sender, ref, other.id, id);
    expect(failed.card).toBeUndefined();
    expect(failed.notice).toMatch(/Felkod: \w{5}/);
    proxy.mend();
    await handsOver(sender, ref, other.id, id);
    expect((await notification(ref)).keptBy).toBe(other.id);
  });
});
