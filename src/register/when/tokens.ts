import { fold } from '../../i18n/fold';
import { FIRST_YEAR, LAST_YEAR, utc, type Season } from './calendar';
import { RESPELLINGS, WORDS, type Respelling } from './words';

/** What has been said of one date: any part may be missing. `shift` is last, this or next of what else is said. */
export type Parts = {
  year?: number;
  month?: number;
  day?: number;
  week?: number;
  season?: Season;
  weekday?: number;
  shift?: Shift;
};

type Shift = -1 | 0 | 1;

export type Token =
  | { is: 'parts'; parts: Parts }
  | { is: 'unit'; unit: 'week' | 'month' | 'year' }
  | { is: 'shift'; by: Shift }
  | { is: 'day'; offset: number }
  | { is: 'to' | 'and' | 'between' | 'from' | 'since' | 'ongoing' | 'every' };

type Numeral = { pattern: RegExp; parts: (groups: string[]) => Parts; startsDate?: true };

/** How numbers form dates, tried in this order. Every pattern is sticky and linear. */
const NUMERALS: readonly Numeral[] = [
  // 2027-09-15, before 2027-09 can take its first half.
  { pattern: /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y, parts: ([, y, , m, d]) => dated(y, m, d) },
  // 20270915
  { pattern: /(\d{4})(\d\d)(\d\d)(?!\d)/y, parts: ([, y, m, d]) => dated(y, m, d) },
  // 2027-09; other last halves are left for a span of years. In "7 dec 2027–10 jan 2028" the year ends a date.
  {
    pattern: /(\d{4})[-/.](0[1-9]|1[0-2])(?!\d)/y,
    parts: ([, y, m]) => ({ year: Number(y), month: Number(m) }),
    startsDate: true,
  },
  // 15.9.2027, 15/9/2027, 15-9-2027: the day comes first in Sweden and in British English.
  { pattern: /(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/y, parts: ([, d, , m, y]) => dated(y, m, d) },
  // 15/9; only what can be a day and a month, so that "37/38" stays two numbers.
  {
    pattern: /(0?[1-9]|[12]\d|3[01])[/.](0?[1-9]|1[0-2])(?!\d)/y,
    parts: ([, d, m]) => ({ month: Number(m), day: Number(d) }),
  },
  { pattern: /\d{4}(?!\d)/y, parts: ([y]) => ({ year: Number(y) }) },
  // A number of one or two digits is a day until a week before it says otherwise.
  { pattern: /\d{1,2}(?!\d)/y, parts: ([d]) => ({ day: Number(d) }) },
];

const SPACE = /[\s.,;]+/y;
const WORD = /[a-z]+/y;
const SIGNS: ReadonlyMap<string, Token> = new Map([
  ['-', { is: 'to' }],
  ['/', { is: 'to' }],
  ['&', { is: 'and' }],
]);

/** Folded, with one space between words: "Hösten" and "hosten" are the same word. */
export function tidy(text: string): string {
  return fold(text.normalize('NFKC')).replace(/\s+/g, ' ').trim();
}

/** Reads folded text into tokens; undefined as soon as a word or sign says something we do not know. */
export function readTokens(folded: string, today: string): Token[] | undefined {
  const text = RESPELLINGS.reduce(respell, folded);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const read = readAt(text, at, tokens.at(-1)?.is === 'parts');
    if (!read) return undefined;
    tokens.push(...read.tokens);
    at += read.length;
  }
  return settle(tokens, today);
}

function respell(text: string, [pattern, by]: Respelling): string {
  return typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by);
}

function readAt(
  text: string,
  at: number,
  inDate: boolean,
): { tokens: readonly Token[]; length: number } | undefined {
  const space = matchAt(SPACE, text, at);
  if (space) return { tokens: [], length: space[0].length };
  const word = matchAt(WORD, text, at);
  if (word) {
    const tokens = WORDS.get(word[0]);
    return tokens && { tokens, length: word[0].length };
  }
  for (const { pattern, parts, startsDate } of NUMERALS) {
    if (startsDate && inDate) continue;
    const groups = matchAt(pattern, text, at);
    if (groups) return { tokens: [{ is: 'parts', parts: parts(groups) }], length: groups[0].length };
  }
  const sign = SIGNS.get(text.charAt(at));
  return sign && { tokens: [sign], length: 1 };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function dated(year: string | undefined, month: string | undefined, day: string | undefined): Parts {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

/** Joins what only has meaning together or beside today: "vecka 37", "nästa vecka", "förra året", "i morgon". */
function settle(tokens: readonly Token[], today: string): Token[] {
  const settled: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const next = tokens[i + 1];
    if (token.is === 'day') {
      const { year, month, day } = utc(today).plus({ days: token.offset });
      settled.push({ is: 'parts', parts: { year, month, day } });
    } else if (
      token.is === 'unit' &&
      token.unit === 'week' &&
      next?.is === 'parts' &&
      isBareNumber(next.parts)
    ) {
      settled.push({ is: 'parts', parts: { week: next.parts.day } });
      i++;
    } else if (token.is === 'shift' && next?.is === 'unit' && !isNumberedWeek(tokens, i + 1)) {
      settled.push({ is: 'parts', parts: shifted(today, next.unit, token.by) });
      i++;
    } else if (token.is === 'shift') {
      settled.push({ is: 'parts', parts: { shift: token.by } });
    } else if (!isRedundantUnit(token, tokens[i - 1], next)) {
      settled.push(token);
    }
  }
  return settled;
}

function isBareNumber(parts: Parts): boolean {
  return parts.day !== undefined && parts.month === undefined;
}

function isNumberedWeek(tokens: readonly Token[], i: number): boolean {
  const [unit, number] = [tokens[i], tokens[i + 1]];
  return unit?.is === 'unit' && unit.unit === 'week' && number?.is === 'parts' && isBareNumber(number.parts);
}

/** "år 2027" and "mars månad" say the unit twice. */
function isRedundantUnit(token: Token, previous: Token | undefined, next: Token | undefined): boolean {
  if (token.is !== 'unit') return false;
  if (token.unit === 'year')
    return previous?.is !== 'every' && next?.is === 'parts' && next.parts.year !== undefined;
  return token.unit === 'month' && previous?.is === 'parts' && previous.parts.month !== undefined;
}

function shifted(today: string, unit: 'week' | 'month' | 'year', by: Shift): Parts {
  const date = utc(today).plus({ [unit]: by });
  if (unit === 'week') return { year: date.weekYear, week: date.weekNumber };
  return unit === 'month' ? { year: date.year, month: date.month } : { year: date.year };
}

/** Gathers what a run of tokens says of one date; undefined when nothing or something twice is said. */
export function gather(tokens: readonly Token[]): Parts | undefined {
  if (tokens.length === 0) return undefined;
  const gathered: Parts = {};
  for (const token of tokens) {
    if (token.is !== 'parts') return undefined;
    for (const key of Object.keys(token.parts)) if (key in gathered) return undefined;
    Object.assign(gathered, token.parts);
  }
  const { year } = gathered;
  return year !== undefined && (year < FIRST_YEAR || year > LAST_YEAR) ? undefined : gathered;
}
