import { TestPerson } from '../test/support/bot';
import type { FakeMember, FakeTeams } from '../test/support/fake-teams';
import { startMeasured, type Measured } from './measured';
import { printTable } from './print';
import type { ReportCost } from './report-bot';

/** What a report may take, by how many collaborations there are: seconds, and megabytes beside the bot at rest. */
const limits = [
  { upTo: 10_000, seconds: 10, mb: 250 },
  { upTo: 100_000, seconds: 60, mb: 400 },
];
/** How long somebody else waits meanwhile, in milliseconds: of a hundred turns the fifth longest. */
const WAIT_MS = 500;
const PAUSE_MS = 50;
const WARM_UP = 30;
/** What others say: some of it is answered from memory, most from storage. */
const sayings = ['mina', 'när är nästa vänortsmöte', 'förvaltningens kultur', 'vilken stad är värd 2031'];

/** Prints what making a report costs while others are answered. */
export async function reportCosts(
  connectionString: string,
  teams: FakeTeams,
  person: FakeMember,
  count: number,
): Promise<void> {
  const bot = await startMeasured('report-bot.ts', { PREFIX: 'large', TEST_STORAGE: connectionString });
  try {
    const who = new TestPerson(bot.url, teams, person);
    await who.installsInTeam();
    const alone = await waitsOf(who, async () => {
      for (let turn = 0; turn < WARM_UP; turn += 1) await pause();
    });
    const rows = [];
    // The second one shows whether the first has given back what it had.
    for (const name of ['first', 'second']) {
      let cost: ReportCost | undefined;
      const waits = await waitsOf(who, async () => {
        cost = await make(bot);
      });
      rows.push(rowOf(name, cost!, waits, count));
    }
    printTable(`A report of ${count} collaborations, while others are answered`, [
      [
        'report',
        'in it',
        'seconds',
        'MB at rest',
        'MB beside',
        '.docx KB',
        '.xlsx KB',
        'figures KB',
        'p95 ms',
        'turns',
        'within',
      ],
      ...rows,
    ]);
    console.log(
      `  p95 with no report under way: ${percentile95(alone).toFixed(0)} ms of ${alone.length} turns`,
    );
  } finally {
    bot.child.kill('SIGKILL');
  }
}

function rowOf(name: string, cost: ReportCost, waits: readonly number[], count: number) {
  const limit = limits.find(({ upTo }) => count <= upTo);
  const beside = cost.peakMb - cost.idleMb;
  const p95 = percentile95(waits);
  const within = !limit || (cost.seconds <= limit.seconds && beside <= limit.mb && p95 < WAIT_MS);
  const sizes = [cost.documentKb, cost.spreadsheetKb, cost.figuresKb].map(size => size.toFixed(0));
  return [
    name,
    cost.total,
    cost.seconds.toFixed(1),
    cost.idleMb.toFixed(0),
    beside.toFixed(0),
    ...sizes,
    p95.toFixed(0),
    waits.length,
    limit ? (within ? 'yes' : 'NO') : '',
  ];
}

/** How long each turn took while `meanwhile` went on, in milliseconds. */
async function waitsOf(who: TestPerson, meanwhile: () => Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  let done = false;
  const ended = meanwhile().finally(() => (done = true));
  for (let turn = 0; !done; turn += 1) {
    const began = performance.now();
    await who.says(sayings[turn % sayings.length]!);
    waits.push(performance.now() - began);
    await pause();
  }
  await ended;
  return waits;
}

function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, PAUSE_MS));
}

function percentile95(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;
}

function make({ child }: Measured): Promise<ReportCost> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the bot ended')));
    child.once('message', cost => resolve(cost as ReportCost));
    child.send('report');
  });
}
