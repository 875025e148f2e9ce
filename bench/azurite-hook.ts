import { createRequire } from 'node:module';
import { setImmediate as letOthers } from 'node:timers/promises';
import { encodeBody } from '../src/storage/body';
import type { Write } from '../src/storage/table';
import type { Filling } from './azurite';
import { writesOf } from './fill';

// Loaded into Azurite's own process before it starts: gives it quick look-ups, and fills its tables from within.

interface Document {
  PartitionKey: string;
  RowKey: string;
  properties: Record<string, string>;
  lastModifiedTime: string;
  eTag: string;
}

/** A chosen part of a collection's documents, as positions in its data. */
interface Chosen {
  filteredrows: number[];
  filterInitialized: boolean;
}

/** What is used here of a LokiJS collection. */
interface Collection {
  data: Document[];
  binaryIndices: Record<string, { values: number[] }>;
  adaptiveBinaryIndices: boolean;
  insert(documents: Document[]): void;
  ensureAllIndexes(force: boolean): void;
  findOne(query: Record<string, unknown>): unknown;
  chain(): Chosen;
}

/** What is used here of Azurite's store of tables. */
interface Store {
  getEntityCollection(account: string, table: string, context: unknown): Collection;
  createTable(context: unknown, table: { account: string; table: string }): Promise<void>;
  queryTableEntities(
    context: unknown,
    account: string,
    table: string,
    options: { filter?: string; top?: number },
    nextPartition?: string,
    nextRow?: string,
  ): Promise<unknown>;
  getMaxResultsOption(options: { top?: number }): number;
  decodeContinuationHeader(encoded: string | undefined): string | undefined;
}

const AT_ONCE = 10_000;
const filling = JSON.parse(process.env.BENCH_FILLING ?? '{}') as Filling;
const azurite = createRequire(require.resolve('azurite/package.json'));
const { Collection } = azurite('lokijs') as { Collection: { prototype: Collection } };
const { default: TableStore } = azurite('./dist/src/table/persistence/LokiTableMetadataStore') as {
  default: { prototype: Store };
};

/** Azurite asks for partition and row in this order, and LokiJS uses the index of the first alone: of the partition. */
function findByRowKeyFirst({ prototype }: typeof Collection): void {
  const { findOne } = prototype;
  prototype.findOne = function (this: Collection, query) {
    return findOne.call(this, 'RowKey' in query ? { RowKey: query.RowKey, ...query } : query);
  };
}

/**
 * Azurite tries its filter on every row of the table, and sorts all that pass: here only on the first rows between the
 * filter's two keys. A register has one partition, so that the keys say everything.
 */
function filterWithinRange({ prototype }: typeof TableStore): void {
  const { queryTableEntities } = prototype;
  prototype.queryTableEntities = function (this: Store, context, account, table, options, ...next) {
    const read = () => queryTableEntities.call(this, context, account, table, options, ...next);
    const keys = keysOf(options.filter);
    if (!keys || !table.endsWith('register')) return read();
    const [from, to] = keys;
    const collection = this.getEntityCollection(account, table, context);
    // One more than is asked for tells Azurite that more follow.
    const most = this.getMaxResultsOption(options) + 1;
    const rows = firstBetween(collection, this.decodeContinuationHeader(next[1]) ?? from, to, most);
    collection.chain = () =>
      Object.assign(Collection.prototype.chain.call(collection), {
        filteredrows: rows,
        filterInitialized: true,
      });
    try {
      // It reads before its first `await`, so that nobody else meets this chain.
      return read();
    } finally {
      delete (collection as Partial<Collection>).chain;
    }
  };
}

function firstBetween({ data, binaryIndices }: Collection, from: string, to: string, most: number): number[] {
  const { values } = binaryIndices.RowKey!;
  const keyAt = (place: number) => data[values[place]!]!.RowKey;
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keyAt(middle) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < values.length && end - low < most && keyAt(end) < to) end += 1;
  return values.slice(low, end);
}

function keysOf(filter = ''): [from: string, to: string] | undefined {
  const found = /RowKey ge '((?:[^']|'')*)' and RowKey lt '((?:[^']|'')*)'/.exec(filter);
  return found ? [unquote(found[1]!), unquote(found[2]!)] : undefined;
}

function unquote(value: string): string {
  return value.replaceAll("''", "'");
}

function fillWhenMade({ prototype }: typeof TableStore): void {
  const { createTable } = prototype;
  prototype.createTable = async function (this: Store, context, model) {
    await createTable.call(this, context, model);
    const prefix = Object.keys(filling.counts).find(name => model.table === `${name}register`);
    if (prefix === undefined) return;
    const collection = this.getEntityCollection(model.account, model.table, context);
    try {
      const writes = writesOf(filling.counts[prefix]!, filling.ownerId, new Date(filling.now));
      await fill(collection, filling.partition, writes);
    } catch (error) {
      // As an answer it would be tried again, find the table there, and pass for done.
      console.error(error);
      process.exit(1);
    }
  };
}

/** Puts into an empty table what Azurite would have stored for these writes, and makes its indexes once at the end. */
async function fill(collection: Collection, partition: string, writes: Iterable<Write>): Promise<void> {
  // Every row has the same partition: an index of it finds nothing, and takes most of the time of each insert.
  delete collection.binaryIndices.PartitionKey;
  collection.adaptiveBinaryIndices = false;
  let documents: Document[] = [];
  for (const write of writes) {
    documents.push(documentOf(partition, write));
    if (documents.length < AT_ONCE) continue;
    collection.insert(documents);
    documents = [];
    await letOthers();
  }
  collection.insert(documents);
  collection.ensureAllIndexes(true);
  collection.adaptiveBinaryIndices = true;
  mustBeDistinct(collection);
}

const at = '2026-11-23T08:00:00.0000000Z';
const eTag = `W/"datetime'${encodeURIComponent(at)}'"`;
let lastBody: { body: object; columns: Record<string, string> } | undefined;

function documentOf(partition: string, write: Write): Document {
  if (write.do !== 'insert' && write.do !== 'put')
    throw new Error(`an empty table has no row to ${write.do}`);
  const { key, body } = write;
  // The index rows of a notification share their body: let them share its text too.
  if (lastBody?.body !== body) lastBody = { body, columns: encodeBody(body) };
  const keys = { PartitionKey: partition, RowKey: key };
  return {
    ...keys,
    properties: { ...keys, ...lastBody.columns, Timestamp: at, 'Timestamp@odata.type': 'Edm.DateTime' },
    lastModifiedTime: at,
    eTag,
  };
}

function mustBeDistinct({ data, binaryIndices }: Collection): void {
  let last: string | undefined;
  for (const position of binaryIndices.RowKey!.values) {
    const key = data[position]!.RowKey;
    if (key === last) throw new Error(`two rows have the key ${key}`);
    last = key;
  }
}

findByRowKeyFirst(Collection);
filterWithinRange(TableStore);
fillWhenMade(TableStore);
