import type { Report } from '../conversation/report';
import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import type { Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import type { People } from '../directory/people';
import type { FileMaker } from '../files/file';
import type { Table } from '../storage/table';
import { versionCard } from './cards';
import { reportKinds } from './deliveries';
import { reportFileMakers } from './files';
import { makeMaking, type MakingParts } from './run';
import { makeReportService, type ReportService } from './service';
import { makeReportStore } from './store';
import { statusFor, type ReportStatus } from './versions';

export interface ReportsParts extends Omit<MakingParts, 'store'> {
  table: Table;
  partition: string;
  people: Pick<People, 'load' | 'names'>;
  coordinators: Pick<Coordinators, 'includes'>;
  lists: () => Promise<Lists>;
  report: Report;
}

/** The comprehensive report (S9), put together. */
export interface Reports {
  service: ReportService;
  making: ReturnType<typeof makeMaking>;
  render(job: Job): Promise<Rendering>;
  files: Record<string, FileMaker>;
  /** How far the report on a hosting has come. Throws storage errors. */
  status(meetingId: string): Promise<ReportStatus>;
}

export function makeReports(parts: ReportsParts): Reports {
  const { table, partition, people, coordinators, lists, maker, now } = parts;
  const store = makeReportStore(table, partition);
  const making = makeMaking({ ...parts, store });

  async function render(job: Job): Promise<Rendering> {
    if (job.kind === reportKinds.watch) return making.watch(job);
    const version = (await store.load(Number(job.subject)))?.version;
    if (!version || job.to.kind !== 'person') return 'nothing';
    const ids = [version.by, ...(version.registered ? [version.registered.by] : [])];
    const [person, names, current] = await Promise.all([people.load(job.to.id), people.names(ids), lists()]);
    const message = versionCard({ locale: person?.locale ?? 'sv', lists: current }, version, { names });
    return { version: job.wanted, message };
  }

  return {
    service: makeReportService({ store, coordinators, making }),
    making,
    render,
    files: reportFileMakers({ store, making, maker, coordinators, lists, now }),
    async status(meetingId) {
      const versions = (await store.all()).map(({ version }) => version);
      return statusFor(versions, meetingId);
    },
  };
}
