import type { Lists } from '../directory/lists';
import { isAhead, isMeeting, type Entry, type Meeting } from './cycle';
import { allMeetings, meetingId, recordOf, whenOf } from './standing';

type MeetingLists = Pick<Lists, 'cycle' | 'meetings'>;

/** The next meeting from an ISO day on; undefined where nobody knows. */
export function nextComing(lists: MeetingLists, today: string): Meeting | undefined {
  const [next] = coming(lists, allMeetings(lists), today);
  return next && isMeeting(next) ? next : undefined;
}

/** The meetings and years of which nobody knows that are still to come, by year. */
export function coming(lists: MeetingLists, list: readonly Entry[], today: string): Entry[] {
  const year = Number(today.slice(0, 4));
  return list.filter(entry => {
    if (!isAhead(entry)) return false;
    if (!isMeeting(entry)) return entry.to >= year;
    return entry.year >= year && !isOver(lists, entry, today);
  });
}

/** The meetings that are known to have been held, by year: one that was confirmed and whose days are over, too. */
export function past(lists: MeetingLists, list: readonly Entry[], today: string): Meeting[] {
  return list
    .filter(isMeeting)
    .filter(
      meeting =>
        meeting.status === 'held' || (meeting.status === 'confirmed' && isOver(lists, meeting, today)),
    );
}

/** Whether a meeting's time is over, as exactly as that is known. */
export function isOver(lists: MeetingLists, meeting: Meeting, today: string): boolean {
  const when = whenOf(meeting, recordOf(lists, meetingId(meeting)));
  return (when?.to ?? `${meeting.year}-12-31`) < today;
}
