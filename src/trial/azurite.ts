import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startChild, type Child } from './child';
import { freePorts } from './ports';
import { waitForHttp } from './wait-for-http';

/** A running Azurite with tables and queues on loopback. */
export interface Azurite {
  readonly child: Child;
  readonly connectionString: string;
  /** Lets Azurite save and end; it writes what it confirmed only every few seconds, so it is never just killed. */
  stop(): Promise<void>;
}

/** The account and key that every Azurite has; published by Microsoft, no secret. */
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const startMs = 30_000;
const stopMs = 15_000;

/**
 * Starts Azurite on free ports, so that one of the developer's own is never in the way, and waits until it answers.
 * `folder` holds its data, or `memory` keeps nothing.
 * @throws TrialError when it ends or does not answer.
 */
export async function startAzurite(setting: {
  folder: string | 'memory';
  logFile: string;
  /** Gets the pid as soon as there is one, long before Azurite opens its files. */
  onSpawn?: (pid: number) => void;
}): Promise<Azurite> {
  const [blobPort, queuePort, tablePort] = await freePorts(3);
  if (setting.folder !== 'memory') mkdirSync(setting.folder, { recursive: true });
  const package_ = path.dirname(require.resolve('azurite/package.json'));
  const child = startChild({
    name: 'Azurite',
    args: [
      path.join(package_, 'dist', 'src', 'azurite.js'),
      ...(setting.folder === 'memory' ? ['--inMemoryPersistence'] : ['--location', setting.folder]),
      ...['blob', 'queue', 'table'].flatMap(service => [`--${service}Host`, '127.0.0.1']),
      ...['--blobPort', String(blobPort), '--queuePort', String(queuePort), '--tablePort', String(tablePort)],
      '--disableTelemetry',
      '--skipApiVersionCheck',
      '--silent',
    ],
    folder: setting.folder === 'memory' ? process.cwd() : setting.folder,
    environment: {},
    logFile: setting.logFile,
  });
  const stop = () => child.stop('SIGINT', stopMs);
  if (child.pid !== undefined) setting.onSpawn?.(child.pid);
  try {
    for (const port of [tablePort, queuePort]) {
      await waitForHttp(child, `http://127.0.0.1:${port}/${account}`, { status: 'any', timeoutMs: startMs });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const connectionString = [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${accountKey}`,
    `QueueEndpoint=http://127.0.0.1:${queuePort}/${account}`,
    `TableEndpoint=http://127.0.0.1:${tablePort}/${account}`,
  ].join(';');
  return { child, connectionString, stop };
}
