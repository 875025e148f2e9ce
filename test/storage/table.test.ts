import { openStorage, type Storage } from '../../src/storage/connection';
import { ConflictError, StorageRefusedError, StorageUnavailableError } from '../../src/storage/errors';
import { commitIfFirst, endOfPrefix, type Table, type Write } from '../../src/storage/table';
import { freePort } from '../support/free-port';
import { startSilentServer } from '../support/silent-server';
import { openTestStorage, testStorageSettings } from '../support/storage';

let storage: Storage;
let table: Table;
let partition: string;
let partitions = 0;

beforeAll(async () => {
  storage = await openTestStorage();
  table = storage.register;
});
beforeEach(() => {
  partitions += 1;
  partition = `p${partitions}`;
});

const insert = (key: string, body: object = { key }): Write => ({ do: 'insert', key, body });
const put = (key: string, body: object = { key }): Write => ({ do: 'put', key, body });

async function store(...keys: string[]): Promise<void> {
  await table.commit(
    partition,
    keys.map(key => insert(key)),
  );
}
async function keysOf(from = '', to = '\uffff', limit = 100): Promise<string[]> {
  return (await table.range(partition, from, to, limit)).rows.map(row => row.key);
}
async function etagOf(key: string): Promise<string> {
  return (await table.get(partition, key))!.etag;
}

describe('one row', () => {
  it('is not there until it is stored', async () => {
    expect(await table.get(partition, 'a')).toBeUndefined();
    await store('a');
    expect(await table.get(partition, 'a')).toMatchObject({ key: 'a', body: { key: 'a' } });
  });

  it('belongs to its partition', async () => {
    await store('a');
    expect(await table.get('elsewhere', 'a')).toBeUndefined();
  });

  it('keeps å, ä, ö, emoji and long texts', async () => {
    const body = { text: 'Åäö 👩‍🏫 "{}" \\ \n', long: 'åé👩'.repeat(25_000), number: 1.5, none: null };
    await table.commit(partition, [insert('a', body)]);
    expect((await table.get(partition, 'a'))!.body).toEqual(body);
  });

  it('that becomes shorter keeps nothing of what was longer', async () => {
    await table.commit(partition, [insert('a', { text: 'x'.repeat(100_000) })]);
    await table.commit(partition, [put('a', { text: 'short' })]);
    expect((await table.get(partition, 'a'))!.body).toEqual({ text: 'short' });
  });

  it.each(["n|V-2026-0042|o'Brien", "''", "a' or RowKey ge '", 'å ä ö', 'a|b:c+d=e&f%20', 'a~b', '29:1-_x'])(
    'with the key %s is found by it, alone and in a range',
    async key => {
      const others = ['zz', '0'];
      await store(key, ...others);
      expect((await table.get(partition, key))!.key).toBe(key);
      expect(await keysOf(key, endOfPrefix(key))).toEqual([key]);
      await table.commit(partition, [{ do: 'remove', key }]);
      expect(await table.get(partition, key)).toBeUndefined();
    },
  );

  it('in a partition with a quote in its name is found', async () => {
    partition = "o'Brien's";
    await store('a', 'b');
    expect((await table.get(partition, 'a'))!.key).toBe('a');
    expect(await keysOf()).toEqual(['a', 'b']);
  });
});

describe('a range', () => {
  it('is in the order of the keys, from the first to before the last', async () => {
    await store('c', 'a', 'd', 'b');
    expect(await keysOf()).toEqual(['a', 'b', 'c', 'd']);
    expect(await keysOf('b', 'd')).toEqual(['b', 'c']);
    expect(await keysOf('bb', 'cc')).toEqual(['c']);
    expect(await keysOf('x', 'y')).toEqual([]);
  });

  it.each([
    [1, ['a'], true],
    [2, ['a', 'b'], true],
    [3, ['a', 'b', 'c'], false],
    [4, ['a', 'b', 'c'], false],
  ])('of three rows, at most %i, has %j and says whether more follow: %s', async (limit, keys, more) => {
    await store('a', 'b', 'c');
    const page = await table.range(partition, '', '\uffff', limit);
    expect(page.rows.map(row => row.key)).toEqual(keys);
    expect(page.more).toBe(more);
  });

  it('holds what begins with a prefix, and nothing beside it', async () => {
    await store('a|', 'a|0', 'a|~', 'a|å', 'a|ö', 'a', 'a{', 'a}', 'b|0', 'A|0');
    expect(await keysOf('a|', endOfPrefix('a|'))).toEqual(['a|', 'a|0', 'a|~', 'a|å', 'a|ö']);
  });

  it('reads on over several pages, and no further than one row beyond', async () => {
    for (let start = 0; start < 1200; start += 100) {
      const keys = Array.from({ length: 100 }, (_, index) => String(start + index).padStart(4, '0'));
      await store(...keys);
    }
    const all = await table.range(partition, '', '\uffff', 1100);
    expect(all.rows.map(row => Number(row.key))).toEqual(Array.from({ length: 1100 }, (_, index) => index));
    expect(all.more).toBe(true);

    const before = { ...storage.meter };
    await table.range(partition, '0100', '\uffff', 10);
    expect(storage.meter.entitiesRead - before.entitiesRead).toBe(11);
    expect(storage.meter.roundTrips - before.roundTrips).toBe(1);
  });
});

describe('a transaction', () => {
  it('does all its writes', async () => {
    await store('a', 'b', 'c');
    await table.commit(partition, [
      insert('d', { is: 'new' }),
      { do: 'replace', key: 'a', body: { is: 'replaced' }, etag: await etagOf('a') },
      put('b', { is: 'put' }),
      put('e', { is: 'put' }),
      { do: 'remove', key: 'c' },
    ]);
    const { rows } = await table.range(partition, '', '\uffff', 10);
    expect(rows.map(({ key, body }) => [key, (body as { is: string }).is])).toEqual([
      ['a', 'replaced'],
      ['b', 'put'],
      ['d', 'new'],
      ['e', 'put'],
    ]);
  });

  it('takes one round trip and up to a hundred writes', async () => {
    const before = storage.meter.roundTrips;
    await store(...Array.from({ length: 100 }, (_, index) => `k${index}`));
    expect(storage.meter.roundTrips - before).toBe(1);
    expect(await keysOf()).toHaveLength(100);
  });

  it('that comes second is not made where only the first one counts', async () => {
    expect(await commitIfFirst(table, partition, [insert('a', { is: 'first' })])).toBe(true);
    expect(await commitIfFirst(table, partition, [insert('a', { is: 'second' })])).toBe(false);
    expect((await table.get(partition, 'a'))?.body).toEqual({ is: 'first' });
  });

  it.each<[string, (etag: string) => Write]>([
    ['a row to insert is there already', () => insert('a', { is: 'mine' })],
    [
      'a row has changed since it was read',
      etag => ({ do: 'replace', key: 'a', body: { is: 'mine' }, etag }),
    ],
  ])('does nothing at all when %s', async (_, write) => {
    await store('a');
    const old = await etagOf('a');
    await table.commit(partition, [put('a', { is: 'theirs' })]);
    const writes = [insert('b'), put('c'), write(old), insert('d')];
    await expect(table.commit(partition, writes)).rejects.toBeInstanceOf(ConflictError);
    expect(await keysOf()).toEqual(['a']);
    expect((await table.get(partition, 'a'))!.body).toEqual({ is: 'theirs' });
  });

  it('of one write conflicts like one of many', async () => {
    await store('a');
    await expect(store('a')).rejects.toBeInstanceOf(ConflictError);
  });

  it('gives the row a new etag, with which it can be replaced again', async () => {
    await store('a');
    for (const round of [1, 2, 3]) {
      await table.commit(partition, [{ do: 'replace', key: 'a', body: { round }, etag: await etagOf('a') }]);
    }
    expect((await table.get(partition, 'a'))!.body).toEqual({ round: 3 });
  });

  it('of two at once with the same etag, one wins', async () => {
    await store('a');
    const etag = await etagOf('a');
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, by) =>
        table.commit(partition, [{ do: 'replace', key: 'a', body: { by }, etag }]),
      ),
    );
    const lost = results.filter(result => result.status === 'rejected');
    expect(lost).toHaveLength(7);
    for (const { reason } of lost) expect(reason).toBeInstanceOf(ConflictError);
    const winner = results.findIndex(result => result.status === 'fulfilled');
    expect((await table.get(partition, 'a'))!.body).toEqual({ by: winner });
  });

  it('of more than a hundred writes is refused', async () => {
    const keys = Array.from({ length: 101 }, (_, index) => `k${index}`);
    await expect(store(...keys)).rejects.toBeInstanceOf(StorageRefusedError);
    expect(await keysOf()).toEqual([]);
  });
});

describe('storage that does not answer', () => {
  const at = (port: number, timeoutMs: number) =>
    openStorage({
      ...testStorageSettings(),
      connectionString: [
        'DefaultEndpointsProtocol=http',
        'AccountName=devstoreaccount1',
        `AccountKey=${Buffer.alloc(64, 1).toString('base64')}`,
        `QueueEndpoint=http://127.0.0.1:${port}/devstoreaccount1`,
        `TableEndpoint=http://127.0.0.1:${port}/devstoreaccount1`,
      ].join(';'),
      timeoutMs,
    });
  const requests: [string, (storage: Storage, signal?: AbortSignal) => Promise<unknown>][] = [
    ['a read', ({ register }, signal) => register.get('p', 'a', signal)],
    ['a range', ({ register }, signal) => register.range('p', '', 'z', 10, signal)],
    ['a transaction', ({ register }, signal) => register.commit('p', [insert('a')], signal)],
    ['a ping', (hung, signal) => hung.ping(signal)],
  ];

  let silent: Awaited<ReturnType<typeof startSilentServer>>;
  beforeAll(async () => {
    silent = await startSilentServer();
  });
  afterAll(() => silent.stop());

  it.each(requests)('ends %s when the time is out', async (_, request) => {
    await expect(request(at(silent.port, 60))).rejects.toBeInstanceOf(StorageUnavailableError);
  });

  it.each(requests)('ends %s at the caller’s deadline, which comes first', async (_, request) => {
    const deadline = AbortSignal.timeout(60);
    await expect(request(at(silent.port, 25_000), deadline)).rejects.toBeInstanceOf(StorageUnavailableError);
  });

  it.each(requests)('does not begin %s after the deadline', async (_, request) => {
    const late = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    await expect(request(storage, late)).rejects.toBeInstanceOf(StorageUnavailableError);
  });

  it('is not prepared, and has no queue', async () => {
    const hung = at(silent.port, 60);
    await expect(hung.deliveries.send('a')).rejects.toBeInstanceOf(StorageUnavailableError);
    await expect(hung.deliveries.take(1, 5)).rejects.toBeInstanceOf(StorageUnavailableError);
  });

  it.each(requests)('because nothing listens there: %s is told so', async (_, request) => {
    const gone = at(await freePort(), 3000);
    await expect(request(gone)).rejects.toBeInstanceOf(StorageUnavailableError);
  });
});

describe('preparing', () => {
  it('does no harm where all is there already', async () => {
    const settings = testStorageSettings();
    const first = openStorage(settings);
    await first.prepare();
    await first.register.commit('p', [insert('a')]);
    const second = openStorage(settings);
    await second.prepare();
    expect((await second.register.get('p', 'a'))!.body).toEqual({ key: 'a' });
  });

  it('by two instances at once makes each table once', async () => {
    const settings = testStorageSettings();
    await Promise.all([openStorage(settings).prepare(), openStorage(settings).prepare()]);
    await openStorage(settings).ping();
  });
});
