import type { Reader } from '../../directory/lists';
import type { CycleEntry, MeetingRecord } from '../../meetings/model';
import { differencesBetween } from '../changes';
import type { Version } from '../service';
import { meetingFacts } from './facts';

/** A change of the cycle that has touched one meeting, and what it did to that. */
export interface Touching {
  version: Version;
  changes: string[];
}

/** What the changes of the cycle have done to a meeting; those that have not touched it are left out. */
export function changesOfMeeting(
  { id }: Pick<MeetingRecord, 'id'>,
  versions: readonly Version[],
  reader: Reader,
): Touching[] {
  const factsIn = (entry: Version['entry']) => {
    const lists = { ...reader.lists, cycle: [entry as CycleEntry] };
    const empty = { id, programme: [], documents: [], guests: [] };
    return meetingFacts(empty, { ...reader, lists }).filter(fact => fact !== undefined);
  };
  return versions.flatMap(version => {
    if (!version.before) return [];
    const changes = differencesBetween(factsIn(version.before), factsIn(version.entry), reader);
    return changes.length > 0 ? [{ version, changes }] : [];
  });
}
