import type { Changes } from '../../src/directory/lists';
import type { MeetingRecord } from '../../src/meetings/model';
import { heldIn2025 } from '../lists/meetings/histories';

/** History A: what the meeting that Göteborg hosted is kept under. */
export const HELD = '2025';

/** Its days. */
export const record2025: MeetingRecord = {
  id: HELD,
  when: { kind: 'span', from: '2025-11-14', to: '2025-11-15', precision: 'day' },
  programme: [],
  documents: [],
  guests: [],
};

/** Göteborg hosted on 14 and 15 November 2025. */
export const hostedIn2025: Changes = { cycle: [heldIn2025], meetings: [record2025] };
