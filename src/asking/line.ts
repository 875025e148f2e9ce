import { DateTime } from 'luxon';
import { HOME_CITY, cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import { coming } from '../meetings/ahead';
import { isCalledOff, isMeeting, type Meeting } from '../meetings/cycle';
import type { Delegation, MeetingRecord } from '../meetings/model';
import { allMeetings, cycleOf, daysOf, isThemePublic, themeOf, whenOf } from '../meetings/standing';
import { placeAndYear, standText, whenText } from '../meetings/wording';
import { isConfidential, type Asked } from './model';
import type { Sight } from '../meetings/sight';
import { partsOf } from './planning';

/** What fits on a lock screen, in characters (S3). */
export const LONGEST_LINE = 100;

/** Where, when and for whom a question is answered. `today` is an ISO day. */
export interface Setting {
  reader: Reader;
  today: string;
  sight: Sight;
}

/** A meeting with all that is kept of it. */
export interface Known {
  meeting: Meeting;
  record: MeetingRecord;
  delegation: Delegation;
}

/**
 * The answer on one line of at most 100 characters, with how sure it is. It holds nothing that somebody has typed, but
 * for a theme that has been announced.
 */
export function lineFor(setting: Setting, asked: Asked, known: Known): string {
  if (setting.sight === 'public' && isConfidential(asked.question)) {
    return translator(setting.reader.locale)(`asking:confidential.${asked.question}`);
  }
  return fitting(linesFor(setting, asked, known));
}

/** The first that is short enough; the last one is cut where none is. */
export function fitting(lines: readonly string[]): string {
  const short = lines.find(line => [...line].length <= LONGEST_LINE);
  return short ?? `${[...(lines.at(-1) ?? '')].slice(0, LONGEST_LINE - 1).join('')}…`;
}

/** The same in fewer and fewer words. */
function linesFor(setting: Setting, asked: Asked, known: Known): string[] {
  const { reader, today, sight } = setting;
  const { meeting, record, delegation } = known;
  const t = translator(reader.locale);
  const stand = standText(reader, meeting);
  const place = placeAndYear(reader, meeting);
  const city = cityName(reader, meeting.host);
  const isHeld = meeting.status === 'held';
  const params = { stand, meeting: place, city, year: meeting.year };
  const counted = (key: 'delegation' | 'programme' | 'documents', count: number) => [
    count > 0 ? t(`asking:${key}.count`, { ...params, count }) : t(`asking:${key}.unknown`, params),
  ];
  switch (asked.question) {
    case 'nextMeeting':
      return nextLines(reader, asked, known, sight);
    case 'host':
      if (asked.which.kind === 'last') return lastLines(setting, asked, known);
      return hostLines(reader, asked, meeting, today);
    case 'ourTurn':
      return ourLines(setting, asked, known, params);
    case 'planning': {
      const parts = partsOf(known);
      const done = parts.filter(part => part.isDone).length;
      return [
        isHeld
          ? t('asking:planning.held', params)
          : t('asking:planning.parts', { ...params, done, all: parts.length }),
      ];
    }
    case 'theme':
      return themeLines(setting, known, params);
    case 'delegation':
      return asked.cityId && asked.cityId !== HOME_CITY.id
        ? [guestLine(reader, asked.cityId, known)]
        : counted('delegation', delegation.delegates.length);
    case 'programme':
      return counted('programme', record.programme.length);
    case 'documents':
      return counted('documents', record.documents.length);
    case 'daysLeft':
      return [daysLine(setting, known)];
    case 'confirmed':
      return confirmedLines(reader, asked, meeting);
    case 'venue':
      if (record.venue) return [t('asking:venue.known', params)];
      return [t(record.digital ? 'asking:venue.digital' : 'asking:venue.unknown', params)];
    case 'lastMeeting':
      return lastLines(setting, asked, known);
    case 'order':
      return orderLines(setting, meeting);
    case 'takePart':
      return [t('asking:confidential.takePart')];
  }
}

/** Where and when, as exactly as whoever asks may know. */
function whereText(reader: Reader, { meeting, record }: Known, sight: Sight): string {
  if (sight === 'public') return placeAndYear(reader, meeting);
  return `${cityName(reader, meeting.host)} ${whenText(reader, meeting, record)}`;
}

function nextLines(reader: Reader, { which }: Asked, known: Known, sight: Sight): string[] {
  const t = translator(reader.locale);
  const { meeting } = known;
  const params = { city: cityName(reader, meeting.host), stand: standText(reader, meeting) };
  const where = [whereText(reader, known, sight), placeAndYear(reader, meeting)];
  if (meeting.status === 'held') {
    return [t('asking:nextMeeting.held', { ...params, when: whenText(reader, meeting, known.record) })];
  }
  const isNext = which.kind === 'next' && which.later === 0;
  const isAfter = which.kind === 'next' ? which.later === 1 : 'later' in which && which.later === 1;
  const key = isNext ? 'next' : isAfter ? 'after' : 'other';
  return where.map(one => t(`asking:nextMeeting.${key}`, { ...params, where: one }));
}

function hostLines(reader: Reader, { cityId }: Asked, meeting: Meeting, today: string): string[] {
  const t = translator(reader.locale);
  const params = {
    city: cityName(reader, meeting.host),
    year: meeting.year,
    stand: standText(reader, meeting),
  };
  if (meeting.status === 'held') {
    if (cityId) return [t(cityId === meeting.host ? 'asking:host.yesHeld' : 'asking:host.noHeld', params)];
    return [t('asking:host.was', params)];
  }
  if (meeting.year < Number(today.slice(0, 4))) return [t('asking:host.wasPerhaps', params)];
  if (cityId) return [t(cityId === meeting.host ? 'asking:host.yes' : 'asking:host.no', params)];
  return [t('asking:host.is', params)];
}

/** When Göteborg hosts next, hosted last, or whether it does in a year. */
function ourLines(
  setting: Setting,
  { which }: Asked,
  { meeting, record }: Known,
  params: Record<string, string | number>,
): string[] {
  const { reader, sight, today } = setting;
  const t = translator(reader.locale);
  if (which.kind === 'last') {
    const key = isUnsureSince(setting, meeting.year) ? 'lastUnsure' : 'last';
    return [t(`asking:ourTurn.${key}`, { when: meeting.year })];
  }
  const asked: Asked = { question: 'host', which, cityId: HOME_CITY.id };
  if (which.kind === 'year' || meeting.host !== HOME_CITY.id) return hostLines(reader, asked, meeting, today);
  const whens = sight === 'public' ? [meeting.year] : [whenText(reader, meeting, record), meeting.year];
  return whens.map(when => t('asking:ourTurn.next', { ...params, when }));
}

/** An announced theme is public, and the one thing of free text that a lock screen shows. */
function themeLines(
  { reader, today, sight }: Setting,
  { meeting, record }: Known,
  params: Record<string, string | number>,
): string[] {
  const t = translator(reader.locale);
  const theme = plain(themeOf(record, reader.locale));
  const isPublic = meeting.status === 'held' || isThemePublic(record, today);
  if (theme && isPublic) {
    // As much of a long theme as leaves room for how sure the meeting is.
    const room = LONGEST_LINE - [...t('asking:theme.public', { ...params, theme: '' })].length;
    const shown =
      [...theme].length <= room ? theme : `${[...theme].slice(0, Math.max(1, room - 1)).join('')}…`;
    return [t('asking:theme.public', { ...params, theme: shown })];
  }
  if (sight === 'public') return [t('asking:theme.notAnnounced', params)];
  return [t(theme ? 'asking:theme.notPublic' : 'asking:theme.unknown', params)];
}

/** Without line breaks and control characters, which a lock screen would stumble over. */
function plain(text: string | undefined): string | undefined {
  return text?.replace(/[\p{C}\s]+/gu, ' ').trim();
}

function guestLine(reader: Reader, cityId: string, { meeting, record }: Known): string {
  const t = translator(reader.locale);
  const params = {
    city: cityName(reader, cityId),
    meeting: placeAndYear(reader, meeting),
    stand: standText(reader, meeting),
  };
  const guest = record.guests.find(one => one.cityId === cityId);
  if (guest?.number !== undefined && guest.number > 0) {
    return t('asking:delegation.from', { ...params, count: guest.number });
  }
  return t(guest ? 'asking:delegation.fromRoles' : 'asking:delegation.fromUnknown', params);
}

function daysLine({ reader, today }: Setting, known: Known): string {
  const t = translator(reader.locale);
  const { meeting, record } = known;
  const params = {
    city: cityName(reader, meeting.host),
    meeting: placeAndYear(reader, meeting),
    where: whereText(reader, known, 'member'),
    stand: standText(reader, meeting),
  };
  const days = daysOf(meeting, record);
  if (meeting.status === 'held' || (whenOf(meeting, record)?.to ?? today) < today) {
    return t('asking:daysLeft.over', params);
  }
  if (!days) return t('asking:daysLeft.unknown', params);
  const count = DateTime.fromISO(days.from, { zone: 'utc' }).diff(
    DateTime.fromISO(today, { zone: 'utc' }),
    'days',
  ).days;
  if (count > 0) return t('asking:daysLeft.count', { ...params, count });
  return t(count === 0 ? 'asking:daysLeft.today' : 'asking:daysLeft.now', params);
}

function confirmedLines(reader: Reader, { cityId }: Asked, meeting: Meeting): string[] {
  const t = translator(reader.locale);
  const city = cityId ?? meeting.host;
  const own = meeting.confirmations?.find(confirmation => confirmation.cityId === city);
  const params = {
    meeting: placeAndYear(reader, meeting),
    city: cityName(reader, city),
    year: meeting.year,
    stand: standText(reader, meeting),
    on: own ? formatDay(own.on, reader.locale) : '',
  };
  if (meeting.status === 'held') return [t('asking:confirmed.held', params)];
  if (city !== meeting.host) {
    return own
      ? [t('asking:confirmed.cityYes', params), t('asking:confirmed.cityYesShort', params)]
      : [t('asking:confirmed.cityNo', params)];
  }
  if (meeting.status !== 'confirmed') {
    return [t(cityId ? 'asking:confirmed.hostNo' : 'asking:confirmed.no', params)];
  }
  return [t(own ? 'asking:confirmed.yes' : 'asking:confirmed.yesUndated', params)];
}

function lastLines(setting: Setting, { cityId }: Asked, { meeting, record }: Known): string[] {
  const { reader } = setting;
  const t = translator(reader.locale);
  const city = cityName(reader, meeting.host);
  const when = whenText(reader, meeting, record);
  if (cityId) return [t('asking:lastMeeting.inCity', { city, when })];
  return isUnsureSince(setting, meeting.year)
    ? [
        t('asking:lastMeeting.lastKnown', { where: `${city} ${when}` }),
        t('asking:lastMeeting.lastKnown', { where: placeAndYear(reader, meeting) }),
      ]
    : [t('asking:lastMeeting.last', { where: `${city} ${when}` })];
}

/** Whether anything between a meeting that was held and today is not known. */
function isUnsureSince({ reader, today }: Setting, since: number): boolean {
  const year = Number(today.slice(0, 4));
  const isUnsure = allMeetings(reader.lists).some(entry => {
    if (!isMeeting(entry)) return entry.to > since && entry.from < year;
    const isLater = entry.year > since && entry.year < year;
    return isLater && !isCalledOff(entry) && entry.status !== 'held';
  });
  return isUnsure || (cycleOf(reader.lists).answer === 'notKnown' && since < year - 1);
}

/** The cities in the order in which they come, from the next host on. */
function orderLines({ reader, today }: Setting, meeting: Meeting): string[] {
  const t = translator(reader.locale);
  const rest = hostsAfter(reader, today, meeting);
  const params = {
    first: placeAndYear(reader, meeting),
    rest: rest.map(id => cityName(reader, id)).join(', '),
    meeting: placeAndYear(reader, meeting),
    stand: standText(reader, meeting),
    count: rest.length + 1,
  };
  return [
    t(rest.length > 0 ? 'asking:order.order' : 'asking:order.alone', params),
    t('asking:order.long', params),
  ];
}

/** The other cities as they host after a meeting, each once. */
function hostsAfter({ lists }: Reader, today: string, { year, host }: Meeting): string[] {
  const ahead = coming(lists, allMeetings(lists), today).filter(isMeeting);
  const hosts = ahead.filter(meeting => meeting.year > year).map(meeting => meeting.host);
  return [...new Set(hosts)].filter(id => id !== host);
}
