import path from 'node:path';
import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { TrialError } from './trial-error';

/** What the person asked for on the command line. */
export interface TrialOptions {
  /** Throw away what an earlier trial stored. */
  readonly fresh: boolean;
  /** Start without the imported exchanges. */
  readonly empty: boolean;
  /** How many made-up collaborations are entered beside them. */
  readonly examples: number;
  /** The ISO day that it is in the bot at the beginning; undefined: today. */
  readonly date?: string;
  /** Absolute path of the folder for everything that the trial writes. */
  readonly dataFolder: string;
  readonly botPort: number;
  /** The first window's port; the others take the next ones. */
  readonly firstWindowPort: number;
}

const usage =
  'npm start [-- --fresh] [-- --empty] [-- --examples <number>] [-- --date <yyyy-mm-dd>] [-- --data <folder>] [-- --bot-port <port>] [-- --window-port <first of three>]';

function readPort(flag: string, text: string, room: number): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1024 || port + room > 65536) {
    throw new TrialError(`--${flag} ${text}: give a port number between 1024 and ${65536 - room}.`);
  }
  return port;
}

const MOST_EXAMPLES = 2_000;

/** They take place from some years before to a year after, and the register takes no time outside the cooperation's. */
const EXAMPLE_YEARS = { first: 1954, last: 2098 };

function readExamples(text: string, date: string | undefined): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > MOST_EXAMPLES) {
    throw new TrialError(`--examples ${text}: give a number from 0 to ${MOST_EXAMPLES}.`);
  }
  const year = date === undefined ? EXAMPLE_YEARS.first : Number(date.slice(0, 4));
  if (count > 0 && (year < EXAMPLE_YEARS.first || year > EXAMPLE_YEARS.last)) {
    throw new TrialError(
      `--examples ${text}: leave it out, or give a --date from ${EXAMPLE_YEARS.first} to ${EXAMPLE_YEARS.last}.`,
    );
  }
  return count;
}

/** The first year of the cooperation (S1), and a year that nobody plans for. */
const YEARS = { first: 1946, last: 2100 };

function readDate(text: string): string {
  const date = DateTime.fromFormat(text, 'yyyy-MM-dd', { zone: 'utc' });
  if (!date.isValid || date.year < YEARS.first || date.year > YEARS.last) {
    throw new TrialError(
      `--date ${text}: write a day from ${YEARS.first} to ${YEARS.last} as year-month-day: --date 2027-03-01`,
    );
  }
  return text;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        fresh: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        examples: { type: 'string', default: '0' },
        date: { type: 'string' },
        data: { type: 'string' },
        'bot-port': { type: 'string', default: '3978' },
        'window-port': { type: 'string', default: '56150' },
      },
    }).values;
  } catch {
    throw new TrialError(`Not understood: ${args.join(' ')}. Use: ${usage}`);
  }
}

/**
 * Reads the arguments after `npm start --`; a relative data folder is taken from `projectFolder`.
 * @throws TrialError when an argument is not known, not a port, not a number or not a day.
 */
export function readOptions(args: readonly string[], projectFolder: string): TrialOptions {
  const values = parse(args);
  const date = values.date === undefined ? undefined : readDate(values.date);
  const ownFolder = path.join('.data', date === undefined ? 'trial' : `trial-${date}`);
  return {
    fresh: values.fresh,
    empty: values.empty,
    examples: readExamples(values.examples, date),
    date,
    dataFolder: path.resolve(projectFolder, values.data ?? ownFolder),
    botPort: readPort('bot-port', values['bot-port'], 1),
    firstWindowPort: readPort('window-port', values['window-port'], 3),
  };
}
