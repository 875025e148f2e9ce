import type { QueueMessage } from '../../src/storage/queue';
import { closeJob, type Ledger } from '../../src/delivery/ledger';
import type { SendOutcome } from '../../src/delivery/outcome';
import type { Destination } from '../../src/delivery/worker';
import words from '../../src/i18n/sv/delivery.json';
import {
  aJob,
  aWorker,
  CHANNEL,
  indexRows,
  job,
  later,
  PARTITION,
  setsTheStage,
  stage,
  TAKEN_MS,
} from './worker-stage';

setsTheStage();

describe('a worker', () => {
  it('posts a card, writes down where, and does no more for the same message', async () => {
    const message = await aJob();
    const worker = aWorker();
    expect(await worker.handle(message)).toEqual({ kind: 'done' });
    expect(await worker.handle(message)).toEqual({ kind: 'done' });
    expect(stage.sent).toHaveLength(1);
    expect(await job(message)).toMatchObject({
      state: 'sent',
      shown: 1,
      posted: { conversationId: CHANNEL.id, activityId: 'activity-1' },
    });
  });

  it('is alone with a card: another one leaves it until it is done or its time is over', async () => {
    const message = await aJob();
    const other = aWorker();
    stage.meanwhile = async () => {
      expect(await other.handle(message)).toEqual({ kind: 'later', afterMs: TAKEN_MS });
    };
    await aWorker().handle(message);
    expect(stage.sent).toHaveLength(1);
  });

  it('of two that begin at once, one sends', async () => {
    const message = await aJob();
    const handled = await Promise.all([aWorker().handle(message), aWorker().handle(message)]);
    expect(stage.sent).toHaveLength(1);
    expect(handled).toContainEqual({ kind: 'done' });
    expect((await job(message)).repeats).toBe(0);
  });

  it('brings the card up to date once more when it has changed while it was sent', async () => {
    const message = await aJob();
    stage.meanwhile = async () => {
      stage.meanwhile = () => Promise.resolve();
      const stored = (await stage.ledger.read(message.body))!;
      await stage.ledger.write(stored, { ...stored.job, wanted: 2 });
      stage.version = 2;
    };
    const worker = aWorker();
    expect(await worker.handle(message)).toEqual({ kind: 'later', afterMs: 0 });
    expect(await worker.handle(message)).toEqual({ kind: 'done' });
    expect(stage.sent.map(({ what }) => what)).toEqual(['post', 'update']);
    expect(await job(message)).toMatchObject({ state: 'sent', wanted: 2, shown: 2 });
  });
});

describe('a job whose worker died', () => {
  it('while it posted is taken over when its time is over, marked on the card, and counted', async () => {
    const until = new Date(stage.now.getTime() + TAKEN_MS).toISOString();
    const message = await aJob({}, { taken: { until, posting: true }, attempts: 1 });
    const worker = aWorker();
    expect(await worker.handle(message)).toEqual({ kind: 'later', afterMs: TAKEN_MS });
    later(TAKEN_MS);
    expect(await worker.handle(message)).toEqual({ kind: 'done' });
    expect(stage.sent[0]!.text).toContain(words.possibleRepeat);
    expect(await job(message)).toMatchObject({ state: 'sent', repeats: 1 });
  });

  it('while it updated is taken over without a mark: the same update twice does no harm', async () => {
    const posted = { conversationId: CHANNEL.id, activityId: 'a', serviceUrl: CHANNEL.serviceUrl };
    const until = stage.now.toISOString();
    const message = await aJob({ posted }, { taken: { until, posting: false }, attempts: 1 });
    await aWorker().handle(message);
    expect(stage.sent).toEqual([{ what: 'update', text: '["version 1"]' }]);
    expect(await job(message)).toMatchObject({ state: 'sent', repeats: 0 });
  });
});

describe('a message that is handed out too often', () => {
  it('is set aside, and shown as failed', async () => {
    const message = await aJob();
    expect(await aWorker().handle({ ...message, handedOut: 6 })).toEqual({ kind: 'done' });
    expect(stage.sent).toEqual([]);
    expect(await job(message)).toMatchObject({ state: 'failed', reason: 'poison' });
    const [poison] = await stage.storage.poison.take(1, 60);
    expect(poison?.body).toBe(message.body);
  });

  it('whose job cannot be read is tried again, and set aside when it has been handed out too often', async () => {
    const message = await aJob();
    const unread: QueueMessage = { ...message, body: 'not/a/key#at all' };
    await expect(aWorker().handle(unread)).rejects.toThrow();
    expect(await aWorker().handle({ ...unread, handedOut: 6 })).toEqual({ kind: 'done' });
    expect(stage.sent).toEqual([]);
    const [poison] = await stage.storage.poison.take(1, 60);
    expect(poison?.body).toBe(unread.body);
  });
});

describe('a job without a way to go', () => {
  it('is held, with the reason', async () => {
    stage.destination = { kind: 'hold', reason: 'noChannel' };
    const message = await aJob();
    expect(await aWorker().handle(message)).toEqual({ kind: 'done' });
    expect(await job(message)).toMatchObject({ state: 'held', reason: 'noChannel' });
    expect(await stage.ledger.release('channel', stage.now.toISOString())).toContain(message.body);
    expect((await job(message)).state).toBe('waiting');
  });

  it('is not left held when the way opened while that was written down', async () => {
    const message = await aJob();
    let asked = 0;
    const resolve = async (): Promise<Destination> => {
      asked += 1;
      if (asked > 1) return { kind: 'conversation', ref: CHANNEL };
      // The channel is bound right now, and what is held is released: this one is not among it yet.
      await stage.ledger.release('channel', stage.now.toISOString());
      return { kind: 'hold', reason: 'noChannel' };
    };
    const worker = aWorker({ resolve });
    expect(await worker.handle(message)).toEqual({ kind: 'later', afterMs: 0 });
    expect(await worker.handle(message)).toEqual({ kind: 'done' });
    expect((await job(message)).state).toBe('sent');
  });

  it('waits for what must be sent first', async () => {
    stage.destination = { kind: 'later' };
    expect(await aWorker().handle(await aJob())).toEqual({ kind: 'later', afterMs: 1_000 });
  });

  it('and without need any more is as good as sent', async () => {
    const message = await aJob();
    await aWorker({ render: () => Promise.resolve('nothing') }).handle(message);
    expect(stage.sent).toEqual([]);
    expect((await job(message)).state).toBe('sent');
  });
});

describe('the ledger’s index', () => {
  const outcomes: [string, SendOutcome, string][] = [
    ['sent', { kind: 'delivered', activityId: 'a' }, 'l|sent|'],
    ['waiting for another try', { kind: 'refused', status: 429 }, 'l|waiting|'],
    ['failed', { kind: 'refused', status: 400 }, 'l|failed|'],
    ['ambiguous', { kind: 'cut' }, 'l|ambiguous|'],
  ];

  it.each(outcomes)('has one row for a job that is %s', async (_state, result, prefix) => {
    stage.outcome = result;
    const message = await aJob();
    stage.meanwhile = async () => expect(await indexRows(message)).toHaveLength(1);
    await aWorker().handle(message);
    const rows = await indexRows(message);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.startsWith(prefix)).toBe(true);
  });

  it('has one row for a job that is held, and released again', async () => {
    stage.destination = { kind: 'hold', reason: 'noChannel' };
    const message = await aJob();
    await aWorker().handle(message);
    expect(await indexRows(message)).toEqual([expect.stringContaining('l|held|channel|')]);
    await stage.ledger.release('channel', stage.now.toISOString());
    expect(await indexRows(message)).toEqual([expect.stringContaining('l|waiting|')]);
  });
});

describe('what was posted', () => {
  it('is written down although storage fails for a while', async () => {
    const message = await aJob();
    let failures = 2;
    const shaky: Ledger = {
      ...stage.ledger,
      write: (before, after) => {
        if (after.state === 'sent' && failures-- > 0) return Promise.reject(new Error('storage is down'));
        return stage.ledger.write(before, after);
      },
    };
    expect(await aWorker({ ledger: shaky }).handle(message)).toEqual({ kind: 'done' });
    expect(stage.sent).toHaveLength(1);
    expect(await job(message)).toMatchObject({ state: 'sent', repeats: 0 });
  });
});

describe('a job that loses its reason while it is on its way', () => {
  it.each([
    ['is refused', { kind: 'refused', status: 400 }],
    ['cannot reach the person', { kind: 'refused', status: 403, errorCode: 'ConversationBlockedByUser' }],
    ['gets no answer', { kind: 'timeout' }],
  ] as const)('and %s needs nobody any more', async (_what, answer) => {
    const message = await aJob({ to: { kind: 'person', id: 'kim' }, urgent: true });
    stage.outcome = answer;
    stage.meanwhile = async () => {
      await stage.storage.register.commit(
        PARTITION,
        closeJob((await stage.ledger.read(message.body))!, stage.now.toISOString()),
      );
    };
    expect(await aWorker().handle(message)).toEqual({ kind: 'done' });
    expect(await job(message)).toMatchObject({ state: 'sent' });
    expect(await indexRows(message)).toEqual([expect.stringContaining('l|sent|')]);
  });

  it('and arrives all the same is brought to date there', async () => {
    const message = await aJob({ to: { kind: 'person', id: 'kim' }, wanted: 2 });
    stage.meanwhile = async () => {
      await stage.storage.register.commit(
        PARTITION,
        closeJob((await stage.ledger.read(message.body))!, stage.now.toISOString()),
      );
    };
    expect(await aWorker().handle(message)).toMatchObject({ kind: 'later' });
    stage.version = 2;
    stage.meanwhile = () => Promise.resolve();
    expect(await aWorker().handle(message)).toEqual({ kind: 'done' });
    expect(stage.sent.map(({ what }) => what)).toEqual(['post', 'update']);
    expect(await job(message)).toMatchObject({ state: 'sent', shown: 2 });
  });
});
