import { fold } from '../i18n/fold';
import type { Lists } from './lists';
import { allUnits, everydayOrder, type Unit } from './units';
import { stem, wordsOf } from './words';

/** Points for how one typed word fits a unit. Only their order matters. */
const POINTS = { whole: 8, nameStart: 6, nameWordStart: 5, everydayStart: 3, compound: 1 } as const;
const EXACT = 1000;

/** The shortest stem that is taken for a part of a longer word: "hamn" is, "bil" would be found everywhere. */
const SHORTEST_PART = 4;

/** Words of so many names that they tell nothing as long as something else was typed. */
const FILLERS = new Set(
  wordsOf(
    'i på för och av till med den det en ett ab göteborg göteborgs gothenburg stad stads staden stadens city the of and for in at ' +
      'förvaltning förvaltningen nämnd nämnden bolag bolaget administration committee company',
  ),
);

interface Entry {
  exact: Set<string>;
  names: string[];
  nameWords: string[];
  nameStems: Set<string>;
  /** Each word or phrase as its stems. */
  everyday: string[][];
  everydayTexts: string[];
  /** What a Swedish compound may begin or end with. */
  parts: string[];
  rank: number;
}

interface Word {
  text: string;
  stem: string;
}

/** A unit that a coordinator changes is another object from then on, and is prepared anew. */
const entries = new WeakMap<Unit, Entry>();

function entryOf(unit: Unit): Entry {
  const known = entries.get(unit);
  if (known) return known;
  const former = unit.formerNames?.flatMap(({ nameSv, nameEn }) => [nameSv, nameEn]) ?? [];
  const names = [unit.nameSv, unit.nameEn, unit.committeeSv, unit.abbreviation, ...former].filter(
    name => name !== undefined,
  );
  const nameWords = names.flatMap(wordsOf).filter(word => !FILLERS.has(word));
  const { sv, en } = unit.everyday ?? { sv: [], en: [] };
  const rank = everydayOrder.indexOf(unit.id);
  const entry: Entry = {
    exact: new Set([unit.id, ...names].map(asName)),
    names: names.map(asName),
    nameWords,
    nameStems: new Set(nameWords.map(stem)),
    everyday: [...sv, ...en].map(phrase => wordsOf(phrase).map(stem)),
    everydayTexts: [...sv, ...en].map(asOne),
    parts: sv
      .map(fold)
      .filter(isOneWord)
      .map(stem)
      .filter(part => part.length >= SHORTEST_PART),
    rank: rank === -1 ? everydayOrder.length : rank,
  };
  entries.set(unit, entry);
  return entry;
}

/**
 * Finds units that exist on an ISO date by id, abbreviation, name or everyday words in Swedish or English (S6).
 * Best first; none when nothing fits. Inflected words, parts of compounds and å, ä, ö typed as a, o are understood.
 * The beginning of a word fits too, since people are still typing.
 */
export function searchUnits(lists: Lists, text: string, on: string, limit = 10): Unit[] {
  return search(lists, text, on, 'beginnings').slice(0, limit);
}

/** Finds units as `searchUnits` does, by whole words only: for a sentence, where "om" does not begin "omsorg". */
export function unitsNamedIn(lists: Lists, text: string, on: string): Unit[] {
  return search(lists, text, on, 'wholeWords');
}

type Fit = 'beginnings' | 'wholeWords';

function search(lists: Lists, text: string, on: string, fit: Fit): Unit[] {
  const typed = asName(text);
  if (typed === '') return [];
  const units = allUnits(lists, on);
  const known = units.map(entryOf);
  const words = tellingWords(typed);
  const perWord = words.map(word => pointsForWord(known, word, words, fit));

  const found = known.map((entry, index) => {
    const together = perWord.reduce((sum, points) => sum + (points[index] ?? 0), 0);
    return { entry, unit: units[index]!, points: Math.max(pointsForName(entry, typed, fit), together) };
  });
  // A name of several words, typed in full, leaves no doubt; one word may be a name and an everyday word at once.
  const named = typed.includes(' ') ? found.filter(({ points }) => points === EXACT) : [];

  return (named.length > 0 ? named : found)
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || compareLast(a.unit, b.unit) || a.entry.rank - b.entry.rank)
    .map(({ unit }) => unit);
}

function tellingWords(typed: string): Word[] {
  const all = typed.split(' ');
  const telling = all.filter(word => !FILLERS.has(word));
  return (telling.length > 0 ? telling : all).map(word => ({ text: word, stem: stem(word) }));
}

function pointsForName(entry: Entry, typed: string, fit: Fit): number {
  if (entry.exact.has(typed)) return EXACT;
  return fit === 'beginnings' && entry.names.some(name => name.startsWith(typed)) ? POINTS.nameStart : 0;
}

/** Gives each unit its points for one word. A guess counts only where no unit fits better. */
function pointsForWord(known: readonly Entry[], word: Word, typed: readonly Word[], fit: Fit): number[] {
  const typedStems = new Set(typed.map(other => other.stem));
  const direct = known.map(entry => directPoints(entry, word, typedStems, fit));
  const best = Math.max(...direct);
  if (best === 0) return known.map(entry => compoundPoints(entry, word));
  // "val" is an election; that "våld i nära relationer" begins with the same letters matters no longer.
  return best === POINTS.whole
    ? direct.map(points => (points === POINTS.everydayStart ? 0 : points))
    : direct;
}

function directPoints(entry: Entry, word: Word, typedStems: ReadonlySet<string>, fit: Fit): number {
  if (entry.nameStems.has(word.stem) || isEveryday(entry, word, typedStems)) return POINTS.whole;
  if (fit === 'wholeWords') return 0;
  if (entry.names.some(name => name.startsWith(word.text))) return POINTS.nameStart;
  if (word.text.length < 2) return 0;
  if (entry.nameWords.some(name => name.startsWith(word.text))) return POINTS.nameWordStart;
  return entry.everydayTexts.some(phrase => phrase.startsWith(word.text)) ? POINTS.everydayStart : 0;
}

/** A phrase counts when all its words were typed, in any order. */
function isEveryday(entry: Entry, word: Word, typedStems: ReadonlySet<string>): boolean {
  return entry.everyday.some(
    phrase => phrase.includes(word.stem) && phrase.every(part => typedStems.has(part) || FILLERS.has(part)),
  );
}

/** The longest known part tells the most: "skolbibliotek" is rather a library than a school. */
function compoundPoints(entry: Entry, word: Word): number {
  const fits = entry.parts.filter(part => word.stem.startsWith(part) || word.stem.endsWith(part));
  const longest = Math.max(0, ...fits.map(part => part.length));
  return longest === 0 ? 0 : POINTS.compound + longest / 100;
}

function compareLast(a: Unit, b: Unit): number {
  return Number(a.last ?? false) - Number(b.last ?? false);
}

function asOne(text: string): string {
  return wordsOf(text).join(' ');
}

/** Nobody types the AB of a company. */
function asName(text: string): string {
  return wordsOf(text)
    .filter(word => word !== 'ab')
    .join(' ');
}

function isOneWord(text: string): boolean {
  return wordsOf(text).length === 1;
}
