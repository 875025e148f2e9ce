import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { trialWindows, type WindowName } from '../../src/trial/people';
import { freePorts, portTrouble } from '../../src/trial/ports';

const launcher = path.resolve(__dirname, '../../src/trial/start.cjs');
const READY = 'Vänortsboten is running';
const startMs = 120_000;

/** A running `npm start`, on ports and data of its own. */
export interface Trial {
  url(window: WindowName): string;
  /** What the processes that it has started were called with. */
  processes(): string[];
  /** Ctrl-C, once; tells how the launcher ended and which of the processes that it had started are still there. */
  interrupt(): Promise<{ code: number | null; left: string[] }>;
}

interface Process {
  pid: number;
  parent: number;
  command: string;
}

function allProcesses(): Process[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap(line => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

function descendantsOf(pid: number): Process[] {
  const all = allProcesses();
  const below = (parent: number): Process[] =>
    all.filter(child => child.parent === parent).flatMap(child => [child, ...below(child.pid)]);
  return below(pid);
}

/** The first of three ports in a row that are free; asks the system until it happens to find some. */
async function freeWindowPorts(): Promise<number> {
  for (;;) {
    const [first] = (await freePorts(1)) as [number];
    const troubles = await Promise.all([first, first + 1, first + 2].map(portTrouble));
    if (troubles.every(trouble => trouble === undefined)) return first;
  }
}

/**
 * Starts the trial and waits until its windows can be opened. `holding`: the options that say what is stored from the
 * beginning. Its logs are kept in `logFolder` when it has ended.
 */
export async function startTrial(logFolder: string, holding: readonly string[]): Promise<Trial> {
  const folder = mkdtempSync(path.join(tmpdir(), 'journey-'));
  const [botPort] = (await freePorts(1)) as [number];
  const firstWindowPort = await freeWindowPorts();
  const args = [...holding, '--data', folder, '--bot-port', botPort, '--window-port', firstWindowPort];
  const child = spawn(process.execPath, [launcher, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve));
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`The trial did not start: ${printed}`));
    const timer = setTimeout(fail, startMs);
    child.stdout.on('data', () => {
      if (!printed.includes(READY)) return;
      clearTimeout(timer);
      resolve();
    });
    void ended.then(fail);
  });
  const pid = child.pid!;
  return {
    url: name => {
      const index = trialWindows.findIndex(window => window.name === name);
      return `http://localhost:${firstWindowPort + index}`;
    },
    processes: () => descendantsOf(pid).map(({ command }) => command),
    async interrupt() {
      if (child.exitCode !== null) return { code: child.exitCode, left: [] };
      const before = descendantsOf(pid);
      child.kill('SIGINT');
      const code = await ended;
      const alive = new Map(allProcesses().map(({ pid: id, command }) => [id, command]));
      const left = before.filter(({ pid: id, command }) => alive.get(id) === command);
      cpSync(path.join(folder, 'logs'), logFolder, { recursive: true });
      rmSync(folder, { recursive: true, force: true });
      return { code, left: left.map(({ command }) => command) };
    },
  };
}
