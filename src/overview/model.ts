import type { Found } from '../register/rows';
import { endOf, startOf } from '../register/when';

/** The first and the last of the years that are counted. */
export interface Years {
  from: number;
  to: number;
}

/** How many begin, are under way and end; all of them are counted by their days as told. */
export interface Tally {
  starts: number;
  underWay: number;
  ends: number;
}

/** What collaborations can be counted by, beside the year. */
export const dimensions = ['city', 'unit', 'category', 'area'] as const;
export type Dimension = (typeof dimensions)[number];

/** Where no area was told. */
export const NO_AREA = '';

export interface Counts {
  /** Each collaboration once. */
  total: Tally;
  /** One for each year, the first year first. */
  years: { year: number; tally: Tally }[];
  /** By id; a collaboration with two cities is in both, and otherwise each is in one (S7). */
  by: Record<Dimension, ReadonlyMap<string, Tally>>;
  /** Those without a first day: they begin in no year, and are under way from the day on which they were told. */
  withoutStart: number;
}

type Days = { from: string; to: string };

/**
 * Counts collaborations in some years (S7). One begins in the year of its first day; it ends in the year of its last
 * day, once that day has passed; it is under way in every year that it touches, in this year only if it is so today.
 * The order does not matter, and one that comes twice is counted once.
 *
 * @param today ISO day
 */
export function countCollaborations(items: readonly Found[], years: Years, today: string): Counts {
  const each = [...new Map(items.map(item => [item.ref, item])).values()];
  const told = each.map(item => ({ item, marks: marksOf(item, years, today) }));
  const touched = told.filter(({ marks }) => marks.starts || marks.underWay || marks.ends);
  return {
    total: tally(touched.map(({ marks }) => marks)),
    years: yearsIn(years).map(year => ({
      year,
      tally: tally(each.map(item => marksOf(item, { from: year, to: year }, today))),
    })),
    by: {
      city: tallyBy(touched, ({ cities }) => cities),
      unit: tallyBy(touched, ({ unitId }) => [unitId]),
      category: tallyBy(touched, ({ category }) => [category]),
      area: tallyBy(touched, ({ area }) => [area ?? NO_AREA]),
    },
    withoutStart: touched.filter(({ item }) => startOf(item.when) === undefined).length,
  };
}

/** The days by which "under way" is told: in this year's case today, since the rest of it may still change. */
function daysOf({ from, to }: Years, today: string): Days {
  const thisYear = yearOf(today);
  const last = to === thisYear ? today : `${to}-12-31`;
  return { from: from === thisYear && to === thisYear ? today : `${from}-01-01`, to: last };
}

type Marks = Record<keyof Tally, boolean>;

function marksOf(item: Found, years: Years, today: string): Marks {
  const [start, end] = [startOf(item.when), endOf(item.when)];
  const days = daysOf(years, today);
  return {
    starts: start !== undefined && isIn(years, start),
    underWay: firstDayOf(item) <= days.to && (end ?? days.from) >= days.from,
    ends: end !== undefined && end < today && isIn(years, end),
  };
}

function isIn({ from, to }: Years, day: string): boolean {
  return from <= yearOf(day) && yearOf(day) <= to;
}

function tally(marks: readonly Marks[]): Tally {
  const count = (mark: keyof Tally) => marks.filter(marked => marked[mark]).length;
  return { starts: count('starts'), underWay: count('underWay'), ends: count('ends') };
}

function tallyBy(
  told: readonly { item: Found; marks: Marks }[],
  keysOf: (item: Found) => readonly string[],
): Map<string, Tally> {
  const groups = new Map<string, Marks[]>();
  for (const { item, marks } of told) {
    for (const key of new Set(keysOf(item))) inGroup(groups, key).push(marks);
  }
  return new Map([...groups].map(([key, marks]) => [key, tally(marks)]));
}

function inGroup<T>(groups: Map<string, T[]>, key: string): T[] {
  const group = groups.get(key) ?? [];
  groups.set(key, group);
  return group;
}

/** Every year from the first to the last. */
export function yearsIn({ from, to }: Years): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The first day, or the day on which it was told where no first day was: where it stands in lists. */
export function firstDayOf({ when, createdAt }: Pick<Found, 'when' | 'createdAt'>): string {
  return startOf(when) ?? createdAt.slice(0, 10);
}

/** The year under which a collaboration is listed. */
export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

/** What belongs together, and how many; the most first. */
export function countsOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): { key: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count);
}

export interface YearGroup {
  year: number;
  groups: { cities: string[]; items: Found[] }[];
}

/**
 * A page of a list by year, in the order of the list, and within each year by city (S6): those with the same cities
 * together, in the order of `cityOrder`.
 */
export function byYearAndCity(items: readonly Found[], cityOrder: readonly string[]): YearGroup[] {
  const years = [...new Set(items.map(item => yearOf(firstDayOf(item))))];
  return years.map(year => ({
    year,
    groups: byCity(
      items.filter(item => yearOf(firstDayOf(item)) === year),
      cityOrder,
    ),
  }));
}

function byCity(items: readonly Found[], cityOrder: readonly string[]): YearGroup['groups'] {
  const groups = new Map<string, Found[]>();
  for (const item of items) inGroup(groups, item.cities.join()).push(item);
  const place = (cities: readonly string[]) => cityOrder.indexOf(cities[0] ?? '');
  return [...groups.values()]
    .map(group => ({ cities: group[0]!.cities, items: group }))
    .sort((a, b) => place(a.cities) - place(b.cities) || a.cities.length - b.cities.length);
}
