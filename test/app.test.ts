import { openStorage } from '../src/storage/connection';
import { eventually, randomPrefix } from './support/bot';
import { startBotProcess, type BotProcess } from './support/bot-process';
import { bindChannel, faultsAfter } from './support/kill';
import { makeLoad, postsIn, type Load } from './support/load';
import { readRegister } from './support/register';

jest.setTimeout(120_000);

const PEOPLE = 8;

let load: Load;
const processes: BotProcess[] = [];

async function started(options: { connectionString: string; prefix: string }): Promise<BotProcess> {
  const bot = await startBotProcess(options);
  processes.push(bot);
  return bot;
}

afterEach(async () => {
  load.stop();
  // Whatever a failed test left behind.
  await Promise.all(processes.map(({ child }) => child.stop('SIGKILL', 0)));
  await load.teams.stop();
});

describe('SIGTERM under load', () => {
  it.each([5, 25])(
    'after %i confirmations: takes no more, finishes what it took, ends with code 0, and nothing is lost or repeated',
    async confirmations => {
      const connectionString = process.env.TEST_STORAGE!;
      const prefix = randomPrefix();
      const storage = openStorage({ connectionString, prefix, timeoutMs: 10_000 });
      load = await makeLoad();
      const first = await started({ connectionString, prefix });
      await bindChannel(load, first.url);
      let left = confirmations;
      let stopping: Promise<void> | undefined;
      load.onConfirmed = () => {
        left -= 1;
        // The people go on: the bot has to refuse them by itself.
        if (left === 0) stopping = first.child.stop('SIGTERM', 30_000);
      };
      await load.run(first.url, PEOPLE);
      await stopping;
      expect(await first.child.ended).toBe('code 0');

      const afterStop = await readRegister(storage);
      // Nothing was left half done: no job is in a worker's hands.
      expect(afterStop.jobs.filter(({ taken }) => taken)).toEqual([]);
      for (const { ref } of load.sent.filter(sent => sent.ref)) {
        expect(afterStop.notifications.map(notification => notification.ref)).toContain(ref);
      }

      const second = await started({ connectionString, prefix });
      await load.sendAgain(second.url);
      const register = await eventually(
        'nothing left to send',
        async () => {
          const found = await readRegister(storage);
          return found.jobs.every(({ state }) => state !== 'waiting') && found;
        },
        30_000,
      );
      await second.child.stop('SIGTERM', 30_000);
      expect(await second.child.ended).toBe('code 0');
      expect(faultsAfter(load, register)).toEqual([]);
      expect(register.jobs.filter(({ repeats }) => repeats > 0)).toEqual([]);
      expect([...postsIn(load).values()].every(count => count === 1)).toBe(true);
    },
  );
});
