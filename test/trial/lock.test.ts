import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, type Child } from '../../src/trial/child';
import { takeLock } from '../../src/trial/lock';

describe('the data folder of a trial', () => {
  let folder: string;
  let file: string;
  let other: Child;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lock-'));
    file = path.join(folder, 'trial.lock');
    other = startChild({
      name: 'The other',
      args: ['-e', 'setInterval(() => {}, 1000)'],
      folder,
      environment: {},
      logFile: path.join(folder, 'other.log'),
    });
  });

  afterEach(async () => {
    await other.stop('SIGKILL', 1_000);
    rmSync(folder, { recursive: true, force: true });
  });

  const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;
  const inUse = () =>
    `The data folder ${folder} is in use by another trial (pid ${other.pid}). ` +
    'End it, or choose another folder: npm start -- --data <folder>';

  it('is held by this process until it is released', () => {
    const lock = takeLock(folder);
    expect(readFileSync(file, 'utf8')).toBe(`${process.pid}\n`);
    lock.release();
    expect(existsSync(file)).toBe(false);
  });

  it('is refused while another trial holds it', () => {
    writeFileSync(file, `${other.pid}\n`);
    expect(() => takeLock(folder)).toThrow(inUse());
    expect(readFileSync(file, 'utf8')).toBe(`${other.pid}\n`);
  });

  it('is refused while the storage of a trial that was ended by force still runs', () => {
    takeLock(folder).alsoHeldBy(other.pid!);
    writeFileSync(file, readFileSync(file, 'utf8').replace(String(process.pid), String(deadPid())));
    expect(() => takeLock(folder)).toThrow(inUse());
  });

  it.each([
    ['a process that is no more', () => `${deadPid()}\n`],
    ['an earlier process with the same pid', () => `${process.pid}\n`],
    ['nobody', () => ''],
    ['no process', () => '0\n-1\nx\n'],
  ])('is taken over from a lock that names %s', (_who, left) => {
    writeFileSync(file, left());
    takeLock(folder);
    expect(readFileSync(file, 'utf8')).toBe(`${process.pid}\n`);
  });

  it('is not released for another trial that has taken it over', () => {
    const lock = takeLock(folder);
    writeFileSync(file, `${other.pid}\n`);
    lock.release();
    expect(existsSync(file)).toBe(true);
  });

  it('can be released twice', () => {
    const lock = takeLock(folder);
    lock.release();
    expect(() => lock.release()).not.toThrow();
  });
});
