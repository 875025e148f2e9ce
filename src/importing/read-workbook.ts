import { strFromU8, unzipSync, type UnzipFileInfo } from 'fflate';
// @ts-expect-error The package says that its types are for its ES module only; its CommonJS one, loaded here, has the same.
import readSheets from 'read-excel-file/universal';
import type { Cell, Refusal, Sheet } from './model';

/** A workbook's limits before anything of it is unpacked, and before its sheets are laid out as rows and cells. */
const LARGEST_UNPACKED = 60 * 1024 * 1024;
const MOST_PARTS = 500;
const MOST_SHEETS = 50;
const MOST_CELLS = 3_000_000;

/** The sheets of a workbook in their order; rows and cells that are empty are there as nulls. */
const readExcelFile = readSheets as (file: ArrayBuffer) => Promise<{ sheet: string; data: Cell[][] }[]>;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export function isZip(bytes: Uint8Array): boolean {
  return beginsWith(bytes, ZIP);
}

/** The container of documents that are protected with a password, and of workbooks from before 2007. */
export function isCompound(bytes: Uint8Array): boolean {
  return beginsWith(bytes, COMPOUND);
}

/** Why such a container is not read: what is protected names its encrypted part, in UTF-16. */
export function whyNotCompound(bytes: Uint8Array): Refusal {
  const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return { code: isEncrypted ? 'protected' : 'oldFormat' };
}

/** Reads every sheet of a workbook: a formula gives what it showed last, an error nothing. */
export async function readWorkbook(bytes: Uint8Array): Promise<{ sheets: Sheet[] } | Refusal> {
  try {
    const refusal = whyNot(bytes);
    if (refusal) return refusal;
    const copy = new Uint8Array(bytes);
    const sheets = await readExcelFile(copy.buffer);
    return { sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data })) };
  } catch {
    // Whatever it is that the library stumbles over: it is no workbook that somebody could open.
    return { code: 'broken' };
  }
}

/** Looks into the directory first, which costs nothing, and at how far the cells reach; throws for what is broken. */
function whyNot(bytes: Uint8Array): Refusal | undefined {
  const parts = directoryOf(bytes);
  const names = parts.map(({ name }) => name.toLowerCase());
  if (names.some(name => name.endsWith('vbaproject.bin'))) return { code: 'macros' };
  const unpacked = parts.reduce((sum, { originalSize }) => sum + originalSize, 0);
  const sheets = names.filter(isSheet);
  if (parts.length > MOST_PARTS || sheets.length > MOST_SHEETS || unpacked > LARGEST_UNPACKED) {
    return { code: 'tooLarge' };
  }
  if (!names.includes('[content_types].xml')) return { code: 'notAList' };
  const opened = unzipSync(bytes, { filter: ({ name }) => isOpened(name.toLowerCase()) });
  const texts = Object.entries(opened).map(([name, part]) => [name.toLowerCase(), strFromU8(part)] as const);
  const types = texts.find(([name]) => name === '[content_types].xml')?.[1] ?? '';
  if (/macroEnabled/i.test(types)) return { code: 'macros' };
  if (!/spreadsheetml/i.test(types)) return { code: 'notAList' };
  const cells = texts.filter(([name]) => isSheet(name)).reduce((sum, [, xml]) => sum + areaOf(xml), 0);
  return cells > MOST_CELLS ? { code: 'tooLarge' } : undefined;
}

/** What the zip's directory says of each part. A part never unpacks to more than it says: fflate stops there. */
function directoryOf(bytes: Uint8Array): UnzipFileInfo[] {
  const parts: UnzipFileInfo[] = [];
  unzipSync(bytes, {
    filter(part) {
      parts.push(part);
      return false;
    },
  });
  return parts;
}

function isSheet(name: string): boolean {
  return /^xl\/worksheets\/[^/]+\.xml$/.test(name);
}

function isOpened(name: string): boolean {
  return name === '[content_types].xml' || isSheet(name);
}

/** Rows times columns up to the last cell: a single one in the far corner would be laid out as thousands of millions. */
function areaOf(xml: string): number {
  let lastRow = 0;
  let lastColumn = 0;
  for (const [, letters = '', row = ''] of xml.matchAll(/<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"/g)) {
    lastRow = Math.max(lastRow, Number(row));
    lastColumn = Math.max(lastColumn, columnOf(letters));
  }
  return lastRow * lastColumn;
}

/** "A" is 1, "AA" is 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
