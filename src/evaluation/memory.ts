import { z } from 'zod/v4';
import { meetingIdSchema } from '../meetings/model';

const promptedSchema = z.strictObject({
  meetingId: meetingIdSchema,
  /** The ISO day of its first prompt: the others are reckoned from it. */
  first: z.iso.date(),
  /** The day of the last prompt that was entered. */
  last: z.iso.date().optional(),
  /** Whether the last prompt has been brought to date since the report was registered. */
  settled: z.literal(true).optional(),
});
export type Prompted = z.infer<typeof promptedSchema>;

/** What is remembered of the prompts from one morning to the next. */
export const memorySchema = z.strictObject({
  /** The first working morning that the bot saw to. */
  from: z.iso.date().optional(),
  /** The last one. */
  through: z.iso.date().optional(),
  prompted: z.array(promptedSchema),
});
export type Memory = z.infer<typeof memorySchema>;

export const firstMemory: Memory = { prompted: [] };

/** The day of the last prompt about a hosting; undefined where there has been none. */
export function lastPromptOf({ prompted }: Memory, meetingId: string): string | undefined {
  return prompted.find(one => one.meetingId === meetingId)?.last;
}
