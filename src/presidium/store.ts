import { enterJobs, insertJob, toStoredJob, type StoredJob } from '../delivery/ledger';
import type { NewJob } from '../delivery/job';
import type { ListsStore, StoredEntry } from '../directory/lists-store';
import type { Delegation } from '../meetings/model';
import { delegationNow, meetingById } from '../meetings/standing';
import { commitIfFirst, endOfPrefix, type Table } from '../storage/table';
import { jobsPrefix, settled } from './deliveries';
import { makeLine } from './in-line';
import type { Version } from './model';

/** A delegation as it is at this moment. */
export interface StoredDelegation {
  delegation: Delegation;
  /** 0: nothing has been entered yet. */
  version: number;
  entry: StoredEntry<'delegations'>;
}

export interface DelegationChange {
  before: StoredDelegation;
  after: Delegation;
  /** Entra object id of whoever changes it. */
  by: string;
  /** ISO moment. */
  at: string;
  /** New jobs of the same transaction. */
  jobs: readonly NewJob[];
  /** Jobs whose cards show what is changed. */
  touched: readonly StoredJob[];
}

/** So many jobs stand in one transaction with the delegation itself; one has three writes at most, and there may be 100. */
const TOGETHER = 30;
/** More than a delegation of forty has in a year. */
const MOST_JOBS = 2_000;
const ATTEMPTS = 5;

/** Delegations, which are entries of the lists, and the ledger rows of their questions. Methods throw storage errors. */
export function makeDelegationStore(parts: { lists: ListsStore; table: Table; partition: string }) {
  const { lists, table, partition } = parts;
  const inLine = makeLine();

  async function load(meetingId: string, signal?: AbortSignal): Promise<StoredDelegation> {
    const entry = await lists.load('delegations', meetingId, signal);
    const stored = entry.entry ?? { id: meetingId, delegates: [], lessons: [] };
    const delegation = delegationNow(stored, meetingById(await lists.current(signal), meetingId));
    return { delegation, version: entry.version, entry };
  }

  /** The latest versions, newest first, at most `limit`. */
  async function history(meetingId: string, limit: number, signal?: AbortSignal): Promise<Version[]> {
    const versions = await lists.history('delegations', meetingId, limit, signal);
    return versions.flatMap(({ entry, version, by, at }) =>
      entry && by && at ? [{ delegation: entry, version, by, at }] : [],
    );
  }

  /** Every job of a meeting's delegation, or of one person in it. */
  async function jobsOf(meetingId: string, personId?: string, signal?: AbortSignal): Promise<StoredJob[]> {
    const prefix = jobsPrefix(meetingId, personId);
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), MOST_JOBS, signal);
    return rows.map(toStoredJob);
  }

  /**
   * Saves a delegation with its history, its new jobs and the cards that show it. Throws ConflictError when any of
   * them has changed since it was read. Cards that do not fit the transaction are brought up to date after it.
   */
  async function save(change: DelegationChange, signal?: AbortSignal): Promise<void> {
    const { before, by, at, jobs, touched } = change;
    const host = meetingById(await lists.current(signal), change.after.id)?.host;
    const after = host ? { ...change.after, host } : change.after;
    const version = before.version + 1;
    const room = Math.max(0, TOGETHER - jobs.length);
    const [now, later] = [touched.slice(0, room), touched.slice(room)];
    const also = [
      ...jobs.flatMap(job => insertJob(job, at)),
      ...now.flatMap(stored => settled(stored, after, version, at)),
    ];
    await lists.save({ list: 'delegations', before: before.entry, after, by, at, also }, signal);
    for (const stored of later) await settleLater(stored, after, version, at);
  }

  async function settleLater(
    stored: StoredJob,
    after: Delegation,
    version: number,
    at: string,
  ): Promise<void> {
    let current: StoredJob | undefined = stored;
    for (let attempt = 1; current && attempt <= ATTEMPTS; attempt += 1) {
      const writes = settled(current, after, version, at);
      if (writes.length === 0 || (await commitIfFirst(table, partition, writes))) return;
      const row = await table.get(partition, stored.job.key);
      current = row && toStoredJob(row);
    }
  }

  /** Enters jobs; one that is there already stays. Returns the keys of those that are new. */
  function enter(jobs: readonly NewJob[], at: string): Promise<string[]> {
    return enterJobs(table, partition, jobs, at);
  }

  return { load, history, jobsOf, save, enter, inLine };
}

export type DelegationStore = ReturnType<typeof makeDelegationStore>;
