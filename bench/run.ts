import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CITY_PARTITION } from '../src/capabilities';
import { openStorage } from '../src/storage/connection';
import { SLK_CHANNEL, SLK_GROUP, SLK_TEAM, TENANT, TestPerson } from '../test/support/bot';
import { FakeTeams } from '../test/support/fake-teams';
import { startFilledAzurite } from './azurite';
import { cpuCosts } from './cpu-costs';
import { deliveries } from './deliveries';
import { imports } from './imports';
import { kills } from './kills';
import { makeLines } from './lines';
import { startMeasured } from './measured';
import { planTicks } from './plan-ticks';
import { reminderKills } from './reminder-kills';
import { reportCosts } from './report';
import { storageCosts } from './storage-costs';
import { throughput } from './throughput';
import { tickCosts } from './ticks';

/** `npm run bench -- --count 20000 --part storage --part cpu` fills as many, and does these parts only. */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '100000' }, part: { type: 'string', multiple: true } },
});
const counts = { large: Number(values.count), small: 1_000, deliver: 1_000, one: 1_000, two: 1_000 };
const KILLS = 20;
const REMINDERS = 1_000;
const SUBSCRIBERS = 10_000;
const IMPORTED = 5_000;

const person = {
  id: '29:owner',
  aadObjectId: randomUUID(),
  name: 'Kim Andersson',
  userRole: 'user',
  tenantId: TENANT,
};

async function main(): Promise<void> {
  const azurite = await startFilledAzurite(
    { partition: CITY_PARTITION, counts, ownerId: person.aadObjectId, now: new Date().toISOString() },
    path.join(process.cwd(), '.data', 'bench-azurite.log'),
  );
  const { connectionString } = azurite;
  const teams = await FakeTeams.start();
  teams.addTeam({
    id: SLK_TEAM,
    name: 'Stadsledningskontoret',
    aadGroupId: SLK_GROUP,
    channels: [{ id: SLK_CHANNEL, name: 'Vänorter', type: 'standard' }],
    members: [person],
  });
  const { part } = values;
  const lines = makeLines();
  const parts: Record<string, () => Promise<void>> = {
    storage: () => storageCosts({ connectionString, teams, person, counts }, lines),
    cpu: () => cpu(connectionString, teams, lines),
    deliveries: () => deliveries(connectionString, teams, person),
    ticks: () => tickCosts(connectionString, teams),
    kills: () => kills(connectionString, KILLS),
    planTicks: () => planTicks(connectionString),
    reminderKills: () => reminderKills(connectionString, KILLS, REMINDERS),
    report: () => reportCosts(connectionString, teams, person, counts.large),
    imports: () => imports(connectionString, IMPORTED),
    throughput: () => throughput(connectionString, ['one', 'two'], SUBSCRIBERS),
  };
  try {
    for (const prefix of ['small', 'large'] as const) {
      const began = Date.now();
      await openStorage({ connectionString, prefix, timeoutMs: 120_000 }).prepare();
      console.log(`filled ${counts[prefix]} notifications in ${secondsSince(began)} s`);
    }
    for (const [name, measure] of Object.entries(parts)) {
      if (part && !part.includes(name)) continue;
      const began = Date.now();
      await measure();
      console.log(`  (${name}: ${secondsSince(began)} s)`);
    }
  } finally {
    await teams.stop();
    await azurite.stop();
  }
}

async function cpu(connectionString: string, teams: FakeTeams, lines: ReturnType<typeof makeLines>) {
  const [echo, small, large] = await Promise.all([
    startMeasured('echo.ts', {}),
    startMeasured('bot.ts', { PREFIX: 'small', TEST_STORAGE: connectionString }),
    startMeasured('bot.ts', { PREFIX: 'large', TEST_STORAGE: connectionString }),
  ]);
  try {
    for (const { url } of [small, large]) {
      const who = new TestPerson(url, teams, person);
      await who.installsInTeam();
      await who.pressesInChannel('channel.bind', { channel: SLK_CHANNEL, seen: '' });
    }
    await cpuCosts({ echo, small, large }, counts, teams, person, lines);
  } finally {
    for (const { child } of [echo, small, large]) child.kill('SIGKILL');
  }
}

function secondsSince(began: number): number {
  return Math.round((Date.now() - began) / 1000);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
