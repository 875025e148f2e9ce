import { CITY_PARTITION } from '../../src/capabilities';
import { makePeople } from '../../src/directory/people';
import type { Office } from '../hosting/support';
import { enters as entersList } from '../presidium/support';
import { draft, noFigures } from '../report/support';
import {
  cardOf,
  eventually,
  findAction,
  randomPrefix,
  startTestBot,
  TestPerson,
  textOf,
} from '../support/bot';
import { atRest } from '../support/journey';
import { HELD } from './history';
import {
  answers,
  dataOf,
  formsTo,
  havePeople,
  morning,
  PATIENCE_MS,
  rowsUnder,
  sendsOut,
  startAfterHosting,
  storeOf,
  UNIT,
  type People,
} from './support';

jest.setTimeout(120_000);

let office: Office;
let people: People;
let prefix: string;

beforeEach(async () => {
  prefix = randomPrefix();
  office = await startAfterHosting({ prefix });
  people = await havePeople(office.bot);
});

afterEach(() => office.bot.stop());

const all = () => Object.values(people) as TestPerson[];

describe('the evaluation is sent out', () => {
  it('to the delegation, the presidium and the units’ editors, to each once', async () => {
    const { bot, robin, ingrid } = office;
    const sent = await sendsOut(bot, robin);
    expect(textOf(sent.card)).toContain('Utvärderingen skickas ut nu');
    for (const person of all()) expect(formsTo(bot, person)).toHaveLength(1);
    const asked = await storeOf(bot).asked(HELD);
    const { kim, noor, alex, lee } = people;
    expect(asked).toEqual([
      { personId: kim.id, group: 'delegation' },
      { personId: noor.id, group: 'delegation' },
      { personId: alex.id, group: 'presidium' },
      { personId: lee.id, group: 'unit', unitId: UNIT },
    ]);
    const again = await ingrid.presses(
      'evaluation.start',
      { meeting: HELD, closesOn: '2026-12-18', names: 'anonymous', units: '', purpose: '' },
      'card',
    );
    expect(textOf(again.card)).toContain('redan utskickad');
    expect((await storeOf(bot).load(HELD))?.value).toMatchObject({
      anonymous: false,
      closesOn: '2026-12-15',
    });
  });

  it('with what has to be mended in the form, and all that was typed', async () => {
    const { robin } = office;
    const answer = await robin.presses(
      'evaluation.start',
      { meeting: HELD, closesOn: '2026-11-23', names: '', units: 'nowhere', purpose: 'x'.repeat(301) },
      'card',
    );
    const text = textOf(answer.card);
    expect(text).toContain('4 uppgifter behöver rättas');
    expect(JSON.stringify(answer.card)).toContain('x'.repeat(301));
  });

  it('by the clock where a crash came after the first step', async () => {
    const { bot, robin } = office;
    await sendsOut(bot, robin);
    const store = storeOf(bot);
    const stored = (await store.load(HELD))!;
    const keys = (await rowsUnder(bot, `evaluation|form|${HELD}|`)).map(({ key }) => key);
    await bot.storage.register.commit('goteborg', [
      { do: 'remove', key: keys[0]! },
      ...store.evaluationWrites(stored, { ...stored.value, entered: false }),
    ]);
    const other = await startTestBot({ prefix, teams: bot.teams, now: () => bot.clock.now() });
    try {
      await eventually(
        'it is entered',
        async () => (await store.load(HELD))?.value.entered === true,
        PATIENCE_MS,
      );
      expect((await rowsUnder(bot, `evaluation|form|${HELD}|`)).map(({ key }) => key)).toEqual(keys);
    } finally {
      await other.stop();
    }
  });
});

describe('an answer with a name', () => {
  it('is one, however often and wherever it is pressed', async () => {
    const { bot, robin } = office;
    await sendsOut(bot, robin);
    const { kim } = people;
    const other = await startTestBot({ prefix, teams: bot.teams, now: () => bot.clock.now() });
    try {
      const [form] = formsTo(bot, kim);
      const data = { ...dataOf(form!), purpose: '4' };
      const there = new TestPerson(other.url, bot.teams, kim.member);
      const pressed = await Promise.all(
        [kim, there, kim].map(person => person.presses('evaluation.answer', data, form!.id)),
      );
      for (const { card } of pressed) expect(textOf(card)).toContain('Tack för ditt svar');
      const found = await storeOf(bot).answers(HELD);
      expect(found).toMatchObject([{ id: kim.id, group: 'delegation', answers: { purpose: 4 }, version: 1 }]);
    } finally {
      await other.stop();
    }
  });

  it('can be changed until the last day, and every version is kept', async () => {
    const { bot, robin } = office;
    await sendsOut(bot, robin);
    const { kim } = people;
    await answers(bot, kim, { purpose: '4', learned: 'Mycket' });
    await atRest(bot, PATIENCE_MS);
    const again = await kim.presses('evaluation.open', { meeting: HELD }, formsTo(bot, kim)[0]!.id);
    expect(JSON.stringify(again.card)).toContain('"value":"Mycket"');
    await kim.presses('evaluation.answer', { meeting: HELD, purpose: '2', learned: 'Mindre' }, 'card');
    expect(await storeOf(bot).answers(HELD)).toMatchObject([
      { answers: { purpose: 2, learned: 'Mindre' }, version: 2 },
    ]);
    expect(await rowsUnder(bot, `evaluation|answered|${HELD}|${kim.id}|`)).toHaveLength(2);
    await morning(bot, '2026-12-16');
    const late = await kim.presses('evaluation.answer', { meeting: HELD, purpose: '5' }, 'card');
    expect(textOf(late.card)).toContain('Utvärderingen är avslutad');
    expect(await storeOf(bot).answers(HELD)).toMatchObject([{ version: 2 }]);
  });

  it('needs at least one question answered, and gives back what was typed', async () => {
    const { bot, robin } = office;
    await sendsOut(bot, robin);
    const { kim } = people;
    expect(textOf((await answers(bot, kim, {})).card)).toContain('Svara på minst en fråga');
    const long = await answers(bot, kim, { purpose: '3', learned: 'x'.repeat(1_001) });
    expect(textOf(long.card)).toContain('Högst 1000 tecken, nu 1001');
    expect(JSON.stringify(long.card)).toContain('x'.repeat(1_001));
    expect(await storeOf(bot).answers(HELD)).toEqual([]);
  });

  it('is given by any employee who says so, for a unit', async () => {
    const { bot, robin } = office;
    await sendsOut(bot, robin);
    const sam = bot.person('Sam Karlsson');
    const [message] = await sam.says('utvärdera');
    expect(textOf(cardOf(message!))).toContain('Vilken förvaltning eller vilket bolag');
    const without = await sam.presses('evaluation.answer', { ...dataOf(message!), worth: '5' }, message!.id);
    expect(textOf(without.card)).toContain('Välj en förvaltning eller ett bolag');
    await sam.presses('evaluation.answer', { ...dataOf(message!), worth: '5', unit: UNIT }, message!.id);
    expect(await storeOf(bot).answers(HELD)).toMatchObject([{ id: sam.id, group: 'unit', unitId: UNIT }]);
  });
});

describe('a reminder', () => {
  it('comes once, three working days before the last, to those who have not answered', async () => {
    const { bot, robin } = office;
    await sendsOut(bot, robin);
    const { kim, noor, alex, lee } = people;
    await answers(bot, kim, { purpose: '4' });
    await morning(bot, '2026-12-09');
    for (const person of all()) expect(formsTo(bot, person)).toHaveLength(1);
    await morning(bot, '2026-12-10');
    expect(formsTo(bot, kim)).toHaveLength(1);
    for (const person of [noor, alex, lee]) expect(formsTo(bot, person)).toHaveLength(2);
    expect(textOf(cardOf(formsTo(bot, lee)[1]!))).toContain('Påminnelse');
    await robin.presses('evaluation.move', { meeting: HELD, closesOn: '2027-01-15' }, 'card');
    await morning(bot, '2027-01-12');
    for (const person of [noor, alex, lee]) expect(formsTo(bot, person)).toHaveLength(2);
  });
});

describe('the last day', () => {
  it('is moved forward only', async () => {
    const { bot, robin } = office;
    await sendsOut(bot, robin);
    const back = await robin.presses('evaluation.move', { meeting: HELD, closesOn: '2026-12-14' }, 'card');
    expect(textOf(back.card)).toContain('välj en dag efter 15 december 2026');
    const on = await robin.presses('evaluation.move', { meeting: HELD, closesOn: '2026-12-18' }, 'card');
    expect(textOf(on.card)).toContain('Sista dagen är nu 18 december 2026');
  });

  it('is today where a coordinator closes it', async () => {
    const { bot, robin } = office;
    await sendsOut(bot, robin);
    const closed = await robin.presses('evaluation.close', { meeting: HELD }, 'card');
    expect(textOf(closed.card)).toContain('Utvärderingen är avslutad');
    const late = await answers(bot, people.kim, { purpose: '4' });
    expect(textOf(late.card)).toContain('Det går inte längre att svara');
    expect(await storeOf(bot).answers(HELD)).toEqual([]);
    const [none] = await people.kim.says('utvärdera');
    expect(none!.activity.text).toBe('Ingen utvärdering är öppen för svar just nu.');
  });
});

describe('what a guest has answered', () => {
  it('is entered once for each form, changed and taken away', async () => {
    const { bot, robin, ingrid } = office;
    await sendsOut(bot, robin);
    const form = await robin.presses('evaluation.form', { meeting: HELD, form: 'guest' }, 'card');
    const data = { ...(buttonData(form.card) as { guest: string }), from: 'aarhus', purpose: '5' };
    for (let time = 0; time < 2; time += 1) await robin.presses('evaluation.saveGuest', data, 'card');
    expect(await storeOf(bot).answers(HELD)).toMatchObject([
      { group: 'guest', cityId: 'aarhus', version: 1 },
    ]);
    const list = await ingrid.presses('evaluation.guests', { meeting: HELD }, 'card');
    expect(textOf(list.card)).toContain('Svar 1, Aarhus');
    const changed = { ...data, seen: 1, purpose: '3' };
    await ingrid.presses('evaluation.saveGuest', changed, 'card');
    const second = await robin.presses('evaluation.saveGuest', { ...changed, purpose: '1' }, 'card');
    expect(textOf(second.card)).toContain('Ingrid Åkesson har ändrat svaret');
    await robin.presses('evaluation.removeGuest', { meeting: HELD, guest: data.guest }, 'card');
    expect(await storeOf(bot).answers(HELD)).toEqual([]);
    expect(await rowsUnder(bot, `evaluation|answered|${HELD}|${data.guest}|`)).toHaveLength(3);
  });

  it('is taken after the last day until the report is registered', async () => {
    const { bot, robin } = office;
    await sendsOut(bot, robin);
    await robin.presses('evaluation.close', { meeting: HELD }, 'card');
    const guest = { meeting: HELD, guest: 'guest-1', seen: 0, from: 'aarhus', purpose: '5' };
    const entered = await robin.presses('evaluation.saveGuest', guest, 'card');
    expect(textOf(entered.card)).toContain('Svaret från Aarhus är sparat');
    expect(findAction(entered.card, 'evaluation.form')).toBeDefined();
    await bot.storage.register.commit(CITY_PARTITION, [
      { do: 'insert', key: `report|version|${99_999 - draft.number}`, body: { ...draft, hostings: [HELD] } },
      { do: 'insert', key: `report|figures|${draft.number}`, body: noFigures },
    ]);
    const registering = { number: draft.number, seen: '', caseNumber: 'SLK-2026-00123' };
    await robin.presses('report.register', registering, 'card');
    const late = await robin.presses('evaluation.saveGuest', { ...guest, guest: 'guest-2' }, 'card');
    expect(textOf(late.card)).toContain('Det går inte längre: rapporten är diarieförd.');
    const removed = await robin.presses(
      'evaluation.removeGuest',
      { meeting: HELD, guest: 'guest-1' },
      'card',
    );
    expect(textOf(removed.card)).toContain('rapporten är diarieförd');
    expect(await storeOf(bot).answers(HELD)).toHaveLength(1);
  });

  it('is that of a delegate without an account, who then has answered', async () => {
    const { bot, robin } = office;
    const { kim } = people;
    const personId = 'utan-konto-1';
    const delegates = [personId, kim.id].map(id => ({ personId: id, function: 'ledamot' }));
    await entersList(bot.storage, 'delegations', { id: HELD, delegates, lessons: [] });
    const person = { id: personId, tenantId: 't', name: 'Mo Ek' };
    await makePeople(bot.storage.people, () => new Date(), 0).meet(person);
    const sent = await sendsOut(bot, robin);
    expect(textOf(sent.card)).toMatch(/Har inte svarat.*Mo Ek/s);
    const form = await robin.presses('evaluation.form', { meeting: HELD, form: 'guest' }, 'card');
    expect(JSON.stringify(form.card)).toContain('Mo Ek (Göteborg)');
    const data = { ...(buttonData(form.card) as object), from: personId, purpose: '5' };
    const saved = await robin.presses('evaluation.saveGuest', data, 'card');
    expect(textOf(saved.card)).toContain('Svaret från Mo Ek är sparat');
    expect(textOf(saved.card)).not.toMatch(/Har inte svarat[^]*Mo Ek/);
    expect(await storeOf(bot).answers(HELD)).toMatchObject([
      { id: personId, group: 'delegation', version: 1 },
    ]);
    const second = await robin.presses('evaluation.form', { meeting: HELD, form: 'guest' }, 'card');
    const other = { ...(buttonData(second.card) as object), from: personId, purpose: '1' };
    const held = await robin.presses('evaluation.saveGuest', other, 'card');
    expect(textOf(held.card)).toContain('har ändrat svaret sedan du öppnade det');
    const again = { ...(buttonData(held.card) as object), from: personId, purpose: '1' };
    await robin.presses('evaluation.saveGuest', again, 'card');
    expect(await storeOf(bot).answers(HELD)).toMatchObject([{ id: personId, answers: { purpose: 1 } }]);
    const list = await robin.presses('evaluation.guests', { meeting: HELD }, 'card');
    expect(textOf(list.card)).toContain('Svar 1, Mo Ek');
    await robin.presses('evaluation.removeGuest', { meeting: HELD, guest: personId }, 'card');
    const status = await robin.presses('evaluation.show', { meeting: HELD }, 'card');
    expect(textOf(status.card)).toMatch(/Har inte svarat.*Mo Ek/s);
    await robin.presses('evaluation.saveGuest', data, 'card');
    expect(await storeOf(bot).answers(HELD)).toMatchObject([{ id: personId, version: 4 }]);
  });
});

function buttonData(card: unknown): unknown {
  const found = JSON.stringify(card).match(/"verb":"evaluation\.saveGuest","data":(\{[^}]*\})/);
  return JSON.parse(found![1]!);
}
