import { z } from 'zod/v4';

/**
 * A ledger row: one message that the bot sends by itself. A `card` job says "bring this card to date" and is opened
 * anew at each change; a `once` job is sent one time.
 */
export const jobSchema = z.object({
  /** Deterministic, so that the same reason never makes two jobs; also the row's key in the register. */
  key: z.string(),
  /** What is rendered, and by whom: `collaboration.channelCard` and so on. */
  kind: z.string(),
  /** What it is about: a notification's reference, say. */
  subject: z.string(),
  mode: z.enum(['card', 'once']),
  /** Where it goes: the bound channel, the thread under another job's card in it, or a person's own chat. */
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('channel') }),
    z.object({ kind: z.literal('thread'), under: z.string() }),
    z.object({ kind: z.literal('person'), id: z.string() }),
  ]),
  state: z.enum(['waiting', 'held', 'sent', 'failed', 'ambiguous']),
  /** Version of the subject that should be shown, and that which is. */
  wanted: z.number().int(),
  shown: z.number().int(),
  /** Where it was posted, once it was: an update goes there. */
  posted: z.object({ conversationId: z.string(), activityId: z.string(), serviceUrl: z.string() }).optional(),
  createdAt: z.string(),
  changedAt: z.string(),
  /** Not before this moment. */
  dueAt: z.string(),
  /** Entered beforehand for `dueAt`; nothing has woken it yet. */
  planned: z.boolean().optional(),
  /** Somebody waits for what it leads to: when it cannot be delivered, an officer is to see to it. */
  urgent: z.boolean().optional(),
  /** A place in the pacing has been reserved for `dueAt` already. */
  paced: z.boolean().optional(),
  /** Set while a worker has it; left behind only by a worker that died. */
  taken: z.object({ until: z.string(), posting: z.boolean() }).optional(),
  attempts: z.number().int(),
  /** How many times it may have been posted twice: a crash fell between post and ledger. */
  repeats: z.number().int(),
  /** Why it is held, failed or ambiguous. */
  reason: z.string().optional(),
});

export type Job = z.infer<typeof jobSchema>;
export type JobState = Job['state'];
export type NewJob = Pick<Job, 'key' | 'kind' | 'subject' | 'mode' | 'to' | 'wanted'> &
  Partial<Pick<Job, 'posted' | 'urgent'>> & {
    /** ISO moment: it is sent then, and not at once. */
    dueAt?: string;
  };

/** A job at its beginning. `now` is an ISO moment. */
export function newJob(job: NewJob, now: string): Job {
  return {
    ...job,
    state: 'waiting',
    shown: 0,
    createdAt: now,
    changedAt: now,
    dueAt: job.dueAt ?? now,
    ...(job.dueAt && { planned: true }),
    attempts: 0,
    repeats: 0,
  };
}

/**
 * The same card wanted in a newer version: open again, whatever became of the last attempt. Only one that may have
 * been posted already stays shown as such: it is posted again when a person says so, and not because of a change.
 */
export function reopened(job: Job, wanted: number, now: string): Job {
  if (job.state === 'ambiguous' && !job.posted) return { ...job, wanted: Math.max(wanted, job.wanted) };
  return opened(job, wanted, now);
}

/** There is no reason for it any more: as good as sent. */
export function closed(job: Job, now: string): Job {
  const { reason: _reason, ...rest } = job;
  return { ...rest, state: 'sent', shown: job.wanted, changedAt: now };
}

/** Sent again because a person said so. One that may have been posted already is marked as a possible repeat. */
export function sentAgain(job: Job, now: string): Job {
  const open = opened(job, job.wanted, now);
  return job.state === 'ambiguous' ? { ...open, taken: { until: now, posting: true } } : open;
}

function opened(job: Job, wanted: number, now: string): Job {
  const { reason: _reason, planned, paced, ...rest } = job;
  // What was closed before its moment waits for that moment again.
  const stillWaiting = job.state === 'waiting' || (planned && job.dueAt > now);
  return {
    ...rest,
    // The place in the pacing was for the old time only.
    ...(stillWaiting && paced && { paced }),
    ...(stillWaiting && planned && { planned }),
    wanted: Math.max(wanted, job.wanted),
    state: 'waiting',
    changedAt: now,
    dueAt: stillWaiting ? job.dueAt : now,
    attempts: stillWaiting ? job.attempts : 0,
  };
}

/**
 * The key of a job's index row: one for each job, in an order that suits its state. Waiting ones stand by when they
 * are due; held ones by what they wait for; the others newest first.
 */
export function indexKey(job: Job): string {
  if (isPlanned(job)) return `${PLANNED}${job.dueAt}|${job.key}`;
  if (job.state === 'waiting') return `l|waiting|${job.dueAt}|${job.key}`;
  if (job.state === 'held') return `${heldPrefix(waitsFor(job))}${job.createdAt}|${job.key}`;
  return `l|${job.state}|${newestFirst(job.changedAt)}|${job.key}`;
}

/** Jobs that were entered for a later moment, in the order in which they are due. */
export const PLANNED = 'l|planned|';

/** Whether nothing but the clock wakes it: no message stands in the queue for it. */
export function isPlanned(job: Job): boolean {
  return job.state === 'waiting' && job.planned === true;
}

/** Jobs that somebody waits for and that cannot be delivered, oldest first; those of one moment by their subject. */
export const URGENT = 'l|urgent|';

/** The key of a second index row, for as long as a job needs an officer. What was posted once has arrived. */
export function urgentKey(job: Job): string | undefined {
  const stuck = job.state === 'held' || job.state === 'failed' || job.state === 'ambiguous';
  if (!job.urgent || !stuck || job.posted) return undefined;
  return `${URGENT}${job.createdAt}|${job.subject}|${job.key}`;
}

export function statePrefix(state: JobState): string {
  return `l|${state}|`;
}

/** Where the index of sent jobs ends, counted from the newest, that were sent at a moment (ISO) or later. */
export function sentSince(isoMoment: string): string {
  return `${statePrefix('sent')}${newestFirst(isoMoment)}~`;
}

/** Held jobs wait for the channel to be bound, or for one person to open the bot. */
export function heldPrefix(waiting: string): string {
  return `l|held|${waiting}|`;
}

function waitsFor(job: Job): string {
  return job.to.kind === 'person' ? job.to.id : 'channel';
}

/** A moment as a key that sorts the newest first. */
export function newestFirst(isoMoment: string): string {
  return String(9_999_999_999_999 - Date.parse(isoMoment)).padStart(13, '0');
}
