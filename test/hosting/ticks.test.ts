import { hasPlans } from '../support/many-plans';
import { startStanding, type StandingBot } from '../support/minutes';

// What the clock costs in round trips to storage with few activities stored and with many, none of which is due.

/** Of all clocks together, on the first tick of a working morning. */
const MOST_IN_A_MORNING = 20;

jest.setTimeout(300_000);

let standing: StandingBot;

beforeEach(async () => {
  standing = await startStanding('2026-11-24T09:59:00.000Z');
});

afterEach(() => standing.stop());

async function holds(stored: { plans: number; activities: number }): Promise<void> {
  await hasPlans(standing.bot.storage, { ...stored, due: '2030-01-15' });
  // What becomes known with the meetings is seen to once.
  await standing.goesTo('2026-11-24T10:00:00.000Z');
}

it.each([
  { plans: 1, activities: 10 },
  { plans: 10, activities: 1_000 },
])('an idle tick makes at most two with $plans × $activities activities', async stored => {
  await holds(stored);
  for (const minute of [1, 2, 3])
    expect(await standing.goesTo(`2026-11-24T10:0${minute}:00.000Z`)).toBeLessThanOrEqual(2);
});

it.each([
  { plans: 1, activities: 10 },
  { plans: 10, activities: 100 },
])(
  'the tick that sees to the morning makes a few with $plans × $activities, and the next one two again',
  async stored => {
    await holds(stored);
    await standing.goesTo('2026-11-25T07:59:00.000Z');
    expect(await standing.goesTo('2026-11-25T08:00:00.000Z')).toBeLessThanOrEqual(MOST_IN_A_MORNING);
    expect(await standing.goesTo('2026-11-25T08:01:00.000Z')).toBeLessThanOrEqual(2);
  },
);
