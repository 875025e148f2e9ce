import { makeApp } from '../src/app';
import { openStorage } from '../src/storage/connection';
import { makeAnonymousIdentity } from '../src/teams/adapter';
import { makeLogger } from '../src/telemetry/logger';
import { quickSettings, SLK_GROUP, TENANT } from '../test/support/bot';
import { answerCpu } from './cpu';

/** The whole bot as a process of its own, so that its CPU time can be read. DELIVER=0: no deliveries beside the turns. */
const deliver = process.env.DELIVER === '1';
const app = makeApp({
  storage: openStorage({
    connectionString: process.env.TEST_STORAGE,
    prefix: process.env.PREFIX ?? '',
    timeoutMs: 10_000,
  }),
  identity: makeAnonymousIdentity(),
  log: makeLogger('error'),
  now: () => new Date(),
  settings: {
    ...quickSettings,
    allowedTenants: [TENANT],
    slkGroupId: SLK_GROUP,
    sendTimeoutMs: 10_000,
    engine: {
      ...quickSettings.engine,
      concurrency: deliver ? 8 : 0,
      // Azurite is slow beside so many rows: what is being delivered must not be handed out again.
      hiddenSeconds: 60,
      clockEveryMs: 3_600_000,
      sweepEveryMs: 3_600_000,
      idleMs: 200,
    },
  },
});
void app.start().then(port => answerCpu(port));
