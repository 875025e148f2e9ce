import { cityById, type City } from '../../src/directory/cities';
import { seedLists, type Entry, type ListName } from '../../src/directory/lists';
import { makeListsStore, type ListsStore } from '../../src/directory/lists-store';
import { unitById } from '../../src/directory/units';
import { openStorage, type Storage } from '../../src/storage/connection';
import { ConflictError, StorageUnavailableError } from '../../src/storage/errors';
import type { Table } from '../../src/storage/table';
import type { Fields } from '../../src/telemetry/logger';
import { OFFICER } from '../support/contents';
import { startStorageProxy, type StorageProxy } from '../support/storage-proxy';
import { openTestStorage, testStorageSettings } from '../support/storage';

const CACHE_MS = 60_000;
const AT = '2026-11-23T09:00:00.000Z';

const bergen = cityById(seedLists, 'bergen')!;
const paused: City = { ...bergen, paused: { from: '2026-11-01' } };
const ended: City = { ...bergen, ended: '2026-11-01' };
const oslo: City = { id: 'oslo', nameSv: 'Oslo', spellings: ['Oslo'], proposed: { on: '2026-11-01' } };

let storage: Storage;
let now: Date;
let partition: string;
let partitions = 0;
let warnings: { message: string; fields?: Fields }[];
let store: ListsStore;

beforeAll(async () => {
  storage = await openTestStorage();
});
beforeEach(() => {
  now = new Date(AT);
  partitions += 1;
  partition = `p${partitions}`;
  warnings = [];
  store = anInstance();
});

/** The store as one process of the bot has it; several share what is stored. */
function anInstance(table: Table = storage.register): ListsStore {
  const ignore = () => undefined;
  const warn = (message: string, fields?: Fields) => void warnings.push({ message, fields });
  const log = { debug: ignore, info: ignore, warn, error: ignore };
  return makeListsStore({ table, partition, now: () => now, cacheMs: CACHE_MS, log });
}

/** Reads an entry and saves it changed, as a coordinator does. */
async function change<Name extends ListName>(list: Name, after: Entry<Name>, by = OFFICER): Promise<void> {
  const before = await store.load(list, after.id);
  await store.save({ list, before, after, by, at: now.toISOString() });
}

function later(ms: number): void {
  now = new Date(now.getTime() + ms);
}

async function cityNow(id: string, from = store): Promise<City | undefined> {
  return cityById(await from.current(), id);
}

describe('the lists', () => {
  it('are those delivered with the bot before any change', async () =>
    expect(await store.current()).toEqual(seedLists));

  it('have one’s own change in them at once', async () => {
    await store.current();
    await change('cities', paused);
    expect(await cityNow('bergen')).toEqual(paused);
    await change('cities', oslo);
    expect((await store.current()).cities.map(({ id }) => id)).toEqual(['aarhus', 'bergen', 'oslo', 'abo']);
    expect(await cityNow('bergen')).toEqual(paused);
  });

  it('have changes of every list in them, each in its own', async () => {
    const term = { id: 'mat', nameSv: 'Mat' };
    const unit = { ...unitById(seedLists, 'kultur')!, everyday: { sv: ['konst'], en: [] } };
    const editors = { id: 'kultur', editors: [{ personId: OFFICER, from: '2026-01-01' }] };
    const rule = { id: 'inform', nameSv: 'Att informera', texts: [] };
    await change('cities', oslo);
    await change('units', unit);
    await change('categories', term);
    await change('areas', { ...term, nameSv: 'Mat och dryck' });
    await change('rules', rule);
    await change('editors', editors);
    const lists = await store.current();
    expect(cityById(lists, 'oslo')).toEqual(oslo);
    expect(unitById(lists, 'kultur')).toEqual(unit);
    expect(lists.categories.at(-1)).toEqual(term);
    expect(lists.areas.at(-1)).toEqual({ ...term, nameSv: 'Mat och dryck' });
    expect(lists.rules[0]).toEqual(rule);
    expect(lists.editors).toEqual([editors]);
  });

  it('are the same object while nothing has changed, also after they are read again', async () => {
    const first = await store.current();
    later(CACHE_MS);
    expect(await store.current()).toBe(first);
    await change('cities', paused);
    const second = await store.current();
    expect(second).not.toBe(first);
    later(CACHE_MS);
    expect(await store.current()).toBe(second);
  });

  it('cost nothing until they are old', async () => {
    await store.current();
    const before = storage.meter.roundTrips;
    later(CACHE_MS - 1);
    await store.current();
    expect(storage.meter.roundTrips).toBe(before);
    later(1);
    await store.current();
    expect(storage.meter.roundTrips).toBe(before + 1);
  });

  it('are read once for all who ask at the same time', async () => {
    const before = storage.meter.roundTrips;
    const [first, ...others] = await Promise.all(Array.from({ length: 10 }, () => store.current()));
    expect(storage.meter.roundTrips).toBe(before + 1);
    expect(others.every(lists => lists === first)).toBe(true);
  });
});

describe('another instance', () => {
  it('sees a change when what it has is old, not before', async () => {
    const other = anInstance();
    await other.current();
    await change('cities', paused);
    later(CACHE_MS - 1);
    expect(await cityNow('bergen', other)).toEqual(bergen);
    later(1);
    expect(await cityNow('bergen', other)).toEqual(paused);
  });

  it('that starts afterwards sees it at once', async () => {
    await change('cities', paused);
    expect(await cityNow('bergen', anInstance())).toEqual(paused);
  });

  it('of another partition never does', async () => {
    await change('cities', paused);
    partition = `${partition}x`;
    expect(await anInstance().current()).toEqual(seedLists);
  });
});

describe('one entry', () => {
  it('that was delivered has never been changed by anybody', async () =>
    expect(await store.load('cities', 'bergen')).toEqual({ entry: bergen, version: 0 }));

  it('that is not there is none', async () =>
    expect(await store.load('cities', 'oslo')).toEqual({ version: 0 }));

  it('that was changed says by whom and when', async () => {
    await change('cities', paused);
    const { etag, ...stored } = await store.load('cities', 'bergen');
    expect(stored).toEqual({ entry: paused, version: 1, by: OFFICER, at: AT });
    expect(etag).toBeTruthy();
  });

  it('is as it is at this moment, however new the lists are', async () => {
    const other = anInstance();
    await other.current();
    await change('cities', paused);
    expect((await other.load('cities', 'bergen')).entry).toEqual(paused);
  });

  it.each([
    ['that was delivered', false],
    ['that was changed before', true],
  ])('%s cannot be saved by two at once', async (_, changedBefore) => {
    if (changedBefore) await change('cities', paused);
    const before = await store.load('cities', 'bergen');
    const saving = (after: City, from: ListsStore) =>
      from.save({ list: 'cities', before, after, by: OFFICER, at: AT });
    const results = await Promise.allSettled([saving(ended, store), saving(bergen, anInstance())]);
    const refused = results.filter(result => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]!.reason).toBeInstanceOf(ConflictError);
    const stored = await store.load('cities', 'bergen');
    expect(stored.version).toBe(changedBefore ? 2 : 1);
    expect(stored.entry).toEqual(results[0].status === 'fulfilled' ? ended : bergen);
    expect(await store.history('cities', 'bergen', 10)).toHaveLength(stored.version);
  });

  it('that two have entered under the same id is the first one’s', async () => {
    const before = await store.load('cities', 'oslo');
    await change('cities', oslo);
    const again = store.save({
      list: 'cities',
      before,
      after: { ...oslo, nameSv: 'Kristiania' },
      by: '2',
      at: AT,
    });
    await expect(again).rejects.toBeInstanceOf(ConflictError);
    expect(await cityNow('oslo')).toEqual(oslo);
  });
});

describe('the history of an entry', () => {
  it('is empty before any change', async () =>
    expect(await store.history('cities', 'bergen', 10)).toEqual([]));

  it('has every version, the newest first, at most as many as are wanted', async () => {
    for (const [index, after] of [paused, ended, bergen].entries()) {
      await change('cities', after, `officer ${index + 1}`);
      later(1_000);
    }
    const history = await store.history('cities', 'bergen', 10);
    expect(history.map(({ version, entry }) => [version, entry])).toEqual([
      [3, bergen],
      [2, ended],
      [1, paused],
    ]);
    expect(history.map(({ by }) => by)).toEqual(['officer 3', 'officer 2', 'officer 1']);
    expect(history.at(-1)!.at).toBe(AT);
    expect((await store.history('cities', 'bergen', 2)).map(({ version }) => version)).toEqual([3, 2]);
  });

  it('stays in order beyond nine versions', async () => {
    for (let version = 1; version <= 11; version += 1) await change('cities', paused);
    const history = await store.history('cities', 'bergen', 20);
    expect(history.map(({ version }) => version)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('is that of its own id and list only', async () => {
    await change('categories', { id: 'mat', nameSv: 'Mat' });
    await change('categories', { id: 'mat-och-dryck', nameSv: 'Mat och dryck' });
    await change('areas', { id: 'mat', nameSv: 'Matfrågor' });
    expect((await store.history('categories', 'mat', 10)).map(({ entry }) => entry)).toEqual([
      { id: 'mat', nameSv: 'Mat' },
    ]);
  });

  it('is no part of the lists', async () => {
    await change('cities', paused);
    await change('cities', ended);
    expect((await store.current()).cities).toHaveLength(3);
    expect(await cityNow('bergen')).toEqual(ended);
  });
});

describe('a save while the lists are being read', () => {
  /** The real table, of which an answer is held back until it is let go. */
  function aSlowTable() {
    const waiting: (() => void)[] = [];
    const slow: Table = {
      ...storage.register,
      async range(...asked) {
        const page = await storage.register.range(...asked);
        await new Promise<void>(resolve => waiting.push(resolve));
        return page;
      },
    };
    async function heldBack(): Promise<void> {
      while (waiting.length === 0) await new Promise(resolve => setImmediate(resolve));
    }
    const letGo = () => waiting.splice(0).forEach(resolve => resolve());
    return { slow, heldBack, letGo };
  }

  /** Lets everything go until a promise is settled. */
  async function letting<T>(table: ReturnType<typeof aSlowTable>, asked: Promise<T>): Promise<T> {
    let settled = false;
    void asked.finally(() => (settled = true));
    while (!settled) {
      table.letGo();
      await new Promise(resolve => setImmediate(resolve));
    }
    return asked;
  }

  it('is in what is asked for after it, and stays', async () => {
    const table = aSlowTable();
    store = anInstance(table.slow);
    const askedBefore = store.current();
    await table.heldBack();
    await change('cities', paused);
    const askedAfter = store.current();
    expect(cityById(await letting(table, askedAfter), 'bergen')).toEqual(paused);
    await letting(table, askedBefore);
    expect(cityById(await letting(table, store.current()), 'bergen')).toEqual(paused);
  });

  it('is not hidden by the read when nobody asks until later', async () => {
    const table = aSlowTable();
    store = anInstance(table.slow);
    const askedBefore = store.current();
    await table.heldBack();
    await change('cities', paused);
    await letting(table, askedBefore);
    expect(cityById(await letting(table, store.current()), 'bergen')).toEqual(paused);
  });
});

describe('while storage does not answer', () => {
  let proxy: StorageProxy;
  let behindProxy: Storage;

  beforeAll(async () => {
    proxy = await startStorageProxy();
    const settings = { ...testStorageSettings(), connectionString: proxy.connectionString, timeoutMs: 1_000 };
    behindProxy = openStorage(settings);
    await behindProxy.prepare();
  });
  beforeEach(() => {
    store = anInstance(behindProxy.register);
  });
  afterEach(() => proxy.mend());
  afterAll(() => proxy.stop());

  it.each([
    ['refuses', { status: 503 }],
    ['cuts the line', { cut: true }],
    ['never answers', { hang: true }],
  ] as const)('the lists are those that were read last: it %s', async (_, fault) => {
    await change('cities', paused);
    const last = await store.current();
    later(CACHE_MS);
    proxy.fault = () => fault;
    expect(await store.current()).toBe(last);
    expect(warnings).toEqual([
      { message: 'the lists could not be read', fields: { error: expect.any(Error) } },
    ]);
  });

  it('they are those delivered with the bot, if none have been read', async () => {
    proxy.fault = () => ({ status: 503 });
    expect(await store.current()).toEqual(seedLists);
  });

  it('a turn waits no longer than its own deadline', async () => {
    proxy.fault = () => ({ hang: true });
    expect(await store.current(AbortSignal.abort())).toEqual(seedLists);
  });

  it('an entry, its history and a save say so', async () => {
    const before = await store.load('cities', 'bergen');
    proxy.fault = () => ({ status: 503 });
    const saving = store.save({ list: 'cities', before, after: paused, by: OFFICER, at: AT });
    await expect(saving).rejects.toBeInstanceOf(StorageUnavailableError);
    await expect(store.load('cities', 'bergen')).rejects.toBeInstanceOf(StorageUnavailableError);
    await expect(store.history('cities', 'bergen', 1)).rejects.toBeInstanceOf(StorageUnavailableError);
  });

  it('they are read again as soon as it answers, old or not', async () => {
    await store.current();
    later(CACHE_MS);
    proxy.fault = () => ({ status: 503 });
    await store.current();
    proxy.mend();
    await change('cities', paused);
    expect(await cityNow('bergen')).toEqual(paused);
    expect(await cityNow('bergen', anInstance(behindProxy.register))).toEqual(paused);
  });

  it('a save that nobody was told of, although it was done, is seen at once', async () => {
    await store.current();
    const before = await store.load('cities', 'bergen');
    proxy.fault = ({ method }) => (method === 'POST' ? { hang: true, afterwards: true } : undefined);
    const saving = store.save({ list: 'cities', before, after: paused, by: OFFICER, at: AT });
    await expect(saving).rejects.toBeInstanceOf(StorageUnavailableError);
    expect(await cityNow('bergen')).toEqual(paused);
  });
});
