import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import type { Job, JobState } from './job';
import { statePrefix } from './job';
import type { Ledger } from './ledger';

export interface Count {
  count: number;
  more: boolean;
}

export interface Overview {
  counts: Record<JobState, Count>;
  /** The newest of each, the waiting ones by when they are due. */
  jobs: Record<JobState, Job[]>;
  /** How many deliveries may have arrived twice. */
  repeats: number;
  lastRun?: Date;
}

const COUNTED = 1000;
const SHOWN = 5;
const STATES: readonly JobState[] = ['waiting', 'held', 'sent', 'failed', 'ambiguous'];

export interface OverviewParts {
  ledger: Ledger;
  coordinators: Coordinators;
  lastRun: () => Date | undefined;
}

/** What has been sent and what has not, for those who depend on it. Only coordinators see it. */
export function makeDeliveryOverview({ ledger, coordinators, lastRun }: OverviewParts) {
  async function overview(actor: Actor): Promise<Overview> {
    await mustBeCoordinator(actor);
    const entries = await Promise.all(STATES.map(async state => [state, await inState(state)] as const));
    const jobs = Object.fromEntries(entries.map(([state, found]) => [state, found.jobs])) as Overview['jobs'];
    const counts = Object.fromEntries(
      entries.map(([state, found]) => [state, found.count]),
    ) as Overview['counts'];
    const repeats = await ledger.countRepeats(COUNTED);
    return { counts, jobs, repeats, lastRun: lastRun() };
  }

  async function inState(state: JobState): Promise<{ count: Count; jobs: Job[] }> {
    const [count, { keys }] = await Promise.all([
      ledger.count(state, COUNTED),
      ledger.keysIn(statePrefix(state), SHOWN),
    ]);
    const stored = await Promise.all(keys.map(key => ledger.read(key)));
    return { count, jobs: stored.flatMap(found => (found ? [found.job] : [])) };
  }

  /** Sends a failed, uncertain or held one again; undefined when there is nothing to send again any more. */
  async function sendAgain(actor: Actor, key: string, now: Date): Promise<Job | undefined> {
    await mustBeCoordinator(actor);
    return ledger.sendAgain(key, now.toISOString());
  }

  async function mustBeCoordinator(actor: Actor): Promise<void> {
    if (!(await coordinators.includes(actor.id))) throw new NotFoundOrNotAllowedError();
  }

  return { overview, sendAgain };
}

export type DeliveryOverview = ReturnType<typeof makeDeliveryOverview>;
