import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { openStorage } from '../src/storage/connection';
import { startAzurite } from '../src/trial/azurite';
import { FakeTeams } from '../test/support/fake-teams';
import {
  aForm,
  actionData,
  cardOf,
  eventually,
  referenceIn,
  SLK_CHANNEL,
  SLK_GROUP,
  SLK_TEAM,
  startTestBot,
  TENANT,
  TestPerson,
} from '../test/support/bot';
import { fill } from './fill';
import { kills } from './kills';
import { median, printRatio, printTable } from './print';

/**
 * `npm run bench -- --count 100000` fills as many. Azurite looks through the whole partition at each insert, so that
 * takes it hours, where 20,000 take minutes; what a turn reads is counted, and does not depend on it.
 */
const LARGE = Number(process.argv[process.argv.indexOf('--count') + 1] || 20_000) || 20_000;
const SMALL = 1_000;
const KILLS = 20;
const ROUNDS = 9;
const TURNS = 60;

interface Measured {
  child: ChildProcess;
  url: string;
  cpu(): Promise<number>;
}

async function start(script: string, env: Record<string, string>): Promise<Measured> {
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
    child.once('message', resolve as (value: unknown) => void);
    child.once('exit', () => reject(new Error('a measured process ended')));
  });
}

type Turn = (person: TestPerson) => Promise<unknown>;

/** CPU milliseconds of one turn: the median over rounds, the processes taking turns so that noise meets all of them. */
async function compare(sides: { process: Measured; person: TestPerson; turn: Turn }[]): Promise<number[]> {
  const perTurn: number[][] = sides.map(() => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, { process: measured, person, turn }] of sides.entries()) {
      const before = await measured.cpu();
      for (let count = 0; count < TURNS; count += 1) await turn(person);
      const used = (await measured.cpu()) - before;
      // The first round warms up.
      if (round > 0) perTurn[index]!.push(used / TURNS);
    }
  }
  return perTurn.map(median);
}

async function main(): Promise<void> {
  const azurite = await startAzurite({
    folder: 'memory',
    logFile: path.join(process.cwd(), '.data', 'bench-azurite.log'),
  });
  const teams = await FakeTeams.start();
  const member = {
    id: '29:owner',
    aadObjectId: randomUUID(),
    name: 'Kim Andersson',
    userRole: 'user',
    tenantId: TENANT,
  };
  teams.addTeam({
    id: SLK_TEAM,
    name: 'Stadsledningskontoret',
    aadGroupId: SLK_GROUP,
    channels: [{ id: SLK_CHANNEL, name: 'Vänorter', type: 'standard' }],
    members: [member],
  });
  const children: ChildProcess[] = [];
  try {
    const open = (prefix: string) =>
      openStorage({ connectionString: azurite.connectionString, prefix, timeoutMs: 60_000 });
    for (const [prefix, count] of [['small', SMALL] as const, ['large', LARGE] as const]) {
      const began = Date.now();
      await fill(open(prefix), count, member.aadObjectId);
      console.log(`filled ${count} notifications in ${Math.round((Date.now() - began) / 1000)} s`);
    }
    await costs(azurite.connectionString, teams, member.aadObjectId);

    process.env.TEST_STORAGE = azurite.connectionString;
    const [echo, small, large] = await Promise.all([
      start('echo.ts', {}),
      start('bot.ts', { PREFIX: 'small' }),
      start('bot.ts', { PREFIX: 'large' }),
    ]);
    children.push(echo.child, small.child, large.child);
    const on = (measured: Measured) => new TestPerson(measured.url, teams, member);
    for (const measured of [small, large]) {
      await on(measured).installsInTeam();
      await on(measured).pressesInChannel('channel.bind', { channel: SLK_CHANNEL, seen: '' });
    }
    await cpu(echo, small, large, on);
    await deliveries(azurite.connectionString, teams, member.aadObjectId, children);
    await kills(azurite.connectionString, KILLS);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await teams.stop();
    await azurite.stop();
  }
}

/** Round trips to storage and entities read before the answer, with the large store. */
async function costs(connectionString: string, teams: FakeTeams, ownerId: string): Promise<void> {
  const bot = await startTestBot({
    connectionString,
    prefix: 'large',
    teams,
    settings: {
      engine: {
        concurrency: 0,
        idleMs: 1000,
        hiddenSeconds: 60,
        sweepAfterMs: 3_600_000,
        sweepEveryMs: 3_600_000,
        spacingSeconds: 0,
      },
    },
  });
  teams.teams.get(SLK_TEAM)!.members = [...teams.people.values()].filter(
    person => person.aadObjectId === ownerId,
  );
  const kim = new TestPerson(
    bot.url,
    teams,
    [...teams.people.values()].find(person => person.aadObjectId === ownerId)!,
  );
  await kim.installsInTeam();
  await kim.says('hej');
  const last = () => bot.log.filter(line => line.message === 'answered').at(-1)!.fields;
  const rows: (string | number)[][] = [];
  const measure = async (name: string, shown: number, turn: () => Promise<unknown>) => {
    // What follows the answer of the turn before has its own trips: let it end.
    await new Promise(resolve => setTimeout(resolve, 300));
    await turn();
    const { roundTrips, entitiesRead } = last() as { roundTrips: number; entitiesRead: number };
    const within = roundTrips <= 4 && entitiesRead <= shown + 20;
    rows.push([name, roundTrips, entitiesRead, shown, within ? 'yes' : 'NO']);
  };
  const form = await kim.opensForm();
  let confirmed: unknown;
  await measure('submit', 5, async () => {
    confirmed = (await kim.presses('collaboration.submit', { ...form.data, ...aForm }, form.messageId)).card;
  });
  const ref = referenceIn(confirmed);
  await measure('confirmation again (visa)', 6, () => kim.says(`visa ${ref}`));
  await measure('mina', 8, () => kim.says('mina'));
  await measure('receipt', 1, () => kim.pressesInChannel('collaboration.receive', { ref }));
  printTable(
    `Storage before the answer, ${LARGE} notifications stored (limit: 4 trips, rows shown + 20 entities)`,
    [['turn', 'round trips', 'entities read', 'rows shown', 'within'], ...rows],
  );
  await bot.app.stop();
}

/** CPU of the bot's process for each turn, beside a bare echo that answers with a card of the same size. */
async function cpu(
  echo: Measured,
  small: Measured,
  large: Measured,
  on: (m: Measured) => TestPerson,
): Promise<void> {
  const person = on(large);
  const sizeOf = (card: unknown) => JSON.stringify(card).length;
  const mina = sizeOf(cardOf((await person.says('mina'))[0]!));
  const submitted = await on(large).informs();
  const submit = sizeOf(submitted.card);
  const received = await person.pressesInChannel('collaboration.receive', {
    ref: referenceIn(submitted.card),
  });
  const receipt = sizeOf(received.card);

  const echoSays =
    (size: number): Turn =>
    who =>
      who.says('x', { channelData: { tenant: { id: TENANT }, size } });
  const echoPress =
    (size: number): Turn =>
    who =>
      who.presses('x', aForm, '1', { channelData: { tenant: { id: TENANT }, size } });
  const says: Turn = who => who.says('mina');
  const submits: Turn = who => who.presses('collaboration.submit', { ...aForm, draft: randomUUID() }, '1');
  const receives =
    (refs: string[]): Turn =>
    who =>
      who.pressesInChannel('collaboration.receive', { ref: refs.pop()! });
  const unreceived = () =>
    Array.from(
      { length: (ROUNDS + 1) * TURNS },
      (_, index) => `V-2026-${String(index + 1).padStart(4, '0')}`,
    );

  const sides = async (name: string, limit: number, turn: () => Turn, bares: Record<string, Turn>) => {
    const [onSmall, onLarge, ...onEcho] = await compare([
      { process: small, person: on(small), turn: turn() },
      { process: large, person: on(large), turn: turn() },
      ...Object.values(bares).map(bare => ({ process: echo, person: on(echo), turn: bare })),
    ]);
    for (const [index, kind] of Object.keys(bares).entries()) {
      printRatio(`${name}: bot / echo of a ${kind}`, onLarge!, onEcho[index]!, limit);
    }
    printRatio(`${name}: ${LARGE} / ${SMALL} stored`, onLarge!, onSmall!, 1.1);
  };
  console.log(`\nCPU of the bot's process for each turn (medians of ${ROUNDS} rounds of ${TURNS}, in turn)`);
  await sides('mina', 2.5, () => says, { message: echoSays(mina) });
  // A press is answered in the HTTP answer itself, a message by a call of its own: the least that a bot does for each.
  await sides('submit', 4, () => submits, { message: echoSays(submit), press: echoPress(submit) });
  await sides('receipt', 4, () => receives(unreceived()), {
    message: echoSays(receipt),
    press: echoPress(receipt),
  });
}

/** What delivering costs, on a line of its own: channel card and confirmation of each notification. */
async function deliveries(
  connectionString: string,
  teams: FakeTeams,
  ownerId: string,
  children: ChildProcess[],
) {
  const storage = openStorage({ connectionString, prefix: 'deliver', timeoutMs: 10_000 });
  await fill(storage, SMALL, ownerId);
  const bot = await start('bot.ts', { PREFIX: 'deliver', DELIVER: '1', TEST_STORAGE: connectionString });
  children.push(bot.child);
  const kim = new TestPerson(
    bot.url,
    teams,
    [...teams.people.values()].find(person => person.aadObjectId === ownerId)!,
  );
  await kim.installsInTeam();
  await kim.pressesInChannel('channel.bind', { channel: SLK_CHANNEL, seen: '' });
  const before = teams.in(SLK_CHANNEL).length;
  const count = 100;
  const began = await bot.cpu();
  for (let index = 0; index < count; index += 1) {
    await kim.presses(
      'collaboration.submit',
      { ...actionData(cardOf((await kim.says('informera'))[0]!), 'collaboration.submit'), ...aForm },
      '1',
    );
  }
  await eventually('all delivered', () => teams.in(SLK_CHANNEL).length >= before + count, 60_000);
  const used = (await bot.cpu()) - began;
  console.log(
    `\nOpen form + submit + delivery of both cards: ${(used / count).toFixed(1)} ms of CPU each (${count} of them)`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
