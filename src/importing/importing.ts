import { randomUUID } from 'node:crypto';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import type { Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import type { People } from '../directory/people';
import { makeUploadPlaces } from '../files/uploads';
import type { Locale } from '../i18n';
import type { Finder } from '../register/finder';
import type { CollaborationStore } from '../register/store';
import { ConflictError } from '../storage/errors';
import type { Table } from '../storage/table';
import type { Logger } from '../telemetry/logger';
import { importCard } from './cards';
import { cardKey } from './deliveries';
import { importFileMakers } from './files';
import { LARGEST_FILE } from './model';
import { makeFileReader } from './read-apart';
import { makeRunner, type RunnerSettings } from './runner';
import { makeImportService, type HandedIn } from './service';
import { makeImportStore } from './store';
import { refusalText } from './wording';

export interface ImportingParts {
  table: Table;
  partition: string;
  register: Pick<CollaborationStore, 'reserve' | 'rebuildDigest'>;
  finder: Pick<Finder, 'page'>;
  lists: () => Promise<Lists>;
  people: Pick<People, 'load'>;
  coordinators: Pick<Coordinators, 'includes'>;
  wake: (keys: readonly string[]) => Promise<void>;
  now: () => Date;
  log: Logger;
  settings: RunnerSettings & { placeMs: number };
}

/** Lists of collaborations from before: what people can do with them, what runs by itself, and the way in. */
export function makeImporting(parts: ImportingParts) {
  const { table, partition, register, finder, lists, people, coordinators, wake, now, log, settings } = parts;
  const store = makeImportStore(table, partition);
  const places = makeUploadPlaces(table, partition, settings.placeMs);
  const service = makeImportService({ store, readFile: makeFileReader(), finder, coordinators, log });
  const runner = makeRunner({ store, service, register, wake, now, log, settings, holder: randomUUID() });

  async function render(job: Job): Promise<Rendering> {
    const stored = await store.load(job.subject);
    // It stood in the chat, and somebody has removed it there.
    if (!stored || (!job.posted && job.shown > 0)) return 'nothing';
    const locale = (await people.load(stored.current.by))?.locale ?? 'sv';
    return { version: stored.current.version, message: importCard(locale, stored.current) };
  }

  async function find(token: string): Promise<{ locale: Locale; expires: string } | 'gone'> {
    const found = await places.find(token, now());
    return found === 'gone' ? 'gone' : { locale: found.place.locale, expires: found.place.expires };
  }

  /** Access is asked once more: whoever got the page may have left the office since. */
  async function take(token: string, file: HandedIn): Promise<'taken' | 'gone' | { refused: string }> {
    const found = await places.find(token, now());
    if (found === 'gone') return 'gone';
    const { owner, locale } = found.place;
    const sender = { personId: owner, reader: { locale, lists: await lists() }, now: now() };
    try {
      const taken = await service.handInOnce(sender, file, found.use);
      if ('code' in taken) return { refused: refusalText(taken, locale) };
      await wake([cardKey(taken.id)]);
      return 'taken';
    } catch (error) {
      // Handed in twice at once, or no officer any more.
      if (error instanceof ConflictError || error instanceof NotFoundOrNotAllowedError) return 'gone';
      throw error;
    }
  }

  return {
    service,
    places,
    run: runner.run,
    clear: (id: string) => store.clear(id, true),
    stop: runner.stop,
    enterDue: runner.enterDue,
    render,
    uploads: { mostBytes: LARGEST_FILE, find, take },
    files: importFileMakers({ service, lists, now }),
  };
}
