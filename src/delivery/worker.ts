import type { CardMessage } from '../cards/card';
import type { ConversationRef } from '../conversation/turn';
import type { UnreachableReason } from '../directory/people';
import { ConflictError } from '../storage/errors';
import type { Queue, QueueMessage } from '../storage/queue';
import type { Logger } from '../telemetry/logger';
import type { Job } from './job';
import type { Ledger, StoredJob } from './ledger';
import {
  channelReasons,
  decide,
  type ChannelReason,
  type Decision,
  type RetryPolicy,
  type SendOutcome,
} from './outcome';
import type { Pacing } from './pacing';
import { markPossibleRepeat } from './repeat';

/** Puts cards into conversations. Never throws: whatever happens is an outcome. */
export interface Sender {
  post(to: ConversationRef, message: CardMessage): Promise<SendOutcome>;
  update(to: ConversationRef, activityId: string, message: CardMessage): Promise<SendOutcome>;
}

/**
 * What a job shows at the moment when it is sent. `nothing`: there is no need for it any more. `waitUntil` (an ISO
 * moment): it must not go out now, at night say; the clock wakes it then, and it is rendered anew.
 */
export type Rendering = { version: number; message: CardMessage } | { waitUntil: string } | 'nothing';
export type Renderer = (job: Job) => Promise<Rendering>;

/** Where a job goes, or what it waits for. `later`: something else must be sent first. */
export type Destination =
  | { kind: 'conversation'; ref: ConversationRef }
  | { kind: 'hold'; reason: 'noChannel' | UnreachableReason }
  | { kind: 'later' }
  | { kind: 'none' };

/** Keeps what is known of the channel; each takes its conversation id. All throw storage errors only. */
export interface ChannelWatch {
  /** It does not take what is posted. */
  lost(channelId: string, reason: ChannelReason): Promise<void>;
  isLost(channelId: string): Promise<boolean>;
  /** Something has been posted there. */
  reached(channelId: string): Promise<void>;
}

export interface WorkerSettings {
  retry: RetryPolicy;
  /** How long a job stays with the worker that took it before another may take it over, in milliseconds. */
  takenMs: number;
  /** A slot in the pacing that is further away than this is not waited for, but put back, in milliseconds. */
  patienceMs: number;
  /** Handed out more often than this, a message is poison: it is set aside and shown. */
  maxHandedOut: number;
}

export interface WorkerParts {
  ledger: Ledger;
  poison: Queue;
  sender: Sender;
  pacing: Pacing;
  render: Renderer;
  resolve: (job: Job) => Promise<Destination>;
  /** Told when a person turns out to be out of reach. */
  onUnreachable: (personId: string, reason: UnreachableReason) => Promise<void>;
  channel: ChannelWatch;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  log: Logger;
  settings: WorkerSettings;
}

/** What the queue shall do with the message: it is done with, or comes back after so many milliseconds. */
export type Handled = { kind: 'done' } | { kind: 'later'; afterMs: number };

const DONE: Handled = { kind: 'done' };
const RECORD_RETRY_MS = 250;

export interface Worker {
  /** Handles one queue message, whose body is a job's key. Throws only storage errors. */
  handle(message: QueueMessage): Promise<Handled>;
  /** Opens a held job again when there is a way for it by now; returns whether it did. Throws only storage errors. */
  reconsider(key: string): Promise<boolean>;
}

/** The queue only wakes; the ledger decides. Handling the same message twice, or at once, does no harm. */
export function makeWorker(parts: WorkerParts): Worker {
  const { ledger, channel, settings, log } = parts;
  const nowMs = () => parts.now().getTime();
  const isoIn = (ms: number) => new Date(nowMs() + ms).toISOString();

  async function handle(message: QueueMessage): Promise<Handled> {
    const stored = await readOrSetAside(message);
    if (!stored || stored.job.state !== 'waiting') return DONE;
    if (message.handedOut > settings.maxHandedOut) return setAside(stored, message);
    const wait = waitFor(stored.job);
    if (wait > 0) return { kind: 'later', afterMs: wait };
    const destination = await parts.resolve(stored.job);
    if (destination.kind === 'none') return close(stored);
    if (destination.kind === 'later') return { kind: 'later', afterMs: settings.retry.firstWaitMs };
    if (destination.kind === 'hold') return hold(stored, destination.reason);
    return pace(stored, destination.ref);
  }

  /** A message whose job cannot be read, however often it comes, is set aside as it is. */
  async function readOrSetAside(message: QueueMessage): Promise<StoredJob | undefined> {
    try {
      return await ledger.read(message.body);
    } catch (error) {
      if (message.handedOut <= settings.maxHandedOut) throw error;
      await parts.poison.send(message.body);
      log.error('a delivery that cannot be read was set aside as poison', { key: message.body, error });
      return undefined;
    }
  }

  function waitFor(job: Job): number {
    const takenFor = job.taken ? Date.parse(job.taken.until) - nowMs() : 0;
    return Math.max(takenFor, Date.parse(job.dueAt) - nowMs(), 0);
  }

  async function setAside(stored: StoredJob, message: QueueMessage): Promise<Handled> {
    await parts.poison.send(message.body);
    await save(stored, { ...stored.job, state: 'failed', reason: 'poison' });
    log.error('delivery set aside as poison', { key: stored.job.key, handedOut: message.handedOut });
    return DONE;
  }

  /** Nothing to send: as good as sent. */
  async function close(stored: StoredJob): Promise<Handled> {
    await save(stored, { ...stored.job, state: 'sent', shown: stored.job.wanted });
    return DONE;
  }

  /** As if it had been entered for that moment. What a dead worker left in `taken` stays: it may have posted. */
  async function putOff(stored: StoredJob, until: string): Promise<Handled> {
    const { paced: _used, ...job } = stored.job;
    await ledger.write(stored, { ...job, planned: true, dueAt: until, changedAt: isoIn(0) });
    return DONE;
  }

  async function hold(stored: StoredJob, reason: string): Promise<Handled> {
    await save(stored, { ...stored.job, state: 'held', reason });
    return (await reconsider(stored.job.key)) ? { kind: 'later', afterMs: 0 } : DONE;
  }

  /** Whoever opened the way while a job was being held could not release it: it is looked at once more. */
  async function reconsider(key: string): Promise<boolean> {
    const stored = await ledger.read(key);
    if (stored?.job.state !== 'held') return false;
    const destination = await parts.resolve(stored.job);
    if (destination.kind === 'hold') return false;
    const isOfChannel = channelReasons.some(reason => reason === stored.job.reason);
    if (isOfChannel && destination.kind === 'conversation' && (await channel.isLost(destination.ref.id)))
      return false;
    return (await ledger.sendAgain(key, parts.now().toISOString())) !== undefined;
  }

  async function pace(stored: StoredJob, ref: ConversationRef): Promise<Handled> {
    if (stored.job.paced) return take(stored, ref);
    const slot = await parts.pacing.inConversation(ref.id, nowMs());
    const wait = slot - nowMs();
    if (wait > settings.patienceMs) {
      await save(stored, { ...stored.job, paced: true, dueAt: new Date(slot).toISOString() });
      return { kind: 'later', afterMs: wait };
    }
    if (wait > 0) await parts.sleep(wait);
    return take(stored, ref);
  }

  /** Takes the job, so that no other worker sends it meanwhile; whoever loses the race leaves it. */
  async function take(stored: StoredJob, ref: ConversationRef): Promise<Handled> {
    const tenantWait = (await parts.pacing.inTenant(ref.tenantId, nowMs())) - nowMs();
    if (tenantWait > 0) await parts.sleep(tenantWait);
    const rendering = await parts.render(stored.job);
    if (rendering === 'nothing') return close(stored);
    if ('waitUntil' in rendering) return putOff(stored, rendering.waitUntil);
    const { paced: _used, planned: _begun, ...job } = stored.job;
    const posting = !job.posted;
    const crashedWhilePosting = job.taken?.posting === true;
    const taken: Job = {
      ...job,
      attempts: job.attempts + 1,
      repeats: job.repeats + (crashedWhilePosting ? 1 : 0),
      taken: { until: isoIn(settings.takenMs), posting },
    };
    await ledger.write(stored, taken);
    if (crashedWhilePosting) log.warn('delivery may be repeated after a crash', { key: job.key });
    const message = crashedWhilePosting ? markPossibleRepeat(rendering.message) : rendering.message;
    const outcome = await send(taken, ref, message);
    const operation = posting ? 'post' : 'update';
    const decision = decide(
      outcome,
      { operation, to: job.to.kind, attempts: taken.attempts },
      settings.retry,
    );
    // Before it is held, so that whoever opens the channel again finds that it was lost; what was posted is written down
    // before anything else.
    const isKept = decision.do === 'holdForChannel' && (await kept(channel.lost(ref.id, decision.reason)));
    const handled = await record(taken.key, ref, rendering.version, decision, outcome);
    if (decision.do === 'done' && posting && job.to.kind === 'channel') await kept(channel.reached(ref.id));
    // Whoever opened the way while it was on its way to being held could not release it.
    if (!isKept || !(await reconsider(taken.key))) return handled;
    return { kind: 'later', afterMs: settings.retry.firstWaitMs };
  }

  /** What is known of the channel is a help only: that it could not be kept must not look like a failed delivery. */
  async function kept(writing: Promise<void>): Promise<boolean> {
    try {
      await writing;
      return true;
    } catch (error) {
      log.error('the state of the channel could not be kept', { error });
      return false;
    }
  }

  function send(job: Job, ref: ConversationRef, message: CardMessage): Promise<SendOutcome> {
    if (!job.posted) return parts.sender.post(ref, message);
    const where = { ...ref, id: job.posted.conversationId, serviceUrl: job.posted.serviceUrl };
    return parts.sender.update(where, job.posted.activityId, message);
  }

  /** Writes down what happened, onto the job as it is by then: a newer version may have been asked for meanwhile. */
  async function record(
    key: string,
    ref: ConversationRef,
    version: number,
    decision: Decision,
    outcome: SendOutcome,
  ): Promise<Handled> {
    const giveUpAt = nowMs() + settings.takenMs;
    for (;;) {
      try {
        const stored = await ledger.read(key);
        if (!stored) return DONE;
        const { taken: _taken, ...job } = stored.job;
        const after = { ...applied(job, ref, version, decision), changedAt: isoIn(0) };
        // First, so that whoever comes back as soon as it is held is known to have been out of reach.
        if (decision.do === 'hold' && job.to.kind === 'person')
          await parts.onUnreachable(job.to.id, decision.reason);
        await ledger.write(stored, after);
        logOutcome(after, decision, outcome);
        if (after.state !== 'waiting') return DONE;
        return { kind: 'later', afterMs: Math.max(0, Date.parse(after.dueAt) - nowMs()) };
      } catch (error) {
        // What was posted must be written down, or it would be posted again: keep trying while the job is ours.
        if (nowMs() > giveUpAt) throw error;
        if (!(error instanceof ConflictError)) await parts.sleep(RECORD_RETRY_MS);
      }
    }
  }

  function applied(job: Job, ref: ConversationRef, version: number, decision: Decision): Job {
    // It lost its reason while it was on its way: that it did not arrive concerns nobody.
    if (job.state !== 'waiting' && decision.do !== 'done') return job;
    const { posted, ...rest } = job;
    switch (decision.do) {
      case 'done': {
        const where = posted ?? {
          conversationId: ref.id,
          activityId: decision.activityId,
          serviceUrl: ref.serviceUrl,
        };
        const upToDate = job.mode === 'once' || version >= job.wanted;
        const base = { ...job, posted: where, shown: version, attempts: 0 };
        return upToDate ? { ...base, state: 'sent' } : { ...base, state: 'waiting', dueAt: isoIn(0) };
      }
      case 'retry':
        return { ...job, dueAt: isoIn(decision.afterMs) };
      case 'postAnew':
        return { ...rest, dueAt: isoIn(0) };
      case 'doubt':
        return { ...job, state: 'ambiguous', reason: decision.reason };
      case 'fail':
        return { ...job, state: 'failed', reason: decision.reason };
      case 'hold':
      case 'holdForChannel':
        return { ...job, state: 'held', reason: decision.reason };
    }
  }

  function logOutcome(job: Job, decision: Decision, outcome: SendOutcome): void {
    const fields = { key: job.key, state: job.state, attempts: job.attempts, repeats: job.repeats };
    if (decision.do === 'done') log.info('delivered', fields);
    else log.warn('not delivered', { ...fields, decision: decision.do, outcome });
  }

  async function save(before: StoredJob, after: Job): Promise<void> {
    const { planned: _begun, ...job } = after;
    await ledger.write(before, { ...job, changedAt: isoIn(0) });
  }

  async function handleQuietly(message: QueueMessage): Promise<Handled> {
    try {
      return await handle(message);
    } catch (error) {
      // Somebody else changed the job between reading and writing: look at it again.
      if (error instanceof ConflictError) return { kind: 'later', afterMs: 0 };
      throw error;
    }
  }

  return { handle: handleQuietly, reconsider };
}
