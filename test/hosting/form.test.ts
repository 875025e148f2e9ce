import { cardOf, findAction, inputOf, textOf, type Answer, type TestPerson } from '../support/bot';
import { atRest } from '../support/journey';
import { valuesIn } from '../support/keeping';
import { faultsIn } from '../support/register';
import {
  activityNow,
  buttonOf,
  dayCard,
  hasPlan,
  MEETING,
  morning,
  ON,
  planNow,
  says,
  startOffice,
  storeOf,
  titled,
  TUESDAY,
  type Office,
} from './support';

let office: Office;

beforeAll(async () => {
  office = await startOffice();
  await hasPlan(office);
  await morning(office.bot, TUESDAY);
});

afterAll(async () => {
  expect(faultsIn(await atRest(office.bot))).toEqual([]);
  await office.bot.stop();
});

function opens(by: TestPerson, activity = ''): Promise<Answer> {
  return by.presses('hosting.form', { meeting: MEETING, activity }, ON);
}

/** What the form sends, with what has been typed in it. */
function filled({ card, raw }: Answer, values: object = {}): Record<string, unknown> {
  const save = card && findAction(card, 'hosting.save');
  if (!save) throw new Error(`no form: ${JSON.stringify(raw)}`);
  return { ...valuesIn(card), ...(save.data as object), ...values };
}

function saves(by: TestPerson, form: Answer, values: object = {}): Promise<Answer> {
  return by.presses('hosting.save', filled(form, values), ON);
}

async function versions(): Promise<number> {
  return (await storeOf(office.bot).history(MEETING, 1_000)).length;
}

describe('a new activity', () => {
  it('is entered once, though its form is sent twice', async () => {
    const { bot, robin, ingrid } = office;
    const plan = await says(robin, 'planen');
    const form = await robin.presses('hosting.form', titled(plan, 'Lägg till aktivitet'), ON);
    expect(textOf(form.card)).toMatch(/^Lägg till aktivitet\nVad ska göras\?\nDatum då det ska vara klart/);
    expect(inputOf(form.card, 'responsible')).toMatchObject({
      value: 'nobody',
      choices: [
        { title: 'Ingen ännu', value: 'nobody' },
        { title: 'Ingrid Åkesson', value: ingrid.id },
        { title: 'Robin Lindqvist', value: robin.id },
      ],
    });
    const values = { title: ' Beställ **flaggor** ${titel} ', due: '2027-04-09', responsible: ingrid.id };
    const answers = await Promise.all([1, 2, 3].map(() => saves(robin, form, values)));
    expect(answers.filter(({ card }) => textOf(card).includes('Aktiviteten är tillagd.'))).toHaveLength(1);
    expect(answers.filter(({ card }) => textOf(card).includes('Så står det redan.'))).toHaveLength(2);
    const own = (await planNow(bot)).activities.filter(({ title }) => title !== undefined);
    expect(own).toEqual([
      expect.objectContaining({ title: 'Beställ **flaggor** ${titel}', responsible: ingrid.id }),
    ]);
    expect(textOf(answers[0]!.card)).toContain(
      'Beställ **flaggor** ${titel}\nSka vara klart 9 april 2027. Ansvarig: Ingrid Åkesson.',
    );
  });

  it.each([
    [{ title: '', due: '2027-04-09' }, '⚠ Vad ska göras? Skriv vad som ska göras'],
    [{ title: ' – ', due: '2027-04-09' }, 'Skriv vad som ska göras'],
    [{ title: 'å'.repeat(201), due: '2027-04-09' }, 'Högst 200 tecken, nu 201'],
    [{ title: 'Flaggor', due: '' }, '⚠ Datum då det ska vara klart: välj ett datum som finns'],
    [{ title: 'Flaggor', due: 'snart' }, 'välj ett datum som finns'],
    [
      { title: 'Flaggor', due: '2027-04-09', responsible: 'nobody-we-know' },
      'välj någon som är med i teamet',
    ],
  ])('comes back with what was typed when it is %j', async (values, error) => {
    const before = await versions();
    const back = await saves(office.robin, await opens(office.robin), values);
    expect(textOf(back.card)).toContain(error);
    expect(textOf(back.card)).toContain('En uppgift behöver rättas. Inget är sparat ännu.');
    expect(valuesIn(back.card)).toMatchObject(values);
    expect(await versions()).toBe(before);
  });

  it('comes back with all its errors at once, in English too', async () => {
    const { ingrid } = office;
    await ingrid.says('english');
    const back = await saves(ingrid, await opens(ingrid), { title: '', due: '', responsible: 'x' });
    expect(textOf(back.card)).toMatch(/^Add an activity\n3 things need correcting\. Nothing has been saved/);
    await ingrid.says('svenska');
  });
});

describe('an activity', () => {
  it('gets another name, date and person responsible', async () => {
    const { bot, robin, ingrid } = office;
    const plan = await says(robin, 'planen');
    const shown = await robin.presses('hosting.activity', buttonOf(plan, 'hosting.activity', 'venue'), ON);
    expect(textOf(shown.card)).toMatch(
      /^Aktivitet för värdskapet 2027\nBoka lokaler\nTänk på tillgänglighet/,
    );
    expect(textOf(shown.card)).toContain('Ansvarig: ingen ännu');
    const form = await robin.presses('hosting.form', titled(shown.card, 'Ändra'), ON);
    expect(valuesIn(form.card)).toEqual({
      title: 'Boka lokaler',
      due: '2026-02-01',
      responsible: 'nobody',
    });
    const values = { title: 'Boka Börsen', due: '2027-01-11', responsible: ingrid.id };
    const saved = await saves(robin, form, values);
    expect(textOf(saved.card)).toMatch(/^Aktivitet för värdskapet 2027\nBoka Börsen\nSparat\./);
    expect(textOf(saved.card)).toContain('Nästa påminnelse: 11 december 2026');
    expect(textOf(saved.card)).toMatch(
      /Historik[^]*24 november 2026[^\n]*Robin Lindqvist: nytt datum 11 januari 2027, heter nu Boka Börsen, ansvarig Ingrid Åkesson\n[^\n]*Robin Lindqvist: lade till aktiviteten/,
    );
    expect(await activityNow(bot, 'venue')).toMatchObject({
      title: 'Boka Börsen',
      due: '2027-01-11',
      responsible: ingrid.id,
    });
    const before = await versions();
    const again = await saves(robin, form, values);
    expect(textOf(again.card)).toContain('Så står det redan.');
    const untouched = await saves(ingrid, await opens(ingrid, 'venue'));
    expect(textOf(untouched.card)).toContain('Så står det redan.');
    expect(await versions()).toBe(before);

    const nobody = await saves(robin, await opens(robin, 'venue'), { responsible: 'nobody' });
    expect(textOf(nobody.card)).toMatch(/ansvarig: ingen ännu[^]*Robin Lindqvist: ingen ansvarig/i);
  });

  it('keeps its own language where only its date is changed', async () => {
    const { bot, robin } = office;
    await robin.says('english');
    const form = await opens(robin, 'report');
    expect(valuesIn(form.card)).toMatchObject({ title: 'Comprehensive report and analysis' });
    const saved = await saves(robin, form, { due: '2027-10-29' });
    expect(textOf(saved.card)).toMatch(/Activity for the 2027 hosting[^]*new date 29 October 2027/);
    expect(await activityNow(bot, 'report')).not.toHaveProperty('title');
    await robin.says('svenska');
  });

  it('changed by a colleague meanwhile comes back with what they did, and then the second decides', async () => {
    const { bot, robin, ingrid } = office;
    const [one, other] = [await opens(robin, 'programme'), await opens(ingrid, 'programme')];
    await saves(robin, one, { due: '2027-02-12' });
    const back = await saves(ingrid, other, { title: 'Ta fram ett program', due: '2027-03-12' });
    expect(textOf(back.card)).toContain(
      'Robin Lindqvist har ändrat aktiviteten sedan du öppnade den: nytt datum 12 februari 2027.',
    );
    expect(valuesIn(back.card)).toMatchObject({ title: 'Ta fram ett program', due: '2027-03-12' });
    expect(await activityNow(bot, 'programme')).toMatchObject({ due: '2027-02-12' });
    const decided = await saves(ingrid, back);
    expect(textOf(decided.card)).toMatch(/Ta fram ett program\nSparat\./);
    expect(await activityNow(bot, 'programme')).toMatchObject({ due: '2027-03-12' });
  });

  it('that a colleague has finished meanwhile comes back with that', async () => {
    const { robin, ingrid } = office;
    const form = await opens(robin, 'invitations');
    await ingrid.presses('hosting.settle', { meeting: MEETING, activity: 'invitations', to: 'done' }, ON);
    const back = await saves(robin, form, { due: '2027-03-12' });
    expect(textOf(back.card)).toContain('Ingrid Åkesson har ändrat aktiviteten sedan du öppnade den: klart.');
    expect(valuesIn(back.card)).toMatchObject({ due: '2027-03-12' });
  });

  it('is not needed, and is needed again; it says who said so', async () => {
    const { bot, robin, ingrid } = office;
    const about = { meeting: MEETING, activity: 'press' };
    const shown = await robin.presses('hosting.activity', about, ON);
    const dropped = await robin.presses('hosting.settle', titled(shown.card, 'Behövs inte'), ON);
    expect(textOf(dropped.card)).toContain('Läge: Behövs inte, enligt Robin Lindqvist 24 november 2026.');
    const late = await ingrid.presses('hosting.settle', titled(shown.card, 'Behövs inte'), ON);
    expect(textOf(late.card)).toMatch(/Så står det redan\.[^]*enligt Robin Lindqvist/);
    const settled = await robin.presses('hosting.plan', titled(dropped.card, 'Till planen'), ON);
    expect(textOf(settled.card)).toMatch(/Behövs inte\nFörbered information till press och webb/);
    const back = await ingrid.presses('hosting.settle', titled(dropped.card, 'Inte klart ännu'), ON);
    expect(textOf(back.card)).toMatch(
      /Historik\n[^\n]*Ingrid Åkesson: inte klart ännu\n[^\n]*Robin Lindqvist: behövs inte\n/,
    );
    expect(await activityNow(bot, 'press')).not.toHaveProperty('dropped');
  });

  it('keeps somebody who has left the team until another is chosen', async () => {
    const { bot, robin } = office;
    const gone = bot.coordinator('Alex Lund');
    await saves(robin, await opens(robin, 'travel'), { responsible: gone.id });
    const team = [...bot.teams.teams.values()][0]!;
    team.members.splice(team.members.indexOf(gone.member), 1);
    const form = await opens(robin, 'travel');
    expect(inputOf(form.card, 'responsible')).toMatchObject({
      value: gone.id,
      choices: expect.arrayContaining([
        { title: 'Samma som förut (inte med i teamet)', value: gone.id },
      ]) as unknown,
    });
    const saved = await saves(robin, form, { due: '2027-01-29' });
    expect(textOf(saved.card)).toContain('Ansvarig: Alex Lund. Personen är inte längre med i teamet.');
    const other = await opens(robin, 'runThrough');
    const refused = await saves(robin, other, { responsible: gone.id });
    expect(textOf(refused.card)).toContain('⚠ Ansvarig: välj någon som är med i teamet');
  });

  it('brings the card of the morning up to date', async () => {
    const { bot, robin } = office;
    const card = await dayCard(bot);
    await saves(robin, await opens(robin, 'dates'), { due: '2027-01-15' });
    await atRest(bot);
    expect(textOf(cardOf(card))).toContain(
      'Bestäm datum med vänorterna\nNytt datum: 15 januari 2027, satt av Robin Lindqvist.',
    );
  });
});

it('what is long ago in a history still says who it was', async () => {
  const { robin, ingrid } = office;
  const about = { meeting: MEETING, activity: 'questions' };
  await saves(ingrid, await opens(ingrid, 'questions'), { due: '2027-05-21' });
  for (let turn = 0; turn < 18; turn += 1) {
    for (const to of ['done', 'open'])
      await robin.presses('hosting.settle', { meeting: MEETING, activity: 'thanks', to }, ON);
  }
  const { card } = await robin.presses('hosting.activity', about, ON);
  expect(textOf(card)).toContain('Ingrid Åkesson: nytt datum 21 maj 2027');
  expect(textOf(card)).not.toContain('en tidigare medarbetare');
});
