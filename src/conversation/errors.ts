/** It is not there, or this person may not see or do it: which of the two is never told. */
export class NotFoundOrNotAllowedError extends Error {
  readonly code = 'NOT_FOUND_OR_NOT_ALLOWED';
  /** `ref`: what was asked for, when it has the form of a reference. */
  constructor(readonly ref?: string) {
    super('not found, or not allowed');
  }
}
