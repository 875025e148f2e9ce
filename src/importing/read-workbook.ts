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

/**
 * Looks into the directory first, which costs nothing, and at how far the cells reach; throws for what is broken. It is
 * no proof, since XML can be written in more ways than are looked for: what gets past it is stopped by the limits of the
 * thread in which files are read.
 */
function whyNot(bytes: Uint8Array): Refusal | undefined {
  const parts = directoryOf(bytes);
  const names = parts.map(({ name }) => name.toLowerCase());
  if (names.some(name => name.endsWith('vbaproject.bin'))) return { code: 'macros' };
  const unpacked = parts.reduce((sum, { originalSize }) => sum + originalSize, 0);
  if (parts.length > MOST_PARTS || unpacked > LARGEST_UNPACKED) return { code: 'tooLarge' };
  if (!names.includes('[content_types].xml')) return { code: 'notAList' };
  const opened = unzipSync(bytes, { filter: ({ name }) => name.toLowerCase().endsWith('.xml') });
  const texts = Object.entries(opened).map(([name, part]) => [name.toLowerCase(), strFromU8(part)] as const);
  const types = texts.find(([name]) => name === '[content_types].xml')?.[1] ?? '';
  if (/macroEnabled/i.test(types)) return { code: 'macros' };
  if (!/spreadsheetml/i.test(types)) return { code: 'notAList' };
  // Any part may be named as a sheet, wherever it lies.
  const sheets = texts.map(([, xml]) => xml).filter(xml => xml.includes('sheetData'));
  const cells = sheets.reduce((sum, xml) => sum + areaOf(xml), 0);
  return sheets.length > MOST_SHEETS || cells > MOST_CELLS ? { code: 'tooLarge' } : undefined;
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

const ROW_OR_CELL = /<(?:[^\s<>:]*:)?(row|c)(?=[\s/>])([^<>]*)(.?)/gs;
const ADDRESS = /\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/**
 * Rows times columns as the library lays them out: a row without a number comes after the one before it, and a single
 * cell in the far corner, or an empty row far down, brings all those between. Throws for an address that is none.
 */
function areaOf(xml: string): number {
  let rows = 0;
  let columns = 1;
  for (const [, tag, attributes = '', end] of xml.matchAll(ROW_OR_CELL)) {
    // The library looks for the end of each anew.
    if (end !== '>') throw new Error('a row or a cell that does not end');
    const [, double, single] = ADDRESS.exec(attributes) ?? [];
    const address = double ?? single;
    if (tag === 'row') {
      rows = Math.max(rows + 1, address === undefined ? 0 : numberOf(/^(\d{1,10})$/, address));
    } else if (address !== undefined) {
      rows = Math.max(rows, numberOf(/^[A-Z]{1,3}(\d{1,10})$/, address));
      columns = Math.max(columns, columnOf(address.replace(/\d+$/, '')));
    }
  }
  return rows * columns;
}

function numberOf(form: RegExp, address: string): number {
  const number = form.exec(address)?.[1];
  if (number === undefined) throw new Error('no address of a row or a cell');
  return Number(number);
}

/** "A" is 1, "AA" is 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
