import { eventually, quickSettings, startTestBot, type TestBot } from '../support/bot';
import { fillLedger } from '../support/ledger-rows';

// What an idle tick costs, with much in the ledger or little, in office hours. The clock stands until it is moved, and
// what is not looked at has a period longer than the test.

const NOW = Date.parse('2026-11-24T10:00:00Z');
const MINUTE = 60_000;
const NEVER = 365 * 24 * 60 * MINUTE;

let bot: TestBot;
let now: number;

async function starts(every: { clockEveryMs: number; sweepEveryMs: number }): Promise<void> {
  now = NOW;
  bot = await startTestBot({
    now: () => new Date(now),
    settings: { engine: { ...quickSettings.engine, ...every } },
  });
  await bot.bindChannel(bot.coordinator('Robin Lindqvist'));
  await eventually('the first ticks', async () => (await completed()) === NOW);
  await rest();
}

afterEach(() => bot.stop());

async function completed(): Promise<number> {
  const { lastCompletedRun } = (await (await fetch(`${bot.url}/healthz`)).json()) as {
    lastCompletedRun: string | null;
  };
  return Date.parse(lastCompletedRun ?? '');
}

/** Until nothing has been asked of storage for some looks into the queue. */
async function rest(): Promise<void> {
  let before = -1;
  await eventually('storage at rest', async () => {
    const same = before === bot.storage.meter.roundTrips;
    before = bot.storage.meter.roundTrips;
    await new Promise(resolve => setTimeout(resolve, 100));
    return same && before === bot.storage.meter.roundTrips;
  });
}

async function costOfTheNextMinutes(minutes: number): Promise<number[]> {
  const costs: number[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    const before = bot.storage.meter.roundTrips;
    now += MINUTE;
    await eventually('a tick', () => bot.storage.meter.roundTrips > before);
    await rest();
    costs.push(bot.storage.meter.roundTrips - before);
  }
  return costs;
}

describe.each([10, 10_000])('with %i jobs in the ledger', jobs => {
  it('an idle tick of the clock makes at most two round trips', async () => {
    await starts({ clockEveryMs: MINUTE, sweepEveryMs: NEVER });
    await fillLedger(bot.storage, jobs, NOW);
    const costs = await costOfTheNextMinutes(3);
    expect(Math.max(...costs)).toBeLessThanOrEqual(2);
    expect(await completed()).toBe(now);
  }, 120_000);

  it('an idle tick of the sweep makes one', async () => {
    await starts({ clockEveryMs: NEVER, sweepEveryMs: MINUTE });
    await fillLedger(bot.storage, jobs, NOW);
    expect(await costOfTheNextMinutes(3)).toEqual([1, 1, 1]);
  }, 120_000);
});

describe('a look into the queue', () => {
  it('asks nothing else', async () => {
    await starts({ clockEveryMs: NEVER, sweepEveryMs: NEVER });
    let looks = 0;
    const take = bot.storage.deliveries.take.bind(bot.storage.deliveries);
    bot.storage.deliveries.take = (...args) => {
      looks += 1;
      return take(...args);
    };
    const before = bot.storage.meter.roundTrips;
    await eventually('some looks', () => looks > 10);
    expect(bot.storage.meter.roundTrips).toBe(before);
  });
});

describe('a clock that jumps', () => {
  it('makes the next run come at once', async () => {
    await starts({ clockEveryMs: MINUTE, sweepEveryMs: MINUTE });
    for (const jump of [86_400_000, -7_200_000, 30 * 86_400_000]) {
      now += jump;
      await eventually('a run', async () => (await completed()) === now);
    }
  });
});
