import type { Job } from '../delivery/job';
import { enterJobs, reopenJob, toStoredJob, type StoredJob } from '../delivery/ledger';
import { ConflictError } from '../storage/errors';
import { commitIfFirst, endOfPrefix, type Row, type Table, type Write } from '../storage/table';
import { inquiryKinds, jobsOf, jobsPrefix } from './deliveries';
import { inquirySchema, type Inquiry, type Reply } from './model';

export interface StoredInquiry {
  inquiry: Inquiry;
  etag: string;
}

/** One line of what became of an inquiry. `by` is an Entra object id, `at` an ISO moment. */
export interface Step {
  what: 'asked' | 'replied' | 'takenBack' | 'postponed' | 'closed';
  by: string;
  at: string;
  /** What was answered, or taken back. */
  reply?: Reply;
  deadline?: string;
}

/** Behind digits, so that it never stands among the jobs of an inquiry. */
const DOCUMENT = 'inquiry|of|';
const STEP = 'inquiry|step|';

/** Years of them. */
const MOST_INQUIRIES = 200;
/** Three times what there are units and editors for. */
const MOST_JOBS = 2_000;
/** So many cards change together with an answer: three rows each, and a hundred at most. */
const TOGETHER = 28;
const ATTEMPTS = 5;

export type InquiryStore = ReturnType<typeof makeInquiryStore>;

/**
 * The rows of what is asked of the units, in the City's partition, so that an answer and the cards that show it commit
 * together. Every method throws StorageUnavailableError; those that write also ConflictError when somebody was first.
 */
export function makeInquiryStore(table: Table, partition: string) {
  async function load(id: string, signal?: AbortSignal): Promise<StoredInquiry | undefined> {
    const row = await table.get(partition, `${DOCUMENT}${id}`, signal);
    return row && toStored(row);
  }

  /** The newest first. */
  async function all(limit = MOST_INQUIRIES, signal?: AbortSignal): Promise<StoredInquiry[]> {
    const { rows } = await table.range(partition, DOCUMENT, endOfPrefix(DOCUMENT), limit, signal);
    return rows.map(toStored);
  }

  async function insert(inquiry: Inquiry, signal?: AbortSignal): Promise<void> {
    const body = inquirySchema.parse(inquiry);
    const step = stepWrite(inquiry, { what: 'asked', ...inquiry.asked, deadline: inquiry.deadline });
    await table.commit(partition, [{ do: 'insert', key: `${DOCUMENT}${inquiry.id}`, body }, step], signal);
  }

  /** Replaces it as it was read, with the step that did it; `cards` are brought to date. Returns the keys to wake. */
  async function replace(
    before: StoredInquiry,
    after: Inquiry,
    step: Step,
    cards: readonly StoredJob[],
    signal?: AbortSignal,
  ): Promise<string[]> {
    const now = cards.slice(0, TOGETHER);
    const isMore = cards.length > now.length && after.pending === undefined;
    const body = inquirySchema.parse({ ...after, ...(isMore && { pending: 'cards' }) });
    await table.commit(
      partition,
      [
        { do: 'replace', key: `${DOCUMENT}${after.id}`, body, etag: before.etag },
        stepWrite(after, step),
        ...now.flatMap(card => reopenJob(card, after.version, step.at)),
      ],
      signal,
    );
    return now.map(({ job }) => job.key);
  }

  /** The questions and reminders to one unit. */
  async function jobsTo(id: string, unitId: string, signal?: AbortSignal): Promise<StoredJob[]> {
    const prefixes = [
      jobsPrefix(id, 'ask', unitId),
      jobsPrefix(id, 'remind', unitId),
      jobsPrefix(id, 'outcome'),
    ];
    return (await Promise.all(prefixes.map(prefix => jobsIn(prefix, signal)))).flat();
  }

  /** The questions of an inquiry. */
  function questions(id: string, signal?: AbortSignal): Promise<StoredJob[]> {
    return jobsIn(jobsPrefix(id, 'ask'), signal);
  }

  async function jobsIn(prefix: string, signal?: AbortSignal): Promise<StoredJob[]> {
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), MOST_JOBS, signal);
    return rows.map(toStoredJob);
  }

  async function job(key: string): Promise<Job | undefined> {
    const row = await table.get(partition, key);
    return row && toStoredJob(row).job;
  }

  /**
   * Does what a change has left to be done, however often and by however many it is asked for: enters what is sent, in
   * steps, and brings cards to date. Returns the keys of the jobs to wake. Throws storage errors.
   */
  async function finish(id: string, now: Date): Promise<string[]> {
    const at = now.toISOString();
    const woken: string[] = [];
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const stored = await load(id);
      if (!stored?.inquiry.pending) break;
      const { pending, ...inquiry } = stored.inquiry;
      // With the version of the first day: what has changed since is brought to date below.
      if (pending === 'asks')
        woken.push(...(await enterJobs(table, partition, jobsOf({ ...inquiry, version: 1 }), at)));
      woken.push(...(await bringToDate(inquiry, at)));
      const key = `${DOCUMENT}${id}`;
      if (await commitIfFirst(table, partition, [{ do: 'replace', key, body: inquiry, etag: stored.etag }]))
        break;
    }
    return [...new Set(woken)];
  }

  async function bringToDate(inquiry: Inquiry, at: string): Promise<string[]> {
    const old = (await jobsIn(jobsPrefix(inquiry.id))).filter(
      ({ job }) => job.wanted < inquiry.version && isShown(job),
    );
    const reopened: string[] = [];
    for (const stored of old) if (await reopen(stored, inquiry.version, at)) reopened.push(stored.job.key);
    return reopened;
  }

  /** A worker may have it this moment. */
  async function reopen(stored: StoredJob, version: number, at: string): Promise<boolean> {
    let current: StoredJob | undefined = stored;
    for (let attempt = 1; current && attempt <= ATTEMPTS; attempt += 1) {
      if (await commitIfFirst(table, partition, reopenJob(current, version, at))) return true;
      const row = await table.get(partition, stored.job.key);
      current = row && toStoredJob(row);
    }
    throw new ConflictError('a card could not be brought to date');
  }

  return { load, all, insert, replace, jobsTo, questions, job, finish };
}

/**
 * Whether a change concerns it: it is shown, or about to be. A reminder that turned out to be needless stays away, a
 * question that did comes when the answer is taken back.
 */
export function isShown({ kind, posted, state }: Job): boolean {
  return kind === inquiryKinds.ask || posted !== undefined || state !== 'sent';
}

/** What was asked is kept whole, step by step. */
function stepWrite({ id, version }: Inquiry, body: Step): Write {
  return { do: 'insert', key: `${STEP}${id}|${String(version).padStart(6, '0')}`, body };
}

function toStored({ body, etag }: Row): StoredInquiry {
  return { inquiry: inquirySchema.parse(body), etag };
}
