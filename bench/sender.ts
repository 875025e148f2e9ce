import { makeApp } from '../src/app';
import { productionSettings } from '../src/settings';
import { openStorage } from '../src/storage/connection';
import { makeAnonymousIdentity } from '../src/teams/adapter';
import { isLoopback } from '../src/teams/guard';
import { makeLogger } from '../src/telemetry/logger';
import { makeTrialClock } from '../src/trial/clock';
import { SLK_GROUP, TENANT } from '../test/support/bot';
import { answerCpu } from './cpu';

/** The whole bot as a process of its own with the timings and the pacing of production, on a day of its own (BEGIN). */
const app = makeApp({
  storage: openStorage({
    connectionString: process.env.TEST_STORAGE,
    prefix: process.env.PREFIX ?? '',
    timeoutMs: productionSettings.storageTimeoutMs,
  }),
  identity: makeAnonymousIdentity(),
  log: makeLogger('error'),
  now: makeTrialClock(new Date(process.env.BEGIN ?? ''), Date.now).now,
  settings: {
    ...productionSettings.app,
    port: 0,
    host: '127.0.0.1',
    allowedTenants: [TENANT],
    slkGroupId: SLK_GROUP,
    allowsServiceUrl: isLoopback,
    publicUrl: 'https://bot.example',
    allowsUploadUrl: isLoopback,
    asksToSave: true,
    turnDeadlineMs: 4_000,
    typeahead: true,
  },
});
void app.start().then(port => answerCpu(port));
