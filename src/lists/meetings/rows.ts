import { HOME_CITY } from '../../directory/cities';
import type { Reader } from '../../directory/lists';
import { translator } from '../../i18n';
import { isAhead, isMeeting, nextMeeting, type Entry, type Meeting } from '../../meetings/cycle';
import { CYCLE_ID } from '../../meetings/model';
import { allMeetings, cycleOf, meetingById, meetingId, recordOf, whenOf } from '../../meetings/standing';
import { placeAndYear, standText, whenText } from '../../meetings/wording';
import type { Setting } from '../model';
import type { ListRow } from '../rows';
import { unknownIn } from './preview';
import { isEmptyRecord } from './record';

/** So many of Göteborg's turns are near enough to stand before the past meetings. */
const NEAR_TURNS = 2;

/**
 * The coming meetings up to Göteborg's next two turns, then the past ones, the latest first, and then those that are
 * further away. Years of which nobody knows lead to the cycle. Records of meetings that the cycle has no more stand
 * last.
 */
export function meetingRows(setting: Setting): ListRow[] {
  const { reader, today } = setting;
  const year = Number(today.slice(0, 4));
  const all = allMeetings(reader.lists);
  const isComing = (entry: Entry) =>
    isMeeting(entry) ? entry.year >= year && isAhead(entry) : entry.to >= year;
  const coming = all.filter(isComing);
  const turns = coming.filter(entry => isMeeting(entry) && entry.host === HOME_CITY.id);
  const last = turns[NEAR_TURNS - 1];
  const near = last ? coming.slice(0, coming.indexOf(last) + 1) : coming;
  const past = all.filter(entry => !isComing(entry)).toReversed();
  const far = coming.slice(near.length);
  return [
    ...questionRow(setting),
    ...[...near, ...past, ...far].flatMap(entry => rowOf(entry, setting)),
    ...leftRows(setting),
  ];
}

/** What comes next, on one line: "Nästa: Göteborg 2027, planerat, inte bekräftat". */
export function nextLine(setting: Setting): string {
  const { reader, today } = setting;
  const t = translator(reader.locale);
  const next = nextMeeting(allMeetings(reader.lists), today);
  if (!next || !isMeeting(next)) return t('planning:nextUnknown');
  const meeting = placeAndYear(reader, next);
  return t('planning:next', { meeting, stand: meetingState(next, setting) });
}

/** What a meeting is called: "Göteborg 2027". */
export function meetingTitle(id: string, reader: Reader): string {
  const meeting = meetingById(reader.lists, id);
  return meeting ? placeAndYear(reader, meeting) : id;
}

/** How a meeting stands on one line, its date included where that is known. */
export function meetingState(meeting: Meeting, { reader }: Setting): string {
  const record = recordOf(reader.lists, meetingId(meeting));
  const stand = standText(reader, meeting);
  return whenOf(meeting, record) ? `${whenText(reader, meeting, record)}, ${stand}` : stand;
}

function questionRow({ reader }: Setting): ListRow[] {
  if (cycleOf(reader.lists).answer === 'known') return [];
  const t = translator(reader.locale);
  return [
    { list: 'cycle', id: CYCLE_ID, title: t('planning:question.title'), line: t('planning:question.line') },
  ];
}

function rowOf(entry: Entry, setting: Setting): ListRow[] {
  const { reader } = setting;
  if (isMeeting(entry)) {
    const id = meetingId(entry);
    return [{ list: 'meetings', id, title: placeAndYear(reader, entry), line: meetingState(entry, setting) }];
  }
  const unknown = unknownIn(cycleOf(reader.lists)).find(other => other.entry.from === entry.from);
  const title = entry.from === entry.to ? `${entry.from}` : `${entry.from}–${entry.to}`;
  const { first = entry.from, last = entry.to } = unknown ?? {};
  const line = translator(reader.locale)('planning:unknown', { first, last });
  return [{ list: 'cycle', id: CYCLE_ID, title, line }];
}

function leftRows({ reader }: Setting): ListRow[] {
  const { lists, locale } = reader;
  return lists.meetings
    .filter(record => !isEmptyRecord(record) && !meetingById(lists, record.id))
    .map(({ id }) => ({
      list: 'meetings',
      id,
      title: id,
      line: translator(locale)('planning:noSuchMeeting'),
    }));
}
