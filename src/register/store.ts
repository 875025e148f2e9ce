import { z } from 'zod/v4';
import type { Job, NewJob } from '../delivery/job';
import { closeJob, insertJob, reopenJob, toStoredJob, type StoredJob } from '../delivery/ledger';
import { endOfPrefix, type Row, type Table, type Write } from '../storage/table';
import { notificationSchema, type Notification } from './model';
import { foundSchema, indexPrefix, indexRows, listItemSchema, ownPrefix, type ListItem } from './rows';
import {
  addToDigest,
  digestItemOf,
  digestSchema,
  emptyDigest,
  makeDigest,
  pickWhoElse,
  toDigestItem,
  type Digest,
  type DigestItem,
} from './who-else';

const draftSchema = z.object({ ref: z.string(), by: z.string() });
export type Draft = z.infer<typeof draftSchema>;

const counterSchema = z.object({ year: z.number().int(), last: z.number().int() });

/** A notification as read, with what a change of it is held against and its open card jobs. */
export interface StoredNotification {
  notification: Notification;
  etag: string;
  jobs: StoredJob[];
}

export interface StoredDigest {
  cityId: string;
  digest: Digest;
  etag?: string;
}

/** What a new notification, or a change of what others see, is written together with. One read brings all of it. */
export interface Shared {
  counter: { year: number; last: number; etag?: string };
  digests: Map<string, StoredDigest>;
}

export interface ListPage {
  items: ListItem[];
  /** Pass it as `after` to get the next page. */
  next?: string;
}

/**
 * The register of collaborations: one partition, so that number, draft key, notification, version, index rows and
 * ledger rows commit together or not at all. Methods throw ConflictError when something changed since it was read.
 */
export interface CollaborationStore {
  load(ref: string, signal?: AbortSignal): Promise<StoredNotification | undefined>;
  loadShared(signal?: AbortSignal): Promise<Shared>;
  findDraft(draftId: string, signal?: AbortSignal): Promise<Draft | undefined>;
  insert(entry: Insert, signal?: AbortSignal): Promise<void>;
  replace(change: Replace, signal?: AbortSignal): Promise<void>;
  listOwn(personId: string, limit: number, after?: string, signal?: AbortSignal): Promise<ListPage>;
  /** Up to five collaborations of other units with the same cities. */
  whoElse(notification: Notification, signal?: AbortSignal): Promise<DigestItem[]>;
  /** Whether somebody has informed for a unit. */
  hasInformedFor(unitId: string, personId: string, signal?: AbortSignal): Promise<boolean>;
  /** A version as it was; undefined when there is no such. Its history is its own line only. */
  loadVersion(ref: string, version: number, signal?: AbortSignal): Promise<Notification | undefined>;
  /**
   * The first of `count` numbers of a year that nobody has, and the write that takes them; it fails with a
   * ConflictError when somebody was first.
   */
  reserve(year: number, count: number): Promise<{ first: number; write: Write }>;
  /** Makes a city's digest anew from the collaborations with it that began last. */
  rebuildDigest(cityId: string): Promise<void>;
}

export interface Insert {
  notification: Notification;
  shared: Shared;
  /** The digests that change with it. */
  digests: readonly StoredDigest[];
  jobs: readonly NewJob[];
  draftId?: string;
}

export interface Replace {
  before: StoredNotification;
  after: Notification;
  digests: readonly StoredDigest[];
  /** New jobs; the card jobs that exist are opened again by themselves, but for those that `closes` names. */
  jobs: readonly NewJob[];
  /** Whether a job has lost its reason, and is not to be sent any more. */
  closes: (job: Job) => boolean;
}

const HOT = 'hot|';
const COUNTER = `${HOT}counter`;
const DIGEST = `${HOT}digest|`;
const MOST_CITIES = 50;
const MOST_JOBS = 200;
const REBUILD_FROM = 300;

export function makeCollaborationStore(table: Table, partition: string): CollaborationStore {
  async function load(ref: string, signal?: AbortSignal): Promise<StoredNotification | undefined> {
    const prefix = notificationPrefix(ref);
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), MOST_JOBS, signal);
    const main = rows.find(row => row.key === mainKey(ref));
    if (!main) return undefined;
    const jobs = rows.filter(row => row !== main).map(toStoredJob);
    return { notification: notificationSchema.parse(main.body), etag: main.etag, jobs };
  }

  async function loadShared(signal?: AbortSignal): Promise<Shared> {
    const { rows } = await table.range(partition, HOT, endOfPrefix(HOT), MOST_CITIES, signal);
    const counter = rows.find(row => row.key === COUNTER);
    const digests = rows.filter(row => row.key.startsWith(DIGEST)).map(toStoredDigest);
    return {
      counter: counter ? { ...counterSchema.parse(counter.body), etag: counter.etag } : { year: 0, last: 0 },
      digests: new Map(digests.map(digest => [digest.cityId, digest])),
    };
  }

  async function findDraft(draftId: string, signal?: AbortSignal): Promise<Draft | undefined> {
    const row = await table.get(partition, draftKey(draftId), signal);
    return row && draftSchema.parse(row.body);
  }

  async function insert({ notification, shared, digests, jobs, draftId }: Insert, signal?: AbortSignal) {
    const counter = numberOf(notification.ref);
    const writes: Write[] = [
      write(COUNTER, counter, shared.counter.etag),
      ...newNotification(notification),
      ...digests.map(digestWrite),
      ...jobs.flatMap(job => insertJob(job, notification.createdAt)),
    ];
    if (draftId && notification.createdBy) {
      const draft: Draft = { ref: notification.ref, by: notification.createdBy };
      writes.push({ do: 'insert', key: draftKey(draftId), body: draft });
    }
    await table.commit(partition, writes, signal);
  }

  async function replace(
    { before, after, digests, jobs, closes }: Replace,
    signal?: AbortSignal,
  ): Promise<void> {
    const at = after.history.at(-1)!.at;
    await table.commit(
      partition,
      [
        { do: 'replace', key: mainKey(after.ref), body: after, etag: before.etag },
        versionWrite(after),
        ...changedRows(before.notification, after),
        ...digests.map(digestWrite),
        ...before.jobs.flatMap(job =>
          closes(job.job) ? closeJob(job, at) : reopenJob(job, after.version, at),
        ),
        ...jobs.flatMap(job => insertJob(job, at)),
      ],
      signal,
    );
  }

  async function listOwn(
    personId: string,
    limit: number,
    after?: string,
    signal?: AbortSignal,
  ): Promise<ListPage> {
    const prefix = ownPrefix(personId);
    const from = after ? `${prefix}${after}` : prefix;
    // The row at `from` was the last of the page before; the space makes the range begin right after it.
    const start = after ? `${from} ` : from;
    const { rows, more } = await table.range(partition, start, endOfPrefix(prefix), limit, signal);
    const items = rows.map(row => listItemSchema.parse(row.body));
    return { items, ...(more && { next: rows.at(-1)!.key.slice(prefix.length) }) };
  }

  async function whoElse(notification: Notification, signal?: AbortSignal): Promise<DigestItem[]> {
    const shared = await loadShared(signal);
    const digests = notification.content.cities.map(cityId => digestOf(shared, cityId).digest);
    return pickWhoElse(digests, digestItemOf(notification));
  }

  async function rebuildDigest(cityId: string): Promise<void> {
    const prefix = indexPrefix(`city:${cityId}`);
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), REBUILD_FROM);
    const current = (await loadShared()).digests.get(cityId);
    const digest = makeDigest(rows.map(row => toDigestItem(foundSchema.parse(row.body))));
    await table.commit(partition, [digestWrite({ cityId, digest, etag: current?.etag })]);
  }

  async function reserve(year: number, count: number) {
    const row = await table.get(partition, COUNTER);
    const counter = row ? { ...counterSchema.parse(row.body), etag: row.etag } : { year: 0, last: 0 };
    const first = nextNumber({ counter }, year);
    return { first, write: write(COUNTER, { year, last: first + count - 1 }, row?.etag) };
  }

  async function hasInformedFor(unitId: string, personId: string, signal?: AbortSignal): Promise<boolean> {
    return (await table.get(partition, informedKey(unitId, personId), signal)) !== undefined;
  }

  async function loadVersion(ref: string, version: number, signal?: AbortSignal) {
    const row = await table.get(partition, versionKey({ ref, version }), signal);
    return row && notificationSchema.parse(row.body);
  }

  return {
    load,
    loadShared,
    loadVersion,
    findDraft,
    insert,
    replace,
    listOwn,
    whoElse,
    hasInformedFor,
    reserve,
    rebuildDigest,
  };
}

/** Its cities' digests with a new notification in them. */
export function digestsWith(shared: Shared, notification: Notification): StoredDigest[] {
  const item = digestItemOf(notification);
  return notification.content.cities
    .map(cityId => digestOf(shared, cityId))
    .map(stored => ({ ...stored, digest: addToDigest(stored.digest, item) }));
}

/** A version as it stays. */
export function versionWrite(notification: Notification): Write {
  return { do: 'insert', key: versionKey(notification), body: versionBody(notification) };
}

/** The rows of a notification that was not there before. */
export function newNotification(notification: Notification): Write[] {
  return [
    { do: 'insert', key: mainKey(notification.ref), body: notification },
    versionWrite(notification),
    ...indexRows(notification).map(row => ({ do: 'insert', ...row }) as const),
    ...informedRows(notification),
  ];
}

/** The index rows that a change makes, alters or takes away; the others stay as they are. */
function changedRows(before: Notification, after: Notification): Write[] {
  const known = new Map(indexRows(before).map(({ key, body }) => [key, JSON.stringify(body)]));
  const rows = indexRows(after);
  const kept = new Set(rows.map(({ key }) => key));
  return [
    ...rows
      .filter(({ key, body }) => known.get(key) !== JSON.stringify(body))
      .map(row => ({ do: 'put', ...row }) as const),
    ...[...known.keys()].filter(key => !kept.has(key)).map(key => ({ do: 'remove', key }) as const),
  ];
}

/**
 * Who has informed for a unit: they may take over what a colleague has left behind (S6). Being handed one, or having
 * changed one, gives no right to the others.
 */
export function informedRows({ content, createdBy }: Notification): Write[] {
  const { unitId } = content;
  if (!createdBy) return [];
  return [{ do: 'put', key: informedKey(unitId, createdBy), body: { unitId, personId: createdBy } }];
}

function informedKey(unitId: string, personId: string): string {
  return `informed|${unitId}|${personId}`;
}

/** The number that the next notification of `year` gets. */
export function nextNumber(shared: Pick<Shared, 'counter'>, year: number): number {
  return shared.counter.year === year ? shared.counter.last + 1 : 1;
}

export function digestOf(shared: Shared, cityId: string): StoredDigest {
  return shared.digests.get(cityId) ?? { cityId, digest: emptyDigest };
}

export function channelCardKey(ref: string): string {
  return `${notificationPrefix(ref)}card|channel`;
}

export function senderCardKey(ref: string, personId: string): string {
  return `${notificationPrefix(ref)}card|sender|${personId}`;
}

export function questionCardKey(ref: string, number: number, personId: string): string {
  return `${notificationPrefix(ref)}card|question${number}|${personId}`;
}

export function reminderCardKey(ref: string, number: number, personId: string): string {
  return `${notificationPrefix(ref)}card|reminder${number}|${personId}`;
}

/** Asked on an ISO day how it went in a period. */
export function followUpCardKey(
  ref: string,
  { period, on, personId }: { period: string; on: string; personId: string },
): string {
  return `${notificationPrefix(ref)}card|followup|${period}|${on}|${personId}`;
}

/** Which question a card is; undefined for other keys. */
export function followUpOfKey(key: string): { period: string; on: string } | undefined {
  const [, , , kind, period, on] = key.split('|');
  return kind === 'followup' && period && on ? { period, on } : undefined;
}

export function toldKey(ref: string, version: number, personId: string): string {
  return `told|${ref}|${pad(version)}|${personId}`;
}

export function threadLineKey(ref: string, version: number): string {
  return `line|${ref}|${pad(version)}`;
}

/** All notifications, each with the ledger rows of its cards. */
export const NOTIFICATIONS = 'n|';

function notificationPrefix(ref: string): string {
  return `${NOTIFICATIONS}${ref}|`;
}

function mainKey(ref: string): string {
  return `${notificationPrefix(ref)}0`;
}

function versionKey({ ref, version }: Pick<Notification, 'ref' | 'version'>): string {
  return `v|${ref}|${pad(version)}`;
}

/** Every version stays whole; its line of history says who, when and what. */
function versionBody(notification: Notification): object {
  return { ...notification, history: notification.history.slice(-1) };
}

function draftKey(draftId: string): string {
  return `d|${draftId}`;
}

function digestWrite({ cityId, digest, etag }: StoredDigest): Write {
  return write(`${DIGEST}${cityId}`, digest, etag);
}

function write(key: string, body: object, etag: string | undefined): Write {
  return etag ? { do: 'replace', key, body, etag } : { do: 'insert', key, body };
}

function toStoredDigest(row: Row): StoredDigest {
  return { cityId: row.key.slice(DIGEST.length), digest: digestSchema.parse(row.body), etag: row.etag };
}

function numberOf(ref: string): { year: number; last: number } {
  const [, year, number] = ref.split('-');
  return { year: Number(year), last: Number(number) };
}

function pad(version: number): string {
  return String(version).padStart(5, '0');
}
