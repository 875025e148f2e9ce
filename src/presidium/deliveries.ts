import type { Job, NewJob } from '../delivery/job';
import { closeJob, reopenJob, type StoredJob } from '../delivery/ledger';
import type { Delegation } from '../meetings/model';
import type { Write } from '../storage/table';
import { delegateIn, hasAnswered } from './model';

/** What the delivery engine sends of a delegation; a job's subject is the year in which the meeting is to be held. */
export const presidiumKinds = {
  /** "Deltar du?" */
  ask: 'presidium.ask',
  /** The same as a card of its own, to somebody who has not answered. */
  askAgain: 'presidium.askAgain',
} as const;

/** Whether a job belongs to a delegation. */
export function isPresidiumJob({ kind }: Pick<Job, 'kind'>): boolean {
  return kind.startsWith('presidium.');
}

/** All jobs of a meeting's delegation stand in one range, and those to one person in a range within it. */
export function jobsPrefix(meetingId: string, personId?: string): string {
  return personId ? `delegation|${meetingId}|${personId}|` : `delegation|${meetingId}|`;
}

/** One for each person, meeting and year: when a meeting is moved to another year they are asked anew. */
export function askJob(meetingId: string, year: number, personId: string, wanted: number): NewJob {
  return {
    key: `${jobsPrefix(meetingId, personId)}ask|${year}`,
    kind: presidiumKinds.ask,
    subject: String(year),
    mode: 'card',
    to: { kind: 'person', id: personId },
    wanted,
  };
}

/** The reminder of a day. `date`: ISO day. */
export function reminderJob(
  meetingId: string,
  year: number,
  personId: string,
  date: string,
  wanted: number,
): NewJob {
  return {
    ...askJob(meetingId, year, personId, wanted),
    key: `${jobsPrefix(meetingId, personId)}again|${year}|${date}`,
    kind: presidiumKinds.askAgain,
  };
}

/** Which meeting a job is about, and for a reminder its day. */
export function aboutOf({ key }: Pick<Job, 'key'>): { meetingId: string; date?: string } {
  const [, meetingId = '', , , , date] = key.split('|');
  return { meetingId, ...(date && { date }) };
}

/** The question to each person about the meeting in the year in which it is to be held, by their ids. */
export function asksIn(jobs: readonly StoredJob[], year: number): Map<string, Job> {
  const asks = jobs
    .map(({ job }) => job)
    .filter(({ kind, subject }) => kind === presidiumKinds.ask && subject === String(year));
  return new Map(asks.flatMap(job => (job.to.kind === 'person' ? [[job.to.id, job]] : [])));
}

/**
 * The writes that bring a card up to date with a delegation as it is after a change. What has not reached anybody and
 * asks for nothing any more is closed.
 */
export function settled(stored: StoredJob, after: Delegation, version: number, at: string): Write[] {
  const { job } = stored;
  const delegate = job.to.kind === 'person' ? delegateIn(after, job.to.id) : undefined;
  const asks = delegate !== undefined && !hasAnswered(delegate);
  // One that is on its way finds out by itself when it is rendered anew.
  if (job.posted || job.state === 'waiting') return reopenJob(stored, version, at);
  if (!asks) return closeJob(stored, at);
  return job.state === 'sent' && job.kind === presidiumKinds.ask ? reopenJob(stored, version, at) : [];
}
