import { createHash, randomBytes } from 'node:crypto';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Coordinators } from '../directory/coordinators';
import type { Reader } from '../directory/lists';
import { cityDay } from '../i18n/moments';
import type { Finder } from '../register/finder';
import { ConflictError } from '../storage/errors';
import type { Write } from '../storage/table';
import type { Logger } from '../telemetry/logger';
import type { Import, Problem, ReadList, Refusal } from './model';
import type { ReadFile } from './read-apart';
import { keyOf } from './read-rows';
import { newImportId, type ImportStore, type StoredImport } from './store';

/** How many problems the card itself shows. */
export const PROBLEMS_SHOWN = 20;
const RECENT = 3;
const PAGE = 1_000;

export interface ImportServiceParts {
  store: ImportStore;
  /** Reads what is in a file. */
  readFile: ReadFile;
  finder: Pick<Finder, 'page'>;
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

export function makeImportService({ store, readFile, finder, coordinators, log }: ImportServiceParts) {
  /** Throws NotFoundOrNotAllowedError. */
  async function mustBeCoordinator(personId: string): Promise<void> {
    if (!(await coordinators.includes(personId))) throw new NotFoundOrNotAllowedError();
  }

  /** The last imports, newest first. */
  async function recent(personId: string, signal?: AbortSignal): Promise<Import[]> {
    await mustBeCoordinator(personId);
    return (await store.latest(RECENT * 3, signal)).filter(({ stage }) => stage === 'done').slice(0, RECENT);
  }

  /** Keeps that a file is about to be fetched and read, so that its card tells whatever comes of it. */
  async function begin({ personId, now }: Sender, name: string, signal?: AbortSignal): Promise<Import> {
    await mustBeCoordinator(personId);
    const begun = newImport(personId, { name, bytes: new Uint8Array() }, now);
    const file = { name, bytes: 0, hash: '' };
    const made: Import = { ...begun, file, stage: 'reading', parts: 0, problemParts: 0 };
    await store.begin(made, signal);
    return made;
  }

  /**
   * Reads the file of an import that was begun, and keeps what was read, or why it is not taken; nothing is imported yet.
   * Throws ConflictError when it was given up meanwhile.
   */
  async function handIn(sender: Sender, id: string, file: HandedIn): Promise<Import> {
    const before = await mustLoad(sender.personId, id);
    const read = await readOf(sender, file);
    const list = 'code' in read ? refused(read) : await without(read);
    const { at } = before.current;
    const { personId, now } = sender;
    const made = {
      ...newImport(personId, file, now),
      ...list.what,
      id,
      at,
      version: before.current.version + 1,
    };
    try {
      return logged(await store.complete(before, made, list.read, now.toISOString()));
    } catch (error) {
      if (error instanceof ConflictError) await store.clear(id, true);
      throw error;
    }
  }

  /**
   * A file that is here already, of somebody who can be told at once why it is not taken. `use` commits with what was
   * read: throws ConflictError when that was done before.
   */
  async function handInOnce(sender: Sender, file: HandedIn, use: Write): Promise<Import | Refusal> {
    await mustBeCoordinator(sender.personId);
    const read = await readOf(sender, file);
    if ('code' in read) return read;
    const list = await without(read);
    const made = { ...newImport(sender.personId, file, sender.now), ...list.what };
    return logged(await store.create(made, list.read, [use]));
  }

  function readOf({ reader, now }: Sender, file: HandedIn): Promise<ReadList | Refusal> {
    return readFile({ file, reader, today: cityDay(now) });
  }

  /**
   * A list without what is there already. Rows of lists are known for good by their keys, and once more when they are
   * imported. What people have told in the form is looked up here only: somebody who tells of the same in the very
   * minutes until the import is done is seen twice, and an officer withdraws one.
   */
  async function without(read: ReadList) {
    const unique = new Map(read.rows.map(row => [row.key, row]));
    const imported = await store.importedAmong(new Set(unique.keys()));
    const told = await toldKeys(read.rows.map(({ content }) => content.unitId));
    const rows = [...unique.values()].filter(({ key }) => !imported.has(key) && !told.has(key));
    return {
      read: { rows, problems: read.problems },
      what: {
        stage: 'read' as const,
        known: read.rows.length - rows.length,
        wrong: read.wrong,
        total: rows.length,
        problems: read.problems.length,
        firstProblems: read.problems.slice(0, PROBLEMS_SHOWN),
        cities: [...new Set(rows.flatMap(({ content }) => content.cities))].sort(),
      },
    };
  }

  /** The keys of all that stands in the register of these units. */
  async function toldKeys(unitIds: readonly string[]): Promise<Set<string>> {
    const keys = new Set<string>();
    for (const unitId of new Set(unitIds)) {
      for (let after: string | undefined; ;) {
        const { items, next } = await finder.page(`unit:${unitId}`, { limit: PAGE, after });
        for (const found of items) keys.add(keyOf(found));
        if (next === undefined) break;
        after = next;
      }
    }
    return keys;
  }

  /** Gives up reading a file, so that its card says why; one that has been read meanwhile stays. */
  async function giveUp(id: string, refusal: Refusal, now: Date): Promise<void> {
    const stored = await store.load(id);
    if (stored?.current.stage !== 'reading') return;
    const { current } = stored;
    const after: Import = { ...current, ...refused(refusal).what, version: current.version + 1 };
    try {
      await store.change(stored, after, { at: now.toISOString(), open: 'clearing', card: true });
    } catch (error) {
      if (error instanceof ConflictError) return;
      throw error;
    }
    logged(after);
  }

  function logged(made: Import): Import {
    const { id, stage, total, known, wrong, refusal, by, file } = made;
    log.info('a list was read', { id, stage, total, known, wrong, by, hash: file.hash, code: refusal?.code });
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
    return press(personId, id, at, cancelled(at), 'clearing');
  }

  async function press(
    personId: string,
    id: string,
    at: string,
    part: Partial<Import>,
    open: 'running' | 'clearing',
  ): Promise<Pressed> {
    const pressed = await decide(await mustLoad(personId, id), at, part, open);
    if (pressed === 'conflict') return { current: (await mustLoad(personId, id)).current, changed: false };
    if (pressed.changed) logDecided(pressed.current, personId);
    return pressed;
  }

  async function decide(
    stored: StoredImport,
    at: string,
    part: Partial<Import>,
    open: 'running' | 'clearing',
  ): Promise<Pressed | 'conflict'> {
    const { current } = stored;
    if (current.stage !== 'read') return { current, changed: false };
    const after: Import = { ...current, ...part, version: current.version + 1 };
    try {
      await store.change(stored, after, { at, open, card: true });
    } catch (error) {
      if (error instanceof ConflictError) return 'conflict';
      throw error;
    }
    return { current: after, changed: true };
  }

  function logDecided({ id, stage, file }: Import, by?: string): void {
    log.info('an import was decided on', { id, stage, by, hash: file.hash });
  }

  /** Lets be what nobody has decided on in time; returns whether it was so. */
  async function letBe(id: string, now: Date): Promise<boolean> {
    const stored = await store.load(id);
    const at = now.toISOString();
    const decided = stored && (await decide(stored, at, cancelled(at), 'clearing'));
    if (!decided || decided === 'conflict' || !decided.changed) return false;
    logDecided(decided.current);
    return true;
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

  return { mustBeCoordinator, recent, begin, handIn, handInOnce, giveUp, letBe, start, cancel, problems };
}

/** An import of which nothing is known but its file. */
function newImport(by: string, { name, bytes }: HandedIn, now: Date) {
  const at = now.toISOString();
  return {
    id: newImportId(at, randomBytes(6).toString('hex')),
    version: 1,
    file: { name, bytes: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') },
    by,
    at,
    total: 0,
    known: 0,
    wrong: 0,
    problems: 0,
    firstProblems: [],
    cities: [],
    next: 0,
    imported: 0,
    foundKnown: 0,
  };
}

function cancelled(at: string): Partial<Import> {
  return { stage: 'cancelled', endedAt: at, firstProblems: [] };
}

function refused(refusal: Refusal) {
  return { read: { rows: [], problems: [] }, what: { stage: 'refused' as const, refusal } };
}
