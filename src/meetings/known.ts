import { z } from 'zod/v4';
import { checkedData } from '../directory/data-file';
import content from './data/known.json';
import { cycleEntrySchema, meetingRecordSchema } from './model';

/**
 * What is known of the meetings before a coordinator has told anything: those of 2013, 2015 and 2017 and the order of
 * the hosts (S2). The year of 2017 is inferred; what came after is not known.
 */
const known = checkedData(
  'src/meetings/data/known.json',
  z.strictObject({ cycle: cycleEntrySchema, records: z.array(meetingRecordSchema) }),
  content,
);

export const seedCycle = known.cycle;
export const seedMeetings = known.records;
