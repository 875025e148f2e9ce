import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import { RosterUnavailableError, type Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import type { Locale } from '../i18n';
import { cityDay } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import { presidiumRoleOf } from '../meetings/presidium';
import { meetingById } from '../meetings/standing';

/** Within what an action runs: who, when, with which lists, and until when it must have answered. */
export interface Action {
  actor: Actor;
  now: Date;
  locale: Locale;
  lists: Lists;
  signal?: AbortSignal;
}

/**
 * What somebody is to a delegation: `keeper` the presidium's secretary and the City Executive Office's officers, who
 * see who has answered and keep it; `member` the presidium, which sees whom it sends (S3).
 */
export type Access = 'keeper' | 'member';

/** Undefined: sees what any employee may. Throws RosterUnavailableError where Teams alone could tell. */
export async function accessOf(
  { actor, now, lists, signal }: Action,
  coordinators: Coordinators,
): Promise<Access | undefined> {
  const role = presidiumRoleOf(lists, actor.id, cityDay(now));
  if (role === 'secretary') return 'keeper';
  try {
    if (await beforeDeadline(signal, coordinators.includes(actor.id))) return 'keeper';
  } catch (error) {
    if (!(error instanceof RosterUnavailableError) || role === undefined) throw error;
  }
  return role && 'member';
}

/** Throws NotFoundOrNotAllowedError for whoever may not see a delegation. */
export async function mustSee(action: Action, coordinators: Coordinators): Promise<Access> {
  const access = await accessOf(action, coordinators);
  if (!access) throw new NotFoundOrNotAllowedError();
  return access;
}

/** Throws NotFoundOrNotAllowedError for whoever may not keep a delegation. */
export async function mustKeep(action: Action, coordinators: Coordinators): Promise<void> {
  if ((await accessOf(action, coordinators)) !== 'keeper') throw new NotFoundOrNotAllowedError();
}

/** Throws NotFoundOrNotAllowedError where there is no such meeting. */
export function meetingOf({ lists }: Pick<Action, 'lists'>, id: string): Meeting {
  const meeting = meetingById(lists, id);
  if (!meeting) throw new NotFoundOrNotAllowedError();
  return meeting;
}
