import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** What to start and where its output goes. A variable set to undefined is taken out of the environment. */
export interface ChildSetting {
  /** As it is named to a person: "the bot". */
  readonly name: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
}

/** A started process of the trial. */
export interface Child {
  readonly name: string;
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  readonly logFile: string;
  /** Resolves, never rejects, when the process has ended, with what it ended by: "code 1", "signal SIGKILL". */
  readonly ended: Promise<string>;
  /**
   * Asks the process to end and waits; after `graceMs` milliseconds it is killed.
   * Windows has no signals to ask by: there the process gets the message 'shutdown' instead.
   */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>;
}

const alive = new Set<ChildProcess>();

// However this process ends, nothing that it started stays behind; an orderly end has emptied the set before.
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

function endOf(child: ChildProcess): Promise<string> {
  return new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`));
  });
}

const isWindows = process.platform === 'win32';

// A company's proxy would otherwise be asked for addresses of this computer.
const loopbackWithoutProxy = [process.env.no_proxy, process.env.NO_PROXY, 'localhost,127.0.0.1'];

/**
 * Starts a Node process whose output goes to a log file, not to the screen.
 * It gets a process group (on Windows a hidden console) of its own, so that Ctrl-C reaches the launcher alone,
 * which then ends its children in order.
 */
export function startChild(setting: ChildSetting): Child {
  const log = openSync(setting.logFile, 'w');
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    no_proxy: loopbackWithoutProxy.filter(Boolean).join(','),
    ...setting.environment,
  };
  for (const [key, value] of Object.entries(environment)) {
    if (value === undefined) delete environment[key];
  }
  const child = spawn(process.execPath, setting.args, {
    cwd: setting.folder,
    env: environment,
    stdio: isWindows ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    detached: !isWindows,
    windowsHide: true,
  });
  closeSync(log);
  alive.add(child);
  const ended = endOf(child).finally(() => alive.delete(child));
  return {
    name: setting.name,
    pid: child.pid,
    logFile: setting.logFile,
    ended,
    async stop(signal, graceMs) {
      if (child.connected) child.send('shutdown');
      else child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
