import type { Logger } from '../telemetry/logger';

/** Work that goes on after an answer has been given. */
export interface Background {
  run(what: string, work: () => Promise<void>): void;
  /** Waits until all of it is done. */
  settled(): Promise<void>;
}

/** Failures are logged: whoever asked has had an answer already, and what matters is in the ledger. */
export function makeBackground(log: Logger): Background {
  const working = new Set<Promise<void>>();
  return {
    run(what, work) {
      // The answer that is being given goes out first.
      const running = afterThis()
        .then(work)
        .catch((error: unknown) => log.error('work after the answer failed', { what, error }))
        .finally(() => working.delete(running));
      working.add(running);
    },
    async settled() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}

function afterThis(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
