import { eventually, quickSettings, startTestBot, type TestBot } from './bot';

const MINUTE = 60_000;
const NEVER = 365 * 24 * 60 * MINUTE;
const REST_MS = 100;
/** A tick over thousands of activities, beside other tests on a busy machine. */
const PATIENCE_MS = 90_000;

/** A bot whose clock stands until it is moved, and which looks at the calendar once a minute. */
export interface StandingBot {
  bot: TestBot;
  /** Goes on to an ISO moment; returns the round trips to storage that come of it, until there are no more. */
  goesTo(moment: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts one at an ISO moment, with the channel bound, and waits until it has nothing to do. */
export async function startStanding(
  moment: string,
  place: { connectionString?: string } = {},
): Promise<StandingBot> {
  let now = new Date(moment);
  const bot = await startTestBot({
    ...place,
    now: () => now,
    settings: { engine: { ...quickSettings.engine, clockEveryMs: MINUTE, sweepEveryMs: NEVER } },
  });
  await bot.bindChannel(bot.coordinator('Robin Lindqvist'));
  await eventually('the first tick', async () => (await completed()) === now.toISOString(), PATIENCE_MS);
  await rest();

  async function completed(): Promise<string | null> {
    // A connection that is kept may be closed at the very moment when it is used again.
    const answer = await fetch(`${bot.url}/healthz`, { headers: { connection: 'close' } });
    return ((await answer.json()) as { lastCompletedRun: string | null }).lastCompletedRun;
  }

  /** Until nothing has been asked of storage for a while. */
  async function rest(): Promise<void> {
    let before = -1;
    await eventually('storage at rest', async () => {
      const same = before === bot.storage.meter.roundTrips;
      before = bot.storage.meter.roundTrips;
      await new Promise(resolve => setTimeout(resolve, REST_MS));
      return same && before === bot.storage.meter.roundTrips;
    });
  }

  return {
    bot,
    async goesTo(later) {
      const before = bot.storage.meter.roundTrips;
      now = new Date(later);
      await eventually('the tick', async () => (await completed()) === now.toISOString(), PATIENCE_MS);
      await rest();
      return bot.storage.meter.roundTrips - before;
    },
    stop: () => bot.stop(),
  };
}
