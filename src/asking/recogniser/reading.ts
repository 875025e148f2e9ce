import { HOME_CITY } from '../../directory/cities';
import type { Lists } from '../../directory/lists';
import { cityFinder, type CityFinder } from './city-words';
import { lexiconOf, type Lexicon, type Meaning } from './lexicon';
import { readWords, type Word } from './words';

/** The word before a city or a year that says how it is meant: "from Åbo", "after Bergen", "in Bergen". */
export type Lead = 'from' | 'after' | 'before' | 'in' | 'none';

/** What the words of a question say. */
export interface Reading {
  /** What is spoken of, each once, in order of the alphabet; "city" and "year" stand for any. */
  concepts: readonly string[];
  /** How many words are not known. */
  unknown: number;
  /** Whether it speaks of something else than the meetings. */
  elsewhere: boolean;
  /** The cities it names, Göteborg included. */
  cities: readonly { id: string; lead: Lead }[];
  years: readonly { year: number; lead: Lead }[];
  /** How many meetings after the next one. */
  later?: number;
}

/** The cooperation's first year (S1), and a last one that tells a year from any other number. */
const YEARS = { first: 1946, last: 2100 };
const YEAR = /^\d{4}$/;

/** Rows of words are looked up to this length. */
const LONGEST_ROW = 8;

/** Reads a question word by word. `today` is an ISO day. */
export function read(text: string, lists: Lists, today: string): Reading {
  const lexicon = lexiconOf(lists);
  const finder = cityFinder(lists);
  const words = readWords(text).flatMap(word => mended(word, lexicon, finder));
  const thisYear = Number(today.slice(0, 4));
  const concepts = new Set<string>();
  const cities: { id: string; lead: Lead }[] = [];
  const years: { year: number; lead: Lead }[] = [];
  let unknown = 0;
  let elsewhere = false;
  let later: number | undefined;

  function take(meaning: Meaning): void {
    if (meaning.kind === 'concepts') for (const concept of meaning.concepts) concepts.add(concept);
    if (meaning.kind === 'elsewhere') elsewhere = true;
    if (meaning.kind === 'later') later = Math.max(later ?? 0, meaning.meetings);
    if (meaning.kind === 'years') years.push({ year: thisYear + meaning.offset, lead: 'none' });
  }

  for (let at = 0; at < words.length;) {
    const rest = words.slice(at, at + LONGEST_ROW);
    const row = lexicon.meaningAt(rest);
    const city = finder.at(rest);
    const year = yearOf(rest[0]!.word);
    if (city && city.length >= (row?.length ?? 0)) {
      const isPlace = lexicon.isMeeting(words[at + city.length]);
      cities.push({ id: city.id, lead: isPlace ? 'in' : leadOf(words, at) });
      concepts.add(city.id === HOME_CITY.id ? 'home' : 'city');
      at += city.length;
    } else if (row) {
      take(row.meaning);
      at += row.length;
    } else {
      if (year !== undefined) years.push({ year, lead: leadOf(words, at) });
      else if (rest[0]!.word.length > 1) unknown += 1;
      at += 1;
    }
  }
  if (later !== undefined) concepts.add('next');
  if (years.length > 0) concepts.add('year');
  return {
    concepts: [...concepts].sort(),
    unknown,
    elsewhere,
    cities,
    years,
    ...(later !== undefined && { later }),
  };
}

function yearOf(word: string): number | undefined {
  const year = YEAR.test(word) ? Number(word) : 0;
  return year >= YEARS.first && year <= YEARS.last ? year : undefined;
}

const LEADS: Readonly<Record<string, Lead>> = {
  fran: 'from',
  from: 'from',
  efter: 'after',
  after: 'after',
  fore: 'before',
  innan: 'before',
  before: 'before',
  i: 'in',
  in: 'in',
  at: 'in',
  till: 'in',
  te: 'in',
  to: 'in',
};

/** How many words before a city its "after" may stand: "after the meeting in Bergen". */
const LEAD_REACH = 4;
const BETWEEN = new Set(['motet', 'det', 'den', 'the', 'meeting', 'in', 'i', 'one', 'vanortsmotet', 'ar']);

function leadOf(words: readonly Word[], at: number): Lead {
  let lead: Lead = 'none';
  for (let before = at - 1; before >= Math.max(0, at - LEAD_REACH); before -= 1) {
    const { word } = words[before]!;
    const found = LEADS[word];
    if (found && found !== 'in') return found;
    if (found && before === at - 1) lead = found;
    if (!BETWEEN.has(word)) break;
  }
  return lead;
}

/** A word that is not known may be two in one, "bergenmötet", or a slip of the pen. */
function mended(word: Word, lexicon: Lexicon, finder: CityFinder): readonly Word[] {
  if (yearOf(word.word) !== undefined || finder.at([word])) return [word];
  const known = lexicon.known(word);
  if (known) return [known];
  const prefix = finder.prefixOf(word.word);
  const rest = prefix && lexicon.known(readWords(prefix.rest)[0] ?? word);
  if (prefix && rest) return [...readWords(prefix.spelling), rest];
  return lexicon.partsOf(word.word) ?? [lexicon.meantBy(word) ?? word];
}
