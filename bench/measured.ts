import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { median } from './print';

/** A process that says where it listens, and how much CPU time it has used (./cpu). */
export interface Measured {
  child: ChildProcess;
  url: string;
  /** Milliseconds since it began. */
  cpu(): Promise<number>;
}

/** Starts a script of this folder. Rejects when the process ends first. */
export async function startMeasured(script: string, env: Record<string, string>): Promise<Measured> {
  const child = fork(path.join(__dirname, script), {
    env: { ...process.env, ...env },
    execArgv: ['--require', require.resolve('tsx/cjs')],
  });
  const { port } = await message<{ port: number }>(child);
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    async cpu() {
      const answer = message<{ cpu: number }>(child);
      child.send('cpu');
      return (await answer).cpu;
    },
  };
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a measured process ended'));
    child.once('exit', ended);
    child.once('message', value => {
      child.off('exit', ended);
      resolve(value as T);
    });
  });
}

export interface Side {
  process: Measured;
  turn: () => Promise<unknown>;
}

/**
 * CPU milliseconds of one turn on each side: the median over rounds, the processes taking turns so that noise meets all
 * of them, every other time in the opposite order. The first round warms up.
 */
export async function compare(sides: readonly Side[], rounds: number, turns: number): Promise<number[]> {
  const perTurn: number[][] = sides.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    const inTurn = round % 2 === 0 ? [...sides.entries()] : [...sides.entries()].reverse();
    for (const [index, { process: measured, turn }] of inTurn) {
      const before = await measured.cpu();
      for (let count = 0; count < turns; count += 1) await turn();
      const used = (await measured.cpu()) - before;
      if (round > 0) perTurn[index]!.push(used / turns);
    }
  }
  return perTurn.map(median);
}
