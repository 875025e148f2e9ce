import path from 'node:path';
import { parseArgs } from 'node:util';
import { TrialError } from './trial-error';

/** What the person asked for on the command line. */
export interface TrialOptions {
  /** Throw away what an earlier trial stored. */
  readonly fresh: boolean;
  /** Start without the imported exchanges. */
  readonly empty: boolean;
  /** How many made-up collaborations are entered beside them. */
  readonly examples: number;
  /** Absolute path of the folder for everything that the trial writes. */
  readonly dataFolder: string;
  readonly botPort: number;
  /** The first window's port; the others take the next ones. */
  readonly firstWindowPort: number;
}

const usage =
  'npm start [-- --fresh] [-- --empty] [-- --examples <number>] [-- --data <folder>] [-- --bot-port <port>] [-- --window-port <first of three>]';

function readPort(flag: string, text: string, room: number): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1024 || port + room > 65536) {
    throw new TrialError(`--${flag} ${text}: give a port number between 1024 and ${65536 - room}.`);
  }
  return port;
}

const MOST_EXAMPLES = 2_000;

function readExamples(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > MOST_EXAMPLES) {
    throw new TrialError(`--examples ${text}: give a number from 0 to ${MOST_EXAMPLES}.`);
  }
  return count;
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
        data: { type: 'string', default: path.join('.data', 'trial') },
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
 * @throws TrialError when an argument is not known, not a port or not a number.
 */
export function readOptions(args: readonly string[], projectFolder: string): TrialOptions {
  const values = parse(args);
  return {
    fresh: values.fresh,
    empty: values.empty,
    examples: readExamples(values.examples),
    dataFolder: path.resolve(projectFolder, values.data),
    botPort: readPort('bot-port', values['bot-port'], 1),
    firstWindowPort: readPort('window-port', values['window-port'], 3),
  };
}
