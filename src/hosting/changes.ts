import { cityDay } from '../i18n/moments';
import { dayBefore, daysBetween, plusDays } from '../register/when';
import { morningOf } from '../workdays';
import { dueAt, proposedActivities, type Span } from './activities';
import { activityIn, isOpen, MOST_ACTIVITIES, type Activity, type Deed, type Plan } from './model';

// Changes of a plan. Each gives a new plan, or the same object where nothing is left to change. Days are ISO days;
// `since` is the last one whose reminders are past when somebody changes something (`pastAt`).

/** The last day whose reminders are past at a moment: before nine in the morning those of the day are still to come. */
export function pastAt(now: Date): string {
  const today = cityDay(now);
  return now < morningOf(today) ? dayBefore(today) : today;
}

/** The plan as it is proposed, for a meeting on these days (S4). */
export function adopt(meetingId: string, { from, to }: Span, adopted: Deed): Plan {
  return { meetingId, from, to, adopted, activities: proposedActivities({ from, to }) };
}

/** Says that it is done; whoever said so first is kept. */
export function finish(plan: Plan, id: string, done: Deed): Plan {
  return edit(plan, id, activity => (activity.done ? activity : { ...activity, done }));
}

/** Takes back that it was done, or that it was not needed. Reminders up to `since` have lost their reason. */
export function reopen(plan: Plan, id: string, since: string): Plan {
  return edit(plan, id, ({ done, dropped, ...activity }) =>
    done || dropped ? { ...activity, since } : activity,
  );
}

export function drop(plan: Plan, id: string, dropped: Deed): Plan {
  return edit(plan, id, activity => (activity.dropped ? activity : { ...activity, dropped }));
}

/** A date of its own, which no longer follows the meeting by itself. */
export function setDate(plan: Plan, id: string, due: string, since: string, moved: Deed): Plan {
  return edit(plan, id, ({ offset: _own, ...activity }) =>
    activity.due === due
      ? { ...activity, ...(_own && { offset: _own }) }
      : { ...activity, due, since, moved },
  );
}

/** Whom it depends on; undefined for nobody. */
export function assign(plan: Plan, id: string, responsible: string | undefined): Plan {
  return edit(plan, id, ({ responsible: _before, ...activity }) => ({
    ...activity,
    ...(responsible && { responsible }),
  }));
}

export function rename(plan: Plan, id: string, title: string): Plan {
  return edit(plan, id, activity => ({ ...activity, title }));
}

/** A new activity; undefined where the plan has no room for more. Entered twice under one id it is there once. */
export function add(plan: Plan, activity: Pick<Activity, 'id' | 'title' | 'due' | 'responsible' | 'since'>) {
  if (activityIn(plan, activity.id)) return plan;
  if (plan.activities.length >= MOST_ACTIVITIES) return undefined;
  return { ...plan, activities: [...plan.activities, activity] };
}

/**
 * Moves what is still to be done with the meeting: what follows it to its own distance from it, the rest by as many
 * days as the meeting's first day has moved.
 */
export function moveWithMeeting(plan: Plan, { from, to }: Span, since: string, moved: Deed): Plan {
  const days = daysBetween(plan.from, from);
  const activities = plan.activities.map(activity => {
    if (!isOpen(activity)) return activity;
    const due = activity.offset ? dueAt(activity.offset, { from, to }) : plusDays(activity.due, days);
    return due === activity.due ? activity : { ...activity, due, since, moved };
  });
  return { ...plan, from, to, activities };
}

/** Keeps the dates as they are, though the meeting has moved. */
export function keepDates(plan: Plan, { from, to }: Span): Plan {
  const activities = plan.activities.map(activity => {
    if (!isOpen(activity)) return activity;
    const { offset: _old, ...kept } = activity;
    return kept;
  });
  return { ...plan, from, to, activities };
}

function edit(plan: Plan, id: string, change: (activity: Activity) => Activity): Plan {
  return { ...plan, activities: plan.activities.map(one => (one.id === id ? change(one) : one)) };
}
