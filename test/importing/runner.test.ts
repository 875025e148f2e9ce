import { seedLists } from '../../src/directory/lists';
import { readFile } from '../../src/importing/read-file';
import type { ReadList } from '../../src/importing/model';
import { makeRunner } from '../../src/importing/runner';
import { makeImportStore } from '../../src/importing/store';
import { makeCollaborationStore } from '../../src/register/store';
import { openStorage } from '../../src/storage/connection';
import { ConflictError, StorageUnavailableError } from '../../src/storage/errors';
import { endOfPrefix, type Row, type Table } from '../../src/storage/table';
import { eventually, randomPrefix } from '../support/bot';
import { anImport } from './card-cases';
import { manyRows, rowOf, serviceOn } from './support';

const PARTITION = 'goteborg';
const ROWS = 130;
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const settings = { leaseMs: 1_000, lookEveryMs: 0, progressMs: 0 };

type Died = 'before' | 'after';

/** A table on which the process dies at its n-th commit: before it is sent, or before its answer has come. */
function dyingAt(table: Table, nth: number, died: Died, error: Error = new Error('killed')): Table {
  let commits = 0;
  return {
    ...table,
    async commit(partition, writes, signal) {
      commits += 1;
      if (commits < nth) return table.commit(partition, writes, signal);
      if (died === 'after' && commits === nth) await table.commit(partition, writes, signal);
      throw error;
    },
  };
}

async function openTable(): Promise<Table> {
  const storage = openStorage({
    connectionString: process.env.TEST_STORAGE,
    prefix: randomPrefix(),
    timeoutMs: 5_000,
  });
  await storage.prepare();
  return storage.register;
}

/** An import that has just been let begin. */
async function begun(table: Table): Promise<string> {
  const store = makeImportStore(table, PARTITION);
  const reader = { locale: 'sv', lists: seedLists } as const;
  const read = (await readFile(
    { name: 'l.csv', bytes: Buffer.from(manyRows(ROWS)) },
    reader,
    '2026-11-23',
  )) as ReadList;
  const { id } = await store.create({ ...anImport, total: ROWS }, read, []);
  const stored = (await store.load(id))!;
  const running = { ...stored.current, stage: 'running' as const, version: 2 };
  await store.change(stored, running, { at: anImport.at, open: 'running', card: true });
  return id;
}

function runnerOn(table: Table, holder: string, now = () => new Date()) {
  const store = makeImportStore(table, PARTITION);
  return makeRunner({
    store,
    service: serviceOn(table),
    register: makeCollaborationStore(table, PARTITION),
    wake: () => Promise.resolve(),
    now,
    log: silent,
    settings,
    holder,
  });
}

async function rowsUnder(table: Table, prefix: string): Promise<Row[]> {
  return (await table.range(PARTITION, prefix, endOfPrefix(prefix), 20_000)).rows;
}

async function keysUnder(table: Table, prefix: string): Promise<string[]> {
  return (await rowsUnder(table, prefix)).map(({ key }) => key);
}

async function expectAllOnce(table: Table, id: string): Promise<void> {
  const references = (await keysUnder(table, 'n|')).filter(key => key.endsWith('|0'));
  expect(references).toHaveLength(ROWS);
  expect(references.at(-1)).toMatch(/-0130\|0$/);
  expect(await keysUnder(table, 'imported|')).toHaveLength(ROWS);
  expect((await makeImportStore(table, PARTITION).load(id))!.current).toMatchObject({
    stage: 'done',
    imported: ROWS,
    foundKnown: 0,
  });
  expect(await keysUnder(table, 'import|open|')).toEqual([]);
  expect(await keysUnder(table, 'import|rows|')).toEqual([]);
}

const later = () => new Date(Date.now() + 60_000);

describe('a process that dies in the middle of an import', () => {
  const moments = [1, 2, 7, 20, 24, 27, 33, 40];
  it.each(moments.flatMap(nth => (['before', 'after'] as const).map(died => [nth, died] as const)))(
    'at its commit number %i, %s it came about, leaves all to the next, which adds each row once',
    async (nth, died) => {
      const table = await openTable();
      const id = await begun(table);
      await runnerOn(dyingAt(table, nth, died), 'first')
        .run(id)
        .catch(() => undefined);
      // As the clock of another instance does, when the first has been silent for long.
      const next = runnerOn(table, 'second', later);
      await next.enterDue(later());
      await next.stop();
      const last = runnerOn(table, 'third', () => new Date(Date.now() + 120_000));
      await last.run(id);
      await last.enterDue(new Date(Date.now() + 240_000));
      await last.stop();
      await makeImportStore(table, PARTITION).clear(id, false);
      await expectAllOnce(table, id);
    },
  );

  it('keeps its import for a while, and another instance does not take it up before', async () => {
    const table = await openTable();
    const id = await begun(table);
    await expect(runnerOn(dyingAt(table, 5, 'before'), 'first').run(id)).rejects.toThrow('killed');
    await runnerOn(table, 'second').run(id);
    expect((await keysUnder(table, 'imported|')).length).toBeLessThan(ROWS);
  });
});

describe('several at one import', () => {
  it('add each row once', async () => {
    const table = await openTable();
    const id = await begun(table);
    // None of them believes that another is at it.
    const moments = [0, 1, 2].map(days => () => new Date(Date.now() + days * 86_400_000));
    const runs = moments.map((now, index) => runnerOn(table, `runner ${index}`, now).run(id));
    const outcomes = await Promise.allSettled(runs);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ConflictError);
    }
    await runnerOn(table, 'last', () => new Date(Date.now() + 10 * 86_400_000)).run(id);
    await makeImportStore(table, PARTITION).clear(id, false);
    await expectAllOnce(table, id);
  });
});

it('storage that does not answer for a moment ends nothing', async () => {
  const table = await openTable();
  const id = await begun(table);
  let failures = 0;
  const shaky: Table = {
    ...table,
    async commit(partition, writes, signal) {
      await table.commit(partition, writes, signal);
      failures += 1;
      if (failures % 9 === 0) throw new StorageUnavailableError('no answer');
    },
  };
  await runnerOn(shaky, 'first').run(id);
  await makeImportStore(table, PARTITION).clear(id, false);
  await expectAllOnce(table, id);
});

describe('a file that is being read when its instance dies', () => {
  const officer = { personId: anImport.by, reader: { locale: 'sv', lists: seedLists } as const };
  const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  it('is told of after a while, and what was read of it is cleared away', async () => {
    const table = await openTable();
    const store = makeImportStore(table, PARTITION);
    const { id } = await serviceOn(table).begin({ ...officer, now: new Date() }, 'l.csv');
    const dying = serviceOn(dyingAt(table, 2, 'after'));
    const file = { name: 'l.csv', bytes: Buffer.from(manyRows(ROWS)) };
    await expect(dying.handIn({ ...officer, now: new Date() }, id, file)).rejects.toThrow('killed');
    expect(await keysUnder(table, 'import|rows|')).not.toEqual([]);

    const next = runnerOn(table, 'next');
    await next.enterDue(minutesLater(1));
    expect((await store.load(id))!.current.stage).toBe('reading');
    await next.enterDue(minutesLater(6));
    await eventually('all cleared away', async () => (await keysUnder(table, 'import|open|')).length === 0);
    expect((await store.load(id))!.current).toMatchObject({
      stage: 'refused',
      refusal: { code: 'unavailable' },
    });
    expect(await keysUnder(table, 'import|rows|')).toEqual([]);
    const [job] = await rowsUnder(table, `import|card|${id}`);
    expect(job!.body).toMatchObject({ wanted: 2, state: 'waiting' });
  });

  it('and is read to its end all the same is not shown as read once it was given up', async () => {
    const table = await openTable();
    const store = makeImportStore(table, PARTITION);
    const { id } = await serviceOn(table).begin({ ...officer, now: new Date() }, 'l.csv');
    const slow = serviceOn(table, async () => {
      await serviceOn(table).giveUp(id, { code: 'unavailable' }, new Date());
      return { sheet: '', rows: [], problems: [], wrong: 0 };
    });
    const file = { name: 'l.csv', bytes: Buffer.from('x') };
    const reading = slow.handIn({ ...officer, now: new Date() }, id, file);
    await expect(reading).rejects.toBeInstanceOf(ConflictError);
    expect((await store.load(id))!.current.stage).toBe('refused');
  });
});

describe('a list on which nobody decides', () => {
  const daysLater = (days: number) => new Date(Date.now() + days * 86_400_000);

  async function read(table: Table): Promise<string> {
    const store = makeImportStore(table, PARTITION);
    const made = { ...anImport, total: 1, at: new Date().toISOString() };
    return (await store.create(made, { rows: [rowOf()], problems: [] }, [])).id;
  }

  it('waits for thirty days, and is let be then', async () => {
    const table = await openTable();
    const id = await read(table);
    const store = makeImportStore(table, PARTITION);
    const next = runnerOn(table, 'next');
    await next.enterDue(daysLater(29));
    expect((await store.load(id))!.current.stage).toBe('read');
    expect(await keysUnder(table, 'import|rows|')).toHaveLength(1);
    await next.enterDue(daysLater(31));
    await eventually('nothing waits', async () => (await keysUnder(table, 'import|open')).length === 0);
    expect((await store.load(id))!.current.stage).toBe('cancelled');
    expect(await keysUnder(table, 'import|rows|')).toEqual([]);
  });

  it('but was imported in time stays imported', async () => {
    const table = await openTable();
    const id = await read(table);
    await serviceOn(table).start(anImport.by, id, new Date());
    await runnerOn(table, 'first').run(id);
    await runnerOn(table, 'next').enterDue(daysLater(31));
    await eventually('nothing waits', async () => (await keysUnder(table, 'import|open')).length === 0);
    const store = makeImportStore(table, PARTITION);
    expect((await store.load(id))!.current).toMatchObject({ stage: 'done', imported: 1 });
  });
});
