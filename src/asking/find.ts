import type { Lists } from '../directory/lists';
import { after, hostOf, isMeeting, type Entry, type Meeting } from '../meetings/cycle';
import { coming, past } from '../meetings/ahead';
import { allMeetings } from '../meetings/standing';
import type { Which } from './recogniser/which';

/** The meeting that a question means. */
export type Found =
  | { kind: 'meeting'; meeting: Meeting }
  /** There is none that year; `instead` is the one that was called off or moved, `next` the one that comes after. */
  | { kind: 'none'; year: number; instead?: Meeting; next?: Meeting }
  /** Nobody knows. `year`: which year was asked for. */
  | { kind: 'unknown'; year?: number };

/** Finds the meeting that is meant on an ISO day, known or calculated. */
export function findMeeting(lists: Lists, which: Which, today: string): Found {
  const list = allMeetings(lists);
  switch (which.kind) {
    case 'next':
      return nth(coming(lists, list, today), which.later);
    case 'last':
      return nth(past(lists, list, today).reverse(), 0);
    case 'city':
      return inCity(lists, list, which, today);
    case 'year':
      return inYear(list, which);
  }
}

/** The latest meeting that is known to have been held in a city, by an ISO day. */
export function lastIn(lists: Lists, cityId: string, today: string): Found {
  const held = past(lists, allMeetings(lists), today).filter(({ host }) => host === cityId);
  return nth(held.reverse(), 0);
}

function nth(list: readonly Entry[], index: number): Found {
  const upTo = list.slice(0, index + 1);
  const entry = upTo.at(-1);
  // Behind years of which nobody knows nothing can be counted.
  const unsure = upTo.find(one => !isMeeting(one));
  if (unsure || !entry || !isMeeting(entry) || upTo.length <= index) return { kind: 'unknown' };
  return { kind: 'meeting', meeting: entry };
}

function inCity(
  lists: Lists,
  list: readonly Entry[],
  { cityId, later = 0 }: Extract<Which, { kind: 'city' }>,
  today: string,
): Found {
  const ahead = coming(lists, list, today);
  const index = ahead.findIndex(entry => isMeeting(entry) && entry.host === cityId);
  const isSure = index >= 0 && ahead.slice(0, index).every(isMeeting);
  return isSure ? nth(ahead.slice(index), later) : { kind: 'unknown' };
}

function inYear(list: readonly Entry[], { year, later = 0 }: Extract<Which, { kind: 'year' }>): Found {
  const answer = hostOf(list, year);
  if (answer.kind === 'unknown') return { kind: 'unknown', year };
  const base: Pick<Meeting, 'year'> = answer.kind === 'none' ? { year } : answer.meeting;
  const following = after(list, base as Meeting, Math.max(later, 1));
  if (later > 0) return nth(following, later - 1);
  if (answer.kind !== 'none') return { kind: 'meeting', meeting: answer.meeting };
  const next = following.find(isMeeting);
  return {
    kind: 'none',
    year,
    ...(answer.instead && { instead: answer.instead }),
    ...(next && isFirst(following, next) && { next }),
  };
}

function isFirst(list: readonly Entry[], meeting: Meeting): boolean {
  return list[0] === meeting;
}
