import type { Queue, QueueMessage } from '../storage/queue';
import type { Logger } from '../telemetry/logger';
import { statePrefix } from './job';
import type { Ledger } from './ledger';
import type { Worker } from './worker';

export interface EngineSettings {
  /** How many messages are worked on at once. */
  concurrency: number;
  /** Pause between two looks into an empty queue, in milliseconds. */
  idleMs: number;
  /** How long the queue hides a message from the others while it is worked on, in seconds. */
  hiddenSeconds: number;
  /** A job that has been due for this long, in milliseconds, is woken again: its queue message was lost. */
  sweepAfterMs: number;
  sweepEveryMs: number;
}

export interface EngineParts {
  ledger: Ledger;
  queue: Queue;
  worker: Worker;
  now: () => Date;
  log: Logger;
  settings: EngineSettings;
}

/** Everything that the bot sends by itself goes through here. */
export interface Engine {
  start(): void;
  /** Takes no more, and waits until what was taken is finished. */
  stop(): Promise<void>;
  /** Wakes jobs whose rows are committed. A failure is logged: the sweep wakes them later. */
  wake(keys: readonly string[]): Promise<void>;
  /** When the queue was last looked into without an error. */
  lastRun(): Date | undefined;
}

const SWEEP_PAGE = 500;

export function makeEngine(parts: EngineParts): Engine {
  const { queue, ledger, worker, log, settings } = parts;
  const working = new Set<Promise<void>>();
  let running = false;
  let loop: Promise<void> = Promise.resolve();
  let lastRun: Date | undefined;
  let nextSweep = 0;
  let wakeLoop: () => void = () => {};

  async function run(): Promise<void> {
    while (running) {
      const free = settings.concurrency - working.size;
      const taken = free > 0 ? await takeSafely(free) : [];
      for (const message of taken) track(work(message));
      if (taken.length === 0) await pause();
    }
  }

  async function takeSafely(free: number): Promise<QueueMessage[]> {
    try {
      await sweepWhenDue();
      const messages = await queue.take(Math.min(free, 32), settings.hiddenSeconds);
      lastRun = parts.now();
      return messages;
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
    try {
      const handled = await worker.handle(message);
      if (handled.kind === 'done') await queue.remove(message);
      else await queue.giveBack(message, handled.afterMs / 1000);
    } catch (error) {
      // The message comes back by itself when its hidden time is over.
      log.error('delivery could not be worked on', { key: message.body, error });
    }
  }

  async function sweepWhenDue(): Promise<void> {
    const now = parts.now().getTime();
    if (now < nextSweep) return;
    nextSweep = now + settings.sweepEveryMs;
    const prefix = statePrefix('waiting');
    const before = `${prefix}${new Date(now - settings.sweepAfterMs).toISOString()}`;
    const { keys } = await ledger.keysIn(prefix, SWEEP_PAGE, before);
    if (keys.length > 0) log.warn('sweep wakes jobs that were left', { count: keys.length });
    await Promise.all(keys.map(key => queue.send(key)));
  }

  return {
    start() {
      running = true;
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
        await Promise.all(keys.map(key => queue.send(key)));
      } catch (error) {
        log.error('deliveries could not be woken', { keys, error });
      }
      wakeLoop();
    },
    lastRun: () => lastRun,
  };
}
