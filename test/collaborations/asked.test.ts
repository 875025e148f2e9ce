import {
  actionData,
  aForm,
  eventually,
  referenceIn,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
} from '../support/bot';
import { arrives, atRest, channelCardsOf } from '../support/journey';
import { valuesIn } from '../support/keeping';
import { faultsIn, readRegister, stored } from '../support/register';
import { asked, everything, freeWeek, sends } from './asking';

const QUESTION = 'Är det samma samarbete?';

let bot: TestBot;

beforeAll(async () => {
  bot = await startTestBot();
  await bot.bindChannel(bot.coordinator('Robin Lindqvist'));
});

afterEach(async () => {
  expect(faultsIn(await atRest(bot))).toEqual([]);
});

afterAll(async () => {
  await bot.stop();
});

async function total(): Promise<number> {
  return (await readRegister(bot.storage)).notifications.length;
}

describe('when the same city stands there at an overlapping time', () => {
  it('the person is asked, sees which one, and nothing is stored', async () => {
    const { known, question } = await asked(bot, { title: 'Frågan kommer först' });
    const text = textOf(question.answer.card);
    expect(text).toContain(QUESTION);
    expect(text).toContain('Inget är skickat än');
    expect(text).toContain(aForm.title);
    expect(text).toContain('Grundskoleförvaltningen');
    expect(text).toContain(known.ref);
    const { notifications, drafts } = await readRegister(bot.storage);
    expect(notifications.filter(({ content }) => content.title === 'Frågan kommer först')).toEqual([]);
    const { draft } = actionData(question.answer.card, 'collaboration.reopen');
    expect(drafts.map(sent => sent.draft)).not.toContain(draft);
  });

  it('one of several cities is enough', async () => {
    const when = freeWeek();
    const known = await arrives(bot, bot.person('Kim Andersson'), { when, cities: 'bergen,abo' });
    const { answer } = await sends(bot.person('Sam Karlsson'), { ...everything, when, cities: 'aarhus,abo' });
    expect(textOf(answer.card)).toContain(known.ref);
  });

  it('three at most are shown, each once', async () => {
    const when = freeWeek();
    const known: string[] = [];
    for (const unitId of ['grundskola', 'utbildning', 'idrott', 'slk']) {
      known.push(
        (await arrives(bot, bot.person('Kim Andersson'), { when, unitId, cities: 'bergen,abo' })).ref,
      );
    }
    const { answer } = await sends(bot.person('Sam Karlsson'), { ...everything, when, cities: 'bergen,abo' });
    const shown = textOf(answer.card).match(/V-\d{4}-\d{4,}/g) ?? [];
    expect(shown).toHaveLength(3);
    expect(new Set(shown).size).toBe(3);
    expect(known).toEqual(expect.arrayContaining(shown));
  });

  it.each([
    ['another city', { cities: 'abo' }],
    ['another time', { when: '5 januari 2100' }],
  ])('nobody is asked who tells of %s', async (_, values) => {
    const { question } = await asked(bot, values);
    expect(textOf(question.answer.card)).toContain('Tack!');
  });

  it('nobody is asked about one that is withdrawn', async () => {
    const when = freeWeek();
    const known = await arrives(bot, bot.person('Kim Andersson'), { when });
    await known.sender.presses('collaboration.withdraw', { ref: known.ref }, known.messageId);
    const { answer } = await sends(bot.person('Sam Karlsson'), { ...everything, when });
    expect(textOf(answer.card)).toContain('Tack!');
  });
});

describe('what goes on for long', () => {
  it('is not asked about when it has nothing in common', async () => {
    const alone = { cities: 'aarhus', category: 'naringsliv', title: 'Hamnar' };
    await arrives(bot, bot.person('Kim Andersson'), { ...alone, when: 'löpande' });
    await arrives(bot, bot.person('Kim Andersson'), { ...alone, unitId: 'idrott', when: 'varje år' });
    const { answer } = await sends(bot.person('Sam Karlsson'), {
      ...everything,
      cities: 'aarhus',
      when: freeWeek(),
    });
    expect(textOf(answer.card)).toContain('Tack!');
  });

  it('is asked about when a word of the title is the same', async () => {
    const known = await arrives(bot, bot.person('Kim Andersson'), {
      cities: 'aarhus',
      category: 'natverk',
      title: 'Konserternas hus',
      when: 'löpande',
    });
    const { answer } = await sends(bot.person('Sam Karlsson'), {
      ...everything,
      title: 'En konsert',
      cities: 'aarhus',
      when: freeWeek(),
    });
    expect(textOf(answer.card)).toContain(known.ref);
  });
});

describe('"Nej, skicka som ett nytt"', () => {
  it('stores it with everything typed', async () => {
    const { known, told, question } = await asked(bot);
    const answer = await question.press('collaboration.submit');
    expect(textOf(answer.card)).toContain('Tack!');
    const ref = referenceIn(answer.card);
    expect(ref).not.toBe(known.ref);
    const { content } = stored(await readRegister(bot.storage), ref);
    expect(content).toMatchObject({
      unitId: 'kultur',
      title: told.title,
      category: told.category,
      workplace: told.workplace,
      participatingUnits: ['idrott'],
      purpose: told.purpose,
      links: told.links.split('\n'),
      submittedBy: { function: told.submitterFunction, unitId: 'grundskola', receivedOn: '2026-01-05' },
    });
    await eventually('its card in the channel', () => channelCardsOf(bot, ref).length === 1);
  });

  it('pressed twice stores it once', async () => {
    const { question } = await asked(bot);
    const before = await total();
    const answers = await Promise.all([
      question.press('collaboration.submit'),
      question.press('collaboration.submit'),
    ]);
    expect(new Set(answers.map(({ card }) => referenceIn(card))).size).toBe(1);
    expect(await total()).toBe(before + 1);
  });

  it('after a mistake in the form is not asked again', async () => {
    const { question, told } = await asked(bot);
    const wrong = await question.press('collaboration.submit', {
      ...actionData(question.answer.card, 'collaboration.submit'),
      title: '',
    });
    expect(textOf(wrong.card)).toContain('En uppgift behöver rättas');
    const right = await question.press('collaboration.submit', {
      ...valuesIn(wrong.card),
      ...actionData(wrong.card, 'collaboration.submit'),
      title: told.title,
    });
    expect(textOf(right.card)).toContain('Tack!');
  });
});

describe('"Tillbaka till formuläret"', () => {
  it('returns the form with everything typed', async () => {
    const { told, question } = await asked(bot);
    const form = await question.press('collaboration.reopen');
    expect(valuesIn(form.card)).toEqual({ direction: '', area: '', funding: '', ...told });
    expect(actionData(form.card, 'collaboration.submit').draft).toBe(
      actionData(question.answer.card, 'collaboration.submit').draft,
    );
  });

  it('leads to the question again when nothing is changed', async () => {
    const { known, question } = await asked(bot);
    const form = await question.press('collaboration.reopen');
    const again = await question.press('collaboration.submit', {
      ...valuesIn(form.card),
      ...actionData(form.card, 'collaboration.submit'),
    });
    expect(textOf(again.card)).toContain(QUESTION);
    expect(textOf(again.card)).toContain(known.ref);
  });
});

describe('a double click on the form', () => {
  it.each<[string, (press: () => Promise<Answer>) => Promise<Answer[]>]>([
    ['at once', press => Promise.all([press(), press()])],
    ['one after the other', async press => [await press(), await press()]],
  ])('%s does not ask about the very same', async (_, press) => {
    const sam = bot.person('Sam Karlsson');
    const form = await sam.opensForm('informera', false);
    const data = { ...form.data, ...everything, when: freeWeek() };
    const before = await total();
    const answers = await press(() => sam.presses('collaboration.submit', data, form.messageId));
    for (const { card } of answers) expect(textOf(card)).not.toContain(QUESTION);
    expect(new Set(answers.map(({ card }) => referenceIn(card))).size).toBe(1);
    expect(await total()).toBe(before + 1);
  });
});
