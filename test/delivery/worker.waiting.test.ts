import type { SendOutcome } from '../../src/delivery/outcome';
import words from '../../src/i18n/sv/delivery.json';
import { aJob, aWorker, CHANNEL, indexRows, job, setsTheStage, stage } from './worker-stage';

setsTheStage();

describe('what must not go out now', () => {
  const MORNING = '2026-11-24T08:00:00.000Z';
  const waits = () => Promise.resolve({ waitUntil: MORNING });

  it('is put off to its moment without an attempt, as if it had been planned for then', async () => {
    const message = await aJob();
    expect(await aWorker({ render: waits }).handle(message)).toEqual({ kind: 'done' });
    expect(stage.sent).toEqual([]);
    expect(await job(message)).toMatchObject({
      state: 'waiting',
      planned: true,
      dueAt: MORNING,
      attempts: 0,
    });
    expect(await indexRows(message)).toEqual([`l|planned|${MORNING}|${message.body}`]);
  });

  it('is sent at that moment, rendered anew, and once', async () => {
    const message = await aJob();
    await aWorker({ render: waits }).handle(message);
    stage.now = new Date(MORNING);
    stage.version = 7;
    const worker = aWorker();
    await worker.handle(message);
    await worker.handle(message);
    expect(stage.sent).toEqual([{ what: 'post', text: '["version 7"]' }]);
    expect(await job(message)).toMatchObject({ state: 'sent', shown: 7 });
    expect(await job(message)).not.toHaveProperty('planned');
  });

  it('is still marked as a possible repeat when a worker had died while it posted', async () => {
    const message = await aJob({}, { taken: { until: stage.now.toISOString(), posting: true }, attempts: 1 });
    await aWorker({ render: waits }).handle(message);
    expect((await job(message)).repeats).toBe(0);
    stage.now = new Date(MORNING);
    await aWorker().handle(message);
    expect(stage.sent[0]!.text).toContain(words.possibleRepeat);
    expect((await job(message)).repeats).toBe(1);
  });
});

describe('a channel that does not take what is posted', () => {
  const gone: SendOutcome = { kind: 'refused', status: 404 };
  let lostChannels: string[];
  let reachedChannels: string[];

  const watch = {
    lost(channelId: string): Promise<void> {
      lostChannels.push(channelId);
      return Promise.resolve();
    },
    isLost: (channelId: string) => Promise.resolve(lostChannels.includes(channelId)),
    reached(channelId: string): Promise<void> {
      reachedChannels.push(channelId);
      return Promise.resolve();
    },
  };

  beforeEach(() => {
    lostChannels = [];
    reachedChannels = [];
  });

  it('keeps the job held, tried once, though there is still a way to it', async () => {
    stage.outcome = gone;
    const message = await aJob();
    const worker = aWorker({ channel: watch });
    expect(await worker.handle(message)).toEqual({ kind: 'done' });
    expect(await worker.handle(message)).toEqual({ kind: 'done' });
    expect(await worker.reconsider(message.body)).toBe(false);
    expect(stage.sent).toHaveLength(1);
    expect(lostChannels).toEqual([CHANNEL.id]);
    expect(await job(message)).toMatchObject({ state: 'held', reason: 'channelGone' });
    expect(await indexRows(message)).toEqual([expect.stringContaining('l|held|channel|')]);
  });

  it('does not keep it held when another one was chosen while it was on its way', async () => {
    stage.outcome = gone;
    const message = await aJob();
    stage.meanwhile = async () => {
      stage.destination = { kind: 'conversation', ref: { ...CHANNEL, id: '19:another' } };
      await stage.ledger.release('channel', stage.now.toISOString());
    };
    const worker = aWorker({ channel: watch });
    expect(await worker.handle(message)).toEqual({ kind: 'later', afterMs: 1_000 });
    stage.outcome = { kind: 'delivered', activityId: 'a' };
    stage.meanwhile = () => Promise.resolve();
    expect(await worker.handle(message)).toEqual({ kind: 'done' });
    expect(await job(message)).toMatchObject({ state: 'sent', posted: { conversationId: '19:another' } });
    expect(reachedChannels).toEqual(['19:another']);
  });

  it('keeps it held, and does not try for ever, when that could not be kept', async () => {
    stage.outcome = gone;
    const message = await aJob();
    const lost = () => Promise.reject(new Error('storage is down'));
    expect(await aWorker({ channel: { ...watch, lost } }).handle(message)).toEqual({ kind: 'done' });
    expect(await job(message)).toMatchObject({ state: 'held' });
  });

  it('is known to be there once something has been posted, written down before', async () => {
    const message = await aJob();
    const states: string[] = [];
    const reached = async () => void states.push((await job(message)).state);
    await aWorker({ channel: { ...watch, reached } }).handle(message);
    expect(states).toEqual(['sent']);
  });
});
