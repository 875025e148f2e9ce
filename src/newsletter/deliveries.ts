import type { Job, NewJob } from '../delivery/job';

/** What the delivery engine sends of a month's letter; a job's subject is the month. */
export const letterKinds = {
  channelLetter: 'newsletter.channelLetter',
  /** To a subscriber. */
  letter: 'newsletter.letter',
  /** Sent on from the channel. */
  forwarded: 'newsletter.forwarded',
  /** How many subscribers it reached. */
  reach: 'newsletter.reach',
} as const;

/** So long after the last subscriber's letter was entered it is counted how many it reached. */
const COUNTED_AFTER_MS = 60 * 60 * 1000;

/** All of a letter's jobs stand in one range. */
export function letterPrefix(month: string): string {
  return `letter|${month}|`;
}

export function channelLetterKey(month: string): string {
  return `${letterPrefix(month)}channel`;
}

/** One for each person and month, for whatever reason they get the letter. */
export function personLetterKey(month: string, personId: string): string {
  return `${letterPrefix(month)}${personId}`;
}

export function channelLetterJob(month: string, version: number): NewJob {
  return {
    key: channelLetterKey(month),
    kind: letterKinds.channelLetter,
    subject: month,
    mode: 'card',
    to: { kind: 'channel' },
    wanted: version,
  };
}

export function personLetterJob(
  month: string,
  personId: string,
  kind: typeof letterKinds.letter | typeof letterKinds.forwarded,
): NewJob {
  return {
    key: personLetterKey(month, personId),
    kind,
    subject: month,
    mode: 'once',
    to: { kind: 'person', id: personId },
    wanted: 1,
  };
}

export function reachJob(month: string, now: Date): NewJob {
  return {
    key: `${letterPrefix(month)}reach`,
    kind: letterKinds.reach,
    subject: month,
    mode: 'once',
    to: { kind: 'thread', under: channelLetterKey(month) },
    wanted: 1,
    dueAt: new Date(now.getTime() + COUNTED_AFTER_MS).toISOString(),
  };
}

/** Why a letter has not reached a subscriber. */
export const missedReasons = ['notInstalled', 'blocked', 'gone', 'failed', 'waiting'] as const;
export type MissedReason = (typeof missedReasons)[number];

/** How many subscribers a letter was meant for, and how it went. */
export interface Reach {
  subscribers: number;
  reached: number;
  missed: Record<MissedReason, number>;
}

/** Counts a letter's jobs. One that was closed unsent had nothing to tell any more, or nobody to tell it to. */
export function reachOf(jobs: readonly Job[]): Reach {
  const letters = jobs.filter(({ kind, state, posted }) => {
    return kind === letterKinds.letter && (state !== 'sent' || posted !== undefined);
  });
  const missed = { notInstalled: 0, blocked: 0, gone: 0, failed: 0, waiting: 0 };
  for (const job of letters) if (job.state !== 'sent') missed[missedBecause(job)] += 1;
  const reached = letters.filter(({ state }) => state === 'sent').length;
  return { subscribers: letters.length, reached, missed };
}

function missedBecause({ state, reason }: Job): MissedReason {
  if (state === 'waiting') return 'waiting';
  return missedReasons.find(known => known === reason) ?? 'failed';
}
