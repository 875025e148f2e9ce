import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import { CITY_ZONE, cityDay } from '../i18n/moments';

// A day is an ISO day (yyyy-mm-dd) in Göteborg. Arithmetic on days is done in UTC, where each has 24 hours.

const MORNING_HOUR = 9;
const OFFICE_HOURS_MS = 8 * 60 * 60 * 1000;
const WEEKDAYS = 5;
const DAY_FORMAT = 'yyyy-MM-dd';
const MONTH_FORMAT = 'yyyy-MM';
const LONG_AGO = DateTime.utc(1900, 1, 1);

/** The law on public holidays leaves out the eves (`bank`), but offices are closed on them all the same. */
const FREE_TYPES: readonly string[] = ['public', 'bank'];

const sweden = new Holidays('SE');
const freeWeekdaysOf = new Map<number, readonly string[]>();

/**
 * Whether people work that day: neither a Saturday, a Sunday, a public holiday in Sweden nor the eve of
 * midsummer, Christmas or the new year. Throws a RangeError for what is not an ISO day.
 */
export function isWorkday(day: string): boolean {
  return isWorking(parse(day, DAY_FORMAT));
}

/**
 * How many working days have passed: those after `from` up to and including `to`; 0 when `to` is not later.
 * Throws a RangeError for what is not an ISO day.
 */
export function workdaysBetween(from: string, to: string): number {
  const [start, end] = [parse(from, DAY_FORMAT), parse(to, DAY_FORMAT)];
  if (end <= start) {
    return 0;
  }
  let count = weekdaysUpTo(end) - weekdaysUpTo(start);
  for (let year = start.year; year <= end.year; year++) {
    count -= freeWeekdays(year).filter(free => free > from && free <= to).length;
  }
  return count;
}

/**
 * The count-th working day after a day; the day itself, free or not, when the count is 0.
 * Throws a RangeError for what is not an ISO day and for a count that is negative or not whole.
 */
export function addWorkdays(day: string, count: number): string {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError('Not a number of days');
  }
  let date = parse(day, DAY_FORMAT);
  for (let left = count; left > 0; left--) {
    date = nearestWorkday(date.plus({ days: 1 }), 1);
  }
  return format(date);
}

/** The day itself if people work then, else the last working day before it. RangeError as above. */
export function workdayOnOrBefore(day: string): string {
  return format(nearestWorkday(parse(day, DAY_FORMAT), -1));
}

/** The first working day of a month given as yyyy-MM. Throws a RangeError for what is not one. */
export function firstWorkdayOfMonth(month: string): string {
  return format(nearestWorkday(parse(month, MONTH_FORMAT), 1));
}

/** The moment when it is 09:00 in Göteborg that day. Throws a RangeError for what is not an ISO day. */
export function morningOf(day: string): Date {
  const midnight = parse(day, DAY_FORMAT).setZone(CITY_ZONE, { keepLocalTime: true });
  return midnight.set({ hour: MORNING_HOUR }).toJSDate();
}

/**
 * The day in Göteborg at a moment when what nobody waits for may be sent: from 09:00 to 17:00 on a working day. At night
 * and on free days undefined.
 */
export function officeDay(now: Date): string | undefined {
  const day = cityDay(now);
  if (!isWorkday(day)) return undefined;
  const sinceMorning = now.getTime() - morningOf(day).getTime();
  return sinceMorning >= 0 && sinceMorning < OFFICE_HOURS_MS ? day : undefined;
}

/** The next moment when something may be sent: the same one in office hours, else the next working day's 09:00. */
export function nextOfficeMoment(now: Date): Date {
  return officeDay(now) === undefined ? nextMorning(now) : now;
}

/** Undefined in office hours; else until when what nobody waits for must be put off, as a renderer says it (ISO moment). */
export function outsideOffice(now: Date): { waitUntil: string } | undefined {
  return officeDay(now) === undefined ? { waitUntil: nextMorning(now).toISOString() } : undefined;
}

/** The first moment later than this one when it is 09:00 in Göteborg on a working day. */
export function nextMorning(moment: Date): Date {
  const day = cityDay(moment);
  const morning = morningOf(day);
  return isWorkday(day) && moment < morning ? morning : morningOf(addWorkdays(day, 1));
}

function isWorking(date: DateTime): boolean {
  return date.weekday <= WEEKDAYS && !freeWeekdays(date.year).includes(format(date));
}

/** The date itself or the next one, in steps of a day forwards or backwards. */
function nearestWorkday(date: DateTime, step: 1 | -1): DateTime {
  while (!isWorking(date)) {
    date = date.plus({ days: step });
  }
  return date;
}

/** Mondays to Fridays, free or not, since a Monday long ago. */
function weekdaysUpTo(date: DateTime): number {
  const { weeks } = date.diff(LONG_AGO, 'weeks');
  return Math.floor(weeks) * WEEKDAYS + Math.min(date.weekday, WEEKDAYS);
}

/** A year's holidays take some 5 ms to work out, so each year is kept. */
function freeWeekdays(year: number): readonly string[] {
  const known = freeWeekdaysOf.get(year);
  if (known) {
    return known;
  }
  const days = sweden
    .getHolidays(year)
    .filter(({ type }) => FREE_TYPES.includes(type))
    .map(({ date }) => date.slice(0, DAY_FORMAT.length))
    .filter(day => parse(day, DAY_FORMAT).weekday <= WEEKDAYS);
  const distinct = [...new Set(days)];
  freeWeekdaysOf.set(year, distinct);
  return distinct;
}

function parse(text: string, form: string): DateTime {
  const date = DateTime.fromFormat(text, form, { zone: 'utc' });
  if (!date.isValid) {
    throw new RangeError(`Not a date as ${form}`);
  }
  return date;
}

function format(date: DateTime): string {
  return date.toFormat(DAY_FORMAT);
}
