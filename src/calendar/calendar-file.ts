import ical, { ICalCalendarMethod, ICalEventStatus, type ICalEventData } from 'ical-generator';
import { DateTime } from 'luxon';
import type { Locale } from '../i18n';

/** Something that stands in a calendar. */
export interface CalendarEvent {
  /** The same each time, so that a calendar that takes the file again changes what it has; no user text. */
  uid: string;
  title: string;
  /** `from` and `to`: the first and the last day, ISO dates; `start` before `end`. */
  when: { kind: 'days'; from: string; to: string } | { kind: 'times'; start: Date; end: Date };
  place?: string;
  description?: string;
  status: 'tentative' | 'confirmed' | 'cancelled';
  /** Higher with each change: a calendar keeps the highest. */
  sequence: number;
}

export interface CalendarFileOptions {
  /** What a calendar calls what it has taken. */
  name: string;
  locale: Locale;
  now: Date;
}

const STATUSES = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
} as const satisfies Record<CalendarEvent['status'], ICalEventStatus>;

/**
 * An iCalendar file (RFC 5545), to be written as UTF-8. Throws RangeError for a uid with other characters than letters,
 * digits and -._@ and for a day that does not exist.
 */
export function calendarFile(
  events: readonly CalendarEvent[],
  { name, locale, now }: CalendarFileOptions,
): string {
  const calendar = ical({
    // The library writes the name as it stands, and only escapes the texts of events.
    name: escaped(clean(name)),
    prodId: { company: 'Göteborgs Stad', product: 'Vänortsboten', language: locale },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const event of events) calendar.createEvent(eventData(event, now));
  // Each line ends with a line break, the last one too; the library leaves that one out.
  return `${calendar.toString()}\r\n`;
}

function eventData(event: CalendarEvent, now: Date): ICalEventData {
  const { uid, title, when, place, description, status, sequence } = event;
  // It is written as it stands.
  if (!/^[\w.@-]{1,200}$/.test(uid))
    throw new RangeError('a calendar uid has characters that it may not have');
  return {
    id: uid,
    sequence,
    stamp: now,
    summary: clean(title),
    location: place === undefined ? undefined : { title: clean(place) },
    description: description === undefined ? undefined : clean(description),
    status: STATUSES[status],
    ...(when.kind === 'days'
      ? { allDay: true, start: utcDay(when.from), end: utcDay(when.to, 1) }
      : { start: when.start, end: when.end }),
  };
}

/** Midnight in UTC, where the library reads the day. The end of whole days is the first day after them. */
function utcDay(isoDay: string, later = 0): Date {
  const day = DateTime.fromISO(isoDay, { zone: 'utc' });
  if (!day.isValid) throw new RangeError('a calendar day does not exist');
  return day.plus({ days: later }).toJSDate();
}

/** Control characters may not stand in the file, and half of a character would become another one. */
function clean(text: string): string {
  return Buffer.from(text.replace(/\r\n?/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, '')).toString('utf8');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, match => `\\${match}`).replaceAll('\n', '\\n');
}
