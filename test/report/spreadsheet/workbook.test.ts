import { strFromU8, unzipSync } from 'fflate';
// @ts-expect-error The package says that its types are for its ES module only; its CommonJS one, loaded here, has the same.
import readSheets from 'read-excel-file/universal';
import { seedLists } from '../../../src/directory/lists';
import { toFound } from '../../../src/register/rows';
import { makeReportWorkbook } from '../../../src/report/spreadsheet/report';
import { makeUnitWorkbook } from '../../../src/report/spreadsheet/unit-list';
import { makeWorkbook } from '../../../src/report/spreadsheet/workbook';
import { aContent, aNotification } from '../../support/contents';
import { anEntry, anEvaluation, answer, figuresOf, knownEntries, NOTHING_AROUND, when } from '../entries';

type Value = string | number | Date | boolean | null;

async function read(bytes: Uint8Array): Promise<Map<string, Value[][]>> {
  const readExcelFile = readSheets as (file: ArrayBuffer) => Promise<{ sheet: string; data: Value[][] }[]>;
  const sheets = await readExcelFile(bytes.slice().buffer);
  return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
}

function reportOf(entries = knownEntries) {
  const workbook = makeReportWorkbook('Rapport', seedLists);
  for (const entry of entries) workbook.add(entry);
  return workbook.finish(
    figuresOf(entries, { around: { ...NOTHING_AROUND, evaluations: [anEvaluation()] } }),
  );
}

describe('the spreadsheet of a report', () => {
  test('has a sheet for each table, and the list last', async () => {
    const names = [...(await read(reportOf())).keys()];
    expect(names[0]).toBe('Om');
    expect(names.at(-1)).toBe('Förteckning');
    expect(names).toEqual(
      expect.arrayContaining([
        'År och vänort',
        'Förvaltningar och bolag',
        'Kategorier',
        'Utvärdering 2025 skala',
      ]),
    );
    expect(names.every(name => name.length <= 31)).toBe(true);
  });

  test('has the same figures as the document', async () => {
    const sheet = (await read(reportOf())).get('Vänorter')!;
    const { cities, total } = figuresOf(knownEntries);
    expect(sheet.slice(1)).toEqual([
      ...cities.map(({ name, count }) => [name, count]),
      ['Totalt (varje samarbete räknat en gång)', total],
    ]);
  });

  test('has real dates where days were told, and words where they were not', async () => {
    const entries = ['14–15 november 2017', 'hösten 2024'].map(text =>
      anEntry({ content: aContent({ when: when(text) }) }),
    );
    const [header, days, season] = (await read(reportOf(entries))).get('Förteckning')!;
    const first = header!.indexOf('Första dag');
    expect(days![first]).toEqual(new Date('2017-11-14T00:00:00Z'));
    expect(days![first + 1]).toEqual(new Date('2017-11-15T00:00:00Z'));
    expect(season![first]).toBeNull();
    expect(season![first - 1]).toBe('hösten 2024 (september–november)');
  });

  test('has the results of every year of a series', async () => {
    const entry = anEntry({
      followUps: [answer({ result: 'Ett.' }, '2024'), answer({ result: 'Två.' }, '2025')],
    });
    const [header, row] = (await read(reportOf([entry]))).get('Förteckning')!;
    expect(row![header!.indexOf('Resultat')]).toBe('2024: Ett.\n2025: Två.');
  });

  test('without collaborations says so with the sheets that have something in them', async () => {
    const workbook = makeReportWorkbook('Rapport', seedLists);
    const sheets = await read(workbook.finish(figuresOf([])));
    expect([...sheets.keys()]).toEqual(['Om', 'Utan samarbeten', 'Förteckning']);
  });
});

describe('whatever somebody wrote', () => {
  it.each([
    ['=HYPERLINK("http://x","y")', `'=HYPERLINK("http://x","y")`],
    ['+46 31 12 34', `'+46 31 12 34`],
    ['@SUM(1)', `'@SUM(1)`],
    ['\t=1+1', `'=1+1`],
    ['Ring\u0007klocka </t>&amp; 👩‍🏫 שלום', 'Ringklocka </t>&amp; 👩‍🏫 שלום'],
    ['å'.repeat(10_000), 'å'.repeat(10_000)],
    ['x'.repeat(40_000), `${'x'.repeat(32_765)}…`],
  ])('%#: is a text', async (title, cell) => {
    const bytes = reportOf([anEntry({ content: aContent({ title, when: when('2024') }) })]);
    const [header, row] = (await read(bytes)).get('Förteckning')!;
    expect(row![header!.indexOf('Samarbete')]).toBe(cell);
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet100.xml']!);
    expect(xml).not.toContain('<f');
  });
});

test('a title is text too', () => {
  const files = unzipSync(makeReportWorkbook('Ring\u0007 <b>', seedLists).finish(figuresOf([])));
  expect(strFromU8(files['docProps/core.xml']!)).toContain('<dc:title>Ring &lt;b&gt;</dc:title>');
});

test('header rows are bold and stay in sight', () => {
  const files = unzipSync(reportOf());
  const sheet = strFromU8(files['xl/worksheets/sheet100.xml']!);
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(sheet).toMatch(/<row r="1"><c r="A1" s="1" t="inlineStr">/);
});

test('more than twenty-six columns are named as in Excel', async () => {
  const workbook = makeWorkbook({ title: 'Många' });
  const columns = Array.from({ length: 30 }, (_, index) => ({ title: `K${index}`, width: 10 }));
  const sheet = workbook.sheet(1, 'Blad', columns);
  sheet.row(columns.map((_, index) => index));
  sheet.end();
  const bytes = workbook.finish();
  expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!)).toContain('r="AD2"');
  expect((await read(bytes)).get('Blad')![1]![29]).toBe(29);
});

describe('the list of an administration', () => {
  test('holds for anybody what anybody may read', async () => {
    const workbook = makeUnitWorkbook('Kulturförvaltningen', 'public', seedLists);
    workbook.addPublic(toFound(aNotification({ content: aContent({ purpose: 'Hemligt' }) })));
    const [header, row] = (await read(workbook.finish())).get('Förteckning')!;
    expect(header).not.toContain('Syfte');
    expect(row).toContain('Lägerskola om hållbara hav');
    expect(row).not.toContain('Hemligt');
  });

  test('holds for its editors all that was told', async () => {
    const workbook = makeUnitWorkbook('Kulturförvaltningen', 'all', seedLists);
    workbook.add(anEntry({ content: aContent({ purpose: 'Syftet' }) }));
    const [header, row] = (await read(workbook.finish())).get('Förteckning')!;
    expect(row![header!.indexOf('Syfte')]).toBe('Syftet');
  });
});
