import { startTestBot, TestPerson, type TestBot } from '../test/support/bot';
import type { FakeMember, FakeTeams } from '../test/support/fake-teams';
import type { Line } from './lines';
import { printTable } from './print';

/** What follows the answer of the turn before has its own trips: it may end first. */
const REST_MS = 300;
const MINUTE = 60_000;

interface Cost {
  trips: number;
  entities: number;
  shown: number;
}

/** Where the bot stands that is measured, with how many notifications. */
export interface Place {
  connectionString: string;
  teams: FakeTeams;
  person: FakeMember;
  counts: Record<'large' | 'small', number>;
}

/** Prints round trips to storage and entities read before the answer, with many notifications stored and with few. */
export async function storageCosts(place: Place, lines: readonly Line[]): Promise<void> {
  const { counts } = place;
  const [large, small] = [await costsOf('large', place, lines), await costsOf('small', place, lines)];
  const rows = [...large].map(([name, { bound, ...cost }]) => {
    const other = small.get(name)!;
    const within = [cost, other].every(
      ({ trips, entities, shown }) => !bound || (trips <= bound.trips && entities <= bound.entities(shown)),
    );
    const verdict = bound ? (within ? 'yes' : 'NO') : '';
    return [name, ...cellsOf(cost), ...cellsOf(other), bound?.text ?? '', verdict];
  });
  printTable(
    `Storage before the answer: round trips, entities read, collaborations shown; ${counts.large} and ${counts.small} stored`,
    [['turn', `${counts.large}`, '', '', `${counts.small}`, '', '', 'limit', 'within'], ...rows],
  );
}

function cellsOf({ trips, entities, shown }: Cost): number[] {
  return [trips, entities, shown];
}

async function costsOf(
  prefix: 'large' | 'small',
  { connectionString, teams, person }: Place,
  lines: readonly Line[],
): Promise<Map<string, Cost & Pick<Line, 'bound'>>> {
  const bot = await startTestBot({
    connectionString,
    prefix,
    teams,
    settings: {
      engine: {
        concurrency: 0,
        idleMs: 1000,
        hiddenSeconds: 60,
        sweepAfterMs: 3_600_000,
        clockEveryMs: 3_600_000,
        sweepEveryMs: 3_600_000,
        spacingSeconds: 0,
      },
    },
  });
  try {
    let now = new Date();
    bot.clock.now = () => now;
    const who = new TestPerson(bot.url, teams, person);
    await who.installsInTeam();
    await who.says('hej');
    const costs = new Map<string, Cost & Pick<Line, 'bound'>>();
    for (const { name, bound, of } of lines) {
      const turn = await of(who);
      costs.set(name, { ...(await costOf(bot, turn)), bound });
    }
    for (const { name, bound, of } of lines.filter(({ renewed }) => renewed)) {
      const turn = await of(who);
      // The lists are a minute old then; the clock stands still but for this.
      now = new Date(now.getTime() + MINUTE);
      costs.set(`${name}, the lists read anew`, {
        ...(await costOf(bot, turn)),
        bound: withOneTripMore(bound),
      });
    }
    return costs;
  } finally {
    await bot.app.stop();
  }
}

function withOneTripMore(bound: Line['bound']): Line['bound'] {
  return bound && { ...bound, trips: bound.trips + 1, text: `a trip more than ${bound.text}` };
}

async function costOf(bot: TestBot, turn: () => Promise<unknown>): Promise<Cost> {
  await new Promise(resolve => setTimeout(resolve, REST_MS));
  const shown = shownIn(await turn());
  const { fields } = bot.log.filter(line => line.message === 'answered').at(-1)!;
  const { roundTrips, entitiesRead } = fields as { roundTrips: number; entitiesRead: number };
  return { trips: roundTrips, entities: entitiesRead, shown };
}

/** How many collaborations an answer names. */
function shownIn(answer: unknown): number {
  return new Set(JSON.stringify(answer).match(/V-\d{4}-\d{4,}/g)).size;
}
