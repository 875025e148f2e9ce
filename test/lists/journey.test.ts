import {
  cardOf,
  findAction,
  inputOf,
  referenceIn,
  startTestBot,
  textOf,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { does, formData, ON } from './officer';

let bot: TestBot;
let robin: TestPerson;
let ingrid: TestPerson;
let kim: TestPerson;

beforeAll(async () => {
  bot = await startTestBot({ now: () => new Date('2026-11-23T09:00:00Z') });
  robin = bot.coordinator('Robin Lindqvist');
  ingrid = bot.coordinator('Ingrid Åkesson');
  kim = bot.person('Kim Andersson');
  await bot.bindChannel(robin);
  await robin.says('hej');
  await ingrid.says('hej');
});

afterAll(async () => {
  await bot.stop();
});

async function unitsInForm(): Promise<{ title: string; value: string }[]> {
  const [message] = await kim.says('informera');
  return inputOf(cardOf(message!), 'unitId')!.choices as { title: string; value: string }[];
}

async function citiesInForm(): Promise<string[]> {
  const [message] = await kim.says('informera');
  return (inputOf(cardOf(message!), 'cities')!.choices as { value: string }[]).map(({ value }) => value);
}

describe('the lists', () => {
  it('are opened with a word, in either language, and show six lists with counts', async () => {
    for (const word of ['listor', 'Lists']) {
      const [message] = await robin.says(word);
      const text = textOf(cardOf(message!));
      expect(text).toContain('Förvaltningar och bolag\n62 poster');
      expect(text).toContain('Redaktörer');
    }
  });

  it('of a colleague who is no coordinator are a plain sentence', async () => {
    const [message] = await kim.says('listor');
    expect(message!.activity.text).toContain('handläggare på stadsledningskontoret');
  });

  it('are turned page by page, and a long one can be searched', async () => {
    const first = await robin.presses('lists.list', { list: 'units' }, ON);
    expect(textOf(first.card)).toContain('Visar 1–8 av 62');
    const next = await robin.presses('lists.list', { list: 'units', from: 56, filter: '' }, ON);
    expect(textOf(next.card)).toContain('Visar 57–62 av 62');
    const found = await robin.presses('lists.list', { list: 'units', filter: 'spårvagn' }, ON);
    expect(textOf(found.card)).toContain('Göteborgs Spårvägar');
    const nothing = await robin.presses('lists.list', { list: 'units', filter: 'xyzzy' }, ON);
    expect(textOf(nothing.card)).toContain('Inget hittades');
    const quoted = await robin.presses('lists.list', { list: 'units', filter: "' or 1 eq 1 % \\" }, ON);
    expect(quoted.card).toBeDefined();
    expect((await robin.presses('lists.list', { list: 'units', from: 9_000 }, ON)).card).toBeDefined();
  });
});

describe('a new administration', () => {
  it('is entered with its name alone, and can be chosen at once', async () => {
    const saved = await does(robin, { list: 'units', deed: 'add' }, { nameSv: 'Förvaltningen för vänskap' });
    expect(textOf(saved.card)).toContain('Sparat');
    expect(textOf(saved.card)).toMatch(
      /Robin Lindqvist, 23 november 2026 kl\. \d\d:\d\d: lades till i listan/,
    );

    const offered = await unitsInForm();
    const unit = offered.find(({ title }) => title === 'Förvaltningen för vänskap');
    expect(unit?.value).toBe('forvaltningen-for-vanskap');
    const sent = await kim.informs({ unitId: unit!.value });
    expect(textOf(sent.card)).toContain('Förvaltningen för vänskap');
  });

  it('is entered once, however often the same form is sent', async () => {
    const form = await robin.presses('lists.form', { list: 'units', deed: 'add' }, ON);
    const data = { ...formData(form), nameSv: 'Tvillingnämnden', kind: 'committee' };
    const answers = await Promise.all([1, 2].map(() => robin.presses('lists.save', data, ON)));
    const again = await robin.presses('lists.save', data, ON);
    for (const answer of [...answers, again]) expect(textOf(answer.card)).toMatch(/Sparat|så står det redan/);
    expect((await unitsInForm()).filter(({ title }) => title === 'Tvillingnämnden')).toHaveLength(1);
  });

  it('with a name that is there already is pointed out, with what was typed', async () => {
    const answer = await does(
      robin,
      { list: 'units', deed: 'add' },
      { nameSv: 'kulturforvaltningen', wordsSv: 'bio' },
    );
    expect(inputOf(answer.card, 'nameSv')).toMatchObject({
      value: 'kulturforvaltningen',
      label: expect.stringContaining('finns redan'),
    });
    expect(inputOf(answer.card, 'wordsSv')).toMatchObject({ value: 'bio' });
  });

  it('that two enter at once is entered by one, and the other is told', async () => {
    const forms = await Promise.all(
      [robin, ingrid].map(by => by.presses('lists.form', { list: 'units', deed: 'add' }, ON)),
    );
    const answers = await Promise.all(
      [robin, ingrid].map((by, index) =>
        by.presses('lists.save', { ...formData(forms[index]!), nameSv: 'Hastverket' }, ON),
      ),
    );
    const texts = answers.map(answer => textOf(answer.card));
    expect(texts.filter(text => text.includes('Sparat'))).toHaveLength(1);
    expect(texts.filter(text => /finns redan i listan/.test(text))).toHaveLength(1);
    expect((await unitsInForm()).filter(({ title }) => title === 'Hastverket')).toHaveLength(1);
  });
});

describe('a new name', () => {
  it('is for what comes: what was told before keeps the old one', async () => {
    bot.clock.now = () => new Date('2026-11-01T09:00:00Z');
    const old = referenceIn((await kim.informs({ unitId: 'arbvux' })).card);
    bot.clock.now = () => new Date('2026-11-23T09:00:00Z');
    const saved = await does(
      robin,
      { list: 'units', deed: 'rename', id: 'arbvux' },
      { nameSv: 'Förvaltningen för livslångt lärande', nameEn: '', firstDay: '2026-11-20' },
    );
    expect(textOf(saved.card)).toContain('(till och med 19 november 2026)');
    const fresh = await kim.informs({ unitId: 'arbvux', title: 'Det nya' });
    expect(textOf(fresh.card)).toContain('Förvaltningen för livslångt lärande');
    const [shown] = await kim.says(`visa ${old}`);
    expect(textOf(cardOf(shown!))).toContain('arbetsmarknad och vuxenutbildning');
    expect(textOf(cardOf(shown!))).not.toContain('livslångt');
  });
});

describe('a unit that closes', () => {
  it('while a form is open gives a plain answer with the successor, and the form back', async () => {
    const form = await kim.opensForm();
    const saved = await does(
      robin,
      { list: 'units', deed: 'close', id: 'inkop' },
      { lastDay: '2026-11-22', successor: 'kultur' },
    );
    expect(textOf(saved.card)).toContain('Efterträdare: Kulturförvaltningen');
    const values = {
      unitId: 'inkop',
      cities: 'bergen',
      title: 'Upphandling',
      category: 'projekt',
      when: '2027',
    };
    const answer = await kim.presses('collaboration.submit', { ...form.data, ...values }, form.messageId);
    expect(inputOf(answer.card, 'unitId')).toMatchObject({
      label: expect.stringMatching(/fanns till och med 22 november 2026.*Kulturförvaltningen/),
    });
    expect(inputOf(answer.card, 'title')).toMatchObject({ value: 'Upphandling' });
    expect((await unitsInForm()).map(({ value }) => value)).not.toContain('inkop');
  });

  it('has no successor unless one is named, is found in the list, and opens again', async () => {
    const closed = await does(
      robin,
      { list: 'units', deed: 'close', id: 'boplats' },
      { lastDay: '2026-10-31' },
    );
    expect(textOf(closed.card)).toContain('ingen efterträdare känd');
    const found = await robin.presses('lists.list', { list: 'units', filter: 'boplats' }, ON);
    expect(textOf(found.card)).toContain('har upphört, sista dag 31 oktober 2026. Ingen efterträdare känd');
    await does(robin, { list: 'units', deed: 'reopen', id: 'boplats' }, {});
    expect((await unitsInForm()).map(({ value }) => value)).toContain('boplats');
  });
});

describe('a proposed city', () => {
  it('is in the form from the day of the Council’s decision, not before', async () => {
    const proposed = await does(
      robin,
      { list: 'cities', deed: 'propose' },
      { nameSv: 'Tórshavn', spellings: 'Thorshavn', proposedOn: '2026-11-01', proposedBy: 'Kulturnämnden' },
    );
    expect(textOf(proposed.card)).toContain('1 november 2026, av Kulturnämnden');
    expect(await citiesInForm()).not.toContain('torshavn');

    const wrong = await does(
      robin,
      { list: 'cities', deed: 'decide', id: 'torshavn' },
      { decidedOn: '2026-10-01', paragraph: 'tolv', caseNumber: '19' },
    );
    for (const field of ['decidedOn', 'paragraph', 'caseNumber']) {
      expect(inputOf(wrong.card, field)).toMatchObject({ label: expect.stringContaining('⚠') });
    }
    expect(inputOf(wrong.card, 'paragraph')).toMatchObject({ value: 'tolv' });

    const decided = await does(
      robin,
      { list: 'cities', deed: 'decide', id: 'torshavn' },
      { decidedOn: '2026-11-24', paragraph: '12', caseNumber: 'slk-2026-00190' },
    );
    expect(textOf(decided.card)).toContain('24 november 2026, § 12, ärendenummer SLK-2026-00190');
    expect(textOf(decided.card)).toContain('Sparat. Det gäller från och med 24 november 2026.');
    expect(await citiesInForm()).not.toContain('torshavn');
    bot.clock.now = () => new Date('2026-11-24T09:00:00Z');
    expect(await citiesInForm()).toContain('torshavn');
    bot.clock.now = () => new Date('2026-11-23T09:00:00Z');
  });
});

describe('a withdrawn proposal', () => {
  it('is offered nowhere from then on, and stays in the list with its history', async () => {
    const proposal = { nameSv: 'Malmö', proposedOn: '2026-11-01' };
    await does(robin, { list: 'cities', deed: 'propose' }, proposal);
    const typed = await kim.informs({ cities: 'bergen,malmo' });
    expect(inputOf(typed.card, 'cities')).toMatchObject({
      label: expect.stringContaining('Kommunfullmäktige har inte beslutat om Malmö'),
    });

    const withdrawn = await does(robin, { list: 'cities', deed: 'withdraw', id: 'malmo' }, {});
    expect(textOf(withdrawn.card)).toContain('Sparat. Det gäller nu.');
    expect(textOf(withdrawn.card)).toContain('Dag då förslaget återkallades: 23 november 2026');
    expect(findAction(withdrawn.card, 'lists.form')).toBeUndefined();

    const list = await robin.presses('lists.list', { list: 'cities' }, ON);
    expect(textOf(list.card)).toContain('Malmö\nåterkallat förslag, 23 november 2026');
    const entry = await robin.presses('lists.entry', { list: 'cities', id: 'malmo' }, ON);
    expect(textOf(entry.card)).toMatch(/Robin Lindqvist, 23 november 2026.*: lades till i listan/);

    expect(await citiesInForm()).not.toContain('malmo');
    for (const word of ['stad', 'statistik', 'prenumerera', 'informera Malmö']) {
      const [message] = await kim.says(word);
      expect(JSON.stringify(cardOf(message!))).not.toContain('Malmö');
    }
  });
});

describe('a pause', () => {
  it('lets what began before be told, and ends', async () => {
    await does(robin, { list: 'cities', deed: 'pause', id: 'aarhus' }, { pauseFrom: '2026-11-01' });
    const refused = await kim.informs({ cities: 'aarhus', when: '2027' });
    expect(inputOf(refused.card, 'cities')).toMatchObject({
      label: expect.stringContaining('samarbetet med Aarhus är pausat sedan 1 november 2026'),
    });
    expect(textOf((await kim.informs({ cities: 'aarhus', when: 'mars 2026' })).card)).toContain('Tack!');
    const list = await robin.presses('lists.list', { list: 'cities' }, ON);
    expect(textOf(list.card)).toContain('pausad sedan 1 november 2026');

    const resumed = await does(
      robin,
      { list: 'cities', deed: 'resume', id: 'aarhus' },
      { resumedOn: '2026-11-23' },
    );
    expect(textOf(resumed.card)).toContain('till och med 22 november 2026');
    expect(textOf((await kim.informs({ cities: 'aarhus', when: '2027' })).card)).toContain('Tack!');
  });
});

describe('categories', () => {
  it('are added, and end', async () => {
    await does(robin, { list: 'categories', deed: 'add' }, { nameSv: 'Praktik', nameEn: 'Internship' });
    const [form] = await kim.says('informera');
    const choices = inputOf(cardOf(form!), 'category')!.choices as { value: string }[];
    expect(choices.slice(-2).map(({ value }) => value)).toEqual(['praktik', 'annat']);
    await does(robin, { list: 'categories', deed: 'close', id: 'praktik' }, { lastDay: '2026-11-22' });
    expect(textOf((await robin.presses('lists.list', { list: 'categories', from: 8 }, ON)).card)).toContain(
      'har upphört',
    );
  });
});

describe('the rules', () => {
  it('are shown to everybody in the text in force, with who decided it and since when', async () => {
    await does(
      robin,
      { list: 'rules', deed: 'text', id: 'inform' },
      { ruleSv: 'Den nya lydelsen.', decidedBy: 'Kommunfullmäktige 2026-11-20 § 7', from: '2026-11-22' },
    );
    for (const word of ['regler', 'rules']) {
      const text = textOf(cardOf((await kim.says(word))[0]!));
      expect(text).toContain('Den nya lydelsen.');
      expect(text).toContain('Kommunfullmäktige 2026-11-20 § 7. Gäller från och med 22 november 2026.');
      expect(text).not.toContain('informera stadsledningskontoret om sina samarbeten');
    }
    const entry = await robin.presses('lists.entry', { list: 'rules', id: 'inform' }, ON);
    expect(textOf(entry.card)).toContain('21 november 2026');
  });
});

describe('two coordinators at once', () => {
  it('the second sees who changed what and when, keeps what they typed, and decides', async () => {
    const target = { list: 'units', deed: 'close', id: 'forskola' };
    const first = await robin.presses('lists.form', target, ON);
    const second = await ingrid.presses('lists.form', target, ON);
    await robin.presses('lists.save', { ...formData(first), lastDay: '2027-01-31' }, ON);
    const late = await ingrid.presses('lists.save', { ...formData(second), lastDay: '2027-06-30' }, ON);
    expect(textOf(late.card)).toMatch(
      /Robin Lindqvist ändrade den 23 november 2026 kl\. \d\d:\d\d: Sista dag är nu 31 januari 2027/,
    );
    expect(inputOf(late.card, 'lastDay')).toMatchObject({ value: '2027-06-30' });
    const decided = await ingrid.presses('lists.save', formData(late), ON);
    expect(textOf(decided.card)).toContain('Sista dag: 30 juni 2027');
    expect(textOf(decided.card)).toContain('var 31 januari 2027');
  });

  it('in the very same moment lose nothing: one comes first, the other is told', async () => {
    const target = { list: 'units', deed: 'rename', id: 'hamn' };
    const forms = await Promise.all([robin, ingrid].map(by => by.presses('lists.form', target, ON)));
    const answers = await Promise.all(
      [robin, ingrid].map((by, index) =>
        by.presses('lists.save', { ...formData(forms[index]!), nameSv: `Hamnen ${index}` }, ON),
      ),
    );
    const forwards = answers.filter(answer => textOf(answer.card).includes('Sparat'));
    const told = answers.filter(answer => textOf(answer.card).includes('Det du skrev finns kvar'));
    expect([forwards.length, told.length]).toEqual([1, 1]);
  });

  it('who open again what a colleague has opened are shown it', async () => {
    await does(robin, { list: 'areas', deed: 'close', id: 'trafik' }, { lastDay: '2026-01-31' });
    const forms = [robin, ingrid].map(by =>
      by.presses('lists.form', { list: 'areas', deed: 'reopen', id: 'trafik' }, ON),
    );
    const [first, second] = await Promise.all(forms);
    await robin.presses('lists.save', formData(first!), ON);
    const late = await ingrid.presses('lists.save', formData(second!), ON);
    expect(textOf(late.card)).toContain('så står det redan');
    expect(findAction(late.card, 'lists.save')).toBeUndefined();
  });
});
