import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import type { NewJob } from '../delivery/job';
import { ConflictError } from '../storage/errors';
import { cardJobs, jobsFor, type ConfirmationPlace } from './deliveries';
import { makeReference, sameContent, type Content, type Notification } from './model';
import {
  digestOf,
  digestsWith,
  nextNumber,
  type CollaborationStore,
  type ListPage,
  type Shared,
  type StoredDigest,
  type StoredNotification,
} from './store';
import * as transitions from './transitions';
import type { Transition } from './transitions';
import { addToDigest, digestItemOf, pickWhoElse, removeFromDigest, type DigestItem } from './who-else';

/** Somebody changed the content after the form was opened; nothing was written. */
export class ContentChangedError extends Error {
  readonly code = 'CONTENT_CHANGED';
  constructor(readonly current: Notification) {
    super('the content was changed by somebody else');
  }
}

/** Within what an action runs: who, when, and until when it must have answered. */
export interface Action {
  actor: Actor;
  now: Date;
  signal?: AbortSignal;
  /** In which capacity, for an officer who is the sender too: the sender's unless it says so. */
  as?: 'coordinator';
}

/** How much of a notification a person may see. */
export type View = 'coordinator' | 'sender' | 'public';

export interface Shown {
  notification: Notification;
  view: View;
}

/** The outcome of a press; `unchanged` when it had been done already, or somebody else was first. */
export interface Done extends Shown {
  changed: boolean;
  /** Keys of deliveries to wake once the answer is given. */
  wake: string[];
  /** Cities whose digest has lost a collaboration, and is to be made anew. */
  stale: string[];
}

export interface Informed extends Done {
  whoElse: DigestItem[];
}

export interface ServiceParts {
  store: CollaborationStore;
  coordinators: Coordinators;
  /** The calendar year in Göteborg at a moment: the reference bears it. */
  yearOf: (moment: Date) => number;
}

const ATTEMPTS = 25;

export type CollaborationService = ReturnType<typeof makeCollaborationService>;

/**
 * What can be done with collaborations. Every method checks access first and throws NotFoundOrNotAllowedError,
 * StorageUnavailableError or RosterUnavailableError. A change that loses a race is tried again on what is there by
 * then, so that the later one finds it done.
 */
export function makeCollaborationService({ store, coordinators, yearOf }: ServiceParts) {
  /**
   * Tells of a collaboration (S8). The draft key makes it once, however often it is sent: the same content again gives
   * the confirmation again, other content becomes an edit of the same reference.
   */
  async function inform(
    action: Action,
    draftId: string,
    content: Content,
    confirmation: ConfirmationPlace | undefined,
  ): Promise<Informed> {
    for (let attempt = 1; ; attempt += 1) {
      const shared = await store.loadShared(action.signal);
      try {
        return await insertNew(action, shared, draftId, content, confirmation);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        const draft = await store.findDraft(draftId, action.signal);
        if (draft) return repeatInform(action, draft, content);
        if (attempt >= ATTEMPTS) throw error;
        await jitter(attempt);
      }
    }
  }

  async function insertNew(
    action: Action,
    shared: Shared,
    draftId: string,
    content: Content,
    confirmation: ConfirmationPlace | undefined,
  ): Promise<Informed> {
    const year = yearOf(action.now);
    const ref = makeReference(year, nextNumber(shared, year));
    const notification = transitions.inform(ref, content, action.now.toISOString(), action.actor.id);
    const known = content.cities.map(cityId => digestOf(shared, cityId).digest);
    const whoElse = pickWhoElse(known, digestItemOf(notification));
    const digests = digestsWith(shared, notification);
    const jobs = cardJobs(notification, confirmation);
    await store.insert({ notification, shared, digests, jobs, draftId }, action.signal);
    return {
      notification,
      view: 'sender',
      changed: true,
      wake: jobs.map(job => job.key),
      stale: [],
      whoElse,
    };
  }

  async function repeatInform(
    action: Action,
    draft: { ref: string; by: string },
    content: Content,
  ): Promise<Informed> {
    if (draft.by !== action.actor.id) throw new NotFoundOrNotAllowedError();
    const stored = await mustLoad(draft.ref, action);
    const same = sameContent(stored.notification.content, content) || stored.notification.withdrawn;
    const done = same ? asIs(stored, 'sender') : await edit(action, draft.ref, content);
    return { ...done, whoElse: await store.whoElse(done.notification, action.signal) };
  }

  /** Shows one; how much of it depends on who asks (S7). */
  async function show(action: Action, ref: string): Promise<Shown> {
    const stored = await mustLoad(ref, action);
    return { notification: stored.notification, view: await viewOf(action, stored.notification) };
  }

  /** One's own, newest first. */
  async function mine(action: Action, limit: number, after?: string): Promise<ListPage> {
    return store.listOwn(action.actor.id, limit, after, action.signal);
  }

  /**
   * Changes the content. `base` is the content version that the form was opened on.
   * Throws ContentChangedError when somebody has changed it since.
   */
  async function edit(action: Action, ref: string, content: Content, base?: number): Promise<Done> {
    return change(action, ref, ['sender', 'coordinator'], before => {
      const stale = base !== undefined && before.contentVersion !== base;
      if (stale && !sameContent(before.content, content)) throw new ContentChangedError(before);
      return transitions.edit(before, content, deedOf(action));
    });
  }

  /** Withdraws one; it stays readable. */
  async function withdraw(action: Action, ref: string): Promise<Done> {
    return change(action, ref, ['sender', 'coordinator'], before =>
      transitions.withdraw(before, deedOf(action)),
    );
  }

  async function receive(action: Action, ref: string): Promise<Done> {
    return change(action, ref, ['coordinator'], before => transitions.receive(before, deedOf(action)));
  }

  async function ask(action: Action, ref: string, number: number, text: string): Promise<Done> {
    return change(action, ref, ['coordinator'], before =>
      transitions.ask(before, number, text, deedOf(action)),
    );
  }

  async function answer(action: Action, ref: string, number: number, text: string): Promise<Done> {
    const allowed: View[] = ['sender', 'coordinator'];
    return change(action, ref, allowed, before => transitions.answer(before, number, text, deedOf(action)));
  }

  async function register(
    action: Action,
    ref: string,
    value: string,
    seen: string | undefined,
  ): Promise<Done> {
    return change(action, ref, ['coordinator'], before =>
      transitions.register(before, value, seen, deedOf(action)),
    );
  }

  async function change(
    action: Action,
    ref: string,
    allowed: readonly View[],
    decide: (before: Notification) => Transition,
  ): Promise<Done> {
    for (let attempt = 1; ; attempt += 1) {
      const stored = await mustLoad(ref, action);
      const view = await allowedView(action, stored.notification, allowed);
      const transition = decide(stored.notification);
      if (transition.kind === 'unchanged') return asIs(stored, view);
      try {
        return await write(action, stored, transition.after, view);
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt >= ATTEMPTS) throw error;
        await jitter(attempt);
      }
    }
  }

  async function write(
    action: Action,
    before: StoredNotification,
    after: Notification,
    view: View,
  ): Promise<Done> {
    const { digests, stale } = await changedDigests(action, before.notification, after);
    const jobs: NewJob[] = jobsFor(before, after);
    await store.replace({ before, after, digests, jobs }, action.signal);
    const wake = [...before.jobs.map(({ job }) => job.key), ...jobs.map(job => job.key)];
    return { notification: after, view, changed: true, wake, stale };
  }

  /** What other units see of it follows in the same transaction. */
  async function changedDigests(
    action: Action,
    before: Notification,
    after: Notification,
  ): Promise<{ digests: StoredDigest[]; stale: string[] }> {
    if (after.contentVersion === before.contentVersion && !after.withdrawn) return { digests: [], stale: [] };
    const shared = await store.loadShared(action.signal);
    const cityIds = [...new Set([...before.content.cities, ...after.content.cities])];
    const digests = cityIds.map(cityId => {
      const stored = digestOf(shared, cityId);
      const without = removeFromDigest(stored.digest, after.ref);
      const stays = !after.withdrawn && after.content.cities.includes(cityId);
      return { ...stored, digest: stays ? addToDigest(without, digestItemOf(after)) : without };
    });
    return { digests, stale: cityIds };
  }

  async function mustLoad(ref: string, action: Action): Promise<StoredNotification> {
    const stored = await store.load(ref, action.signal);
    if (!stored) throw new NotFoundOrNotAllowedError(ref);
    return stored;
  }

  /** How somebody meets a notification. An officer who is its sender too is met as what they act as. */
  async function viewOf(action: Action, notification: Notification): Promise<View> {
    const own = notification.createdBy === action.actor.id;
    if (own && action.as !== 'coordinator') return 'sender';
    try {
      if (await isCoordinator(action)) return 'coordinator';
    } catch (error) {
      // One's own is one's own, whether Teams answers or not.
      if (!own) throw error;
    }
    return own ? 'sender' : 'public';
  }

  function isCoordinator({ actor, signal }: Action): Promise<boolean> {
    return beforeDeadline(signal, coordinators.includes(actor.id));
  }

  async function allowedView(
    action: Action,
    notification: Notification,
    allowed: readonly View[],
  ): Promise<View> {
    const as = allowed.includes('sender') ? action.as : 'coordinator';
    const view = await viewOf({ ...action, as }, notification);
    if (!allowed.includes(view)) throw new NotFoundOrNotAllowedError(notification.ref);
    return view;
  }

  return { inform, show, mine, edit, withdraw, receive, ask, answer, register };
}

/** Whoever did it may have died before waking what it led to, so that is woken again. */
function asIs({ notification, jobs }: StoredNotification, view: View): Done {
  const wake = jobs.filter(({ job }) => job.state === 'waiting').map(({ job }) => job.key);
  return { notification, view, changed: false, wake, stale: [] };
}

function deedOf({ actor, now }: Action): { by: string; at: string } {
  return { by: actor.id, at: now.toISOString() };
}

/** Those who lost the same race must not meet again at the next one. */
function jitter(attempt: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.random() * Math.min(10 * attempt, 100)));
}
