import type { NewJob } from '../delivery/job';
import type { StoredJob } from '../delivery/ledger';
import type { Delegation } from '../meetings/model';
import { ConflictError } from '../storage/errors';
import type { Action } from './access';
import { changeSince as changeIn, type Version } from './model';
import type { DelegationStore, StoredDelegation } from './store';

/** A delegation that is about to be changed. */
export interface Current extends StoredDelegation {
  /** Jobs to those whom the change is about. */
  jobs: readonly StoredJob[];
  /** The latest change of a part of it since a version, and who made it. */
  changeSince(seen: number, part: Part): Promise<Version | undefined>;
}
interface Target {
  meetingId: string;
  about?: string;
}

type Part = (delegation: Delegation | undefined) => unknown;

export type Decision<Outcome> =
  | { do: 'leave'; outcome: Outcome }
  | { do: 'save'; after: Delegation; outcome: Outcome; jobs?: readonly NewJob[] };

export interface Changed<Outcome> {
  outcome: Outcome;
  /** The delegation as it is now. */
  now: StoredDelegation;
  /** Keys of the jobs to wake. */
  wake: readonly string[];
}

/** Many answer on one day, and each time one of them is first. */
const ATTEMPTS = 60;
/** Answers of forty people, and what was changed meanwhile. */
const COMPARED = 200;

/**
 * Changes a delegation as it is at this moment, and again from the beginning when somebody else was first. `about`:
 * the one whose cards show the change; absent: everybody in the delegation. Throws storage errors.
 */
export function change<Outcome>(
  store: DelegationStore,
  action: Action,
  target: Target,
  decide: (current: Current) => Promise<Decision<Outcome>>,
): Promise<Changed<Outcome>> {
  return store.inLine(target.meetingId, () => changeNow(store, action, target, decide));
}

async function changeNow<Outcome>(
  store: DelegationStore,
  { actor, now, signal }: Action,
  target: Target,
  decide: (current: Current) => Promise<Decision<Outcome>>,
): Promise<Changed<Outcome>> {
  const { meetingId, about } = target;
  for (let attempt = 1; ; attempt += 1) {
    const [before, jobs] = await Promise.all([
      store.load(meetingId, signal),
      store.jobsOf(meetingId, about, signal),
    ]);
    const decided = await decide({ ...before, jobs, changeSince: since(store, meetingId, before, signal) });
    if (decided.do === 'leave') return { outcome: decided.outcome, now: before, wake: [] };
    const { after, outcome, jobs: added = [] } = decided;
    try {
      const at = now.toISOString();
      await store.save({ before, after, by: actor.id, at, jobs: added, touched: jobs }, signal);
      const saved = { ...before, delegation: after, version: before.version + 1 };
      return { outcome, now: saved, wake: [...added, ...jobs.map(({ job }) => job)].map(({ key }) => key) };
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === ATTEMPTS || signal?.aborted) throw error;
    }
  }
}

function since(
  store: DelegationStore,
  meetingId: string,
  { version }: StoredDelegation,
  signal: AbortSignal | undefined,
): Current['changeSince'] {
  return async (seen, part) => {
    if (seen === version) return undefined;
    const limit = Math.min(COMPARED, Math.max(1, version - seen + 1));
    return changeIn(await store.history(meetingId, limit, signal), seen, part);
  };
}
