import { makeLists } from '../../src/directory/lists';
import { makeEvaluation } from '../../src/evaluation/evaluation';
import { openTestStorage } from '../support/storage';
import { hostedIn2025 } from './history';

it('a tick after the one that saw to the day asks nothing of storage', async () => {
  const storage = await openTestStorage();
  let now = new Date('2026-11-23T07:00:00.000Z');
  const { enterDue } = makeEvaluation({
    table: storage.register,
    partition: 'goteborg',
    lists: () => Promise.resolve(makeLists(hostedIn2025)),
    people: { load: () => Promise.resolve(undefined), names: () => Promise.resolve(new Map()) },
    coordinators: { includes: () => Promise.resolve(true) },
    reportStatus: () => Promise.resolve({}),
    now: () => now,
  });
  for (const time of ['07:00', '08:00']) {
    now = new Date(`2026-11-23T${time}:00.000Z`);
    await enterDue(now);
    const before = storage.meter.roundTrips;
    for (let minute = 1; minute <= 3; minute += 1) await enterDue(new Date(now.getTime() + minute * 60_000));
    expect(storage.meter.roundTrips).toBe(before);
  }
});
