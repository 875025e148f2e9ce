import { HOME_CITY } from '../../directory/cities';
import type { Lists } from '../../directory/lists';
import { FIRST_YEAR, LAST_YEAR } from '../../register/when';
import { cityFinder, type CityFinder } from './city-words';
import { lexiconOf, type Lexicon, type Meaning } from './lexicon';
import { isCounted } from './spans';
import { readWords, type Word } from './words';

/** The word before a city or a year that says how it is meant: "from Åbo", "after Bergen", "in Bergen". */
export type Lead = 'from' | 'after' | 'before' | 'in' | 'none';

/** What the words of a question say. */
export interface Reading {
  /** What is spoken of, each once, in order of the alphabet; "city" and "year" stand for any, "after" for "after Bergen". */
  concepts: readonly string[];
  /** How many words are not known. */
  unknown: number;
  /** Whether something is said to be of, for or at what is not known: "the theme of the course". */
  ofUnknown: boolean;
  /** Whether it speaks of something else than the meetings. */
  elsewhere: boolean;
  /** Whether that is so of all that is said beside it, too: the register, or another language. */
  barred: boolean;
  /** The cities it names, Göteborg included. */
  cities: readonly { id: string; lead: Lead }[];
  years: readonly { year: number; lead: Lead }[];
  /** Whether it says "now" or "this time". */
  now: boolean;
  /** How many meetings after the next one. */
  later?: number;
}

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
  let ofUnknown = false;
  let elsewhere = false;
  let barred = false;
  let later: number | undefined;

  function take(meaning: Meaning, at: number): void {
    if (meaning.kind === 'concepts') for (const concept of meaning.concepts) concepts.add(concept);
    if (meaning.kind === 'elsewhere') {
      elsewhere = true;
      barred ||= meaning.bars;
    }
    if (meaning.kind === 'year') years.push({ year: meaning.year, lead: leadOf(words, at) });
    if (meaning.kind === 'later') later = Math.max(later ?? 0, meaning.meetings);
    if (meaning.kind === 'years') years.push({ year: thisYear + meaning.offset, lead: 'none' });
  }

  /** Whether a meeting is said to be with somebody, and that with none of the cities. */
  function isWithOthers(after: readonly Word[]): boolean {
    return WITH.has(after[0]?.word ?? '') && !after.some((_, at) => isOfCities(after.slice(at)));
  }

  function isOfCities(rest: readonly Word[]): boolean {
    const meaning = lexicon.meaningAt(rest)?.meaning;
    const named = meaning?.kind === 'concepts' ? meaning.concepts : [];
    return finder.at(rest) !== undefined || named.includes('sister') || named.includes('town');
  }

  function isMeetingAt(rest: readonly Word[]): boolean {
    return rest[0]?.word === 'the' || lexicon.isMeeting(rest[0]);
  }

  for (let at = 0; at < words.length;) {
    const rest = words.slice(at, at + LONGEST_ROW);
    const row = lexicon.meaningAt(rest);
    const city = finder.at(rest);
    const year = yearOf(rest[0]!.word);
    const saysWhich = row?.meaning.kind === 'years' || row?.meaning.kind === 'later';
    elsewhere ||= (!saysWhich && isCounted(rest)) || DECADE.test(rest[0]!.word);
    if (city && city.length >= (row?.length ?? 0)) {
      const isPlace = lexicon.isMeeting(words[at + city.length]);
      cities.push({ id: city.id, lead: isPlace ? 'in' : leadOf(words, at) });
      concepts.add(city.id === HOME_CITY.id ? 'home' : 'city');
      at += city.length;
    } else if (isFuture(words, at) && !isOfCities(rest.slice(2)) && !isMeetingAt(rest.slice(2))) {
      at += 2;
    } else if (row) {
      if (!joinsClauses(words, at, concepts)) take(row.meaning, at);
      if (row.meaning.kind === 'later' && rest.slice(0, row.length).some(lexicon.isMeeting))
        concepts.add('meeting');
      at += row.length;
      if (meansMeeting(row.meaning) && isWithOthers(words.slice(at))) elsewhere = true;
    } else {
      // Another number of four digits than a year of the cooperation is nothing that is known of.
      elsewhere ||= year === undefined && YEAR.test(rest[0]!.word);
      if (year !== undefined) years.push({ year, lead: leadOf(words, at) });
      else if (rest[0]!.word.length > 1) {
        unknown += 1;
        ofUnknown ||= words.slice(Math.max(0, at - OF_REACH), at).some(({ word }) => OF.has(word));
      }
      at += 1;
    }
  }
  const now = concepts.delete('now');
  if (later !== undefined) concepts.add('next');
  if (cities.some(({ lead }) => lead === 'after')) concepts.add('after');
  if (years.length > 0) concepts.add('year');
  return {
    concepts: [...concepts].sort(),
    unknown,
    ofUnknown,
    elsewhere,
    barred,
    cities,
    years,
    now,
    ...(later !== undefined && { later }),
  };
}

/** How many words before it an "of" may stand: "of the new course". */
const OF_REACH = 3;
const OF = new Set('for av om till pa i med at of to about on in with at'.split(' '));

const WITH = new Set(['med', 'with']);

function meansMeeting(meaning: Meaning): boolean {
  return meaning.kind === 'concepts' && meaning.concepts.includes('meeting');
}

/** "Going to happen", where nobody goes anywhere. */
function isFuture(words: readonly Word[], at: number): boolean {
  return words[at]?.word === 'going' && words[at + 1]?.word === 'to' && words[at + 2] !== undefined;
}

const WHEN = new Set(['nar', 'when']);
const AND = new Set(['och', 'and', 'eller', 'or']);
const SUBJECTS = new Set('vi jag de dom man alla det motet we i they you it everyone all the'.split(' '));
const ASKED = ['who', 'whose', 'what', 'which', 'where', 'howMany', 'howLong', 'whereIn', 'venue'];

/** A "when" that asks nothing, as in "how many are coming when we meet in Bergen". */
function joinsClauses(words: readonly Word[], at: number, concepts: ReadonlySet<string>): boolean {
  const [before, word, next] = [words[at - 1], words[at], words[at + 1]].map(found => found?.word ?? '');
  const isJoining = WHEN.has(word!) && SUBJECTS.has(next!) && !AND.has(before!);
  return isJoining && ASKED.some(concept => concepts.has(concept));
}

function yearOf(word: string): number | undefined {
  const year = YEAR.test(word) ? Number(word) : 0;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : undefined;
}

/** "The 2030s" are no one year. */
const DECADE = /^\d{2,4}s$/;

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
  for: 'in',
  infor: 'in',
};

/** "Looking after the meeting in 2031" is no later meeting. */
const LOOKING = /^look/;

/** How many words before a city its "after" may stand: "after the meeting in Bergen". */
const LEAD_REACH = 4;
const BETWEEN = new Set(['motet', 'det', 'den', 'the', 'meeting', 'in', 'i', 'one', 'vanortsmotet', 'ar']);

function leadOf(words: readonly Word[], at: number): Lead {
  let lead: Lead = 'none';
  for (let before = at - 1; before >= Math.max(0, at - LEAD_REACH); before -= 1) {
    const { word } = words[before]!;
    const found = LEADS[word];
    if (found === 'after' && LOOKING.test(words[before - 1]?.word ?? '')) break;
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
