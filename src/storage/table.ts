import type { TableClient, TransactionAction } from '@azure/data-tables';
import { decodeBody, encodeBody } from './body';
import { ConflictError, toStorageError } from './errors';

/** Counts what storage is asked for; the bench and the tests on cost read it. */
export interface StorageMeter {
  roundTrips: number;
  entitiesRead: number;
}

/** A stored document: `body` is validated by whoever owns the row; `etag` is what a later write is held against. */
export interface Row {
  key: string;
  etag: string;
  body: unknown;
}

/** One write of a transaction. `replace` succeeds only while the row is as it was read. */
export type Write =
  | { do: 'insert'; key: string; body: object }
  | { do: 'replace'; key: string; body: object; etag: string }
  | { do: 'put'; key: string; body: object }
  | { do: 'remove'; key: string };

export interface Page {
  rows: Row[];
  /** Whether more rows follow within the range. */
  more: boolean;
}

/**
 * Documents in partitions, ordered by key. Every method throws ConflictError, StorageUnavailableError or
 * StorageRefusedError, and nothing else.
 */
export interface Table {
  get(partition: string, key: string, signal?: AbortSignal): Promise<Row | undefined>;
  /** Rows with `from` <= key < `to`, in order, at most `limit`. Asks for one row more, to know whether more follow. */
  range(partition: string, from: string, to: string, limit: number, signal?: AbortSignal): Promise<Page>;
  /** All or nothing, at most 100 writes of one partition. */
  commit(partition: string, writes: readonly Write[], signal?: AbortSignal): Promise<void>;
}

/** The first key after every key that begins with `prefix`. */
export function endOfPrefix(prefix: string): string {
  const last = prefix.length - 1;
  return `${prefix.slice(0, last)}${String.fromCharCode(prefix.charCodeAt(last) + 1)}`;
}

/** Commits unless another instance was first; returns whether it was written. Throws what `commit` throws beside. */
export async function commitIfFirst(
  table: Pick<Table, 'commit'>,
  partition: string,
  writes: readonly Write[],
): Promise<boolean> {
  try {
    await table.commit(partition, writes);
    return true;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return false;
  }
}

interface Entity {
  partitionKey: string;
  rowKey: string;
  [column: string]: unknown;
}

/** Wraps one Azure table. `timeoutMs` bounds a request that comes without a deadline. */
export function makeTable(client: TableClient, meter: StorageMeter, timeoutMs: number): Table {
  const within = (signal?: AbortSignal) => signal ?? AbortSignal.timeout(timeoutMs);

  async function get(partition: string, key: string, signal?: AbortSignal): Promise<Row | undefined> {
    try {
      const entity = await client.getEntity<Entity>(partition, key, { abortSignal: within(signal) });
      meter.entitiesRead += 1;
      return toRow(entity);
    } catch (error) {
      if (isMissingRow(error)) return undefined;
      throw toStorageError(error);
    }
  }

  async function range(
    partition: string,
    from: string,
    to: string,
    limit: number,
    signal?: AbortSignal,
  ): Promise<Page> {
    const filter = `PartitionKey eq '${quote(partition)}' and RowKey ge '${quote(from)}' and RowKey lt '${quote(to)}'`;
    const pages = client
      .listEntities<Entity>({ queryOptions: { filter }, abortSignal: within(signal) })
      .byPage({ maxPageSize: Math.min(limit + 1, 1000) });
    const rows: Row[] = [];
    try {
      // A page may come back empty, or short, with a continuation: go on until the limit or the end.
      for await (const page of pages) {
        meter.entitiesRead += page.length;
        for (const entity of page) rows.push(toRow(entity));
        if (rows.length > limit) break;
      }
    } catch (error) {
      throw toStorageError(error);
    }
    return { rows: rows.slice(0, limit), more: rows.length > limit };
  }

  async function commit(partition: string, writes: readonly Write[], signal?: AbortSignal): Promise<void> {
    const actions = writes.map(write => toAction(partition, write));
    try {
      await client.submitTransaction(actions, { abortSignal: within(signal) });
    } catch (error) {
      throw toStorageError(error);
    }
  }

  return { get, range, commit };
}

function toAction(partition: string, write: Write): TransactionAction {
  if (write.do === 'remove') return ['delete', { partitionKey: partition, rowKey: write.key }];
  const entity = { partitionKey: partition, rowKey: write.key, ...encodeBody(write.body) };
  if (write.do === 'insert') return ['create', entity];
  if (write.do === 'put') return ['upsert', entity, 'Replace'];
  return ['update', entity, 'Replace', { etag: write.etag }];
}

function toRow(entity: Entity & { etag?: string }): Row {
  return { key: entity.rowKey, etag: entity.etag ?? '', body: decodeBody(entity) };
}

/** A row that is not there is an answer; a table that is not there is a fault. */
function isMissingRow(error: unknown): boolean {
  const { statusCode, details } = error as {
    statusCode?: number;
    details?: { odataError?: { code?: string } };
  };
  return statusCode === 404 && details?.odataError?.code !== 'TableNotFound';
}

function quote(value: string): string {
  return value.replaceAll("'", "''");
}
