import { zipSync } from 'fflate';
import { seedLists } from '../../src/directory/lists';
import type { Cell, ReadList, Refusal } from '../../src/importing/model';
import { LARGEST_FILE } from '../../src/importing/model';
import { readFile } from '../../src/importing/read-file';
import { bookElsewhere, bookOf, EXCHANGES, HEADINGS, manyRows, sheetOf } from './support';

const TODAY = '2026-11-23';
const reader = { locale: 'sv', lists: seedLists } as const;

function read(name: string, bytes: Uint8Array | string): Promise<ReadList | Refusal> {
  return readFile({ name, bytes: Buffer.from(bytes as string) }, reader, TODAY);
}

async function listOf(name: string, bytes: Uint8Array | string): Promise<ReadList> {
  const list = await read(name, bytes);
  if ('code' in list) throw new Error(`refused: ${list.code}`);
  return list;
}

const row: Cell[] = ['Grundskoleförvaltningen', 'Bergen', 'Lägerskola', 'Elevutbyte', '2024'];
const aBook = (...rows: Cell[][]) => bookOf({ Blad1: sheetOf([HEADINGS, ...rows]) });

describe('a text file', () => {
  it('with the real exchanges is read whole', async () => {
    const list = await listOf('exchanges.csv', EXCHANGES);
    expect(list.problems).toEqual([]);
    expect(list.rows).toHaveLength(21);
    expect(list.rows[0]).toMatchObject({
      row: 2,
      content: { unitId: 'grundskola', cities: ['bergen', 'abo'] },
    });
  });

  it.each([';', ',', '\t'])('is understood with %j between its values', async separator => {
    const list = await listOf('lista.csv', [HEADINGS, row].map(cells => cells.join(separator)).join('\r\n'));
    expect(list.rows).toHaveLength(1);
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark at its beginning', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['as Windows writes it', (text: string) => Buffer.from(text, 'latin1')],
  ])('is understood in %s', async (_name, encode) => {
    const list = await listOf('lista.csv', encode([HEADINGS, row].map(cells => cells.join(';')).join('\n')));
    expect(list.rows[0]!.content).toMatchObject({ unitId: 'grundskola', title: 'Lägerskola' });
  });

  it('may begin with a title, and its rows are told of by the number that the file shows', async () => {
    const lines = ['Våra utbyten', '', HEADINGS.join(';'), row.join(';'), '', 'x;Bergen;Y1;Elevutbyte;2024'];
    const list = await listOf('lista.csv', lines.join('\n'));
    expect(list.rows[0]!.row).toBe(4);
    expect(list.problems).toMatchObject([{ row: 6, field: 'unit', code: 'unknownUnit' }]);
  });
});

describe('a workbook', () => {
  it('gives days as days, numbers as years, and of a formula what it showed last', async () => {
    const cells = (title: string, when: Cell): Cell[] => [...row.slice(0, 2), title, 'Elevutbyte', when];
    const rows = [cells('en', new Date('2024-05-03T00:00:00Z')), cells('två', 2019), cells('tre', 45_415)];
    const formula =
      '<row r="5"><c r="A5" t="str"><f>B1</f><v>Grundskoleförvaltningen</v></c><c r="B5" t="str"><v>Bergen</v></c><c r="C5" t="str"><f>HYPERLINK("x")</f><v>fyra</v></c><c r="D5" t="str"><v>Elevutbyte</v></c><c r="E5" s="1"><f>TODAY()</f><v>45415</v></c></row>';
    const list = await listOf('l.xlsx', bookOf({ A: sheetOf([HEADINGS, ...rows]) + formula }));
    expect(list.problems).toEqual([]);
    const day = { kind: 'span', from: '2024-05-03', to: '2024-05-03', precision: 'day' };
    const year = { kind: 'span', from: '2019-01-01', to: '2019-12-31', precision: 'year' };
    expect(list.rows.map(({ content }) => [content.title, content.when])).toEqual([
      ['en', day],
      ['två', year],
      ['tre', day],
      ['fyra', day],
    ]);
  });

  it('is read from the first sheet that has the columns', async () => {
    const book = bookOf({
      Läs: sheetOf([['Det här är en lista']]),
      Lista: sheetOf([['Utbyten'], [], HEADINGS, row]),
      Kopia: sheetOf([HEADINGS, row, row]),
    });
    expect(await listOf('l.xlsx', book)).toMatchObject({ sheet: 'Lista', rows: [{ row: 4 }] });
  });

  it('is a workbook whatever its name says', async () => {
    expect((await listOf('lista.csv', aBook(row))).rows).toHaveLength(1);
  });
});

function compound(text: string): Buffer {
  const start = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return Buffer.concat([start, Buffer.alloc(1_000), Buffer.from(text, 'utf16le'), Buffer.alloc(1_000)]);
}

/** Unpacks to far more than it weighs. */
function bomb(): Buffer {
  const zeros = new Uint8Array(80 * 1024 * 1024);
  return bookOf({ A: sheetOf([HEADINGS, row]) }, { parts: { 'xl/media/image1.png': zeros } });
}

const MACROS = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';

describe('a file is refused, and why, when it', () => {
  it.each<[what: string, code: Refusal['code'], name: string, bytes: () => Uint8Array | string]>([
    ['is empty', 'empty', 'l.csv', () => ''],
    ['holds nothing but spaces', 'empty', 'l.csv', () => ' \n\n'],
    ['holds headings alone', 'empty', 'l.xlsx', () => aBook()],
    [
      'holds the example of the template alone',
      'empty',
      'l.xlsx',
      () => aBook(['slk', 'Bergen', 'Exempel: ta bort den här raden', 'x', 'y']),
    ],
    ['is cut off', 'broken', 'l.xlsx', () => aBook(row).subarray(0, 700)],
    ['is called a workbook and is none', 'broken', 'l.xlsx', () => 'hej'],
    ['has a sheet that is no XML', 'broken', 'l.xlsx', () => bookOf({ A: '<row r="1"><c>' })],
    ['unpacks to far more than it weighs', 'tooLarge', 'l.xlsx', bomb],
    [
      'has a cell in the far corner',
      'tooLarge',
      'l.xlsx',
      () => bookOf({ A: sheetOf([HEADINGS, row]) + far }),
    ],
    ['has an empty row far down', 'tooLarge', 'l.xlsx', () => bookOf({ A: '<row r="2000000000"/>' })],
    [
      'has a cell in the far corner, in single quotes',
      'tooLarge',
      'l.xlsx',
      () => bookOf({ A: far.replaceAll('"', "'") }),
    ],
    ['has its sheet where no sheet is looked for', 'tooLarge', 'l.xlsx', () => bookElsewhere(far)],
    ['has very many empty rows', 'tooLarge', 'l.xlsx', () => bookOf({ A: '<row/>'.repeat(3_000_001) })],
    ['has cells that never end', 'broken', 'l.xlsx', () => bookOf({ A: '<c '.repeat(2_000_000) })],
    ['has a row that is no number', 'broken', 'l.xlsx', () => bookOf({ A: '<row r="&#50;000000000"/>' })],
    [
      'has too many parts',
      'tooLarge',
      'l.xlsx',
      () =>
        bookOf(
          { A: '' },
          {
            parts: Object.fromEntries(
              Array.from({ length: 600 }, (_, i) => [`x/${i}.xml`, new Uint8Array()]),
            ),
          },
        ),
    ],
    ['weighs too much', 'tooLarge', 'l.csv', () => Buffer.alloc(LARGEST_FILE + 1, 65)],
    ['is protected by a password', 'protected', 'l.xlsx', () => compound('EncryptedPackage')],
    ['is of before 2007', 'oldFormat', 'l.xls', () => compound('Workbook')],
    ['says that it has macros', 'macros', 'l.xlsm', () => aBook(row)],
    [
      'has macros',
      'macros',
      'l.xlsx',
      () => bookOf({ A: '' }, { parts: { 'xl/vbaProject.bin': new Uint8Array(9) } }),
    ],
    [
      'is of a kind that may have macros',
      'macros',
      'l.xlsx',
      () => bookOf({ A: sheetOf([HEADINGS, row]) }, { type: MACROS }),
    ],
    ['is a zip of something else', 'notAList', 'l.zip', () => zipSync({ 'a.txt': new Uint8Array(9) })],
    ['is a picture', 'notAList', 'l.png', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
    ['has more than 5,000 rows', 'tooManyRows', 'l.csv', () => manyRows(5_001)],
  ])('%s', async (_what, code, name, bytes) => {
    expect(await read(name, bytes())).toMatchObject({ code });
  });

  it('lacks a required column, which is named', async () => {
    const list = 'Förvaltning;Rubrik;Typ;Kommentar\nslk;X;Annat;y';
    expect(await read('l.csv', list)).toEqual({ code: 'noColumns', missing: ['cities', 'when'] });
  });
});
