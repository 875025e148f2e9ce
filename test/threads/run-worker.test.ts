import path from 'node:path';
import { runWorker } from '../../src/threads/run-worker';

jest.setTimeout(60_000);

function runs(order: string, timeLimitMs = 30_000, heard: string[] = []): Promise<string> {
  return runWorker<string>({
    script: path.join(__dirname, 'worker'),
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 48 },
    timeLimitMs,
    isLast(said) {
      heard.push(said);
      return said === 'last';
    },
  });
}

describe('a work in a thread of its own', () => {
  it('is heard until its last word', async () => {
    const heard: string[] = [];
    expect(await runs('says', 30_000, heard)).toBe('last');
    expect(heard).toEqual(['one', 'two', 'last']);
  });

  it.each([
    ['dies', 'died'],
    ['ends without a word', 'died'],
    ['fills', 'outOfMemory'],
  ])('that %s is told of as %s', async (order, code) => {
    await expect(runs(order)).rejects.toMatchObject({ code });
  });

  it('that never ends is ended', async () => {
    await expect(runs('never', 3_000)).rejects.toMatchObject({ code: 'tooSlow' });
  });
});
