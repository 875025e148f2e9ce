import { z } from 'zod/v4';
import type { CardMessage } from '../../cards/card';
import { isOwnPlace, type Reply, type Turn } from '../../conversation/turn';
import type { Colleagues } from '../../directory/colleagues';
import type { People } from '../../directory/people';
import * as cards from '../cards';
import { peopleIn, type Notification } from '../../register/model';
import { hasJoined } from '../../register/transitions';
import type { ConfirmationPlace } from '../deliveries';
import type { Action, CollaborationService, Done, Shown } from '../service';
import type { CollaborationStore } from '../../register/store';
import type { Names } from '../../register/wording';

export interface CollaborationRouteParts {
  service: CollaborationService;
  store: Pick<CollaborationStore, 'whoElse' | 'rebuildDigest'>;
  people: People;
  /** Brings the deliveries on their way, after the answer. */
  wake: (keys: readonly string[]) => Promise<void>;
  /** Puts a card into the person's own chat; false when that chat is not known. */
  toOwnChat: (turn: Turn<unknown>, message: CardMessage) => Promise<boolean>;
  /** Logs a failure and returns the short code that people can quote. */
  report: (error: unknown) => string;
  newDraftId: () => string;
  /** People to choose from where Teams' people picker is not. */
  colleagues: Colleagues;
  /** Whether the client can ask for units while a person types, and has a people picker. */
  typeahead: boolean;
}

/** What the border lets through as a reference, and as something that was typed. */
export const refSchema = z.string().regex(/^V-\d{4}-\d{4,9}$/);
export const refOnly = z.object({ ref: refSchema });
export const typedText = z.string().max(20_000).default('');

export function actionOf(turn: Turn<unknown>): Action {
  const { actor, now, lists, signal, place } = turn;
  // In the City Executive Office's channel people act as its officers.
  return { actor, now, lists, signal, ...(!isOwnPlace(place) && { as: 'coordinator' }) };
}

/** The same as an officer, wherever it is. */
export function asCoordinator(turn: Turn<unknown>): Action {
  return { ...actionOf(turn), as: 'coordinator' };
}

/** Names that cost no read: the answer does not wait for them, and the delivery that follows has all of them. */
export function namesAtHand(people: People, turn: Turn<unknown>, notification: Notification): Names {
  return new Map([...people.namesAtHand(peopleIn(notification)), [turn.actor.id, turn.actor.name]]);
}

/** Everybody's name, for a card that no delivery brings up to date afterwards. */
export async function namesOf(
  people: People,
  turn: Turn<unknown>,
  notification: Notification,
): Promise<Names> {
  return new Map([
    ...(await people.names(peopleIn(notification), turn.signal)),
    [turn.actor.id, turn.actor.name],
  ]);
}

/** The card that suits how much of it this person may see. */
export function cardFor(turn: Turn<unknown>, shown: Shown, names: Names, notice?: string): CardMessage {
  const { notification, view } = shown;
  if (view === 'sender') return cards.senderCard(turn, { notification, notice });
  if (view === 'editor') return cards.senderCard(turn, { notification, notice, editor: names });
  if (view === 'public') {
    return cards.publicCard(turn, { notification, notice, joined: joinedBy(turn, notification) });
  }
  return cards.coordinatorCard(turn, { notification, names, notice });
}

/** The units that this person has said take part. */
export function joinedBy({ actor }: Turn<unknown>, notification: Notification): string[] {
  return notification.withdrawn
    ? []
    : notification.content.participatingUnits.filter(id => hasJoined(notification, id, actor.id));
}

/** Says it in the person's own chat, wherever it was asked for: forms live there only. */
export async function inOwnChat(
  parts: Pick<CollaborationRouteParts, 'toOwnChat'>,
  turn: Turn<unknown>,
  message: CardMessage,
): Promise<Reply> {
  if (isOwnPlace(turn.place)) return { say: [message] };
  const opened = await parts.toOwnChat(turn, message);
  return { notice: turn.t(opened ? 'common:ownChatOpened' : 'common:ownChatUnknown') };
}

/** Where a card that was pressed stands, when it is to follow what happens from now on. */
export function confirmationPlace({ place, messageId }: Turn<unknown>): ConfirmationPlace | undefined {
  if (!messageId || place.kind !== 'personal') return undefined;
  const { id, serviceUrl } = place.conversation;
  return { conversationId: id, serviceUrl, activityId: messageId };
}

/** Who keeps the pressed card: the deliveries, or for one that was only shown this turn. */
export function keeper({ messageId }: Turn<unknown>, { followed }: Done): 'ledger' | 'turn' {
  return messageId !== undefined && followed.includes(messageId) ? 'ledger' : 'turn';
}

/** What follows a change once the answer is given: its deliveries, and the digests that have lost something. */
export function afterwards(parts: CollaborationRouteParts, done: Done): () => Promise<void> {
  return async () => {
    await parts.wake(done.wake);
    for (const cityId of done.stale) await parts.store.rebuildDigest(cityId);
  };
}
