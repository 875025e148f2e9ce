import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import { PLANNED, sentSince, statePrefix, type Job, type JobState } from './job';
import type { Ledger } from './ledger';

export interface Count {
  count: number;
  more: boolean;
}

export interface Overview {
  counts: Record<Exclude<JobState, 'sent'> | 'planned' | 'sentLately', Count>;
  /** The newest of each, the waiting ones by when they are due. */
  jobs: Record<JobState, Job[]>;
  /** How many deliveries may have arrived twice. */
  repeats: number;
  /** Since when (ISO moment) and why the bound channel takes nothing. */
  lost?: { at: string; why: 'gone' | 'closed' };
  /** Of the instance that answers. */
  lastCompleted?: Date;
  stalled: boolean;
  /** What is sent next, with its ISO moment. */
  next?: NextDue | { at: string; what: Job };
}

/** What the calendar will ask for, though no job is entered for it yet. */
export interface NextDue {
  /** ISO moment. */
  at: string;
  what: 'reminders';
}

const COUNTED = 1000;
const SHOWN = 5;
const LATELY_MS = 30 * 24 * 60 * 60 * 1000;

export interface OverviewParts {
  ledger: Ledger;
  coordinators: Coordinators;
  lastCompleted: () => Date | undefined;
  stalled: () => boolean;
  lost: () => Promise<Overview['lost']>;
  nextDue?: () => Promise<NextDue | undefined>;
}

/** What has been sent and what has not, for those who depend on it. Only coordinators see it. */
export function makeDeliveryOverview(parts: OverviewParts) {
  const { ledger, coordinators } = parts;

  async function overview(actor: Actor, now: Date): Promise<Overview> {
    await mustBeCoordinator(actor);
    const [counts, jobs, repeats, lost, next] = await Promise.all([
      countAll(now),
      newestOfAll(),
      ledger.countRepeats(COUNTED),
      parts.lost(),
      nextOf(),
    ]);
    return {
      counts,
      jobs,
      repeats,
      lost,
      next,
      lastCompleted: parts.lastCompleted(),
      stalled: parts.stalled(),
    };
  }

  async function countAll(now: Date): Promise<Overview['counts']> {
    const lately = sentSince(new Date(now.getTime() - LATELY_MS).toISOString());
    const [waiting, held, failed, ambiguous, planned, sentLately] = await Promise.all([
      ledger.count(statePrefix('waiting'), COUNTED),
      ledger.count(statePrefix('held'), COUNTED),
      ledger.count(statePrefix('failed'), COUNTED),
      ledger.count(statePrefix('ambiguous'), COUNTED),
      ledger.count(PLANNED, COUNTED),
      ledger.count(statePrefix('sent'), COUNTED, lately),
    ]);
    return { waiting, held, failed, ambiguous, planned, sentLately };
  }

  async function newestOfAll(): Promise<Overview['jobs']> {
    const [waiting, held, sent, failed, ambiguous] = await Promise.all([
      newest('waiting'),
      newest('held'),
      newest('sent'),
      newest('failed'),
      newest('ambiguous'),
    ]);
    return { waiting, held, sent, failed, ambiguous };
  }

  async function newest(state: JobState): Promise<Job[]> {
    const { keys } = await ledger.keysIn(statePrefix(state), SHOWN);
    return read(keys);
  }

  async function read(keys: readonly string[]): Promise<Job[]> {
    const stored = await Promise.all(keys.map(key => ledger.read(key)));
    return stored.flatMap(found => (found ? [found.job] : []));
  }

  async function nextOf(): Promise<Overview['next']> {
    const [upcoming, { keys }] = await Promise.all([parts.nextDue?.(), ledger.keysIn(PLANNED, 1)]);
    const [job] = await read(keys);
    const planned = job && { at: job.dueAt, what: job };
    if (!upcoming || !planned) return upcoming ?? planned;
    return planned.at < upcoming.at ? planned : upcoming;
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
