import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import { offeredCities } from '../directory/cities';
import { RosterUnavailableError, type Coordinators } from '../directory/coordinators';
import { isEditorOf, unitsEditedBy } from '../directory/editors';
import type { Lists } from '../directory/lists';
import { offeredTerms } from '../directory/terms';
import { allUnits } from '../directory/units';
import { cityDay } from '../i18n/moments';
import { ConflictError } from '../storage/errors';
import { isRunning, type Choice, type Owned, type Owner, type Subscription } from './model';
import type { NewsletterStore } from './store';

/** Within what an action runs: who, when, and until when it must have answered. */
export interface Action {
  actor: Actor;
  now: Date;
  lists: Lists;
  signal?: AbortSignal;
}

/** A subscription as it stands, and what else its reader may keep. */
export interface Opened {
  owner: Owner;
  /** Undefined: never had one. */
  subscription?: Subscription;
  /** Running ones of the units that the reader is an editor of. */
  units: readonly Owned[];
  /** Ids of the units for which the reader may subscribe. */
  keeps: readonly string[];
}

export type Saved = Opened &
  (
    | { kind: 'saved' | 'same' }
    /** Somebody else has changed it since the reader saw it; nothing was saved. */
    | { kind: 'changed' }
    /** Some of what was chosen cannot be chosen any more; nothing was saved. */
    | { kind: 'gone'; gone: Choice }
  );

type NewSubscription = Omit<Subscription, 'by' | 'at'>;

type Decision = { kind: 'same' } | { kind: 'gone'; gone: Choice } | { kind: 'change'; to: NewSubscription };

/** Who gets the monthly letter about what (S7). Methods throw NotFoundOrNotAllowedError for what is not one's own. */
export interface SubscriptionService {
  open(action: Action, owner: Owner): Promise<Opened>;
  /** `seen`: when the subscription that the reader saw had been changed (ISO moment), empty for none. */
  save(action: Action, owner: Owner, choice: Choice, seen: string): Promise<Saved>;
  end(action: Action, owner: Owner): Promise<Saved>;
}

export function makeSubscriptionService({
  store,
  coordinators,
}: {
  store: NewsletterStore;
  coordinators: Coordinators;
}): SubscriptionService {
  async function open(action: Action, owner: Owner): Promise<Opened> {
    await mustKeep(action, owner);
    return (await read(action, owner)).opened;
  }

  async function save(action: Action, owner: Owner, choice: Choice, seen: string): Promise<Saved> {
    await mustKeep(action, owner);
    return change(action, owner, seen, subscription => {
      const gone = notOffered(action, choice, subscription);
      if (gone.cities.length > 0 || gone.areas.length > 0) return { kind: 'gone', gone };
      if (isRunning(subscription) && sameChoice(subscription, choice)) return { kind: 'same' };
      return { kind: 'change', to: choice };
    });
  }

  async function end(action: Action, owner: Owner): Promise<Saved> {
    await mustKeep(action, owner);
    return change(action, owner, undefined, subscription =>
      isRunning(subscription)
        ? { kind: 'change', to: { ...choiceOf(subscription), ended: true } }
        : { kind: 'same' },
    );
  }

  /** The second attempt finds what made the first one fail. */
  async function change(
    action: Action,
    owner: Owner,
    seen: string | undefined,
    decide: (subscription?: Subscription) => Decision,
    attempt = 1,
  ): Promise<Saved> {
    const { stored, opened } = await read(action, owner);
    const decided = decide(opened.subscription);
    if (decided.kind !== 'change') return { ...opened, ...decided };
    if (seen !== undefined && seen !== (opened.subscription?.at ?? '')) return { ...opened, kind: 'changed' };
    const after = { ...decided.to, by: action.actor.id, at: action.now.toISOString() };
    try {
      await store.saveSubscription(owner, stored, after, action.signal);
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt > 1) throw error;
      return change(action, owner, seen, decide, attempt + 1);
    }
    return { ...opened, subscription: after, kind: 'saved' };
  }

  async function read(action: Action, owner: Owner) {
    const { actor, lists, now, signal } = action;
    const day = cityDay(now);
    const edited = unitsEditedBy(lists, actor.id, day);
    const [stored, ofUnits, officer] = await Promise.all([
      store.loadSubscription(owner, signal),
      edited.length > 0 ? store.unitSubscriptions(signal) : [],
      looksLikeCoordinator(action),
    ]);
    const existing = allUnits(lists, day).map(({ id }) => id);
    const opened: Opened = {
      owner,
      ...(stored && { subscription: stored.value }),
      units: ofUnits.filter(({ id, subscription }) => edited.includes(id) && !subscription.ended),
      keeps: existing.filter(id => officer || edited.includes(id)),
    };
    return { stored, opened };
  }

  /** One's own is one's own; a unit's belongs to its editors and to the City Executive Office (S6). */
  async function mustKeep({ actor, lists, now, signal }: Action, owner: Owner): Promise<void> {
    if (owner.kind === 'person' && owner.id === actor.id) return;
    if (owner.kind === 'unit' && isEditorOf(lists, owner.id, actor.id, cityDay(now))) return;
    const known = owner.kind === 'unit' && lists.units.some(({ id }) => id === owner.id);
    if (known && (await beforeDeadline(signal, coordinators.includes(actor.id)))) return;
    throw new NotFoundOrNotAllowedError();
  }

  /** For what is offered only: one's own subscription can be changed also while Teams does not tell who is who. */
  async function looksLikeCoordinator({ actor, signal }: Action): Promise<boolean> {
    try {
      return await beforeDeadline(signal, coordinators.includes(actor.id));
    } catch (error) {
      if (error instanceof RosterUnavailableError) return false;
      throw error;
    }
  }

  return { open, save, end };
}

/** What is chosen and does not exist; a city or an area that was chosen before may stay. */
function notOffered({ lists, now }: Action, { cities, areas }: Choice, before?: Subscription): Choice {
  const day = cityDay(now);
  const knownCities = [...offeredCities(lists, day).map(({ id }) => id), ...(before?.cities ?? [])];
  const knownAreas = [...offeredTerms(lists.areas, day).map(({ id }) => id), ...(before?.areas ?? [])];
  return {
    cities: cities.filter(id => !knownCities.includes(id)),
    areas: areas.filter(id => !knownAreas.includes(id)),
  };
}

function choiceOf({ cities, areas }: Choice): Choice {
  return { cities, areas };
}

function sameChoice(a: Choice, b: Choice): boolean {
  const inOrder = ({ cities, areas }: Choice) => JSON.stringify([cities.toSorted(), areas.toSorted()]);
  return inOrder(a) === inOrder(b);
}
