import { beganOn, stemsIn, type Found, type Index } from '../register/rows';
import { endOf } from '../register/when';
import type { Query, Term } from './query';

/** Those whose titles have all the words come before those that fit through their unit, area or category. */
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

/** How much of what was asked for a collaboration has, where none has all of it: a word in the title counts the most. */
export function scoreOf(query: Query, found: Found): number {
  const title = new Set(stemsIn(found.title));
  const terms = query.terms.map(term => (hitsTitle(term, title) ? 1.1 : Number(hitsOther(term, found))));
  const cities = query.cities.map(city => Number(found.cities.includes(city)));
  const years = query.years ? [Number(isWithin(query, found))] : [];
  return [...terms, ...cities, ...years].reduce((sum, points) => sum + points, 0);
}

/** How many things are asked for, all of which a collaboration must have. */
export function partsOf({ terms, cities, years }: Query): number {
  return terms.length + cities.length + (years ? 1 : 0);
}

function hitsTitle({ stems }: Term, title: ReadonlySet<string>): boolean {
  return stems.every(stem => title.has(stem));
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
