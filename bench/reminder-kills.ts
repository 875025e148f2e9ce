import { killAmongReminders, type KillAmongReminders } from '../test/support/kill-among-reminders';
import { printTable } from './print';

const LONGEST_MS = 300_000;

/** Kills one of two instances at `count` seeded moments among so many reminders, and prints what was left out or repeated. */
export async function reminderKills(
  connectionString: string,
  count: number,
  reminders: number,
): Promise<void> {
  const results: KillAmongReminders[] = [];
  for (let seed = 1; seed <= count; seed += 1)
    results.push(await killAmongReminders(seed, reminders, connectionString, LONGEST_MS));
  printTable(`kill -9 of one of two instances among ${reminders} reminders, at ${count} seeded moments`, [
    ['seed', 'killed after', 'posted before', 'notes', 'cards', 'possible repeats', 'marked', 'faults'],
    ...results.map(result => [
      result.seed,
      result.killedAfter,
      result.postedBefore,
      result.notes,
      result.cards,
      result.repeats,
      result.marked,
      result.faults.join('; ') || 'none',
    ]),
  ]);
}
