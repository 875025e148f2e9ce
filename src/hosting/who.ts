import type { Lists } from '../directory/lists';
import type { Activity, Plan } from './model';
import type { Morning } from './morning';
import { remindedOf } from './reminded';

/** The people whom an activity names: Entra object ids. */
export function idsOf({ responsible, done, dropped, moved }: Activity): string[] {
  return [responsible, done?.by, dropped?.by, moved?.by].filter(id => id !== undefined);
}

/** The people whom the card of a morning names. What it has no room for may be about a thousand more. */
export function idsIn(lists: Pick<Lists, 'cycle'>, plans: readonly Plan[], morning: Morning): string[] {
  const { shown } = remindedOf(lists, plans, morning);
  return [...new Set([...shown.flatMap(({ activity }) => idsOf(activity)), ...morning.left])];
}
