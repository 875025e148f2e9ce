import { cityDay } from '../i18n/moments';
import { workdaysBetween } from '../workdays';
import type { Entry } from './model';

/** From so many working days on, what waits is told of in the channel. */
const LONG = 3;
/** After so many working days a card comes again, although nothing has joined what it told of. */
const AGAIN = 5;

/** The card that was the last to come: on which ISO day, and the positions of what it told of. */
export interface LastCard {
  day: string;
  told: readonly string[];
}

/** Those that have waited for three working days or more on an ISO day. */
export function overdueOn<T extends Pick<Entry, 'since'>>(entries: readonly T[], day: string): T[] {
  return entries.filter(({ since }) => workdaysBetween(cityDay(new Date(since)), day) >= LONG);
}

/**
 * Whether a card is to come on a working day (ISO day) on which these positions have waited for long: at once when one
 * of them has joined since the last card, otherwise a week after that; never two on one day.
 */
export function isCardDue(overdue: readonly string[], day: string, last?: LastCard): boolean {
  if (overdue.length === 0) return false;
  if (!last) return true;
  if (day <= last.day) return false;
  const told = new Set(last.told);
  return workdaysBetween(last.day, day) >= AGAIN || overdue.some(position => !told.has(position));
}
