import { cityName, HOME_CITY } from '../../directory/cities';
import type { Reader } from '../../directory/lists';
import { wordsOf } from '../../directory/words';
import type { MeetingRecord, ProgrammePoint } from '../../meetings/model';
import { parseWhen } from '../../register/when';

type Document = MeetingRecord['documents'][number];
type Guests = MeetingRecord['guests'][number];

/** Why a line is not understood. */
export type LineTrouble =
  | 'noTitle'
  | 'dayOrTime'
  | 'endsFirst'
  | 'outside'
  | 'parts'
  | 'tooLong'
  | 'noLink'
  | 'city'
  | 'cityTwice'
  | 'number';

/** What was read, or the first line that was not understood, counted from 1. */
export type Lines<T> = { kind: 'read'; items: T[] } | { kind: 'wrong'; line: number; why: LineTrouble };

const LONGEST_PART = 200;
const LONGEST_LINK_TITLE = 120;
const LONGEST_LINK = 500;
const MOST_GUESTS = 500;

/**
 * Reads a programme, one point to a line: "2027-05-11 13.00–14.30; Stadsutveckling i Frihamnen; Karin Ek". Day, time
 * and speaker may be left out, and a line that begins with a semicolon has neither day nor time. `year`: of the
 * meeting, for a day that is told without one; `days`: its first and last day, where they are known.
 */
export function readProgramme(
  text: string,
  { year, days }: { year: number; days?: { from: string; to: string } },
): Lines<ProgrammePoint> {
  return readLines(text, line => {
    const parts = line.split(';').map(tidy);
    const time = parts.length > 1 ? readDayAndTime(parts[0] ?? '', year) : undefined;
    if (parts.length > 1 && !time && looksLikeTime(parts[0] ?? '')) return 'dayOrTime';
    const [title = '', speaker = '', ...more] = time ? parts.slice(1) : parts;
    if (title === '') return 'noTitle';
    if (more.length > 0) return 'parts';
    if (title.length > LONGEST_PART || speaker.length > LONGEST_PART) return 'tooLong';
    if (time?.start && time.end && time.end <= time.start) return 'endsFirst';
    if (time?.day && days && (time.day < days.from || time.day > days.to)) return 'outside';
    return { ...time, title, ...(speaker && { speaker }) };
  });
}

/** The programme as a form holds it: `readProgramme` reads the same again. */
export function programmeText(points: readonly ProgrammePoint[]): string {
  const lines = points.map(({ day, start, end, title, speaker }) => {
    const time = [start, end].filter(part => part !== undefined).map(dotted);
    const first = [day, time.join('–')].filter(Boolean).join(' ');
    const needsFirst = first !== '' || readDayAndTime(title, 2000) !== undefined || looksLikeTime(title);
    return [...(needsFirst ? [first] : []), title, ...(speaker ? [speaker] : [])].join('; ');
  });
  return lines.join('\n');
}

/** Reads documents, one to a line: "Titel; https://…". */
export function readDocuments(text: string): Lines<Document> {
  return readLines(text, line => {
    const [, title = '', url = ''] = /^(.*?);\s*(https:\/\/\S+)$/.exec(line) ?? [];
    if (url === '' || !URL.canParse(url)) return 'noLink';
    if (tidy(title) === '') return 'noTitle';
    return tidy(title).length > LONGEST_LINK_TITLE || url.length > LONGEST_LINK
      ? 'tooLong'
      : { title: tidy(title), url };
  });
}

/** The documents as a form holds them. */
export function documentsText(documents: readonly Document[]): string {
  return documents.map(({ title, url }) => `${title}; ${url}`).join('\n');
}

/**
 * Reads guests, one city to a line: "Bergen: 4, kommunalråd och tjänstepersoner". A city may be written in any of its
 * spellings; number and roles may be left out.
 */
export function readGuests(text: string, { lists }: Reader): Lines<Guests> {
  const seen = new Set<string>();
  const cities = [HOME_CITY, ...lists.cities];
  return readLines(text, line => {
    const [, name = '', rest = ''] = /^([^:]*):?(.*)$/.exec(line) ?? [];
    const key = asOne(name);
    const city = cities.find(({ id, spellings }) => id === tidy(name) || spellings.map(asOne).includes(key));
    if (!city) return 'city';
    if (seen.has(city.id)) return 'cityTwice';
    seen.add(city.id);
    const counted = /^\s*(\d+)(?:\s*,\s*|\s+|$)(.*)$/.exec(rest);
    const number = counted ? Number(counted[1]) : undefined;
    const roles = tidy(counted ? (counted[2] ?? '') : rest.replace(/^\s*,/, ''));
    if (number !== undefined && number > MOST_GUESTS) return 'number';
    if (roles.length > LONGEST_PART) return 'tooLong';
    return { cityId: city.id, ...(number !== undefined && { number }), ...(roles && { roles }) };
  });
}

/** The guests as a form holds them. */
export function guestsText(guests: readonly Guests[], reader: Reader): string {
  const lines = guests.map(({ cityId, number, roles }) => {
    // Roles that begin with a number are kept apart from how many come.
    const words = number === undefined && roles && /^\d/.test(roles) ? ['', roles] : [number, roles];
    const rest = words.filter(word => word !== undefined).join(', ');
    return `${cityName(reader, cityId)}:${rest ? ` ${rest}` : ''}`;
  });
  return lines.join('\n');
}

function readLines<T extends object>(text: string, read: (line: string) => T | LineTrouble): Lines<T> {
  const items: T[] = [];
  for (const [index, line] of text.split(/\r\n|[\r\n]/).entries()) {
    if (line.trim() === '') continue;
    const item = read(line.trim());
    if (typeof item === 'string') return { kind: 'wrong', line: index + 1, why: item };
    items.push(item);
  }
  return { kind: 'read', items };
}

type DayAndTime = Pick<ProgrammePoint, 'day' | 'start' | 'end'>;

const HOUR = '(\\d{1,2})(?:[.:](\\d{2}))?';
const TIME = new RegExp(`(?:^|\\s)(?:kl\\.? ?)?${HOUR}(?:\\s*[–-]\\s*${HOUR})?$`, 'i');

/** A day, a time or both, or nothing at all; undefined for any other text. */
function readDayAndTime(text: string, year: number): DayAndTime | undefined {
  if (text === '') return {};
  return readTime(text, year) ?? readWholeDay(text, year);
}

/** "13.00–14.30", with or without a day before it. A time comes first: "11.30" is no day. */
function readTime(text: string, year: number): DayAndTime | undefined {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const [matched, hour, minute, endHour, endMinute] = found;
  const rest = text.slice(0, text.length - matched.length).trim();
  const day = rest === '' ? undefined : readDay(rest, year);
  const start = timeOf(hour, minute);
  const end = endHour === undefined ? undefined : timeOf(endHour, endMinute);
  if (start === undefined || (rest !== '' && !day) || (endHour !== undefined && end === undefined)) {
    return undefined;
  }
  return { ...(day && { day }), start, ...(end && { end }) };
}

function readWholeDay(text: string, year: number): DayAndTime | undefined {
  const day = readDay(text, year);
  return day === undefined ? undefined : { day };
}

function readDay(text: string, year: number): string | undefined {
  const when = parseWhen(text, `${year}-01-01`);
  const isDay = when?.kind === 'span' && when.precision === 'day' && when.from === when.to;
  return isDay ? when.from : undefined;
}

function timeOf(hour: string | undefined, minute = '00'): string | undefined {
  const isReal = Number(hour) < 24 && Number(minute) < 60;
  return hour !== undefined && isReal ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}

/** Somebody meant a day or a time, so it is no title. */
function looksLikeTime(text: string): boolean {
  return /^\d{4}-\d|^\d{1,2}[.:]\d\d\b/.test(text);
}

function dotted(time: string): string {
  return time.replace(':', '.');
}

function asOne(text: string): string {
  return wordsOf(text).join(' ');
}

function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
