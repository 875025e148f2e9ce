import { z } from 'zod/v4';
import { makeApp, type AppSettings } from '../app';
import { productionSettings } from '../settings';
import { openStorage } from '../storage/connection';
import { makeAnonymousIdentity } from '../teams/adapter';
import { isLoopback } from '../teams/guard';
import { makeLogger, type Logger } from '../telemetry/logger';
import { makeTrialClock } from './clock';
import { nextDayRoutes } from './next-day';
import { coordinatorWindow, trialTenantId } from './people';
import { remember } from './remembered';
import { seedKnownExchanges } from './seed';
import { seedMadeUp } from './seed-made-up';

/**
 * The bot of the local trial, and of the tests that end a process by force: no authentication, on this machine only.
 * The production entry imports nothing of this folder, and the production build leaves it out.
 */
const environment = z
  .object({
    PORT: z.coerce.number().int(),
    STORAGE_CONNECTION_STRING: z.string().min(1),
    STORAGE_PREFIX: z.string().default('trial'),
    TRIAL_EMPTY: z.string().optional(),
    TRIAL_EXAMPLES: z.coerce.number().int().default(0),
    /** The moment at which the bot's clock begins; without it the clock is the real one. */
    TRIAL_BEGIN: z.coerce.date().optional(),
    /** The file that remembers what time it is in the bot. */
    TRIAL_CLOCK_FILE: z.string().min(1).optional(),
    /** JSON: timings that a test wants shorter. */
    TRIAL_SETTINGS: z.string().default('{}'),
    LOG_LEVEL: z.string().default('info'),
  })
  .parse(process.env);

async function main(): Promise<void> {
  const log = makeLogger(environment.LOG_LEVEL);
  const storage = openStorage({
    connectionString: environment.STORAGE_CONNECTION_STRING,
    prefix: environment.STORAGE_PREFIX,
    timeoutMs: productionSettings.storageTimeoutMs,
  });
  const { now, step } = clockOfTrial(log);
  const app = makeApp({
    storage,
    identity: makeAnonymousIdentity(),
    log,
    now,
    settings: trialSettings(),
    moreRoutes: [nextDayRoutes(step)],
  });
  if (!environment.TRIAL_EMPTY) {
    await storage.prepare();
    await seedKnownExchanges(storage, now());
  }
  if (environment.TRIAL_EXAMPLES > 0) {
    await storage.prepare();
    await seedMadeUp(storage, environment.TRIAL_EXAMPLES, now());
  }
  const stop = () => void app.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const port = await app.start();
  process.send?.({ port });
}

/** How often what time it is in the bot is written down, in milliseconds: so much may come again after an end by force. */
const REMEMBER_EVERY_MS = 2_000;

function clockOfTrial(log: Logger): { now: () => Date; step?: (days: number) => Date } {
  const { TRIAL_BEGIN: begin, TRIAL_CLOCK_FILE: file } = environment;
  if (!begin || !file) return { now: () => new Date() };
  const clock = makeTrialClock(begin, Date.now);
  const keep = () => remember(file, clock.now());
  const tell = () => log.info('the bot has a date of its own', { now: clock.now().toISOString() });
  keep();
  tell();
  setInterval(keep, REMEMBER_EVERY_MS).unref();
  process.once('exit', keep);
  return {
    now: clock.now,
    step(days) {
      const next = clock.step(days);
      keep();
      tell();
      return next;
    },
  };
}

function trialSettings(): AppSettings {
  const { app } = productionSettings;
  return {
    ...app,
    engine: { ...app.engine, idleMs: 250, clockEveryMs: 1_000, sweepEveryMs: 5_000, sweepAfterMs: 30_000 },
    port: environment.PORT,
    host: '127.0.0.1',
    allowedTenants: [trialTenantId],
    slkGroupId: coordinatorWindow.team.aadGroupId,
    allowsServiceUrl: isLoopback,
    publicUrl: `http://127.0.0.1:${environment.PORT}`,
    allowsUploadUrl: isLoopback,
    // The windows of the trial do not know Teams' question about a file.
    asksToSave: false,
    turnDeadlineMs: 4_000,
    typeahead: false,
    ...(JSON.parse(environment.TRIAL_SETTINGS) as Partial<AppSettings>),
  };
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The bot does not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
