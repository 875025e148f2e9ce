import type { CardMessage } from '../cards/card';
import type { Reply, Turn } from '../conversation/turn';
import type { People } from '../directory/people';
import type { Action, InquiryService } from './service';
import type { InquiryStore } from './store';

export interface InquiryRouteParts {
  service: InquiryService;
  store: Pick<InquiryStore, 'finish'>;
  people: Pick<People, 'names' | 'namesAtHand'>;
  wake: (keys: readonly string[]) => Promise<void>;
  newDraftId: () => string;
  /** Opens the bot's chat, without a text; undefined where there is no such link. */
  chatLink?: string;
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

/** A form, which an update would empty while somebody types in it. */
export function shownForm(turn: Turn<unknown>, card: CardMessage): Reply {
  return turn.messageId ? { become: card, keep: 'nobody' } : { say: [card] };
}
