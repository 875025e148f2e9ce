import { setTimeout as pause } from 'node:timers/promises';
import {
  MORNING,
  allSent,
  manyReminders,
  reminded,
  type ManyReminders,
  type Reminded,
} from './many-reminders';
import { randomFrom } from './seeded-random';
import { isCommit, startStorageProxy, type StorageProxy } from './storage-proxy';

/** What the end of one of two instances by force came to. */
export interface KillAmongReminders extends Reminded {
  seed: number;
  /** After how many events (its transactions, and all requests to Teams) the instance was killed. */
  killedAfter: number;
  /** How many of the reminders stood in Teams by then. */
  postedBefore: number;
}

/** Later than this nothing would be left to kill among: each reminder makes some three events. */
const EVENTS_EACH = 1.5;
const LONGEST_DELAY_MS = 12;

/**
 * Two instances send `count` reminders; one of them is killed (SIGKILL) at a moment that `seed` decides, while it enters
 * them or while it sends, and is not started again: the other one does what is left.
 */
export async function killAmongReminders(
  seed: number,
  count: number,
  connectionString: string,
  longestMs: number,
): Promise<KillAmongReminders> {
  const random = randomFrom(seed);
  const killedAfter = 1 + Math.floor(random() * count * EVENTS_EACH);
  const delayMs = Math.floor(random() * LONGEST_DELAY_MS);
  const proxy = await startStorageProxy(connectionString);
  const town = await manyReminders(count, connectionString);
  try {
    const begin = `${MORNING}T07:59:55.000Z`;
    const [victim] = await Promise.all([town.starts(begin, proxy), town.starts(begin)]);
    const before = town.teams.posted.length;
    await events(killedAfter, town, proxy);
    await pause(delayMs);
    await victim.child.stop('SIGKILL', 0);
    const postedBefore = town.teams.posted.length - before;
    const register = await allSent(town, longestMs);
    return { seed, killedAfter, postedBefore, ...reminded(town, register) };
  } finally {
    await town.stop();
    await proxy.stop();
  }
}

/** Resolves after so many. Counted rather than timed, so that a slow machine is killed in the same places. */
function events(count: number, { teams }: ManyReminders, proxy: StorageProxy): Promise<void> {
  return new Promise(resolve => {
    let left = count;
    const happens = () => {
      left -= 1;
      if (left === 0) resolve();
    };
    teams.fault = () => {
      happens();
      return undefined;
    };
    proxy.fault = call => {
      if (isCommit(call)) happens();
      return undefined;
    };
  });
}
