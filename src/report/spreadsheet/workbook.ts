import { strToU8, Zip, ZipDeflate } from 'fflate';
import { columnLetters, escapeXml, parts, sheetEnd, sheetStart, STYLES, type Column } from './parts';
import { cleanLine, harmless } from '../text';

/** A text, a number, a day, or nothing. A text is never taken for a formula. */
export type Cell = string | number | { day: string } | undefined;

export interface Sheet {
  row(cells: readonly Cell[]): void;
  end(): void;
}

export interface Workbook {
  /** Begins a sheet; the one before must have ended. `place` is where it stands among the tabs, from 1. */
  sheet(place: number, name: string, columns: readonly Column[]): Sheet;
  finish(): Uint8Array;
}

/** Many cells are packed at a time: packing each alone would cost more than all the rest. */
const PACK = 128 * 1024;
/** The quickest packing: what a hundred thousand rows take is hardly more than with the best. */
const LEVEL = 1;
/** The most characters that Excel reads in a cell. */
const MOST_CHARACTERS = 32_767;
const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/**
 * Writes an .xlsx row by row, so that no more than the packed file and a few rows are in memory. There is a small
 * writer here because the well-kept libraries want all rows at once, and the one that does not is not kept any more;
 * packing is fflate's.
 */
export function makeWorkbook({ title }: { title: string }): Workbook {
  const packed: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    failed ??= error;
    packed.push(chunk);
  });
  const names = new Map<number, string>();

  function file(path: string) {
    const entry = new ZipDeflate(path, { level: LEVEL });
    zip.add(entry);
    return entry;
  }

  function sheet(place: number, name: string, columns: readonly Column[]): Sheet {
    names.set(place, name);
    const entry = file(`xl/worksheets/sheet${place}.xml`);
    const letters = columns.map((_, index) => columnLetters(index));
    let waiting = sheetStart(columns);
    let rows = 0;

    function row(cells: readonly Cell[], style: number = STYLES.plain) {
      rows += 1;
      let xml = `<row r="${rows}">`;
      cells.forEach((cell, index) => (xml += cellXml(cell, `${letters[index]}${rows}`, style)));
      waiting += `${xml}</row>`;
      if (waiting.length < PACK) return;
      entry.push(strToU8(waiting));
      waiting = '';
    }

    row(
      columns.map(column => column.title),
      STYLES.header,
    );
    return {
      row: cells => row(cells, columns.some(({ wraps }) => wraps) ? STYLES.wrapped : STYLES.plain),
      end: () => entry.push(strToU8(waiting + sheetEnd(letters.at(-1)!, rows)), true),
    };
  }

  function finish(): Uint8Array {
    for (const [path, content] of parts(cleanLine(title), names)) file(path).push(strToU8(content), true);
    zip.end();
    if (failed) throw failed as Error;
    return joined(packed);
  }

  return { sheet, finish };
}

function cellXml(cell: Cell, place: string, style: number): string {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}" s="${style}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c r="${place}" s="${STYLES.day}"><v>${serialOf(cell.day)}</v></c>`;
  const text = harmless(cell);
  const fitting = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 2)}…` : text;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(fitting)}</t></is></c>`;
}

function serialOf(isoDay: string): number {
  return Math.round((Date.parse(`${isoDay}T00:00:00Z`) - DAY_ZERO) / DAY_MS);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
