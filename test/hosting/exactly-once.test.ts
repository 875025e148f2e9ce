import { allSent, manyReminders, MORNING, reminded, type ManyReminders } from '../support/many-reminders';

// Each of many people gets a note of their own and the channel one card, whichever instance is first. Nothing paces it.

const LONGEST_MS = 180_000;

jest.setTimeout(LONGEST_MS + 60_000);

let town: ManyReminders;

afterEach(() => town.stop());

describe.each([
  { count: 1_000, how: 'with the same time', one: '07:59:50', other: '07:59:50' },
  { count: 200, how: 'whose clocks are a minute apart', one: '07:59:30', other: '08:00:30' },
])('two instances $how', ({ count, one, other }) => {
  it(`send each of ${count} long overdue reminders once, and the card of the day`, async () => {
    town = await manyReminders(count, process.env.TEST_STORAGE!);
    await Promise.all([one, other].map(time => town.starts(`${MORNING}T${time}.000Z`)));
    expect(reminded(town, await allSent(town, LONGEST_MS))).toEqual({
      notes: count,
      cards: 1,
      repeats: 0,
      marked: 0,
      faults: [],
    });
  });
});
