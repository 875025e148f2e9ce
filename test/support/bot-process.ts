import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EngineSettings } from '../../src/delivery/engine';
import { startChild, type Child } from '../../src/trial/child';
import { waitForHttp } from '../../src/trial/wait-for-http';
import { SLK_GROUP, TENANT, quickSettings } from './bot';
import { freePort } from './free-port';

/** The bot as a process of its own: something that can be ended by force. */
export interface BotProcess {
  url: string;
  child: Child;
}

const projectFolder = path.resolve(__dirname, '..', '..');
const startMs = 60_000;

/** Timings for a process under load on a busy machine: quick, but with room for an answer of Teams. */
const settings = {
  ...quickSettings,
  port: undefined,
  allowsServiceUrl: undefined,
  publicUrl: undefined,
  allowsUploadUrl: undefined,
  allowedTenants: [TENANT],
  slkGroupId: SLK_GROUP,
  // JSON knows no undefined: null is as good as no pacing.
  pacing: null,
  sendTimeoutMs: 4_000,
  rosterTimeoutMs: 4_000,
  engine: {
    ...quickSettings.engine,
    hiddenSeconds: 6,
    sweepAfterMs: 1_000,
    clockEveryMs: 500,
    sweepEveryMs: 500,
  },
  worker: { ...quickSettings.worker, takenMs: 5_000 },
};

/** Starts the bot over the tables and queues with `prefix`, and waits until it is ready. */
export async function startBotProcess(options: {
  connectionString: string;
  prefix: string;
  /** A day of its own: the moment when it begins, and the file that remembers it. */
  clock?: { begin: string; file: string };
  /** Other timings of its engine. */
  engine?: Partial<EngineSettings>;
}): Promise<BotProcess> {
  const port = await freePort();
  const logFile = path.join(mkdtempSync(path.join(tmpdir(), 'bot-')), 'bot.log');
  const child = startChild({
    name: 'The bot',
    args: ['--require', require.resolve('tsx/cjs'), path.join(projectFolder, 'src', 'trial', 'bot.ts')],
    folder: projectFolder,
    environment: {
      PORT: String(port),
      STORAGE_CONNECTION_STRING: options.connectionString,
      STORAGE_PREFIX: options.prefix,
      TRIAL_EMPTY: '1',
      TRIAL_BEGIN: options.clock?.begin,
      TRIAL_CLOCK_FILE: options.clock?.file,
      TRIAL_SETTINGS: JSON.stringify({ ...settings, engine: { ...settings.engine, ...options.engine } }),
    },
    logFile,
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitForHttp(child, `${url}/readyz`, { status: 200, timeoutMs: startMs });
  } catch (error) {
    await child.stop('SIGKILL', 0);
    throw error;
  }
  return { url, child };
}
