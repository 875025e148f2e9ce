import type { CardMessage } from '../cards/card';
import type { Reply, Turn } from '../conversation/turn';
import type { People } from '../directory/people';
import type { Action, HostingService } from './service';
import type { HostingStore } from './store';

export interface HostingRouteParts {
  service: HostingService;
  store: Pick<HostingStore, 'morning' | 'all'>;
  people: Pick<People, 'names' | 'namesAtHand'>;
  wake: (keys: readonly string[]) => Promise<void>;
  /** Whether it reached the person's own chat. */
  toOwnChat: (turn: Turn<unknown>, message: CardMessage) => Promise<boolean>;
  newDraftId: () => string;
  /** Logs a failure and returns the short code that people can quote. */
  report: (error: unknown) => string;
}

/** Who does what, as the service takes it. */
export function actionOf(turn: Turn<unknown>): Action {
  const { actor, now, signal } = turn;
  return { actor, now, signal, reader: turn };
}

/** One card through which one walks: the pressed one becomes the next. */
export function shown(turn: Turn<unknown>, card: CardMessage): Reply {
  return turn.messageId ? { become: card } : { say: [card] };
}
