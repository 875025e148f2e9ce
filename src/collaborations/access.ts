import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import { isEditorOf } from '../directory/editors';
import type { Lists } from '../directory/lists';
import { cityDay } from '../i18n/moments';
import { senderOf, type Notification } from '../register/model';

/** Within what an action runs: who, when, and until when it must have answered. */
export interface Action {
  actor: Actor;
  now: Date;
  lists: Lists;
  signal?: AbortSignal;
  /** In which capacity, for an officer who is the sender too: the sender's unless it says so. */
  as?: 'coordinator';
}

/** How much of a notification a person may see. */
export type View = 'coordinator' | 'sender' | 'editor' | 'public';

/** Those who may change what was told. */
export const KEEPERS: readonly View[] = ['sender', 'editor', 'coordinator'];

/** Who may see and do what with a notification (S6, S7). */
export function makeAccess(coordinators: Coordinators) {
  /** How somebody meets a notification. An officer who is its sender too is met as what they act as. */
  async function viewOf(action: Action, notification: Notification): Promise<View> {
    const { actor, lists, now } = action;
    const own = senderOf(notification) === actor.id;
    if (own && action.as !== 'coordinator') return 'sender';
    const edits = isEditorOf(lists, notification.content.unitId, actor.id, cityDay(now));
    const otherwise: View = own ? 'sender' : edits ? 'editor' : 'public';
    try {
      return (await isCoordinator(action)) ? 'coordinator' : otherwise;
    } catch (error) {
      // One's own is one's own, and one's unit's too, whether Teams answers or not.
      if (otherwise === 'public') throw error;
      return otherwise;
    }
  }

  function isCoordinator({ actor, signal }: Pick<Action, 'actor' | 'signal'>): Promise<boolean> {
    return beforeDeadline(signal, coordinators.includes(actor.id));
  }

  /** Throws NotFoundOrNotAllowedError when somebody meets it otherwise than `allowed`. */
  async function mustMeetAs(
    action: Action,
    notification: Notification,
    allowed: readonly View[],
  ): Promise<View> {
    const as = allowed.includes('sender') ? action.as : 'coordinator';
    const view = await viewOf({ ...action, as }, notification);
    if (!allowed.includes(view)) throw new NotFoundOrNotAllowedError(notification.ref);
    return view;
  }

  return { viewOf, isCoordinator, mustMeetAs };
}
