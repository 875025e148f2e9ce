import { HOME_CITY } from '../directory/cities';
import type { Lists } from '../directory/lists';
import { isOver } from '../meetings/ahead';
import { isCalledOff, isMeeting, type Meeting } from '../meetings/cycle';
import { allMeetings, meetingById, meetingId, recordOf, whenOf } from '../meetings/standing';
import type { Span } from './activities';
import type { Plan } from './model';

type MeetingLists = Pick<Lists, 'cycle' | 'meetings'>;

/** The meetings have been in spring or in late autumn: the earlier of the two, so that nothing is found out late. */
const ASSUMED_DAY = '05-01';

/** As long before its year a meeting that the order only calculates is told of, in years: the plan begins two before. */
const TOLD_AHEAD = 3;

/** The days that a plan is reckoned from, and how exactly they are known. */
export interface Reckoned extends Span {
  known: 'days' | 'roughly' | 'year';
}

/** From which days a plan for a meeting is reckoned: its days, its season or month, or a day in a year without either. */
export function reckonedFrom(lists: MeetingLists, meeting: Meeting): Reckoned {
  const when = whenOf(meeting, recordOf(lists, meetingId(meeting)));
  if (!when || when.precision === 'year') {
    const day = `${meeting.year}-${ASSUMED_DAY}`;
    return { from: day, to: day, known: 'year' };
  }
  return { from: when.from, to: when.to, known: when.precision === 'day' ? 'days' : 'roughly' };
}

/** The meeting of a plan, as long as Göteborg hosts it; undefined when it was called off or another city hosts (S4). */
export function hostingOf(lists: Pick<Lists, 'cycle'>, { meetingId: id }: Pick<Plan, 'meetingId'>) {
  const meeting = meetingById(lists, id);
  return meeting && isOurs(meeting) ? meeting : undefined;
}

function isOurs(meeting: Meeting): boolean {
  return meeting.host === HOME_CITY.id && !isCalledOff(meeting);
}

/**
 * The meetings to come that Göteborg hosts and for which a plan is proposed (S4), by year: those that are planned or
 * confirmed, and one that the order only calculates when its preparation is about to begin. `today` is an ISO day.
 */
export function hostingsAhead(lists: MeetingLists, today: string): Meeting[] {
  const year = Number(today.slice(0, 4));
  return allMeetings(lists)
    .filter(isMeeting)
    .filter(meeting => isOurs(meeting) && meeting.status !== 'held' && meeting.year >= year)
    .filter(meeting => meeting.status !== 'calculated' || meeting.year - year <= TOLD_AHEAD)
    .filter(meeting => !isOver(lists, meeting, today));
}

/** The next meeting that Göteborg hosts, however far away; undefined where nobody knows. */
export function nextHosting(lists: MeetingLists, today: string): Meeting | undefined {
  return allMeetings(lists)
    .filter(isMeeting)
    .find(meeting => isOurs(meeting) && meeting.status !== 'held' && !isOver(lists, meeting, today));
}

/** How a meeting has moved since its plan was reckoned; undefined where it has not. */
export function movedSince(lists: MeetingLists, plan: Plan): Reckoned | undefined {
  const meeting = hostingOf(lists, plan);
  if (!meeting || meeting.status === 'held') return undefined;
  const now = reckonedFrom(lists, meeting);
  // The year alone says nothing against the days that were known before.
  if (now.known === 'year' && plan.from.startsWith(String(meeting.year))) return undefined;
  return now.from === plan.from && now.to === plan.to ? undefined : now;
}

/** The year in which the meeting of a plan is held, wherever it has been moved; that of its place where it is not held. */
export function yearOf(lists: Pick<Lists, 'cycle'>, plan: Pick<Plan, 'meetingId'>): number {
  return hostingOf(lists, plan)?.year ?? Number(plan.meetingId);
}
