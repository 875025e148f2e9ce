import type { CardMessage } from '../cards/card';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Reply, Turn } from '../conversation/turn';
import type { Meeting } from '../meetings/cycle';
import { meetingById } from '../meetings/standing';
import type { Action } from './access';

export function actionOf({ actor, now, locale, lists, signal }: Turn<unknown>): Action {
  return { actor, now, locale, lists, signal };
}

/** One card through which one walks: the pressed one becomes the next. */
export function shown(turn: Turn<unknown>, card: CardMessage): Reply {
  return turn.messageId ? { become: card } : { say: [card] };
}

/** The meeting of a form that came back. Throws NotFoundOrNotAllowedError where there is none. */
export function meetingIn({ lists }: Turn<unknown>, id: string): Meeting {
  const meeting = meetingById(lists, id);
  if (!meeting) throw new NotFoundOrNotAllowedError();
  return meeting;
}
