import {
  cardOf,
  eventually,
  inputOf,
  SLK_CHANNEL,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import type { FakeTeams, PostedActivity } from '../support/fake-teams';
import { dueFirstQuestion, firstQuestionJob, makeFirstQuestion } from '../../src/lists/first-question';
import { seedLists } from '../../src/directory/lists';
import { dataOfButton, does, ON } from './officer';
import { hostIn2027, listsOf, notKnown } from './meetings/histories';

describe('the question when Göteborg hosts', () => {
  // Monday 23 November 2026, ten in the morning in Göteborg.
  const start = '2026-11-23T09:00:00Z';

  it.each([
    [start, start, undefined],
    [start, '2026-11-24T07:59:00Z', undefined],
    [start, '2026-11-24T08:00:00Z', '2026-11'],
    [start, '2026-11-30T15:59:00Z', '2026-11'],
    // At night nobody is written to.
    [start, '2026-11-30T22:00:00Z', undefined],
    // Already the first of December in Göteborg.
    [start, '2026-11-30T23:30:00Z', undefined],
    [start, '2026-12-01T08:00:00Z', '2026-12'],
    // The first of January is a holiday, and then comes a weekend.
    [start, '2027-01-01T08:00:00Z', undefined],
    [start, '2027-01-04T08:00:00Z', '2027-01'],
    ['2026-11-23T07:00:00Z', '2026-11-23T08:00:00Z', '2026-11'],
    ['2026-11-20T15:00:00Z', '2026-11-22T12:00:00Z', undefined],
    ['2026-11-20T15:00:00Z', '2026-11-23T08:00:00Z', '2026-11'],
  ])('of a bot started %s is due at %s: %s', (startedAt, now, month) => {
    expect(dueFirstQuestion(seedLists, new Date(now), new Date(startedAt))).toBe(month);
    expect(dueFirstQuestion(listsOf(notKnown), new Date(now), new Date(startedAt))).toBe(month);
    expect(dueFirstQuestion(listsOf(hostIn2027), new Date(now), new Date(startedAt))).toBeUndefined();
  });

  it('is asked once a month', () => {
    expect(firstQuestionJob('2026-11').key).toBe('first-question|2026-11');
    expect(firstQuestionJob('2026-11')).toEqual(firstQuestionJob('2026-11'));
  });
});

let bot: TestBot;
let robin: TestPerson;
let ingrid: TestPerson;

beforeEach(async () => {
  bot = await startTestBot({ now: () => new Date('2026-11-23T09:00:00Z'), settings: { settingsCacheMs: 0 } });
  robin = bot.coordinator('Robin Lindqvist');
  ingrid = bot.coordinator('Ingrid Åkesson');
  await bot.bindChannel(robin);
  await robin.says('hej');
});

afterEach(async () => {
  await bot.stop();
});

function questions({ posted }: FakeTeams): PostedActivity[] {
  return posted.filter(
    message =>
      message.conversationId === SLK_CHANNEL &&
      message.activity.attachments?.length &&
      /Göteborgs? värd/.test(textOf(cardOf(message))),
  );
}

function asked(at: string, count: number): Promise<PostedActivity> {
  bot.clock.now = () => new Date(at);
  return eventually(`question ${count}`, () => questions(bot.teams)[count - 1]);
}

describe('two instances over the same storage', () => {
  it('ask once, and once more after the month', async () => {
    const make = () =>
      makeFirstQuestion({
        table: bot.storage.register,
        partition: 'another-city',
        lists: {
          current: () => Promise.resolve(seedLists),
          load: () => Promise.resolve({ version: 0 }),
          history: () => Promise.resolve([]),
        },
        people: { names: () => Promise.resolve(new Map()) },
      });
    const ask = async (clocks: ReturnType<typeof make>[], at: string) =>
      (await Promise.all(clocks.map(clock => clock.enterDue(new Date(at))))).flat();
    const both = [make(), make()];
    expect(await ask(both, '2026-11-23T09:00:00Z')).toEqual([]);
    expect(await ask(both, '2026-11-24T08:00:00Z')).toEqual(['first-question|2026-11']);
    expect(await ask(both, '2026-11-24T08:00:01Z')).toEqual([]);
    // One that was started later finds that it has been asked.
    const third = make();
    await ask([third], '2026-11-24T12:00:00Z');
    expect(await ask([third], '2026-11-25T08:00:00Z')).toEqual([]);
    expect(await ask([...both, third], '2026-12-01T08:00:00Z')).toEqual(['first-question|2026-12']);
  });
});

describe('in the channel', () => {
  it('one answers, the card says who and when, and another is told that it has been answered', async () => {
    const question = await asked('2026-11-24T08:00:05Z', 1);
    expect(textOf(cardOf(question))).toContain('När var eller är Göteborg värd');
    const missing = await robin.pressesInChannel(
      'lists.answerFirst',
      { turn: 'other', otherYear: '' },
      question.id,
    );
    expect(inputOf(missing.card, 'otherYear')).toMatchObject({
      label: expect.stringContaining('skriv ett årtal'),
    });
    expect(inputOf(missing.card, 'turn')).toMatchObject({ value: 'other' });

    const answer = await robin.pressesInChannel(
      'lists.answerFirst',
      { turn: '2027', otherYear: '' },
      question.id,
    );
    expect(textOf(answer.card)).toMatch(
      /Göteborg är värd 2027\.\nRobin Lindqvist svarade den 24 november 2026 kl\. 09:00\./,
    );
    const late = await ingrid.pressesInChannel(
      'lists.answerFirst',
      { turn: '2025', otherYear: '' },
      question.id,
    );
    expect(textOf(late.card)).toMatch(/redan besvarad.*Göteborg är värd 2027.*Robin Lindqvist svarade/s);
  });

  it('an answer is changed in one’s own chat', async () => {
    await robin.pressesInChannel('lists.answerFirst', { turn: '2027', otherYear: '' }, ON);
    const before = bot.teams.in(robin.chat).length;
    await robin.pressesInChannel('lists.changeAnswer', {}, ON);
    const form = bot.teams.in(robin.chat)[before]!;
    expect(inputOf(cardOf(form), 'turn')).toMatchObject({ value: '2027' });
    const data = { ...dataOfButton({ card: cardOf(form) } as never, 'Spara'), turn: '2025' };
    const shown = await robin.presses('lists.save', data, form.id);
    expect(textOf(shown.card)).toContain('Göteborgs nästa värdskap: 2027 blir 2033.');
  });

  it('who is no coordinator is told so in plain words', async () => {
    const kim = bot.person('Kim Andersson');
    const answer = await kim.pressesInChannel('lists.answerFirst', { turn: '2027', otherYear: '' }, ON);
    expect(answer.notice).toContain('ändras av handläggare på stadsledningskontoret');
    expect(answer.card).toBeUndefined();
  });

  it('it is asked again each month until it is known, and then the cards that asked tell of the answer', async () => {
    const first = await asked('2026-11-24T08:00:05Z', 1);
    await robin.pressesInChannel('lists.answerFirst', { turn: 'notKnown', otherYear: '' }, first.id);
    const second = await asked('2026-12-01T08:00:05Z', 2);
    const shown = await does(
      robin,
      { list: 'cycle', deed: 'firstAnswer', id: 'turordning' },
      { turn: '2025' },
    );
    await robin.presses('lists.save', dataOfButton(shown, 'Bekräfta'), ON);
    bot.clock.now = () => new Date('2026-12-01T08:10:00Z');
    const told = await eventually('the card tells of the answer', () => {
      const text = textOf(cardOf(second));
      return text.includes('Göteborg var värd 2025.') && text;
    });
    expect(told).toContain('Robin Lindqvist svarade den 1 december 2026');
    bot.clock.now = () => new Date('2027-01-04T08:00:05Z');
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(questions(bot.teams)).toHaveLength(2);
  });
});
