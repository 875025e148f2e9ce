import type { Logger } from '../telemetry/logger';

/** Every day has its run, weekends too; two hours more than a day pass over a slow night. */
export const STALLED_AFTER_MS = 26 * 60 * 60 * 1000;

/** Whether what should have happened since a moment has not happened for too long. */
export function isStalled(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() > STALLED_AFTER_MS;
}

export interface RunWatch {
  /** The instance begins now: from here on it has its time for a first run. */
  begin(): void;
  completed(at: Date): void;
  lastCompleted(): Date | undefined;
  /** Looks whether runs have stopped. The log is told when they do, and when they come again: once each time. */
  stalled(): boolean;
}

/** Watches that one instance goes on doing what the clock asks of it. */
export function makeRunWatch(now: () => Date, log: Logger): RunWatch {
  let begun: Date | undefined;
  let last: Date | undefined;
  let told = false;

  function stalled(): boolean {
    const since = last ?? begun;
    const is = since !== undefined && isStalled(since, now());
    if (is && !told) log.error('no run has been completed for 26 hours', { since: since.toISOString() });
    if (!is && told) log.info('runs are completed again');
    told = is;
    return is;
  }

  return {
    begin() {
      begun = now();
    },
    completed(at) {
      last = at;
    },
    lastCompleted: () => last,
    stalled,
  };
}
