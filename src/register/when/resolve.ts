import { isOrdered, spanIn, utc, type Days, type Point } from './calendar';
import type { Precision, WhenSpan } from './model';
import type { Parts } from './tokens';

/** 29 February recurs every fourth year, week 53 every fifth or sixth, rarely seventh. */
const YEARS_AHEAD = 8;

/**
 * "30 dec–2 jan" and "höst–vår" pass New Year; "vecka 38–37" is a slip. Where a year is written it is likelier to be
 * meant for both ends, so there only a turn of the year that lasts half a year at most is believed. Of two weeks the
 * last may be a year ("v 37-27"), so there twelve weeks are the most.
 */
const LONGEST_TURN_DAYS = { yearMissing: 335, yearWritten: 184, weeksWithoutYear: 84 };

/** The two ends of a span as they were said. */
export type Ends = { first: Parts; last: Parts; joinedBy: 'to' | 'and' };

type InYear = (year: number) => Days | undefined;
type Fits = (days: Days) => boolean;

/** What was said of one date, as a part of the calendar; undefined when it is too little or contradicts itself. */
export function pointOf({
  month,
  day,
  week,
  season,
  year,
  weekday,
}: Parts): Point | { unit: 'year' } | undefined {
  const said = [month, week, season].filter(part => part !== undefined).length;
  if (said > 1 || (day !== undefined && month === undefined)) return undefined;
  if (month !== undefined && day !== undefined) return { unit: 'day', month, day };
  if (weekday !== undefined) return undefined;
  if (month !== undefined) return { unit: 'month', month };
  if (week !== undefined) return { unit: 'week', week };
  if (season !== undefined) return { unit: 'season', season };
  return year === undefined ? undefined : { unit: 'year' };
}

/** The days of one date; with its year missing, the nearest. */
export function single(parts: Parts, today: string): WhenSpan | undefined {
  const point = pointOf(parts);
  if (!point) return undefined;
  if (parts.year !== undefined && parts.shift !== undefined) return undefined;
  const inYear: InYear = year => spanIn(point, year);
  const days = parts.year === undefined ? nearest(inYear, today, parts.shift) : inYear(parts.year);
  return days && checked(days, point.unit, parts, parts);
}

/** "Förra hösten" is the last that is over, "nästa höst" the first not yet begun; "i höst" may be going on. */
function nearest(inYear: InYear, today: string, shift: Parts['shift']): Days | undefined {
  if (shift === -1) return latest(today, inYear, days => days.to < today);
  return earliest(today, inYear, days => (shift === 1 ? days.from > today : days.to >= today));
}

function earliest(today: string, inYear: InYear, fits: Fits = days => days.to >= today): Days | undefined {
  return firstFitting(utc(today).year - 1, 1, inYear, fits);
}

/** The latest year's days that fit, from next year backwards. */
export function latest(today: string, inYear: InYear, fits: Fits): Days | undefined {
  return firstFitting(utc(today).year + 1, -1, inYear, fits);
}

function firstFitting(start: number, step: 1 | -1, inYear: InYear, fits: Fits): Days | undefined {
  for (let i = 0; i <= YEARS_AHEAD + 1; i++) {
    const days = inYear(start + i * step);
    if (days && fits(days)) return days;
  }
  return undefined;
}

/** The days from the first to the last of two dates, each of which may lack its year. */
export function betweenEnds({ first, last, joinedBy }: Ends, today: string): WhenSpan | undefined {
  const [firstPoint, lastPoint] = [pointOf(first), pointOf(last)];
  if (!firstPoint || !lastPoint || first.shift !== undefined || last.shift !== undefined) return undefined;
  if (isWeekBesideDay(first, last)) return undefined;
  const inYears = (from: number, to: number) =>
    joined(spanIn(firstPoint, from), spanIn(lastPoint, to), joinedBy);
  let days: Days | undefined;
  if (first.year !== undefined && last.year !== undefined) {
    days = inYears(first.year, last.year);
  } else if (last.year !== undefined) {
    days = inYears(last.year, last.year) ?? shortTurn(inYears(last.year - 1, last.year), 'yearWritten');
  } else if (first.year !== undefined) {
    days = inYears(first.year, first.year) ?? shortTurn(inYears(first.year, first.year + 1), 'yearWritten');
  } else {
    const limit =
      firstPoint.unit === 'week' && lastPoint.unit === 'week' ? 'weeksWithoutYear' : 'yearMissing';
    days = earliest(today, year => inYears(year, year) ?? shortTurn(inYears(year, year + 1), limit));
  }
  return days && checked(days, commonPrecision(firstPoint.unit, lastPoint.unit), first, last);
}

/** In "v. 10–12 mars" the 12 may be a week or a day; only with a year of its own is each end sure to be whole. */
function isWeekBesideDay(first: Parts, last: Parts): boolean {
  if (first.year !== undefined && last.year !== undefined) return false;
  return (
    (first.week !== undefined && last.day !== undefined) ||
    (first.day !== undefined && last.week !== undefined)
  );
}

function shortTurn(days: Days | undefined, limit: keyof typeof LONGEST_TURN_DAYS): Days | undefined {
  if (!days) return undefined;
  return utc(days.to).diff(utc(days.from), 'days').days <= LONGEST_TURN_DAYS[limit] ? days : undefined;
}

/** "15 och 16 september" is one span; "maj och september" is two, and not for us to guess at. */
function joined(first: Days | undefined, last: Days | undefined, by: Ends['joinedBy']): Days | undefined {
  if (!first || !last || !isOrdered(first, last)) return undefined;
  const gap = utc(last.from).diff(utc(first.to), 'days').days;
  return by === 'and' && gap > 1 ? undefined : { from: first.from, to: last.to };
}

/** Two ends said unlike each other are only as exact as both can bear: whole months, or else days. */
function commonPrecision(first: Precision, last: Precision): Precision {
  if (first === last) return first;
  const byMonths = [first, last].every(precision => precision !== 'day' && precision !== 'week');
  return byMonths ? 'month' : 'day';
}

/** A weekday that the date does not fall on means that one of the two is wrong. */
function checked(days: Days, precision: Precision, first: Parts, last: Parts): WhenSpan | undefined {
  const agrees = (date: string, { weekday }: Parts) => weekday === undefined || utc(date).weekday === weekday;
  if (!agrees(days.from, first) || !agrees(days.to, last)) return undefined;
  return { kind: 'span', ...days, precision };
}
