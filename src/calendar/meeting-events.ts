import { DateTime } from 'luxon';
import { cityName, cityById } from '../directory/cities';
import type { Lists, Reader } from '../directory/lists';
import { translator } from '../i18n';
import { CITY_ZONE } from '../i18n/moments';
import { isCalledOff, type Meeting } from '../meetings/cycle';
import type { MeetingRecord, ProgrammePoint } from '../meetings/model';
import { daysOf, meetingId, themeOf } from '../meetings/standing';
import { standText } from '../meetings/wording';
import type { CalendarEvent } from './calendar-file';

/** A later file replaces an earlier one: seconds from here fit what calendars count with until 2094. */
const SEQUENCE_FROM = Date.UTC(2026, 0, 1);

/**
 * A meeting and the points of its programme whose time is known, as they stand in a calendar; empty while its days are
 * not set. The times of a programme are those of the city that hosts.
 */
export function meetingEvents(
  reader: Reader,
  meeting: Meeting,
  record: MeetingRecord,
  now: Date,
): CalendarEvent[] {
  const days = daysOf(meeting, record);
  if (!days) return [];
  const t = translator(reader.locale);
  const id = meetingId(meeting);
  const city = cityName(reader, meeting.host);
  const shared = {
    status: statusOf(meeting),
    sequence: Math.max(0, Math.floor((now.getTime() - SEQUENCE_FROM) / 1000)),
    place: [record.venue, record.digital ? t('calendar:digital') : city].filter(Boolean).join(', '),
  };
  const theme = themeOf(record, reader.locale);
  const stand = t('calendar:stand', { stand: standText(reader, meeting) });
  return [
    {
      ...shared,
      uid: `meeting-${id}@vanortsboten`,
      title: t('calendar:title', { city }),
      when: { kind: 'days', ...days },
      description: [theme && t('calendar:theme', { theme }), stand].filter(Boolean).join('\n'),
    },
    ...record.programme.flatMap((point, index): CalendarEvent[] => {
      const when = timesOf(point, days, zoneOf(reader.lists, meeting.host));
      if (!when) return [];
      const uid = `meeting-${id}-${index + 1}@vanortsboten`;
      return [
        { ...shared, uid, title: point.title, when, ...(point.speaker && { description: point.speaker }) },
      ];
    }),
  ];
}

function statusOf(meeting: Meeting): CalendarEvent['status'] {
  if (isCalledOff(meeting)) return 'cancelled';
  return meeting.status === 'confirmed' || meeting.status === 'held' ? 'confirmed' : 'tentative';
}

/** A point without an end takes an hour: a calendar has no room for one that has none. */
const HOUR = { hours: 1 };

/** A point without a day belongs to a meeting of one day. */
function timesOf(
  { day, start, end }: ProgrammePoint,
  days: { from: string; to: string },
  zone: string,
): CalendarEvent['when'] | undefined {
  const on = day ?? (days.from === days.to ? days.from : undefined);
  if (on === undefined || start === undefined) return undefined;
  const from = DateTime.fromISO(`${on}T${start}`, { zone });
  const until = end === undefined ? from.plus(HOUR) : DateTime.fromISO(`${on}T${end}`, { zone });
  return until > from ? { kind: 'times', start: from.toJSDate(), end: until.toJSDate() } : undefined;
}

function zoneOf(lists: Lists, cityId: string): string {
  return cityById(lists, cityId)?.timeZone ?? CITY_ZONE;
}
