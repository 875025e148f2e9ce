import { cityDay } from '../i18n/moments';
import { endOf, overlaps, startOf, type When } from '../register/when';
import type { Entry, Period } from './model';

/** When a collaboration was under way, as a report counts it. ISO days. */
export interface Course {
  from: string;
  /** Whether `from` was told; otherwise it is the first day of the year in which somebody told of it. */
  startKnown: boolean;
  /** Absent while it goes on. */
  to?: string;
  /** The years of the period in which it was under way; none where it is outside the period. */
  years: number[];
}

type Timed = Pick<Entry, 'createdAt' | 'followUps'> & { content: { when: When } };

/** The calendar years that a period touches. */
export function yearsOf({ from, to }: Period): number[] {
  const [first, last] = [yearOf(from), yearOf(to)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/**
 * When a collaboration was under way, within a period. What has no known start counts from the year in which it was
 * told. What is ongoing or comes back every year goes on until an answer says that it ends; a series that comes back
 * in a part of the year counts in the years in which that part falls within the period.
 */
export function courseOf(entry: Timed, period: Period): Course {
  const { when } = entry.content;
  const known = startOf(when);
  const from = known ?? `${cityDay(new Date(entry.createdAt)).slice(0, 4)}-01-01`;
  const to = endOf(when) ?? endToldOf(entry, from);
  const years = yearsOf(period).filter(year => isUnderWay(when, { from, to }, yearIn(period, year)));
  return { from, startKnown: known !== undefined, ...(to !== undefined && { to }), years };
}

/** The last day by the latest answer that says that it ends: that of the year it is about, or of the answer. */
function endToldOf({ followUps }: Timed, from: string): string | undefined {
  const last = followUps.filter(({ answer }) => answer?.outcome.outlook !== undefined).at(-1);
  if (last?.answer?.outcome.outlook !== 'end') return undefined;
  const day = last.period === 'end' ? cityDay(new Date(last.answer.at)) : `${last.period}-12-31`;
  return day < from ? from : day;
}

function yearIn({ from, to }: Period, year: number): Period {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return { from: first < from ? from : first, to: last > to ? to : last };
}

function isUnderWay(when: When, { from, to = '9999-12-31' }: { from: string; to?: string }, days: Period) {
  const common = { from: from > days.from ? from : days.from, to: to < days.to ? to : days.to };
  if (common.from > common.to) return false;
  return when.kind === 'yearly' && when.each ? comesBackIn(when.each, common) : true;
}

/** Thousands share a part of the year ("vecka 37"); the calendar's sums are done once for each. */
const remembered = new Map<string, boolean>();
const MOST_REMEMBERED = 10_000;

function comesBackIn(each: NonNullable<Extract<When, { kind: 'yearly' }>['each']>, days: Period): boolean {
  const key = JSON.stringify([each, days.from, days.to]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const comes = overlaps({ kind: 'yearly', each }, { kind: 'span', ...days, precision: 'day' });
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, comes);
  return comes;
}

function yearOf(isoDay: string): number {
  return Number(isoDay.slice(0, 4));
}
