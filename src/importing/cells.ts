import { parseCaseNumber } from '../register/model';
import { FIRST_YEAR, isSensibleDay, LAST_YEAR, parseWhen, plusDays, type When } from '../register/when';
import type { Cell } from './model';
import type { Wrong } from './names';

/** The day from which spreadsheets count; the one before it that never was is among the first sixty. */
const DAY_ZERO = '1899-12-30';

/** Numbers that can only be a day of a spreadsheet: 1946 as such a day, and 2100. A year is far below. */
const FIRST_SERIAL = 16_803;
const LAST_SERIAL = 73_415;

/**
 * A cell as text in one form, without what cannot be seen and without half characters. Lines stay lines; a day is an
 * ISO day, and a time of day is not told of.
 */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell !== 'string') return String(cell);
  return Buffer.from(cell, 'utf8')
    .toString('utf8')
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u00a0\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, character => (character === '\n' ? character : ''))
    .normalize('NFC')
    .trim();
}

/** On one line. */
export function lineOf(cell: Cell | undefined): string {
  return textOf(cell).replace(/\s+/g, ' ');
}

/** A cell of a column with times, as a person would have typed it: a day, a year, or their own words. */
export function timeText(cell: Cell | undefined): string {
  if (typeof cell === 'number' && Number.isInteger(Math.trunc(cell))) {
    const whole = Math.trunc(cell);
    if (whole >= FIRST_SERIAL && whole <= LAST_SERIAL) return plusDays(DAY_ZERO, whole);
    if (whole >= FIRST_YEAR && whole <= LAST_YEAR) return String(whole);
  }
  return lineOf(cell);
}

/** When it is, from one column in people's own words, or from two with the first and the last day. */
export function readWhen(
  { when, from, to }: { when: string; from: string; to: string },
  today: string,
): { when: When } | { wrong: Wrong; at: 'when' | 'from' | 'to' } {
  if (when !== '') {
    const parsed = parseWhen(when, today);
    return parsed ? { when: parsed } : { wrong: wrong('badWhen', when), at: 'when' };
  }
  if (from === '' && to === '') return { wrong: wrong('missing', ''), at: 'when' };
  if (from === '') return { wrong: wrong('missing', ''), at: 'from' };
  const first = parseWhen(from, today);
  if (!first) return { wrong: wrong('badDay', from), at: 'from' };
  if (to === '') return { when: first };
  if (!parseWhen(to, today)) return { wrong: wrong('badDay', to), at: 'to' };
  if (isSensibleDay(from) && isSensibleDay(to)) {
    return from <= to
      ? { when: { kind: 'span', from, to, precision: 'day' } }
      : { wrong: wrong('wrongOrder', to), at: 'to' };
  }
  const both = from === to ? first : parseWhen(`${from} – ${to}`, today);
  return both ? { when: both } : { wrong: wrong('wrongOrder', to), at: 'to' };
}

/** Web addresses, parted by space, comma, semicolon or line. */
export function readLinks(text: string): { links: string[] } | { wrong: Wrong } {
  const links = text.split(/[\s;]+|,(?=\s|https?:)/).filter(link => link !== '');
  const bad = links.find(link => !/^https?:\/\//i.test(link) || !URL.canParse(link));
  return bad === undefined ? { links } : { wrong: wrong('badLink', bad) };
}

export function readCaseNumber(text: string): { value: string } | { wrong: Wrong } {
  const value = parseCaseNumber(text);
  return value ? { value } : { wrong: wrong('badCaseNumber', text) };
}

export function wrong(code: Wrong['code'], value: string, more: Partial<Wrong> = {}): Wrong {
  return { code, value, instead: [], ...more };
}
