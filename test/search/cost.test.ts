import { CITY_PARTITION } from '../../src/capabilities';
import { seedLists } from '../../src/directory/lists';
import { makeFinder, type Finder } from '../../src/register/finder';
import { makeReference, type Notification } from '../../src/register/model';
import { toFound } from '../../src/register/rows';
import { newNotification } from '../../src/register/store';
import { parseWhen } from '../../src/register/when';
import { makeSearchService, type Results } from '../../src/search/service';
import type { Cursor } from '../../src/search/window';
import type { Storage } from '../../src/storage/connection';
import type { Write } from '../../src/storage/table';
import { aContent, aNotification, TODAY } from '../support/contents';
import { openTestStorage } from '../support/storage';
import { modelFinder } from './model-finder';

const FEW = 200;
/** More of all that is looked for here than one answer looks through. */
const SEVERAL = 1_500;
const MANY = 6_000;

const titles = [
  'Lägerskola om hav',
  'Skola i samverkan',
  'Studiebesök vid hamnen',
  'Körer möts',
  'Spårvagnar',
];
const units = ['grundskola', 'utbildning', 'hamn', 'kultur', 'sparvagar', 'miljo', 'idrott'];
const cities = ['bergen', 'abo', 'aarhus'];
const areas = ['skola', 'kultur', 'trafik', 'klimat-miljo'];
const YEARS = 9;

const texts = [
  ...['skola', 'bergen skola 2024', 'åbo', '2024', 'spårvagnar åbo', 'lägerskola hav', 'kultur 2019'],
  ...['hamnen bergen', 'studiebesök', 'finns inte', 'blockflöjt', 'blockflöjt bergen 2024', 'åbo bergen'],
  ...['körer blockflöjt', 'skola kultur miljö', 'trafik 2018–2026', 'lärare', 'skola 1990', ''],
];

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length]!;
}

/** Nobody's own: a row for whoever informed would be the same for all of them. */
function numbered(number: number): Notification {
  return aNotification({
    ref: makeReference(2026, number),
    createdBy: undefined,
    content: aContent({
      title: number === 7 ? 'Blockflöjt' : pick(titles, number),
      unitId: pick(units, number * 3),
      cities: [pick(cities, number * 5)],
      area: pick(areas, number * 11),
      when: parseWhen(String(2018 + (number % YEARS)), TODAY)!,
    }),
  });
}

function notifications(count: number): Notification[] {
  return Array.from({ length: count }, (_, index) => numbered(index + 1));
}

interface Cost {
  reads: number;
  rows: number;
}

async function costOf(
  finder: Pick<Finder, 'page'>,
  meter: () => Cost,
  text: string,
  cursor?: Cursor,
): Promise<Cost & { results: Results }> {
  const before = { ...meter() };
  const search = { text, lists: seedLists, today: TODAY, limit: 8, cursor };
  const results = await makeSearchService(finder).find(search);
  const after = meter();
  return { results, reads: after.reads - before.reads, rows: after.rows - before.rows };
}

function inMemory(count: number) {
  const finder = modelFinder(notifications(count).map(toFound));
  return (text: string, cursor?: Cursor) => costOf(finder, () => finder.cost, text, cursor);
}

describe('what a search asks of storage', () => {
  let storage: Storage;
  const [few, several, many] = [inMemory(FEW), inMemory(SEVERAL), inMemory(MANY)];

  beforeAll(async () => {
    storage = await openTestStorage();
    const writes: Write[] = notifications(FEW).flatMap(newNotification);
    for (let at = 0; at < writes.length; at += 100) {
      await storage.register.commit(CITY_PARTITION, writes.slice(at, at + 100));
    }
  });

  it.each(texts)('is what the lists in memory count, and finds the same: "%s"', async text => {
    const finder = makeFinder(storage.register, CITY_PARTITION);
    const meter = () => ({ reads: storage.meter.roundTrips, rows: storage.meter.entitiesRead });
    const real = await costOf(finder, meter, text);
    expect(real).toEqual(await few(text));
  });

  it.each(texts)('is bounded, however many are stored: "%s"', async text => {
    for (const find of [few, several, many]) {
      let cursor: Cursor | undefined;
      for (let page = 1; page <= 6; page += 1) {
        const { results, reads, rows } = await find(text, cursor);
        expect(reads).toBeLessThanOrEqual(results.kind === 'all' ? 8 : 12);
        expect(rows).toBeLessThanOrEqual(results.kind === 'all' ? 150 : 200);
        cursor = results.next;
        if (!cursor) break;
      }
    }
  });

  it.each(['skola', 'åbo', '2024', 'lägerskola hav', 'studiebesök', 'lärare', 'blockflöjt', 'finns inte'])(
    'is the same with some stored and with thousands: "%s"',
    async text => {
      const { results: some, ...small } = await several(text);
      const { results: more, ...large } = await many(text);
      expect(large).toEqual(small);
      expect(more.items).toHaveLength(some.items.length);
    },
  );
});
