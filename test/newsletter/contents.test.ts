import { CITY_PARTITION } from '../../src/capabilities';
import { seedLists } from '../../src/directory/lists';
import { makeContents } from '../../src/newsletter/contents';
import type { Letter } from '../../src/newsletter/model';
import { makeFinder } from '../../src/register/finder';
import { makeReference } from '../../src/register/model';
import { digestsWith, makeCollaborationStore, nextNumber } from '../../src/register/store';
import { inform, withdraw } from '../../src/register/transitions';
import type { When } from '../../src/register/when';
import type { Storage } from '../../src/storage/connection';
import { aContent, SENDER } from '../support/contents';
import { openTestStorage } from '../support/storage';
import { DECEMBER, told } from './support';

let storage: Storage;
let now: Date;

beforeEach(async () => {
  storage = await openTestStorage();
  now = new Date(DECEMBER);
});

const letter: Letter = {
  month: '2026-12',
  createdAt: DECEMBER,
  newFrom: '2026-11-02T08:00:00.000Z',
  cursor: '',
  done: true,
  version: 1,
};

function days(from: string, to = from): When {
  return { kind: 'span', from, to, precision: 'day' };
}

function contents() {
  return makeContents({ finder: makeFinder(storage.register, CITY_PARTITION), now: () => now });
}

async function refs() {
  const { items } = await contents().load(letter, seedLists);
  const of = (found: readonly { ref: string }[]) => found.map(({ ref }) => ref);
  return { new: of(items.new), underWay: of(items.underWay), coming: of(items.coming) };
}

describe('a letter', () => {
  it('tells what was told, what is under way and what begins within three months', async () => {
    const before = '2026-05-04T09:00:00.000Z';
    const fresh = await told(storage, '2026-11-24T09:00:00.000Z', { when: days('2026-12-09') });
    const later = await told(storage, '2026-11-25T09:00:00.000Z', { when: days('2024-12-09') });
    const running = await told(storage, before, { when: days('2026-11-01', '2026-12-01') });
    const always = await told(storage, before, { when: { kind: 'ongoing' }, cities: ['abo', 'bergen'] });
    const last = await told(storage, before, { when: days('2027-03-01') });
    const first = await told(storage, before, { when: days('2026-12-02') });
    await told(storage, before, { when: days('2027-03-02') });
    await told(storage, before, { when: days('2026-11-30') });
    expect(await refs()).toEqual({
      new: [later, fresh],
      underWay: [running, always],
      coming: [first, last],
    });
  });

  it('does not tell what was withdrawn, and not as new what was imported', async () => {
    const ref = await told(storage, '2026-11-24T09:00:00.000Z', { when: days('2026-12-09') });
    const store = makeCollaborationStore(storage.register, CITY_PARTITION);
    const before = (await store.load(ref))!;
    const done = withdraw(before.notification, { by: SENDER, at: '2026-11-25T09:00:00.000Z' });
    if (done.kind !== 'changed') throw new Error('nothing was withdrawn');
    await store.replace({ before, after: done.after, digests: [], jobs: [], closes: () => false });

    const shared = await store.loadShared();
    const imported = makeReference(2026, nextNumber(shared, 2026));
    const content = aContent({ when: days('2026-12-10') });
    const notification = inform(imported, content, '2026-11-26T09:00:00.000Z');
    await store.insert({ notification, shared, digests: digestsWith(shared, notification), jobs: [] });
    expect(await refs()).toEqual({ new: [], underWay: [], coming: [imported] });
  });

  it('costs one read of each list, and the next one nothing', async () => {
    for (let number = 0; number < 5; number += 1) await told(storage, '2026-11-24T09:00:00.000Z');
    const shared = contents();
    const before = storage.meter.roundTrips;
    await Promise.all([shared.load(letter, seedLists), shared.load(letter, seedLists)]);
    await shared.load(letter, seedLists);
    expect(storage.meter.roundTrips - before).toBe(seedLists.cities.length + 2);
    now = new Date('2026-12-01T08:01:00.000Z');
    await shared.load(letter, seedLists);
    expect(storage.meter.roundTrips - before).toBe(2 * (seedLists.cities.length + 2));
  });
});

describe('what has been told since a moment', () => {
  it('comes newest first, in pages, that moment included', async () => {
    const times = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'].map(day => `${day}T09:00:00.000Z`);
    const all: string[] = [];
    for (const at of times) all.unshift(await told(storage, at));
    const finder = makeFinder(storage.register, CITY_PARTITION);
    const one = await finder.toldSince(times[1]!, 2);
    const two = await finder.toldSince(times[1]!, 2, one.next);
    expect(one.items.map(({ ref }) => ref)).toEqual(all.slice(0, 2));
    expect(two.items.map(({ ref }) => ref)).toEqual(all.slice(2, 3));
    expect(two.next).toBeUndefined();
  });
});
