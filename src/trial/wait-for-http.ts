import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from './child';
import { TrialError } from './trial-error';

const pollMs = 100;

async function answers(url: string, status: number | 'any'): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return status === 'any' || response.status === status;
  } catch {
    return false;
  }
}

/**
 * Waits until `url` answers with this status, at most `timeoutMs` milliseconds.
 * @throws TrialError naming the child and its log file when the child ends first or takes too long.
 */
export async function waitForHttp(
  child: Child,
  url: string,
  { status, timeoutMs }: { status: number | 'any'; timeoutMs: number },
): Promise<void> {
  let end: string | undefined;
  void child.ended.then(reason => (end = reason));
  const deadline = performance.now() + timeoutMs;
  while (!(await answers(url, status))) {
    if (end !== undefined)
      throw new TrialError(`${child.name} ended at its start (${end}). See ${child.logFile}`);
    if (performance.now() > deadline) {
      throw new TrialError(
        `${child.name} does not answer at ${url} after ${timeoutMs / 1000} s. See ${child.logFile}`,
      );
    }
    await wait(pollMs);
  }
}
