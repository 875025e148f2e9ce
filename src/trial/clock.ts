import { morningOf } from '../workdays';
import { cityDay } from '../i18n/moments';

/** The clock of a bot that lives on another day than its machine. */
export interface TrialClock {
  now(): Date;
  /** Goes to 08:59 in Göteborg so many days later, and returns that moment. */
  step(days: number): Date;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The moment when it is 08:59 in Göteborg that ISO day: a minute before the bot begins its working day. */
export function startOfDay(day: string): Date {
  return new Date(morningOf(day).getTime() - MINUTE_MS);
}

/** The ISO day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Begins at a moment and goes on from there as `real` does, which tells milliseconds. */
export function makeTrialClock(begin: Date, real: () => number): TrialClock {
  let ahead = begin.getTime() - real();
  const now = () => new Date(real() + ahead);
  return {
    now,
    step(days) {
      const next = startOfDay(dayAfter(cityDay(now()), days));
      ahead = next.getTime() - real();
      return next;
    },
  };
}
