import { hasPlans } from '../test/support/many-plans';
import { startStanding } from '../test/support/minutes';
import { printTable } from './print';

const MOST_IDLE = 2;
const [MANY_PLANS, MANY_ACTIVITIES] = [10, 1_000];

/** Prints round trips to storage of an idle tick, and of the one that sees to a morning, with few activities and many. */
export async function planTicks(connectionString: string): Promise<void> {
  const rows = [
    await costOf(connectionString, 1, 10),
    await costOf(connectionString, MANY_PLANS, MANY_ACTIVITIES),
  ];
  printTable('A tick of the clock: round trips to storage', [
    ['activities', 'idle', 'a morning with nothing due', `idle <= ${MOST_IDLE}`],
    ...rows,
  ]);
}

async function costOf(connectionString: string, plans: number, activities: number) {
  const standing = await startStanding('2026-11-24T09:59:00.000Z', { connectionString });
  try {
    await hasPlans(standing.bot.storage, { plans, activities, due: '2030-01-15' });
    await standing.goesTo('2026-11-24T10:00:00.000Z');
    const idle = [];
    for (const minute of [1, 2, 3, 4, 5])
      idle.push(await standing.goesTo(`2026-11-24T10:0${minute}:00.000Z`));
    await standing.goesTo('2026-11-25T07:59:00.000Z');
    const morning = await standing.goesTo('2026-11-25T08:00:00.000Z');
    const most = Math.max(...idle);
    return [`${plans} × ${activities}`, most, morning, most <= MOST_IDLE ? 'yes' : 'NO'];
  } finally {
    await standing.stop();
  }
}
