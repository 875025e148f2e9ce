import { randomInt } from 'node:crypto';
import type { Fields, Logger } from '../telemetry/logger';

/** Logs a failure and returns the short code under which it stands in the log, for people to quote. */
export type Report = (error: unknown, fields?: Fields) => string;

/** Without letters and digits that are mistaken for each other when read out on the phone. */
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ23456789';
const LENGTH = 5;

export function makeReport(log: Logger): Report {
  return (error, fields = {}) => {
    const incident = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    log.error('a turn failed', { incident, error, ...fields });
    return incident;
  };
}
