import fc from 'fast-check';
import {
  makePacing,
  publishedPacing,
  reserveSlot,
  unpaced,
  type Pace,
  type RateLimit,
} from '../../src/delivery/pacing';
import { StorageUnavailableError } from '../../src/storage/errors';
import type { Table } from '../../src/storage/table';
import { openTestStorage } from '../support/storage';

/** Moments since 1970 are so large that a fraction of a millisecond is lost in them. */
const ROUNDING_MS = 0.01;
const START = Date.UTC(2026, 10, 23, 8);

/** The moments that are reserved for arrivals, in the order in which they ask. */
function slotsFor(arrivals: readonly number[], limits: readonly RateLimit[]): number[] {
  let pace: Pace = { fullAt: [] };
  return arrivals.map(now => {
    const reserved = reserveSlot(pace, limits, now);
    pace = reserved.pace;
    return reserved.at;
  });
}

/** The most moments that any window of `perMs` holds, its end not included. */
function mostWithin(slots: readonly number[], perMs: number): number {
  const sorted = [...slots].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  sorted.forEach((slot, index) => {
    while (sorted[first]! <= slot - perMs + ROUNDING_MS) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

const limit = fc
  .record({
    count: fc.integer({ min: 1, max: 60 }),
    perMs: fc.integer({ min: 10, max: 60_000 }),
    burst: fc.integer({ min: 1, max: 20 }),
  })
  .map<RateLimit>(({ burst, ...rest }) => ({ ...rest, burst }));
const limits = fc.array(limit, { minLength: 1, maxLength: 3 });
/** Rushes and lulls; several instances, whose clocks may disagree. */
const arrivals = fc
  .array(
    fc.record({
      pause: fc.oneof(fc.constant(0), fc.nat(50), fc.nat(100_000)),
      skew: fc.integer({ min: -2000, max: 2000 }),
    }),
    { maxLength: 200 },
  )
  .map(steps => {
    let now = START;
    return steps.map(({ pause, skew }) => (now += pause) + skew);
  });

describe('a reserved moment', () => {
  it('is free at once where nothing was sent before, in any year', () => {
    const longAgo = Date.UTC(1950, 4, 8);
    expect(reserveSlot({ fullAt: [] }, publishedPacing.conversation, longAgo).at).toBe(longAgo);
  });

  it('is never one too many in any window, under any limit, whenever it is asked for', () => {
    fc.assert(
      fc.property(arrivals, limits, (moments, all) => {
        const slots = slotsFor(moments, all);
        for (const { count, perMs, burst } of all)
          expect(mostWithin(slots, perMs)).toBeLessThanOrEqual(count + burst - 1);
      }),
      { numRuns: 500 },
    );
  });

  it('is never before it is asked for', () => {
    fc.assert(
      fc.property(arrivals, limits, (moments, all) => {
        slotsFor(moments, all).forEach((slot, index) => expect(slot).toBeGreaterThanOrEqual(moments[index]!));
      }),
    );
  });

  it('is never before one that was given earlier, while the clock runs forwards', () => {
    fc.assert(
      fc.property(arrivals, limits, (moments, all) => {
        const slots = slotsFor(
          [...moments].sort((a, b) => a - b),
          all,
        );
        slots
          .slice(1)
          .forEach((slot, index) => expect(slot).toBeGreaterThanOrEqual(slots[index]! - ROUNDING_MS));
      }),
    );
  });

  it('is at once where nothing was sent for long', () => {
    fc.assert(
      fc.property(limits, all => {
        const [, second] = slotsFor([START, START + 10_000_000], all);
        expect(second).toBe(START + 10_000_000);
      }),
    );
  });

  it('is at once for a burst, then evenly spread', () => {
    const slots = slotsFor(
      Array.from({ length: 6 }, () => START),
      [{ count: 4, perMs: 1000, burst: 3 }],
    );
    expect(slots.map(slot => slot - START)).toEqual([0, 0, 0, 250, 500, 750]);
  });

  it('is now without any limit', () => expect(slotsFor([START, START], [])).toEqual([START, START]));
});

describe('under saturation', () => {
  const hours = 3;
  const conversation = slotsFor(
    Array.from({ length: 1800 * hours }, () => START),
    publishedPacing.conversation,
  );

  it.each([
    [7, 1_000],
    [8, 2_000],
    [60, 30_000],
    [1800, 3_600_000],
  ])('a conversation gets fewer than %i messages in any %i ms', (most, perMs) =>
    expect(mostWithin(conversation, perMs)).toBeLessThan(most),
  );

  it('a conversation gets at most one message a second', () =>
    expect(mostWithin(conversation, 1000)).toBe(1));

  it('a conversation still gets most of what an hour allows', () =>
    expect(mostWithin(conversation, 3_600_000)).toBeGreaterThan(1600));

  it('a tenant gets fewer than 50 requests in any second, and more than 40', () => {
    const tenant = slotsFor(
      Array.from({ length: 2000 }, () => START),
      publishedPacing.tenant,
    );
    expect(mostWithin(tenant, 1000)).toBeLessThan(50);
    expect(mostWithin(tenant, 1000)).toBeGreaterThan(40);
  });
});

describe('pacing across instances', () => {
  const TENANT_BURST = publishedPacing.tenant[0]!.burst;
  const CHANNEL = '19:abc/def#?\\@thread.tacv2;messageid=17';

  it('gives no moment twice, however many ask at once', async () => {
    const storage = await openTestStorage();
    const instances = [1, 2].map(() => makePacing(storage.pacing, publishedPacing));
    const slots = await Promise.all(
      Array.from({ length: 12 }, (_, index) => instances[index % 2]!.inConversation(CHANNEL, START)),
    );
    expect([...slots].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, index) => START + index * 1000),
    );
  });

  it('gives each of many their own moment in the tenant, in a few changes of its row', async () => {
    const storage = await openTestStorage();
    const instances = [1, 2].map(() => makePacing(storage.pacing, publishedPacing));
    const before = storage.meter.roundTrips;
    const slots = await Promise.all(
      Array.from({ length: 100 }, (_, index) => instances[index % 2]!.inTenant('t', START)),
    );
    expect(new Set(slots.filter(slot => slot > START)).size).toBe(100 - TENANT_BURST);
    expect(mostWithin(slots, 1000)).toBeLessThan(50);
    expect(storage.meter.roundTrips - before).toBeLessThan(30);
  });

  it('tells all who wait when storage fails, and goes on with the next', async () => {
    const { pacing: table } = await openTestStorage();
    let fails = true;
    const get: Table['get'] = (...asked) =>
      fails ? Promise.reject(new StorageUnavailableError('down')) : table.get(...asked);
    const pacing = makePacing({ ...table, get }, publishedPacing);
    const ask = () => Promise.allSettled([1, 2, 3].map(() => pacing.inTenant('t', START)));
    expect((await ask()).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    fails = false;
    expect((await ask()).map(({ status }) => status)).toEqual(Array(3).fill('fulfilled'));
  });

  it('keeps the pace of each conversation, and of the tenant, by itself', async () => {
    const { pacing: table } = await openTestStorage();
    const pacing = makePacing(table, publishedPacing);
    expect(await pacing.inConversation(CHANNEL, START)).toBe(START);
    expect(await pacing.inConversation(`${CHANNEL}8`, START)).toBe(START);
    expect(await pacing.inTenant(CHANNEL, START)).toBe(START);
    expect(await pacing.inConversation(CHANNEL, START)).toBe(START + 1000);
  });

  it('goes on where an instance before it left off', async () => {
    const { pacing: table } = await openTestStorage();
    await makePacing(table, publishedPacing).inConversation(CHANNEL, START);
    expect(await makePacing(table, publishedPacing).inConversation(CHANNEL, START + 300)).toBe(START + 1000);
  });

  it('starts anew when the limits have become other ones', async () => {
    const { pacing: table } = await openTestStorage();
    const [first] = publishedPacing.conversation;
    await makePacing(table, { ...publishedPacing, conversation: [first!] }).inConversation(CHANNEL, START);
    expect(await makePacing(table, publishedPacing).inConversation(CHANNEL, START)).toBe(START + 1000);
  });

  it('is none where it is switched off', async () => {
    expect(await unpaced.inConversation(CHANNEL, START)).toBe(START);
    expect(await unpaced.inTenant('t', START)).toBe(START);
  });
});
