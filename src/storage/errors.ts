import { RestError } from '@azure/core-rest-pipeline';

/** Another write came first: a row exists already, or has changed since it was read. Read again and decide. */
export class ConflictError extends Error {
  readonly code = 'STORAGE_CONFLICT';
}

/** Storage did not answer, or not in time. Whether a write landed is unknown. */
export class StorageUnavailableError extends Error {
  readonly code = 'STORAGE_UNAVAILABLE';
}

/** Storage refused the request as such: a fault in this program or in its rights, which waiting does not mend. */
export class StorageRefusedError extends Error {
  readonly code = 'STORAGE_REFUSED';
}

const CONFLICTS = new Set([409, 412]);

/** Tells "the storage said no" from "the storage did not answer": the first is final, the second may pass. */
export function toStorageError(error: unknown): Error {
  if (!(error instanceof RestError) && !isTimeout(error)) return error as Error;
  const status = error instanceof RestError ? error.statusCode : undefined;
  const cause = { cause: error };
  if (status !== undefined && CONFLICTS.has(status))
    return new ConflictError(`storage answered ${status}`, cause);
  if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429) {
    return new StorageRefusedError(`storage answered ${status}`, cause);
  }
  return new StorageUnavailableError(status ? `storage answered ${status}` : 'storage did not answer', cause);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}
