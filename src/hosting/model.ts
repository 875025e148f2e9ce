import { z } from 'zod/v4';
import { meetingIdSchema } from '../meetings/model';

const doneSchema = z.strictObject({ by: z.string(), at: z.string() });

/** How far from the meeting an activity is: from its first day, or with `after` from its last. */
export const offsetSchema = z.strictObject({
  months: z.int().min(-60).max(60).optional(),
  days: z.int().min(-400).max(400).optional(),
  after: z.literal(true).optional(),
});
export type Offset = z.infer<typeof offsetSchema>;

export const activityIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);

/** An Entra object id; it becomes part of a row's key. */
export const personIdSchema = z.string().regex(/^[\w-]{1,64}$/);

const activitySchema = z.strictObject({
  /** As in the data that plans are proposed from, or an id of its own. */
  id: activityIdSchema,
  /** What a coordinator calls it; absent: as in the data, in each reader's language. */
  title: z.string().min(1).max(200).optional(),
  /** ISO day. */
  due: z.iso.date(),
  /** Kept for as long as nobody has set a date of its own, so that it follows the meeting exactly. */
  offset: offsetSchema.optional(),
  /** Entra object id of the person responsible. */
  responsible: personIdSchema.optional(),
  /** The ISO day on which somebody set the date: reminders up to then have lost their reason. */
  since: z.iso.date().optional(),
  done: doneSchema.optional(),
  /** A coordinator has said that it is not needed. */
  dropped: doneSchema.optional(),
  /** Who changed its date last. */
  moved: doneSchema.optional(),
});
export type Activity = z.infer<typeof activitySchema>;

/** More than anybody would plan, and still far below what one row of storage holds. */
export const MOST_ACTIVITIES = 1_000;

/** What the City Executive Office has to do for a meeting that Göteborg hosts (S4). One for each meeting. */
export const planSchema = z.strictObject({
  meetingId: meetingIdSchema,
  /** The days of the meeting that the dates are reckoned from. */
  from: z.iso.date(),
  to: z.iso.date(),
  adopted: doneSchema,
  activities: z.array(activitySchema).max(MOST_ACTIVITIES),
});
export type Plan = z.infer<typeof planSchema>;

/** Who did something, and when: `at` is an ISO moment. */
export type Deed = z.infer<typeof doneSchema>;

/** Whether it still has to be done. */
export function isOpen({ done, dropped }: Activity): boolean {
  return done === undefined && dropped === undefined;
}

/** Whether it should have been done before an ISO day. */
export function isOverdue(activity: Activity, today: string): boolean {
  return isOpen(activity) && activity.due < today;
}

export function activityIn(plan: Plan | undefined, id: string): Activity | undefined {
  return plan?.activities.find(activity => activity.id === id);
}

/** How far it has come; what is not needed counts for nothing. */
export function progressOf({ activities }: Plan, today: string) {
  const needed = activities.filter(({ dropped }) => dropped === undefined);
  return {
    done: needed.filter(({ done }) => done !== undefined).length,
    all: needed.length,
    overdue: needed.filter(activity => isOverdue(activity, today)).length,
  };
}

/** Whether nothing is left to do. */
export function isFinished({ activities }: Plan): boolean {
  return !activities.some(isOpen);
}
