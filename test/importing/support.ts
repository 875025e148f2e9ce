import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { CITY_PARTITION } from '../../src/capabilities';
import type { Cell, ReadRow } from '../../src/importing/model';
import type { ReadFile } from '../../src/importing/read-apart';
import { readFile } from '../../src/importing/read-file';
import { keyOf } from '../../src/importing/read-rows';
import { makeImportService } from '../../src/importing/service';
import { makeImportStore } from '../../src/importing/store';
import { makeFinder } from '../../src/register/finder';
import type { Content } from '../../src/register/model';
import type { Table } from '../../src/storage/table';
import { cardOf, eventually, startTestBot, textOf, type TestBot, type TestPerson } from '../support/bot';
import { aContent } from '../support/contents';

/** The real exchanges that are known, in the columns in which the City has them. */
export const EXCHANGES = [
  'when,cities,third_parties,title,category,direction,area,unit,participants,funding',
  'varje år vecka 37,Bergen;Åbo,Flensburg,"Internordisk lägerskola, årskurs 9",elevutbyte,vi reser,skola,grundskola,,egen budget',
  '2017-09-11/2017-09-15,Åbo;Aarhus;Bergen,Flensburg,"Vänorternas ungdomskonferens VUK: Finland 100, hälsa och hamn",elevutbyte,vi reser,skola,utbildning,24 elever och 5 lärare,',
  '2019-09-15/2019-09-21,Bergen;Aarhus;Åbo,Flensburg,Vänorternas ungdomskonferens VUK på Fyllingsdalen,elevutbyte,vi reser,skola,utbildning,,',
  '2024 vecka 37,Bergen,,Vänorternas ungdomskonferens VUK,elevutbyte,vi reser,skola,utbildning,,',
  '2016-11-13/2016-11-16,Åbo,,Lärarutbyte om den nya läroplanen,lararutbyte,vi reser,skola,grundskola,36 lärare,',
  '2016-11-15/2016-11-17,Åbo,,Skolchefsmöte,erfarenhetsutbyte,vi reser,skola,utbildning,21 deltagare,',
  '2024 vecka 47,Åbo,,Skolchefskonferens och lärarutbyte,erfarenhetsutbyte,vi reser,skola,grundskola,,',
  '2013,Aarhus,,"Studiebesök om infrastruktur, kollektivtrafik och trängsel",studiebesok,vi tar emot,trafik,stadsmiljo,,',
  '2013,Åbo,,"Samtal om trafikprojekt: klimat, buller och hälsa",erfarenhetsutbyte,vi reser,trafik,stadsmiljo,,',
  'löpande,Bergen,,Erfarenhetsutbyte om trafiksäkerhet,erfarenhetsutbyte,båda,trafik,stadsmiljo,,egen budget',
  'löpande,Bergen,,Ungdomars levnadsvillkor,erfarenhetsutbyte,båda,social välfärd,soc-hisingen,,egen budget',
  'löpande,Bergen,,Regionalt näringslivsbolag med Business Region Göteborg som förebild,naringsliv,vi tar emot,näringsliv,brg,,',
  '2017/2021,Aarhus;Bergen,nio städer kring Nordsjön,"SCORE: öppna data för trafik, avfall och vatten",projekt,båda,digitalisering,intraservice,,EU (Interreg Nordsjön)',
  '2019-04-10/2019-04-11,Aarhus,,SCORE partnermöte i Aarhus,konferens,vi reser,digitalisering,johanneberg,,EU (Interreg Nordsjön)',
  '2016-09/2022-01,Bergen,tio städer kring Nordsjön,BEGIN: blågrön infrastruktur och översvämningsrisk,projekt,båda,klimat och miljö,kretslopp,,EU (Interreg Nordsjön)',
  '2019-11,Aarhus,Nordiska hamnar,Nordiska hamnars deklaration om klimat och miljö,natverk,båda,klimat och miljö,hamn,,',
  '2011,Aarhus,Tallinn,"TEN-T-stöd om 24,8 miljoner euro till hamnarna i Göteborg, Aarhus och Tallinn",projekt,båda,näringsliv,hamn,,EU (CEF)',
  '2017-03-29/2017-03-31,Bergen,,Bergens kommitté studerar närdemokrati i Göteborg,studiebesok,vi tar emot,demokrati,slk,,',
  '2018,Aarhus,,Studieresa om trygghet och brottsförebyggande arbete i utsatta områden,studiebesok,vi tar emot,social välfärd,framtiden,,',
  '2017-11-14/2017-11-15,Aarhus;Bergen;Åbo,,Stadsmuseets historiska rundvandring under vänortsmötet,kultur,vi tar emot,kultur,kultur,nio gäster,',
  'löpande,Aarhus;Bergen;Åbo,,Nordic Safe Cities,natverk,båda,social välfärd,slk,,',
].join('\n');

export const HEADINGS = ['Förvaltning eller bolag', 'Vänorter', 'Rubrik', 'Typ', 'När'];

/** A list with the required columns and so many rows, all different. */
export function manyRows(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) =>
      `Grundskoleförvaltningen;Bergen;Utbyte nummer ${index + 1};Elevutbyte;${2000 + (index % 25)}`,
  );
  return [HEADINGS.join(';'), ...rows].join('\r\n');
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

export interface BookOptions {
  /** The content type of the workbook itself. */
  type?: string;
  /** More parts, by their names. */
  parts?: Record<string, Uint8Array>;
}

/** A real workbook, its sheets given as the XML between `<sheetData>` and its end. Style 1 is a day. */
export function bookOf(
  sheets: Record<string, string>,
  { type = SHEET, parts = {} }: BookOptions = {},
): Buffer {
  const names = Object.keys(sheets);
  const file = (index: number) => `worksheets/sheet${index + 1}.xml`;
  const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const book = zipSync({
    '[Content_Types].xml': xml(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships">${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, index) => relation(`s${index}`, 'worksheet', file(index))).join('')}${relation('styles', 'styles', 'styles.xml')}</Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/${file(index)}`,
        xml(`<worksheet xmlns="${MAIN}"><sheetData>${sheets[name]}</sheetData></worksheet>`),
      ]),
    ),
    ...parts,
  });
  return Buffer.from(book);
}

/** The same with its only sheet in another place, which its relationships name. */
export function bookElsewhere(sheet: string): Buffer {
  const parts = unzipSync(bookOf({ A: sheet }));
  const { 'xl/worksheets/sheet1.xml': moved, 'xl/_rels/workbook.xml.rels': relations, ...rest } = parts;
  const target = strFromU8(relations!).replace('worksheets/sheet1.xml', '/elsewhere/a.xml');
  return Buffer.from(
    zipSync({ ...rest, 'elsewhere/a.xml': moved!, 'xl/_rels/workbook.xml.rels': strToU8(target) }),
  );
}

/** A small workbook that shows nothing of what it does when it is laid out: its row number stands behind a sign. */
export function hostileBook(): Buffer {
  return bookOf({ A: '<row x=">" r="2000000000"></row>' });
}

/** Rows as the XML of a sheet: text, numbers, and days as spreadsheets count them. */
export function sheetOf(rows: readonly (readonly Cell[])[]): string {
  return rows
    .map((cells, row) => {
      const shown = cells.map((cell, column) =>
        cellOf(cell, `${String.fromCharCode(65 + column)}${row + 1}`),
      );
      return `<row r="${row + 1}">${shown.join('')}</row>`;
    })
    .join('');
}

function cellOf(cell: Cell, at: string): string {
  if (cell === null) return '';
  if (cell instanceof Date) return `<c r="${at}" s="1"><v>${cell.getTime() / 86_400_000 + 25_569}</v></c>`;
  if (typeof cell !== 'string') return `<c r="${at}"><v>${String(cell)}</v></c>`;
  const escaped = cell.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}

const readHere: ReadFile = ({ file, reader, today }) => readFile(file, reader, today);
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A row of a list, as it was read, but for what a test is about. */
export function rowOf(parts: Partial<Content> = {}): ReadRow {
  const content = aContent(parts);
  return { row: 2, key: keyOf(content), content };
}

/** What people can do with imports, over a table of one's own, where everybody is an officer. */
export function serviceOn(table: Table, read: ReadFile = readHere) {
  return makeImportService({
    store: makeImportStore(table, CITY_PARTITION),
    readFile: read,
    finder: makeFinder(table, CITY_PARTITION),
    coordinators: { includes: () => Promise.resolve(true) },
    log: silent,
  });
}

/** Attaches a file in the own chat, as Teams tells of it; returns what was answered at once. */
export async function attaches(
  { teams }: TestBot,
  person: TestPerson,
  name: string,
  bytes: Buffer | string,
): Promise<string> {
  const id = `${teams.files.size + 1}`;
  teams.files.set(id, Buffer.from(bytes));
  const [message] = await person.says('', {
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name,
        content: { downloadUrl: teams.fileUrl(id), uniqueId: id, fileType: name.split('.').at(-1) },
      },
    ],
  });
  return message!.activity.text ?? '';
}

/** The newest card of an import in somebody's chat that says this. */
export function importCardOf(
  { teams }: TestBot,
  person: TestPerson,
  says: RegExp,
  ms?: number,
): Promise<{ id: string; card: Record<string, unknown>; text: string }> {
  return eventually(
    `a card that says ${says}`,
    () => {
      const message = teams.in(person.chat).at(-1);
      if (!message?.activity.attachments?.[0]?.content) return undefined;
      const card = cardOf(message);
      const text = textOf(card);
      return says.test(text) ? { id: message.id, card, text } : undefined;
    },
    ms,
  );
}

/** A running bot with two officers in their own team. */
export async function startOffice(options: Parameters<typeof startTestBot>[0] = {}) {
  const bot = await startTestBot(options);
  const officer = bot.coordinator('Robin Lindqvist');
  const other = bot.coordinator('Alex Berg');
  await officer.installsInTeam();
  await officer.installs();
  await other.installs();
  return { bot, officer, other };
}
