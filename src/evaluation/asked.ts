import { editorsOn } from '../directory/editors';
import type { Lists } from '../directory/lists';
import type { Meeting } from '../meetings/cycle';
import { presidiumOn } from '../meetings/presidium';
import { delegationOf, meetingId as idOf } from '../meetings/standing';
import { dayBefore } from '../register/when';
import { workdayOnOrBefore } from '../workdays';
import { lastDayOf } from '../meetings/hosted';
import type { Asked } from './model';

/**
 * Who is asked about a hosting (S9): Göteborg's delegation but for those who said no, the presidium as it was then, and
 * the editors of the units that took part. One person once, as the first that they are of these.
 */
export function whomToAsk(
  lists: Lists,
  meeting: Meeting,
  { unitIds, today }: { unitIds: readonly string[]; today: string },
): Asked[] {
  const delegates = delegationOf(lists, idOf(meeting)).delegates.filter(
    ({ answer }) => answer?.value !== 'no',
  );
  const all: Asked[] = [
    ...delegates.map(({ personId }) => ({ personId, group: 'delegation' as const })),
    ...presidiumOf(lists, meeting, today).map(personId => ({ personId, group: 'presidium' as const })),
    ...unitIds.flatMap(unitId =>
      editorsOn(lists, unitId, today).map(({ personId }) => ({ personId, group: 'unit' as const, unitId })),
    ),
  ];
  const seen = new Set<string>();
  return all.filter(({ personId }) => !seen.has(personId) && seen.add(personId));
}

/** Those of the term in which the meeting was held; where nobody has told of that, those of today. */
function presidiumOf(lists: Lists, meeting: Meeting, today: string): string[] {
  const members = (day: string) =>
    presidiumOn(lists, day)
      .filter(({ role }) => role === 'member')
      .map(({ personId }) => personId);
  const then = members(lastDayOf(lists, meeting));
  return then.length > 0 ? then : members(today);
}

/** So many working days before the last day, those who have not answered are reminded. */
const REMINDED_BEFORE = 3;

/** The working day on which those who have not answered are reminded. Takes and gives ISO days. */
export function reminderDay(closesOn: string): string {
  let day = workdayOnOrBefore(closesOn);
  for (let left = REMINDED_BEFORE; left > 0; left -= 1) day = workdayOnOrBefore(dayBefore(day));
  return day;
}
