import type { Reader } from '../directory/lists';
import { findColumns } from './columns';
import { LARGEST_FILE, MOST_ROWS, type Field, type ReadList, type Refusal, type Sheet } from './model';
import { countRows, readRows } from './read-rows';
import { readText } from './read-text';
import { isCompound, isZip, readWorkbook, whyNotCompound } from './read-workbook';

/**
 * Reads a list out of a file: the first sheet with all the required columns. What the file is shows in its bytes; its
 * name tells only of a workbook with macros. Gives why where it cannot be read; never throws. `today`: ISO day.
 */
export async function readFile(
  { name, bytes }: { name: string; bytes: Uint8Array },
  reader: Reader,
  today: string,
): Promise<ReadList | Refusal> {
  const read = await sheetsOf(name, bytes);
  return 'code' in read ? read : listIn(read.sheets, reader, today);
}

async function sheetsOf(name: string, bytes: Uint8Array): Promise<{ sheets: Sheet[] } | Refusal> {
  if (bytes.length > LARGEST_FILE) return { code: 'tooLarge' };
  if (bytes.length === 0) return { code: 'empty' };
  if (/\.(xlsm|xltm|xlam|xlsb)$/i.test(name)) return { code: 'macros' };
  if (isCompound(bytes)) return whyNotCompound(bytes);
  if (isZip(bytes)) return readWorkbook(bytes);
  // A workbook whose beginning is gone, and not a text.
  return /\.xlsx$/i.test(name) ? { code: 'broken' } : readText(bytes);
}

function listIn(sheets: readonly Sheet[], reader: Reader, today: string): ReadList | Refusal {
  if (sheets.every(({ rows }) => rows.length === 0)) return { code: 'empty' };
  let closest: { missing: Field[]; found: number } | undefined;
  for (const sheet of sheets) {
    const columns = findColumns(sheet);
    if ('missing' in columns) {
      if (!closest || columns.found > closest.found) closest = columns;
      continue;
    }
    const count = countRows(sheet, columns);
    if (count > MOST_ROWS) return { code: 'tooManyRows' };
    const list = readRows(sheet, columns, reader, today);
    return list.rows.length + list.wrong === 0 ? { code: 'empty' } : list;
  }
  return { code: 'noColumns', missing: closest?.missing ?? [] };
}
