import { z } from 'zod/v4';
import { makeApp, type AppSettings } from '../app';
import { productionSettings } from '../settings';
import { openStorage } from '../storage/connection';
import { makeAnonymousIdentity } from '../teams/adapter';
import { isLoopback } from '../teams/guard';
import { makeLogger } from '../telemetry/logger';
import { coordinatorWindow, trialTenantId } from './people';
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
  const now = () => new Date();
  const app = makeApp({ storage, identity: makeAnonymousIdentity(), log, now, settings: trialSettings() });
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

function trialSettings(): AppSettings {
  const { app } = productionSettings;
  return {
    ...app,
    engine: { ...app.engine, idleMs: 250, sweepEveryMs: 5_000, sweepAfterMs: 30_000 },
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
