import { actionData, inputOf, startTestBot, textOf, type TestBot, type TestPerson } from '../support/bot';
import {
  delegationNow,
  does,
  enters,
  formData,
  isPresidium,
  jobsNow,
  knowsTheMeeting,
  MEETING,
  member,
  ON,
  opens,
  secretary,
} from './support';

let bot: TestBot;
let robin: TestPerson;
let sasha: TestPerson;
let kim: TestPerson;

beforeAll(async () => {
  bot = await startTestBot({
    now: () => new Date('2026-11-23T09:00:00.000Z'),
    settings: { settingsCacheMs: 0, memberCacheMs: 0 },
  });
  robin = bot.coordinator('Robin Lindqvist');
  sasha = bot.person('Sasha Ek');
  kim = bot.person('Kim Andersson');
  await bot.bindChannel(robin);
  await knowsTheMeeting(bot.storage);
  await isPresidium(bot.storage, [secretary(sasha), member(kim)]);
  for (const person of [robin, sasha, kim]) await person.installs();
});

beforeEach(() => enters(bot.storage, 'delegations', { id: MEETING, delegates: [], lessons: [] }));

afterAll(() => bot.stop());

async function hasKim(): Promise<void> {
  await does(sasha, 'add', { people: kim.id, function: 'ordförande' });
}

function savesThe(by: TestPerson, form: Awaited<ReturnType<typeof opens>>, values: object) {
  return by.presses('presidium.save', { ...formData(form), ...values }, ON);
}

describe('two who keep it', () => {
  it('change the same person: the second sees who was first, and decides', async () => {
    await hasKim();
    const [one, other] = [await opens(sasha, 'change', kim.id), await opens(robin, 'change', kim.id)];
    await savesThe(sasha, one, { function: 'ålderspresident' });
    const lost = await savesThe(robin, other, { function: 'talman' });
    expect(textOf(lost.card)).toMatch(
      /Sasha Ek hann före, 23 november 2026[^]*ändrade uppgifterna om Kim Andersson/,
    );
    expect(inputOf(lost.card, 'function')).toMatchObject({ value: 'talman' });
    expect(textOf((await savesThe(robin, lost, {})).card)).toContain('talman');
  });

  it('change different things without hindering one another', async () => {
    await hasKim();
    const [one, other] = [await opens(sasha, 'change', kim.id), await opens(robin, 'lastDay')];
    await savesThe(sasha, one, { function: 'talman' });
    expect(textOf((await savesThe(robin, other, { answerBy: '2027-03-15' })).card)).toContain('Sparat.');
  });

  it('cannot answer for somebody who has answered meanwhile', async () => {
    await hasKim();
    const form = await opens(sasha, 'answerFor', kim.id);
    await kim.presses('presidium.answer', { meeting: MEETING, value: 'yes' }, ON);
    const lost = await savesThe(sasha, form, { answer: 'no' });
    expect(textOf(lost.card)).toMatch(/Kim Andersson hann före[^]*svarade Ja/);
    expect((await delegationNow(bot.storage)).delegates[0]!.answer?.value).toBe('yes');
  });

  it('take out the same person once, and not one whom the other has just changed', async () => {
    await hasKim();
    const [one, other] = [await opens(sasha, 'change', kim.id), await opens(robin, 'change', kim.id)];
    await savesThe(robin, other, { function: 'talman' });
    const lost = await sasha.presses('presidium.remove', actionData(one.card, 'presidium.remove'), ON);
    expect(textOf(lost.card)).toMatch(/Robin Lindqvist hann före[^]*Så här står det nu[^]*talman/);
    const again = await opens(sasha, 'change', kim.id);
    const presses = [1, 2].map(() =>
      sasha.presses('presidium.remove', actionData(again.card, 'presidium.remove'), ON),
    );
    for (const { card } of await Promise.all(presses)) expect(textOf(card)).toContain('Ingen är utsedd ännu');
    const gone = await savesThe(robin, other, { function: 'ledamot' });
    expect(textOf(gone.card)).toContain('Personen är inte längre med i delegationen.');
  });

  it('set the last day: the second sees which day the first chose', async () => {
    await hasKim();
    const [one, other] = [await opens(sasha, 'lastDay'), await opens(robin, 'lastDay')];
    await savesThe(sasha, one, { answerBy: '2027-03-15' });
    const lost = await savesThe(robin, other, { answerBy: '2027-04-01' });
    expect(textOf(lost.card)).toMatch(/Sasha Ek hann före[^]*satte sista svarsdag till 15 mars 2027/);
    expect(textOf((await savesThe(robin, lost, {})).card)).toContain('Sista svarsdag: 1 april 2027.');
  });

  it('send the question once', async () => {
    await hasKim();
    const [one, other] = [await opens(sasha, 'ask'), await opens(robin, 'ask')];
    const answers = await Promise.all([
      savesThe(sasha, one, { answerBy: '2027-03-15' }),
      savesThe(robin, other, { answerBy: '2027-03-15' }),
    ]);
    expect(answers.filter(({ card }) => textOf(card).includes('Frågan skickas till en person'))).toHaveLength(
      1,
    );
    expect(await jobsNow(bot.storage)).toHaveLength(1);
  });
});
