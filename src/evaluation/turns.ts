import type { CardMessage } from '../cards/card';
import { isOwnPlace, type Reply, type Turn } from '../conversation/turn';
import type { People } from '../directory/people';
import { namesAsFarAsKnown } from '../directory/people';
import type { HandFile } from '../files/handing';
import type { EvaluationResults } from '../meetings/evaluation';
import type { Answering } from './answering';
import type { Names } from './prompt-card';
import type { Sending } from './sending';
import type { Action, EvaluationService } from './service';

export interface EvaluationRouteParts {
  service: EvaluationService;
  answering: Answering;
  sending: Pick<Sending, 'enterForms'>;
  /** Has the clock look again at the next tick. */
  lookAgain: () => void;
  results: (meetingId: string, signal?: AbortSignal) => Promise<EvaluationResults | undefined>;
  people: Pick<People, 'names' | 'namesAtHand'>;
  hand: HandFile;
  wake: (keys: readonly string[]) => Promise<void>;
  /** Whether it reached the person's own chat. */
  toOwnChat: (turn: Turn<unknown>, message: CardMessage) => Promise<boolean>;
  newDraftId: () => string;
  /** Logs a failure and returns the short code that people can quote. */
  report: (error: unknown) => string;
  /** Leads to the bot's own chat in Teams, where it is known. */
  chatLink?: string;
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

/** A form that somebody types in: nothing may bring its card to date meanwhile. */
export function shownForm(turn: Turn<unknown>, card: CardMessage): Reply {
  return turn.messageId ? { become: card, keep: 'nobody' } : { say: [card] };
}

/** From the channel the way goes to one's own chat, where nobody else is typing or reads along. */
export async function inOwnChat(
  parts: Pick<EvaluationRouteParts, 'toOwnChat'>,
  turn: Turn<unknown>,
  card: CardMessage,
  here: (turn: Turn<unknown>, card: CardMessage) => Reply,
): Promise<Reply> {
  if (isOwnPlace(turn.place)) return here(turn, card);
  const isThere = await parts.toOwnChat(turn, card);
  return { notice: turn.t(isThere ? 'common:ownChatOpened' : 'common:ownChatUnknown') };
}

/** Names as far as they are known, one's own among them. */
export async function namesOf(
  { people }: Pick<EvaluationRouteParts, 'people'>,
  turn: Turn<unknown>,
  ids: readonly string[],
): Promise<Names> {
  const others = [...new Set(ids)].filter(id => id !== turn.actor.id);
  const known = await namesAsFarAsKnown(people, others, turn.signal);
  return new Map([...known, [turn.actor.id, turn.actor.name]]);
}
