import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { TrialError } from './trial-error';

/** The data folder is held by this trial until it is released. */
export interface Lock {
  /** The folder stays held as long as this process lives too, even if the trial itself is ended by force. */
  alsoHeldBy(pid: number): void;
  release(): void;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The processes that are named in the lock, or none when there is no lock. */
function holders(file: string): number[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => /^[1-9]\d*$/.test(line))
      .map(Number);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Whether the lock could be made; false when there is one already. */
function make(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes the folder for this trial alone: two Azurites over the same files would lose what they confirmed. The folder
 * must exist. What a trial that is no more has left is taken over.
 * @throws TrialError when another trial holds the folder.
 */
export function takeLock(folder: string): Lock {
  const file = path.join(folder, 'trial.lock');
  while (!make(file)) {
    // A container may give each trial the same pid: a lock that names this process was left by an earlier one.
    const other = holders(file).find(pid => pid !== process.pid && isAlive(pid));
    if (other !== undefined) {
      throw new TrialError(
        `The data folder ${folder} is in use by another trial (pid ${other}). ` +
          'End it, or choose another folder: npm start -- --data <folder>',
      );
    }
    rmSync(file, { force: true });
  }
  return {
    alsoHeldBy: pid => writeFileSync(file, `${pid}\n`, { flag: 'a' }),
    release: () => {
      if (holders(file).includes(process.pid)) rmSync(file, { force: true });
    },
  };
}
