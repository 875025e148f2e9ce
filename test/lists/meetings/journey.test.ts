import {
  cardOf,
  findAction,
  inputOf,
  startTestBot,
  textOf,
  type Answer,
  type TestBot,
  type TestPerson,
} from '../../support/bot';
import { dataOfButton, does, formData, ON } from '../officer';

let bot: TestBot;
let robin: TestPerson;
let ingrid: TestPerson;

const CYCLE = { list: 'cycle', id: 'turordning' };

beforeEach(async () => {
  bot = await startTestBot({ now: () => new Date('2026-11-23T09:00:00Z') });
  robin = bot.coordinator('Robin Lindqvist');
  ingrid = bot.coordinator('Ingrid Åkesson');
  await bot.bindChannel(robin);
  await robin.says('hej');
  await ingrid.says('hej');
});

afterEach(async () => {
  await bot.stop();
});

/** Fills in a form and confirms what it leads to. */
async function confirms(
  by: TestPerson,
  target: { list: string; deed: string; id: string; item?: string },
  values: Record<string, string>,
) {
  const shown = await does(by, target, values);
  return by.presses('lists.save', dataOfButton(shown, 'Bekräfta'), ON);
}

function answers(turn: string): Promise<Answer> {
  return confirms(robin, { ...CYCLE, deed: 'firstAnswer' }, { turn });
}

async function meeting(id: string): Promise<string> {
  return textOf((await robin.presses('lists.entry', { list: 'meetings', id }, ON)).card);
}

describe('a coordinator who moves Göteborg’s meeting by a year', () => {
  const move = { ...CYCLE, deed: 'move', item: '2027' };

  it('sees what that does to Göteborg’s next turn before it is saved, and comes back to the meeting', async () => {
    await answers('2027');
    const card = (await robin.presses('lists.entry', { list: 'meetings', id: '2027' }, ON)).card;
    const form = await robin.presses('lists.form', dataOfButton({ card } as Answer, 'Flytta'), ON);
    expect(textOf(form.card)).toContain('Göteborg 2027');
    const typed = { ...formData(form), newYear: '2028', rule: 'keepOrder' };

    const shown = await robin.presses('lists.save', typed, ON);
    expect(textOf(shown.card)).toContain('Göteborgs nästa värdskap: 2027 blir 2028.\nÅbo: 2029 blir 2030.');
    expect(textOf(shown.card)).toContain('Inget är sparat än.');
    expect(await meeting('2027')).toContain('Göteborg 2027');

    const back = await robin.presses('lists.form', dataOfButton(shown, 'Ändra'), ON);
    expect(inputOf(back.card, 'newYear')).toMatchObject({ value: '2028' });
    expect(inputOf(back.card, 'rule')).toMatchObject({ value: 'keepOrder' });
    const other = await robin.presses('lists.save', { ...formData(back), rule: 'keepOddYears' }, ON);
    expect(textOf(other.card)).not.toContain('Åbo');

    const saved = await robin.presses('lists.save', dataOfButton(other, 'Bekräfta'), ON);
    expect(textOf(saved.card)).toContain('Vänortsmöte\nGöteborg 2028\nSparat. Det gäller nu.');
    expect(textOf(saved.card)).toMatch(
      /Robin Lindqvist, 23 november 2026 kl\. \d\d:\d\d: År är nu 2028, var 2027/,
    );
    const again = await robin.presses('lists.save', dataOfButton(other, 'Bekräfta'), ON);
    expect(textOf(again.card)).toContain('så står det redan');
    expect(await meeting('2029')).toContain('Åbo 2029');
  });

  it('is told what a colleague has changed meanwhile, and what the move leads to now', async () => {
    await answers('2027');
    const shown = await does(ingrid, move, { newYear: '2028', rule: 'keepOrder' });
    await confirms(robin, { ...CYCLE, deed: 'swap', item: '2027' }, { swapWith: '2029|abo' });

    const late = await ingrid.presses('lists.save', dataOfButton(shown, 'Bekräfta'), ON);
    expect(textOf(late.card)).toMatch(
      /Robin Lindqvist ändrade den 23 november 2026.*Mötet 2027 är nu Åbo 2027/,
    );
    expect(textOf(late.card)).toContain('Göteborgs nästa värdskap är kvar 2029.\nÅbo: 2027 blir 2028.');
    const decided = await ingrid.presses('lists.save', dataOfButton(late, 'Bekräfta'), ON);
    expect(textOf(decided.card)).toContain('Åbo 2028');
  });

  it('in the same moment as another loses nothing', async () => {
    await answers('2027');
    const shown = await Promise.all([
      does(robin, move, { newYear: '2028', rule: 'keepOrder' }),
      does(ingrid, { ...CYCLE, deed: 'cancel', item: '2027' }, { rule: 'keepOrder' }),
    ]);
    const done = await Promise.all(
      [robin, ingrid].map((by, index) =>
        by.presses('lists.save', dataOfButton(shown[index]!, 'Bekräfta'), ON),
      ),
    );
    const texts = done.map(answer => textOf(answer.card));
    expect(texts.filter(text => text.includes('Sparat'))).toHaveLength(1);
    expect(texts.filter(text => /ändrade den 23 november 2026/.test(text))).toHaveLength(1);
  });

  it('does not move what has been held, nor to where there is another', async () => {
    await answers('2025');
    const held = await robin.presses('lists.form', { ...move, item: '2025' }, ON);
    expect(textOf(held.card)).toContain('Det går inte längre');
    const taken = await does(robin, move, { newYear: '2025', rule: 'keepOrder' });
    expect(inputOf(taken.card, 'newYear')).toMatchObject({
      label: expect.stringContaining('det finns redan ett möte det året'),
      value: '2025',
    });
  });
});

describe('the answer to when Göteborg hosts', () => {
  it('that is not known leaves nothing planned and nothing claimed', async () => {
    const saved = await answers('notKnown');
    expect(textOf(saved.card)).toContain('Göteborgs värdskap efter 2017: inte känt än');
    const list = textOf((await robin.presses('lists.list', { list: 'meetings' }, ON)).card);
    expect(list).not.toMatch(/20[2-9]\d/);
    expect(findAction(saved.card, 'lists.form')).toMatchObject({ data: { deed: 'firstAnswer' } });
  });

  it('is given anew, which takes the earlier one back', async () => {
    await answers('2027');
    await confirms(robin, { ...CYCLE, deed: 'answerAnew' }, { turn: '2025' });
    const list = textOf((await robin.presses('lists.list', { list: 'meetings' }, ON)).card);
    expect(list).toContain('Åbo 2027\nenligt turordningen, inte bekräftat');
    expect(await meeting('2025')).toContain('Göteborg 2025');
  });
});

describe('what is known of a meeting', () => {
  const record = (deed: string) => ({ list: 'meetings', deed, id: '2027' });

  it('is entered for a meeting of which nobody has told, and stands in its history', async () => {
    await answers('2027');
    const wrong = await does(robin, record('when'), { when: '11–12 maj 2028' });
    expect(inputOf(wrong.card, 'when')).toMatchObject({
      label: expect.stringContaining('mötet är 2027. Flytta det först'),
      value: '11–12 maj 2028',
    });
    const when = await does(robin, record('when'), { when: '11–12 maj 2027' });
    expect(textOf(when.card)).toContain('När: 11–12 maj 2027');

    const text =
      '2027-05-11 13.00–14.30; Stadsutveckling i Frihamnen; Karin Ek, stadsarkitekt\n2027-05-13; Hemresa';
    const outside = await does(robin, record('programme'), { programme: text });
    expect(inputOf(outside.card, 'programme')).toMatchObject({
      label: expect.stringContaining('rad 2: dagen är inte en av mötets dagar'),
      value: text,
    });
    const programme = await does(robin, record('programme'), { programme: text.replace('-13;', '-12;') });
    expect(textOf(programme.card)).toContain(
      '• 11 maj 2027 13.00–14.30, Stadsutveckling i Frihamnen, Karin Ek, stadsarkitekt',
    );
    const again = await robin.presses('lists.form', record('programme'), ON);
    expect(inputOf(again.card, 'programme')).toMatchObject({ value: text.replace('-13;', '-12;') });

    await does(robin, record('theme'), { themeSv: 'Hamnen', announcedOn: '2027-01-15' });
    await does(robin, record('venue'), { venue: 'Stadshuset', digital: 'yes' });
    await does(robin, record('guests'), { guests: 'Bergen: 4, kommunalråd\nÅrhus: 3' });
    const last = await does(robin, record('documents'), {
      documents: 'Inbjudan; https://goteborg.se/inbjudan',
    });
    for (const part of [
      'Tema: Hamnen',
      'Temat är offentligt från och med: 15 januari 2027',
      'Plats: Stadshuset',
      'Form: Digitalt',
      '• Aarhus: 3',
      '• Inbjudan, https://goteborg.se/inbjudan',
      'När är nu 11–12 maj 2027',
      'Värdstad är nu Göteborg, var Åbo',
    ]) {
      expect(textOf(last.card)).toContain(part);
    }
  });

  it('follows a meeting that is moved, but for its date', async () => {
    await answers('2027');
    await does(robin, record('when'), { when: 'våren 2027' });
    await does(robin, record('theme'), { themeSv: 'Hamnen' });
    const moved = await confirms(
      robin,
      { ...CYCLE, deed: 'move', item: '2027' },
      { newYear: '2028', rule: 'keepOrder' },
    );
    expect(textOf(moved.card)).toContain('Datum före flytten: våren 2027');
    expect(textOf(moved.card)).toContain('Tema: Hamnen');
    const dated = await does(robin, record('when'), { when: '29 februari 2028' });
    expect(textOf(dated.card)).toContain('När: 29 februari 2028');
  });
});

describe('the presidium', () => {
  it('is picked with a role from a day on, changed and ended', async () => {
    const lists = textOf(cardOf((await robin.says('listor'))[0]!));
    expect(lists).toContain('Presidiet\nIngen person är utsedd');
    const kim = bot.person('Kim Andersson');
    await kim.says('hej');
    const entry = { list: 'presidium', id: 'presidiet' };
    const picked = await does(
      robin,
      { ...entry, deed: 'appoint' },
      { people: kim.id, function: 'ordförande', role: 'member', from: '2026-10-15' },
    );
    expect(textOf(picked.card)).toContain(
      'Ledamot i presidiet: Kim Andersson, ordförande, från och med 15 oktober 2026',
    );
    const item = `${kim.id}|2026-10-15`;
    const twice = await does(
      ingrid,
      { ...entry, deed: 'appoint' },
      { people: kim.id, role: 'secretary', from: '2026-11-01' },
    );
    expect(inputOf(twice.card, 'people')).toMatchObject({ label: expect.stringContaining('redan med') });
    const secretary = await does(ingrid, { ...entry, deed: 'change', item }, { role: 'secretary' });
    expect(textOf(secretary.card)).toContain('Presidiets sekreterare: Kim Andersson');
    const form = await robin.presses('lists.form', { ...entry, deed: 'change', item }, ON);
    const ended = await robin.presses('lists.save', dataOfButton(form, 'Avsluta nu'), ON);
    expect(textOf(ended.card)).toContain('till och med 22 november 2026');
  });
});
