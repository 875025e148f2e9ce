import { parentPort, workerData } from 'node:worker_threads';
import { makeCollaborationStore } from '../register/store';
import { openStorage } from '../storage/connection';
import { StorageRefusedError, StorageUnavailableError } from '../storage/errors';
import { assembleList, assembleReport } from './assembly';
import type { FromWorker, WorkerOrder } from './making';

/** One making, in a thread of its own with a connection of its own. */
async function work({ storage, partition, order }: WorkerOrder): Promise<FromWorker> {
  const table = openStorage(storage).register;
  const source = { table, partition, store: makeCollaborationStore(table, partition) };
  if (order.kind === 'list') return { kind: 'list', spreadsheet: await assembleList(source, order.list) };
  const report = await assembleReport(source, order.report, progress => tell({ kind: 'progress', progress }));
  return { kind: 'report', report };
}

function tell(message: FromWorker): void {
  parentPort!.postMessage(message);
}

/** Only a plain message crosses from one thread to another, and no error's class. */
function failureOf(error: unknown): FromWorker {
  const isStorage = error instanceof StorageUnavailableError || error instanceof StorageRefusedError;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'failed', code: isStorage ? 'REPORT_STORAGE' : 'REPORT_FAILED', text };
}

work(workerData as WorkerOrder).then(tell, (error: unknown) => tell(failureOf(error)));
