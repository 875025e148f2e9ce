import { wordsOf } from '../directory/words';
import { beganOn, listOrder, orderOfDay, stemsIn, type Found, type Index } from '../register/rows';
import { endOf } from '../register/when';
import type { Query, Term } from './query';

/** Those whose titles have all the words come before those of which some fit through a unit, an area or a category. */
export const tiers = ['title', 'other'] as const;
export type Tier = (typeof tiers)[number];

/** The tier in which a collaboration answers a query; undefined when something that was asked for is missing. */
export function tierOf(query: Query, found: Found): Tier | undefined {
  const title = new Set(stemsIn(found.title));
  const fits =
    query.cities.every(city => found.cities.includes(city)) &&
    isWithin(query, found) &&
    query.terms.every(term => hitsTitle(term, title) || hitsOther(term, found));
  if (!fits) return undefined;
  return query.terms.every(term => hitsTitle(term, title)) ? 'title' : 'other';
}

/** How many of the things that were asked for a collaboration has, where none has all of them. */
export function scoreOf(query: Query, found: Found): number {
  const terms = query.terms.filter(term => standsInTitle(term, found.title) || hitsOther(term, found));
  const cities = query.cities.filter(city => found.cities.includes(city));
  return terms.length + cities.length + Number(query.years !== undefined && isWithin(query, found));
}

/**
 * A text that sorts collaborations best first: the more words in the title the better, then the more that are meant by
 * who is responsible, the area or the category, and not only by who takes part; else by how near to `today` (ISO day).
 */
export function rankOf(query: Query, found: Found, today: string): string {
  const inTitle = query.terms.filter(term => standsInTitle(term, found.title));
  const own = { ...found, participatingUnits: [] };
  const others = query.terms.filter(term => !inTitle.includes(term) && hitsOther(term, own));
  return [99 - inTitle.length, 99 - others.length, nearness(found, today), listOrder(found)].join('|');
}

/** What is under way, the last begun first; then what comes, the soonest first; then what is over, the latest first. */
function nearness(found: Found, today: string): string {
  const began = beganOn(found);
  const end = endOf(found.when);
  if (began > today) return `1${began}`;
  return end === undefined || end >= today ? '0' : `2${orderOfDay(end)}`;
}

/** How many things are asked for, all of which a collaboration must have. */
export function partsOf({ terms, cities, years }: Query): number {
  return terms.length + cities.length + (years ? 1 : 0);
}

function hitsTitle({ stems }: Term, title: ReadonlySet<string>): boolean {
  return stems.every(stem => title.has(stem));
}

/** Shorter ones would begin too much: "bil" is not in "bildkonst". */
const SHORTEST_BEGINNING = 4;

/** Whole, or as the beginning of a compound: "skola" in "skolbibliotek". */
function standsInTitle({ stems }: Term, title: string): boolean {
  const words = wordsOf(title);
  const whole = new Set(stemsIn(title));
  const beginsAWord = (stem: string) =>
    stem.length >= SHORTEST_BEGINNING && words.some(word => word.startsWith(stem));
  return stems.every(stem => whole.has(stem) || beginsAWord(stem) || beginsAWord(withItsVowel(stem)));
}

/** "Cyklar" has lost the vowel that "cykelbanor" has. */
function withItsVowel(stem: string): string {
  return stem.replace(/(?<=[^aeiouy])(?=[lnr]$)/, 'e');
}

function hitsOther({ units, areas, categories }: Term, found: Found): boolean {
  return (
    [found.unitId, ...found.participatingUnits].some(unit => units.includes(unit)) ||
    (found.area !== undefined && areas.includes(found.area)) ||
    categories.includes(found.category)
  );
}

/** Under way at some time of the years; what has no end goes on. */
function isWithin({ years }: Query, found: Found): boolean {
  if (!years) return true;
  const end = endOf(found.when);
  return beganOn(found) <= lastDay(years.to) && (end === undefined || end >= `${years.from}-01-01`);
}

/** Began on this ISO day or before. */
export function lastDay(year: number): string {
  return `${year}-12-31`;
}

/**
 * The lists that hold every answer of a tier between them, as few as there are: those of the one word that means the
 * least, else of the first city, else all. Undefined where a tier has no answers: without words there is but one.
 */
export function listsFor(query: Query, tier: Tier): Index[] | undefined {
  const { terms, cities } = query;
  if (tier === 'title' && terms.length > 0) return [wordList(terms.flatMap(({ stems }) => stems))];
  if (tier === 'other' && terms.every(term => otherLists(term).length === 0)) return undefined;
  const [fewest] = terms.map(listsOf).sort((a, b) => a.length - b.length || b[0]!.length - a[0]!.length);
  if (fewest && fewest.length <= MOST_LISTS) return fewest;
  return [cities[0] ? `city:${cities[0]}` : 'all'];
}

const MOST_LISTS = 6;

/** At most so many lists with those that have some of it: one for each thing that was asked for, then a second one. */
export function listsForSome({ terms, cities, years }: Query, most: number): Index[] {
  const lists = [
    ...terms.map(listsOf),
    ...cities.map(city => [`city:${city}` as const]),
    ...(years ? [['all' as const]] : []),
  ];
  const longest = Math.max(...lists.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, turn) => lists.flatMap(own => own[turn] ?? [])).flat();
  return [...new Set(inTurn)].slice(0, most);
}

function listsOf(term: Term): Index[] {
  return [wordList(term.stems), ...otherLists(term)];
}

function otherLists({ units, areas, categories }: Term): Index[] {
  return [
    ...areas.map(id => `area:${id}` as const),
    ...units.map(id => `unit:${id}` as const),
    ...categories.map(id => `category:${id}` as const),
  ];
}

/** The longest word is in the fewest titles. */
function wordList(stems: readonly string[]): Index {
  const [longest = ''] = [...stems].sort((a, b) => b.length - a.length);
  return `word:${longest}`;
}
