import { createHash, randomBytes } from 'node:crypto';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Coordinators } from '../directory/coordinators';
import type { Reader } from '../directory/lists';
import { cityDay } from '../i18n/moments';
import { ConflictError } from '../storage/errors';
import type { Write } from '../storage/table';
import type { Logger } from '../telemetry/logger';
import type { Import, Problem, ReadList, ReadRow, Refusal } from './model';
import { readFile } from './read-file';
import { newImportId, type ImportStore } from './store';

/** How many problems the card itself shows. */
export const PROBLEMS_SHOWN = 20;
const RECENT = 3;

export interface ImportServiceParts {
  store: ImportStore;
  coordinators: Pick<Coordinators, 'includes'>;
  log: Logger;
}

/** Who hands in a file, and how they read. */
export interface Sender {
  personId: string;
  reader: Reader;
  now: Date;
}

export interface HandedIn {
  name: string;
  bytes: Uint8Array;
}

/** What becomes of a press: the import as it is now, and whether this press made it so. */
export interface Pressed {
  current: Import;
  changed: boolean;
}

/** Importing lists: for coordinators only (S7, S9). Methods throw StorageUnavailableError. */
export type ImportService = ReturnType<typeof makeImportService>;

export function makeImportService({ store, coordinators, log }: ImportServiceParts) {
  /** Throws NotFoundOrNotAllowedError. */
  async function mustBeCoordinator(personId: string): Promise<void> {
    if (!(await coordinators.includes(personId))) throw new NotFoundOrNotAllowedError();
  }

  /** The last imports, newest first. */
  async function recent(personId: string, signal?: AbortSignal): Promise<Import[]> {
    await mustBeCoordinator(personId);
    return (await store.latest(RECENT * 3, signal)).filter(({ stage }) => stage === 'done').slice(0, RECENT);
  }

  /** Reads a file and keeps what was read, or why it is not taken; nothing is imported yet. */
  async function handIn(sender: Sender, file: HandedIn): Promise<Import> {
    await mustBeCoordinator(sender.personId);
    const read = await readFile(file, sender.reader, cityDay(sender.now));
    return 'code' in read ? keepRefusal(sender, file, read) : keepList(sender, file, read, []);
  }

  /**
   * The same for somebody who can be told at once why a file is not taken. `use` commits with what was read: throws
   * ConflictError when that was done before.
   */
  async function handInOnce(sender: Sender, file: HandedIn, use: Write): Promise<Import | Refusal> {
    await mustBeCoordinator(sender.personId);
    const read = await readFile(file, sender.reader, cityDay(sender.now));
    return 'code' in read ? read : keepList(sender, file, read, [use]);
  }

  async function keepList(
    sender: Sender,
    file: HandedIn,
    read: ReadList,
    also: readonly Write[],
  ): Promise<Import> {
    const unique = new Map(read.rows.map(row => [row.key, row]));
    const imported = await store.importedAmong(new Set(unique.keys()));
    const rows = [...unique.values()].filter(({ key }) => !imported.has(key));
    const known = read.rows.length - rows.length;
    const what = { stage: 'read', known, wrong: read.wrong } as const;
    return keep(sender, file, { rows, problems: read.problems }, what, also);
  }

  /** Keeps that a file was not taken, so that its card says why. */
  async function keepRefusal(sender: Sender, file: HandedIn, refusal: Refusal): Promise<Import> {
    await mustBeCoordinator(sender.personId);
    const nothing = { rows: [], problems: [] };
    return keep(sender, file, nothing, { stage: 'refused', refusal, known: 0, wrong: 0 });
  }

  async function keep(
    { personId, now }: Sender,
    { name, bytes }: HandedIn,
    read: { rows: readonly ReadRow[]; problems: readonly Problem[] },
    what: Pick<Import, 'stage' | 'refusal' | 'known' | 'wrong'>,
    also: readonly Write[] = [],
  ): Promise<Import> {
    const at = now.toISOString();
    const hash = createHash('sha256').update(bytes).digest('hex');
    const made = await store.create(
      {
        id: newImportId(at, randomBytes(6).toString('hex')),
        version: 1,
        file: { name, bytes: bytes.length, hash },
        by: personId,
        at,
        ...what,
        total: read.rows.length,
        problems: read.problems.length,
        firstProblems: read.problems.slice(0, PROBLEMS_SHOWN),
        cities: [...new Set(read.rows.flatMap(({ content }) => content.cities))].sort(),
        next: 0,
        imported: 0,
        foundKnown: 0,
      },
      read,
      also,
    );
    const { id, stage, total, known, wrong, refusal } = made;
    log.info('a list was read', { id, stage, total, known, wrong, by: personId, hash, code: refusal?.code });
    return made;
  }

  /** Lets an import begin. Pressed twice, or by two at once, it begins once. */
  function start(personId: string, id: string, now: Date): Promise<Pressed> {
    const at = now.toISOString();
    return press(personId, id, at, { stage: 'running', startedAt: at }, 'running');
  }

  /** Lets be what was read; it is cleared away. */
  function cancel(personId: string, id: string, now: Date): Promise<Pressed> {
    const at = now.toISOString();
    return press(personId, id, at, { stage: 'cancelled', endedAt: at, firstProblems: [] }, 'clearing');
  }

  async function press(
    personId: string,
    id: string,
    at: string,
    part: Partial<Import>,
    open: 'running' | 'clearing',
  ): Promise<Pressed> {
    const stored = await mustLoad(personId, id);
    if (stored.current.stage !== 'read') return { current: stored.current, changed: false };
    const after: Import = { ...stored.current, ...part, version: stored.current.version + 1 };
    try {
      await store.change(stored, after, { at, open, card: true });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return { current: (await mustLoad(personId, id)).current, changed: false };
    }
    log.info('an import was decided on', { id, stage: after.stage, by: personId, hash: after.file.hash });
    return { current: after, changed: true };
  }

  /** Its card stands in the chat of whoever handed the file in, and nowhere else. */
  async function mustLoad(personId: string, id: string) {
    await mustBeCoordinator(personId);
    const stored = await store.load(id);
    if (stored?.current.by !== personId) throw new NotFoundOrNotAllowedError();
    return stored;
  }

  /** Everything that was wrong in a file. */
  async function problems(personId: string, id: string): Promise<{ current: Import; problems: Problem[] }> {
    const { current } = await mustLoad(personId, id);
    return { current, problems: await store.problemsOf(current) };
  }

  return { mustBeCoordinator, recent, handIn, handInOnce, keepRefusal, start, cancel, problems };
}
