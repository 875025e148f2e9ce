import { parentPort, workerData } from 'node:worker_threads';
import type { ReadOrder } from './read-apart';
import { readFile } from './read-file';

/** One file, in a thread of its own: what it says is plain data. */
async function work({ file, reader, today }: ReadOrder): Promise<void> {
  parentPort!.postMessage(await readFile(file, reader, today));
}

void work(workerData as ReadOrder);
