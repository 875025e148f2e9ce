import { setTimeout as pause } from 'node:timers/promises';
import { CITY_PARTITION } from '../src/capabilities';
import { statePrefix } from '../src/delivery/job';
import { makeLedger } from '../src/delivery/ledger';
import { publishedPacing } from '../src/delivery/pacing';
import { makeNewsletterStore } from '../src/newsletter/store';
import { openStorage, type Storage } from '../src/storage/connection';
import type { Write } from '../src/storage/table';
import { personId, told } from '../test/newsletter/support';
import { TENANT } from '../test/support/bot';
import { FakeTeams } from '../test/support/fake-teams';
import { randomFrom } from '../test/support/seeded-random';
import { startMeasured } from './measured';
import { printTable } from './print';

/** What Teams takes from one app in one tenant: requests a second. */
const PUBLISHED = 50;
const TARGET = 0.95;
/** So many of a hundred requests are answered with 429, and so many seconds to wait. */
const REFUSED_PERCENT = 1;
const RETRY_AFTER_SECONDS = 2;

const STARTED = '2027-01-11T08:00:00.000Z';
const TOLD = '2027-02-10T09:00:00.000Z';
/** The monthly letter goes out. */
const BEGIN = '2027-03-01T08:00:00.000Z';
const AT_ONCE = 100;

interface Result {
  instances: number;
  messages: number;
  /** Requests, the refused ones included. */
  requests: number;
  refused: number;
  seconds: number;
  lost: number;
  twice: number;
  cpuMs: number;
}

/**
 * Prints how fast the monthly letter reaches `count` subscribers, with the pacing of production and Teams refusing some
 * of it for being too fast, by one instance and by two.
 */
export async function throughput(
  connectionString: string,
  prefixes: readonly string[],
  count: number,
): Promise<void> {
  const results: Result[] = [];
  for (const [index, prefix] of prefixes.entries())
    results.push(await measure(connectionString, prefix, { count, instances: index + 1 }));
  const ours = publishedPacing.tenant[0]!.count;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  printTable(
    `A letter to ${count} people, ${REFUSED_PERCENT} % of the requests answered with 429 (Retry-After ${RETRY_AFTER_SECONDS} s)`,
    [
      [
        'instances',
        'requests',
        '429',
        'seconds',
        'requests/s',
        `of ours (${ours})`,
        `of Teams' (${PUBLISHED})`,
        'lost',
        'twice',
        'CPU ms each',
        `>= ${percent(TARGET)} of Teams'`,
      ],
      ...results.map(({ instances, messages, requests, refused, seconds, lost, twice, cpuMs }) => {
        const rate = requests / seconds;
        const isWithin = rate / PUBLISHED >= TARGET && lost === 0 && twice === 0;
        return [
          instances,
          requests,
          refused,
          seconds.toFixed(0),
          rate.toFixed(1),
          percent(rate / ours),
          percent(rate / PUBLISHED),
          lost,
          twice,
          (cpuMs / messages).toFixed(1),
          isWithin ? 'yes' : 'NO',
        ];
      }),
    ],
  );
}

async function measure(
  connectionString: string,
  prefix: string,
  { count, instances }: { count: number; instances: number },
): Promise<Result> {
  const teams = await FakeTeams.start();
  const random = randomFrom(count);
  let refused = 0;
  const times: number[] = [];
  teams.fault = ({ path, at }) => {
    if (!path.includes('/a:')) return undefined;
    times.push(at);
    if (random() * 100 >= REFUSED_PERCENT) return undefined;
    refused += 1;
    return { status: 429, headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } };
  };
  const storage = openStorage({ connectionString, prefix, timeoutMs: 60_000 });
  await storage.prepare();
  const people = Array.from({ length: count }, (_, number) => personId(number));
  await subscribe(storage, teams, people);
  const bots = await Promise.all(
    Array.from({ length: instances }, () =>
      startMeasured('sender.ts', { PREFIX: prefix, BEGIN, TEST_STORAGE: connectionString }),
    ),
  );
  try {
    await restOf(storage, count);
    const cpu = await Promise.all(bots.map(bot => bot.cpu()));
    const posts = new Map<string, number>();
    for (const { conversationId } of teams.posted)
      posts.set(conversationId, (posts.get(conversationId) ?? 0) + 1);
    return {
      instances,
      messages: count,
      requests: times.length,
      refused,
      seconds: (times.at(-1)! - times[0]!) / 1000,
      lost: people.filter(id => !posts.has(`a:${id}`)).length,
      twice: [...posts.values()].filter(number => number > 1).length,
      cpuMs: cpu.reduce((sum, one) => sum + one, 0),
    };
  } finally {
    for (const { child } of bots) child.kill('SIGKILL');
    await teams.stop();
  }
}

/** All of them have met the bot, and subscribe to everything; there is something to tell. */
async function subscribe(storage: Storage, teams: FakeTeams, people: readonly string[]): Promise<void> {
  await makeNewsletterStore(storage.register, CITY_PARTITION).beginCalendar({ firstStart: STARTED });
  await told(storage, TOLD);
  for (let start = 0; start < people.length; start += AT_ONCE) {
    const some = people.slice(start, start + AT_ONCE);
    await storage.people.commit(
      'people',
      some.map(id => personRow(id, teams)),
    );
    await storage.register.commit(CITY_PARTITION, some.map(subscriptionRow));
  }
}

function personRow(id: string, { serviceUrl }: FakeTeams): Write {
  const conversation = { id: `a:${id}`, serviceUrl, tenantId: TENANT };
  return { do: 'insert', key: id, body: { id, tenantId: TENANT, name: `Medarbetare ${id}`, conversation } };
}

function subscriptionRow(id: string): Write {
  const body = { cities: [], areas: [], by: id, at: STARTED };
  return { do: 'insert', key: `sub|person|${id}`, body };
}

/** Until the ledger has written down each of them. */
async function restOf(storage: Storage, count: number): Promise<void> {
  const ledger = makeLedger(storage.register, CITY_PARTITION);
  for (;;) {
    await pause(2_000);
    const waiting = await ledger.keysIn(statePrefix('waiting'), 1);
    if (waiting.keys.length > 0) continue;
    const { count: sent } = await ledger.count(statePrefix('sent'), 2 * count);
    if (sent >= count) return;
  }
}
