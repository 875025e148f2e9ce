import path from 'node:path';
import type { Reader } from '../directory/lists';
import { makeTurns } from '../threads/in-turn';
import { runWorker, WorkerError } from '../threads/run-worker';
import type { ReadList, Refusal } from './model';

/** What a thread that reads a file is started with: plain data. */
export interface ReadOrder {
  file: { name: string; bytes: Uint8Array };
  reader: Reader;
  /** ISO day. */
  today: string;
}

/** Reads a list out of a file, or gives why it cannot be read; never throws. */
export type ReadFile = (order: ReadOrder) => Promise<ReadList | Refusal>;

export interface ReadLimits {
  /** Longest time for one file, in milliseconds. */
  timeLimitMs: number;
  /** The most memory for what is read of it, in megabytes. */
  megabytes: number;
}

/** Far more than the longest list takes. */
const USUAL: ReadLimits = { timeLimitMs: 30_000, megabytes: 384 };

/**
 * Reads files in a thread of their own, one at a time: a small one may be made so that its reading takes all memory or
 * never ends, and nobody else is to notice.
 */
export function makeFileReader({ timeLimitMs, megabytes }: ReadLimits = USUAL): ReadFile {
  const inTurn = makeTurns();

  return async function read({ file, reader, today }) {
    const { locale, lists } = reader;
    const order: ReadOrder = { file, reader: { locale, lists }, today };
    try {
      return await inTurn(() =>
        runWorker<ReadList | Refusal>({
          script: path.join(__dirname, 'worker'),
          workerData: order,
          resourceLimits: { maxOldGenerationSizeMb: megabytes },
          timeLimitMs,
          isLast: () => true,
        }),
      );
    } catch (error) {
      return { code: error instanceof WorkerError && error.code !== 'died' ? 'tooLarge' : 'broken' };
    }
  };
}
