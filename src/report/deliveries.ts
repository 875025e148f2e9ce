import type { Job, NewJob } from '../delivery/job';
import type { Version } from './versions';

/** What the delivery engine sends of the reports. The subject is the number of the version. */
export const reportKinds = {
  /** How far it is, and then the way to the files; in the chat of whoever asked for it. */
  card: 'report.reportCard',
  /** Shows nothing: it sees to it that a making whose instance has died is taken up again. */
  watch: 'report.reportWatch',
} as const;

/** Whether a job belongs to a report. */
export function isReportJob({ kind }: Pick<Job, 'kind'>): boolean {
  return kind.startsWith('report.');
}

/** Where the card stands that was pressed. */
export type CardPlace = NonNullable<Job['posted']>;

export function cardKey(number: number): string {
  return `report|card|${number}`;
}

/** `place`: the pressed form becomes the card; without it a new one is posted. */
export function cardJob({ number, by }: Pick<Version, 'number' | 'by'>, place?: CardPlace): NewJob {
  return {
    key: cardKey(number),
    kind: reportKinds.card,
    subject: String(number),
    mode: 'card',
    to: { kind: 'person', id: by },
    wanted: 1,
    ...(place && { posted: place }),
  };
}

/** Wakes at an ISO moment, when the making should have ended. */
export function watchJob({ number, by }: Pick<Version, 'number' | 'by'>, until: string): NewJob {
  return {
    // One for each making: that of the first has ended when somebody has it made again.
    key: `report|watch|${number}|${until}`,
    kind: reportKinds.watch,
    subject: String(number),
    mode: 'once',
    to: { kind: 'person', id: by },
    wanted: 1,
    dueAt: until,
  };
}
