import { CITY_PARTITION } from '../../src/capabilities';
import type { Job } from '../../src/delivery/job';
import { toStoredJob } from '../../src/delivery/ledger';
import type { Entry } from '../../src/directory/lists';
import { makeListsStore } from '../../src/directory/lists-store';
import { makeNewsletterStore } from '../../src/newsletter/store';
import type { Choice, Owner } from '../../src/newsletter/model';
import type { Content } from '../../src/register/model';
import { digestsWith, makeCollaborationStore, nextNumber } from '../../src/register/store';
import { makeReference } from '../../src/register/model';
import { inform } from '../../src/register/transitions';
import type { Storage } from '../../src/storage/connection';
import { endOfPrefix } from '../../src/storage/table';
import { aContent, SENDER } from '../support/contents';

export const STARTED = '2026-11-23T09:00:00.000Z';
export const DECEMBER = '2026-12-01T08:00:00.000Z';

/** Ids in the order of their numbers. */
export function personId(number: number): string {
  return `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
}

/** Somebody has informed of a collaboration. */
export async function told(
  storage: Pick<Storage, 'register'>,
  at: string,
  content: Partial<Content> = {},
): Promise<string> {
  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const shared = await store.loadShared();
  const year = Number(at.slice(0, 4));
  const ref = makeReference(year, nextNumber(shared, year));
  const notification = inform(ref, aContent(content), at, SENDER);
  await store.insert({ notification, shared, digests: digestsWith(shared, notification), jobs: [] });
  return ref;
}

export async function subscribes(
  storage: Pick<Storage, 'register'>,
  owner: Owner,
  choice: Partial<Choice> = {},
): Promise<void> {
  const store = makeNewsletterStore(storage.register, CITY_PARTITION);
  const subscription = { cities: [], areas: [], ...choice, by: SENDER, at: STARTED };
  await store.saveSubscription(owner, await store.loadSubscription(owner), subscription);
}

/** Makes people editors of an administration, from the beginning of 2026 on. */
export async function areEditors(
  storage: Pick<Storage, 'register'>,
  unitId: string,
  people: readonly string[],
): Promise<void> {
  const store = listsOf(storage);
  const after: Entry<'editors'> = {
    id: unitId,
    editors: people.map(person => ({ personId: person, from: '2026-01-01' })),
  };
  await store.save({
    list: 'editors',
    before: await store.load('editors', unitId),
    after,
    by: SENDER,
    at: STARTED,
  });
}

export function listsOf({ register: table }: Pick<Storage, 'register'>) {
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  return makeListsStore({ table, partition: CITY_PARTITION, now: () => new Date(STARTED), cacheMs: 0, log });
}

/** Every job of a month's letter. */
export async function letterJobs({ register }: Pick<Storage, 'register'>, month: string): Promise<Job[]> {
  const prefix = `letter|${month}|`;
  const { rows } = await register.range(CITY_PARTITION, prefix, endOfPrefix(prefix), 5_000);
  return rows.map(row => toStoredJob(row).job);
}
