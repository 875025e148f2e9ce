import { openStorage } from '../src/storage/connection';
import { actionData, aForm, cardOf, eventually, SLK_CHANNEL, TestPerson } from '../test/support/bot';
import type { FakeMember, FakeTeams } from '../test/support/fake-teams';
import { startMeasured } from './measured';

const COUNT = 100;
const LONGEST_MS = 60_000;

/** Prints what delivering costs: channel card and confirmation of each notification. */
export async function deliveries(
  connectionString: string,
  teams: FakeTeams,
  person: FakeMember,
): Promise<void> {
  const storage = openStorage({ connectionString, prefix: 'deliver', timeoutMs: 10_000 });
  await storage.prepare();
  const bot = await startMeasured('bot.ts', {
    PREFIX: 'deliver',
    DELIVER: '1',
    TEST_STORAGE: connectionString,
  });
  try {
    const who = new TestPerson(bot.url, teams, person);
    await who.installsInTeam();
    await who.pressesInChannel('channel.bind', { channel: SLK_CHANNEL, seen: '' });
    const before = teams.in(SLK_CHANNEL).length;
    const began = await bot.cpu();
    for (let index = 0; index < COUNT; index += 1) {
      const data = actionData(cardOf((await who.says('informera'))[0]!), 'collaboration.submit');
      await who.presses('collaboration.submit', { ...data, ...aForm, another: true }, '1');
    }
    await eventually('all delivered', () => teams.in(SLK_CHANNEL).length >= before + COUNT, LONGEST_MS);
    const each = ((await bot.cpu()) - began) / COUNT;
    console.log(
      `\nOpen form + submit + delivery of both cards: ${each.toFixed(1)} ms of CPU each (${COUNT} of them)`,
    );
  } finally {
    bot.child.kill('SIGKILL');
  }
}
