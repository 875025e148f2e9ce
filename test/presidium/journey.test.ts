import {
  cardOf,
  eventually,
  findAction,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';
import { atRest } from '../support/journey';
import { faultsIn } from '../support/register';
import {
  delegationNow,
  does,
  enters,
  cycleWith,
  isPresidium,
  jobsNow,
  knowsTheMeeting,
  member,
  ON,
  opens,
  secretary,
} from './support';

let bot: TestBot;
let robin: TestPerson;
let sekreteraren: TestPerson;
let ordf: TestPerson;
let away: TestPerson;

/** A clock that goes on from a moment. */
function from(at: string): () => Date {
  const begun = Date.now();
  return () => new Date(Date.parse(at) + Date.now() - begun);
}

/** So many answer in the same moment. */
const AT_ONCE = 20;

const LONG = 'Maria-Christina Andersson-Bergström af Ugglas von Hohenstaufen-Württemberg';

beforeEach(async () => {
  bot = await startTestBot({
    now: from('2026-11-23T09:00:00.000Z'),
    settings: { settingsCacheMs: 0, memberCacheMs: 0 },
  });
  robin = bot.coordinator('Robin Lindqvist');
  sekreteraren = bot.person('Sasha Ek');
  ordf = bot.person(LONG);
  away = bot.person('Alex Lund');
  await bot.bindChannel(robin);
  await knowsTheMeeting(bot.storage);
  await isPresidium(bot.storage, [secretary(sekreteraren), member(ordf)]);
  for (const person of [robin, sekreteraren, ordf]) await person.installs();
});

afterEach(async () => {
  expect(faultsIn(await atRest(bot))).toEqual([]);
  await bot.stop();
});

function questionsTo(person: TestPerson): PostedActivity[] {
  return bot.teams
    .in(person.chat)
    .filter(({ activity }) => /^(Deltar du i|Are you taking part in)/.test(activity.summary ?? ''));
}

function question(person: TestPerson, number = 1): Promise<PostedActivity> {
  return eventually(`question ${number}`, () => questionsTo(person)[number - 1]);
}

/** Three are in the delegation: one who has met the bot, one who has not, and one without an account. */
async function isSet(): Promise<void> {
  await does(sekreteraren, 'add', { people: ordf.id, function: 'ordförande', decidedOn: '2026-11-20' });
  await does(sekreteraren, 'add', { people: away.id, name: 'Alex Lund', function: 'förste vice ordförande' });
  await does(sekreteraren, 'add', {
    name: 'Kim Berg',
    function: 'andre vice ordförande',
    substitute: 'ledamot',
  });
}

async function asks(answerBy = '2027-03-15') {
  return does(sekreteraren, 'ask', { answerBy });
}

async function card(by: TestPerson): Promise<string> {
  const [message] = await by.says('presidiet');
  return textOf(cardOf(message!));
}

describe('the presidium’s secretary', () => {
  it('keeps the delegation, asks, and sees who has answered and who cannot be reached', async () => {
    await isSet();
    const asked = await asks();
    expect(textOf(asked.card)).toContain('Frågan skickas till 3 personer.');
    const text = textOf(cardOf(await question(ordf)));
    expect(text).toMatch(/Göteborg 2027[^]*12–13 maj 2027 · bekräftat av Göteborg 2 mars 2026/);
    expect(text).toMatch(/som ordförande[^]*Svara senast 15 mars 2027[^]*Ja\nNej\nVet inte än/);
    await atRest(bot);

    const [deliveries] = await robin.says('utskick');
    const sent = textOf(cardOf(deliveries!));
    expect(sent).toMatch(
      /Alex Lund[^\n]*\nPersonen har inte öppnat appen[^\n]*sekreterare kan svara åt personen: skriv presidiet/,
    );
    expect(sent).toMatch(
      /Kim Berg[^\n]*\nHar inget Teams-konto\. Presidiets sekreterare kan svara åt personen: skriv presidiet\./,
    );

    const shown = await card(sekreteraren);
    expect(shown).toMatch(/Alex Lund\nförste vice ordförande[^]*Kan inte nås: har inte öppnat appen/);
    expect(shown).toMatch(/Kim Berg\nandre vice ordförande\nErsättare: ledamot[^]*Har inget Teams-konto/);
    expect(shown).toContain(LONG);

    const delegate = (await delegationNow(bot.storage)).delegates[2]!;
    const answered = await does(sekreteraren, 'answerFor', { answer: 'yes' }, delegate.personId);
    expect(textOf(answered.card)).toMatch(/Svar: Ja\. Sasha Ek svarar för Kim Berg/);
    expect(textOf(answered.card)).toMatch(/Sasha Ek, 23 november[^\n]*: svarar för Kim Berg: Ja\./);
    await atRest(bot);
    const held = (await jobsNow(bot.storage)).filter(({ state }) => state === 'held');
    expect(held.map(({ to }) => to)).toEqual([{ kind: 'person', id: away.id }]);
  });

  it('gets a question to whoever opens the bot later', async () => {
    await isSet();
    await asks();
    await away.installs();
    expect(textOf(cardOf(await question(away)))).toContain('som förste vice ordförande');
  });
});

it('the question comes in the language of whom it goes to', async () => {
  await ordf.says('english');
  await isSet();
  await asks();
  expect(textOf(cardOf(await question(ordf)))).toMatch(
    /Are you taking part\?[^]*confirmed by Gothenburg[^]*Answer by 15 March 2027/,
  );
});

describe('somebody in the delegation', () => {
  beforeEach(async () => {
    await isSet();
    await asks();
  });

  it('answers, changes the answer, and a press of anybody else is refused', async () => {
    const message = await question(ordf);
    const yes = await ordf.presses('presidium.answer', { meeting: '2027', value: 'yes' }, message.id);
    expect(textOf(yes.card)).toMatch(/Tack! Ditt svar är sparat\.[^]*Du svarade Ja, 23 november 2026/);
    expect(findAction(yes.card, 'presidium.answer')).toBeDefined();
    const twice = await ordf.presses('presidium.answer', { meeting: '2027', value: 'yes' }, message.id);
    expect(textOf(twice.card)).toContain('Du svarade Ja');
    const other = await robin.presses('presidium.answer', { meeting: '2027', value: 'no' }, message.id);
    expect(other.notice).toContain('saknar du behörighet');
    const answers = (await delegationNow(bot.storage)).delegates.map(({ answer }) => answer?.value);
    expect(answers).toEqual(['yes', undefined, undefined]);
    await atRest(bot);
    expect(questionsTo(ordf)).toHaveLength(1);
    expect(textOf(cardOf(questionsTo(ordf)[0]!))).toContain('Du svarade Ja');
  });

  it('says "deltar" and answers there, and the card that was sent says the same', async () => {
    const sent = await question(ordf);
    const [said] = await ordf.says('deltar jag?');
    await ordf.presses('presidium.answer', { meeting: '2027', value: 'no' }, said!.id);
    await eventually('the first card settled', () => textOf(cardOf(sent)).includes('Du svarade Nej'));
  });

  it('sees on the card that the secretary has answered for them', async () => {
    const sent = await question(ordf);
    await does(sekreteraren, 'answerFor', { answer: 'no' }, ordf.id);
    await eventually('the card settled', () => textOf(cardOf(sent)).includes('Sasha Ek svarar för dig: Nej'));
  });

  it('sees on the card that they have been taken out', async () => {
    const sent = await question(ordf);
    const form = await opens(sekreteraren, 'change', ordf.id);
    const remove = findAction(form.card, 'presidium.remove')!.data as object;
    const removed = await sekreteraren.presses('presidium.remove', remove, ON);
    expect(textOf(removed.card)).toContain('2 personer är utsedda');
    await eventually('the card settled', () =>
      textOf(cardOf(sent)).includes('inte längre med i delegationen'),
    );
    const again = await sekreteraren.presses('presidium.remove', remove, ON);
    expect(textOf(again.card)).toContain('Personen är inte längre med i delegationen.');
  });
});

describe('the reminders', () => {
  beforeEach(async () => {
    await isSet();
    await asks();
    await question(ordf);
  });

  async function restedAt(at: string): Promise<void> {
    bot.clock.now = from(at);
    await new Promise(resolve => setTimeout(resolve, 700));
    await atRest(bot);
  }

  it('come five working days before, on the last day and every fifth working day, until answered', async () => {
    await restedAt('2027-03-05T10:00:00.000Z');
    expect(questionsTo(ordf)).toHaveLength(1);
    await restedAt('2027-03-08T07:30:00.000Z');
    expect(questionsTo(ordf)).toHaveLength(1);
    bot.clock.now = from('2027-03-08T08:00:00.000Z');
    expect(textOf(cardOf(await question(ordf, 2)))).toContain('Påminnelse: deltar du?');
    await restedAt('2027-03-09T08:00:00.000Z');
    expect(questionsTo(ordf)).toHaveLength(2);
    bot.clock.now = from('2027-03-15T08:00:00.000Z');
    const last = await question(ordf, 3);
    await ordf.presses('presidium.answer', { meeting: '2027', value: 'unsure' }, last.id);
    bot.clock.now = from('2027-03-22T08:00:00.000Z');
    const after = await question(ordf, 4);
    await ordf.presses('presidium.answer', { meeting: '2027', value: 'yes' }, after.id);
    await eventually('all settled', () =>
      questionsTo(ordf).every(one => textOf(cardOf(one)).includes('Du svarade Ja')),
    );
    await restedAt('2027-03-31T10:00:00.000Z');
    expect(questionsTo(ordf)).toHaveLength(4);
    await away.installs();
    await atRest(bot);
    expect(questionsTo(away)).toHaveLength(1);
  });

  it('do not come when the meeting has been called off or moved', async () => {
    await enters(bot.storage, 'cycle', cycleWith('cancelled'));
    await restedAt('2027-03-08T08:00:00.000Z');
    await enters(bot.storage, 'cycle', cycleWith('moved', 2028));
    await restedAt('2027-03-15T08:00:00.000Z');
    expect(questionsTo(ordf)).toHaveLength(1);
  });
});

it('forty are asked at once and answer at once, and nothing is lost', async () => {
  const people = Array.from({ length: 40 }, (_, index) => bot.person(`${LONG} ${index}`));
  await Promise.all(people.map(person => person.installs()));
  await enters(bot.storage, 'delegations', {
    id: '2027',
    lessons: [],
    delegates: people.map(({ id }, index) => ({ personId: id, function: `ledamot ${index}` })),
  });
  expect(textOf((await asks()).card)).toContain('Frågan skickas till 40 personer.');
  await atRest(bot, 20_000);
  expect(people.map(person => questionsTo(person).length)).toEqual(people.map(() => 1));
  const yes = { meeting: '2027', value: 'yes' };
  for (let start = 0; start < people.length; start += AT_ONCE) {
    const some = people.slice(start, start + AT_ONCE);
    const answers = await Promise.all(
      some.map(person => person.presses('presidium.answer', yes, questionsTo(person)[0]!.id)),
    );
    for (const { card: shown } of answers) expect(textOf(shown)).toContain('Du svarade Ja');
  }
  expect(await card(sekreteraren)).toContain('Ja: 40 · Nej: 0');
}, 60_000);
