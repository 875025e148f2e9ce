import { FULL_YEAR, spanIn, type Days } from './calendar';
import { endOf, startOf } from './ends';
import type { When, WhenYearly } from './model';

/** A span of so many days has every part of a year in it. */
const WHOLE_YEAR_DAYS = 366;
const DAY_MS = 86_400_000;

/** Whether two happen at the same time. A series that comes back each spring does not overlap an autumn. */
export function overlaps(a: When, b: When): boolean {
  if (!meet(a, b)) return false;
  const [first, second] = [partsOf(a, b), partsOf(b, a)];
  if (!first || !second) return true;
  return first.some(part => second.some(other => part.from <= other.to && other.from <= part.to));
}

/**
 * Whether neither is over before the other begins. What has no end meets whatever is not over before it began. Much
 * quicker than `overlaps`, which needs the calendar.
 */
export function meet(a: When, b: When): boolean {
  return !isOverBefore(a, b) && !isOverBefore(b, a);
}

function isOverBefore(a: When, b: When): boolean {
  const [end, start] = [endOf(a), startOf(b)];
  return end !== undefined && start !== undefined && end < start;
}

/** The days to compare with `other`; undefined when it goes on without a break for as long as matters. */
function partsOf(when: When, other: When): Days[] | undefined {
  if (when.kind === 'span') return isLong(when) && other.kind !== 'span' ? undefined : [when];
  if (when.kind === 'ongoing' || !when.each) return undefined;
  if (other.kind === 'span') return occurrencesIn(when, yearOf(other.from) - 1, yearOf(other.to));
  // Two series meet in any year or in none, but for a week that lies a few days later.
  return occurrencesIn(when, FULL_YEAR - 1, FULL_YEAR + 1);
}

function isLong({ from, to }: Days): boolean {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS >= WHOLE_YEAR_DAYS;
}

/** The days of a series in each of these years; it may reach into the next. */
function occurrencesIn({ each }: WhenYearly, from: number, to: number): Days[] {
  const found: Days[] = [];
  for (let year = from; each && year <= to; year += 1) {
    const first = spanIn(each.first, year);
    const last = [spanIn(each.last, year), spanIn(each.last, year + 1)].find(
      days => first !== undefined && days !== undefined && days.to >= first.from,
    );
    if (first && last) found.push({ from: first.from, to: last.to });
  }
  return found;
}

function yearOf(isoDay: string): number {
  return Number(isoDay.slice(0, 4));
}
