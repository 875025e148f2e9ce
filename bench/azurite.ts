import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startAzurite, type Azurite } from '../src/trial/azurite';

/** How many notifications the tables of each prefix hold from the moment they are made, and whose some of them are. */
export interface Filling {
  partition: string;
  counts: Record<string, number>;
  ownerId: string;
  /** ISO moment until which they were told. */
  now: string;
}

const mostMegabytes = 8192;
const hook = [require.resolve('tsx/cjs'), path.join(__dirname, 'azurite-hook.ts')];

/**
 * An Azurite in memory that fills a prefix's register, without a request for each row, when its tables are made: by
 * `storage.prepare()`. Through requests, or from Azurite's file, a hundred thousand notifications do not go in: at each
 * insert it looks through the whole partition, and it reads and saves its file as one string of 512 MB at most.
 * @throws TrialError when it ends or does not answer.
 */
export async function startFilledAzurite(filling: Filling, logFile: string): Promise<Azurite> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const before = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = [
    before ?? '',
    `--max-old-space-size=${mostMegabytes}`,
    ...hook.map(file => `--require ${JSON.stringify(file)}`),
  ].join(' ');
  process.env.BENCH_FILLING = JSON.stringify(filling);
  try {
    return await startAzurite({ folder: 'memory', logFile });
  } finally {
    delete process.env.BENCH_FILLING;
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  }
}
