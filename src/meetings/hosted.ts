import { HOME_CITY } from '../directory/cities';
import type { Lists } from '../directory/lists';
import { isCalledOff, isMeeting, type Meeting } from './cycle';
import { allMeetings, meetingById, recordOf, meetingId as idOf, whenOf } from './standing';

type MeetingLists = Pick<Lists, 'cycle' | 'meetings'>;

/** The last day of a meeting, as exactly as that is known: of a season, a month or a year its last day. */
export function lastDayOf(lists: MeetingLists, meeting: Meeting): string {
  return whenOf(meeting, recordOf(lists, idOf(meeting)))?.to ?? `${meeting.year}-12-31`;
}

/**
 * The meetings that Göteborg has hosted, by year (S9): held, or known to be planned and with its last day passed. What is
 * only calculated is never taken for a fact, and nothing is asked about what was called off. `today` is an ISO day.
 */
export function hostingsOver(lists: MeetingLists, today: string): Meeting[] {
  return allMeetings(lists)
    .filter(isMeeting)
    .filter(meeting => isHosting(meeting) && lastDayOf(lists, meeting) < today);
}

/** One of them by what its record is kept under. */
export function hostingOver(lists: MeetingLists, id: string, today: string): Meeting | undefined {
  const meeting = meetingById(lists, id);
  const isOver = meeting && isHosting(meeting) && lastDayOf(lists, meeting) < today;
  return isOver ? meeting : undefined;
}

function isHosting(meeting: Meeting): boolean {
  return meeting.host === HOME_CITY.id && meeting.status !== 'calculated' && !isCalledOff(meeting);
}
