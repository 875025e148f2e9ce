import { openStorage } from '../../src/storage/connection';
import { SLK_CHANNEL, eventually, randomPrefix } from './bot';
import { startBotProcess } from './bot-process';
import { at, makeLoad, postsIn, type Load } from './load';
import { channelJob, faultsIn, readRegister, type Register } from './register';
import { randomFrom } from './seeded-random';

/** What one kill under load came to. */
export interface KillResult {
  seed: number;
  /** After how many events (confirmations, and requests to Teams) the process was killed. */
  killedAfter: number;
  confirmed: number;
  /** How many of them were confirmed before the kill. */
  confirmedBefore: number;
  stored: number;
  posts: number;
  repeats: number;
  /** Everything that ought not to be; empty when all three promises held. */
  faults: string[];
}

const PEOPLE = 6;
const REST_MS = 60_000;

/**
 * Lets people work against a bot in a process of its own, kills it (SIGKILL) at a moment that `seed` decides, starts
 * it again, lets everybody who got no answer send once more, and looks for what was lost or done twice.
 */
export async function killUnderLoad(seed: number, connectionString: string): Promise<KillResult> {
  const prefix = randomPrefix();
  const storage = openStorage({ connectionString, prefix, timeoutMs: 10_000 });
  const load = await makeLoad();
  const random = randomFrom(seed);
  const killedAfter = 8 + Math.floor(random() * 60);
  const delayMs = Math.floor(random() * 12);
  try {
    const first = await startBotProcess({ connectionString, prefix });
    try {
      await bindChannel(load, first.url);
      const killed = killWhen(load, killedAfter, delayMs, () => first.child.stop('SIGKILL', 0));
      await load.run(first.url, PEOPLE);
      await killed;
    } finally {
      await first.child.stop('SIGKILL', 0);
    }
    const confirmedBefore = load.sent.filter(({ ref }) => ref).length;
    const second = await startBotProcess({ connectionString, prefix });
    try {
      await load.sendAgain(second.url);
      const register = await eventually(
        'nothing left to send after the kill',
        async () => {
          const found = await readRegister(storage);
          return found.jobs.every(({ state }) => state !== 'waiting') && found;
        },
        REST_MS,
      );
      return resultOf(load, register, { seed, killedAfter, confirmedBefore });
    } finally {
      await second.child.stop('SIGTERM', 15_000);
    }
  } finally {
    await load.teams.stop();
  }
}

/** Adds the bot to the team and picks its channel, as a coordinator does. */
export async function bindChannel({ coordinator }: Load, url: string): Promise<void> {
  const robin = at(url, coordinator);
  await robin.installsInTeam();
  await robin.pressesInChannel('channel.bind', { channel: SLK_CHANNEL, seen: '' });
}

/** What is lost, or there twice. */
export function faultsAfter(load: Load, register: Register): string[] {
  const posts = postsIn(load);
  const { notifications } = register;
  return [
    ...faultsIn(register),
    ...load.sent.filter(({ ref }) => !ref).map(({ draft }) => `never confirmed: ${draft}`),
    ...load.sent.flatMap(({ ref, confirmedTitle, draft, received }) => {
      const found = notifications.find(notification => notification.ref === ref);
      if (!found) return [`confirmed but not there: ${ref}`];
      return [
        ...(found.content.title === confirmedTitle ? [] : [`${ref} is not as it was confirmed`]),
        ...(received && !found.received ? [`the receipt of ${ref} is lost`] : []),
        ...(register.drafts.some(entry => entry.draft === draft && entry.ref === ref)
          ? []
          : [`${ref} has lost its draft`]),
      ];
    }),
    ...(notifications.length === load.sent.length
      ? []
      : [`${load.sent.length} were sent, ${notifications.length} are stored`]),
    ...notifications.flatMap(({ ref }) => {
      const { state, repeats } = channelJob(register, ref);
      const count = posts.get(ref) ?? 0;
      return [
        ...(state === 'sent' ? [] : [`the card of ${ref} is ${state}`]),
        ...(count < 1 ? [`the card of ${ref} was never posted`] : []),
        ...(count > 1 + repeats ? [`the card of ${ref} was posted ${count} times, counted ${repeats}`] : []),
      ];
    }),
    ...register.jobs
      .filter(({ state }) => state === 'failed' || state === 'ambiguous')
      .map(({ key, state, reason }) => `${key} is ${state} (${reason})`),
  ];
}

function resultOf(
  load: Load,
  register: Register,
  known: Pick<KillResult, 'seed' | 'killedAfter' | 'confirmedBefore'>,
): KillResult {
  return {
    ...known,
    confirmed: load.sent.filter(({ ref }) => ref).length,
    stored: register.notifications.length,
    posts: [...postsIn(load).values()].reduce((sum, count) => sum + count, 0),
    repeats: register.jobs.reduce((sum, { repeats }) => sum + repeats, 0),
    faults: faultsAfter(load, register),
  };
}

/** Counts what happens, by requests rather than by time, so that a slow machine is killed in the same places. */
function killWhen(load: Load, events: number, delayMs: number, kill: () => Promise<void>): Promise<void> {
  return new Promise(resolve => {
    let left = events;
    const count = () => {
      left -= 1;
      if (left === 0) {
        setTimeout(() => {
          load.stop();
          void kill().then(resolve);
        }, delayMs);
      }
    };
    load.onConfirmed = count;
    load.teams.fault = () => {
      count();
      return undefined;
    };
  });
}
