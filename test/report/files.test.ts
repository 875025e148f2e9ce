import { CITY_PARTITION } from '../../src/capabilities';
import { seedLists } from '../../src/directory/lists';
import { nameAt } from '../../src/report/names';
import { makeCollaborationStore } from '../../src/register/store';
import { edit, withdraw, type Deed, type Transition } from '../../src/register/transitions';
import type { Notification } from '../../src/register/model';
import { endOf, startOf } from '../../src/register/when';
import { SLK_TEAM, aForm, cardOf, textOf, type TestPerson } from '../support/bot';
import { makesEditors } from '../support/keeping';
import { readRegister } from '../support/register';
import { drafts, fetchesFrom, linkTo, PATIENCE_MS, startReporting, type ReportOffice } from './office';
import { fetchesDocument, fetchesSheets, type OpenedDocument, type Value } from './opened';

jest.setTimeout(3 * PATIENCE_MS);

let office: ReportOffice;
beforeEach(async () => {
  office = await startReporting();
});
afterEach(() => office.stop());

const spreadsheet = 'report.spreadsheet';

/** The table with these columns, without its header and its total. */
function rowsOf(document: OpenedDocument, columns: readonly string[]): string[][] {
  const found = document.tables.find(([header]) => header!.join() === columns.join());
  if (!found) throw new Error(`no table ${columns.join()}`);
  return found.slice(1).filter(([first]) => !first!.startsWith('Totalt'));
}

function withoutTotal(sheet: Value[][]): Value[][] {
  return sheet.slice(1).filter(([first]) => !String(first).startsWith('Totalt'));
}

/** How many of some notifications have each name, by what one has of them. */
function countBy(all: readonly Notification[], namesOf: (one: Notification) => readonly string[]) {
  const counts = new Map<string, number>();
  for (const one of all) for (const name of namesOf(one)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The counts that a table tells, but for those that are nothing. */
function told(rows: readonly (readonly unknown[])[], column = 1): Map<string, number> {
  return new Map(
    rows
      .map((row): [string, number] => [String(row[0]), Number(row[column])])
      .filter(([, count]) => count > 0),
  );
}

describe('the files of a draft', () => {
  it.each([
    ['2000', '2026', 21],
    ['2017', '2018', 6],
  ])('tell what stands in the register of %s to %s', async (from, to, total) => {
    const { bot, robin } = office;
    await drafts(robin, { period: 'years', fromYear: from, toYear: to });
    const { notifications } = await readRegister(bot.storage);
    // Those that go on have no end, and where no start was told they count from the year in which they were told of.
    const within = notifications.filter(({ content: { when }, createdAt }) => {
      const first = startOf(when) ?? `${createdAt.slice(0, 4)}-01-01`;
      return first <= `${to}-12-31` && (endOf(when) ?? '9999') >= `${from}-01-01`;
    });
    expect(within).toHaveLength(total);
    const name = (list: 'cities' | 'units' | 'categories', id: string, on: string) =>
      nameAt(seedLists, list, id, on);
    const counted = [
      [
        'Vänorter',
        ['Vänort', 'Antal samarbeten'],
        (one: Notification) => one.content.cities.map(id => name('cities', id, one.createdAt)),
      ],
      [
        'Kategorier',
        ['Kategori', 'Antal samarbeten'],
        (one: Notification) => [name('categories', one.content.category, one.createdAt)],
      ],
      [
        'Förvaltningar och bolag',
        ['Förvaltning eller bolag', 'Ansvarig', 'Deltagande'],
        (one: Notification) => [name('units', one.content.unitId, one.createdAt)],
      ],
    ] as const;

    const sheets = await fetchesSheets(bot, robin, spreadsheet, { number: 1 });
    const document = await fetchesDocument(bot, robin, 1);
    for (const [sheet, columns, namesOf] of counted) {
      const direct = countBy(within, namesOf);
      expect(told(withoutTotal(sheets.get(sheet)!))).toEqual(direct);
      expect(told(rowsOf(document, columns))).toEqual(direct);
    }
    const refs = within.map(({ ref }) => ref).sort();
    expect(
      sheets
        .get('Förteckning')!
        .slice(1)
        .map(([ref]) => ref)
        .sort(),
    ).toEqual(refs);
    expect([...new Set(document.text.match(/V-\d{4}-\d{4,}/g))].sort()).toEqual(refs);
    expect(sheets.get('Vänorter')!.at(-1)!.at(-1)).toBe(within.length);
    expect(document.name).toContain(`samlad-avrapportering-${from}-${to}-utkast-1.docx`);
  });

  it('come to nobody but an officer: a link of one who has left the team leads nowhere', async () => {
    const { bot, robin, ingrid } = office;
    await drafts(robin);
    const [document, sheet] = [
      await linkTo(ingrid, 'report.document', { number: 1 }),
      await linkTo(ingrid, spreadsheet, { number: 1 }),
    ];
    expect((await fetchesFrom(bot, document)).status).toBe(200);
    const { members } = bot.teams.teams.get(SLK_TEAM)!;
    members.splice(members.indexOf(ingrid.member), 1);
    for (const path of [document, sheet]) {
      const response = await fetchesFrom(bot, path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('<html');
    }
    for (const verb of ['report.document', spreadsheet, 'report.show']) {
      for (const person of [ingrid, bot.person('Kim Andersson')]) {
        const before = bot.teams.in(person.chat).length;
        const answer = await person.presses(verb, { number: 1 }, 'card');
        expect(answer.card).toBeUndefined();
        expect(bot.teams.in(person.chat)).toHaveLength(before);
      }
    }
  });

  it('stay as they were, whatever is told after the draft, and a new one says what is different', async () => {
    const { bot, robin } = office;
    await drafts(robin);
    const [document, sheets] = [
      await fetchesDocument(bot, robin, 1),
      await fetchesSheets(bot, robin, spreadsheet, { number: 1 }),
    ];

    const store = makeCollaborationStore(bot.storage.register, CITY_PARTITION);
    const deed = (): Deed => ({ by: robin.id, at: bot.clock.now().toISOString() });
    async function changes(ref: string, change: (before: Notification) => Transition): Promise<void> {
      const before = (await store.load(ref))!;
      const made = change(before.notification);
      if (made.kind !== 'changed') throw new Error('nothing was changed');
      await store.replace({ before, after: made.after, digests: [], jobs: [], closes: () => false });
    }
    await changes('V-2026-0005', before =>
      edit(before, { ...before.content, title: 'Ett nytt namn', unitId: 'hamn', cities: ['abo'] }, deed()),
    );
    await changes('V-2026-0007', before => withdraw(before, deed()));
    const kim = bot.person('Kim Andersson');
    for (const title of ['Körer i Bergen', 'Ett möte om skyfall'])
      await kim.informs({ title, when: 'mars 2026' });

    const restarted = await office.restart();
    expect(await fetchesDocument(restarted.bot, restarted.robin, 1)).toEqual(document);
    expect(await fetchesSheets(restarted.bot, restarted.robin, spreadsheet, { number: 1 })).toEqual(sheets);
    expect(document.text).not.toContain('Ett nytt namn');

    const next = textOf(cardOf(await drafts(restarted.robin)));
    expect(next).toMatch(/Ändrat sedan utkast 1[^]*Samarbeten: 21 → 22/);
    const changed = await fetchesDocument(restarted.bot, restarted.robin, 2);
    for (const title of ['Ett nytt namn', 'Körer i Bergen']) expect(changed.text).toContain(title);
    expect(changed.text).not.toContain('V-2026-0007');
  });

  it('are compared with the version before of the same years only', async () => {
    const { robin } = office;
    await drafts(robin);
    const other = await drafts(robin, { period: 'years', fromYear: '2010', toYear: '2018' });
    expect(textOf(cardOf(other))).not.toContain('Ändrat sedan');
    expect(textOf(cardOf(await drafts(robin)))).toMatch(/Ändrat sedan utkast 1[^]*Siffrorna är desamma/);
  });
});

describe('the list of an administration', () => {
  const PURPOSE = 'Det som bara de egna ska läsa';
  const UNIT = 'grundskola';
  const PUBLIC = ['Referens', 'Samarbete', 'Ansvarig förvaltning eller bolag'];

  async function listFor(person: TestPerson) {
    return (await fetchesSheets(office.bot, person, 'report.unitList', { unitId: UNIT })).get('Förteckning')!;
  }

  it('has what any employee may read, and all for its editors and for officers', async () => {
    const { bot, robin } = office;
    const [kim, lee, other] = [bot.person('Kim Berg'), bot.person('Lee Holm'), bot.person('Noor Ali')];
    await makesEditors(bot, UNIT, [{ person: lee }]);
    await makesEditors(bot, 'kultur', [{ person: other }]);
    const secrets = { purpose: PURPOSE, participants: '31 elever', contactFunction: 'rektor' };
    await kim.informs({ ...aForm, ...secrets, unitId: UNIT });

    for (const person of [bot.person('Alex Lund'), kim, other]) {
      const [header, ...rows] = await listFor(person);
      expect(header).toEqual(expect.arrayContaining(PUBLIC));
      expect(header).toHaveLength(10);
      expect(rows.map(([, title]) => title)).toContain(aForm.title);
      for (const secret of [PURPOSE, '31 elever', 'rektor', 'Syfte'])
        expect(JSON.stringify([header, rows])).not.toContain(secret);
    }
    for (const person of [lee, robin]) {
      const [header, ...rows] = await listFor(person);
      const mine = rows.find(([, title]) => title === aForm.title)!;
      expect(mine[header!.indexOf('Syfte')]).toBe(PURPOSE);
      expect(mine[header!.indexOf('Antal deltagare')]).toBe('31 elever');
    }
  });

  it('follows who somebody is when it is fetched, and not when the link was given', async () => {
    const { bot } = office;
    const lee = bot.person('Lee Holm');
    await makesEditors(bot, UNIT, [{ person: lee }]);
    const path = await linkTo(lee, 'report.unitList', { unitId: UNIT });
    const size = async () => (await (await fetchesFrom(bot, path)).arrayBuffer()).byteLength;
    const all = await size();
    await makesEditors(bot, UNIT, []);
    expect(await size()).toBeLessThan(all);
  });

  it('of none that there is, is not found', async () => {
    const answer = await office.robin.presses('report.unitList', { unitId: 'ingen' }, 'card');
    expect(answer.notice).toBeDefined();
    expect(JSON.stringify(answer.raw)).not.toContain('/filer/');
  });
});
