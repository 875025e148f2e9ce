import { setTimeout as pause } from 'node:timers/promises';
import { cityYear } from '../i18n/moments';
import { makeReference } from '../register/model';
import type { CollaborationStore } from '../register/store';
import { ConflictError, StorageUnavailableError } from '../storage/errors';
import type { Logger } from '../telemetry/logger';
import { cardKey } from './deliveries';
import type { Import, ReadRow } from './model';
import { commitsOf, notificationOf, writesOf, type NewRow } from './new-rows';
import type { ImportService } from './service';
import type { ImportStore, OpenImport, StoredImport } from './store';

export interface RunnerSettings {
  /** How long an instance may be silent before another goes on with its import, in milliseconds. */
  leaseMs: number;
  /** How often it is looked for imports that nobody goes on with, in milliseconds. */
  lookEveryMs: number;
  /** How often the card says how far an import has come, in milliseconds. */
  progressMs: number;
}

export interface RunnerParts {
  store: ImportStore;
  service: Pick<ImportService, 'giveUp' | 'letBe'>;
  register: Pick<CollaborationStore, 'reserve' | 'rebuildDigest'>;
  wake: (keys: readonly string[]) => Promise<void>;
  now: () => Date;
  log: Logger;
  settings: RunnerSettings;
  /** A name for this instance. */
  holder: string;
}

/** How many transactions are under way at once: more would keep people's own turns waiting. */
const AT_ONCE = 3;
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 50;
/** A file that was being read for so long was left behind, in milliseconds. */
const LEFT_BEHIND_MS = 5 * 60_000;

/**
 * Runs imports, part by part. What a row becomes, and that it has been imported, commit together, so a row that is tried
 * again, by this instance or by another, is found to be there; where an import stands is only a help to go on from.
 */
export function makeRunner({ store, service, register, wake, now, log, settings, holder }: RunnerParts) {
  const underWay = new Map<string, Promise<void>>();
  let stopping = false;
  let nextLook = 0;

  /** Goes on until the import is done, or another instance is at it. Throws StorageUnavailableError. */
  function run(id: string): Promise<void> {
    const running = underWay.get(id) ?? goOn(id).finally(() => underWay.delete(id));
    underWay.set(id, running);
    return running;
  }

  async function goOn(id: string): Promise<void> {
    let shown = now().getTime();
    for (let attempt = 1; ;) {
      const stored = await store.load(id);
      if (!stored || stored.current.stage !== 'running' || isAnothers(stored.current)) return;
      try {
        if (stopping) return await change(stored, { lease: undefined }, false);
        if (stored.current.next === stored.current.parts) return await finish(stored);
        const card = now().getTime() - shown >= settings.progressMs;
        if (stored.current.reserved) await importPart(stored, card);
        else await beginPart(stored);
        if (card && stored.current.reserved) shown = now().getTime();
        attempt = 1;
      } catch (error) {
        const passes = error instanceof ConflictError || error instanceof StorageUnavailableError;
        if (!passes || attempt >= ATTEMPTS) throw error;
        await pause(FIRST_PAUSE_MS * attempt * (1 + Math.random()));
        attempt += 1;
      }
    }
  }

  function isAnothers({ lease }: Import): boolean {
    return lease !== undefined && lease.holder !== holder && Date.parse(lease.until) > now().getTime();
  }

  function lease(): Import['lease'] {
    return { holder, until: new Date(now().getTime() + settings.leaseMs).toISOString() };
  }

  async function change(before: StoredImport, part: Partial<Import>, card: boolean): Promise<void> {
    const { current } = before;
    const after = { ...current, ...part, version: current.version + 1 };
    await store.change(before, after, { at: now().toISOString(), card });
    if (card) await wake([cardKey(current.id)]);
  }

  /**
   * Takes the numbers for the rows of the part. They were new when the file was read, so one row is looked at; only when
   * the same list has come in on another way since, all of them are, so that rows that are there take no number.
   */
  async function beginPart(stored: StoredImport): Promise<void> {
    const { current } = stored;
    const rows = await store.rowsOf(current.id, current.next);
    const isKnown = async ({ key }: ReadRow) => (await store.imported(key)) !== undefined;
    const known = rows[0] && (await isKnown(rows[0])) ? await inTurns(rows, isKnown) : [];
    const fresh = rows.flatMap((_row, index) => (known[index] ? [] : [index]));
    if (fresh.length === 0) return passPart(stored, 0, rows.length, false);
    const at = now();
    const year = cityYear(at);
    const { first, write } = await register.reserve(year, fresh.length);
    const reserved = { year, first, rows: fresh, at: at.toISOString() };
    await store.reserve(stored, { ...current, reserved, lease: lease() }, write);
  }

  async function importPart(stored: StoredImport, card: boolean): Promise<void> {
    const { current } = stored;
    const reserved = current.reserved!;
    const rows = await store.rowsOf(current.id, current.next);
    const fresh = reserved.rows.map((index, order): NewRow => {
      const ref = makeReference(reserved.year, reserved.first + order);
      return { row: rows[index]!, notification: notificationOf(ref, rows[index]!, reserved.at, current.by) };
    });
    const own = await inTurns(commitsOf(fresh, current.id), commit => insert(commit, current.id));
    const imported = own.reduce((sum, count) => sum + count, 0);
    await passPart(stored, imported, rows.length - imported, card);
  }

  async function passPart(
    stored: StoredImport,
    imported: number,
    known: number,
    card: boolean,
  ): Promise<void> {
    const { current } = stored;
    const counted = { imported: current.imported + imported, foundKnown: current.foundKnown + known };
    const passed = { ...counted, next: current.next + 1, reserved: undefined, lease: lease() };
    await change(stored, passed, card);
  }

  /** Returns how many of the rows are this import's, now or from an attempt before. */
  async function insert(rows: readonly NewRow[], importId: string): Promise<number> {
    try {
      await store.commit(rows.flatMap(row => writesOf(row, importId)));
      return rows.length;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      if (rows.length > 1) {
        let count = 0;
        for (const row of rows) count += await insert([row], importId);
        return count;
      }
      const there = await store.imported(rows[0]!.row.key);
      if (!there) throw error;
      return there.importId === importId ? 1 : 0;
    }
  }

  async function finish(stored: StoredImport): Promise<void> {
    const { current } = stored;
    for (const city of current.cities) await rebuilt(city);
    const at = now().toISOString();
    const after: Import = {
      ...current,
      stage: 'done',
      endedAt: at,
      lease: undefined,
      version: current.version + 1,
    };
    await store.change(stored, after, { at, open: 'clearing', card: true });
    const { id, imported, foundKnown, wrong, by, file } = after;
    log.info('a list was imported', { id, imported, foundKnown, wrong, by, hash: file.hash });
    await wake([cardKey(id)]);
    await store.clear(id, false);
  }

  /** Somebody may inform of the same city in the same moment. */
  async function rebuilt(city: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await register.rebuildDigest(city);
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
        await pause(FIRST_PAUSE_MS * attempt * Math.random());
      }
    }
  }

  /** Finds what an instance has left behind, and goes on with it beside the clock's own work. Enters no jobs. */
  async function enterDue(at: Date): Promise<readonly string[]> {
    if (stopping || at.getTime() < nextLook) return [];
    const open = await store.open(at.toISOString());
    // Whoever is at one may fall silent.
    nextLook = at.getTime() + (open.length > 0 ? settings.leaseMs : settings.lookEveryMs);
    for (const one of open) {
      if (!underWay.has(one.id)) void takeUp(one, at).catch((error: unknown) => reportLeft(one, error));
    }
    return [];
  }

  async function takeUp(one: OpenImport, at: Date): Promise<void> {
    const { id, what, since } = one;
    if (what === 'running') return run(id);
    if (what === 'waiting') return passOver(one, at);
    const age = at.getTime() - Date.parse(since);
    if (age < (what === 'reading' ? LEFT_BEHIND_MS : settings.leaseMs)) return;
    if (what === 'reading') await service.giveUp(id, { code: 'unavailable' }, at);
    const stage = (await store.load(id))?.current.stage;
    // It may have been read to its end since it was looked for.
    if (stage !== 'read' && stage !== 'running') await store.clear(id, stage !== 'done');
    if (what === 'reading') await wake([cardKey(id)]);
  }

  async function passOver(one: OpenImport, at: Date): Promise<void> {
    if (await service.letBe(one.id, at)) {
      await wake([cardKey(one.id)]);
      await store.clear(one.id, true);
    }
    await store.endWaiting(one);
  }

  function reportLeft({ id, what }: OpenImport, error: unknown): void {
    log.error('an import could not be gone on with', { id, what, error });
  }

  /** Takes no new part, and waits for those under way; what is left is gone on with at the next start. */
  async function stop(): Promise<void> {
    stopping = true;
    await Promise.allSettled(underWay.values());
  }

  return { run, enterDue, stop };
}

/** Some at a time, in order; all of those begun are over when it throws. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  async function one(): Promise<void> {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  }
  const settled = await Promise.allSettled(Array.from({ length: AT_ONCE }, one));
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  return results;
}
