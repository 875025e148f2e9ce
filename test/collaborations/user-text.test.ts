import {
  SLK_CHANNEL,
  actionData,
  aForm,
  cardOf,
  eventually,
  findAction,
  referenceIn,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
} from '../support/bot';

/** What people could write to get more than text out of it: links, mentions, templates, translations, confusion. */
const writings: string[] = [
  '[click](http://evil.example)',
  '![x](http://evil.example/x.png)',
  'http://evil.example/path?a=b&c=d',
  '**bold** _slanted_ ~~struck~~ `code`',
  '# heading - one > two | three',
  '<at>all</at>',
  '<at id="0">Robin Lindqvist</at> @everyone @Robin',
  '<b onclick="alert(1)">x</b><script>alert(1)</script> &lt;b&gt; &amp;',
  '${ref} ${$root.ref} ${json($root)} ${concat("a","b")} $when',
  '\\${ref} $${ref} ${ref',
  '{{t}} {{ref}} {{title}} {{- who}} {{count}}',
  '$t(common:failed) $t(common:failed, {"code": "{{ref}}"}) $t(title)',
  "$& $1 $` $' $$",
  '{{DATE(2017-02-14T06:08:39Z, LONG)}} {{TIME(2017-02-14T06:08:39Z)}}',
  'x'.repeat(150),
  'klass 👩‍🏫🏳️‍🌈 🇸🇪 ❤️',
  '\u202Egnp.exe\u202C שלום مرحبا',
  '"\'\\" \\n \\u0041 %s %d /* */ --',
  '{"type":"Image","url":"http://evil.example"}',
];

/** As many of them together as a title has room for. */
function inTitles(texts: readonly string[]): string[] {
  return texts.reduce<string[]>((joined, text) => {
    const last = joined.at(-1);
    return last !== undefined && last.length + text.length < 190
      ? [...joined.slice(0, -1), `${last} ${text}`]
      : [...joined, text];
  }, []);
}

/** Lists show those of the other tests too. */
const titles = new Set(inTitles(writings));

/** Marks where user text begins and ends, so that each place where it stands can be found and compared. */
const marked = (text: string) => `«${text}»`;

/** Every string with user text in it, and what of the card shows it. */
function placesOf(value: unknown, kind = ''): { place: string; text: string }[] {
  if (typeof value === 'string') return value.includes('«') ? [{ place: kind, text: value }] : [];
  if (Array.isArray(value)) return value.flatMap(item => placesOf(item, kind));
  if (typeof value !== 'object' || value === null) return [];
  const own = value as Record<string, unknown>;
  return Object.entries(own).flatMap(([key, item]) => {
    const type = typeof own.type === 'string' ? own.type.replace(/^(Input|Action)\..*/, '$1') : kind;
    return placesOf(item, kind.startsWith('Action.data') ? kind : `${type}.${key}`);
  });
}

/** Where text is shown to the letter. `summary` and `fallbackText` are plain text by definition. */
const PLAIN = new Set([
  'TextRun.text',
  'Input.value',
  'message.summary',
  'AdaptiveCard.fallbackText',
  'Action.data',
  'Action.tooltip',
]);

function expectPlain(shown: unknown): void {
  const places = placesOf(shown);
  expect(places.filter(({ place }) => !PLAIN.has(place))).toEqual([]);
  for (const place of places) {
    const cited = [...place.text.matchAll(/«([^«»]*)»/g)].map(([, inside]) => inside);
    expect(cited.filter(inside => !titles.has(inside!))).toEqual([]);
    expect(cited.length).toBe(place.text.split('«').length - 1);
  }
  const all = JSON.stringify(shown);
  expect(all).not.toContain('"entities"');
  expect(all).not.toContain('"mention"');
  expect(all).not.toContain('"selectAction"');
}

describe.each(['sv', 'en'])('what people write, in a chat in %s', locale => {
  let bot: TestBot;

  beforeAll(async () => {
    bot = await startTestBot();
    await bot.bindChannel(bot.coordinator('Alex Smith'));
  });
  afterAll(() => bot.stop());

  it.each([...titles])('is shown to the letter wherever it stands: %s', async writing => {
    const text = marked(writing);
    const answers: Answer[] = [];
    const robin = bot.coordinator(`Robin ${text}`);
    const nova = bot.coordinator(`Nova ${text}`);
    bot.clock.now = laterClock(bot);
    const kim = bot.person(`Kim ${text}`);
    if (locale === 'en') await Promise.all([kim.says('english'), robin.says('english')]);
    const before = bot.teams.posted.length;

    const form = await kim.opensForm();
    const typed = {
      ...aForm,
      title: text,
      contactFunction: text,
      workplace: text,
      otherParticipants: text,
      participants: text,
      purpose: text,
      climateNote: text,
    };
    answers.push(
      await kim.presses(
        'collaboration.submit',
        { ...form.data, ...typed, when: text, links: text },
        form.messageId,
      ),
    );
    const done = await kim.presses('collaboration.submit', { ...form.data, ...typed }, form.messageId);
    answers.push(done);
    expect(placesOf(done.raw).map(({ place }) => place)).toContain('TextRun.text');
    const ref = referenceIn(done.card);
    const channelCard = await eventually('a card in the channel', () =>
      bot.teams.in(SLK_CHANNEL).find(message => textOf(cardOf(message)).includes(ref)),
    );

    const asked = actionData(cardOf(channelCard), 'collaboration.ask');
    const press = (verb: string, data: object) =>
      robin.pressesInChannel(verb, { ...asked, ...data }, channelCard.id);
    answers.push(
      await press('collaboration.ask', { question: `${text}${' '.repeat(10)}${'x'.repeat(1000)}` }),
    );
    answers.push(await press('collaboration.register', { caseNumber: text }));
    answers.push(await press('collaboration.ask', { question: text }));
    answers.push(
      await nova.pressesInChannel('collaboration.ask', { ...asked, question: 'Två?' }, channelCard.id),
    );
    const question = await eventually('the question', () =>
      bot.teams
        .in(kim.chat)
        .find(message => findAction(message.activity.attachments, 'collaboration.answer')),
    );
    const answerData = actionData(cardOf(question), 'collaboration.answer');
    const answerPress = (answer: string) =>
      kim.presses('collaboration.answer', { ...answerData, answer }, question.id);
    answers.push(await answerPress(`${text}${'x'.repeat(2000)}`), await answerPress(text));

    await kim.presses('collaboration.openEdit', { ref }, form.messageId);
    const edited = { ...typed, ref, base: 1 };
    answers.push(await kim.presses('collaboration.edit', { ...edited, purpose: `${text} ${text}` }, 'edit'));
    answers.push(await robin.presses('collaboration.edit', { ...edited, purpose: 'annat' }, 'edit'));
    await eventually('the answer in the thread', () =>
      bot.teams
        .in(`${SLK_CHANNEL};messageid=${channelCard.id}`)
        .some(message => textOf(cardOf(message)).includes(text)),
    );

    await kim.says('mina');
    await kim.says(`visa ${ref}`);
    await robin.says(`visa ${ref}`);
    await bot.person(`Lee ${text}`).says(`visa ${ref}`);
    await bot.person('Alex').informs({ title: `${text} igen` });
    await kim.says(text);
    await kim.says(`informera ${text}`);
    await kim.saysInChannel(`informera ${text}`);
    await robin.says('utskick');
    await robin.says('kanal');
    answers.push(await robin.presses('collaboration.withdraw', { ref }, 'card'));
    answers.push(await kim.presses('collaboration.withdraw', { ref }, form.messageId));

    for (const answer of answers) {
      expect(answer.card).toBeDefined();
      expectPlain(answer.raw);
    }
    for (const { activity, updates } of bot.teams.posted.slice(before)) {
      for (const { type, text: said, summary, attachments } of [activity, ...updates]) {
        expectPlain({ type, text: said, summary, attachments });
      }
    }
    expect(bot.log.filter(({ message }) => message === 'a turn failed')).toEqual([]);
  });
});

/** Ten minutes on, so that new members of the team count. */
function laterClock(bot: TestBot): () => Date {
  const later = bot.clock.now().getTime() - Date.now() + 10 * 60_000;
  return () => new Date(Date.now() + later);
}
