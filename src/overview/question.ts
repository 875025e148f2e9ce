import { citiesIn } from '../directory/cities';
import { unitsEditedBy } from '../directory/editors';
import type { Lists } from '../directory/lists';
import type { Person } from '../directory/people';
import { unitsNamedIn } from '../directory/unit-search';
import { unitById, type Unit } from '../directory/units';
import { wordsOf } from '../directory/words';
import { fold } from '../i18n/fold';
import { yearOf, type Years } from './model';

/** What "statistik" is asked of. No city: all of them. */
export interface StatisticsQuestion {
  cities: string[];
  years: Years;
}

/** The cooperation began in 1946, and a chart of more years than these cannot be read on a phone. */
export const FIRST_YEAR = 1946;
export const LAST_YEAR = 2100;
export const MOST_YEARS = 10;

const YEARS_BEFORE = 5;
const SINCE = new Set(['sedan', 'fran', 'since', 'from']);
const THIS_YEAR = /\b(i ar|this year)\b/;

/** Words that ask for nothing more than the others do. */
const FILLERS = new Set(
  wordsOf(
    'för i med om av på och mellan från till sedan samarbete samarbeten samarbetet vänort vänorten vänorter vänorterna alla ' +
      'staden stadens hur många ' +
      'for in with about of on and between from to until since the collaboration collaborations sister city cities all ' +
      'how many',
  ),
);
/** What is shown at first anyway. */
const BY_YEAR = /\bper (år|ar|year)\b/giu;
const YEAR_WORDS = new Set(wordsOf('år året åren this year years'));

/**
 * Understands what was written after "statistik": cities by any spelling, and a year, years, "i år" or "sedan 2020".
 * Without years it is this one and the five before it.
 *
 * @param today ISO day
 */
export function readQuestion(lists: Lists, text: string, today: string): StatisticsQuestion {
  return { cities: citiesIn(lists, text).map(({ id }) => id), years: yearsNamedIn(text, today) };
}

/** The words after "statistik" that ask for something that it cannot answer, as they were written; '' for none. */
export function notUnderstoodIn(lists: Lists, text: string): string {
  const composed = text.normalize('NFC').replace(BY_YEAR, '').trim();
  const spellings = citiesIn(lists, composed).flatMap(city => city.spellings.flatMap(wordsOf));
  const understood = new Set([
    ...FILLERS,
    ...spellings.flatMap(word => [word, `${word}s`]),
    ...(wordsOf(composed).some(isYear) || THIS_YEAR.test(fold(composed)) ? YEAR_WORDS : []),
  ]);
  const written = composed.match(/[\p{L}\p{N}]+/gu) ?? (composed === '' ? [] : [composed]);
  return written.filter(word => !understood.has(fold(word)) && !isYear(word)).join(' ');
}

function isYear(word: string): boolean {
  return /^\d{4}$/.test(word) && FIRST_YEAR <= Number(word) && Number(word) <= LAST_YEAR;
}

function yearsNamedIn(text: string, today: string): Years {
  const words = wordsOf(text);
  const thisYear = yearOf(today);
  const years = [...words.filter(isYear).map(Number), ...(THIS_YEAR.test(fold(text)) ? [thisYear] : [])];
  if (years.length === 0) return { from: thisYear - YEARS_BEFORE, to: thisYear };
  const from = Math.min(...years);
  const to = words.some(word => SINCE.has(word)) ? Math.max(thisYear, ...years) : Math.max(...years);
  return shownYears({ from, to });
}

/** The last of the years, as many as can be shown. */
export function shownYears({ from, to }: Years): Years {
  return { from: Math.max(from, to - MOST_YEARS + 1), to };
}

/** Which unit is meant; several or none: `candidates` to choose from. */
export type MeantUnit = { unitId: string } | { candidates: string[]; typed: boolean };

/**
 * Which unit "förvaltningens" is about (S6): the one that was typed, or else the one whose editor the person is, or
 * else the one that they informed for the last time.
 *
 * @param today ISO day
 */
export function meantUnit(lists: Lists, text: string, person: Person, today: string): MeantUnit {
  const own = ownUnits(lists, person, today);
  if (wordsOf(text).length > 0) {
    const found = unitsNamedIn(lists, text, today);
    const exact = found.filter(unit => isCalled(unit, text));
    const candidates = (exact.length > 0 ? exact : found).map(({ id }) => id);
    const usual = candidates.filter(id => own.includes(id));
    return only(usual.length === 1 ? usual : candidates, true);
  }
  const edited = unitsEditedBy(lists, person.id, today);
  return only(edited.length > 0 ? edited : own, false);
}

function only(candidates: string[], typed: boolean): MeantUnit {
  return candidates.length === 1 ? { unitId: candidates[0]! } : { candidates, typed };
}

function isCalled({ id, nameSv, nameEn, abbreviation }: Unit, text: string): boolean {
  const typed = wordsOf(text).join(' ');
  const names = [id, nameSv, nameEn, abbreviation].filter(name => name !== undefined);
  return names.some(name => wordsOf(name).join(' ') === typed);
}

/** The units that somebody edits, and the one that they informed for the last time. */
export function ownUnits(lists: Lists, person: Person, today: string): string[] {
  const remembered = person.remembered?.unitId;
  const known = remembered !== undefined && unitById(lists, remembered) ? [remembered] : [];
  return [...new Set([...unitsEditedBy(lists, person.id, today), ...known])];
}
