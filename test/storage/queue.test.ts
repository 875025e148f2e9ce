import { StorageRefusedError } from '../../src/storage/errors';
import type { Queue } from '../../src/storage/queue';
import { openTestStorage } from '../support/storage';

let queue: Queue;
beforeEach(async () => {
  queue = (await openTestStorage()).deliveries;
});

async function takeOne(hiddenSeconds = 30) {
  const [message, ...others] = await queue.take(1, hiddenSeconds);
  if (!message || others.length > 0) throw new Error('expected one message');
  return message;
}

describe('a message in the queue', () => {
  it.each(['n|V-2026-0042|card|channel', 'åäö 👩‍🏫 <&>"', 'x'.repeat(10_000), ''])(
    'comes out as it went in: %.30s',
    async body => {
      await queue.send(body);
      expect(await takeOne()).toMatchObject({ body, handedOut: 1 });
    },
  );

  it('is hidden from the others once it is taken', async () => {
    await queue.send('a');
    await takeOne();
    expect(await queue.take(32, 30)).toEqual([]);
  });

  it('is gone once it is removed', async () => {
    await queue.send('a');
    await queue.remove(await takeOne(1));
    expect(await untilSomeComes(2)).toEqual([]);
  });

  it('comes back by itself when nobody removes it, and counts how often it was handed out', async () => {
    await queue.send('a');
    const first = await takeOne(1);
    const [again] = await untilSomeComes();
    expect(again).toMatchObject({ id: first.id, body: 'a', handedOut: 2 });
  });

  it('that is sent for later stays hidden until then', async () => {
    await queue.send('a', 1);
    expect(await queue.take(1, 30)).toEqual([]);
    expect(await untilSomeComes()).toMatchObject([{ body: 'a', handedOut: 1 }]);
  });

  it('that another has taken meanwhile cannot be removed', async () => {
    await queue.send('a');
    const mine = await takeOne(1);
    const [theirs] = await untilSomeComes();
    await expect(queue.remove(mine)).rejects.toBeInstanceOf(StorageRefusedError);
    await queue.remove(theirs!);
  });
});

describe('many messages', () => {
  it('are taken up to the number asked for, each by one worker only', async () => {
    const bodies = Array.from({ length: 40 }, (_, index) => `m${index}`);
    await Promise.all(bodies.map(body => queue.send(body)));
    const taken = (await Promise.all([queue.take(10, 30), queue.take(10, 30), queue.take(32, 30)])).flat();
    const rest = await queue.take(32, 30);
    expect([...taken, ...rest].map(({ body }) => body).sort()).toEqual([...bodies].sort());
  });

  it('are none in an empty queue', async () => expect(await queue.take(32, 30)).toEqual([]));
});

/** Looks until a message shows up, or so many seconds have passed. */
async function untilSomeComes(seconds = 10) {
  for (let look = 0; look < seconds * 10; look += 1) {
    const messages = await queue.take(1, 30);
    if (messages.length > 0) return messages;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return [];
}
