import { CITY_PARTITION } from '../../src/capabilities';
import { makeImportStore } from '../../src/importing/store';
import { notificationSchema } from '../../src/register/model';
import { endOfPrefix } from '../../src/storage/table';
import { actionData, findAction, startTestBot, type TestBot, type TestPerson } from '../support/bot';
import { attaches, EXCHANGES, hostileBook, importCardOf, manyRows, startOffice } from './support';

async function rowsUnder({ storage }: TestBot, prefix: string) {
  const { rows } = await storage.register.range(CITY_PARTITION, prefix, endOfPrefix(prefix), 20_000);
  return rows;
}

async function notificationsOf(bot: TestBot) {
  const rows = await rowsUnder(bot, 'n|');
  return rows.filter(({ key }) => key.endsWith('|0')).map(({ body }) => notificationSchema.parse(body));
}

/** Attaches a list, looks at what was read and lets it begin; returns what the card says when it is done. */
async function imports(bot: TestBot, officer: TestPerson, name: string, list: Buffer | string) {
  await attaches(bot, officer, name, list);
  const read = await importCardOf(bot, officer, /Listan är läst/);
  const data = actionData(read.card, 'importing.start');
  await officer.presses('importing.start', data, read.id);
  return importCardOf(bot, officer, /Importen är klar/, 60_000);
}

describe('a list that an officer attaches', () => {
  let bot: TestBot;
  let officer: TestPerson;
  beforeAll(async () => {
    ({ bot, officer } = await startOffice());
  });
  afterAll(() => bot.stop());

  it('is told of before anything is imported, and the real exchanges come in whole', async () => {
    expect(await attaches(bot, officer, 'utbyten.csv', EXCHANGES)).toMatch(/^Jag läser filen/);
    const read = await importCardOf(bot, officer, /Listan är läst/);
    expect(read.text).toContain('21 samarbeten kan föras in.');
    expect(read.text).toContain('utbyten.csv');
    expect(await notificationsOf(bot)).toHaveLength(0);

    const answer = await officer.presses(
      'importing.start',
      actionData(read.card, 'importing.start'),
      read.id,
    );
    expect(JSON.stringify(answer.card)).toContain('Listan importeras');
    const done = await importCardOf(bot, officer, /Importen är klar/);
    expect(done.text).toContain('21 samarbeten är införda.');
    expect(done.id).toBe(read.id);

    const stored = await notificationsOf(bot);
    expect(stored).toHaveLength(21);
    expect(new Set(stored.map(({ ref }) => ref)).size).toBe(21);
    expect(stored.every(({ createdBy, history }) => !createdBy && history[0]!.what === 'imported')).toBe(
      true,
    );
  });

  it('stands in no worklist, tells nobody, and is found and listed as other collaborations are', async () => {
    expect(await rowsUnder(bot, 'todo|')).toHaveLength(0);
    expect(await rowsUnder(bot, 'new|')).toHaveLength(0);
    const [digest] = await rowsUnder(bot, 'hot|digest|bergen');
    expect(JSON.stringify(digest!.body)).toContain('Nordic Safe Cities');
    const [found] = await officer.says('sök fyllingsdalen');
    expect(JSON.stringify(found!.activity)).toContain('VUK på Fyllingsdalen');
  });

  it('adds nothing when it comes a second time, under another name and in another order', async () => {
    const [headings, ...rows] = EXCHANGES.split('\n');
    await attaches(bot, officer, 'samma.csv', [headings, ...rows.reverse()].join('\n'));
    const read = await importCardOf(bot, officer, /Listan är läst/);
    expect(read.text).toContain('Det finns inget nytt att föra in.');
    expect(read.text).toContain('21 rader finns redan');
    expect(findAction(read.card, 'importing.start')).toBeUndefined();
    await officer.presses('importing.cancel', actionData(read.card, 'importing.cancel'), read.id);
    await importCardOf(bot, officer, /Importen är avbruten/);
  });

  it('keeps who imported, when, and which file, and nothing else of it', async () => {
    const [newest] = (await makeImportStore(bot.storage.register, CITY_PARTITION).latest(5)).filter(
      ({ stage }) => stage === 'done',
    );
    expect(newest).toMatchObject({ by: officer.id, file: { name: 'utbyten.csv' }, imported: 21 });
    expect(newest!.file.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await rowsUnder(bot, 'import|rows|')).toHaveLength(0);
    expect(await rowsUnder(bot, 'import|open|')).toHaveLength(0);
    const [start] = await officer.says('importera');
    expect(JSON.stringify(start!.activity)).toContain('utbyten.csv: 21 införda av Robin Lindqvist');
  });

  it('is imported as far as it is right, and what is wrong stays to be fetched', async () => {
    const list = [
      'Förvaltning;Vänort;Rubrik;Typ;När;Resultat;Ärendenummer',
      'Kulturförvaltningen;Bergen;Rätt rad;Kulturutbyte;2020;Vi lärde oss mycket;SLK-2020-00190',
      'Okänd;Oslo;=HYPERLINK("http://x");Fel typ;i förrgår kanske;;',
    ].join('\n');
    const done = await imports(bot, officer, 'blandat.csv', list);
    expect(done.text).toContain('Ett samarbete är infört.');
    expect(done.text).toContain('En rad behöver rättas');
    expect(done.text).toMatch(/Rad 3, Vänort:.*”Oslo” är ingen vänort/);
    const right = (await notificationsOf(bot)).find(({ content }) => content.title === 'Rätt rad')!;
    expect(right.caseNumber).toMatchObject({ value: 'SLK-2020-00190', by: officer.id });
    expect(right.followUps?.[0]?.answer?.outcome).toEqual({ happened: 'yes', result: 'Vi lärde oss mycket' });

    const before = bot.teams.in(officer.chat).length;
    await officer.presses('importing.errors', actionData(done.card, 'importing.errors'), done.id);
    const link = JSON.stringify(bot.teams.in(officer.chat).slice(before)).match(
      /https:\/\/bot\.example[^"]+/,
    )![0];
    const file = await fetch(link.replace('https://bot.example', bot.url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(file.headers.get('content-disposition')).toContain('Fel i listan.xlsx');
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(2_000);
  });

  it('passes over what people have told themselves', async () => {
    await officer.informs({ title: 'Kören i Bergen', unitId: 'kultur', when: '2019' });
    const list = [
      'Förvaltning;Vänort;Rubrik;Typ;När',
      'Kulturförvaltningen;Bergen;kören i bergen;Kulturutbyte;2019',
      'Kulturförvaltningen;Bergen;Kören i Bergen;Kulturutbyte;2020',
    ].join('\n');
    await attaches(bot, officer, 'kor.csv', list);
    const read = await importCardOf(bot, officer, /Listan är läst/);
    expect(read.text).toContain('Ett samarbete kan föras in.');
    expect(read.text).toContain('En rad finns redan och hoppas över.');
    expect(read.text).toContain('inom 30 dagar');
    await officer.presses('importing.cancel', actionData(read.card, 'importing.cancel'), read.id);
    await importCardOf(bot, officer, /Importen är avbruten/);
  });

  it('is refused with its code when it is made to bring the bot down', async () => {
    await attaches(bot, officer, 'elak.xlsx', hostileBook());
    const refused = await importCardOf(bot, officer, /Filen kan inte importeras/, 30_000);
    expect(refused.text).toContain('IMPORT-tooLarge');
  }, 60_000);

  it('begins once, however often and by how many the button is pressed', async () => {
    await attaches(bot, officer, 'tva.csv', manyRows(12));
    const read = await importCardOf(bot, officer, /12 samarbeten kan föras in/);
    const data = actionData(read.card, 'importing.start');
    const press = () => officer.presses('importing.start', data, read.id);
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.every(({ card }) => card !== undefined)).toBe(true);
    const done = await importCardOf(bot, officer, /Importen är klar/);
    expect(done.text).toContain('12 samarbeten är införda.');
  });

  it('is for officers: others get a friendly line, and a file of another kind or from elsewhere a plain reason', async () => {
    const member = bot.person('Kim Andersson');
    expect(await attaches(bot, member, 'lista.csv', EXCHANGES)).toMatch(/^Tack, men filer tar jag bara emot/);
    const [said] = await member.says('importera');
    expect(said!.activity.text).toMatch(/^Listor importeras av handläggare/);
    const [picture] = await officer.says('', {
      attachments: [{ contentType: 'image/png', contentUrl: 'https://x.example/a.png', name: 'a.png' }],
    });
    expect(picture!.activity.text).toMatch(/^Det där är ingen fil som jag kan läsa/);
    await officer.says('', {
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: 'lista.csv',
          content: { downloadUrl: 'https://evil.example/lista.csv' },
        },
      ],
    });
    const refused = await importCardOf(bot, officer, /Filen kan inte importeras/);
    expect(refused.text).toContain('Filen ligger inte i Teams egen lagring');
    expect(refused.text).toContain('IMPORT-elsewhere');
    expect(JSON.stringify(bot.log)).not.toContain('tempauth');
  });
});

describe('two imports of the same list at once', () => {
  it('add each row once, in two chats and by two instances', async () => {
    const { bot, officer, other } = await startOffice();
    const second = await startTestBot({
      teams: bot.teams,
      prefix: bot.storage.settings?.prefix,
    });
    try {
      const list = manyRows(230);
      for (const person of [officer, other]) await attaches(bot, person, 'lista.csv', list);
      const cards = [officer, other].map(person => importCardOf(bot, person, /230 samarbeten kan föras in/));
      const [one, two] = await Promise.all(cards);
      await Promise.all([
        officer.presses('importing.start', actionData(one!.card, 'importing.start'), one!.id),
        other.presses('importing.start', actionData(two!.card, 'importing.start'), two!.id),
      ]);
      const done = await Promise.all(
        [officer, other].map(person => importCardOf(bot, person, /Importen är klar/, 60_000)),
      );
      const stored = await notificationsOf(bot);
      expect(stored).toHaveLength(230);
      expect(new Set(stored.map(({ ref }) => ref)).size).toBe(230);
      const counts = done.map(({ text }) => Number(/(\d+) samarbeten är införda/.exec(text)?.[1] ?? 0));
      expect(counts[0]! + counts[1]!).toBe(230);
    } finally {
      await second.stop();
      await bot.stop();
    }
  });
});
