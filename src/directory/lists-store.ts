import { z } from 'zod/v4';
import { beforeDeadline } from '../conversation/deadline';
import { endOfPrefix, type Row, type Table, type Write } from '../storage/table';
import type { Logger } from '../telemetry/logger';
import {
  keepUnchanged,
  listSchemas,
  makeLists,
  seedLists,
  storedNames,
  type Changes,
  type Entry,
  type StoredName,
  type Lists,
} from './lists';

/** An entry as stored, with who put it there. `version` 0: as it was delivered, and never changed. */
export interface StoredEntry<Name extends StoredName> {
  entry?: Entry<Name>;
  version: number;
  by?: string;
  at?: string;
  etag?: string;
}

export interface ListsStore {
  /**
   * The lists as they stand, at most `cacheMs` old; one's own changes are in them at once. Never throws: while storage
   * does not answer they are those that were read last.
   */
  current(signal?: AbortSignal): Promise<Lists>;
  /** One entry as it is at this moment. Throws StorageUnavailableError. */
  load<Name extends StoredName>(list: Name, id: string, signal?: AbortSignal): Promise<StoredEntry<Name>>;
  /**
   * Replaces an entry as it was read, or enters a new one, together with `change.also`. Every version is kept. Throws
   * ConflictError when it has changed since, and StorageUnavailableError.
   */
  save<Name extends StoredName>(change: ListChange<Name>, signal?: AbortSignal): Promise<void>;
  /** Every version of an entry, newest first, at most `limit`; what was delivered with the bot is not among them. */
  history<Name extends StoredName>(
    list: Name,
    id: string,
    limit: number,
    signal?: AbortSignal,
  ): Promise<StoredEntry<Name>[]>;
}

export interface ListChange<Name extends StoredName> {
  list: Name;
  before: StoredEntry<Name>;
  after: Entry<Name>;
  /** Entra object id of whoever changes it. */
  by: string;
  /** ISO moment. */
  at: string;
  /** Other writes of the same transaction: the ledger rows of what it leads to. */
  also?: readonly Write[];
}

const PREFIX = 'list|';
const MOST_ENTRIES = 2_000;
const NEWEST_FIRST = 99_999;

const bodySchema = z.object({ entry: z.unknown(), version: z.int(), by: z.string(), at: z.string() });

/** The changed entries stand in the City's partition, one row each, and all of them are read as one range. */
export function makeListsStore(parts: {
  table: Table;
  partition: string;
  now: () => Date;
  /** How old the lists of a turn may be, in milliseconds. */
  cacheMs: number;
  log: Logger;
}): ListsStore {
  const { table, partition, now, cacheMs, log } = parts;
  let lists: Lists = seedLists;
  let tags: ReadonlyMap<StoredName, string> = new Map();
  let freshUntil = 0;
  let reading: Promise<void> | undefined;
  let saves = 0;

  /** Shared by all who wait for it, so it is bound to nobody's deadline. */
  async function read(): Promise<void> {
    const savesBefore = saves;
    const { rows } = await table.range(partition, PREFIX, endOfPrefix(PREFIX), MOST_ENTRIES);
    const found = tagsIn(rows);
    const isChanged = (list: StoredName) => found.get(list) !== (tags.get(list) ?? '');
    // The same object as long as nothing has changed, so that what is prepared from it stays.
    if (storedNames.some(isChanged)) lists = keepUnchanged(lists, makeLists(changesIn(rows, log)), isChanged);
    tags = found;
    // What was saved while this was read may not be in it, and whoever saved it may be waiting for this.
    if (saves !== savesBefore) return read();
    freshUntil = now().getTime() + cacheMs;
  }

  async function current(signal?: AbortSignal): Promise<Lists> {
    if (freshUntil > now().getTime()) return lists;
    try {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      await beforeDeadline(signal, reading);
    } catch (error) {
      log.warn('the lists could not be read', { error });
    }
    return lists;
  }

  async function load<Name extends StoredName>(list: Name, id: string, signal?: AbortSignal) {
    const row = await table.get(partition, entryKey(list, id), signal);
    if (row) return { ...entryIn(list, row), etag: row.etag };
    const delivered = seedLists[list].find(entry => entry.id === id) as Entry<Name> | undefined;
    return { version: 0, ...(delivered && { entry: delivered }) };
  }

  async function save<Name extends StoredName>(
    change: ListChange<Name>,
    signal?: AbortSignal,
  ): Promise<void> {
    const { list, before, after, by, at, also = [] } = change;
    const key = entryKey(list, after.id);
    const body = { entry: listSchemas[list].parse(after), version: before.version + 1, by, at };
    const write = before.etag
      ? ({ do: 'replace', key, body, etag: before.etag } as const)
      : ({ do: 'insert', key, body } as const);
    const version = {
      do: 'insert',
      key: `${versionPrefix(list, after.id)}${newest(body.version)}`,
      body,
    } as const;
    try {
      await table.commit(partition, [write, version, ...also], signal);
    } finally {
      // Also when it failed: it may have been done without an answer, or somebody else's came first.
      saves += 1;
      freshUntil = 0;
    }
  }

  async function history<Name extends StoredName>(
    list: Name,
    id: string,
    limit: number,
    signal?: AbortSignal,
  ) {
    const prefix = versionPrefix(list, id);
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), limit, signal);
    return rows.map(row => entryIn(list, row));
  }

  return { current, load, save, history };
}

/** One text for each list that changes when any of its entries does. */
function tagsIn(rows: readonly Row[]): Map<StoredName, string> {
  return new Map(
    storedNames.map(list => {
      const own = rows.filter(row => row.key.startsWith(listPrefix(list)));
      return [list, own.map(row => row.etag).join()] as const;
    }),
  );
}

/** A row that nobody can read must not keep all the others from being seen. */
function changesIn(rows: readonly Row[], log: Logger): Changes {
  const changes = storedNames.map(list => {
    const own = rows.filter(row => row.key.startsWith(listPrefix(list)));
    const entries = own.flatMap(row => {
      try {
        return [entryIn(list, row).entry];
      } catch (error) {
        log.error('an entry of a list cannot be read', { key: row.key, error });
        return [];
      }
    });
    return [list, entries] as const;
  });
  return Object.fromEntries(changes) as Changes;
}

function entryIn<Name extends StoredName>(list: Name, row: Row): StoredEntry<Name> {
  const { entry, ...rest } = bodySchema.parse(row.body);
  return { ...rest, entry: listSchemas[list].parse(entry) as Entry<Name> };
}

function listPrefix(list: StoredName): string {
  return `${PREFIX}${list}|`;
}

function entryKey(list: StoredName, id: string): string {
  return `${listPrefix(list)}${id}`;
}

function versionPrefix(list: StoredName, id: string): string {
  return `listed|${list}|${id}|`;
}

function newest(version: number): string {
  return String(NEWEST_FIRST - version).padStart(5, '0');
}
