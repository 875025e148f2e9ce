import {
  actionData,
  cardOf,
  findAction,
  inputOf,
  randomPrefix,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../../support/bot';
import { arrives, atRest, channelCardOf, threadUnder, type Arrived } from '../../support/journey';
import { makesEditors, shows, toldTo } from '../../support/keeping';
import { faultsIn } from '../../support/register';
import { startStorageProxy, type StorageProxy } from '../../support/storage-proxy';
import { cityDay } from '../../../src/i18n/moments';
import { plusDays } from '../../../src/register/when';
import {
  ANSWER,
  answers,
  itIs,
  morning,
  NO_LONGER,
  notification,
  nowIn,
  OPEN,
  opens,
  questionsTo,
  questionTo,
  textIn,
  TOLD,
} from './support';

let proxy: StorageProxy;
let bot: TestBot;
let robin: TestPerson;
let ed: TestPerson;

beforeAll(async () => {
  proxy = await startStorageProxy();
  bot = await startTestBot({
    connectionString: proxy.connectionString,
    prefix: randomPrefix(),
    settings: { turnDeadlineMs: 1_000, settingsCacheMs: 0 },
  });
  itIs(bot, TOLD);
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
  ed = bot.person('Ed Borg');
  await ed.says('hej');
  await makesEditors(bot, 'grundskola', [{ person: ed }]);
});

afterEach(async () => {
  proxy.mend();
  expect(faultsIn(await atRest(bot))).toEqual([]);
});

afterAll(async () => {
  await bot.stop();
  await proxy.stop();
});

const said = {
  happened: 'partly',
  result: 'Två nya partnerskolor',
  learned: 'Börja tidigare',
  willUse: 'Deras läromedel',
  outlook: 'change',
};
const inWords =
  'Det blev delvis av. Gav: Två nya partnerskolor. Lärdom: Börja tidigare. ' +
  'Kommer att användas: Deras läromedel. Framåt: fortsätter men ändras.';

/** Told afterwards, so that it is asked about at once. */
async function isAsked(values: object = {}) {
  const arrived = await tells({ when: 'vecka 37 2026', ...values });
  return { ...arrived, question: await questionTo(bot, arrived.sender) };
}

async function tells(values: object) {
  const arrived = await arrives(bot, bot.person('Kim Andersson'), values);
  await atRest(bot);
  return arrived;
}

/** Two weeks later it is a Monday morning, too. */
async function twoWeeksLater(): Promise<void> {
  await morning(bot, plusDays(cityDay(bot.clock.now()), 14));
}

async function changesOf({ ref }: Arrived): Promise<string[]> {
  return (await notification(bot, ref)).history.map(({ what }) => what);
}

describe('an answer', () => {
  it('shows where it was given, on the sender’s card, on the officers’ and in the thread', async () => {
    const asked = await isAsked();
    const answer = await answers(asked.sender, asked.question, said);
    expect(textOf(answer.card)).toContain('Tack för svaret');
    await atRest(bot);
    const { ref, sender, messageId, question, card } = asked;
    for (const text of [
      textIn(bot, sender, question),
      textOf(nowIn(bot, sender, messageId)),
      textOf(cardOf(await channelCardOf(bot, ref))),
    ])
      expect(text).toContain(`Hur det gick: ${inWords}`);
    expect(threadUnder(bot, card)).toEqual([
      `Kim Andersson har berättat hur det gick med ${ref}. ${inWords}`,
    ]);
    expect(findAction(nowIn(bot, sender, messageId), OPEN)).toBeUndefined();
    expect(findAction(cardOf(await channelCardOf(bot, ref)), OPEN)).toBeUndefined();
  });

  it('ends the reminders, and all cards that asked say so', async () => {
    const { sender, question } = await isAsked();
    await twoWeeksLater();
    const reminder = await questionTo(bot, sender, 2);
    await answers(sender, reminder, said);
    await twoWeeksLater();
    expect(questionsTo(bot, sender)).toEqual([]);
    for (const one of [question, reminder]) expect(textIn(bot, sender, one)).toContain('Tack för svaret');
  });

  it('needs the first question only', async () => {
    const asked = await isAsked();
    await answers(asked.sender, asked.question, { happened: 'no' });
    const [followUp] = (await notification(bot, asked.ref)).followUps!;
    expect(followUp!.answer!.outcome).toEqual({ happened: 'no' });
  });

  it('without it is asked for again, with the fault in its label, and keeps what was typed', async () => {
    const asked = await isAsked();
    const { card } = await answers(asked.sender, asked.question, { ...said, happened: '' });
    expect(inputOf(card, 'happened')!.label).toBe('⚠ Blev det av? Välj ett svar');
    expect(inputOf(card, 'result')!.value).toBe(said.result);
    expect(inputOf(card, 'outlook')!.value).toBe(said.outlook);
    expect(await changesOf(asked)).not.toContain('followedUp');
  });

  it('of 10,000 characters is refused with how long it may be, and all of it stays', async () => {
    const asked = await isAsked();
    const long = 'Ord '.repeat(2_500);
    const { card } = await answers(asked.sender, asked.question, { ...said, learned: long });
    expect(inputOf(card, 'learned')!.label).toMatch(/Högst 2000 tecken, nu 9999/);
    expect(inputOf(card, 'learned')!.value).toBe(long);
    expect(await changesOf(asked)).not.toContain('followedUp');
    const two = 'x'.repeat(2_000);
    await answers(asked.sender, asked.question, { ...said, learned: two });
    expect((await notification(bot, asked.ref)).followUps![0]!.answer!.outcome.learned).toBe(two);
  });

  it.each([
    ['right to left', '\u202Egnp.exe\u202C שלום مرحبا'],
    ['emoji', 'klass 👩‍🏫🏳️‍🌈 🇸🇪 ❤️'],
    ['markdown', '**fet** [länk](http://evil.example) <at>alla</at>'],
    ['templates and translations', '${ref} ${json($root)} {{ref}} {{who}} $t(followup:end) $& $1'],
    ['a formula', '=HYPERLINK("http://evil.example")'],
    ['several lines', 'Första raden\nAndra raden'],
  ])('with %s stands there to the letter', async (_, text) => {
    const asked = await isAsked({ title: text.split('\n')[0]!.slice(0, 190) });
    const { sender, question, ref, card } = asked;
    expect(actionData(cardOf(question), ANSWER).title).toBe(text.split('\n')[0]);
    const answer = await answers(sender, question, { ...said, result: text });
    await atRest(bot);
    const shown = `Gav: ${text}`;
    expect(textOf(answer.card)).toContain(shown);
    expect(textOf(cardOf(await channelCardOf(bot, ref)))).toContain(shown);
    expect(threadUnder(bot, card)[0]).toContain(shown);
  });

  it('that is pressed twice is one answer', async () => {
    const asked = await isAsked();
    const [one, two] = await Promise.all([1, 2].map(() => answers(asked.sender, asked.question, said)));
    for (const { card } of [one!, two!]) expect(textOf(card)).toContain('Tack för svaret');
    expect((await changesOf(asked)).filter(what => what === 'followedUp')).toHaveLength(1);
    await atRest(bot);
    expect(threadUnder(bot, asked.card)).toHaveLength(1);
  });

  it('of two people at once: the second sees who was first, and keeps what was typed', async () => {
    const asked = await isAsked();
    const hers = await opens(ed, asked.ref);
    await answers(asked.sender, asked.question, said);
    const { card } = await answers(ed, hers, { happened: 'no', result: 'Inställt' });
    expect(textOf(card)).toContain('Kim Andersson har redan svarat');
    expect(inputOf(card, 'result')!.value).toBe('Inställt');
    expect((await notification(bot, asked.ref)).followUps).toMatchObject([
      { answer: { by: asked.sender.id } },
    ]);

    await ed.presses(ANSWER, { ...actionData(card, ANSWER), happened: 'no', result: 'Inställt' }, hers.id);
    expect((await notification(bot, asked.ref)).followUps).toMatchObject([
      { answer: { by: ed.id, outcome: { happened: 'no', result: 'Inställt' } } },
    ]);
    await atRest(bot);
    expect(toldTo(bot, asked.sender).at(-1)).toContain('Ed Borg har berättat hur det gick');
  });

  it('of two people in the same instant is one, and the other is told', async () => {
    const asked = await isAsked();
    const hers = await opens(ed, asked.ref);
    const both = await Promise.all([
      answers(asked.sender, asked.question, said),
      answers(ed, hers, { happened: 'no' }),
    ]);
    const texts = both.map(({ card }) => textOf(card));
    expect(texts.filter(text => text.includes('Tack för svaret'))).toHaveLength(1);
    expect(texts.filter(text => text.includes('har redan svarat'))).toHaveLength(1);
  });

  it('can be changed, with what was said before in the form', async () => {
    const asked = await isAsked();
    const { sender, question, ref } = asked;
    const { card } = await answers(sender, question, said);
    const before = bot.teams.in(sender.chat).length;
    await sender.presses(OPEN, actionData(card, OPEN), question.id);
    const form = bot.teams.in(sender.chat).slice(before).at(-1)!;
    expect(inputOf(cardOf(form), 'learned')!.value).toBe(said.learned);
    expect(findAction(cardOf(form), NO_LONGER)).toBeUndefined();
    await answers(sender, form, { ...said, learned: 'Börja ännu tidigare' });
    await atRest(bot);
    expect(textIn(bot, sender, question)).toContain('Börja ännu tidigare');
    expect((await changesOf(asked)).filter(what => what === 'followedUp')).toHaveLength(2);
    expect(textOf(cardOf(await channelCardOf(bot, ref)))).toContain('Börja ännu tidigare');
  });

  it('is not for somebody of another unit', async () => {
    const { ref, question } = await isAsked();
    const stranger = bot.person('Lee Holm');
    for (const [verb, data] of [
      [OPEN, { ref }],
      [ANSWER, { ...actionData(cardOf(question), ANSWER), ...said }],
      [NO_LONGER, { ref, period: 'end' }],
    ] as const) {
      const { card, notice } = await stranger.presses(verb, data, 'card');
      expect(card).toBeUndefined();
      expect(notice).toContain('saknar du behörighet');
    }
    expect(textOf(await shows(stranger, ref))).not.toContain('Hur det gick');
  });

  it('cannot be given before it is over', async () => {
    const arrived = await tells({ when: 'vecka 37 2027' });
    const { notice } = await arrived.sender.presses(OPEN, { ref: arrived.ref }, 'card');
    expect(notice).toContain('har inte avslutats än');
  });

  it('to what was moved to later while the form stood open stays in it', async () => {
    const asked = await tells({ when: 'löpande' });
    const form = await opens(asked.sender, asked.ref);
    const { content } = await notification(bot, asked.ref);
    await asked.sender.presses('collaboration.edit', {
      ...{ ref: asked.ref, base: 1, unitId: content.unitId, cities: 'bergen', title: content.title },
      ...{ category: content.category, when: 'vecka 37 2027' },
    });
    const { card } = await answers(asked.sender, form, said);
    expect(textOf(card)).toContain('har inte avslutats än');
    expect(inputOf(card, 'result')!.value).toBe(said.result);
  });

  it('to what has been withdrawn says so', async () => {
    const { ref, sender, question } = await isAsked();
    const data = { ...actionData(cardOf(question), ANSWER), ...said };
    await sender.presses('collaboration.withdraw', { ref });
    await atRest(bot);
    expect(textIn(bot, sender, question)).toContain(`${ref} är återkallat`);
    const { card } = await sender.presses(ANSWER, data, question.id);
    expect(textOf(card)).toContain(`${ref} är återkallat`);
  });
});

describe('when storage is away', () => {
  it('what was typed stays, with a code, and can be sent later', async () => {
    const asked = await isAsked();
    proxy.fault = () => ({ status: 503 });
    const { card } = await answers(asked.sender, asked.question, said);
    expect(textOf(card)).toMatch(/Det är osäkert om det sparades.*Felkod: \w+/);
    for (const part of ['happened', 'result', 'learned', 'willUse', 'outlook'] as const)
      expect(inputOf(card, part)!.value).toBe(said[part]);
    proxy.mend();
    await asked.sender.presses(ANSWER, { ...actionData(card, ANSWER), ...said }, asked.question.id);
    expect((await notification(bot, asked.ref)).followUps).toMatchObject([{ answer: { outcome: said } }]);
  });

  it('that wrote although it said that it did not: the second press finds it done', async () => {
    const asked = await isAsked();
    proxy.fault = ({ method, path }) =>
      method === 'POST' && path.includes('$batch') ? { status: 503, afterwards: true } : undefined;
    await answers(asked.sender, asked.question, said);
    proxy.mend();
    const { card } = await answers(asked.sender, asked.question, said);
    expect(textOf(card)).toContain('Tack för svaret');
    expect((await changesOf(asked)).filter(what => what === 'followedUp')).toHaveLength(1);
  });
});

describe('"no longer relevant"', () => {
  it('ends it: nobody is asked again, and the thread says who said so', async () => {
    const { ref, sender, question, card } = await isAsked();
    const answer = await sender.presses(NO_LONGER, actionData(cardOf(question), NO_LONGER), question.id);
    expect(textOf(answer.card)).toContain('Vi frågar inte mer om det här');
    await twoWeeksLater();
    expect(questionsTo(bot, sender)).toEqual([]);
    expect(textIn(bot, sender, question)).toContain('Vi frågar inte mer om det här');
    expect(threadUnder(bot, card)).toEqual([`Kim Andersson: ${ref} är inte aktuellt att följa upp längre.`]);
  });

  it('can be followed by an answer all the same', async () => {
    const { ref, sender, question } = await isAsked();
    const { card } = await sender.presses(NO_LONGER, actionData(cardOf(question), NO_LONGER), question.id);
    const before = bot.teams.in(sender.chat).length;
    await sender.presses(OPEN, actionData(card, OPEN), question.id);
    await answers(sender, bot.teams.in(sender.chat).slice(before).at(-1)!, said);
    await atRest(bot);
    const { followUps } = await notification(bot, ref);
    expect(followUps).toMatchObject([{ answer: { outcome: said } }]);
    expect(textIn(bot, sender, question)).toContain('Tack för svaret');
  });

  it('pressed twice is one, and after an answer changes nothing', async () => {
    const asked = await isAsked();
    const { ref, sender, question } = asked;
    const press = () => sender.presses(NO_LONGER, { ref, period: 'end' }, question.id);
    await Promise.all([press(), press()]);
    expect((await changesOf(asked)).filter(what => what === 'followUpEnded')).toHaveLength(1);
    await answers(sender, question, said);
    expect(textOf((await press()).card)).toContain('Tack för svaret');
    expect((await notification(bot, ref)).followUps![0]).not.toHaveProperty('ended');
  });
});
