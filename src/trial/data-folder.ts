import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { TrialError } from './trial-error';

/** Where the trial keeps what; absolute paths. */
export interface DataFolder {
  readonly root: string;
  readonly storage: string;
  readonly windows: string;
  readonly logs: string;
  /** The file that remembers what time it was in a bot with a date of its own. */
  readonly clock: string;
}

const cure = 'Choose another folder: npm start -- --data <folder>';

function causeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
    ? 'may not be written to'
    : `cannot be used (${code})`;
}

/**
 * Makes the folder if it is not there and sees that it can be written to.
 * @throws TrialError naming the folder and the fix.
 */
export function makeWritable(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new TrialError(
      `${folder} is a file, where a folder for the trial's data should be. Move it away. ${cure}`,
    );
  }
  try {
    mkdirSync(folder, { recursive: true });
    const probe = path.join(folder, '.writable');
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new TrialError(`The data folder ${folder} ${causeOf(error)}. ${cure}`);
  }
}

/**
 * Makes the folders of the trial and sees that they can be written to. With `fresh` what an earlier trial left in
 * them is removed first; nothing else in `root` is touched.
 * @throws TrialError naming the folder and the fix.
 */
export function prepareDataFolder(root: string, fresh: boolean): DataFolder {
  makeWritable(root);
  const folders = {
    root,
    storage: path.join(root, 'azurite'),
    windows: path.join(root, 'windows'),
    logs: path.join(root, 'logs'),
    clock: path.join(root, 'clock.txt'),
  } satisfies DataFolder;
  const parts = [folders.storage, folders.windows, folders.logs];
  if (fresh) {
    try {
      for (const part of [...parts, folders.clock]) rmSync(part, { recursive: true, force: true });
    } catch (error) {
      throw new TrialError(`The data folder ${root} cannot be emptied: it ${causeOf(error)}. ${cure}`);
    }
  }
  parts.forEach(makeWritable);
  return folders;
}

/** Whether an earlier trial left something that Azurite has to read at its start. */
export function hasStoredData(folder: DataFolder): boolean {
  return readdirSync(folder.storage).some(file => file.endsWith('.json'));
}
