import path from 'node:path';
import { startAzurite, type Azurite } from './azurite';
import { banner } from './banner';
import { startChild, type Child } from './child';
import { hasStoredData, makeWritable, prepareDataFolder, type DataFolder } from './data-folder';
import { takeLock, type Lock } from './lock';
import { readOptions, type TrialOptions } from './options';
import { trialWindows } from './people';
import { startWindow } from './playground-windows';
import { checkPorts } from './ports';
import { beginningOf, type Beginning } from './remembered';
import { TrialError } from './trial-error';
import { waitForHttp } from './wait-for-http';

const projectFolder = path.resolve(__dirname, '..', '..');
/** With thousands of made-up collaborations the first start takes a while. */
const startMs = 180_000;
const botStopMs = 10_000;
const windowStopMs = 2_000;

/** What has been started so far and how to end it; ended in the reverse order. */
interface Running {
  readonly children: Child[];
  readonly stops: (() => Promise<void>)[];
}

async function startStorage(folder: DataFolder, lock: Lock, running: Running): Promise<Azurite> {
  const mustRead = hasStoredData(folder);
  const logFile = path.join(folder.logs, 'azurite.log');
  try {
    const azurite = await startAzurite({ folder: folder.storage, logFile, onSpawn: lock.alsoHeldBy });
    running.children.push(azurite.child);
    running.stops.push(azurite.stop);
    return azurite;
  } catch (error) {
    if (!mustRead) throw error;
    throw new TrialError(
      `Azurite cannot read what is stored in ${folder.storage} (see ${logFile}). Start afresh, without it: npm start -- --fresh`,
    );
  }
}

async function startBot(
  options: TrialOptions,
  folder: DataFolder,
  azurite: Azurite,
  beginning: Beginning | undefined,
  running: Running,
): Promise<void> {
  const bot = startChild({
    name: 'The bot',
    args: ['--require', require.resolve('tsx/cjs'), path.join(__dirname, 'bot.ts')],
    folder: projectFolder,
    environment: {
      PORT: String(options.botPort),
      STORAGE_CONNECTION_STRING: azurite.connectionString,
      TRIAL_EMPTY: options.empty ? '1' : undefined,
      TRIAL_EXAMPLES: String(options.examples),
      TRIAL_BEGIN: beginning?.at.toISOString(),
      TRIAL_CLOCK_FILE: beginning && folder.clock,
    },
    logFile: path.join(folder.logs, 'bot.log'),
  });
  running.children.push(bot);
  running.stops.push(() => bot.stop('SIGTERM', botStopMs));
  await waitForHttp(bot, `http://127.0.0.1:${options.botPort}/readyz`, { status: 200, timeoutMs: startMs });
}

async function startWindows(options: TrialOptions, folder: DataFolder, running: Running): Promise<void> {
  const windows = await Promise.all(
    trialWindows.map(async (window, index) => {
      const port = options.firstWindowPort + index;
      const child = await startWindow({
        window,
        port,
        folder: path.join(folder.windows, window.name),
        logFile: path.join(folder.logs, `window-${window.name}.log`),
        botUrl: `http://127.0.0.1:${options.botPort}/api/messages`,
      });
      running.children.push(child);
      return { child, port };
    }),
  );
  running.stops.push(async () => {
    await Promise.all(windows.map(({ child }) => child.stop('SIGTERM', windowStopMs)));
  });
  for (const { child, port } of windows) {
    await waitForHttp(child, `http://127.0.0.1:${port}/`, { status: 200, timeoutMs: startMs });
  }
}

async function start(options: TrialOptions, running: Running): Promise<void> {
  await checkPorts([
    { port: options.botPort, user: 'the bot', flag: '--bot-port' },
    ...trialWindows.map((window, index) => ({
      port: options.firstWindowPort + index,
      user: `the window of ${window.currentUser.name}`,
      flag: '--window-port',
    })),
  ]);
  makeWritable(options.dataFolder);
  const lock = takeLock(options.dataFolder);
  running.stops.push(() => Promise.resolve(lock.release()));
  const folder = prepareDataFolder(options.dataFolder, options.fresh);
  const beginning = beginningOf(options.date, folder.clock);
  const azurite = await startStorage(folder, lock, running);
  await startBot(options, folder, azurite, beginning, running);
  await startWindows(options, folder, running);
  const windows = trialWindows.map((window, index) => ({
    name: window.name,
    person: window.currentUser.name,
    port: options.firstWindowPort + index,
  }));
  console.log(banner(windows, folder.root, beginning));
}

function untilSignal(): Promise<'asked'> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('asked'));
  });
}

function untilOneEnds(children: readonly Child[]): Promise<never> {
  return Promise.race(
    children.map(async child => {
      const end = await child.ended;
      throw new TrialError(`${child.name} ended (${end}), so the trial ends. See ${child.logFile}`);
    }),
  );
}

async function main(): Promise<number> {
  const asked = untilSignal();
  const running: Running = { children: [], stops: [] };
  try {
    const options = readOptions(process.argv.slice(2), projectFolder);
    const started = start(options, running).then(() => untilOneEnds(running.children));
    await Promise.race([started, asked]);
    return 0;
  } catch (error) {
    console.error(error instanceof TrialError ? error.message : error);
    return 1;
  } finally {
    for (const stop of running.stops.reverse()) await stop();
  }
}

void main().then(code => process.exit(code));
