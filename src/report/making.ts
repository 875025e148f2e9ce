import path from 'node:path';
import type { Lists } from '../directory/lists';
import type { StorageSettings } from '../storage/connection';
import { makeTurns } from '../threads/in-turn';
import { runWorker, WorkerError } from '../threads/run-worker';
import type { Figures } from './figures';
import type { Period, Surroundings } from './model';

/** What a report is asked for. */
export interface ReportOrder extends Period, Surroundings {
  /** ISO moment: what was told later is not in it. */
  at: string;
  lists: Lists;
  title?: string;
  caseNumber?: string;
  /** The function of the officer who handles it. */
  handledBy?: string;
  /** The figures of an earlier making: the file is made from these, and not counted anew. */
  frozen?: Figures;
}

export interface MadeReport {
  figures: Figures;
  /** .docx */
  document: Uint8Array;
  /** .xlsx */
  spreadsheet: Uint8Array;
}

/** What the list of one administration or company is asked for. */
export interface ListOrder {
  unitId: string;
  /** ISO moment. */
  at: string;
  lists: Lists;
  /** `public`: what any employee may read; `all`: for its editors and the officers. */
  sight: 'public' | 'all';
}

/** How far the making is; `done`: how many collaborations have been read. */
export interface Progress {
  step: 'reading' | 'document' | 'spreadsheet';
  done: number;
}

export interface ReportMaker {
  /** @throws ReportMakingError */
  make(order: ReportOrder, onProgress?: (progress: Progress) => void): Promise<MadeReport>;
  /** "Förvaltningens" as .xlsx. @throws ReportMakingError */
  list(order: ListOrder): Promise<Uint8Array>;
}

export interface ReportMakerSettings {
  storage: StorageSettings;
  /** In which partition of the register the City's rows stand. */
  partition: string;
  /** Longest time for one making, in milliseconds. */
  timeLimitMs: number;
}

export type MakingFailure = 'REPORT_FAILED' | 'REPORT_STORAGE' | 'REPORT_DIED' | 'REPORT_TOO_SLOW';

/** A report that was not made. Nothing was changed by trying. */
export class ReportMakingError extends Error {
  constructor(
    readonly code: MakingFailure,
    options?: ErrorOptions,
  ) {
    super('the report was not made', options);
  }
}

/** What a worker is started with: plain data. */
export interface WorkerOrder {
  storage: StorageSettings;
  partition: string;
  order: { kind: 'report'; report: ReportOrder } | { kind: 'list'; list: ListOrder };
}

/** What a worker says. */
export type FromWorker =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'report'; report: MadeReport }
  | { kind: 'list'; spreadsheet: Uint8Array }
  | { kind: 'failed'; code: MakingFailure; text: string };

/**
 * The most memory for what a worker keeps, in megabytes. Tight, so that it clears away in time: a hundred thousand
 * collaborations go through it page by page.
 */
const MOST_MEGABYTES = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/**
 * Makes reports and lists in a worker thread, so that the bot answers others meanwhile: one at a time, the others wait
 * for their turn. A worker ends with its work, and gives back what it had in memory.
 */
export function makeReportMaker({ storage, partition, timeLimitMs }: ReportMakerSettings): ReportMaker {
  const inTurn = makeTurns();
  const run = (order: WorkerOrder['order'], onProgress: (progress: Progress) => void = () => {}) =>
    inTurn(() => makeApart({ storage, partition, order }, timeLimitMs, onProgress));

  return {
    async make(order, onProgress) {
      const said = await run({ kind: 'report', report: order }, onProgress);
      if (said.kind !== 'report') throw new ReportMakingError('REPORT_FAILED');
      return said.report;
    },
    async list(order) {
      const said = await run({ kind: 'list', list: order });
      if (said.kind !== 'list') throw new ReportMakingError('REPORT_FAILED');
      return said.spreadsheet;
    },
  };
}

async function makeApart(
  workerData: WorkerOrder,
  timeLimitMs: number,
  onProgress: (progress: Progress) => void,
): Promise<FromWorker> {
  const said = await runWorker<FromWorker>({
    script: path.join(__dirname, 'worker'),
    workerData,
    resourceLimits: MOST_MEGABYTES,
    timeLimitMs,
    isLast(message) {
      if (message.kind === 'progress') onProgress(message.progress);
      return message.kind !== 'progress';
    },
  }).catch((error: unknown) => {
    const isSlow = error instanceof WorkerError && error.code === 'tooSlow';
    throw new ReportMakingError(isSlow ? 'REPORT_TOO_SLOW' : 'REPORT_DIED', { cause: error });
  });
  if (said.kind === 'failed') throw new ReportMakingError(said.code, { cause: new Error(said.text) });
  return said;
}
