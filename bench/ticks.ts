import { eventually, quickSettings, startTestBot, type TestBot } from '../test/support/bot';
import type { FakeTeams } from '../test/support/fake-teams';
import { fillLedger } from '../test/support/ledger-rows';
import { median, printTable } from './print';

const MINUTE = 60_000;
const NEVER = 365 * 24 * 60 * MINUTE;
/** Fewer minutes than between two looks of a clock at what a crash may have left (inquiry, importing, each 10 to 15). */
const ROUNDS = 9;
const REST_MS = 100;

interface Tick {
  name: string;
  every: { clockEveryMs: number; sweepEveryMs: number };
  /** Round trips. */
  limit: number;
}

const ticks: readonly Tick[] = [
  { name: 'the clock', every: { clockEveryMs: MINUTE, sweepEveryMs: NEVER }, limit: 2 },
  { name: 'the sweep', every: { clockEveryMs: NEVER, sweepEveryMs: MINUTE }, limit: 1 },
];

/**
 * Prints what an idle tick asks of storage, and how long it takes, with few jobs in the ledger and with many: between
 * two looks at what a crash may have left. The first of these comes with the first tick, and is not counted.
 */
export async function tickCosts(connectionString: string, teams: FakeTeams): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const jobs of [10, 10_000]) {
    for (const { name, every, limit } of ticks) {
      const costs = await costsOf({ connectionString, teams, prefix: `ticks${jobs}x${limit}`, jobs, every });
      const most = Math.max(...costs.map(({ trips }) => trips));
      const ms = median(costs.map(cost => cost.ms)).toFixed(0);
      rows.push([name, jobs, most, ms, limit, most <= limit ? 'yes' : 'NO']);
    }
  }
  printTable(`Idle ticks of the delivery engine: the most round trips of ${ROUNDS}`, [
    ['tick', 'jobs', 'trips', 'ms', 'limit', 'within'],
    ...rows,
  ]);
}

interface Place {
  connectionString: string;
  teams: FakeTeams;
  prefix: string;
  jobs: number;
  every: Tick['every'];
}

async function costsOf({ jobs, every, ...place }: Place): Promise<{ trips: number; ms: number }[]> {
  let now = Date.parse('2026-11-24T10:00:00Z');
  const engine = { ...quickSettings.engine, ...every };
  const bot = await startTestBot({ ...place, now: () => new Date(now), settings: { engine } });
  try {
    await fillLedger(bot.storage, jobs, now);
    await rest(bot);
    // Whatever is looked for at the start, and with the first jobs, is over after this one.
    now += MINUTE;
    await rest(bot);
    const costs = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = bot.storage.meter.roundTrips;
      const began = performance.now();
      now += MINUTE;
      const last = await rest(bot);
      costs.push({ trips: bot.storage.meter.roundTrips - before, ms: last - began });
    }
    return costs;
  } finally {
    await bot.app.stop();
  }
}

/** Until nothing has been asked of storage for a while; returns the moment of the last that was. */
async function rest({ storage }: TestBot): Promise<number> {
  let asked = storage.meter.roundTrips;
  let since = performance.now();
  await eventually('storage at rest', () => {
    if (asked !== storage.meter.roundTrips) {
      asked = storage.meter.roundTrips;
      since = performance.now();
    }
    return performance.now() - since > REST_MS;
  });
  return since;
}
