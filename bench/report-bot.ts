import { makeApp } from '../src/app';
import { CITY_PARTITION } from '../src/capabilities';
import { seedLists } from '../src/directory/lists';
import { makeReportMaker } from '../src/report/making';
import { openStorage } from '../src/storage/connection';
import { makeAnonymousIdentity } from '../src/teams/adapter';
import { makeLogger } from '../src/telemetry/logger';
import { quickSettings, SLK_GROUP, TENANT } from '../test/support/bot';
import { answerCpu } from './cpu';

/** What making a report took: seconds, and megabytes beside what the process had at rest. */
export interface ReportCost {
  seconds: number;
  idleMb: number;
  peakMb: number;
  documentKb: number;
  spreadsheetKb: number;
  figuresKb: number;
  total: number;
}

/** The whole bot as a process of its own, which also makes a report when it is told to ('report'). */
const MB = 1024 * 1024;
const storage = {
  connectionString: process.env.TEST_STORAGE,
  prefix: process.env.PREFIX ?? '',
  timeoutMs: 30_000,
};
const maker = makeReportMaker({ storage, partition: CITY_PARTITION, timeLimitMs: 10 * 60_000 });
const app = makeApp({
  storage: openStorage(storage),
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
      concurrency: 0,
      clockEveryMs: 3_600_000,
      sweepEveryMs: 3_600_000,
      idleMs: 1_000,
    },
  },
});

async function makeReport(): Promise<ReportCost> {
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const began = performance.now();
  const now = new Date();
  const year = now.getUTCFullYear();
  const { document, spreadsheet, figures } = await maker.make({
    from: `${year - 8}-01-01`,
    to: `${year}-12-31`,
    at: now.toISOString(),
    lists: seedLists,
    meetings: [],
    evaluations: [],
    replies: [],
  });
  clearInterval(watch);
  return {
    seconds: (performance.now() - began) / 1000,
    idleMb: idle / MB,
    peakMb: peak / MB,
    documentKb: document.length / 1024,
    spreadsheetKb: spreadsheet.length / 1024,
    figuresKb: JSON.stringify(figures).length / 1024,
    total: figures.total,
  };
}

process.on('message', message => {
  if (message !== 'report') return;
  makeReport().then(
    cost => process.send?.(cost),
    (error: unknown) => {
      process.stderr.write(`${String(error)} ${String((error as Error).cause)}\n`);
      process.exit(1);
    },
  );
});
void app.start().then(port => answerCpu(port));
