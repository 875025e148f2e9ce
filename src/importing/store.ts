import { z } from 'zod/v4';
import { newestFirst } from '../delivery/job';
import { insertJob, reopenJob, toStoredJob, type StoredJob } from '../delivery/ledger';
import { ConflictError } from '../storage/errors';
import { endOfPrefix, type Table, type Write } from '../storage/table';
import { cardJob, cardKey } from './deliveries';
import {
  DAYS_TO_DECIDE,
  importSchema,
  problemSchema,
  readRowSchema,
  type Import,
  type Problem,
  type ReadRow,
} from './model';
import { partsOf } from './parts';

export interface StoredImport {
  current: Import;
  etag: string;
}

/** An import that is to be read or run, whose parts are to be cleared away, or on which nobody has decided in time. */
export interface OpenImport {
  id: string;
  what: 'reading' | 'running' | 'clearing' | 'waiting';
  /** ISO moment; of what waits for a decision: until when. */
  since: string;
}

/** What a file held: the rows that can be imported, and what is wrong with the others. */
export interface WhatWasRead {
  rows: readonly ReadRow[];
  problems: readonly Problem[];
}

const IMPORT = 'import|state|';
const OPEN = 'import|open|';
/** Comes right after what is open, so that both are one read. */
const WAITING = 'import|open~';
const ROWS = 'import|rows|';
const PROBLEMS = 'import|problems|';
const IMPORTED = 'imported|';

const openSchema = z.object({
  id: z.string(),
  what: z.enum(['reading', 'running', 'clearing', 'waiting']),
  since: z.string(),
});
const importedSchema = z.object({ ref: z.string(), importId: z.string() });
export type Imported = z.infer<typeof importedSchema>;

const DAY_MS = 24 * 60 * 60_000;
const PAGE = 1_000;
const MOST_OPEN = 50;
const PER_COMMIT = 100;
const ATTEMPTS = 10;

/** The rows of imports, in the City's partition, so that a row of a list and what it becomes commit together. */
export type ImportStore = ReturnType<typeof makeImportStore>;

/** Every method throws StorageUnavailableError; those that write also ConflictError where that is said. */
export function makeImportStore(table: Table, partition: string) {
  async function load(id: string, signal?: AbortSignal): Promise<StoredImport | undefined> {
    const row = await table.get(partition, `${IMPORT}${id}`, signal);
    return row && { current: importSchema.parse(row.body), etag: row.etag };
  }

  /** The newest imports first. */
  async function latest(limit: number, signal?: AbortSignal): Promise<Import[]> {
    const { rows } = await table.range(partition, IMPORT, endOfPrefix(IMPORT), limit, signal);
    return rows.map(({ body }) => importSchema.parse(body));
  }

  /** Keeps an import whose file is about to be fetched, and wants its card: from now on it cannot be forgotten. */
  async function begin(made: Import, signal?: AbortSignal): Promise<void> {
    const { id, by, at } = made;
    await table.commit(
      partition,
      [
        { do: 'insert', key: `${IMPORT}${id}`, body: importSchema.parse(made) },
        ...insertJob(cardJob(id, by), at),
        openWrite(id, 'reading', at),
      ],
      signal,
    );
  }

  /**
   * Keeps a new import with what was read, and wants its card. The import itself comes last: until then its parts are
   * cleared away when nobody comes back to them. `also` goes with it; throws ConflictError when that was done before.
   */
  async function create(
    made: Omit<Import, 'parts' | 'problemParts'>,
    read: WhatWasRead,
    also: readonly Write[],
  ): Promise<Import> {
    const { id, by, at } = made;
    await table.commit(partition, [openWrite(id, 'reading', at)]);
    const current = importSchema.parse({ ...made, ...(await keepParts(id, read)) });
    await table.commit(partition, [
      { do: 'insert', key: `${IMPORT}${id}`, body: current },
      ...insertJob(cardJob(id, by), at),
      { do: 'remove', key: `${OPEN}${id}` },
      ...waitingWrites(current, at),
      ...also,
    ]);
    return current;
  }

  /** Keeps what was read of the file of an import that was begun. Throws ConflictError when it was given up meanwhile. */
  async function complete(
    before: StoredImport,
    made: Omit<Import, 'parts' | 'problemParts'>,
    read: WhatWasRead,
    at: string,
  ): Promise<Import> {
    const current = importSchema.parse({ ...made, ...(await keepParts(made.id, read)) });
    await change(before, current, { at, open: 'nothing', card: true });
    return current;
  }

  async function keepParts(id: string, { rows, problems }: WhatWasRead) {
    const rowParts = partsOf(rows);
    const problemParts = partsOf(problems);
    for (const [index, part] of rowParts.entries())
      await table.commit(partition, [put(partKey(ROWS, id, index), { rows: part })]);
    for (const [index, part] of problemParts.entries())
      await table.commit(partition, [put(partKey(PROBLEMS, id, index), { problems: part })]);
    return { parts: rowParts.length, problemParts: problemParts.length };
  }

  /**
   * Replaces an import as it was read, and wants its card in the new version; `open`: what is to be done with it from now
   * on, or that nothing is. Throws ConflictError when somebody was first.
   */
  async function change(
    before: StoredImport,
    after: Import,
    { at, open, card }: { at: string; open?: 'running' | 'clearing' | 'nothing'; card: boolean },
  ): Promise<void> {
    const { id } = after;
    const body = importSchema.parse(after);
    const writes: Write[] = [
      { do: 'replace', key: `${IMPORT}${id}`, body, etag: before.etag },
      ...(open === 'nothing' ? [{ do: 'remove', key: `${OPEN}${id}` } as const] : []),
      ...(open && open !== 'nothing' ? [openWrite(id, open, at)] : []),
      ...(before.current.stage === 'reading' ? waitingWrites(after, at) : []),
    ];
    if (!card) return table.commit(partition, writes);
    for (let attempt = 1; ; attempt += 1) {
      const job = await jobOf(id);
      try {
        return await table.commit(partition, [...writes, ...(job ? reopenJob(job, after.version, at) : [])]);
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
        // The card may have been on its way; the import itself is what it was, or somebody was first indeed.
        if ((await load(id))?.etag !== before.etag) throw error;
      }
    }
  }

  /** Keeps which numbers the next part gets, together with taking them. Throws ConflictError. */
  async function reserve({ etag }: StoredImport, after: Import, taking: Write): Promise<void> {
    const body = importSchema.parse(after);
    await table.commit(partition, [{ do: 'replace', key: `${IMPORT}${after.id}`, body, etag }, taking]);
  }

  async function jobOf(id: string): Promise<StoredJob | undefined> {
    const row = await table.get(partition, cardKey(id));
    return row && toStoredJob(row);
  }

  async function rowsOf(id: string, part: number): Promise<ReadRow[]> {
    const row = await table.get(partition, partKey(ROWS, id, part));
    return row ? z.object({ rows: z.array(readRowSchema) }).parse(row.body).rows : [];
  }

  async function problemsOf({ id, problemParts }: Import): Promise<Problem[]> {
    const prefix = `${PROBLEMS}${id}|`;
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), problemParts);
    return rows.flatMap(({ body }) => z.object({ problems: z.array(problemSchema) }).parse(body).problems);
  }

  /** What somebody must go on with, and on which nobody has decided by an ISO moment. */
  async function open(now: string): Promise<OpenImport[]> {
    const { rows } = await table.range(partition, OPEN, `${WAITING}${now}`, MOST_OPEN);
    return rows.map(({ body }) => openSchema.parse(body));
  }

  /** Clears away what was read of a file; `problems` too where nobody needs them. Interrupted, it is done again. */
  async function clear(id: string, problems: boolean): Promise<void> {
    for (const prefix of [`${ROWS}${id}|`, ...(problems ? [`${PROBLEMS}${id}|`] : [])]) {
      for (;;) {
        const { rows, more } = await table.range(partition, prefix, endOfPrefix(prefix), PER_COMMIT);
        if (rows.length === 0) break;
        await table.commit(
          partition,
          rows.map(({ key }) => ({ do: 'remove', key }) as const),
        );
        if (!more) break;
      }
    }
    if (await table.get(partition, `${OPEN}${id}`)) {
      await table.commit(partition, [{ do: 'remove', key: `${OPEN}${id}` }]);
    }
  }

  /** Nobody waits for a decision on this one any more. */
  async function endWaiting({ id, since }: OpenImport): Promise<void> {
    await table.commit(partition, [{ do: 'remove', key: waitingKey(id, since) }]);
  }

  /** Which of these rows have been imported before, by their keys. */
  async function importedAmong(keys: ReadonlySet<string>, signal?: AbortSignal): Promise<Set<string>> {
    const found = new Set<string>();
    let from = IMPORTED;
    for (;;) {
      const { rows, more } = await table.range(partition, from, endOfPrefix(IMPORTED), PAGE, signal);
      for (const { key } of rows) {
        const hash = key.slice(IMPORTED.length);
        if (keys.has(hash)) found.add(hash);
      }
      if (!more) return found;
      from = `${rows.at(-1)!.key} `;
    }
  }

  async function imported(key: string): Promise<Imported | undefined> {
    const row = await table.get(partition, `${IMPORTED}${key}`);
    return row && importedSchema.parse(row.body);
  }

  async function commit(writes: readonly Write[]): Promise<void> {
    await table.commit(partition, writes);
  }

  return {
    load,
    latest,
    begin,
    create,
    complete,
    change,
    reserve,
    rowsOf,
    problemsOf,
    open,
    clear,
    endWaiting,
    importedAmong,
    imported,
    commit,
  };
}

/** Says that a row has been imported, and as what: one that is there already is not imported again. */
export function importedWrite(key: string, imported: Imported): Write {
  return { do: 'insert', key: `${IMPORTED}${key}`, body: imported };
}

/** A new id: the newest import comes first. */
export function newImportId(at: string, random: string): string {
  return `${newestFirst(at)}-${random}`;
}

function openWrite(id: string, what: OpenImport['what'], since: string): Write {
  return put(`${OPEN}${id}`, { id, what, since } satisfies OpenImport);
}

/** A list that was read waits for a decision; its row goes when its time comes, whatever was decided. */
function waitingWrites({ id, stage }: Import, at: string): Write[] {
  if (stage !== 'read') return [];
  const since = new Date(Date.parse(at) + DAYS_TO_DECIDE * DAY_MS).toISOString();
  return [put(waitingKey(id, since), { id, what: 'waiting', since } satisfies OpenImport)];
}

function waitingKey(id: string, since: string): string {
  return `${WAITING}${since}|${id}`;
}

function put(key: string, body: object): Write {
  return { do: 'put', key, body };
}

function partKey(prefix: string, id: string, part: number): string {
  return `${prefix}${id}|${String(part).padStart(5, '0')}`;
}
