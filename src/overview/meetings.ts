import { cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { nextComing } from '../meetings/ahead';
import { isMeeting, type Meeting } from '../meetings/cycle';
import { allMeetings, meetingId, recordOf, themeOf } from '../meetings/standing';
import { placeAndYear, standText, whenText } from '../meetings/wording';

/** The sister-city meetings that have been held, the first first (S2). None is calculated. */
export function heldMeetings({ lists }: Reader): Meeting[] {
  return allMeetings(lists)
    .filter(isMeeting)
    .filter(({ status }) => status === 'held');
}

/** A meeting in words: when, and what it was about where that is known; `withHost`: and where. */
export function meetingText(reader: Reader, meeting: Meeting, withHost: boolean): string {
  const record = recordOf(reader.lists, meetingId(meeting));
  const theme = themeOf(record, reader.locale);
  const said = theme ? translator(reader.locale)('overview:city.meetingTheme', { theme }) : '';
  const host = withHost ? `${cityName(reader, meeting.host)} ` : '';
  return [`${host}${whenText(reader, meeting, record)}`, said].filter(Boolean).join(', ');
}

/** The next meeting and how sure it is, as anybody in the City may know it on an ISO day. */
export function laterMeeting(reader: Reader, today: string): string {
  const t = translator(reader.locale);
  const next = nextComing(reader.lists, today);
  return next
    ? t('overview:city.meetingNext', { meeting: placeAndYear(reader, next), stand: standText(reader, next) })
    : t('overview:city.meetingsLater');
}
