import { killUnderLoad, type KillResult } from '../test/support/kill';
import { printTable } from './print';

/** Kills the bot under load at `count` seeded moments, and prints what was lost, doubled and repeated. */
export async function kills(connectionString: string, count: number): Promise<void> {
  const results: KillResult[] = [];
  for (let seed = 1; seed <= count; seed += 1) results.push(await killUnderLoad(seed, connectionString));
  printTable(`kill -9 at ${count} seeded moments`, [
    ['seed', 'killed after', 'confirmed', 'before', 'stored', 'posts', 'possible repeats', 'faults'],
    ...results.map(result => [
      result.seed,
      result.killedAfter,
      result.confirmed,
      result.confirmedBefore,
      result.stored,
      result.posts,
      result.repeats,
      result.faults.join('; ') || 'none',
    ]),
  ]);
}
