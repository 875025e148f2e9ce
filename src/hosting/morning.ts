import { z } from 'zod/v4';
import { meetingIdSchema } from '../meetings/model';
import { activityIdSchema } from './model';

const itemSchema = z.strictObject({
  meetingId: meetingIdSchema,
  activityId: activityIdSchema,
  due: z.iso.date(),
  scheduled: z.iso.date(),
});

const changeSchema = z.strictObject({ meetingId: meetingIdSchema, from: z.iso.date(), to: z.iso.date() });

/** What the card of a morning is about. What became of it since stands in the plans. */
export const morningSchema = z.strictObject({
  day: z.iso.date(),
  items: z.array(itemSchema),
  /** Entra object ids of those who are responsible for something and have left the team. */
  left: z.array(z.string()),
  /** Meetings that have moved, and the days that they are reckoned from now. */
  moved: z.array(changeSchema),
  /** Whether some of it should have come earlier, and was kept back by downtime. */
  late: z.boolean(),
  /** The day of the card before, where nobody knows whether it arrived. */
  doubtful: z.iso.date().optional(),
});
export type Morning = z.infer<typeof morningSchema>;

/** What is remembered from one morning to the next. */
export const stateSchema = z.strictObject({
  /** The last working day that has been seen to. */
  through: z.iso.date().optional(),
  /** ISO moment of it. */
  at: z.string().optional(),
  /** The plans that were known then, each with the first morning on which it was. */
  plans: z.array(z.strictObject({ meetingId: meetingIdSchema, from: z.iso.date() })),
  /** The meetings for which a plan has been proposed. */
  proposed: z.array(meetingIdSchema),
  /** The moved meetings of which the channel has been told, by the days that they are reckoned from. */
  moved: z.array(changeSchema),
  /** Those of whom the channel has been told that they left the team. */
  left: z.array(z.string()),
  /** The ISO day of the last card. */
  lastCard: z.iso.date().optional(),
});
export type State = z.infer<typeof stateSchema>;

export const firstState: State = { plans: [], proposed: [], moved: [], left: [] };

/** Whether there is nothing to tell. */
export function isQuiet({ items, left, moved, doubtful }: Morning): boolean {
  return items.length === 0 && left.length === 0 && moved.length === 0 && doubtful === undefined;
}

/** Two mornings in one card, of the day of the later: the earlier could not be posted. What is in both counts once. */
export function joined(earlier: Morning, later: Morning): Morning {
  const about = new Set(later.items.map(({ meetingId, activityId }) => `${meetingId}|${activityId}`));
  const items = earlier.items.filter(({ meetingId, activityId }) => !about.has(`${meetingId}|${activityId}`));
  const told = new Set(later.moved.map(({ meetingId }) => meetingId));
  return {
    ...later,
    items: [...items, ...later.items],
    left: [...new Set([...earlier.left, ...later.left])],
    moved: [...earlier.moved.filter(({ meetingId }) => !told.has(meetingId)), ...later.moved],
    late: earlier.late || later.late || items.length > 0,
  };
}
