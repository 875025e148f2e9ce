import type { Lists } from '../directory/lists';
import { isMeeting, meetings, type Entry, type Meeting } from './cycle';
import { seedCycle } from './known';
import type { CycleEntry, Delegation, MeetingRecord } from './model';

/** The cycle as coordinators have told of it. */
export function cycleOf({ cycle }: Pick<Lists, 'cycle'>): CycleEntry {
  return cycle[0] ?? seedCycle;
}

const reckoned = new WeakMap<CycleEntry, readonly Entry[]>();

/** Every meeting that is known or calculated, by year (S2). */
export function allMeetings(lists: Pick<Lists, 'cycle'>): readonly Entry[] {
  const cycle = cycleOf(lists);
  const known = reckoned.get(cycle);
  if (known) return known;
  const list = meetings(cycle);
  reckoned.set(cycle, list);
  return list;
}

/** What a meeting's record and delegation are kept under: the year of its place in the cycle, wherever it is moved. */
export function meetingId(meeting: Pick<Meeting, 'year' | 'movedFrom'>): string {
  return String(meeting.movedFrom ?? meeting.year);
}

/** A meeting by what its record is kept under. */
export function meetingById(lists: Pick<Lists, 'cycle'>, id: string): Meeting | undefined {
  return allMeetings(lists)
    .filter(isMeeting)
    .find(meeting => meetingId(meeting) === id);
}

/** What is known of a meeting; an empty record where nobody has told of it. */
export function recordOf({ meetings: records }: Pick<Lists, 'meetings'>, id: string): MeetingRecord {
  return records.find(record => record.id === id) ?? { id, programme: [], documents: [], guests: [] };
}

/** Whom the presidium sends; nobody where it has not decided. */
export function delegationOf({ delegations }: Pick<Lists, 'delegations'>, id: string): Delegation {
  return delegations.find(delegation => delegation.id === id) ?? { id, delegates: [], lessons: [] };
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
