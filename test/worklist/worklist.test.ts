import { CITY_PARTITION } from '../../src/capabilities';
import { makeFinder } from '../../src/register/finder';
import {
  actionData,
  cardOf,
  eventually,
  findAction,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { aContent } from '../support/contents';
import type { PostedActivity } from '../support/fake-teams';
import { arrives, atRest, questionsTo } from '../support/journey';
import { faultsIn, readRegister, stored } from '../support/register';
import { fill, knownContents, type Past, type Told } from './fill';

let bot: TestBot;
let robin: TestPerson;
let eli: TestPerson;

beforeEach(async () => {
  bot = await startTestBot();
  robin = bot.coordinator('Robin Lindqvist');
  eli = bot.coordinator('Eli Svensson');
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

const MIXED: readonly Past[] = [
  ...(['new', 'new', 'received', 'answered', 'asked'] as const),
  ...(['registered', 'withdrawn', 'imported'] as const),
];
const WAITING: readonly Past[] = ['new', 'received', 'answered'];

/** Notifications in turn in each of some states, told hour by hour, the latest some days ago. */
function told(count: number, by: string, pasts = MIXED): Told[] {
  const begin = Date.now() - (count + 48) * 3_600_000;
  return Array.from({ length: count }, (_, index) => ({
    content: aContent({ title: `Påhittat utbyte nummer ${index + 1}` }),
    past: pasts[index % pasts.length]!,
    by,
    at: new Date(begin + index * 3_600_000),
  }));
}

async function opensList(by: TestPerson): Promise<PostedActivity> {
  return (await by.says('att göra'))[0]!;
}

/** The opened officer's card and the small card under it: the last two in the chat. */
function lastTwo(by: TestPerson) {
  const [card, small] = bot.teams.in(by.chat).slice(-2);
  return { card: cardOf(card!), small: small!, cardId: card!.id, ref: referenceIn(cardOf(card!)) };
}

async function starts(by: TestPerson) {
  const list = await opensList(by);
  await by.presses('worklist.start', actionData(cardOf(list), 'worklist.start'), list.id);
  return lastTwo(by);
}

function goesOn(by: TestPerson, small: PostedActivity) {
  return by.presses('worklist.next', actionData(cardOf(small), 'worklist.next'), small.id);
}

async function registers(by: TestPerson, ref: string) {
  const number = `SLK-2026-${ref.slice(-4).padStart(5, '0')}`;
  return by.presses('collaboration.register', { ref, seen: '', caseNumber: number });
}

async function todoRefs(): Promise<string[]> {
  const finder = makeFinder(bot.storage.register, CITY_PARTITION);
  return (await finder.todo(5000)).items.map(({ ref }) => ref);
}

/** All references on all pages, in order. */
async function pagesThrough(by: TestPerson): Promise<string[]> {
  const list = await opensList(by);
  const refs: string[] = [];
  for (let card: unknown = cardOf(list); ;) {
    refs.push(...(JSON.stringify(card).match(/"tooltip":"(V-\d{4}-\d{4,})"/g) ?? []).map(referenceIn));
    const more = (card as { actions: Record<string, unknown>[] }).actions.find(
      ({ data }) => (data as { after?: string }).after,
    );
    if (!more) return refs;
    card = (await by.presses('worklist.page', more.data as object, list.id)).card;
  }
}

describe('a long worklist of all kinds', () => {
  it('is shown whole in pages, and is emptied through presses only', async () => {
    const kim = bot.person('Kim Andersson');
    await kim.says('hej');
    const known = knownContents().map((content, index) => ({
      content,
      past: 'new' as const,
      by: kim.id,
      at: new Date(Date.now() - (900 - index) * 3_600_000),
    }));
    const refs = await fill(bot, [...known, ...told(500, kim.id)]);
    const waiting = await todoRefs();
    expect(waiting).toHaveLength(21 + 252);
    const list = textOf(cardOf(await opensList(robin)));
    expect(list).toContain('Att göra: fler än 200');
    expect(list).toContain(knownContents()[0]!.title);
    expect(await pagesThrough(robin)).toEqual(waiting);

    let { card, small, ref } = await starts(robin);
    const seen = [ref];
    for (let end = false; !end;) {
      // Half of them get their case number at once, the others are only received and come back for it later.
      const number = Number(ref.slice(-4));
      const receives = findAction(card, 'collaboration.receive');
      if (receives && number % 2) await robin.presses('collaboration.receive', { ref });
      else await registers(robin, ref);
      const answer = await goesOn(robin, small);
      end = findAction(answer.card, 'worklist.next') !== undefined || /Allt är/.test(textOf(answer.card));
      if (end) break;
      ({ card, small, ref } = lastTwo(robin));
      seen.push(ref);
      if (seen.length > 900) throw new Error('there is no end to it');
    }
    expect(new Set(seen)).toEqual(new Set(waiting));
    // Each is met in the order of age; those that were only received once more after all others.
    expect(seen.slice(0, waiting.length)).toEqual(waiting);
    expect(textOf(cardOf(await opensList(robin)))).toContain('Allt är gjort.');
    const register = await readRegister(bot.storage);
    for (const done of waiting) expect(stored(register, done).caseNumber).toBeDefined();
    expect(register.notifications).toHaveLength(refs.length);
  }, 240_000);

  it('costs the same few requests whatever its length', async () => {
    const costs: number[] = [];
    for (const count of [10, 140]) {
      await fill(bot, told(count, 'somebody', WAITING));
      const measured: number[] = [];
      for (let round = 0; round < 8; round += 1) {
        const before = bot.storage.meter.roundTrips;
        await opensList(robin);
        measured.push(bot.storage.meter.roundTrips - before);
      }
      // The sweep asks now and then, too.
      costs.push(Math.min(...measured));
    }
    // The beginning of each of the two lists; who it is has been read a moment ago.
    expect(costs).toEqual([2, 2]);
  });
});

describe('going through it', () => {
  it('shows how many are left, and at the end offers what was skipped', async () => {
    const refs = await fill(bot, told(4, 'somebody', ['new']));
    let { small, ref } = await starts(robin);
    expect(ref).toBe(refs[0]);
    expect(textOf(cardOf(small))).toContain('Kvar att göra efter det här: 3');
    for (const [index, line] of [
      [0, 'Du hoppade över'],
      [1, 'inget mer att göra just nu'],
      [2, 'finns kvar längre ned'],
    ] as const) {
      if (index === 1) await registers(robin, ref);
      if (index === 2) await robin.presses('collaboration.receive', { ref });
      const answer = await goesOn(robin, small);
      expect(textOf(answer.card)).toContain(line);
      // It stays a quiet line also when somebody reacts to it.
      await eventually('the small card kept', () => textOf(cardOf(small)).includes(line));
      ({ small, ref } = lastTwo(robin));
      expect(ref).toBe(refs[index + 1]);
    }
    expect((await goesOn(robin, small)).status).toBe(200);
    ({ small, ref } = lastTwo(robin));
    expect(ref).toBe(refs[2]);
    const end = await goesOn(robin, small);
    expect(textOf(end.card)).toContain('3 som du hoppade över.');
    await robin.presses('worklist.next', actionData(end.card, 'worklist.next'), small.id);
    expect(lastTwo(robin).ref).toBe(refs[0]);
  });

  it('begins anywhere, and leads back to the whole list', async () => {
    const refs = await fill(bot, told(12, 'somebody', ['new']));
    const list = await opensList(robin);
    const at = JSON.stringify(cardOf(list))
      .match(/"at":"([^"]+)"/g)!
      .map(found => found.slice(6, -1));
    expect(at).toHaveLength(8);
    await robin.presses('worklist.show', { at: at[5] }, list.id);
    const { ref, small } = lastTwo(robin);
    expect(ref).toBe(refs[5]);
    await goesOn(robin, small);
    expect(lastTwo(robin).ref).toBe(refs[6]);
    const answer = await robin.presses('worklist.whole', {}, lastTwo(robin).small.id);
    expect(textOf(answer.card)).toContain('Hela listan visas nedan.');
    expect(textOf(cardOf(bot.teams.in(robin.chat).at(-1)!))).toContain('Att göra: 12');
  });

  it('says so when somebody else has done it, or it was withdrawn, since the list was shown', async () => {
    const refs = await fill(bot, told(3, 'somebody', ['new']));
    const list = await opensList(robin);
    const at = JSON.stringify(cardOf(list))
      .match(/"at":"([^"]+)"/g)!
      .map(found => found.slice(6, -1));
    await registers(eli, refs[0]!);
    await eli.presses('collaboration.withdraw', { ref: refs[1] });
    for (const [index, text] of ['Diarieförd', 'Återkalla'].entries()) {
      await robin.presses('worklist.show', { at: at[index] }, list.id);
      const { card, small, ref } = lastTwo(robin);
      expect(ref).toBe(refs[index]);
      expect(textOf(card)).toContain(text);
      expect(textOf(cardOf(small))).toContain('Läget har ändrats');
      expect(textOf(cardOf(small))).toContain('Kvar att göra efter det här: 1');
      await goesOn(robin, small);
      expect(lastTwo(robin).ref).toBe(refs[2]);
    }
    const refreshed = await robin.presses('worklist.page', {}, list.id);
    expect(textOf(refreshed.card)).toContain('Att göra: 1');
    // A page that holds nothing any more becomes the first one.
    const beyond = await robin.presses('worklist.page', { after: at[2] }, list.id);
    expect(textOf(beyond.card)).toContain(refs[2]);
  });

  it('by two officers at once does everything once', async () => {
    const refs = await fill(bot, told(30, 'somebody', WAITING));
    async function worksThrough(by: TestPerson) {
      let { small, ref } = await starts(by);
      for (;;) {
        await registers(by, ref);
        const answer = await goesOn(by, small);
        if (/Allt är gjort|vid slutet/.test(textOf(answer.card))) return textOf(answer.card);
        ({ small, ref } = lastTwo(by));
      }
    }
    await Promise.all([worksThrough(robin), worksThrough(eli)]);
    expect(await todoRefs()).toEqual([]);
    const register = await readRegister(bot.storage);
    for (const ref of refs) {
      const times = stored(register, ref).history.filter(({ what }) => what === 'registered');
      expect(times).toHaveLength(1);
    }
  }, 60_000);

  it('with nothing in it says that all is done', async () => {
    const list = await opensList(robin);
    expect(textOf(cardOf(list))).toContain('Allt är gjort.');
    await robin.presses('worklist.start', {}, list.id);
    expect(textOf(cardOf(bot.teams.in(robin.chat).at(-1)!))).toBe('Allt är gjort.');
  });
});

describe('a sender who could not be asked', () => {
  it('is in the list with the remedy, is asked again from there, and comes back with the answer', async () => {
    const kim = bot.person('Kim Andersson');
    const arrived = await arrives(bot, kim, { title: 'Körsång i Bergen' });
    await atRest(bot);
    bot.teams.fault = ({ method, path }) =>
      method === 'POST' && path.includes(kim.chat) ? { status: 400 } : undefined;
    const ask = actionData(cardOf(arrived.card), 'collaboration.ask');
    await robin.pressesInChannel('collaboration.ask', { ...ask, question: 'Hur många?' }, arrived.card.id);
    await atRest(bot);
    const list = await opensList(robin);
    for (const text of ['Att göra: 1', 'Körsång i Bergen', 'Avsändaren går inte att nå · i dag']) {
      expect(textOf(cardOf(list))).toContain(text);
    }
    expect(textOf(cardOf(list))).toContain('Teams godtog inte meddelandet');

    bot.teams.fault = () => undefined;
    const { ref, small } = await starts(robin);
    expect(ref).toBe(arrived.ref);
    expect(textOf(cardOf(small))).toContain('Frågan har inte kommit fram till avsändaren. Teams godtog inte');
    const again = actionData(cardOf(small), 'worklist.again');
    const answer = await robin.presses('worklist.again', again, small.id);
    expect(textOf(answer.card)).toContain('Frågan skickas igen.');
    const question = await eventually('the question', () => questionsTo(bot, kim)[0]);
    await atRest(bot);
    expect(textOf(cardOf(await opensList(robin)))).toContain('Allt är gjort.');
    expect(textOf((await robin.presses('worklist.again', again, small.id)).card)).toContain(
      'väntar inte längre',
    );

    const reply = actionData(cardOf(question), 'collaboration.answer');
    await kim.presses('collaboration.answer', { ...reply, answer: '24' }, question.id);
    expect(textOf(cardOf(await opensList(robin)))).toContain('Kompletterad · i dag');
  });

  it('who has not the app leaves the list when they open it, and when it is withdrawn', async () => {
    const kim = bot.person('Kim Andersson');
    const [first, second] = [await arrives(bot, kim), await arrives(bot, kim)];
    await atRest(bot);
    await kim.sends({ ...kim.activity('installationUpdate'), action: 'remove' });
    await eventually('the removal known', async () => {
      const row = await bot.storage.people.get('people', kim.id);
      return (row?.body as { unreachable?: object }).unreachable;
    });
    for (const { card } of [first, second]) {
      const ask = actionData(cardOf(card), 'collaboration.ask');
      await robin.pressesInChannel('collaboration.ask', { ...ask, question: 'Hur många?' }, card.id);
    }
    await atRest(bot);
    expect(textOf(cardOf(await opensList(robin)))).toContain('Att göra: 2\nGår inte att nå: 2');
    await robin.presses('collaboration.withdraw', { ref: first.ref });
    await atRest(bot);
    expect(textOf(cardOf(await opensList(robin)))).toContain('Att göra: 1');
    await kim.says('hej');
    await eventually('the question', () => questionsTo(bot, kim).length === 1);
    await atRest(bot);
    expect(textOf(cardOf(await opensList(robin)))).toContain('Allt är gjort.');
  });
});

describe('somebody who is no officer', () => {
  it('is told so in a plain sentence, and can press nothing of it', async () => {
    const kim = bot.person('Kim Andersson');
    const [ref] = await fill(bot, told(1, kim.id, ['new']));
    const list = await opensList(robin);
    const at = actionData(cardOf(list), 'worklist.show').at as string;
    for (const saying of ['att göra', 'Attgöra', 'todo', 'to do', 'worklist']) {
      const [answer] = await kim.says(saying);
      expect(answer!.activity.text).toBe('Det kan bara handläggare på stadsledningskontoret se.');
    }
    const posted = bot.teams.in(kim.chat).length;
    const presses: [string, object][] = [
      ['worklist.page', {}],
      ['worklist.page', { after: at }],
      ['worklist.show', { at }],
      ['worklist.start', {}],
      ['worklist.next', { after: at }],
      ['worklist.whole', {}],
      ['worklist.again', { at }],
    ];
    for (const [verb, data] of presses) {
      const answer = await kim.presses(verb, data, list.id);
      expect(answer).toMatchObject({ status: 200, notice: expect.stringContaining('saknar du behörighet') });
      expect(answer.card).toBeUndefined();
    }
    expect(bot.teams.in(kim.chat)).toHaveLength(posted);
    expect(JSON.stringify(bot.teams.in(kim.chat))).not.toContain(ref);
  });

  it.each([
    ['worklist.page', { after: "x' or 1 eq 1" }],
    ['worklist.show', { at: 'V-2026-0001' }],
    ['worklist.show', {}],
    ['worklist.next', { after: 7 }],
    ['worklist.again', { at: '2026-11-23T08:00:00.000Z|V-2026-0001|more' }],
  ])('nor an officer with forged data: %s %j', async (verb, data) => {
    const answer = await robin.presses(verb, data, 'card');
    expect(answer.notice).toContain('saknar du behörighet');
  });
});
