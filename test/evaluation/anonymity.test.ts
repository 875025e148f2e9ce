import { clockFrom, type Office } from '../hosting/support';
import { cardOf, eventually, randomPrefix, startTestBot, textOf, type TestPerson } from '../support/bot';
import { atRest } from '../support/journey';
import { HELD } from './history';
import {
  answers,
  dataOf,
  everyRow,
  formsTo,
  havePeople,
  morning,
  PATIENCE_MS,
  rowsUnder,
  sendsOut,
  startAfterHosting,
  storeOf,
  type People,
} from './support';

jest.setTimeout(120_000);

let office: Office;
let people: People;
let prefix: string;

/** Without names, with everybody's form in their chat. */
beforeEach(async () => {
  prefix = randomPrefix();
  office = await startAfterHosting({ prefix });
  people = await havePeople(office.bot);
  await sendsOut(office.bot, office.robin, { names: 'anonymous' });
});

afterEach(() => office.bot.stop());

const all = () => Object.values(people) as TestPerson[];

/** A few minutes later: whatever is written from here on has a later moment in it. */
function later(): string {
  office.bot.clock.now = clockFrom('2026-11-23T09:47:00.000Z');
  return '2026-11-23T09:4';
}

describe('without names', () => {
  it('the form says what is kept and what is not, and promises no secrecy', () => {
    const text = textOf(cardOf(formsTo(office.bot, people.kim)[0]!));
    for (const said of [
      'sparas utan ditt namn och utan tid',
      'Nyckeln till koden förstörs när utvärderingen avslutas',
      'visas först när utvärderingen är avslutad, och bara om minst 5 har svarat själva',
      'inget löfte om sekretess',
      'kan inte ändras',
      'Skriv inget om enskilda personer eller annat som kan omfattas av sekretess.',
    ])
      expect(text).toContain(said);
  });

  it('no row tells that or when anybody answered', async () => {
    const { bot } = office;
    const before = new Map((await everyRow(bot)).map(({ key, etag }) => [key, etag]));
    const moment = later();
    const outsider = bot.person('Sam Karlsson');
    const [asked] = await outsider.says('utvärdera');
    await outsider.presses('evaluation.answer', { ...dataOf(asked!), worth: '5' }, asked!.id);
    for (const person of all()) await answers(bot, person, { purpose: '4', learned: 'Mycket' });
    await atRest(bot, PATIENCE_MS);
    const rows = await everyRow(bot);
    const touched = rows.filter(({ key, etag }) => before.get(key) !== etag);
    // One document, whose moment is that of the latest answer of whoever it was.
    expect(touched.map(({ key }) => key)).toEqual([`evaluation|pool|${HELD}|0000`]);
    const ids = [...all(), outsider].map(({ id }) => id);
    for (const { key, body } of rows) {
      const whole = `${key} ${JSON.stringify(body)}`;
      const isInvitation =
        key === `evaluation|asked|${HELD}` ||
        key.includes(`evaluation|form|${HELD}|`) ||
        key.startsWith('list');
      if (!isInvitation) for (const id of ids) expect(whole).not.toContain(id);
      expect(whole.includes(moment) ? key : '').toBe('');
    }
    expect(rows.filter(({ key }) => key.includes(outsider.id))).toEqual([]);
    expect((await storeOf(bot).load(HELD))?.value.asked).toBe(4);
  });

  it('nothing in the log names whoever answers, and no reminder comes', async () => {
    const { bot } = office;
    later();
    const from = bot.log.length;
    for (const person of all()) await answers(bot, person, { purpose: '4' });
    await people.kim.presses('evaluation.answer', { meeting: 'x' }, 'card');
    await people.kim.presses('evaluation.answer', { meeting: '2031', purpose: '1' }, 'card');
    await people.kim.pressesInChannel('evaluation.answer', { meeting: HELD, purpose: '1' }, 'card');
    await atRest(bot, PATIENCE_MS);
    const said = JSON.stringify(bot.log.slice(from));
    expect(said).toContain('evaluation.answer');
    for (const { id } of all()) expect(said).not.toContain(id);
    const messages = () => all().map(({ chat }) => bot.teams.in(chat).length);
    const sent = messages();
    await morning(bot, '2026-12-10');
    expect(messages()).toEqual(sent);
  });

  it('an answer is one, however often and by however many instances it is pressed, and stands', async () => {
    const { bot } = office;
    const other = await startTestBot({ prefix, teams: bot.teams, now: () => bot.clock.now() });
    try {
      const { kim } = people;
      const [form] = formsTo(bot, kim);
      const data = { ...dataOf(form!), purpose: '4' };
      const there = Object.assign(Object.create(Object.getPrototypeOf(kim) as object) as TestPerson, kim, {
        url: other.url,
      });
      await Promise.all([kim, there, kim].map(one => one.presses('evaluation.answer', data, form!.id)));
      const again = await kim.presses('evaluation.answer', { ...data, purpose: '1' }, form!.id);
      expect(textOf(again.card)).toContain('Du har redan svarat en gång');
      const [pool] = await rowsUnder(bot, `evaluation|pool|${HELD}|`);
      expect((pool!.body as { answers: unknown[] }).answers).toMatchObject([{ answers: { purpose: 4 } }]);
    } finally {
      await other.stop();
    }
  });

  it('the answer that changed the card is not taken back by the ledger', async () => {
    const { bot } = office;
    await answers(bot, people.kim, { purpose: '4' });
    await atRest(bot, PATIENCE_MS);
    const last = bot.teams.in(people.kim.chat).filter(message => message.activity.attachments?.length);
    expect(textOf(cardOf(last.at(-1)!))).toContain('Svaret är sparat utan namn');
  });

  it('answers are shown when it is closed, if five people gave theirs themselves', async () => {
    const { bot, robin } = office;
    const results = async () =>
      textOf((await robin.presses('evaluation.results', { meeting: HELD }, 'card')).card);
    for (const person of all()) await answers(bot, person, { purpose: '4', learned: 'Mycket' });
    const guest = { meeting: HELD, guest: 'guest-1', seen: 0, purpose: '2' };
    for (let time = 0; time < 2; time += 1) await robin.presses('evaluation.saveGuest', guest, 'card');
    const sam = bot.person('Sam Karlsson');
    const [form] = await sam.says('utvärdera');
    await sam.presses('evaluation.answer', { ...dataOf(form!), purpose: '4' }, form!.id);
    const open = await results();
    expect(open).toContain('6 svar har kommit in');
    expect(open).toContain('De visas när utvärderingen är avslutad, om minst 5 har svarat själva');
    expect(open).not.toContain('Uppfylldes');
    await robin.presses('evaluation.close', { meeting: HELD }, 'card');
    expect(await results()).toContain('1: 0, 2: 1, 3: 0, 4: 5, 5: 0');
    expect(JSON.stringify(await rowsUnder(bot, 'evaluation|answer'))).toBe('[]');
    const late = await robin.presses('evaluation.saveGuest', { ...guest, guest: 'guest-2' }, 'card');
    expect(textOf(late.card)).toContain('Det går inte längre: utvärderingen är avslutad.');
  });

  it('answers that a coordinator entered do not make up the five', async () => {
    const { bot, robin } = office;
    for (const person of all()) await answers(bot, person, { purpose: '4' });
    for (const number of [1, 2]) {
      const guest = { meeting: HELD, guest: `guest-${number}`, seen: 0, purpose: '2' };
      await robin.presses('evaluation.saveGuest', guest, 'card');
    }
    await robin.presses('evaluation.close', { meeting: HELD }, 'card');
    const closed = await robin.presses('evaluation.results', { meeting: HELD }, 'card');
    expect(textOf(closed.card)).toContain('6 svar har kommit in');
    expect(textOf(closed.card)).toContain('färre än 5 har svarat själva. Därför visas de inte.');
    expect(textOf(closed.card)).not.toContain('Uppfylldes');
  });

  it('no answer can be entered in the place of a colleague', async () => {
    const { bot, robin } = office;
    const { kim } = people;
    await robin.presses(
      'evaluation.saveGuest',
      { meeting: HELD, guest: kim.id, seen: 0, purpose: '1' },
      'card',
    );
    const own = await answers(bot, kim, { purpose: '4' });
    expect(textOf(own.card)).not.toContain('Du har redan svarat en gång');
  });

  it.each(['by hand', 'by the clock'])(
    'after it is closed %s the secret is gone, and no answers are taken',
    async how => {
      const { bot, robin } = office;
      await answers(bot, people.kim, { purpose: '4' });
      expect(await rowsUnder(bot, 'evaluation|secret|')).toHaveLength(1);
      if (how === 'by hand') await robin.presses('evaluation.close', { meeting: HELD }, 'card');
      // At night: that waits for no morning.
      else bot.clock.now = clockFrom('2026-12-15T23:05:00.000Z');
      await eventually(
        'the secret is gone',
        async () => (await rowsUnder(bot, 'evaluation|secret|')).length === 0,
        PATIENCE_MS,
      );
      const late = await answers(bot, people.noor, { purpose: '1' });
      expect(textOf(late.card)).toContain('Det går inte längre att svara');
      const kinds = await rowsUnder(bot, `evaluation|pool|${HELD}|`);
      expect((kinds[0]!.body as { answers: unknown[] }).answers).toHaveLength(1);
    },
  );

  it('its last day cannot be moved: the form has promised it', async () => {
    const { robin } = office;
    const moved = await robin.presses('evaluation.move', { meeting: HELD, closesOn: '2027-01-15' }, 'card');
    expect(textOf(moved.card)).toContain('formuläret har lovat vilken som är sista dagen');
  });
});
