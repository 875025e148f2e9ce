import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cityDay } from '../i18n/moments';
import { startOfDay } from './clock';
import { TrialError } from './trial-error';

/** Where the bot's clock begins. */
export interface Beginning {
  readonly at: Date;
  /** Whether an earlier trial in the folder had come so far. */
  readonly goesOn: boolean;
}

/** Writes down what time it is in the bot; whole or not at all, since a trial may be ended by force. */
export function remember(file: string, now: Date): void {
  writeFileSync(`${file}.new`, `${now.toISOString()}\n`);
  renameSync(`${file}.new`, file);
}

/** What was written down last; undefined where no trial has had a date of its own. */
function remembered(file: string): Date | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime()))
    throw new TrialError(`${file} does not hold a moment. Start afresh, without it: add --fresh`);
  return moment;
}

/**
 * Where the clock of a trial with this `--date` begins: that day at 08:59, or where an earlier trial ended, if that is
 * later. Never earlier, since what is stored would come from the future, and wait until then. Undefined without a date.
 * @throws TrialError when the folder's data has a date of its own and none is given.
 */
export function beginningOf(date: string | undefined, file: string): Beginning | undefined {
  const before = remembered(file);
  if (date === undefined) {
    if (!before) return undefined;
    const day = cityDay(before);
    throw new TrialError(
      `In this data folder it is ${day}: add --date ${day} to go on from there, or --fresh to begin anew.`,
    );
  }
  const begin = startOfDay(date);
  return before && before > begin ? { at: before, goesOn: true } : { at: begin, goesOn: false };
}
