import path from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';

export interface WorkerRun<Said> {
  /** The script's path without its extension. */
  script: string;
  /** What it is started with: plain data. */
  workerData: unknown;
  /** The most memory for what it keeps. */
  resourceLimits: ResourceLimits;
  /** Longest time for the whole work, its start included, in milliseconds. */
  timeLimitMs: number;
  /** Hears each message; returns whether it was the last. */
  isLast: (said: Said) => boolean;
}

export type WorkerFailure = 'died' | 'outOfMemory' | 'tooSlow';

/** A thread that has not come to its end. It is gone, and its memory is given back. */
export class WorkerError extends Error {
  constructor(
    readonly code: WorkerFailure,
    options?: ErrorOptions,
  ) {
    super(`a thread has not come to its end: ${code}`, options);
  }
}

/** Does one work in a thread of its own, which ends with it; gives the last message. Throws WorkerError. */
export function runWorker<Said>(run: WorkerRun<Said>): Promise<Said> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(run);
    const fail = (code: WorkerFailure, cause?: unknown) =>
      settle(() => reject(new WorkerError(code, { cause })));
    const timer = setTimeout(() => fail('tooSlow'), run.timeLimitMs);
    function settle(then: () => void) {
      clearTimeout(timer);
      void worker.terminate();
      then();
    }
    worker.on('message', (said: Said) => {
      if (run.isLast(said)) settle(() => resolve(said));
    });
    worker.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'outOfMemory' : 'died', error),
    );
    worker.on('exit', () => fail('died'));
  });
}

/** Built, a worker is JavaScript as this file is; in the trial, the tests and the bench both are TypeScript still. */
function startWorker({ script, workerData, resourceLimits }: WorkerRun<never>): Worker {
  const extension = path.extname(__filename);
  return new Worker(`${script}${extension}`, {
    workerData,
    resourceLimits,
    ...(extension === '.ts' && { execArgv: ['--require', require.resolve('tsx/cjs')] }),
  });
}
