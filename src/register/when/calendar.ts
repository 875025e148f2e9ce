import { DateTime } from 'luxon';

/** The cooperation began in 1946; later than 2100 is a slip of the finger. */
export const FIRST_YEAR = 1946;
export const LAST_YEAR = 2100;

/** A leap year with a week 53: whatever comes back some year occurs in it. */
export const FULL_YEAR = 2020;

export const SEASON_NAMES = ['springTerm', 'spring', 'summer', 'autumnTerm', 'autumn', 'winter'] as const;
export type Season = (typeof SEASON_NAMES)[number];

/**
 * First and last month. No two share a first month or a last month, so a span's ends tell its seasons.
 * Winter bears the year its December is in: the winter of 2027 is December 2027 to February 2028.
 * The school terms are whole months; each school has its own first and last day.
 */
const SEASON_MONTHS = {
  springTerm: [1, 6],
  spring: [3, 5],
  summer: [6, 8],
  autumnTerm: [8, 12],
  autumn: [9, 11],
  winter: [12, 2],
} as const satisfies Record<Season, readonly [number, number]>;

/** A part of the calendar that still lacks its year. A week's year is its ISO week year. */
export type Point =
  | { unit: 'day'; month: number; day: number }
  | { unit: 'week'; week: number }
  | { unit: 'month'; month: number }
  | { unit: 'season'; season: Season };

/** ISO days, both included. */
export type Days = { from: string; to: string };

/** The days of a part of the calendar in one year; undefined when that year lacks it, or beyond 1946–2100. */
export function spanIn(point: Point | { unit: 'year' }, year: number): Days | undefined {
  switch (point.unit) {
    case 'day':
      return days(DateTime.utc(year, point.month, point.day), 'day');
    case 'week':
      return days(DateTime.fromObject({ weekYear: year, weekNumber: point.week }, { zone: 'utc' }), 'week');
    case 'month':
      return days(DateTime.utc(year, point.month), 'month');
    case 'season': {
      const [first, last] = SEASON_MONTHS[point.season];
      const from = DateTime.utc(year, first);
      return within(from, DateTime.utc(first > last ? year + 1 : year, last).endOf('month'));
    }
    case 'year':
      return days(DateTime.utc(year), 'year');
  }
}

function days(date: DateTime, unit: 'day' | 'week' | 'month' | 'year'): Days | undefined {
  return within(date.startOf(unit), date.endOf(unit));
}

function within(from: DateTime, to: DateTime): Days | undefined {
  if (!from.isValid || !to.isValid || from.year < FIRST_YEAR || to.year > LAST_YEAR) return undefined;
  return { from: isoDay(from), to: isoDay(to) };
}

/** The day as yyyy-mm-dd. */
export function isoDay(date: DateTime): string {
  return date.toFormat('yyyy-MM-dd');
}

/** Midnight UTC of an ISO day: the calendar is counted in UTC so that no clock change moves a day. */
export function utc(date: string): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' });
}

/** The ISO week a day is in, with its week year. */
export function weekOf(date: string): { week: number; year: number } {
  const { weekNumber, weekYear } = utc(date);
  return { week: weekNumber, year: weekYear };
}

/** The seasons or terms that a span begins and ends with, each with its year; undefined when it has other ends. */
export function seasonsOf({
  from,
  to,
}: Days): Record<'first' | 'last', { season: Season; year: number }> | undefined {
  const firstYear = utc(from).year;
  // A winter that ends this year began last year.
  const lastYears = [utc(to).year, utc(to).year - 1];
  const first = SEASON_NAMES.find(season => spanIn({ unit: 'season', season }, firstYear)?.from === from);
  if (!first) return undefined;
  for (const year of lastYears) {
    const last = SEASON_NAMES.find(season => spanIn({ unit: 'season', season }, year)?.to === to);
    if (!last) continue;
    const inOrder = isOrdered(
      spanIn({ unit: 'season', season: first }, firstYear),
      spanIn({ unit: 'season', season: last }, year),
    );
    return inOrder ? { first: { season: first, year: firstYear }, last: { season: last, year } } : undefined;
  }
  return undefined;
}

/** Whether the second begins and ends no earlier than the first, which is what "from … to …" says. */
export function isOrdered(first: Days | undefined, last: Days | undefined): boolean {
  return first !== undefined && last !== undefined && first.from <= last.from && first.to <= last.to;
}
