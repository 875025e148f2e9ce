import type { Lists } from '../directory/lists';
import { delegationOf, meetingById } from '../meetings/standing';
import { dayBefore } from '../register/when';
import { officeDay, workdayOnOrBefore, workdaysBetween } from '../workdays';
import { hasAnswered } from './model';
import { isAhead, lastDayBefore } from './which';

// A day is an ISO day in Göteborg.

/** Who is reminded of a question that they have not answered, and for which day. */
export interface Due {
  meetingId: string;
  /** The year in which the meeting is to be held. */
  year: number;
  /** The day whose reminder it is. */
  date: string;
  personId: string;
}

/** So many working days before the last day to answer the first reminder comes, and then between those after it. */
const STEP = 5;

/**
 * The day of the reminder that counts on a day: five working days before the last day to answer, the last working day
 * up to it, or every fifth working day after it, whichever came last. Undefined before the first, and after `until`.
 */
export function reminderDay(answerBy: string, until: string, today: string): string | undefined {
  const end = today < until ? today : until;
  if (workdaysBetween(answerBy, end) < STEP) {
    return [workdayOnOrBefore(answerBy), workdaysBefore(answerBy, STEP)].find(day => day <= end);
  }
  let day = workdayOnOrBefore(end);
  while (workdaysBetween(answerBy, day) % STEP !== 0) day = workdayOnOrBefore(dayBefore(day));
  return day;
}

/** Who is to be reminded at a moment: from 09:00 to 17:00 on working days, so never at night (S3). */
export function dueReminders(lists: Lists, now: Date): Due[] {
  const today = officeDay(now);
  if (today === undefined) return [];
  return lists.delegations.flatMap(({ id }) => {
    const { answerBy, delegates } = delegationOf(lists, id);
    const date = answerBy && dayFor(lists, id, answerBy, today);
    const meeting = meetingById(lists, id);
    if (!date || !meeting) return [];
    const open = delegates.filter(delegate => !hasAnswered(delegate));
    return open.map(({ personId }) => ({ meetingId: id, year: meeting.year, date, personId }));
  });
}

/** The same for one meeting; undefined when it is over, called off or about to begin. */
export function dayFor(
  lists: Pick<Lists, 'cycle' | 'meetings'>,
  id: string,
  answerBy: string,
  today: string,
): string | undefined {
  const meeting = meetingById(lists, id);
  if (!meeting || !isAhead(lists, meeting, today)) return undefined;
  const until = lastDayBefore(lists, meeting);
  return today <= until ? reminderDay(answerBy, until, today) : undefined;
}

function workdaysBefore(day: string, count: number): string {
  let found = day;
  for (let left = count; left > 0; left -= 1) found = workdayOnOrBefore(dayBefore(found));
  return found;
}
