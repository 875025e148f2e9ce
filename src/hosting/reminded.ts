import type { Lists } from '../directory/lists';
import { hostingOf } from './hostings';
import { activityIn, isOpen, type Activity, type Plan } from './model';
import type { Morning } from './morning';

/** Something that a morning reminds of, as it stands in its plan now. */
export interface Reminded {
  plan: Plan;
  activity: Activity;
  /** The date that it was reminded of: an ISO day. */
  remindedOf: string;
  /** Whether it is still about the same date of something that is to be done. */
  isAsking: boolean;
}

/** What a card has room for with its buttons: 3 KB each at most, of 80 KB that Teams takes. A plan as proposed has as many. */
const MOST_WITH_BUTTONS = 15;

/** All that a morning reminds of, and as much of it as its card has room for. */
export function remindedOf(
  lists: Pick<Lists, 'cycle'>,
  plans: readonly Plan[],
  { items }: Pick<Morning, 'items'>,
): { all: Reminded[]; shown: Reminded[] } {
  const all = items.flatMap(({ meetingId, activityId, due }) => {
    const plan = plans.find(one => one.meetingId === meetingId);
    const activity = activityIn(plan, activityId);
    if (!plan || !activity) return [];
    const isAsking = hostingOf(lists, plan) !== undefined && isOpen(activity) && activity.due === due;
    return [{ plan, activity, remindedOf: due, isAsking }];
  });
  const withButtons = all.filter(({ isAsking }) => isAsking).slice(0, MOST_WITH_BUTTONS);
  const settled = all
    .filter(({ isAsking }) => !isAsking)
    .slice(0, 2 * MOST_WITH_BUTTONS - withButtons.length);
  const chosen = new Set([...withButtons, ...settled]);
  return { all, shown: all.filter(one => chosen.has(one)) };
}
