import { StorageUnavailableError } from '../storage/errors';

/**
 * Waits for `work` until the turn's deadline and `graceMs` milliseconds more, and then no longer: whatever it hangs
 * on, the person gets an answer. Throws StorageUnavailableError then.
 */
export async function beforeDeadline<T>(
  signal: AbortSignal | undefined,
  work: Promise<T>,
  graceMs = 0,
): Promise<T> {
  if (!signal) return work;
  let timer: NodeJS.Timeout | undefined;
  let giveUp = () => {};
  const late = new Promise<never>((_resolve, reject) => {
    giveUp = () => {
      timer = setTimeout(() => reject(new StorageUnavailableError('the turn took too long')), graceMs);
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    signal.removeEventListener('abort', giveUp);
    clearTimeout(timer);
  }
}
