import { killUnderLoad } from '../support/kill';

jest.setTimeout(120_000);

describe('a kill of the process under load', () => {
  it.each([1, 2, 3])(
    'at the moment of seed %i loses nothing that was confirmed, stores nothing twice, and counts what it repeats',
    async seed => {
      const result = await killUnderLoad(seed, process.env.TEST_STORAGE!);
      expect(result.faults).toEqual([]);
      expect(result.confirmedBefore).toBeGreaterThan(0);
      expect(result.stored).toBe(result.confirmed);
      expect(result.posts).toBeGreaterThanOrEqual(result.stored);
      expect(result.posts).toBeLessThanOrEqual(result.stored + result.repeats);
    },
  );
});
