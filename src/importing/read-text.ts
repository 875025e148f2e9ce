import { parse } from 'csv-parse/sync';
import type { Refusal, Sheet } from './model';

const SEPARATORS = [';', ',', '\t'];

/** Longer than what a list holds, however large its texts are. */
const LONGEST_RECORD = 200_000;
/** The most that is read: what is more is refused afterwards. */
const MOST_RECORDS = 20_000;

/** Reads a text file with values parted by semicolons, commas or tabs, in UTF-8 or else as Windows writes it. */
export function readText(bytes: Uint8Array): { sheets: Sheet[] } | Refusal {
  const text = decode(bytes);
  if (isBinary(text)) return { code: 'notAList' };
  if (text.trim() === '') return { code: 'empty' };
  try {
    const records: string[][] = parse(text, {
      delimiter: separatorOf(text),
      bom: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      maxRecordSize: LONGEST_RECORD,
      to: MOST_RECORDS,
    });
    return { sheets: [{ name: '', rows: records }] };
  } catch {
    return { code: 'broken' };
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function isBinary(text: string): boolean {
  return text.includes('\0');
}

/** The one that stands most often, outside quotes, in the first lines that have any. */
function separatorOf(text: string): string {
  const beginning = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/)
    .slice(0, 10)
    .join('\n');
  const count = (separator: string) => beginning.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}
