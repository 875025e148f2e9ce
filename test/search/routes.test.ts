import {
  actionData,
  aForm,
  cardOf,
  findAction,
  inputOf,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';

type Card = Record<string, unknown>;

const LONG_TITLE = `Å ${'x'.repeat(197)}!`;

describe('"sök"', () => {
  let bot: TestBot;
  let kim: TestPerson;
  let lee: TestPerson;
  let ref: string;

  beforeAll(async () => {
    bot = await startTestBot();
    kim = bot.person('Kim Andersson');
    lee = bot.person('Lee Holm');
    ref = await informed({
      title: 'Lägerskola om hållbara hav',
      when: '2024',
      purpose: 'Hemligt',
      workplace: 'Fjällskolan',
    });
    await informed({ title: LONG_TITLE, when: '2025', unitId: 'arbvux', cities: 'abo' });
    for (let number = 1; number <= 10; number += 1) {
      await informed({
        title: `Kör ${number}`,
        unitId: 'kultur',
        cities: 'aarhus',
        when: `${2010 + number}`,
        category: 'kultur',
      });
    }
  });
  afterAll(() => bot.stop());

  async function informed(values: object): Promise<string> {
    return referenceIn((await kim.informs(values)).card);
  }

  async function finds(text: string, who = lee): Promise<Card> {
    const messages = await who.says(text);
    expect(messages).toHaveLength(1);
    return cardOf(messages[0]!);
  }

  function titles(card: Card): string[] {
    return textOf(card)
      .split('\n')
      .filter(line => /^(Kör|Läger|Å )/.test(line));
  }

  it.each([
    'sök bergen skola 2024',
    'sok Bergen skolor 2024',
    'SÖK 2024 lägerskolor',
    'hitta hållbart hav',
    'search bergen school 2024',
    'find elevutbyte',
  ])('finds it in one line: "%s"', async text => {
    const card = await finds(text);
    expect(titles(card)).toContain('Lägerskola om hållbara hav');
    expect(textOf(card)).toContain(`${ref} · Bergen · 2024`);
    expect(JSON.stringify(card)).toContain(JSON.stringify({ locale: 'sv', ref }));
  });

  it('says how it was understood, and opens what it found', async () => {
    const card = await finds('sök skola TURKU eller bergen i år');
    expect(textOf(card)).toContain('Åbo · Bergen · skola · 2026');
    const before = bot.teams.in(lee.chat).length;
    await lee.presses('collaboration.show', actionData(await finds('sök hav'), 'collaboration.show'), 'card');
    expect(textOf(cardOf(bot.teams.in(lee.chat).slice(before).at(-1)!))).toContain(ref);
  });

  it('says who takes part, where that is why it was found', async () => {
    await informed({
      title: 'Å vagnar',
      when: '2039',
      unitId: 'sparvagar',
      participatingUnits: 'kultur',
      category: 'projekt',
    });
    expect(textOf(await finds('sök kulturförvaltningen 2039'))).toMatch(
      /^Göteborgs Spårvägar.*, deltar: Kulturförvaltningen$/m,
    );
    expect(textOf(await finds('sök vagnar 2039'))).not.toContain('deltar');
  });

  it.each(['%', '🎻', '% &'])('says what was looked for where it is only signs: "%s"', async text =>
    expect(textOf(await finds(`sök ${text}`)).split('\n')).toContain(`”${text}”`),
  );

  it('shows pages, the last that began first, each once', async () => {
    const first = await finds('sök kör');
    expect(titles(first)).toEqual([10, 9, 8, 7, 6, 5, 4, 3].map(number => `Kör ${number}`));
    expect(textOf(first)).toContain('Här är de 8 första.');
    const before = bot.teams.in(lee.chat).length;
    await lee.presses('search.more', actionData(first, 'search.more'), 'card');
    const second = cardOf(bot.teams.in(lee.chat)[before]!);
    expect(titles(second)).toEqual(['Kör 2', 'Kör 1']);
    expect(textOf(second)).toContain('Här är 2 till.');
    expect(findAction(second, 'search.more')).toBeUndefined();
  });

  it('finds nothing by what only some may read', async () => {
    for (const text of ['sök hemligt', 'sök fjällskolan', 'sök Kim Andersson']) {
      const card = await finds(text);
      expect(titles(card)).toEqual([]);
      expect(textOf(card)).toContain('Jag hittade inget samarbete.');
    }
  });

  it('shows what has some of it where none has all of it, and says so', async () => {
    const card = await finds('sök blockflöjt åbo');
    expect(textOf(card)).toContain('Inget samarbete har alla orden.');
    expect(titles(card)).toEqual([LONG_TITLE]);
    expect(inputOf(card, 'query')?.value).toBe('blockflöjt åbo');
  });

  it('takes signs for no more than what stands between words', async () =>
    expect(titles(await finds("sök ' kör 1' and 1 eq '1"))[0]).toBe('Kör 1'));

  it.each(["' or x eq x", '%', '🎻', '*', "'; drop table", '𝕏'.repeat(100), 'x'.repeat(5_000)])(
    'answers plainly to "%s"',
    async text => {
      const card = await finds(`sök ${text}`);
      expect(textOf(card)).toContain('Jag hittade inget samarbete.');
      expect(textOf(card)).toContain('Prova färre ord');
    },
  );

  it('alone asks what for, and takes it from a card', async () => {
    const card = await finds('sök');
    expect(inputOf(card, 'query')?.label).toBe('Vad söker du?');
    const empty = await lee.presses('search.find', { query: '  ' }, 'card');
    expect(inputOf(empty.card, 'query')?.label).toContain('⚠ Vad söker du?');
    const before = bot.teams.in(lee.chat).length;
    await lee.presses('search.find', { ...actionData(card, 'search.find'), query: 'hav bergen' }, 'card');
    expect(titles(cardOf(bot.teams.in(lee.chat)[before]!))).toEqual(['Lägerskola om hållbara hav']);
  });

  it('offers what a reference stands for', async () => {
    const card = await finds('sök v 2026 1');
    expect(actionData(card, 'collaboration.show')).toMatchObject({ ref: 'V-2026-0001' });
  });

  it('is English for who reads English', async () => {
    const alex = bot.person('Alex');
    await alex.says('english');
    expect(textOf(await finds('search turku', alex))).toContain('One collaboration.');
    expect(textOf(await finds('search', alex))).toContain('What are you looking for?');
    expect(textOf(await finds('find nothing here', alex))).toContain('I found no collaboration.');
  });

  it.each([
    ['search.more', { text: 'kör' }],
    ['search.more', { text: 'x'.repeat(201), cursor: { tier: 'title', some: true } }],
    ['search.more', { text: 'kör', cursor: { tier: 'all', some: true } }],
    ['search.more', { text: 'kör', cursor: { tier: 'title', some: true, after: 'x'.repeat(101) } }],
    ...[
      { each: 0 },
      { each: 5_000 },
      { day: 'i dag' },
      { shown: 'x'.repeat(101) },
      { to: 'x'.repeat(101) },
    ].map((part): [string, object] => [
      'search.more',
      {
        text: 'kör',
        cursor: { tier: 'title', some: true, window: { each: 9, day: '2026-11-23', shown: '9', ...part } },
      },
    ]),
    ['search.find', { query: { $ne: '' } }],
    ['search.share', { skip: -1 }],
  ])('is refused where its button is not as it was: %s %j', async (verb, data) => {
    const answer = await lee.presses(verb, data, 'card');
    expect(answer.notice).toContain('Hittar inte');
  });

  it('begins anywhere that a button says, and finds nothing more than anyone may', async () => {
    const sign = "' or RowKey ge '";
    const window = { each: 72, day: '2026-11-23', shown: sign, to: sign };
    const cursor = { tier: 'other', some: false, after: sign, window };
    const before = bot.teams.in(lee.chat).length;
    await lee.presses('search.more', { text: 'kör', cursor }, 'card');
    expect(bot.teams.in(lee.chat)).toHaveLength(before + 1);
  });

  it('is answered in the own chat when it is asked in a channel', async () => {
    const [message] = await lee.saysInChannel('sök bergen');
    expect(actionData(cardOf(message!), 'welcome.ownChat')).toMatchObject({ text: 'sök bergen' });
    const { notice } = await lee.pressesInChannel('search.find', { query: 'bergen' }, 'card');
    expect(notice).toContain('Hittar inte');
  });

  it('finds neither what was withdrawn nor what was changed to something else', async () => {
    const gone = await informed({ ...aForm, title: 'Marsvin', when: '2040' });
    const changed = await informed({ ...aForm, title: 'Ekorrar', when: '2041' });
    await kim.presses('collaboration.withdraw', { ref: gone }, 'card');
    await kim.presses(
      'collaboration.edit',
      { ...aForm, title: 'Kajor', when: '2041', ref: changed, base: 1 },
      'card',
    );
    expect(textOf(await finds('sök marsvin'))).toContain('Jag hittade inget');
    expect(textOf(await finds('sök ekorre'))).toContain('Jag hittade inget');
    expect(textOf(await finds('sök kaja'))).toContain(changed);
  });
});
