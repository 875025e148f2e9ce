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
} from '../support/bot';
import { isCommit, startStorageProxy, type StorageProxy } from '../support/storage-proxy';
import {
  aDelegate,
  confirmedCycle,
  delegationNow,
  does,
  enters,
  formData,
  isPresidium,
  knowsTheMeeting,
  MEETING,
  member,
  ON,
  opens,
  secretary,
} from './support';

const NOW = '2026-11-23T09:00:00.000Z';

let proxy: StorageProxy;
let bot: TestBot;
let robin: TestPerson;
let sasha: TestPerson;
let kim: TestPerson;
let former: TestPerson;
let staff: TestPerson;

beforeAll(async () => {
  proxy = await startStorageProxy();
  bot = await startTestBot({
    connectionString: proxy.connectionString,
    prefix: randomPrefix(),
    now: () => new Date(NOW),
    settings: { settingsCacheMs: 0, memberCacheMs: 0, turnDeadlineMs: 2_000 },
  });
  robin = bot.coordinator('Robin Lindqvist');
  [sasha, kim, former, staff] = ['Sasha Ek', 'Kim Andersson', 'Love Berg', 'Lee Holm'].map(name =>
    bot.person(name),
  ) as [TestPerson, TestPerson, TestPerson, TestPerson];
  await bot.bindChannel(robin);
  await knowsTheMeeting(bot.storage);
  await isPresidium(bot.storage, [
    secretary(sasha),
    member(kim),
    member(former, { from: '2022-10-15', to: '2026-11-22' }),
  ]);
  for (const person of [robin, sasha, kim, former, staff]) await person.installs();
});

beforeEach(() => enters(bot.storage, 'delegations', { id: MEETING, delegates: [], lessons: [] }));

afterEach(() => {
  proxy.mend();
  bot.teams.fault = () => undefined;
});

afterAll(async () => {
  await bot.stop();
  await proxy.stop();
});

async function hasKim(): Promise<void> {
  await does(sasha, 'add', { people: kim.id, function: 'ordförande' });
}

function savesThe(by: TestPerson, form: Awaited<ReturnType<typeof opens>>, values: object) {
  return by.presses('presidium.save', { ...formData(form), ...values }, ON);
}

describe('"presidiet"', () => {
  it.each([
    ['the secretary', () => sasha],
    ['an officer', () => robin],
  ])('shows %s who has answered, and the buttons', async (_who, who) => {
    await hasKim();
    await kim.presses('presidium.answer', { meeting: MEETING, value: 'yes' }, ON);
    const [said] = await who().says('presidiet');
    expect(textOf(cardOf(said!))).toMatch(
      /Ja: 1 · Nej: 0[^]*Kim Andersson\nordförande\nSvar: Ja, 23 november 2026/,
    );
    expect(findAction(cardOf(said!), 'presidium.form')).toBeDefined();
  });

  it('shows a member who is sent, but neither answers nor buttons', async () => {
    await hasKim();
    await kim.presses('presidium.answer', { meeting: MEETING, value: 'yes' }, ON);
    const [said] = await kim.says('delegationen');
    expect(textOf(cardOf(said!))).toMatch(/Kim Andersson\nordförande/);
    expect(textOf(cardOf(said!))).not.toMatch(/Svar:|Ja:|Historik/);
    expect(findAction(cardOf(said!), 'presidium.form')).toBeUndefined();
  });

  it.each([
    ['an employee', () => staff],
    ['somebody whose time in the presidium is over', () => former],
  ])('tells %s whom it concerns, and nothing else', async (_who, who) => {
    await hasKim();
    const [said] = await who().says('presidium');
    expect(said!.activity.text).toBe(
      'Delegationen visas bara för presidiet och handläggare på stadsledningskontoret.',
    );
  });

  it('is answered for the presidium while Teams does not tell who is an officer', async () => {
    await hasKim();
    bot.teams.fault = ({ path }) => (path.endsWith('/pagedmembers') ? { status: 500 } : undefined);
    for (const person of [sasha, kim]) {
      const [said] = await person.says('presidiet');
      expect(textOf(cardOf(said!))).toContain('Kim Andersson');
    }
    expect((await staff.says('presidiet'))[0]!.activity.text).toContain(
      'kan inte kontrollera din behörighet',
    );
  });

  it('says whom to ask while nobody knows which meeting is next', async () => {
    const { anchors } = confirmedCycle;
    const unknown = { ...confirmedCycle, answer: 'notKnown' as const, anchors: anchors.slice(0, -1) };
    await enters(bot.storage, 'cycle', unknown);
    const [said] = await sasha.says('presidiet');
    const [asked] = await staff.says('deltar');
    await enters(bot.storage, 'cycle', confirmedCycle);
    for (const one of [said, asked]) expect(one!.activity.text).toMatch(/inte känt när[^]*Fråga handläggare/);
  });

  it('leads to the latest meeting that was held, and back', async () => {
    const [said] = await sasha.says('presidiet');
    const { actions } = cardOf(said!) as { actions: { title: string; data: object }[] };
    const other = actions.find(({ title }) => title === 'Mötet i Göteborg 2017')!;
    const shown = await sasha.presses('presidium.delegation', other.data, said!.id);
    expect(textOf(shown.card)).toMatch(/Göteborg 2017[^]*genomfört/);
    expect(textOf(shown.card)).toContain('Mötet i Göteborg 2027');
    expect(findAction(shown.card, 'presidium.lessons')).toBeDefined();
  });

  it('in English says the same', async () => {
    await hasKim();
    await robin.says('english');
    const [said] = await robin.says('delegation');
    await robin.says('svenska');
    expect(textOf(cardOf(said!))).toMatch(/The delegation to the sister-city meeting[^]*Has not been asked/);
  });
});

describe('the buttons of one person', () => {
  it('open the forms about that person', async () => {
    await hasKim();
    const [said] = await sasha.says('presidiet');
    const buttons = JSON.stringify(cardOf(said!)).match(/"verb":"presidium\.form","data":\{[^}]*\}/g)!;
    const data = buttons.map(one => JSON.parse(one.replace('"verb":"presidium.form","data":', '')) as object);
    const own = data.filter(one => (one as { person?: string }).person === kim.id);
    const forms = await Promise.all(own.map(one => sasha.presses('presidium.form', one, said!.id)));
    expect(forms.map(({ card }) => textOf(card).split('\n')[0])).toEqual([
      'Svara för Kim Andersson',
      'Ändra uppgifter',
    ]);
  });
});

describe('somebody is added', () => {
  it.each([
    ['nobody', {}, ['people', 'name', 'function']],
    ['a name without a function', { name: 'Kim Berg' }, ['function']],
    ['what is no person', { people: 'x', function: 'ordförande' }, ['people']],
    ['a function that is too long', { name: 'Kim', function: 'x'.repeat(121) }, ['function']],
    ['a decision to come', { name: 'Kim', function: 'x', decidedOn: '2026-11-24' }, ['decidedOn']],
    ['no day at all', { name: 'Kim', function: 'x', decidedOn: '2026-02-31' }, ['decidedOn']],
  ])('not with %s, and what was typed stays', async (_what, values: Record<string, string>, wrong) => {
    const answer = await does(sasha, 'add', values);
    for (const field of wrong.filter(name => name !== 'people' || values.people))
      expect(inputOf(answer.card, field)?.label).toMatch(/^⚠ /);
    for (const [field, value] of Object.entries(values))
      expect(inputOf(answer.card, field)).toMatchObject({ value });
    expect((await delegationNow(bot.storage)).delegates).toEqual([]);
  });

  it('whom the bot does not know only with their name', async () => {
    const unknown = bot.person('Alex Lund');
    const values = { people: unknown.id, function: 'ledamot' };
    const first = await does(sasha, 'add', values);
    expect(inputOf(first.card, 'name')?.label).toContain('jag vet inte namnet: skriv det');
    const second = await does(sasha, 'add', { ...values, name: 'Alex Lund' });
    expect(textOf(second.card)).toMatch(/Sparat\.[^]*Alex Lund\nledamot/);
  });

  it('twice by a form that is pressed twice is there once', async () => {
    for (const values of [
      { people: kim.id, function: 'ordförande' },
      { name: 'Kim Berg', function: 'ledamot' },
    ]) {
      const form = await opens(sasha, 'add');
      const answers = await Promise.all([1, 2].map(() => savesThe(sasha, form, values)));
      for (const { card } of answers) expect(textOf(card)).toMatch(/Sparat\.|Inget ändrades/);
    }
    expect((await delegationNow(bot.storage)).delegates).toHaveLength(2);
  });

  it('who is there already with something else is told', async () => {
    await hasKim();
    const answer = await does(sasha, 'add', { people: kim.id, function: 'ledamot' });
    expect(inputOf(answer.card, 'people')?.label).toContain('redan med i delegationen');
  });

  it('no more than forty', async () => {
    const delegates = Array.from({ length: 40 }, (_, index) => aDelegate({ personId: `p${index}` }));
    await enters(bot.storage, 'delegations', { id: MEETING, delegates, lessons: [] });
    const answer = await does(sasha, 'add', { people: kim.id, function: 'ledamot' });
    expect(inputOf(answer.card, 'people')?.label).toContain('högst 40 personer');
    const [said] = await sasha.says('presidiet');
    expect(textOf(cardOf(said!))).toContain('Visar 1–10 av 40');
    const next = await sasha.presses('presidium.delegation', { meeting: MEETING, from: 10 }, said!.id);
    expect(textOf(next.card)).toContain('Visar 11–20 av 40');
    const changed = await does(sasha, 'change', { function: 'talman' }, 'p25');
    expect(textOf(changed.card)).toMatch(/Sparat\.[^]*talman[^]*Visar 21–30 av 40/);
  });

  it('and a form comes back with everything while storage does not answer', async () => {
    const form = await opens(sasha, 'add');
    const typed = { name: 'Kim "B" & <b>', function: 'ledamot', substitute: 'x', decidedOn: '2026-11-01' };
    proxy.fault = () => ({ status: 503 });
    const answer = await savesThe(sasha, form, typed);
    expect(textOf(answer.card)).toMatch(/Allt du skrev finns kvar här.*Felkod: [A-Z0-9]{5}/);
    for (const [field, value] of Object.entries(typed))
      expect(inputOf(answer.card, field)).toMatchObject({ value });
    proxy.mend();
    expect(textOf((await savesThe(sasha, answer, {})).card)).toContain('Kim "B" & <b>');
  });

  it('that was saved although nobody was told is there once when it is sent again', async () => {
    const form = await opens(sasha, 'add');
    const values = { name: 'Osäker Person', function: 'ledamot' };
    proxy.fault = call => (isCommit(call) ? { cut: true, afterwards: true } : undefined);
    await savesThe(sasha, form, values);
    proxy.mend();
    await savesThe(sasha, form, values);
    expect((await delegationNow(bot.storage)).delegates).toHaveLength(1);
  });
});

describe('the last day to answer', () => {
  it.each([
    ['', 'välj en dag'],
    ['2026-11-22', 'välj i dag eller en senare dag'],
    ['2027-05-12', 'välj senast 11 maj 2027, före mötet'],
  ])('is not "%s"', async (answerBy, error) => {
    await hasKim();
    const answer = await does(sasha, 'ask', { answerBy });
    expect(inputOf(answer.card, 'answerBy')?.label).toContain(error);
    expect((await delegationNow(bot.storage)).answerBy).toBeUndefined();
  });

  it('stands in the history with who set it and that the question was sent', async () => {
    await hasKim();
    const alex = bot.person('Alex Lund');
    await does(sasha, 'add', { people: alex.id, name: 'Alex Lund', function: 'ledamot' });
    const asked = await does(sasha, 'ask', { answerBy: '2027-03-15' });
    expect(textOf(asked.card)).toMatch(
      /Sasha Ek, 23 november[^\n]*: satte sista svarsdag till 15 mars 2027; skickade frågan Deltar du\?\./,
    );
  });
});

describe('the forms', () => {
  it.each([
    ['an employee', () => staff],
    ['a member', () => kim],
    ['a former member', () => former],
  ])('are refused to %s', async (_who, who) => {
    await hasKim();
    const form = await opens(sasha, 'change', kim.id);
    const by = who();
    expect((await opens(by, 'add')).notice).toContain('saknar du behörighet');
    expect((await savesThe(by, form, { function: 'x' })).notice).toContain('saknar du behörighet');
    const remove = actionData(form.card, 'presidium.remove');
    expect((await by.presses('presidium.remove', remove, ON)).notice).toContain('saknar du behörighet');
    expect((await delegationNow(bot.storage)).delegates[0]).toMatchObject({ function: 'ordförande' });
  });

  it('offer those whom one can pick where Teams’ people picker is not', async () => {
    const trial = await startTestBot({
      settings: { typeahead: false, settingsCacheMs: 0 },
      now: () => new Date(NOW),
    });
    try {
      const officer = trial.coordinator('Robin Lindqvist');
      await trial.bindChannel(officer);
      await knowsTheMeeting(trial.storage);
      await does(officer, 'add', { name: 'Utan Konto', function: 'ledamot' });
      const form = await opens(officer, 'add');
      const choices = inputOf(form.card, 'people')!.choices as { title: string }[];
      expect(choices.map(({ title }) => title)).toEqual(['Robin Lindqvist']);
    } finally {
      await trial.stop();
    }
  });
});

describe('somebody whose name has been removed', () => {
  it('is a former colleague in the delegation and in its history', async () => {
    await does(sasha, 'add', { name: 'Kim Berg', function: 'ledamot' });
    const { personId } = (await delegationNow(bot.storage)).delegates[0]!;
    await bot.storage.people.commit('people', [{ do: 'remove', key: personId }]);
    const [said] = await sasha.says('presidiet');
    const text = textOf(cardOf(said!));
    expect(text).toMatch(/Tidigare medarbetare\nledamot[^]*lade till Tidigare medarbetare/);
    expect(text).not.toContain('Kim Berg');
  });
});

describe('somebody of whom a colleague has told no more than the name', () => {
  it('is not let in on that while Teams does not tell who they are', async () => {
    const alex = bot.person('Alex Lund');
    await does(sasha, 'add', { people: alex.id, name: 'Alex Lund', function: 'ledamot' });
    bot.teams.fault = ({ path }) => (path.includes('/members/') ? { status: 500 } : undefined);
    const [said] = await alex.says('hej');
    expect(said!.activity.text).toContain('kan inte kontrollera ditt konto');
    bot.teams.fault = () => undefined;
    await alex.installs();
    await alex.says('hej');
    bot.teams.fault = ({ path }) => (path.includes('/members/') ? { status: 500 } : undefined);
    const [met] = await alex.says('deltar');
    expect(textOf(cardOf(met!))).toContain('Deltar du?');
  });
});
