import { urgentKey, type Job } from '../delivery/job';
import type { Ledger, Urgent } from '../delivery/ledger';
import type { Finder } from '../register/finder';
import type { CollaborationStore } from '../register/store';
import { byAge, type Entry, type Kind, type Part, type Unreachable } from './model';

/** An entry with what a list shows of it. */
export interface Item {
  ref: string;
  title: string;
  unitId: string;
  createdAt: string;
  kind: Kind;
  since: string;
  /** The delivery that did not arrive, for somebody who cannot be reached. */
  job?: Job;
}

export interface ReaderParts {
  finder: Pick<Finder, 'todo'>;
  ledger: Pick<Ledger, 'urgent'>;
  store: Pick<CollaborationStore, 'load'>;
}

export interface ReadOptions {
  /** Only what comes after this position. */
  after?: string;
  signal?: AbortSignal;
}

/** A question and its reminder may both be stuck. */
const JOBS_OF_ONE = 2;

/** Reads what waits, for whoever has seen to it that it may be shown. Every method throws storage errors. */
export function makeWorklistReader({ finder, ledger, store }: ReaderParts) {
  /** At least the oldest `limit` entries, or all there are. */
  async function read(limit: number, { after, signal }: ReadOptions = {}): Promise<Part<Entry>> {
    const [todo, urgent] = await Promise.all([
      finder.todo(limit, after, signal),
      ledger.urgent(JOBS_OF_ONE * limit, after, signal),
    ]);
    return byAge(
      { items: todo.items, more: todo.next !== undefined },
      { ...urgent, items: urgent.items.map(toEntry) },
    );
  }

  /** What a list shows of entries; without those that are gone by now. */
  async function describe(entries: readonly Entry[], signal?: AbortSignal): Promise<Item[]> {
    const items = await Promise.all(
      entries.map(async entry => (entry.kind === 'unreachable' ? describeStuck(entry, signal) : entry)),
    );
    return items.filter(item => item !== undefined);
  }

  async function describeStuck(
    { kind, ref, since }: Unreachable,
    signal?: AbortSignal,
  ): Promise<Item | undefined> {
    const stuck = await loadStuck(ref, signal);
    if (!stuck) return undefined;
    const { title, unitId } = stuck.notification.content;
    const { createdAt } = stuck.notification;
    return { kind, ref, since, title, unitId, createdAt, job: stuck.job };
  }

  /** A notification, with the delivery to its sender that did not arrive. */
  async function loadStuck(ref: string, signal?: AbortSignal) {
    const stored = await store.load(ref, signal);
    if (!stored) return undefined;
    const job = stored.jobs.find(other => urgentKey(other.job) !== undefined)?.job;
    return { notification: stored.notification, job };
  }

  return { read, describe, loadStuck };
}

function toEntry({ subject, createdAt }: Urgent): Unreachable {
  return { kind: 'unreachable', ref: subject, since: createdAt };
}
