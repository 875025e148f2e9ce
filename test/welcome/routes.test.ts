import {
  actionData,
  cardOf,
  findAction,
  randomPrefix,
  startTestBot,
  TestPerson,
  textOf,
  type TestBot,
} from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';

const SWEDISH_WELCOME = 'Hej! Här informerar du om samarbete';
const ENGLISH_WELCOME = 'Hello! Here you report collaboration';
const SWEDISH_HELP = 'Det här kan du skriva';
const ENGLISH_HELP = 'What you can type';

/** All text of what the bot wrote, whether a card or a sentence. */
function shown(messages: PostedActivity[]): string {
  expect(messages).toHaveLength(1);
  const [message] = messages;
  return message!.activity.text ?? textOf(cardOf(message!));
}

describe('in the own chat', () => {
  let bot: TestBot;
  let kim: TestPerson;
  let robin: TestPerson;

  // Every activity of these tests says that the client is set to en-US.
  beforeAll(async () => {
    bot = await startTestBot({ settings: { memberCacheMs: 0 } });
    robin = bot.coordinator('Robin Lindqvist');
    await bot.bindChannel(robin);
  });

  beforeEach(() => {
    kim = bot.person('Kim Andersson');
  });

  afterAll(() => bot.stop());

  it.each([
    ['hej', SWEDISH_WELCOME],
    ['Hej!', SWEDISH_WELCOME],
    ['hello', SWEDISH_WELCOME],
    ['hjälp', SWEDISH_HELP],
    ['HJALP', SWEDISH_HELP],
    ['help', SWEDISH_HELP],
    ['?', SWEDISH_HELP],
    ['svenska', 'Nu skriver jag på svenska.'],
    ['english', 'I will write in English from now on.'],
    ['qwerty', 'Det förstod jag inte'],
    ['', 'Det förstod jag inte'],
  ])('"%s" is answered in Swedish by default: %s', async (text, expected) =>
    expect(shown(await kim.says(text))).toContain(expected),
  );

  it.each([
    ['hello', ENGLISH_WELCOME],
    ['hej', ENGLISH_WELCOME],
    ['help', ENGLISH_HELP],
    ['?', ENGLISH_HELP],
    ['qwerty', 'I did not understand that'],
    ['svenska', 'Nu skriver jag på svenska.'],
  ])('"%s" is answered in English by who has chosen it: %s', async (text, expected) => {
    await kim.says('english');
    expect(shown(await kim.says(text))).toContain(expected);
  });

  it.each(['en-US', 'en-GB', 'sv-SE', 'da-DK', undefined])(
    'the locale of the client (%s) never decides the language',
    async locale => {
      expect(shown(await kim.says('hej', { locale }))).toContain(SWEDISH_WELCOME);
      await kim.says('english', { locale });
      expect(shown(await kim.says('hej', { locale }))).toContain(ENGLISH_WELCOME);
    },
  );

  it('the button of the first card changes it to the other language and back', async () => {
    const [first] = await kim.says('hej');
    const english = await kim.presses('welcome.language', { locale: 'en' }, first!.id);
    expect(textOf(english.card)).toContain(ENGLISH_WELCOME);
    expect(shown(await kim.says('hej'))).toContain(ENGLISH_WELCOME);
    expect(findAction(english.card, 'welcome.language')?.data).toMatchObject({ locale: 'sv' });
    const swedish = await kim.presses('welcome.language', { locale: 'sv' }, first!.id);
    expect(textOf(swedish.card)).toContain(SWEDISH_WELCOME);
  });

  it('one person’s language is nobody else’s', async () => {
    await kim.says('english');
    expect(shown(await bot.person('Sam Karlsson').says('hej'))).toContain(SWEDISH_WELCOME);
  });

  it('a language that is not there is refused', async () => {
    await kim.presses('welcome.language', { locale: 'da' });
    expect(shown(await kim.says('hej'))).toContain(SWEDISH_WELCOME);
  });

  it('the buttons stand also under what was not understood', async () => {
    const [message] = await kim.says('qwerty');
    for (const verb of ['collaboration.open', 'collaboration.mine', 'welcome.help', 'welcome.language'])
      expect(findAction(cardOf(message!), verb)).toBeDefined();
  });

  it.each([
    ['sv', 'Sök efter det här', '”%”'],
    ['en', 'Search for this', '“%”'],
  ] as const)(
    'what was not understood can be looked for with one press, in %s',
    async (locale, title, signs) => {
      if (locale === 'en') await kim.says('english');
      const text = ' vad gör vi med Åbo om skolor ';
      const [message] = await kim.says(text);
      const button = findAction(cardOf(message!), 'search.find');
      expect(button).toMatchObject({ title, data: { query: text.trim() } });
      expect(button?.mode).not.toBe('secondary');
      const before = bot.teams.in(kim.chat).length;
      await kim.presses('search.find', actionData(cardOf(message!), 'search.find'), message!.id);
      const found = textOf(cardOf(bot.teams.in(kim.chat).slice(before).at(-1)!));
      expect(found).toContain(locale === 'sv' ? 'Åbo · skolor' : 'Turku · skolor');
      expect(shown(await kim.says(locale === 'sv' ? 'sök %' : 'search %'))).toContain(signs);
    },
  );

  it('no more is looked for than a search takes, and nothing where nothing was written', async () => {
    const [long] = await kim.says('ö'.repeat(5_000));
    expect(actionData(cardOf(long!), 'search.find')).toMatchObject({ query: 'ö'.repeat(200) });
    const [empty] = await kim.says('');
    expect(findAction(cardOf(empty!), 'search.find')).toBeUndefined();
  });

  it.each(['hej', 'qwerty'])('"%s" shows coordinators the deliveries, and nobody else', async text => {
    const [forRobin] = await robin.says(text);
    const [forKim] = await kim.says(text);
    expect(findAction(cardOf(forRobin!), 'delivery.overview')).toMatchObject({ title: 'Utskick' });
    expect(findAction(cardOf(forKim!), 'delivery.overview')).toBeUndefined();
  });

  it('help tells coordinators of the deliveries and the channel, and nobody else', async () => {
    const forRobin = shown(await robin.says('hjälp'));
    const forKim = shown(await kim.says('hjälp'));
    for (const word of ['utskick', 'kanal']) {
      expect(forRobin).toContain(`${word}: `);
      expect(forKim).not.toContain(`${word}: `);
    }
  });

  it('greets a coordinator as anybody while Teams does not tell who is one', async () => {
    bot.teams.fault = ({ path }) => (path.includes('pagedmembers') ? { status: 503 } : undefined);
    try {
      const [message] = await robin.says('hej');
      expect(textOf(cardOf(message!))).toContain(SWEDISH_WELCOME);
      expect(findAction(cardOf(message!), 'delivery.overview')).toBeUndefined();
    } finally {
      bot.teams.fault = () => undefined;
    }
  });
});

describe('the language', () => {
  it('is remembered when the bot starts anew', async () => {
    const prefix = randomPrefix();
    const before = await startTestBot({ prefix });
    const kim = before.person('Kim Andersson');
    await kim.says('english');
    await before.app.stop();

    const after = await startTestBot({ prefix, teams: before.teams });
    try {
      const kimLater = new TestPerson(after.url, after.teams, kim.member);
      expect(shown(await kimLater.says('hej'))).toContain(ENGLISH_WELCOME);
    } finally {
      await after.stop();
      await before.teams.stop();
    }
  });
});
