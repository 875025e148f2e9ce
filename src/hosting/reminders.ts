import type { Lists } from '../directory/lists';
import { daysBetween, plusDays } from '../register/when';
import { workdayOnOrBefore } from '../workdays';
import { hostingOf } from './hostings';
import { isOpen, type Activity, type Plan } from './model';

// When an activity is reminded of (S4): 30 and 7 days before its date, on it, and every week after it until it is done.
// What falls on a free day comes on the working day before. What was overdue on the first morning of a plan that was
// adopted late comes on that morning, and every week after it: on one card, and not on the weekday of each. Days are ISO
// days in Göteborg.

/** Days before the date, the earliest first. */
const BEFORE = [30, 7, 0];
const WEEK = 7;

/** So many days after the date the person responsible is told too, in weeks. */
const TOLD_AFTER_WEEKS = 2;

/**
 * The latest day on or before `day` that a reminder falls on; undefined before the first one. `first`: the first morning
 * of the plan, where that has been.
 */
export function lastReminder(due: string, day: string, first?: string): string | undefined {
  const { from, ahead } = rhythmOf(due, first);
  const weeks = Math.max(0, Math.floor(daysBetween(from, day) / WEEK));
  const after = [weeks + 1, weeks].map(week => workdayOnOrBefore(plusDays(from, week * WEEK)));
  const before = ahead.toReversed().map(days => workdayOnOrBefore(plusDays(from, -days)));
  return [...after, ...before].find(reminder => reminder <= day);
}

/** The first day after `day` that a reminder falls on. There is always one. */
export function nextReminder(due: string, day: string, first?: string): string {
  const { from, ahead } = rhythmOf(due, first);
  const before = ahead.map(days => workdayOnOrBefore(plusDays(from, -days)));
  const weeks = Math.max(1, Math.floor(daysBetween(from, day) / WEEK));
  const after = [weeks, weeks + 1, weeks + 2].map(week => workdayOnOrBefore(plusDays(from, week * WEEK)));
  return [...before, ...after].find(reminder => reminder > day)!;
}

/** From which day on the weeks are counted, and how many days ahead of it there are reminders. */
function rhythmOf(due: string, first: string | undefined) {
  return first !== undefined && due < first ? { from: first, ahead: [0] } : { from: due, ahead: BEFORE };
}

/** Whether the person responsible is told too, in a reminder on a day. */
export function isTold(due: string, day: string): boolean {
  return day >= workdayOnOrBefore(plusDays(due, TOLD_AFTER_WEEKS * WEEK));
}

/** Up to where the mornings have been seen to: the last day, and the plans that were known then. */
export interface SeenTo {
  through?: string;
  /** `from`: the first morning that a plan was known. */
  plans: readonly { meetingId: string; from: string }[];
}

/** An activity whose reminder is due. */
export interface DueItem {
  meetingId: string;
  activityId: string;
  /** The date that it is about: when that is changed, the reminder is about nothing any more. */
  due: string;
  /** The day on which it should have come; earlier than today after days of downtime or for a plan adopted late. */
  scheduled: string;
}

/**
 * What is to be reminded of on a working day: everything whose reminder fell after the last morning that was seen to.
 * Of a plan that was not known then, also what fell before: half a plan that is adopted late comes on one morning.
 */
export function dueItems(plan: Plan, lists: Pick<Lists, 'cycle'>, day: string, seen: SeenTo): DueItem[] {
  if (!hostingOf(lists, plan)) return [];
  const first = firstMorning(plan, seen);
  return plan.activities.filter(isOpen).flatMap(activity => {
    const scheduled = lastReminder(activity.due, day, first);
    if (scheduled === undefined || scheduled <= seenToFor(activity, plan, seen)) return [];
    return [{ meetingId: plan.meetingId, activityId: activity.id, due: activity.due, scheduled }];
  });
}

/** The last day whose reminders of an activity are past: sent, or without reason since somebody set its date. */
export function seenToFor(activity: Pick<Activity, 'since'>, plan: Pick<Plan, 'meetingId'>, seen: SeenTo) {
  const through = firstMorning(plan, seen) === undefined ? '' : (seen.through ?? '');
  const since = activity.since ?? '';
  return since > through ? since : through;
}

/** The first morning on which a plan was known; undefined as long as none has been. */
export function firstMorning({ meetingId }: Pick<Plan, 'meetingId'>, { plans }: SeenTo): string | undefined {
  return plans.find(known => known.meetingId === meetingId)?.from;
}
