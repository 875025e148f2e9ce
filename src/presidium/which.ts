import type { Lists } from '../directory/lists';
import { coming, isOver as isTimeOver, past } from '../meetings/ahead';
import { isCalledOff, isMeeting, type Meeting } from '../meetings/cycle';
import { allMeetings, meetingId, recordOf, whenOf } from '../meetings/standing';
import { dayBefore } from '../register/when';

// A day is an ISO day in Göteborg.

type Known = Pick<Lists, 'cycle' | 'meetings'>;

/** Whether a meeting has been held: a coordinator has said so, or its time is over. */
export function isOver(lists: Known, meeting: Meeting, today: string): boolean {
  return meeting.status === 'held' || (!isCalledOff(meeting) && isTimeOver(lists, meeting, today));
}

/** Whether it can still be said who takes part in a meeting. */
export function isAhead(lists: Known, meeting: Meeting, today: string): boolean {
  return !isCalledOff(meeting) && !isOver(lists, meeting, today);
}

/** The meetings that have been held, the latest first. */
export function heldOf(lists: Known, today: string): Meeting[] {
  return past(lists, allMeetings(lists), today).reverse();
}

/** Those that may come, the nearest first. */
export function aheadOf(lists: Known, today: string): Meeting[] {
  return coming(lists, allMeetings(lists), today).filter(isMeeting);
}

/**
 * The last day on which a question about taking part makes sense: the one before the meeting begins. Where only a
 * month, a season or a year is known, it may begin on the last day of that.
 */
export function lastDayBefore(lists: Known, meeting: Meeting): string {
  const when = whenOf(meeting, recordOf(lists, meetingId(meeting)));
  const begins = when?.precision === 'day' ? when.from : (when?.to ?? `${meeting.year}-12-31`);
  return dayBefore(begins);
}
