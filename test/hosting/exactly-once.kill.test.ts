import { killAmongReminders } from '../support/kill-among-reminders';

// Each end by force among 200 reminders; `npm run bench` does the same at more moments.

const COUNT = 200;
const LONGEST_MS = 120_000;

jest.setTimeout(LONGEST_MS + 60_000);

describe('one of two instances that is killed while 200 reminders are entered and sent', () => {
  it.each([1, 2, 3])(
    'at the moment of seed %i leaves none out, and what may have come twice is counted and says so',
    async seed => {
      const result = await killAmongReminders(seed, COUNT, process.env.TEST_STORAGE!, LONGEST_MS);
      expect(result.faults).toEqual([]);
      expect(result.postedBefore).toBeLessThan(COUNT + 1);
      expect(result.notes).toBeGreaterThanOrEqual(COUNT);
      expect(result.cards).toBeGreaterThanOrEqual(1);
      expect(result.notes + result.cards).toBeLessThanOrEqual(COUNT + 1 + result.repeats);
      expect(result.marked).toBe(result.repeats);
    },
  );
});
