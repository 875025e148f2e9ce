/** Tells when something is due that comes again each so many milliseconds of a clock that may jump either way. */
export interface Rhythm {
  /** Whether it is due by now; true at most once for each period. */
  isDue(now: Date): boolean;
}

/** Due at once, and then each `everyMs` milliseconds. */
export function makeRhythm(everyMs: number): Rhythm {
  let last: number | undefined;

  function isDue(now: Date): boolean {
    const at = now.getTime();
    // A clock that was set back would otherwise stand still until it has caught up.
    if (last !== undefined && at >= last && at < last + everyMs) return false;
    last = at;
    return true;
  }

  return { isDue };
}
