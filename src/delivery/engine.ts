import type { Queue, QueueMessage } from '../storage/queue';
import type { Logger } from '../telemetry/logger';
import { PLANNED, statePrefix } from './job';
import type { Ledger } from './ledger';
import { makeRhythm } from './rhythm';
import { makeRunWatch } from './run-watch';
import type { Handled, Worker } from './worker';

export interface EngineSettings {
  /** How many messages are worked on at once. */
  concurrency: number;
  /** Pause between two looks into an empty queue, in milliseconds. */
  idleMs: number;
  /** How long the queue hides a message from the others while it is worked on, in seconds. */
  hiddenSeconds: number;
  /** A job that has been due for this long, in milliseconds, is woken again: its queue message was lost. */
  sweepAfterMs: number;
  /** How often it is looked for what has become due by the clock, and for what was left, in milliseconds. */
  clockEveryMs: number;
  sweepEveryMs: number;
  /** When many are woken at once, each eight come so many seconds after the eight before, so that they keep their order. */
  spacingSeconds: number;
}

/** What the clocks have entered at a moment. */
export interface Due {
  /** The keys of the jobs. */
  keys: readonly string[];
  /** Whether each clock could tell what is due. */
  complete: boolean;
}

export interface EngineParts {
  ledger: Ledger;
  queue: Queue;
  worker: Worker;
  /** Enters into the ledger what has become due by the clock. */
  enterDue: (now: Date) => Promise<Due>;
  now: () => Date;
  log: Logger;
  settings: EngineSettings;
}

/**
 * Everything that the bot sends by itself goes through here. Whenever the engine wakes it does one of these, and never
 * two at once; what each asks of storage while there is nothing to do:
 *
 * - a look into the queue, each `idleMs`: 1 round trip;
 * - a tick of the clock, each `clockEveryMs`: what was planned for this moment, and what the calendar asks for: at
 *   most 2 (the planned jobs, and the lists where they are no longer at hand), and one more for each clock that looks,
 *   some minutes apart, for what a crash has left undone;
 * - a tick of the sweep, each `sweepEveryMs`: jobs whose message was lost: 1.
 *
 * Ticks go by the clock that was given, so one that jumps makes them come at once. A run is complete when a tick of the
 * clock went through without any error.
 */
export interface Engine {
  start(): void;
  /** Takes no more, and waits until what was taken is finished. */
  stop(): Promise<void>;
  /** Wakes jobs whose rows are committed. A failure is logged: the sweep wakes them later. */
  wake(keys: readonly string[]): Promise<void>;
  /** When the clock's tick last went through without any error, in this instance. */
  lastCompleted(): Date | undefined;
  /** Whether this instance has had no completed run for so long that somebody must look. */
  stalled(): boolean;
}

const SWEEP_PAGE = 500;

/** One message wakes what one change wants sent: its channel card and its confirmation, say. */
const KEYS_PER_MESSAGE = 8;
const SEPARATOR = '\n';

export function makeEngine(parts: EngineParts): Engine {
  const { queue, ledger, worker, log, settings } = parts;
  const working = new Set<Promise<void>>();
  let running = false;
  let loop: Promise<void> = Promise.resolve();
  const watch = makeRunWatch(parts.now, log);
  const clock = makeRhythm(settings.clockEveryMs);
  const sweep = makeRhythm(settings.sweepEveryMs);
  let heldReconsidered = false;
  let wakeLoop: () => void = () => {};

  async function run(): Promise<void> {
    let ticked = false;
    while (running) {
      const free = settings.concurrency - working.size;
      // After each tick a look into the queue, so that ticks cannot keep back what waits there.
      ticked = !ticked && free > 0 && (await tickWhenDue());
      watch.stalled();
      if (ticked) continue;
      const taken = free > 0 ? await takeSafely(free) : [];
      for (const message of taken) track(work(message));
      // Stopped while it looked: nobody would wake it from the pause.
      if (taken.length === 0 && running) await pause();
    }
  }

  /** At most one of them; returns whether there was one. */
  async function tickWhenDue(): Promise<boolean> {
    const now = parts.now();
    try {
      if (!heldReconsidered) await reconsiderHeld();
      else if (clock.isDue(now)) await tickClock(now);
      else if (sweep.isDue(now)) await tickSweep(now);
      else return false;
    } catch (error) {
      log.error('a tick of the delivery engine failed', { error });
    }
    return true;
  }

  async function takeSafely(free: number): Promise<QueueMessage[]> {
    try {
      return await queue.take(Math.min(free, 32), settings.hiddenSeconds);
    } catch (error) {
      log.error('delivery queue cannot be read', { error });
      return [];
    }
  }

  /** Until something is woken or finished here, or the idle time has passed. */
  function pause(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, settings.idleMs);
      wakeLoop = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function track(work: Promise<void>): void {
    working.add(work);
    void work.finally(() => {
      working.delete(work);
      wakeLoop();
    });
  }

  async function work(message: QueueMessage): Promise<void> {
    const keys = message.body.split(SEPARATOR);
    const results: PromiseSettledResult<Handled>[] = [];
    // One after the other: what waited for a channel comes there in the order in which it was told.
    for (const key of keys)
      results.push(...(await Promise.allSettled([worker.handle({ ...message, body: key })])));
    for (const result of results) {
      if (result.status === 'rejected')
        log.error('delivery could not be worked on', { keys, error: result.reason });
    }
    // A single one that failed comes back by itself when its hidden time is over, and is counted.
    if (keys.length === 1 && results[0]!.status === 'rejected') return;
    try {
      // What waits goes as a new message, so that waiting is never counted as failing; what failed goes alone, so that
      // it is counted alone. The old message is removed first: one that somebody else has taken meanwhile must not
      // become two, and the sweep finds what a crash loses here.
      await queue.remove(message);
      for (const [index, result] of results.entries()) {
        const delay = delayOf(result);
        if (delay !== undefined) await queue.send(keys[index]!, delay);
      }
    } catch (error) {
      log.error('a delivery message could not be put back', { keys, error });
    }
  }

  function delayOf(result: PromiseSettledResult<Handled>): number | undefined {
    if (result.status === 'rejected') return settings.hiddenSeconds;
    return result.value.kind === 'later' ? result.value.afterMs / 1000 : undefined;
  }

  /**
   * What the calendar asks for now, and what was entered for this moment beforehand. In this order: a card that was put
   * off over the night is taken over by that of the new morning, and not sent beside it.
   */
  async function tickClock(now: Date): Promise<void> {
    const complete = await safely(() => enterDue(now));
    const woken = await safely(() => wakePlanned(now));
    if (complete && woken) watch.completed(now);
  }

  /** What failed is logged, and keeps nothing else back. */
  async function safely(step: () => Promise<boolean>): Promise<boolean> {
    try {
      return await step();
    } catch (error) {
      log.error('what is due by the clock could not be woken', { error });
      return false;
    }
  }

  async function wakePlanned(now: Date): Promise<boolean> {
    const { keys } = await ledger.keysIn(PLANNED, SWEEP_PAGE, `${PLANNED}${now.toISOString()}~`);
    await sendAll(keys);
    return true;
  }

  async function enterDue(now: Date): Promise<boolean> {
    const { keys, complete } = await parts.enterDue(now);
    // To many people, one message each, or a few to the channel: there is no order to keep, and they need not wait for it.
    await sendAll(keys, 0);
    return complete;
  }

  async function tickSweep(now: Date): Promise<void> {
    const prefix = statePrefix('waiting');
    const before = `${prefix}${new Date(now.getTime() - settings.sweepAfterMs).toISOString()}`;
    const { keys } = await ledger.keysIn(prefix, SWEEP_PAGE, before);
    if (keys.length > 0) log.warn('sweep wakes jobs that were left', { count: keys.length });
    await sendAll(keys);
  }

  /** Once, at the start: a process may have died between the opening of a way and the release of what waited for it. */
  async function reconsiderHeld(): Promise<void> {
    const { keys } = await ledger.keysIn(statePrefix('held'), SWEEP_PAGE);
    for (const key of keys) if (await worker.reconsider(key)) await queue.send(key);
    heldReconsidered = true;
  }

  async function sendAll(keys: readonly string[], spacing = settings.spacingSeconds): Promise<void> {
    for (let start = 0; start < keys.length; start += KEYS_PER_MESSAGE) {
      const delay = (start / KEYS_PER_MESSAGE) * spacing;
      await queue.send(keys.slice(start, start + KEYS_PER_MESSAGE).join(SEPARATOR), delay);
    }
  }

  return {
    start() {
      running = true;
      watch.begin();
      loop = run();
    },
    async stop() {
      running = false;
      wakeLoop();
      await loop;
      await Promise.all(working);
    },
    async wake(keys) {
      try {
        await sendAll(keys);
      } catch (error) {
        log.error('deliveries could not be woken', { keys, error });
      }
      wakeLoop();
    },
    lastCompleted: watch.lastCompleted,
    stalled: watch.stalled,
  };
}
