import { seedLists } from '../../src/directory/lists';
import { unitById } from '../../src/directory/units';
import {
  actionData,
  findAction,
  randomPrefix,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
} from '../support/bot';
import { arrives, atRest, threadUnder, type Arrived } from '../support/journey';
import { enters, makesEditors, ownRefs, shows, toldTo, valuesIn } from '../support/keeping';
import { faultsIn, readRegister, stored } from '../support/register';
import { startStorageProxy, type StorageProxy } from '../support/storage-proxy';
import { asked, everything, freeWeek, sends } from './asking';

let proxy: StorageProxy;
let bot: TestBot;

beforeAll(async () => {
  proxy = await startStorageProxy();
  bot = await startTestBot({
    connectionString: proxy.connectionString,
    prefix: randomPrefix(),
    settings: { settingsCacheMs: 0, turnDeadlineMs: 1_500 },
  });
  await bot.bindChannel(bot.coordinator('Robin Lindqvist'));
});

afterEach(async () => {
  proxy.mend();
  expect(faultsIn(await atRest(bot))).toEqual([]);
});

afterAll(async () => {
  await bot.stop();
  await proxy.stop();
});

async function total(): Promise<number> {
  return (await readRegister(bot.storage)).notifications.length;
}

async function unitsIn({ ref }: Arrived): Promise<string[]> {
  return stored(await readRegister(bot.storage), ref).content.participatingUnits;
}

describe('"Ja, vi är med i det"', () => {
  it('adds the unit, and is found under "mina" by who pressed', async () => {
    const { known, sam, question } = await asked(bot);
    const before = await total();
    const joined = await question.press('collaboration.join');
    expect(textOf(joined.card)).toContain('Kulturförvaltningen står nu som deltagande');
    expect(findAction(joined.card, 'collaboration.edit')).toBeUndefined();
    expect(await unitsIn(known)).toEqual(['kultur']);
    expect(await total()).toBe(before);
    expect(await ownRefs(sam)).toEqual([known.ref]);
  });

  it('is seen on the sender’s card', async () => {
    const { known, question } = await asked(bot);
    await question.press('collaboration.join');
    expect(textOf(await shows(known.sender, known.ref))).toContain('Kulturförvaltningen');
  });

  it('leaves the joiner no more than anyone may see', async () => {
    const { known, sam, question } = await asked(bot);
    await question.press('collaboration.join');
    const card = await shows(sam, known.ref);
    for (const verb of ['openEdit', 'withdraw', 'openHandOver', 'receive']) {
      expect(findAction(card, `collaboration.${verb}`)).toBeUndefined();
    }
  });

  it('tells the sender and the unit’s editors, once each, and the thread in the channel', async () => {
    const [ed, eva] = [bot.person('Ed Borg'), bot.person('Eva Dahl')];
    for (const editor of [ed, eva]) await editor.says('hej');
    await makesEditors(bot, 'grundskola', [{ person: ed }, { person: eva }]);
    const { known, sam, question } = await asked(bot);
    const before = [known.sender, ed, eva].map(person => toldTo(bot, person).length);
    await question.press('collaboration.join');
    await question.press('collaboration.join');
    await atRest(bot);
    const line = `Sam Karlsson har lagt till Kulturförvaltningen som deltagande i ${known.ref}`;
    for (const [index, person] of [known.sender, ed, eva].entries()) {
      const told = toldTo(bot, person).slice(before[index]);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(line);
    }
    expect(toldTo(bot, sam)).toEqual([]);
    expect(threadUnder(bot, known.card)).toEqual([expect.stringContaining('lade till Kulturförvaltningen')]);
    await makesEditors(bot, 'grundskola', []);
  });

  it('does not tell the sender of what they pressed themselves', async () => {
    const when = freeWeek();
    const known = await arrives(bot, bot.person('Kim Andersson'), { when });
    const { press } = await sends(known.sender, { ...everything, when });
    await press('collaboration.join');
    await atRest(bot);
    expect(toldTo(bot, known.sender)).toEqual([]);
    expect(await unitsIn(known)).toEqual(['kultur']);
  });

  it.each<[string, (press: () => Promise<Answer>) => Promise<Answer[]>]>([
    ['twice', async press => [await press(), await press()]],
    ['three times at once', press => Promise.all([press(), press(), press()])],
  ])('pressed %s is one', async (_, press) => {
    const { known, question } = await asked(bot);
    const answers = await press(() => question.press('collaboration.join'));
    for (const { card } of answers) expect(textOf(card)).toContain('står nu som deltagande');
    const { content, history, joined } = stored(await atRest(bot), known.ref);
    expect(content.participatingUnits).toEqual(['kultur']);
    expect(history.map(({ what }) => what)).toEqual(['informed', 'joined']);
    expect(joined).toHaveLength(1);
    expect(toldTo(bot, known.sender)).toHaveLength(1);
  });

  it('can be taken back by who pressed, and by nobody else; the sender is told', async () => {
    const { known, sam, question } = await asked(bot);
    await question.press('collaboration.join');
    const lee = bot.person('Lee Holm');
    expect(findAction(await shows(lee, known.ref), 'collaboration.leave')).toBeUndefined();
    const data = actionData(await shows(sam, known.ref), 'collaboration.leave');
    await lee.presses('collaboration.leave', data, '1');
    expect(await unitsIn(known)).toEqual(['kultur']);
    const left = await sam.presses('collaboration.leave', data, '1');
    expect(textOf(left.card)).toContain('Kulturförvaltningen står inte längre som deltagande');
    expect(findAction(left.card, 'collaboration.leave')).toBeUndefined();
    expect(await unitsIn(known)).toEqual([]);
    expect(await ownRefs(sam)).toEqual([]);
    await sam.presses('collaboration.leave', data, '1');
    const { history } = stored(await atRest(bot), known.ref);
    expect(history.map(({ what }) => what)).toEqual(['informed', 'joined', 'left']);
    expect(toldTo(bot, known.sender).at(-1)).toContain('har tagit bort Kulturförvaltningen');
  });

  it('of two units at once adds both', async () => {
    const { known, question, told } = await asked(bot);
    const other = await sends(bot.person('Mo Ek'), { ...told, unitId: 'idrott', participatingUnits: '' });
    await Promise.all([question.press('collaboration.join'), other.press('collaboration.join')]);
    expect(await unitsIn(known)).toEqual(['idrott', 'kultur']);
    const { history } = stored(await atRest(bot), known.ref);
    expect(history.map(({ unitId }) => unitId).sort()).toEqual(['idrott', 'kultur', undefined]);
    expect(toldTo(bot, known.sender)).toHaveLength(2);
  });

  it('of one that was withdrawn meanwhile adds nothing, and says so', async () => {
    const { known, sam, question } = await asked(bot);
    await known.sender.presses('collaboration.withdraw', { ref: known.ref }, known.messageId);
    const answer = await question.press('collaboration.join');
    expect(textOf(answer.card)).toContain('återkallat');
    expect(await unitsIn(known)).toEqual([]);
    expect(await ownRefs(sam)).toEqual([]);
  });

  it('by a unit that has ended meanwhile is answered with a plain line, and the card stays', async () => {
    const { known, question } = await asked(bot);
    const kultur = unitById(seedLists, 'kultur')!;
    await enters(bot, 'units', { ...kultur, validTo: '2026-01-31' });
    const answer = await question.press('collaboration.join');
    await enters(bot, 'units', kultur);
    expect(answer.card).toBeUndefined();
    expect(answer.notice).toContain('Kulturförvaltningen finns inte längre');
    expect(await unitsIn(known)).toEqual([]);
  });

  it('by the unit that answers for it changes nothing, and says so', async () => {
    const { known, question } = await asked(bot, { unitId: 'grundskola' });
    const answer = await question.press('collaboration.join');
    expect(textOf(answer.card)).toContain('står redan med');
    expect(stored(await readRegister(bot.storage), known.ref).version).toBe(1);
  });
});

describe('when storage is down', () => {
  const down = () => {
    proxy.fault = () => ({ status: 503 });
  };

  it('as the form is sent, it comes back with everything typed, and asks when it is sent again', async () => {
    const when = freeWeek();
    const known = await arrives(bot, bot.person('Kim Andersson'), { when });
    const sam = bot.person('Sam Karlsson');
    const form = await sam.opensForm('informera', false);
    await atRest(bot);
    down();
    const lost = await sam.presses(
      'collaboration.submit',
      { ...form.data, ...everything, when },
      form.messageId,
    );
    expect(valuesIn(lost.card)).toMatchObject({ ...everything, when });
    proxy.mend();
    const again = await sam.presses(
      'collaboration.submit',
      { ...valuesIn(lost.card), ...actionData(lost.card, 'collaboration.submit') },
      form.messageId,
    );
    expect(textOf(again.card)).toContain(known.ref);
  });

  it('as the answer is yes, the card stays, and the same press works later', async () => {
    const { known, question } = await asked(bot);
    await atRest(bot);
    down();
    const failed = await question.press('collaboration.join');
    expect(failed.card).toBeUndefined();
    expect(failed.notice).toMatch(/Felkod: \w{5}/);
    proxy.mend();
    await question.press('collaboration.join');
    expect(await unitsIn(known)).toEqual(['kultur']);
  });

  it('as the answer is no, the form comes back with everything typed, and is not asked about again', async () => {
    const { told, question } = await asked(bot);
    await atRest(bot);
    down();
    const lost = await question.press('collaboration.submit');
    expect(valuesIn(lost.card)).toMatchObject(told);
    proxy.mend();
    const sent = await question.press('collaboration.submit', {
      ...valuesIn(lost.card),
      ...actionData(lost.card, 'collaboration.submit'),
    });
    expect(textOf(sent.card)).toContain('Tack!');
  });

  it('the way back to the form is open all the same', async () => {
    const { told, question } = await asked(bot);
    await atRest(bot);
    down();
    const form = await question.press('collaboration.reopen');
    expect(valuesIn(form.card)).toMatchObject(told);
  });
});
