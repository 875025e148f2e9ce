import { CITY_PARTITION } from '../../src/capabilities';
import type { Notification } from '../../src/register/model';
import { makeCollaborationStore, newNotification } from '../../src/register/store';
import { edit, inform, withdraw, type Transition } from '../../src/register/transitions';
import type { Entry } from '../../src/report/model';
import { readEntries, VersionMissingError } from '../../src/report/scan';
import type { Storage } from '../../src/storage/connection';
import { seedKnownExchanges } from '../../src/trial/seed';
import { aContent, SENDER } from '../support/contents';
import { openTestStorage } from '../support/storage';
import { figuresOf, knownEntries } from './entries';

let storage: Storage;

beforeEach(async () => {
  storage = await openTestStorage();
});

async function told(ref: string, at: string): Promise<Notification> {
  const notification = inform(ref, aContent({ title: 'Först' }), at, SENDER);
  await storage.register.commit(CITY_PARTITION, newNotification(notification));
  return notification;
}

async function change(ref: string, make: (before: Notification) => Transition): Promise<void> {
  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const before = (await store.load(ref))!;
  const made = make(before.notification);
  if (made.kind !== 'changed') throw new Error('nothing was changed');
  await store.replace({ before, after: made.after, digests: [], jobs: [], closes: () => false });
}

async function readAt(at: string): Promise<Entry[]> {
  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const all: Entry[] = [];
  for await (const { entries } of readEntries(storage.register, CITY_PARTITION, store, at))
    all.push(...entries);
  return all;
}

const titlesAt = async (at: string) => (await readAt(at)).map(({ content }) => content.title);
const renamed = (title: string, at: string) => (before: Notification) =>
  edit(before, { ...before.content, title }, { by: SENDER, at });

test('what was told later is not in it', async () => {
  await told('V-2026-0001', '2026-01-10T09:00:00.000Z');
  await told('V-2026-0002', '2026-02-10T09:00:00.000Z');
  expect((await readAt('2026-02-01T00:00:00.000Z')).map(({ ref }) => ref)).toEqual(['V-2026-0001']);
});

test('what was changed later is read as it was then', async () => {
  await told('V-2026-0001', '2026-01-10T09:00:00.000Z');
  await change('V-2026-0001', renamed('Sedan', '2026-02-10T09:00:00.000Z'));
  await change('V-2026-0001', renamed('Till sist', '2026-03-10T09:00:00.000Z'));
  expect(await titlesAt('2026-01-31T00:00:00.000Z')).toEqual(['Först']);
  expect(await titlesAt('2026-02-28T00:00:00.000Z')).toEqual(['Sedan']);
  expect(await titlesAt('2026-03-31T00:00:00.000Z')).toEqual(['Till sist']);
});

test('what was withdrawn is left out from then on, and not before', async () => {
  await told('V-2026-0001', '2026-01-10T09:00:00.000Z');
  await change('V-2026-0001', before => withdraw(before, { by: SENDER, at: '2026-02-10T09:00:00.000Z' }));
  expect(await titlesAt('2026-01-31T00:00:00.000Z')).toEqual(['Först']);
  expect(await titlesAt('2026-02-28T00:00:00.000Z')).toEqual([]);
});

test('one that was changed more often than its history tells is still read as it was', async () => {
  await told('V-2026-0001', '2026-01-10T09:00:00.000Z');
  for (let day = 1; day <= 55; day += 1) {
    const at = new Date(Date.UTC(2026, 1, day)).toISOString();
    await change('V-2026-0001', renamed(`Dag ${day}`, at));
  }
  expect(await titlesAt('2026-02-02T12:00:00.000Z')).toEqual(['Dag 2']);
});

test('a version that is not there is told, and nothing is invented', async () => {
  await told('V-2026-0001', '2026-01-10T09:00:00.000Z');
  await change('V-2026-0001', renamed('Sedan', '2026-02-10T09:00:00.000Z'));
  await storage.register.commit(CITY_PARTITION, [{ do: 'remove', key: 'v|V-2026-0001|00001' }]);
  await expect(readAt('2026-01-31T00:00:00.000Z')).rejects.toThrow(VersionMissingError);
});

test('the ledger rows beside a notification are passed over, and many pages are read to the end', async () => {
  const count = 1_050;
  for (let start = 0; start < count; start += 20) {
    const some = Array.from({ length: Math.min(20, count - start) }, (_, index) =>
      inform(
        `V-2026-${String(start + index + 1).padStart(4, '0')}`,
        aContent(),
        '2026-01-10T09:00:00.000Z',
        SENDER,
      ),
    );
    const writes = some.flatMap(one => [
      { do: 'insert', key: `n|${one.ref}|0`, body: one } as const,
      { do: 'insert', key: `n|${one.ref}|card|channel`, body: { key: 'card' } } as const,
    ]);
    await storage.register.commit(CITY_PARTITION, writes);
  }
  expect(await readAt('2026-02-01T00:00:00.000Z')).toHaveLength(count);
});

test('the figures of the exchanges in the store are those of the exchanges', async () => {
  await seedKnownExchanges(storage, new Date('2026-11-20T09:00:00.000Z'));
  const entries = await readAt('2026-11-23T09:00:00.000Z');
  expect(entries).toHaveLength(21);
  expect(figuresOf(entries)).toEqual(figuresOf(knownEntries));
});
