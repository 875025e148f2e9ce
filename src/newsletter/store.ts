import { z } from 'zod/v4';
import type { Job, NewJob } from '../delivery/job';
import { insertJob, reopenJob, toStoredJob, type StoredJob } from '../delivery/ledger';
import { endOfPrefix, type Row, type Table, type Write } from '../storage/table';
import { letterPrefix } from './deliveries';
import {
  letterSchema,
  subscriptionSchema,
  type Letter,
  type Owned,
  type Owner,
  type Subscription,
} from './model';

/** Since when there can be letters, and up to which moment the last one told what was new. ISO moments. */
const calendarSchema = z.object({ firstStart: z.string(), toldUpTo: z.string().optional() });
export type Calendar = z.infer<typeof calendarSchema>;

export interface Stored<T> {
  value: T;
  etag: string;
}

/**
 * Letters and subscriptions stand in the City's partition, so that a letter and its ledger rows commit together.
 * Methods throw ConflictError when something changed since it was read.
 */
export interface NewsletterStore {
  /** Undefined before the first start has been written down. */
  loadCalendar(): Promise<Stored<Calendar> | undefined>;
  beginCalendar(calendar: Calendar): Promise<void>;
  loadLetter(month: string, signal?: AbortSignal): Promise<Stored<Letter> | undefined>;
  /** A new letter with its first jobs; from then on another letter tells what is told later. */
  insertLetter(letter: Letter, calendar: Stored<Calendar>, jobs: readonly NewJob[]): Promise<void>;
  /** A letter as it is by now, with new jobs and with cards that are to be brought up to date. */
  replaceLetter(change: LetterChange, signal?: AbortSignal): Promise<void>;
  /** A letter's jobs, at most `limit`; `between`: only those to persons with ids between these, both included. */
  jobsOf(
    month: string,
    limit: number,
    between?: { from: string; to: string },
  ): Promise<{ jobs: Job[]; more: boolean }>;
  loadSubscription(owner: Owner, signal?: AbortSignal): Promise<Stored<Subscription> | undefined>;
  saveSubscription(
    owner: Owner,
    before: Stored<Subscription> | undefined,
    after: Subscription,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Those of administrations and companies, ended ones included. */
  unitSubscriptions(signal?: AbortSignal): Promise<Owned[]>;
  /** Every subscription, ended ones included. */
  allSubscriptions(): Promise<Owned[]>;
}

export interface LetterChange {
  before: Stored<Letter>;
  after: Letter;
  jobs: readonly NewJob[];
  reopens?: readonly StoredJob[];
  /** ISO moment. */
  at: string;
}

const CALENDAR = 'letters';
const SUBSCRIPTIONS = 'sub|';
const UNITS = `${SUBSCRIPTIONS}unit|`;
const PAGE = 1000;

export function makeNewsletterStore(table: Table, partition: string): NewsletterStore {
  async function loadCalendar(): Promise<Stored<Calendar> | undefined> {
    const row = await table.get(partition, CALENDAR);
    return row && { value: calendarSchema.parse(row.body), etag: row.etag };
  }

  async function beginCalendar(calendar: Calendar): Promise<void> {
    await table.commit(partition, [{ do: 'insert', key: CALENDAR, body: calendar }]);
  }

  async function loadLetter(month: string, signal?: AbortSignal): Promise<Stored<Letter> | undefined> {
    const row = await table.get(partition, letterKey(month), signal);
    return row && { value: letterSchema.parse(row.body), etag: row.etag };
  }

  async function insertLetter(letter: Letter, calendar: Stored<Calendar>, jobs: readonly NewJob[]) {
    const body: Calendar = { ...calendar.value, toldUpTo: letter.createdAt };
    await table.commit(partition, [
      { do: 'insert', key: letterKey(letter.month), body: letter },
      { do: 'replace', key: CALENDAR, body, etag: calendar.etag },
      ...jobs.flatMap(job => insertJob(job, letter.createdAt)),
    ]);
  }

  async function replaceLetter(change: LetterChange, signal?: AbortSignal): Promise<void> {
    const { before, after, jobs, reopens = [], at } = change;
    await table.commit(
      partition,
      [
        { do: 'replace', key: letterKey(after.month), body: after, etag: before.etag },
        ...jobs.flatMap(job => insertJob(job, at)),
        ...reopens.flatMap(job => reopenJob(job, after.version, at)),
      ],
      signal,
    );
  }

  async function jobsOf(month: string, limit: number, between = { from: '', to: '' }) {
    const prefix = letterPrefix(month);
    const [from, to] = [`${prefix}${between.from}`, endOfPrefix(`${prefix}${between.to}`)];
    const { rows, more } = await table.range(partition, from, to, limit);
    return { jobs: rows.map(row => toStoredJob(row).job), more };
  }

  async function loadSubscription(owner: Owner, signal?: AbortSignal) {
    const row = await table.get(partition, subscriptionKey(owner), signal);
    return row && { value: subscriptionSchema.parse(row.body), etag: row.etag };
  }

  async function saveSubscription(
    owner: Owner,
    before: Stored<Subscription> | undefined,
    after: Subscription,
    signal?: AbortSignal,
  ): Promise<void> {
    const key = subscriptionKey(owner);
    const write: Write = before
      ? { do: 'replace', key, body: after, etag: before.etag }
      : { do: 'insert', key, body: after };
    await table.commit(partition, [write], signal);
  }

  async function unitSubscriptions(signal?: AbortSignal): Promise<Owned[]> {
    const { rows } = await table.range(partition, UNITS, endOfPrefix(UNITS), PAGE, signal);
    return rows.map(toOwned);
  }

  async function allSubscriptions(): Promise<Owned[]> {
    const found: Owned[] = [];
    for (let from = SUBSCRIPTIONS; ;) {
      const { rows, more } = await table.range(partition, from, endOfPrefix(SUBSCRIPTIONS), PAGE);
      found.push(...rows.map(toOwned));
      if (!more) return found;
      // A space is the lowest character that a key may hold.
      from = `${rows.at(-1)!.key} `;
    }
  }

  return {
    loadCalendar,
    beginCalendar,
    loadLetter,
    insertLetter,
    replaceLetter,
    jobsOf,
    loadSubscription,
    saveSubscription,
    unitSubscriptions,
    allSubscriptions,
  };
}

function letterKey(month: string): string {
  return `letter|${month}`;
}

function subscriptionKey({ kind, id }: Owner): string {
  return `${SUBSCRIPTIONS}${kind}|${id}`;
}

function toOwned({ key, body }: Row): Owned {
  const [, kind, id = ''] = key.split('|');
  return { kind: kind === 'unit' ? 'unit' : 'person', id, subscription: subscriptionSchema.parse(body) };
}
