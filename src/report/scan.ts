import { z } from 'zod/v4';
import { changeSchema, contentSchema, followUpSchema } from '../register/model';
import { NOTIFICATIONS, type CollaborationStore } from '../register/store';
import { listedWhenSchema } from '../register/when';
import { endOfPrefix, type Page, type Row, type Table } from '../storage/table';
import type { Entry } from './model';

/** What a report needs of a notification. They were checked in full when they were stored (listedWhenSchema). */
const readSchema = z.object({
  ref: z.string(),
  version: z.int(),
  content: contentSchema.extend({ when: listedWhenSchema }),
  createdAt: z.string(),
  received: z.unknown().optional(),
  caseNumber: z.object({ value: z.string() }).optional(),
  withdrawn: z.unknown().optional(),
  followUps: z.array(followUpSchema).optional(),
  history: z.array(changeSchema.pick({ version: true, at: true })),
});
type Read = z.infer<typeof readSchema>;
type Told = Omit<Read, 'version' | 'history'>;

export interface EntryPage {
  entries: Entry[];
  /** How many notifications have been read up to here, those that are left out included. */
  read: number;
}

/** One request of storage gives a thousand rows, and `range` asks for one more than its limit. */
const PAGE = 999;
/** How many versions are asked for at the same time. */
const AT_ONCE = 16;
const MOST_VERSIONS = 5_000;

/** A version of which nothing is stored: what was told at that moment cannot be said. */
export class VersionMissingError extends Error {
  readonly code = 'VERSION_MISSING';
  constructor(readonly ref: string) {
    super('a version of a notification is not there');
  }
}

/**
 * Every collaboration as it was told at a moment (ISO), by reference: what was told later, or was withdrawn by then, is
 * not among them. Page by page, the next one asked for while the one before is worked on; never all at once.
 * @throws StorageUnavailableError, StorageRefusedError, VersionMissingError
 */
export async function* readEntries(
  table: Pick<Table, 'range'>,
  partition: string,
  store: Pick<CollaborationStore, 'loadVersion'>,
  at: string,
): AsyncGenerator<EntryPage> {
  const end = endOfPrefix(NOTIFICATIONS);
  const pageFrom = (from: string) => quietly(table.range(partition, from, end, PAGE));
  let next: Promise<Page> | undefined = pageFrom(NOTIFICATIONS);
  let read = 0;
  while (next) {
    const { rows, more }: Page = await next;
    // The row at the end is known; the space makes the next range begin right after it.
    next = more ? pageFrom(`${rows.at(-1)!.key} `) : undefined;
    const all = rows.filter(isNotification).map(row => readSchema.parse(row.body));
    read += all.length;
    yield { entries: await entriesOf(all, at, { table, partition, store }), read };
  }
}

/** A page that fails while the one before is worked on is told when it is waited for, and not before. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

function isNotification({ key }: Row): boolean {
  return key.endsWith('|0') && key.indexOf('|', NOTIFICATIONS.length) === key.length - 2;
}

interface Source {
  table: Pick<Table, 'range'>;
  partition: string;
  store: Pick<CollaborationStore, 'loadVersion'>;
}

async function entriesOf(all: readonly Read[], at: string, source: Source): Promise<Entry[]> {
  const told = all.filter(({ createdAt }) => createdAt <= at);
  const held: Read[] = [];
  for (let start = 0; start < told.length; start += AT_ONCE) {
    const some = told.slice(start, start + AT_ONCE).map(one => versionAt(one, at, source));
    held.push(...(await Promise.all(some)));
  }
  return held.filter(({ withdrawn }) => !withdrawn).map(entryFrom);
}

function isAsOf({ history }: Read, at: string): boolean {
  return (history.at(-1)?.at ?? '') <= at;
}

/** The version that held at a moment. Only so many lines of history travel along: then the versions themselves tell. */
async function versionAt(current: Read, at: string, source: Source): Promise<Read> {
  if (isAsOf(current, at)) return current;
  const { ref, history } = current;
  const line = history.filter(change => change.at <= at).at(-1);
  const body = line
    ? await source.store.loadVersion(ref, line.version)
    : await searchVersion(ref, at, source);
  if (!body) throw new VersionMissingError(ref);
  return readSchema.parse(body);
}

async function searchVersion(
  ref: string,
  at: string,
  { table, partition }: Source,
): Promise<Read | undefined> {
  const prefix = `v|${ref}|`;
  const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), MOST_VERSIONS);
  return rows
    .map(row => readSchema.parse(row.body))
    .filter(one => isAsOf(one, at))
    .at(-1);
}

/** What a report takes up of a notification. */
export function entryFrom({ ref, content, createdAt, received, caseNumber, followUps }: Told): Entry {
  return {
    ref,
    content,
    createdAt,
    received: received !== undefined,
    ...(caseNumber && { caseNumber: caseNumber.value }),
    followUps: followUps ?? [],
  };
}
