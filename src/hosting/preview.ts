import type { Lists } from '../directory/lists';
import { plusDays } from '../register/when';
import { addWorkdays, isWorkday } from '../workdays';
import { hostingOf } from './hostings';
import { isOpen, type Plan } from './model';
import { dueItems, firstMorning, nextReminder, seenToFor, type SeenTo } from './reminders';

/** A reminder to come. Days are ISO days in Göteborg. */
export interface Coming {
  day: string;
  meetingId: string;
  activityId: string;
  due: string;
  /** The date is over by then: it comes back every week until the activity is done. */
  weekly: boolean;
}

/**
 * The reminders from the next morning that is seen to up to and including `until`, by day, if nothing is changed and
 * everything is done on its date: of what is overdue only the first one, since it comes back until it is done.
 */
export function comingReminders(
  plans: readonly Plan[],
  lists: Pick<Lists, 'cycle'>,
  { today, until, seen }: { today: string; until: string; seen: SeenTo },
): Coming[] {
  const next = nextMorningDay(today, seen.through);
  const all = plans.flatMap(plan => {
    if (!hostingOf(lists, plan)) return [];
    const first = dueItems(plan, lists, next, seen);
    return plan.activities.filter(isOpen).flatMap(activity => {
      const about = { meetingId: plan.meetingId, activityId: activity.id, due: activity.due };
      const isFirst = first.some(({ activityId }) => activityId === activity.id);
      const days = isFirst ? [next] : [];
      let day = isFirst ? next : laterOf(seenToFor(activity, plan, seen), plusDays(next, -1));
      for (;;) {
        day = nextReminder(activity.due, day, firstMorning(plan, seen));
        if (day > until || (day > activity.due && days.length > 0)) break;
        days.push(day);
      }
      return days
        .filter(one => one <= until)
        .map(one => ({ ...about, day: one, weekly: one > activity.due }));
    });
  });
  return all.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

/** The first working day that has not been seen to, from today on. */
export function nextMorningDay(today: string, through: string | undefined): string {
  const from = through !== undefined && through >= today ? plusDays(through, 1) : today;
  return isWorkday(from) ? from : addWorkdays(from, 1);
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}
