import { strFromU8, unzipSync } from 'fflate';
// @ts-expect-error The package says that its types are for its ES module only; its CommonJS one, loaded here, has the same.
import readSheets from 'read-excel-file/universal';
import type { TestBot, TestPerson } from '../support/bot';
import { fetchesFrom, linkTo } from './office';

export type Value = string | number | Date | boolean | null;

/** A Word file, as a test asks of it. */
export interface OpenedDocument {
  name: string;
  text: string;
  /** The texts of the cells of every table, row by row. */
  tables: string[][][];
}

/** Fetches the Word file of a version by its link. */
export async function fetchesDocument(
  bot: Pick<TestBot, 'url'>,
  person: TestPerson,
  number: number,
): Promise<OpenedDocument> {
  const response = await fetchesFrom(bot, await linkTo(person, 'report.document', { number }));
  const bytes = await bytesOf(response);
  const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
  const tables = each(xml, 'w:tbl').map(table =>
    each(table, 'w:tr').map(row => each(row, 'w:tc').map(textIn)),
  );
  return { name: nameIn(response), text: textIn(xml), tables };
}

/** Fetches a spreadsheet by its link: the rows of its sheets by their names. */
export async function fetchesSheets(
  bot: Pick<TestBot, 'url'>,
  person: TestPerson,
  verb: string,
  data: object,
): Promise<Map<string, Value[][]>> {
  const bytes = await bytesOf(await fetchesFrom(bot, await linkTo(person, verb, data)));
  const readExcelFile = readSheets as (file: ArrayBuffer) => Promise<{ sheet: string; data: Value[][] }[]>;
  const sheets = await readExcelFile(bytes.slice().buffer);
  return new Map(sheets.map(({ sheet, data: rows }) => [sheet, rows]));
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  if (response.status !== 200) throw new Error(`no file: ${response.status} ${await response.text()}`);
  return new Uint8Array(await response.arrayBuffer());
}

function nameIn({ headers }: Response): string {
  return headers.get('content-disposition') ?? '';
}

/** The elements of a name; none stands within another of the same name in these files. */
function each(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<${name}[ >].*?</${name}>`, 'gs')) ?? [];
}

/** A line for each paragraph. */
function textIn(xml: string): string {
  return xml
    .split('</w:p>')
    .map(paragraph =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
    )
    .join('\n')
    .trim();
}
