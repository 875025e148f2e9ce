import { FIRST_YEAR, isoDay, LAST_YEAR, utc } from './calendar';

/** Whether a text is a real day between 1946 and 2100, as an ISO date. */
export function isSensibleDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { isValid, year } = utc(text);
  return isValid && year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** The day before an ISO day. */
export function dayBefore(day: string): string {
  return isoDay(utc(day).minus({ days: 1 }));
}

/** The day after an ISO day: a last day takes effect when it is over. */
export function dayAfter(day: string): string {
  return isoDay(utc(day).plus({ days: 1 }));
}
