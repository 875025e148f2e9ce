import type { CardMessage } from '../cards/card';
import type { Reply, Turn } from '../conversation/turn';
import type { Action } from './access';

export function actionOf({ actor, now, locale, lists, signal }: Turn<unknown>): Action {
  return { actor, now, locale, lists, signal };
}

/** One card through which one walks: the pressed one becomes the next. */
export function shown(turn: Turn<unknown>, card: CardMessage): Reply {
  return turn.messageId ? { become: card } : { say: [card] };
}
