import { z } from 'zod/v4';
import type { CardMessage } from '../../cards/card';
import type { Turn } from '../../conversation/turn';
import type { People } from '../../directory/people';
import * as cards from '../cards';
import { peopleIn, type Notification } from '../model';
import type { Action, CollaborationService, Done, Shown } from '../service';
import type { CollaborationStore } from '../store';
import type { Names } from '../wording';

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
  /** Whether the client can ask for units while a person types. */
  typeahead: boolean;
}

/** What the border lets through as a reference, and as something that was typed. */
export const refSchema = z.string().regex(/^V-\d{4}-\d{4,9}$/);
export const refOnly = z.object({ ref: refSchema });
export const typedText = z.string().max(20_000).default('');

export function actionOf(turn: Turn<unknown>): Action {
  const { actor, now, signal, place } = turn;
  // In the City Executive Office's channel people act as its officers.
  return { actor, now, signal, ...(place.kind !== 'personal' && { as: 'coordinator' }) };
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
  if (view === 'sender') return cards.senderCard(turn.locale, { notification, notice });
  if (view === 'public') return cards.publicCard(turn.locale, notification);
  return cards.coordinatorCard(turn.locale, { notification, names, notice });
}

/** What follows a change once the answer is given: its deliveries, and the digests that have lost something. */
export function afterwards(parts: CollaborationRouteParts, done: Done): () => Promise<void> {
  return async () => {
    await parts.wake(done.wake);
    for (const cityId of done.stale) await parts.store.rebuildDigest(cityId);
  };
}
