import { seedLists } from '../../src/directory/lists';
import { ReportMakingError, type MadeReport, type ReportMaker } from '../../src/report/making';
import { makeMaking } from '../../src/report/run';
import { makeReportStore, type ReportStore } from '../../src/report/store';
import type { Version } from '../../src/report/versions';
import { ConflictError } from '../../src/storage/errors';
import { openTestStorage } from '../support/storage';
import { draft, noFigures } from './support';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const UNTIL = '2026-11-23T09:05:00.000Z';
const waiting: Version = {
  ...draft,
  total: undefined,
  state: { kind: 'making', until: UNTIL, step: 'reading', done: 0 },
};
const made: MadeReport = {
  figures: { ...noFigures, total: 7 },
  document: new Uint8Array([1]),
  spreadsheet: new Uint8Array([2]),
};

/** What makes a version that waits in real storage, with a maker whose work a test tells. */
async function start(make: ReportMaker['make'] = () => Promise.resolve(made)) {
  const storage = await openTestStorage();
  const store = makeReportStore(storage.register, 'p');
  await store.insert(waiting, { at: NOW.toISOString(), until: UNTIL });
  const makes = jest.fn(make);
  const changed: (readonly string[])[] = [];
  const errors: unknown[] = [];
  const making = (around: Partial<ReportStore> = {}) =>
    makeMaking({
      store: { ...store, ...around },
      maker: { make: makes, list: () => Promise.reject(new Error('nobody asks for it')) },
      lists: () => Promise.resolve(seedLists),
      evaluations: () => Promise.resolve([]),
      replies: () => Promise.resolve([]),
      changed: async ids => void changed.push(ids),
      wake: async () => {},
      now: () => NOW,
      report: error => `K${errors.push(error)}`,
    });
  const now = async () => (await store.load(1))!.version;
  return { store, making, makes, changed, errors, now };
}

test('what was made is kept with its figures, and told of', async () => {
  const { making, now, store, changed } = await start();
  await making().run(1);
  expect(await now()).toMatchObject({ state: { kind: 'ready' }, total: 7 });
  expect(await store.figures(1)).toEqual(made.figures);
  expect(changed).toEqual([draft.hostings]);
});

test('it is not lost where its card is on its way at that moment', async () => {
  const { making, now, store } = await start();
  const save = jest.fn(store.save).mockRejectedValueOnce(new ConflictError('the delivery has changed'));
  await making({ save }).run(1);
  expect(save).toHaveBeenCalledTimes(2);
  expect((await now()).state).toEqual({ kind: 'ready' });
});

test('it gives way where another instance has taken it up', async () => {
  const { making, now, store, changed } = await start(async () => {
    const before = (await store.load(1))!;
    const state = { kind: 'making', until: '2026-11-23T09:10:00.000Z', step: 'reading', done: 3 } as const;
    await store.save(before, { ...before.version, state }, { at: NOW.toISOString() });
    return made;
  });
  await making().run(1);
  expect((await now()).state).toMatchObject({ kind: 'making', done: 3 });
  expect([await store.figures(1), changed]).toEqual([undefined, []]);
});

test('it is made once by an instance that is told twice', async () => {
  const { making, makes } = await start();
  const { run } = making();
  await Promise.all([run(1), run(1), run(1)]);
  expect(makes).toHaveBeenCalledTimes(1);
});

test('its files are at hand for a while, and made of its figures by another instance', async () => {
  const { making, makes, now } = await start();
  const own = making();
  await own.run(1);
  expect(await own.files(await now())).toBe(made);
  expect(makes).toHaveBeenCalledTimes(1);
  const other = making();
  await Promise.all([other.files(await now()), other.files(await now())]);
  expect(makes).toHaveBeenCalledTimes(2);
  expect(makes.mock.calls[1]![0]).toMatchObject({ frozen: made.figures });
});

test.each([
  ['why it was not made', new ReportMakingError('REPORT_DIED'), 'REPORT_DIED'],
  ['anything else under its own code', new Error('no idea'), 'K1'],
])('%s stands on it, and nobody is told of a draft', async (_what, error, code) => {
  const { making, now, errors, changed } = await start(() => Promise.reject(error));
  await making().run(1);
  expect((await now()).state).toEqual({ kind: 'failed', code });
  expect([errors, changed]).toEqual([[error], []]);
});
