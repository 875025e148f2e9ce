import { CITY_PARTITION } from '../../src/capabilities';
import { makeInquiry } from '../../src/inquiry/inquiry';
import type { Inquiry } from '../../src/inquiry/model';
import { makeFinder } from '../../src/register/finder';
import { makeCollaborationStore } from '../../src/register/store';
import { newNotification } from '../../src/register/store';
import { openStorage, type Storage } from '../../src/storage/connection';
import { seedLists } from '../../src/directory/lists';
import { makePeople } from '../../src/directory/people';
import { randomPrefix } from '../support/bot';
import { aContent, aNotification } from '../support/contents';
import { anInquiry } from './inquiries';

const now = () => new Date('2026-11-23T09:00:00.000Z');

let storage: Storage;
let inquiry: ReturnType<typeof makeInquiry>;

beforeEach(async () => {
  storage = openStorage({
    connectionString: process.env.TEST_STORAGE,
    prefix: randomPrefix(),
    timeoutMs: 5_000,
  });
  await storage.prepare();
  const rows = { table: storage.register, partition: CITY_PARTITION };
  inquiry = makeInquiry({
    ...rows,
    finder: makeFinder(storage.register, CITY_PARTITION),
    register: makeCollaborationStore(storage.register, CITY_PARTITION),
    lists: { current: () => Promise.resolve(seedLists) },
    people: makePeople(storage.people, now, 0),
    coordinators: {
      includes: () => Promise.resolve(true),
      count: () => Promise.resolve(1),
      ids: () => Promise.resolve(new Set<string>()),
    },
    now,
  });
});

let asked = 0;

async function isAsked(parts: Partial<Inquiry>): Promise<void> {
  asked += 1;
  const id = `820400000000${asked}-0123abcd`;
  await inquiry.store.insert(anInquiry({ id, ...parts }));
}

const reply = (unitId: string, kind: 'nothing' | 'done', at = '2026-11-24T09:00:00.000Z') => ({
  unitId,
  kind,
  by: 'kim',
  at,
});

it('tells of each question about any part of the period who answered what, and who has not', async () => {
  await isAsked({ replies: [reply('kultur', 'nothing'), reply('grundskola', 'done')] });
  await isAsked({ from: '2010-01-01', to: '2012-12-31', units: [{ unitId: 'hamn', editors: [] }] });
  const [found, ...more] = await inquiry.repliesBetween('2024-01-01', '2026-12-31');
  expect(more).toEqual([]);
  expect(found!.asked.sort()).toEqual(['grundskola', 'idrott', 'kultur']);
  expect(found).toMatchObject({ done: ['grundskola'], nothing: ['kultur'], told: [], silent: ['idrott'] });
});

it('keeps what was answered to one question apart from another', async () => {
  await isAsked({ replies: [reply('kultur', 'nothing')] });
  await isAsked({ replies: [reply('kultur', 'done')] });
  const found = await inquiry.repliesBetween('2019-01-01', '2025-12-31');
  expect(found.map(({ nothing, done }) => [nothing, done]).sort()).toEqual([
    [[], ['kultur']],
    [['kultur'], []],
  ]);
});

it('to have informed is not to have answered, and stands for itself', async () => {
  await isAsked({ replies: [reply('kultur', 'nothing')] });
  const span = { kind: 'span', from: '2024-01-01', to: '2024-12-31', precision: 'year' } as const;
  const content = aContent({ unitId: 'kultur', participatingUnits: ['idrott'], when: span });
  await storage.register.commit(CITY_PARTITION, newNotification(aNotification({ content })));
  const [found] = await inquiry.repliesBetween('2024-01-01', '2024-12-31');
  expect(found).toMatchObject({ nothing: ['kultur'], told: ['idrott'], silent: ['grundskola'] });
});

it('is empty where nobody was asked', async () => {
  expect(await inquiry.repliesBetween('2019-01-01', '2025-12-31')).toEqual([]);
});
