import { daysOf } from '../meetings/standing';
import type { Delegation, MeetingRecord } from '../meetings/model';
import type { Meeting } from '../meetings/cycle';

export const planningParts = ['date', 'theme', 'venue', 'programme', 'delegation'] as const;
export type PlanningPart = (typeof planningParts)[number];

/** What belongs to a planned meeting, and whether it is there. */
export function partsOf({
  meeting,
  record,
  delegation,
}: {
  meeting: Meeting;
  record: MeetingRecord;
  delegation: Delegation;
}): { part: PlanningPart; isDone: boolean }[] {
  const done: Record<PlanningPart, boolean> = {
    date: daysOf(meeting, record) !== undefined,
    theme: record.themeSv !== undefined,
    venue: record.venue !== undefined || record.digital === true,
    programme: record.programme.length > 0,
    delegation: delegation.delegates.length > 0,
  };
  return planningParts.map(part => ({ part, isDone: done[part] }));
}
