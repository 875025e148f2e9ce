import { citiesIn } from '../directory/cities';
import type { Lists } from '../directory/lists';
import { stem } from '../directory/words';
import { fold } from '../i18n/fold';
import { isFiller, vocabularyOf, type Vocabulary } from './vocabulary';

/** A word, or the name of a unit, and all that it may mean: a collaboration has it when one of these fits. */
export interface Term {
  /** As it was written. */
  text: string;
  /** All of them in the title. */
  stems: readonly string[];
  units: readonly string[];
  areas: readonly string[];
  categories: readonly string[];
}

/** What somebody looks for: all of it together. */
export interface Query {
  terms: readonly Term[];
  /** Ids of sister cities. */
  cities: readonly string[];
  /** Both included. */
  years?: { from: number; to: number };
  /** Whether more was written than is looked for. */
  cut: boolean;
}

/** How much of what was written is looked at, in characters and in words. */
export const LONGEST_QUERY = 200;
const MOST_TERMS = 8;

/** The cooperation's first year (S1), and a last one that tells a year from any other number. */
const YEARS = { first: 1946, last: 2100 };

interface Token {
  text: string;
  /** The same, folded. */
  word: string;
}

/**
 * Understands what was written after "sök": sister cities by any spelling, years ("2024", "2023–2025", "i år"), and
 * words that may stand in a title or name a unit, an area or a category, in either language (S7). `today` is an ISO
 * date. A query without terms, cities and years asks for nothing.
 */
export function readQuery(text: string, lists: Lists, today: string): Query {
  const composed = text.normalize('NFC').trim();
  const { years, rest } = takeYears(composed.slice(0, LONGEST_QUERY), Number(today.slice(0, 4)));
  const { cities, others } = takeCities(tokensOf(rest), lists);
  const { named, words } = takePhrases(others, lists);
  const telling = words.filter(({ word }) => !isFiller(word));
  const nothingElse = telling.length + named.length + cities.length === 0 && !years;
  const terms = distinct([
    ...named,
    ...(nothingElse ? words : telling).map(token => wordTerm(token, lists, today)),
  ]);
  return {
    terms: terms.slice(0, MOST_TERMS),
    cities,
    ...(years && { years }),
    cut: composed.length > LONGEST_QUERY || terms.length > MOST_TERMS,
  };
}

export function isEmpty({ terms, cities, years }: Query): boolean {
  return terms.length + cities.length === 0 && !years;
}

/** Folding keeps every letter's place, so that a word is shown as it was written. */
function tokensOf(text: string): Token[] {
  const matches = fold(text).matchAll(/[\p{L}\p{N}]+/gu);
  return [...matches].map(({ 0: word, index }) => ({ text: text.slice(index, index + word.length), word }));
}

const RELATIVE: readonly [words: RegExp, years: number][] = [
  [/\b(i ar|this year)\b/g, 0],
  [/\b(forra aret|i fjol|last year)\b/g, -1],
  [/\b(nasta ar|next year)\b/g, 1],
];
/** A date is taken as its year. */
const YEAR = /(?<![\p{L}\p{N}])(\d{4})(-\d{2}){0,2}(?![\p{L}\p{N}])/gu;

function takeYears(text: string, thisYear: number): { years?: Query['years']; rest: string } {
  const folded = fold(text);
  const relative = RELATIVE.flatMap(([words, offset]) =>
    [...folded.matchAll(words)].map(match => ({ match, year: thisYear + offset })),
  );
  const written = [...folded.matchAll(YEAR)]
    .map(match => ({ match, year: Number(match[1]) }))
    .filter(({ year }) => year >= YEARS.first && year <= YEARS.last);
  const found = [...relative, ...written];
  if (found.length === 0) return { rest: text };
  const years = found.map(({ year }) => year);
  const rest = found.reduce((left, { match }) => blank(left, match.index, match[0].length), text);
  return { years: { from: Math.min(...years), to: Math.max(...years) }, rest };
}

function blank(text: string, from: number, length: number): string {
  return text.slice(0, from) + ' '.repeat(length) + text.slice(from + length);
}

/** The longest spelling of a city has so many words at most. */
const LONGEST_CITY = 4;

function takeCities(tokens: readonly Token[], lists: Lists): { cities: string[]; others: Token[] } {
  const cities = new Set<string>();
  const others: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = cityAt(tokens.slice(at, at + LONGEST_CITY), lists);
    for (const id of found?.ids ?? []) cities.add(id);
    if (!found) others.push(tokens[at]!);
    at += found?.length ?? 1;
  }
  return { cities: [...cities], others };
}

/** The city that the first of the words begin to name, by the fewest words that do. */
function cityAt(tokens: readonly Token[], lists: Lists): { ids: string[]; length: number } | undefined {
  const named = (words: readonly Token[]) => citiesIn(lists, textOf(words)).map(({ id }) => id);
  for (let length = 1; length <= tokens.length; length += 1) {
    const ids = named(tokens.slice(0, length));
    if (ids.length > 0) return named(tokens.slice(1, length)).length > 0 ? undefined : { ids, length };
  }
  return undefined;
}

/** Names of units that have several words, the longest first; one word may mean more than a unit. */
function takePhrases(tokens: readonly Token[], lists: Lists): { named: Term[]; words: Token[] } {
  const vocabulary = vocabularyOf(lists);
  const named: Term[] = [];
  const words: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const { length, units } = phraseAt(tokens.slice(at, at + vocabulary.longest), vocabulary);
    const phrase = tokens.slice(at, at + length);
    if (units.length === 0) words.push(...phrase);
    else named.push({ ...titleTerm(phrase), units });
    at += length;
  }
  return { named, words };
}

function phraseAt(tokens: readonly Token[], vocabulary: Vocabulary): { length: number; units: string[] } {
  for (let length = tokens.length; length > 1; length -= 1) {
    const units = vocabulary.unitsOfPhrase(tokens.slice(0, length).map(({ word }) => word));
    if (units.length > 0) return { length, units };
  }
  return { length: 1, units: [] };
}

function wordTerm(token: Token, lists: Lists, today: string): Term {
  const vocabulary = vocabularyOf(lists);
  return {
    ...titleTerm([token]),
    units: vocabulary.unitsOfWord(token.word, today),
    areas: vocabulary.areasOf(token.word),
    categories: vocabulary.categoriesOf(token.word),
  };
}

function titleTerm(tokens: readonly Token[]): Term {
  const telling = tokens.filter(({ word }) => !isFiller(word));
  const stems = (telling.length > 0 ? telling : tokens).map(({ word }) => stem(word));
  return { text: textOf(tokens), stems: [...new Set(stems)], units: [], areas: [], categories: [] };
}

function distinct(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map(term => [term.stems.join(' '), term] as const).reverse()).values()].reverse();
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}
