import type { Lists } from '../directory/lists';
import { isMeeting, meetings, type Entry, type Meeting } from './cycle';
import { seedCycle } from './known';
import type { CycleEntry, Delegate, Delegation, MeetingRecord } from './model';

/** The cycle as coordinators have told of it. */
export function cycleOf({ cycle }: Pick<Lists, 'cycle'>): CycleEntry {
  return cycle[0] ?? seedCycle;
}

interface Reckoned {
  list: readonly Entry[];
  byId: ReadonlyMap<string, Meeting>;
}

const reckoned = new WeakMap<CycleEntry, Reckoned>();

function reckonedIn(lists: Pick<Lists, 'cycle'>): Reckoned {
  const cycle = cycleOf(lists);
  const known = reckoned.get(cycle);
  if (known) return known;
  const list = meetings(cycle);
  const byId = new Map(list.filter(isMeeting).map(meeting => [meetingId(meeting), meeting]));
  reckoned.set(cycle, { list, byId });
  return { list, byId };
}

/**
 * Every meeting that is known or calculated, by year (S2). Where coordinators do not know what came after the last one
 * that was told of, nothing is calculated.
 */
export function allMeetings(lists: Pick<Lists, 'cycle'>): readonly Entry[] {
  return reckonedIn(lists).list;
}

/** What a meeting's record and delegation are kept under: the year of its place in the cycle, wherever it is moved. */
export function meetingId(meeting: Pick<Meeting, 'year' | 'movedFrom'>): string {
  return String(meeting.movedFrom ?? meeting.year);
}

/** A meeting by what its record is kept under. */
export function meetingById(lists: Pick<Lists, 'cycle'>, id: string): Meeting | undefined {
  return reckonedIn(lists).byId.get(id);
}

export function emptyRecord(id: string): MeetingRecord {
  return { id, programme: [], documents: [], guests: [] };
}

/** Whether what was told holds for a meeting: not when another city hosts now. */
export function isOfHost({ host }: { host?: string }, meeting: Pick<Meeting, 'host'> | undefined): boolean {
  return host === undefined || meeting === undefined || meeting.host === host;
}

/** What is known of a meeting; an empty record where nobody has told of it, or of another city's in its place. */
export function recordOf(lists: Pick<Lists, 'cycle' | 'meetings'>, id: string): MeetingRecord {
  const record = lists.meetings.find(one => one.id === id);
  return record && isOfHost(record, meetingById(lists, id)) ? record : emptyRecord(id);
}

/** Whom the presidium sends; nobody where it has not decided. */
export function delegationOf(lists: Pick<Lists, 'cycle' | 'delegations'>, id: string): Delegation {
  const delegation = lists.delegations.find(one => one.id === id);
  return delegationNow(delegation ?? { id, delegates: [], lessons: [] }, meetingById(lists, id));
}

/** What holds of a delegation for the meeting as it is now: an answer for another year or city holds no more. */
export function delegationNow(delegation: Delegation, meeting: Meeting | undefined): Delegation {
  if (!isOfHost(delegation, meeting))
    return { id: delegation.id, delegates: [], lessons: delegation.lessons };
  if (!meeting || delegation.delegates.every(one => isOfYear(one, meeting))) return delegation;
  const delegates = delegation.delegates.map(one => {
    const { answer: _ofAnotherYear, ...unanswered } = one;
    return isOfYear(one, meeting) ? one : unanswered;
  });
  return { ...delegation, delegates };
}

function isOfYear({ answer }: Delegate, { year }: Meeting): boolean {
  return answer?.year === undefined || answer.year === year;
}

/** When a meeting is, as far as that is known for the year it is held in: a moved one has no date until it gets one. */
export function whenOf({ year }: Pick<Meeting, 'year'>, { when }: MeetingRecord): MeetingRecord['when'] {
  const years = when && [when.from, when.to].map(day => Number(day.slice(0, 4)));
  return years?.includes(year) ? when : undefined;
}

/** The first and last day of a meeting whose days are known, as ISO days. */
export function daysOf(
  meeting: Pick<Meeting, 'year'>,
  record: MeetingRecord,
): { from: string; to: string } | undefined {
  const when = whenOf(meeting, record);
  return when?.precision === 'day' ? { from: when.from, to: when.to } : undefined;
}

/** The theme in the reader's language, where there is one. */
export function themeOf({ themeSv, themeEn }: MeetingRecord, locale: 'sv' | 'en'): string | undefined {
  return locale === 'en' ? (themeEn ?? themeSv) : (themeSv ?? themeEn);
}

/** Whether anybody in the City may read the theme on an ISO day. */
export function isThemePublic({ themeAnnounced }: MeetingRecord, today: string): boolean {
  return themeAnnounced !== undefined && themeAnnounced <= today;
}
