import { z } from 'zod/v4';
import { ConflictError } from '../storage/errors';
import { commitIfFirst, endOfPrefix, type Page, type Row, type Table, type Write } from '../storage/table';
import {
  closed,
  heldPrefix,
  indexKey,
  jobSchema,
  newJob,
  reopened,
  sentAgain,
  URGENT,
  urgentKey,
  type Job,
  type JobState,
  type NewJob,
} from './job';

export interface StoredJob {
  job: Job;
  etag: string;
}

const urgentSchema = z.object({ key: z.string(), subject: z.string(), createdAt: z.string() });

/** A job that somebody waits for and that cannot be delivered. */
export type Urgent = z.infer<typeof urgentSchema>;

/** The ledger's rows stand in the same partition as what they are about, so that both commit in one transaction. */
export interface Ledger {
  read(key: string, signal?: AbortSignal): Promise<StoredJob | undefined>;
  /** Replaces a job. Throws ConflictError when it has changed since it was read. */
  write(before: StoredJob, after: Job): Promise<void>;
  /** Keys of jobs in a state, in the order of the index, at most `limit`. */
  keysIn(prefix: string, limit: number, before?: string): Promise<{ keys: string[]; more: boolean }>;
  /**
   * Jobs that somebody waits for and that cannot be delivered, by creation and subject, at most `limit`. `after`: only
   * those that come after all of one creation and subject, as "createdAt|subject".
   */
  urgent(limit: number, after?: string, signal?: AbortSignal): Promise<{ items: Urgent[]; more: boolean }>;
  /** How many jobs an index range holds, counted up to `limit`. What was closed without being sent counts for nothing. */
  count(prefix: string, limit: number, before?: string): Promise<{ count: number; more: boolean }>;
  /** How many deliveries may have arrived twice, ever, counted up to `limit`. */
  countRepeats(limit: number): Promise<number>;
  /** Opens held jobs again: those that wait for `waiting` (a person's id, or "channel"). Returns their keys. */
  release(waiting: string, now: string): Promise<string[]>;
  /** Opens one failed, ambiguous or held job again; undefined when it is in none of these states. */
  sendAgain(key: string, now: string): Promise<Job | undefined>;
}

/**
 * The writes that add a new job to a transaction. `mayRepeat`: what it says may have been posted by another job, whose
 * worker died; it is marked and counted as such.
 */
export function insertJob(job: NewJob, now: string, mayRepeat = false): Write[] {
  const taken = { until: now, posting: true };
  const created: Job = { ...newJob(job, now), ...(mayRepeat && { taken }) };
  return [
    { do: 'insert', key: created.key, body: created },
    { do: 'insert', key: indexKey(created), body: indexBody(created) },
  ];
}

/** Jobs in one transaction: two rows each, and a hundred at most. */
const JOBS_AT_ONCE = 45;

/**
 * Enters many jobs, in as few transactions as they fit into; one that is there already stays. A crash on the way leaves
 * some of them entered, and whoever enters the same again only the rest. Returns the keys of those that are new. `now`
 * is an ISO moment. Throws storage errors.
 */
export async function enterJobs(
  table: Pick<Table, 'commit'>,
  partition: string,
  jobs: readonly NewJob[],
  now: string,
): Promise<string[]> {
  const entered: string[] = [];
  for (let start = 0; start < jobs.length; start += JOBS_AT_ONCE) {
    const some = jobs.slice(start, start + JOBS_AT_ONCE);
    const writes = some.map(job => insertJob(job, now));
    if (await commitIfFirst(table, partition, writes.flat())) entered.push(...some.map(({ key }) => key));
    // Some were there: a crash, another instance or an earlier change entered them.
    else {
      for (const [index, job] of some.entries())
        if (await commitIfFirst(table, partition, writes[index]!)) entered.push(job.key);
    }
  }
  return entered;
}

/**
 * The writes that want an existing card in a newer version, for a transaction with the change itself. A job that is
 * sent one time stays as it is.
 */
export function reopenJob(stored: StoredJob, wanted: number, now: string): Write[] {
  if (stored.job.mode === 'once') return [];
  return replaceJob(stored, reopened(stored.job, wanted, now));
}

/** The writes that end a job which has lost its reason before it was sent; one that has been sent stays. */
export function closeJob(stored: StoredJob, now: string): Write[] {
  return stored.job.state === 'sent' ? [] : replaceJob(stored, closed(stored.job, now));
}

function replaceJob(before: StoredJob, after: Job): Write[] {
  const oldIndex = indexKey(before.job);
  const newIndex = indexKey(after);
  const moved: Write[] =
    oldIndex === newIndex
      ? []
      : [
          { do: 'remove', key: oldIndex },
          { do: 'put', key: newIndex, body: indexBody(after) },
        ];
  const [oldUrgent, newUrgent] = [urgentKey(before.job), urgentKey(after)];
  const urgent: Write[] = [];
  if (oldUrgent && !newUrgent) urgent.push({ do: 'remove', key: oldUrgent });
  if (newUrgent && !oldUrgent) urgent.push({ do: 'put', key: newUrgent, body: urgentBody(after) });
  const repeated: Write[] =
    after.repeats > before.job.repeats
      ? [{ do: 'put', key: `${REPEAT}${after.key}|${after.repeats}`, body: indexBody(after) }]
      : [];
  return [
    { do: 'replace', key: after.key, body: after, etag: before.etag },
    ...moved,
    ...urgent,
    ...repeated,
  ];
}

interface IndexBody {
  key: string;
  /** It lost its reason before it was sent. */
  unsent?: true;
}

function indexBody({ key, state, posted }: Job): IndexBody {
  return state === 'sent' && !posted ? { key, unsent: true } : { key };
}

function urgentBody({ key, subject, createdAt }: Job): Urgent {
  return { key, subject, createdAt };
}

/** Reads a ledger row; throws when the row is something else. */
export function toStoredJob(row: Row): StoredJob {
  return { job: jobSchema.parse(row.body), etag: row.etag };
}

const COUNT_PAGE = 1000;

/** One row for each time that something may have been posted twice. */
const REPEAT = 'repeat|';

export function makeLedger(table: Table, partition: string): Ledger {
  async function read(key: string, signal?: AbortSignal): Promise<StoredJob | undefined> {
    const row = await table.get(partition, key, signal);
    return row && toStoredJob(row);
  }

  /** For a key that came from outside: it may name a row of another kind. */
  async function readIfJob(key: string): Promise<StoredJob | undefined> {
    const row = await table.get(partition, key);
    const parsed = jobSchema.safeParse(row?.body);
    return row && parsed.success ? { job: parsed.data, etag: row.etag } : undefined;
  }

  async function write(before: StoredJob, after: Job): Promise<void> {
    await table.commit(partition, replaceJob(before, after));
  }

  async function keysIn(prefix: string, limit: number, before?: string) {
    const page: Page = await table.range(partition, prefix, before ?? endOfPrefix(prefix), limit);
    return { keys: page.rows.map(row => (row.body as { key: string }).key), more: page.more };
  }

  async function urgent(limit: number, after?: string, signal?: AbortSignal) {
    const from = after ? endOfPrefix(`${URGENT}${after}|`) : URGENT;
    const { rows, more } = await table.range(partition, from, endOfPrefix(URGENT), limit, signal);
    return { items: rows.map(row => urgentSchema.parse(row.body)), more };
  }

  async function reopen(key: string, from: readonly JobState[], now: string): Promise<Job | undefined> {
    for (;;) {
      const stored = await readIfJob(key);
      if (!stored || !from.includes(stored.job.state)) return undefined;
      const after = sentAgain(stored.job, now);
      try {
        await write(stored, after);
        return after;
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
      }
    }
  }

  async function release(waiting: string, now: string): Promise<string[]> {
    const released: string[] = [];
    for (;;) {
      const { keys, more } = await keysIn(heldPrefix(waiting), COUNT_PAGE);
      for (const key of keys) if (await reopen(key, ['held'], now)) released.push(key);
      if (!more) return released;
    }
  }

  return {
    read,
    write,
    keysIn,
    urgent,
    async count(prefix, limit, before) {
      const { rows, more } = await table.range(partition, prefix, before ?? endOfPrefix(prefix), limit);
      return { count: rows.filter(({ body }) => !(body as IndexBody).unsent).length, more };
    },
    async countRepeats(limit) {
      return (await table.range(partition, REPEAT, endOfPrefix(REPEAT), limit)).rows.length;
    },
    release,
    sendAgain: (key, now) => reopen(key, ['failed', 'ambiguous', 'held'], now),
  };
}
