import type { Lists } from '../directory/lists';
import type { Meeting } from '../meetings/cycle';
import { plusDays } from '../register/when';
import { hostingsOver, lastDayOf } from '../meetings/hosted';

// A day is an ISO day in Göteborg.

/** At first every week, for so many weeks; then every month. */
const WEEKS = 8;
const WEEK_DAYS = 7;

/** What ended longer before the bot's first morning than this came before the bot, in years. */
const YEARS_BACK = 2;

/**
 * The last day on or before `day` on which the rule wants a prompt, given the day of the first (S9): weekly for eight
 * weeks, then monthly. Undefined before the first. Days are as the calendar has them: what falls on a free day comes on
 * the next working morning, since it has not been seen to by then.
 */
export function lastPrompt(first: string, day: string): string | undefined {
  if (day < first) return undefined;
  const weeklyEnd = plusDays(first, WEEKS * WEEK_DAYS);
  if (day < weeklyEnd) {
    let last = first;
    while (plusDays(last, WEEK_DAYS) <= day) last = plusDays(last, WEEK_DAYS);
    return last;
  }
  let months = monthsBetween(weeklyEnd, day);
  while (plusMonths(weeklyEnd, months) > day) months -= 1;
  return plusMonths(weeklyEnd, months);
}

/** Whether a prompt is due on a working morning, given the last one that was seen to. */
export function isPromptDue(first: string, day: string, through: string | undefined): boolean {
  const last = lastPrompt(first, day);
  return last !== undefined && (through === undefined || last > through);
}

/** The hostings about which the channel is prompted on a day. `from`: the first morning that the bot saw. */
export function hostingsToPrompt(
  lists: Pick<Lists, 'cycle' | 'meetings'>,
  day: string,
  from: string,
): Meeting[] {
  return hostingsOver(lists, day).filter(meeting => !isTooOld(lastDayOf(lists, meeting), from));
}

/** Whether a hosting came before the bot: its last day, and the first morning that the bot saw. */
export function isTooOld(lastDay: string, from: string): boolean {
  return lastDay < plusMonths(from, -12 * YEARS_BACK);
}

/** The same day of the month so many months later; in a shorter month its last day. */
function plusMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

function monthsBetween(from: string, to: string): number {
  const [[fromYear = 0, fromMonth = 0], [toYear = 0, toMonth = 0]] = [from, to].map(day =>
    day.split('-').map(Number),
  ) as [number[], number[]];
  return (toYear - fromYear) * 12 + (toMonth - fromMonth);
}
