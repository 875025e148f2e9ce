import {
  actionData,
  cardOf,
  eventually,
  findAction,
  inputOf,
  randomPrefix,
  SLK_CHANNEL,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { FakeTeams, type PostedActivity } from '../support/fake-teams';
import { atRest, threadUnder } from '../support/journey';
import { faultsIn } from '../support/register';
import { areEditors, DECEMBER, letterJobs, STARTED, subscribes, told } from './support';

let bot: TestBot;
let robin: TestPerson;

beforeEach(async () => {
  bot = await startsAt(STARTED);
  robin = bot.coordinator('Robin Lindqvist');
  await bot.bindChannel(robin);
  await eventually('the first start written down', () => bot.storage.register.get('goteborg', 'letters'));
});

afterEach(async () => {
  bot.teams.fault = () => undefined;
  await bot.stop();
});

/** A clock that goes on from a moment. */
function from(at: string): () => Date {
  const begun = Date.now();
  return () => new Date(Date.parse(at) + Date.now() - begun);
}

async function startsAt(at: string, options: { prefix?: string; teams?: FakeTeams } = {}): Promise<TestBot> {
  return startTestBot({ ...options, now: from(at) });
}

function letterIn(conversation: string, teams = bot.teams): PostedActivity[] {
  return teams
    .in(conversation)
    .filter(message => message.activity.summary?.startsWith('Månadsbrev') && message.activity.attachments);
}

/** A letter in a conversation, once it has come. */
async function letterTo(conversation: string): Promise<PostedActivity> {
  return eventually('a letter', () => letterIn(conversation)[0]);
}

/** Somebody who has opened the bot and subscribes. */
async function subscriber(name: string, choice: { cities?: string[]; areas?: string[] } = {}) {
  const person = bot.person(name);
  await person.installs();
  await subscribes(bot.storage, { kind: 'person', id: person.id }, choice);
  return person;
}

const underWay = { kind: 'span', from: '2026-09-01', to: '2027-05-31', precision: 'month' } as const;
const soon = { kind: 'span', from: '2027-01-11', to: '2027-01-17', precision: 'week' } as const;

describe('on the first working day of the month', () => {
  it('a letter comes to the channel and to each subscriber with what they chose, once from two bots', async () => {
    const prefix = randomPrefix();
    const teams = await FakeTeams.start();
    const [one, other] = [
      await startsAt(STARTED, { prefix, teams }),
      await startsAt(STARTED, { prefix, teams }),
    ];
    try {
      const officer = one.coordinator('Robin Lindqvist');
      await one.bindChannel(officer);
      const [kim, sam] = [one.person('Kim Andersson'), one.person('Sam Karlsson')];
      for (const person of [kim, sam]) await person.installs();
      await sam.says('english');
      await subscribes(one.storage, { kind: 'person', id: kim.id }, { cities: ['bergen'] });
      await subscribes(one.storage, { kind: 'person', id: sam.id }, { areas: ['skola'] });
      const fresh = await told(one.storage, '2026-11-24T09:00:00.000Z', {
        title: 'Nytt i Bergen',
        when: underWay,
      });
      await told(one.storage, '2026-05-04T09:00:00.000Z', { title: 'Pågår i Bergen', when: underWay });
      await told(one.storage, '2026-05-05T09:00:00.000Z', {
        title: 'Snart i Åbo',
        when: soon,
        cities: ['abo'],
        area: 'skola',
      });
      await told(one.storage, '2026-05-06T09:00:00.000Z', { title: 'Långt bort' });

      one.clock.now = from(DECEMBER);
      other.clock.now = from(DECEMBER);
      const card = cardOf(await eventually('the letter', () => letterIn(SLK_CHANNEL, teams)[0]));
      await eventually(
        'all letters',
        () => letterIn(kim.chat, teams).length + letterIn(sam.chat, teams).length,
      );
      await atRest(one);
      expect(textOf(card)).toMatch(
        /december 2026[^]*Nytt sedan 1 november 2026 \(1\)[^]*Nytt i Bergen[^]*Pågår \(1\)[^]*Pågår i Bergen[^]*tre månader \(1\)[^]*Snart i Åbo/,
      );
      expect(textOf(card)).not.toContain('Långt bort');
      expect(findAction(card, 'welcome.ownChat')).toMatchObject({ data: { text: `visa ${fresh}` } });
      expect(findAction(card, 'collaboration.show')).toBeUndefined();

      const [toKim, ...moreToKim] = letterIn(kim.chat, teams).map(message => textOf(cardOf(message)));
      expect(moreToKim).toEqual([]);
      expect(toKim).toContain('Pågår i Bergen');
      expect(toKim).not.toContain('Snart i Åbo');
      const english = teams
        .in(sam.chat)
        .filter(({ activity }) => activity.summary?.startsWith('Monthly letter'));
      expect(english.map(message => textOf(cardOf(message)))).toEqual([
        expect.stringContaining('Snart i Åbo'),
      ]);
      expect(letterIn(SLK_CHANNEL, teams)).toHaveLength(1);
      expect(faultsIn(await atRest(one))).toEqual([]);
    } finally {
      await one.stop();
      await other.stop();
      await teams.stop();
    }
  });

  it('the thread tells an hour later how many it reached, and who could not be', async () => {
    await told(bot.storage, '2026-11-24T09:00:00.000Z');
    await subscriber('Kim Andersson');
    const away = bot.person('Sam Karlsson');
    await subscribes(bot.storage, { kind: 'person', id: away.id });
    bot.clock.now = from(DECEMBER);
    const card = await letterTo(SLK_CHANNEL);
    await atRest(bot);
    expect(threadUnder(bot, card)).toEqual([]);

    bot.clock.now = from('2026-12-01T09:01:00.000Z');
    const [line] = await eventually(
      'a line',
      () => threadUnder(bot, card).length > 0 && threadUnder(bot, card),
    );
    expect(line).toBe('Månadsbrevet nådde 1 av 2 prenumeranter. En kunde inte nås: har inte öppnat appen.');

    await away.installs();
    await letterTo(away.chat);
    const [deliveries] = await robin.says('utskick');
    expect(textOf(cardOf(deliveries!))).toContain('Månadsbrevet 2026-12 till Sam Karlsson');
    await atRest(bot);
    expect(threadUnder(bot, card)).toHaveLength(1);
  });

  it('an editor gets one letter with their own choice and their unit’s, and a former editor none', async () => {
    const kim = await subscriber('Kim Andersson', { cities: ['abo'] });
    const former = bot.person('Sam Karlsson');
    await former.installs();
    await areEditors(bot.storage, 'kultur', [kim.id]);
    await subscribes(bot.storage, { kind: 'unit', id: 'kultur' }, { cities: ['bergen'] });
    await told(bot.storage, '2026-11-24T09:00:00.000Z', { title: 'I Bergen' });
    await told(bot.storage, '2026-11-24T09:00:00.001Z', { title: 'I Åbo', cities: ['abo'] });
    await told(bot.storage, '2026-11-24T09:00:00.002Z', { title: 'I Aarhus', cities: ['aarhus'] });
    bot.clock.now = from(DECEMBER);
    const text = textOf(cardOf(await letterTo(kim.chat)));
    expect(text).toMatch(/I Bergen[^]*I Åbo/);
    expect(text).not.toContain('I Aarhus');
    await atRest(bot);
    expect(letterIn(kim.chat)).toHaveLength(1);
    expect(letterIn(former.chat)).toEqual([]);
  });

  it('nothing comes before nine, and nothing for a month that is over when the channel is chosen', async () => {
    await told(bot.storage, '2026-11-24T09:00:00.000Z');
    const kim = await subscriber('Kim Andersson');
    const away = bot.person('Sam Karlsson');
    await subscribes(bot.storage, { kind: 'person', id: away.id });
    bot.clock.now = from('2026-12-01T06:00:00.000Z');
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(await letterJobs(bot.storage, '2026-12')).toEqual([]);
    bot.clock.now = from(DECEMBER);
    await letterTo(kim.chat);
    await atRest(bot);
    bot.clock.now = from('2027-01-01T10:00:00.000Z');
    await away.installs();
    await atRest(bot);
    expect(letterIn(away.chat)).toEqual([]);
  });
});

describe('a subscription that is ended', () => {
  it('on the letter itself ends one’s own, and the letter stays', async () => {
    const kim = await subscriber('Kim Andersson');
    await told(bot.storage, '2026-11-24T09:00:00.000Z');
    bot.clock.now = from(DECEMBER);
    const letter = await letterTo(kim.chat);
    const before = textOf(cardOf(letter));
    const left = await kim.presses(
      'newsletter.leave',
      actionData(cardOf(letter), 'newsletter.leave'),
      letter.id,
    );
    expect(left.notice).toBe('Se nedan.');
    expect(textOf(cardOf(bot.teams.in(kim.chat).at(-1)!))).toContain('Prenumerationen är avslutad.');
    expect(textOf(cardOf(letter))).toBe(before);
    await told(bot.storage, '2026-12-05T09:00:00.000Z');
    bot.clock.now = from('2027-01-04T08:00:00.000Z');
    await eventually('the next letter', () => letterIn(SLK_CHANNEL).length === 2);
    await atRest(bot);
    expect(letterIn(kim.chat)).toHaveLength(1);
  });

  it('while its letter waits for a person takes that away, too', async () => {
    const away = bot.person('Sam Karlsson');
    await areEditors(bot.storage, 'kultur', [away.id]);
    await subscribes(bot.storage, { kind: 'unit', id: 'kultur' });
    await told(bot.storage, '2026-11-24T09:00:00.000Z');
    bot.clock.now = from(DECEMBER);
    await letterTo(SLK_CHANNEL);
    await eventually('the letter held', async () =>
      (await letterJobs(bot.storage, '2026-12')).some(({ state }) => state === 'held'),
    );
    await robin.presses('newsletter.end', { unit: 'kultur' }, 'card');
    await away.installs();
    await atRest(bot);
    expect(letterIn(away.chat)).toEqual([]);
    expect((await letterJobs(bot.storage, '2026-12')).every(({ state }) => state !== 'held')).toBe(true);
  });
});

describe('a channel that is chosen when the month is over', () => {
  it('gets neither its letter nor the count of whom it reached', async () => {
    const other = await startsAt(STARTED);
    try {
      const kim = other.person('Kim Andersson');
      await kim.installs();
      await subscribes(other.storage, { kind: 'person', id: kim.id });
      await told(other.storage, '2026-11-24T09:00:00.000Z');
      await eventually('the first start', () => other.storage.register.get('goteborg', 'letters'));
      other.clock.now = from('2026-12-30T14:30:00.000Z');
      await eventually('the letter', () => letterIn(kim.chat, other.teams).length === 1);
      other.clock.now = from('2027-01-01T10:00:00.000Z');
      await other.bindChannel(other.coordinator('Robin Lindqvist'));
      await atRest(other);
      expect(other.teams.in(SLK_CHANNEL)).toEqual([]);
    } finally {
      await other.stop();
    }
  });
});

describe('"Skicka vidare" on the channel’s letter', () => {
  async function aLetter(): Promise<PostedActivity> {
    await told(bot.storage, '2026-11-24T09:00:00.000Z', { title: 'I Bergen' });
    bot.clock.now = from(DECEMBER);
    const card = await letterTo(SLK_CHANNEL);
    await atRest(bot);
    return card;
  }

  function send(by: TestPerson, card: PostedActivity, people: readonly TestPerson[]) {
    const data = actionData(cardOf(card), 'newsletter.forward');
    return by.pressesInChannel(
      'newsletter.forward',
      { ...data, people: people.map(({ id }) => id).join(',') },
      card.id,
    );
  }

  it('sends it once to each, says how many have no way yet, and tells the channel', async () => {
    const [kim, sam, away] = ['Kim', 'Sam', 'Alex'].map(name => bot.person(name)) as [
      TestPerson,
      TestPerson,
      TestPerson,
    ];
    await kim.installs();
    await sam.installs();
    const card = await aLetter();
    expect(inputOf(cardOf(card), 'people')).toMatchObject({
      'choices.data': { dataset: 'graph.microsoft.com/users' },
    });
    const first = await send(robin, card, [kim, away]);
    expect(first.notice).toBe(
      'Brevet skickas till 2 personer. En kan inte nås ännu och får brevet när hen öppnar appen.',
    );
    const again = await send(robin, card, [kim, sam]);
    expect(again.notice).toBe('Brevet skickas till en person. En hade redan fått det.');
    expect(textOf(cardOf(await letterTo(kim.chat)))).toContain('Stadsledningskontoret skickar brevet vidare');
    expect(textOf(cardOf(await letterTo(sam.chat)))).not.toContain('Skickat vidare');
    await eventually('the card brought up to date', () =>
      textOf(cardOf(card)).includes('Skickat vidare till 3 personer, senast av Robin Lindqvist'),
    );
    await atRest(bot);
    expect(letterIn(kim.chat)).toHaveLength(1);
    expect(letterIn(SLK_CHANNEL)).toHaveLength(1);
  });

  it('wants somebody, not too many, and is for coordinators only', async () => {
    const card = await aLetter();
    expect((await send(robin, card, [])).notice).toBe('Välj minst en person.');
    const many = Array.from({ length: 21 }, (_, index) => bot.person(`P${index}`));
    expect((await send(robin, card, many)).notice).toBe('Välj högst 20 personer åt gången.');
    const kim = bot.person('Kim Andersson');
    expect((await send(kim, card, [kim])).notice).toContain('saknar du behörighet');
    bot.clock.now = from('2027-01-04T08:00:00.000Z');
    expect((await send(robin, card, [kim])).notice).toContain('en månad som är slut');
    expect((await letterJobs(bot.storage, '2026-12')).map(({ kind }) => kind)).toEqual([
      'newsletter.channelLetter',
    ]);
  });

  it('offers the team’s members where Teams’ own people picker is not', async () => {
    const other = await startTestBot({ now: from(STARTED), settings: { typeahead: false } });
    try {
      await other.bindChannel(other.coordinator('Robin Lindqvist'));
      await told(other.storage, '2026-11-24T09:00:00.000Z');
      await eventually('the first start', () => other.storage.register.get('goteborg', 'letters'));
      other.clock.now = from(DECEMBER);
      const letter = await eventually('a letter', () => letterIn(SLK_CHANNEL, other.teams)[0]);
      expect(inputOf(cardOf(letter), 'people')).toMatchObject({
        choices: [expect.objectContaining({ title: 'Robin Lindqvist' })],
      });
    } finally {
      await other.stop();
    }
  });
});
