import { FIRST_YEAR, isoDay, LAST_YEAR, utc } from './calendar';

/** Whether a text is a real day between 1946 and 2100, as an ISO date. */
export function isSensibleDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { isValid, year } = utc(text);
  return isValid && year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** So many days after an ISO day, or before it. */
export function plusDays(day: string, days: number): string {
  return isoDay(utc(day).plus({ days }));
}

/** The day before an ISO day. */
export function dayBefore(day: string): string {
  return plusDays(day, -1);
}

/** The day after an ISO day: a last day takes effect when it is over. */
export function dayAfter(day: string): string {
  return plusDays(day, 1);
}

/** How many days it is from one ISO day to another; less than 0 where that comes before. */
export function daysBetween(from: string, to: string): number {
  return utc(to).diff(utc(from), 'days').days;
}
