import { CITY_PARTITION } from '../../src/capabilities';
import { seedLists } from '../../src/directory/lists';
import { makeFinder } from '../../src/register/finder';
import { makeReference } from '../../src/register/model';
import { reindex } from '../../src/register/reindex';
import { makeCollaborationStore, newNotification } from '../../src/register/store';
import { inform, withdraw } from '../../src/register/transitions';
import type { Storage } from '../../src/storage/connection';
import { madeUp } from '../../src/trial/made-up';
import { SENDER } from '../support/contents';
import { faultsIn, readRegister } from '../support/register';
import { openTestStorage } from '../support/storage';

const AT = '2026-11-23T09:00:00.000Z';

/** A register of before: notifications and their versions, without any of the rows that list them. */
async function oldRegister(count: number): Promise<Storage> {
  const storage = await openTestStorage();
  for (let number = 1; number <= count; number += 1) {
    const content = madeUp(number, seedLists, new Date(AT));
    const notification = inform(makeReference(2026, number), content, AT, SENDER);
    const writes = newNotification(notification).filter(({ key }) => /^[nv]\|/.test(key));
    await storage.register.commit(CITY_PARTITION, writes);
  }
  return storage;
}

describe('what an earlier version of the bot stored', () => {
  it('gets every index row of this version, once', async () => {
    const storage = await oldRegister(130);
    expect(faultsIn(await readRegister(storage))).not.toEqual([]);
    expect(await reindex(storage.register, CITY_PARTITION)).toBe(130);
    expect(faultsIn(await readRegister(storage))).toEqual([]);
    expect(await reindex(storage.register, CITY_PARTITION)).toBe(0);
  }, 60_000);

  it('is found, and can be withdrawn, after it', async () => {
    const storage = await oldRegister(1);
    await reindex(storage.register, CITY_PARTITION);
    const finder = makeFinder(storage.register, CITY_PARTITION);
    expect((await finder.page('all', { limit: 5 })).items).toHaveLength(1);
    const store = makeCollaborationStore(storage.register, CITY_PARTITION);
    const before = (await store.load('V-2026-0001'))!;
    const done = withdraw(before.notification, { by: SENDER, at: AT });
    if (done.kind !== 'changed') throw new Error('nothing was withdrawn');
    await store.replace({ before, after: done.after, digests: [], jobs: [], closes: () => false });
    expect((await finder.page('all', { limit: 5 })).items).toEqual([]);
    expect(faultsIn(await readRegister(storage))).toEqual([]);
  });
});

it('an empty register needs nothing', async () => {
  const storage = await openTestStorage();
  expect(await reindex(storage.register, CITY_PARTITION)).toBe(0);
});
