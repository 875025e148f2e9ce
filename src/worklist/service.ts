import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Turn } from '../conversation/turn';
import type { Job } from '../delivery/job';
import type { Ledger } from '../delivery/ledger';
import type { Count } from '../delivery/overview';
import type { Coordinators } from '../directory/coordinators';
import {
  countKinds,
  countUpTo,
  fateOf,
  positionOf,
  refAt,
  type Entry,
  type Fate,
  type Kind,
  type Part,
} from './model';
import { makeWorklistReader, type Item, type ReaderParts } from './reading';

export interface Page {
  items: Item[];
  total: Count;
  /** How many there are of each kind, where all of them are known. */
  kinds?: Record<Kind, number>;
  /** The position to go on from, where more follow. */
  next?: string;
}

/** One opened entry. */
export interface Opened {
  ref: string;
  position: string;
  /** How many there are beside it. */
  left: Count;
  /** Whether it waits no more as it did when the list was shown. */
  gone: boolean;
  job?: Job;
}

/** The next entry, and what became of the one before; without one, how many were passed over. */
export interface Step {
  before?: Fate;
  opened?: Opened;
  passed: Count;
}

/** Within what an action runs. */
export type Action = Pick<Turn<unknown>, 'actor' | 'now'> & { signal?: AbortSignal };

export interface ServiceParts extends ReaderParts {
  ledger: Pick<Ledger, 'urgent' | 'sendAgain'>;
  coordinators: Coordinators;
}

/** How many one page shows: what fits a phone without much scrolling. */
const PAGE = 8;
const COUNTED = 200;
/** One more than is counted, so that "more than 200" stays true for all of them but one. */
const READ = COUNTED + 1;

export type WorklistService = ReturnType<typeof makeWorklistService>;

/**
 * What waits for an officer at the City Executive Office (S7, S8), oldest first. Every method checks access first and
 * throws NotFoundOrNotAllowedError, StorageUnavailableError or RosterUnavailableError.
 */
export function makeWorklistService({ finder, ledger, store, coordinators }: ServiceParts) {
  const reader = makeWorklistReader({ finder, ledger, store });

  /** A page after a position; the first one where nothing follows that. */
  async function page(action: Action, after?: string): Promise<Page> {
    await mustBeCoordinator(action);
    const start = await read(action);
    const asked = await following(action, start, after);
    const { items, more } = asked.items.length > 0 ? asked : start;
    const shown = items.slice(0, PAGE);
    return {
      items: await reader.describe(shown, action.signal),
      total: countUpTo(COUNTED, start),
      ...(!start.more && { kinds: countKinds(start.items) }),
      ...((more || items.length > PAGE) && { next: positionOf(shown.at(-1)!) }),
    };
  }

  /** The oldest after a position, whatever was done with what stands there; the oldest of all without one. */
  async function next(action: Action, after?: string): Promise<Step> {
    await mustBeCoordinator(action);
    const start = await read(action);
    const [entry] = (await following(action, start, after)).items;
    return {
      passed: countUpTo(COUNTED, start),
      ...(after && { before: fateOf(after, start) }),
      ...(entry && { opened: await opened(action, start, positionOf(entry), entry) }),
    };
  }

  /** What stands, or stood, at a position. */
  async function at(action: Action, position: string): Promise<Opened> {
    await mustBeCoordinator(action);
    const start = await read(action);
    return opened(action, start, position, entryAt(start, position));
  }

  /** Sends what did not arrive once more; returns the key of the delivery to wake, where there is one. */
  async function sendAgain(action: Action, position: string): Promise<string | undefined> {
    await mustBeCoordinator(action);
    const job = (await reader.loadStuck(refAt(position), action.signal))?.job;
    return job && (await ledger.sendAgain(job.key, action.now.toISOString()))?.key;
  }

  /** The list is short as a rule, so one read of its beginning serves counts, pages and steps. */
  function read({ signal }: Action, after?: string): Promise<Part<Entry>> {
    return reader.read(READ, { after, signal });
  }

  async function following(action: Action, start: Part<Entry>, after?: string): Promise<Part<Entry>> {
    if (!after) return start;
    const end = start.items.at(-1);
    if (end && start.more && positionOf(end) <= after) return read(action, after);
    return { ...start, items: start.items.filter(entry => positionOf(entry) > after) };
  }

  async function opened(
    action: Action,
    start: Part<Entry>,
    position: string,
    entry?: Entry,
  ): Promise<Opened> {
    const others = { ...start, items: start.items.filter(other => positionOf(other) !== position) };
    const ref = refAt(position);
    const stuck = entry?.kind === 'unreachable' ? await reader.loadStuck(ref, action.signal) : undefined;
    const gone = !entry && fateOf(position, start) !== 'unknown';
    return { ref, position, left: countUpTo(COUNTED, others), gone, job: stuck?.job };
  }

  async function mustBeCoordinator({ actor, signal }: Action): Promise<void> {
    const admitted = await beforeDeadline(signal, coordinators.includes(actor.id));
    if (!admitted) throw new NotFoundOrNotAllowedError();
  }

  return { page, next, at, sendAgain };
}

function entryAt({ items }: Part<Entry>, position: string): Entry | undefined {
  return items.find(entry => positionOf(entry) === position);
}
