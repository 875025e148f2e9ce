import { cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { isMeeting } from '../meetings/cycle';
import { hostingsOver, lastDayOf } from '../meetings/hosted';
import { allMeetings, daysOf, isThemePublic, meetingId, recordOf, themeOf } from '../meetings/standing';
import { HOME_CITY } from '../directory/cities';
import { dayAfter } from '../register/when';
import type { Period, ReportMeeting } from './model';
import { statusFor, type Version } from './versions';

type MeetingLists = Reader['lists'];

/** Nobody has hosted yet, as far as is known: the cooperation as it is written of in the position paper. */
const FIRST_DAY = '2016-09-21';

/**
 * The period that the next report is about (S9), up to today: from Göteborg's last hosting, or from the one before while
 * that has not been reported on. ISO days.
 */
export function periodDue(lists: MeetingLists, versions: readonly Version[], today: string): Period {
  const hostings = hostingsOver(lists, today);
  const last = hostings.at(-1);
  const isReported = last !== undefined && statusFor(versions, meetingId(last)).registered !== undefined;
  const since = isReported ? last : (hostings.at(-2) ?? last);
  return { from: since ? dayAfter(lastDayOf(lists, since)) : FIRST_DAY, to: today };
}

/** Which of Göteborg's hostings had their last day within a period. */
export function hostingsWithin(lists: MeetingLists, { from, to }: Period): string[] {
  return hostingsOver(lists, dayAfter(to))
    .filter(meeting => lastDayOf(lists, meeting) >= from)
    .map(meetingId);
}

/** The meetings of a period, whoever hosts: those that are known, and those that the order calculates. */
export function meetingsWithin({ lists }: Reader, { from, to }: Period): ReportMeeting[] {
  return allMeetings(lists)
    .filter(isMeeting)
    .filter(meeting => lastDayOf(lists, meeting) >= from && `${meeting.year}-01-01` <= to)
    .map(meeting => {
      const record = recordOf(lists, meetingId(meeting));
      const theme = isThemePublic(record, to) ? themeOf(record, 'sv') : undefined;
      return {
        id: meetingId(meeting),
        year: meeting.year,
        place: cityName({ locale: 'sv', lists }, meeting.host),
        ...daysOf(meeting, record),
        status: meeting.status,
        ...(theme && { theme }),
        isHost: meeting.host === HOME_CITY.id,
      };
    });
}
