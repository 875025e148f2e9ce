import fc from 'fast-check';
import { CITY_PARTITION } from '../../src/capabilities';
import { makeFinder, type Finder } from '../../src/register/finder';
import { makeReference, type Content } from '../../src/register/model';
import { indexesOf, listOrder, toFound, type Found } from '../../src/register/rows';
import { makeCollaborationStore, nextNumber } from '../../src/register/store';
import { inform, withdraw } from '../../src/register/transitions';
import { endOf, startOf } from '../../src/register/when';
import { openStorage, type Storage } from '../../src/storage/connection';
import { randomPrefix } from '../support/bot';
import { aContent, categoryIds, OFFICER, SENDER, whens } from '../support/contents';

let storage: Storage;
let finder: Finder;

beforeEach(async () => {
  storage = openStorage({
    connectionString: process.env.TEST_STORAGE,
    prefix: randomPrefix(),
    timeoutMs: 5_000,
  });
  await storage.prepare();
  finder = makeFinder(storage.register, CITY_PARTITION);
});

/** Enters notifications, told minute by minute; returns what the lists show of them. */
async function enter(all: readonly Content[], sender: string | undefined = SENDER): Promise<Found[]> {
  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const found: Found[] = [];
  for (const content of all) {
    const shared = await store.loadShared();
    const number = nextNumber(shared, 2026);
    const at = new Date(Date.UTC(2026, 10, 23, 8, number)).toISOString();
    const notification = inform(makeReference(2026, number), content, at, sender);
    await store.insert({ notification, shared, digests: [], jobs: [] });
    found.push(toFound(notification));
  }
  return found;
}

async function withdrawOne(ref: string): Promise<void> {
  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const before = (await store.load(ref))!;
  const done = withdraw(before.notification, { by: OFFICER, at: '2026-11-24T08:00:00.000Z' });
  if (done.kind !== 'changed') throw new Error('nothing was withdrawn');
  await store.replace({ before, after: done.after, digests: [], jobs: [], closes: () => false });
}

function day(from: string, to = from): Content['when'] {
  return { kind: 'span', from, to, precision: 'day' };
}

const refsOf = (items: readonly { ref: string }[]) => items.map(({ ref }) => ref);
const inOrder = (all: readonly Found[]) => [...all].sort((a, b) => (listOrder(a) < listOrder(b) ? -1 : 1));

/** One of every kind of time, some of them on the same day. */
const some: Content[] = [
  aContent({ when: day('2027-09-13') }),
  aContent({ when: day('2026-12-01', '2027-12-31'), cities: ['aarhus', 'bergen'] }),
  aContent({ when: { kind: 'ongoing', from: '1959-01-01' }, area: 'skola' }),
  aContent({ when: { kind: 'ongoing' } }),
  aContent({ when: { kind: 'yearly', from: '2019-01-01' }, unitId: 'idrott' }),
  aContent({ when: day('2027-09-13'), category: 'annat' }),
  aContent({ when: day('2026-11-25'), participatingUnits: ['idrott'] }),
];

describe('a list', () => {
  it('has those that began last first, whatever year that was', async () => {
    const all = await enter(some);
    const { items } = await finder.page('all', { limit: 20 });
    expect(refsOf(items)).toEqual(refsOf(inOrder(all)));
    expect(items.at(-1)!.when).toEqual({ kind: 'ongoing', from: '1959-01-01' });
  });

  it('has each of them on one of its pages, and no page after the last', async () => {
    const all = await enter(some);
    const seen: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 20; pages += 1) {
      const page = await finder.page('all', { limit: 2, after });
      seen.push(...refsOf(page.items));
      after = page.next;
      if (!after) break;
    }
    expect(seen).toEqual(refsOf(inOrder(all)));
  });

  it.each(['unit:idrott', 'city:aarhus', 'category:annat', 'area:skola', 'word:hav', 'unit:nobody'] as const)(
    '%s has those that stand in it, and no others',
    async index => {
      const all = await enter(some);
      const { items } = await finder.page(index, { limit: 20 });
      expect(refsOf(items)).toEqual(refsOf(inOrder(all.filter(found => indexesOf(found).includes(index)))));
    },
  );

  it.each([
    ['from a day', { beganFrom: '2026-12-01' }, [6, 1, 2]],
    ['by a day', { beganBy: '2026-11-23' }, [4, 5, 3]],
    ['from one day by another', { beganFrom: '2026-11-25', beganBy: '2026-12-01' }, [2, 7]],
    ['on one day', { beganFrom: '2027-09-13', beganBy: '2027-09-13' }, [6, 1]],
    ['before there was any', { beganBy: '1958-12-31' }, []],
  ])('has those that began %s', async (_, days, numbers) => {
    await enter(some);
    const { items } = await finder.page('all', { limit: 20, ...days });
    expect(refsOf(items).sort()).toEqual(numbers.map(number => makeReference(2026, number)).sort());
  });

  it('lacks those that are withdrawn', async () => {
    const [first] = await enter(some);
    await withdrawOne(first!.ref);
    expect(refsOf((await finder.page('all', { limit: 20 })).items)).not.toContain(first!.ref);
  });
});

describe('what is under way with a city', () => {
  it('is what begins by the last day and ends on the first or later, those that end first first', async () => {
    const contents = fc.sample(fc.record({ when: whens, category: fc.constantFrom(...categoryIds) }), 25);
    const all = await enter(contents.map(parts => aContent(parts)));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), fc.constantFrom(...all), async (one, other) => {
        const from = startOf(one.when) ?? '2026-11-23';
        const to = endOf(other.when) ?? '9999-12-31';
        const expected = all
          .filter(({ when }) => (endOf(when) ?? '9999-12-31') >= from && (startOf(when) ?? from) <= to)
          .map(({ ref, when }) => `${endOf(when) ?? '9999-12-31'}|${ref}`)
          .sort();
        const { items, more } = await finder.during('bergen', { from, to }, 50);
        expect(items.map(({ ref, when }) => `${endOf(when) ?? '9999-12-31'}|${ref}`)).toEqual(expected);
        expect(more).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  it('is not what happens with another city', async () => {
    await enter(some);
    expect((await finder.during('abo', { from: '2000-01-01', to: '2100-01-01' }, 50)).items).toEqual([]);
  });

  it('says that there was more to look through', async () => {
    await enter(some);
    const { items, more } = await finder.during('bergen', { from: '2026-11-23', to: '2027-12-31' }, 2);
    expect(more).toBe(true);
    expect(items).toHaveLength(2);
  });
});

describe('what has been told', () => {
  it('since a moment comes newest first, in pages', async () => {
    const all = await enter(some);
    const since = all[2]!.createdAt;
    const first = await finder.toldSince(since, 3);
    const second = await finder.toldSince(since, 3, first.next);
    expect(refsOf([...first.items, ...second.items])).toEqual(refsOf(all.slice(2)).reverse());
    expect(second.next).toBeUndefined();
  });

  it('lacks what was imported, and what is withdrawn', async () => {
    const [first] = await enter(some.slice(0, 2));
    await withdrawOne(first!.ref);
    const store = makeCollaborationStore(storage.register, CITY_PARTITION);
    const shared = await store.loadShared();
    const imported = inform('V-2026-0099', some[2]!, '2026-11-23T09:00:00.000Z');
    await store.insert({ notification: imported, shared, digests: [], jobs: [] });
    const { items } = await finder.toldSince('2026-01-01T00:00:00.000Z', 20);
    expect(refsOf(items)).toEqual(['V-2026-0002']);
  });
});

describe('what officers have to do', () => {
  it('comes oldest first, by when it reached the City, in pages', async () => {
    const submittedBy = { function: 'Rektor', unitId: 'kultur', receivedOn: '2026-11-02' };
    await enter([aContent(), aContent(), aContent({ submittedBy })]);
    const first = await finder.todo(2);
    const second = await finder.todo(2, first.next);
    expect(refsOf([...first.items, ...second.items])).toEqual(['V-2026-0003', 'V-2026-0001', 'V-2026-0002']);
    expect(second.next).toBeUndefined();
  });
});
