import { z } from 'zod/v4';
import { newestFirst } from '../delivery/job';
import { insertJob, reopenJob, toStoredJob, type StoredJob } from '../delivery/ledger';
import { ConflictError } from '../storage/errors';
import { endOfPrefix, type Table, type Write } from '../storage/table';
import { cardJob, cardKey } from './deliveries';
import { importSchema, problemSchema, readRowSchema, type Import, type Problem, type ReadRow } from './model';
import { partsOf } from './parts';

export interface StoredImport {
  current: Import;
  etag: string;
}

/** An import that is to be run, or whose parts are to be cleared away. */
export interface OpenImport {
  id: string;
  what: 'reading' | 'running' | 'clearing';
  /** ISO moment. */
  since: string;
}

const IMPORT = 'import|state|';
const OPEN = 'import|open|';
const ROWS = 'import|rows|';
const PROBLEMS = 'import|problems|';
const IMPORTED = 'imported|';

const openSchema = z.object({
  id: z.string(),
  what: z.enum(['reading', 'running', 'clearing']),
  since: z.string(),
});
const importedSchema = z.object({ ref: z.string(), importId: z.string() });
export type Imported = z.infer<typeof importedSchema>;

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

  /**
   * Keeps a new import with what was read, and wants its card. The import itself comes last: until then its parts are
   * cleared away when nobody comes back to them. `also` goes with it; throws ConflictError when that was done before.
   */
  async function create(
    made: Omit<Import, 'parts' | 'problemParts'>,
    read: { rows: readonly ReadRow[]; problems: readonly Problem[] },
    also: readonly Write[],
  ): Promise<Import> {
    const { id, by, at } = made;
    const rowParts = partsOf(read.rows);
    const problemParts = partsOf(read.problems);
    const parts: Write[] = [
      ...rowParts.map((rows, index): Write => put(partKey(ROWS, id, index), { rows })),
      ...problemParts.map((problems, index): Write => put(partKey(PROBLEMS, id, index), { problems })),
    ];
    if (parts.length > 0) await table.commit(partition, [openWrite(id, 'reading', at)]);
    for (const part of parts) await table.commit(partition, [part]);
    const current = importSchema.parse({
      ...made,
      parts: rowParts.length,
      problemParts: problemParts.length,
    });
    await table.commit(partition, [
      { do: 'insert', key: `${IMPORT}${id}`, body: current },
      ...insertJob(cardJob(id, by), at),
      ...(parts.length > 0 ? [{ do: 'remove', key: `${OPEN}${id}` } as const] : []),
      ...also,
    ]);
    return current;
  }

  /**
   * Replaces an import as it was read, and wants its card in the new version; `open`: what is to be done with it from now
   * on, or that nothing is. Throws ConflictError when somebody was first.
   */
  async function change(
    before: StoredImport,
    after: Import,
    { at, open, card }: { at: string; open?: OpenImport['what']; card: boolean },
  ): Promise<void> {
    const { id } = after;
    const body = importSchema.parse(after);
    const writes: Write[] = [
      { do: 'replace', key: `${IMPORT}${id}`, body, etag: before.etag },
      ...(open ? [openWrite(id, open, at)] : []),
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

  async function open(): Promise<OpenImport[]> {
    const { rows } = await table.range(partition, OPEN, endOfPrefix(OPEN), MOST_OPEN);
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
    create,
    change,
    reserve,
    rowsOf,
    problemsOf,
    open,
    clear,
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

function put(key: string, body: object): Write {
  return { do: 'put', key, body };
}

function partKey(prefix: string, id: string, part: number): string {
  return `${prefix}${id}|${String(part).padStart(5, '0')}`;
}
