import { randomUUID } from 'node:crypto';
import type { CapabilitySettings } from './capability-parts';
import type { CardMessage } from './cards/card';
import type { Report } from './conversation/report';
import type { Routes } from './conversation/routes';
import type { Turn } from './conversation/turn';
import type { Source } from './delivery/sources';
import type { Coordinators } from './directory/coordinators';
import type { ListsStore } from './directory/lists-store';
import type { People } from './directory/people';
import { isEvaluationJob } from './evaluation/deliveries';
import { makeEvaluation } from './evaluation/evaluation';
import { evaluationRoutes } from './evaluation/routes';
import { GUEST_FORM } from './evaluation/word-form';
import type { FileMaker } from './files/file';
import type { HandFile } from './files/handing';
import type { UploadDoor } from './http/upload-routes';
import { isImportJob } from './importing/deliveries';
import { makeImporting } from './importing/importing';
import { importingRoutes } from './importing/routes';
import { isInquiryJob } from './inquiry/deliveries';
import { makeInquiry } from './inquiry/inquiry';
import { inquiryRoutes } from './inquiry/routes';
import type { Finder } from './register/finder';
import type { CollaborationStore } from './register/store';
import { isReportJob } from './report/deliveries';
import { makeReportMaker } from './report/making';
import { makeReports } from './report/reports';
import { reportRoutes } from './report/routes';
import type { StorageSettings } from './storage/connection';
import type { Table } from './storage/table';
import type { Logger } from './telemetry/logger';

export interface AfterHostingParts {
  table: Table;
  partition: string;
  /** With which the thread that makes reports opens storage for itself. */
  storageSettings: StorageSettings;
  lists: ListsStore;
  people: People;
  coordinators: Coordinators;
  finder: Finder;
  store: CollaborationStore;
  wake: (keys: readonly string[]) => Promise<void>;
  report: Report;
  log: Logger;
  now: () => Date;
  settings: CapabilitySettings;
}

/** What its routes need that itself needs its files. */
export interface AfterHostingRouteParts {
  hand: HandFile;
  toOwnChat: (turn: Turn<unknown>, message: CardMessage) => Promise<boolean>;
}

/** What follows on a hosting (S9): gathering what happened, evaluating, reporting. */
export interface AfterHosting {
  sources: readonly Source[];
  files: Record<string, FileMaker>;
  routes(parts: AfterHostingRouteParts): readonly Routes[];
  uploads: UploadDoor;
  halt(): Promise<void>;
}

export function makeAfterHosting(parts: AfterHostingParts): AfterHosting {
  const { table, partition, lists, people, coordinators, finder, store, settings, now } = parts;
  const { wake, report, log } = parts;
  const rows = { table, partition };

  const inquiry = makeInquiry({ ...rows, finder, register: store, lists, people, coordinators, now });

  const importing = makeImporting({
    ...rows,
    finder,
    register: store,
    lists: lists.current,
    people,
    coordinators,
    wake,
    now,
    log,
    settings: { ...settings.imports, placeMs: settings.fileLinkMs },
  });

  const evaluation = makeEvaluation({
    ...rows,
    lists: lists.current,
    people,
    coordinators,
    reportStatus: meetingId => reports.status(meetingId),
    now,
  });

  const reports = makeReports({
    ...rows,
    maker: makeReportMaker({
      storage: parts.storageSettings,
      partition,
      timeLimitMs: settings.reportTimeLimitMs,
    }),
    people,
    coordinators,
    lists: lists.current,
    evaluations: ({ from, to }) => evaluation.resultsBetween(from, to),
    replies: ({ from, to }) => inquiry.repliesBetween(from, to),
    changed: async meetingIds => {
      for (const id of meetingIds) await wake(await evaluation.reportChanged(id, now()));
    },
    wake,
    now,
    report,
  });

  return {
    sources: [
      { owns: isEvaluationJob, ...evaluation },
      { owns: isInquiryJob, ...inquiry },
      { owns: isImportJob, ...importing },
      { owns: isReportJob, render: reports.render },
    ],
    files: { [GUEST_FORM]: evaluation.makeGuestForm, ...importing.files, ...reports.files },
    routes({ hand, toOwnChat }) {
      const common = { people, hand, wake, toOwnChat, report, newDraftId: randomUUID };
      const { chatLink, publicUrl, fileLinkMs: placeMs } = settings;
      return [
        inquiryRoutes({ ...inquiry, ...common, chatLink }),
        importingRoutes({ ...importing, ...common, publicUrl, placeMs }),
        evaluationRoutes({ ...evaluation, ...common, chatLink }),
        reportRoutes({ ...reports, ...common }),
      ];
    },
    uploads: importing.uploads,
    halt: importing.stop,
  };
}
