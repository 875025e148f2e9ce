import { cardOf, findAction, startTestBot, textOf, type TestBot, type TestPerson } from '../../support/bot';
import { arrives, atRest, channelCardOf } from '../../support/journey';
import { makesEditors } from '../../support/keeping';
import { faultsIn } from '../../support/register';
import {
  answers,
  aWhile,
  endsOnTuesday,
  FIRST_REMINDER,
  hasEnded,
  itIs,
  morning,
  notification,
  NO_LONGER,
  OPEN,
  questionsTo,
  questionTo,
  SECOND_REMINDER,
  textIn,
  TOLD,
  TUESDAY,
  WEDNESDAY,
} from './support';

let bot: TestBot;
let robin: TestPerson;

beforeEach(async () => {
  bot = await startTestBot({ settings: { settingsCacheMs: 0 } });
  itIs(bot, TOLD);
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

const MARCH = '2027-03-31';
const blocked = { status: 403, body: { error: { code: 'ConversationBlockedByUser', message: '' } } };

/** Nothing can be posted in somebody's chat. */
function blocks(...people: TestPerson[]): void {
  bot.teams.fault = ({ method, path }) =>
    method === 'POST' && people.some(({ chat }) => path.includes(chat)) ? blocked : undefined;
}

/** The bot knows that it cannot write to somebody. */
async function isUnreachable({ id }: TestPerson): Promise<void> {
  const row = await bot.storage.people.get('people', id);
  const body = { ...(row!.body as object), unreachable: { reason: 'blocked', since: TOLD } };
  await bot.storage.people.commit('people', [{ do: 'put', key: id, body }]);
}

describe('a collaboration that has ended', () => {
  it('is asked about the morning after, once', async () => {
    const sender = bot.person('Kim Andersson');
    const { ref } = await arrives(bot, sender, endsOnTuesday);
    await morning(bot, TUESDAY);
    itIs(bot, `${WEDNESDAY}T07:00:00.000Z`);
    await aWhile(bot);
    expect(questionsTo(bot, sender)).toEqual([]);
    await morning(bot, WEDNESDAY);
    await morning(bot, '2026-11-26');
    const [question, ...more] = questionsTo(bot, sender);
    expect(more).toEqual([]);
    expect(textOf(cardOf(question!))).toMatch(/^Hur gick det\?/);
    expect(textOf(cardOf(question!))).toContain(ref);
  });

  it.each([
    ['on a Friday: on Monday', '27 november 2026', '2026-11-29', '2026-11-30'],
    [
      'on the day before Christmas Eve: on the first working day',
      '23 december 2026',
      '2026-12-27',
      '2026-12-28',
    ],
  ])('%s', async (_, when, free, working) => {
    const { sender } = await arrives(bot, bot.person('Kim Andersson'), { when });
    await morning(bot, free);
    expect(questionsTo(bot, sender)).toEqual([]);
    await morning(bot, working);
    expect(questionsTo(bot, sender)).toHaveLength(1);
  });

  it('shows on the sender’s card and the officers’ that it can be told how it went', async () => {
    const { ref, sender, messageId } = await hasEnded(bot);
    expect(findAction(cardOf(await channelCardOf(bot, ref)), OPEN)).toBeDefined();
    expect(
      findAction(cardOf(bot.teams.in(sender.chat).find(({ id }) => id === messageId)!), OPEN),
    ).toBeDefined();
  });

  it('is reminded of twice, two weeks apart, and then no more', async () => {
    const { sender } = await hasEnded(bot);
    await morning(bot, '2026-12-08');
    expect(questionsTo(bot, sender)).toHaveLength(1);
    await morning(bot, FIRST_REMINDER);
    await morning(bot, '2026-12-22');
    expect(questionsTo(bot, sender)).toHaveLength(2);
    await morning(bot, SECOND_REMINDER);
    await morning(bot, MARCH);
    const shown = questionsTo(bot, sender).map(message => textOf(cardOf(message)).split('\n')[0]);
    expect(shown).toEqual(['Hur gick det?', 'Påminnelse: hur gick det?', 'Påminnelse: hur gick det?']);
  });

  it('is not asked about when it is withdrawn before', async () => {
    const { ref, sender } = await arrives(bot, bot.person('Kim Andersson'), endsOnTuesday);
    await sender.presses('collaboration.withdraw', { ref });
    await morning(bot, WEDNESDAY);
    expect(questionsTo(bot, sender)).toEqual([]);
  });

  it('is asked about anew when it is moved to later after the question', async () => {
    const { ref, sender } = await hasEnded(bot);
    const { content } = await notification(bot, ref);
    await sender.presses('collaboration.edit', {
      ...{ ref, base: 1, unitId: content.unitId, cities: 'bergen', title: content.title },
      ...{ category: content.category, when: '11 januari 2027' },
    });
    await morning(bot, FIRST_REMINDER);
    expect(questionsTo(bot, sender)).toHaveLength(1);
    await morning(bot, '2027-01-12');
    await morning(bot, '2027-01-13');
    expect(questionsTo(bot, sender)).toHaveLength(2);
    await morning(bot, '2027-01-26');
    expect(questionsTo(bot, sender)).toHaveLength(3);
  });

  it('is asked about once although the bot was started anew in between', async () => {
    const { sender } = await hasEnded(bot);
    await bot.app.stop();
    await bot.app.start();
    await morning(bot, '2026-11-26');
    expect(questionsTo(bot, sender)).toHaveLength(1);
  });
});

describe('one that goes on', () => {
  it('is asked about once a year, and what was not answered is not asked about any more', async () => {
    const { ref, sender } = await arrives(bot, bot.person('Kim Andersson'), { when: 'löpande' });
    for (const day of ['2027-11-23', '2027-12-07', '2027-12-21', '2028-01-17']) await morning(bot, day);
    expect(questionsTo(bot, sender)).toHaveLength(3);
    await morning(bot, '2028-11-23');
    const [open, ...more] = (await notification(bot, ref)).followUps!.slice(1);
    expect([open, more]).toMatchObject([{ period: '2028', asked: { times: 1 } }, []]);
    const texts = questionsTo(bot, sender).map(message => textOf(cardOf(message)));
    expect(texts.at(-1)).toMatch(/^Hur har det gått\?/);
    expect(texts.at(-1)).toContain('År 2028');
  });
});

describe('one that is told afterwards', () => {
  const afterwards = { when: 'vecka 37 2026' };
  const tells = () => arrives(bot, bot.person('Kim Andersson'), afterwards);

  it('is asked about at once in office hours', async () => {
    const { sender } = await tells();
    await questionTo(bot, sender);
    await morning(bot, TUESDAY);
    expect(questionsTo(bot, sender)).toHaveLength(1);
  });

  it.each([
    ['at night', '2026-11-23T21:00:00.000Z', '2026-11-24T07:30:00.000Z', TUESDAY],
    ['early in the morning', '2026-11-23T05:00:00.000Z', '2026-11-23T07:30:00.000Z', '2026-11-23'],
    ['on a Sunday', '2026-11-29T11:00:00.000Z', '2026-11-29T15:00:00.000Z', '2026-11-30'],
    ['on New Year’s Day', '2027-01-01T11:00:00.000Z', '2027-01-03T11:00:00.000Z', '2027-01-04'],
  ])('%s: the next working morning', async (_, told, tooEarly, working) => {
    itIs(bot, told);
    const { sender } = await tells();
    itIs(bot, tooEarly);
    await aWhile(bot);
    expect(questionsTo(bot, sender)).toEqual([]);
    await morning(bot, working);
    expect(questionsTo(bot, sender)).toHaveLength(1);
  });

  it('is not asked about in the morning when it turns out at night to be yet to come', async () => {
    itIs(bot, '2026-11-23T21:00:00.000Z');
    const { ref, sender } = await tells();
    await sender.presses('collaboration.edit', {
      ...{ ref, base: 1, unitId: 'grundskola', cities: 'bergen', title: 'Lägerskola om hållbara hav' },
      ...{ category: 'elevutbyte', when: 'vecka 37 2027' },
    });
    await morning(bot, TUESDAY);
    expect(questionsTo(bot, sender)).toEqual([]);
  });
});

describe('a sender whom the bot cannot reach', () => {
  it('is not asked: the unit’s editors are, and the first one’s answer shows for the others', async () => {
    const [ed, eva] = [bot.person('Ed Borg'), bot.person('Eva Dahl')];
    await makesEditors(bot, 'grundskola', [{ person: ed }, { person: eva }]);
    for (const person of [ed, eva]) await person.says('hej');
    const { ref, sender } = await arrives(bot, bot.person('Kim Andersson'), endsOnTuesday);
    await isUnreachable(sender);
    await morning(bot, WEDNESDAY);
    expect([sender, ed, eva].map(person => questionsTo(bot, person).length)).toEqual([0, 1, 1]);
    const [mine, hers] = [await questionTo(bot, ed), await questionTo(bot, eva)];
    await answers(ed, mine, { happened: 'yes', result: 'Två nya skolor' });
    await atRest(bot);
    for (const [person, card] of [
      [ed, mine],
      [eva, hers],
    ] as const)
      expect(textIn(bot, person, card)).toContain('Två nya skolor');
    expect((await notification(bot, ref)).followUps).toMatchObject([{ answer: { by: ed.id } }]);
  });

  it('turns out so in the morning: the editors are asked instead of reminding', async () => {
    const ed = bot.person('Ed Borg');
    await makesEditors(bot, 'grundskola', [{ person: ed }]);
    await ed.says('hej');
    const { sender } = await arrives(bot, bot.person('Kim Andersson'), endsOnTuesday);
    blocks(sender);
    await morning(bot, WEDNESDAY);
    expect(questionsTo(bot, ed)).toEqual([]);
    await morning(bot, FIRST_REMINDER);
    expect(questionsTo(bot, ed)).toHaveLength(1);
  });

  it('and no editors: it stands in the worklist until an officer has answered on their behalf', async () => {
    const { ref, sender } = await arrives(bot, bot.person('Kim Andersson'), endsOnTuesday);
    await robin.presses('collaboration.register', { ref, seen: '', caseNumber: 'SLK-2026-00190' });
    await isUnreachable(sender);
    await morning(bot, WEDNESDAY);
    expect(questionsTo(bot, sender)).toEqual([]);
    const worklist = async () => textOf(cardOf((await robin.says('att göra'))[0]!));
    expect(await worklist()).toContain('Ingen att fråga hur det gick');
    expect(await worklist()).toContain(ref);
    await robin.pressesInChannel(OPEN, { ref }, (await channelCardOf(bot, ref)).id);
    await answers(robin, await questionTo(bot, robin), { happened: 'yes' });
    await atRest(bot);
    expect(await worklist()).not.toContain(ref);
    expect((await notification(bot, ref)).followUps).toMatchObject([{ answer: { by: robin.id } }]);
  });

  it('leaves the worklist, too, when an officer says that it is no longer relevant', async () => {
    const { ref, sender } = await arrives(bot, bot.person('Kim Andersson'), endsOnTuesday);
    await robin.presses('collaboration.register', { ref, seen: '', caseNumber: 'SLK-2026-00190' });
    await isUnreachable(sender);
    await morning(bot, WEDNESDAY);
    await robin.presses(NO_LONGER, { ref, period: 'end' }, 'card');
    expect(textOf(cardOf((await robin.says('att göra'))[0]!))).not.toContain(ref);
  });
});

describe('one that is handed over', () => {
  it('after the question: the new keeper is asked, and the former one no more', async () => {
    const { ref, sender } = await hasEnded(bot);
    const old = await questionTo(bot, sender);
    const sam = bot.person('Sam Karlsson');
    await sam.says('hej');
    await sender.presses('collaboration.handOver', { ref, colleague: sam.id }, 'card');
    await atRest(bot);
    expect(textIn(bot, sender, old)).toContain('Någon annan ser till');
    await answers(sam, await questionTo(bot, sam), { happened: 'partly' });
    expect((await notification(bot, ref)).followUps).toMatchObject([{ answer: { by: sam.id } }]);
  });

  it('in the evening: the new keeper is asked in the morning', async () => {
    itIs(bot, '2026-11-23T21:00:00.000Z');
    const { ref, sender } = await arrives(bot, bot.person('Kim Andersson'), { when: 'vecka 37 2026' });
    const sam = bot.person('Sam Karlsson');
    await sam.says('hej');
    await sender.presses('collaboration.handOver', { ref, colleague: sam.id }, 'card');
    await morning(bot, TUESDAY);
    expect([sender, sam].map(person => questionsTo(bot, person).length)).toEqual([0, 1]);
  });

  it('there and back is asked about in no more cards than two', async () => {
    const { ref, sender } = await hasEnded(bot);
    const sam = bot.person('Sam Karlsson');
    await sam.says('hej');
    await sender.presses('collaboration.handOver', { ref, colleague: sam.id }, 'card');
    await atRest(bot);
    await sam.presses('collaboration.handOver', { ref, colleague: sender.id }, 'card');
    await atRest(bot);
    await morning(bot, FIRST_REMINDER);
    expect(questionsTo(bot, sender)).toHaveLength(1);
    expect(questionsTo(bot, sam)).toEqual([]);
  });
});

describe('many editors, and many years', () => {
  it('fit into one change: an answer, which shows in all cards of its year, and a withdrawal', async () => {
    const editors = Array.from({ length: 5 }, (_, index) => bot.person(`Redaktör ${index}`));
    await makesEditors(
      bot,
      'grundskola',
      editors.map(person => ({ person })),
    );
    for (const person of editors) await person.says('hej');
    const { ref, sender } = await arrives(bot, bot.person('Kim Andersson'), { when: 'löpande' });
    await isUnreachable(sender);
    for (const year of [2027, 2028]) {
      for (const day of ['11-23', '12-07', '12-21']) await morning(bot, `${year}-${day}`);
    }
    expect(editors.map(person => questionsTo(bot, person).length)).toEqual(editors.map(() => 6));
    const first = editors[0]!;
    await answers(first, questionsTo(bot, first)[5]!, { happened: 'yes' });
    await atRest(bot);
    expect(editors.map(person => questionsTo(bot, person).length)).toEqual(editors.map(() => 3));
    await sender.presses('collaboration.withdraw', { ref });
    expect((await notification(bot, ref)).withdrawn).toBeDefined();
  });
});

describe('somebody with many that end on one day', () => {
  it('is asked about five a morning, and about the rest on the next', async () => {
    const sender = bot.person('Kim Andersson');
    for (let count = 0; count < 7; count += 1)
      await arrives(bot, sender, { ...endsOnTuesday, title: `Nummer ${count}` });
    await morning(bot, WEDNESDAY);
    expect(questionsTo(bot, sender)).toHaveLength(5);
    await morning(bot, '2026-11-26');
    expect(questionsTo(bot, sender)).toHaveLength(7);
  });
});

describe('two instances over one storage', () => {
  it('ask once', async () => {
    const prefix = `t${Date.now().toString(36)}`;
    const one = await startTestBot({ prefix });
    const other = await startTestBot({ prefix, teams: one.teams });
    try {
      for (const both of [one, other]) itIs(both, TOLD);
      await one.bindChannel(one.coordinator('Robin Lindqvist'));
      const sender = one.person('Kim Andersson');
      for (let count = 0; count < 5; count += 1)
        await arrives(one, sender, { ...endsOnTuesday, title: `Nummer ${count}` });
      for (const both of [one, other]) itIs(both, `${WEDNESDAY}T08:05:00.000Z`);
      await aWhile(one);
      await aWhile(other);
      expect(questionsTo(one, sender)).toHaveLength(5);
      await aWhile(one);
      expect(questionsTo(one, sender)).toHaveLength(5);
    } finally {
      await other.stop();
      await one.stop();
    }
  });
});
