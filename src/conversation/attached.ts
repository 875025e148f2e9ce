/** Why an attached file could not be fetched. */
export type WhyNotFetched = 'elsewhere' | 'tooLarge' | 'unavailable';

/** An attached file could not be fetched; its address is never told. */
export class NotFetchedError extends Error {
  readonly code = 'NOT_FETCHED';
  constructor(
    readonly why: WhyNotFetched,
    options?: ErrorOptions,
  ) {
    super(`an attached file was not fetched: ${why}`, options);
  }
}

/** Something that a person has attached to what they write in their own chat. */
export interface Attached {
  /** As the person sees it. */
  name: string;
  /** Brings the file from Teams' own place for it; absent for what is no file there. Throws NotFetchedError. */
  fetch?: (mostBytes: number) => Promise<Uint8Array>;
}
