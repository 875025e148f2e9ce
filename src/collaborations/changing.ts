import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { isPlanned, type NewJob } from '../delivery/job';
import type { Notification } from '../register/model';
import {
  digestOf,
  type CollaborationStore,
  type Replace,
  type StoredDigest,
  type StoredNotification,
} from '../register/store';
import type { Transition } from '../register/transitions';
import { addToDigest, digestItemOf, removeFromDigest } from '../register/who-else';
import { ConflictError } from '../storage/errors';
import { jitter } from '../storage/jitter';
import type { Action, View } from './access';
import { jobsFor, pointless } from './deliveries';

export interface Shown {
  notification: Notification;
  view: View;
}

/** The outcome of a press; `unchanged` when it had been done already, or somebody else was first. */
export interface Done extends Shown {
  changed: boolean;
  /** Keys of deliveries to wake once the answer is given. */
  wake: string[];
  /** Messages whose cards the deliveries bring up to date. */
  followed: string[];
  /** Cities whose digest has lost a collaboration, and is to be made anew. */
  stale: string[];
}

export interface Change {
  /** How this person meets it; throws NotFoundOrNotAllowedError when they may not do this. */
  admit: (notification: Notification) => Promise<View>;
  decide: (before: Notification) => Transition;
  /** Jobs that the change needs beside those that follow from it by themselves. */
  alsoSend?: (after: Notification, before: StoredNotification) => NewJob[];
}

const ATTEMPTS = 25;

export type Changing = ReturnType<typeof makeChanging>;

/** Changes of a stored notification: read, admit, decide, write; again on what is there by then when a race is lost. */
export function makeChanging(store: CollaborationStore) {
  /** Throws NotFoundOrNotAllowedError, StorageUnavailableError, RosterUnavailableError, and what `decide` throws. */
  async function change(action: Action, ref: string, what: Change): Promise<Done> {
    for (let attempt = 1; ; attempt += 1) {
      const stored = await mustLoad(ref, action);
      const view = await what.admit(stored.notification);
      const transition = what.decide(stored.notification);
      if (transition.kind === 'unchanged') return asIs(stored, view);
      try {
        const also = what.alsoSend?.(transition.after, stored) ?? [];
        return await write(action, stored, transition.after, view, also);
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
    also: readonly NewJob[],
  ): Promise<Done> {
    const { digests, stale } = await changedDigests(action, before.notification, after);
    const jobs = [...jobsFor(action, before, after), ...also];
    const wake = await writeChange(store, { before, after, digests, jobs }, action.signal);
    return { notification: after, view, changed: true, wake, followed: followedIn(before), stale };
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

  async function mustLoad(ref: string, { signal }: Pick<Action, 'signal'>): Promise<StoredNotification> {
    const stored = await store.load(ref, signal);
    if (!stored) throw new NotFoundOrNotAllowedError(ref);
    return stored;
  }

  return { change, mustLoad };
}

/** Writes a change with the jobs it leads to; returns the keys of all deliveries that it opens. */
export async function writeChange(
  store: Pick<CollaborationStore, 'replace'>,
  change: Omit<Replace, 'closes'>,
  signal?: AbortSignal,
): Promise<string[]> {
  const { before, after, jobs } = change;
  const closes = pointless(after);
  await store.replace({ ...change, closes }, signal);
  const open = before.jobs.filter(({ job }) => job.mode === 'card' && !job.planned && !closes(job));
  return [...open.map(({ job }) => job.key), ...jobs.filter(job => !job.dueAt).map(job => job.key)];
}

/** Whoever did it may have died before waking what it led to, so that is woken again. */
export function asIs(stored: StoredNotification, view: View): Done {
  const { notification, jobs } = stored;
  const wake = jobs.filter(({ job }) => job.state === 'waiting' && !isPlanned(job)).map(({ job }) => job.key);
  return { notification, view, changed: false, wake, followed: followedIn(stored), stale: [] };
}

function followedIn({ jobs }: StoredNotification): string[] {
  return jobs.flatMap(({ job }) => (job.mode === 'card' && job.posted ? [job.posted.activityId] : []));
}
