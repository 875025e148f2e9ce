import { newJob, type Job } from '../../src/delivery/job';
import {
  channelLetterJob,
  letterKinds,
  personLetterJob,
  reachJob,
  reachOf,
} from '../../src/newsletter/deliveries';

const AT = '2026-12-01T08:00:00.000Z';
const posted = { conversationId: 'c', activityId: '1', serviceUrl: 'https://x' };

function letterTo(person: string, parts: Partial<Job> = {}): Job {
  return { ...newJob(personLetterJob('2026-12', person, letterKinds.letter), AT), ...parts };
}

describe('how many a letter reached', () => {
  it('counts those who got it, and the others by why they did not', () => {
    const jobs = [
      letterTo('a', { state: 'sent', posted }),
      letterTo('b', { state: 'sent', posted }),
      ...(['notInstalled', 'blocked', 'gone'] as const).map(reason =>
        letterTo(reason, { state: 'held', reason }),
      ),
      letterTo('c', { state: 'failed', reason: 'badRequest' }),
      letterTo('d', { state: 'ambiguous', reason: 'noAnswer' }),
      letterTo('e'),
    ];
    expect(reachOf(jobs)).toEqual({
      subscribers: 8,
      reached: 2,
      missed: { notInstalled: 1, blocked: 1, gone: 1, failed: 2, waiting: 1 },
    });
  });

  it('does not count what had nothing to tell, what was sent on, or the channel', () => {
    const jobs = [
      letterTo('a', { state: 'sent' }),
      newJob(personLetterJob('2026-12', 'b', letterKinds.forwarded), AT),
      newJob(channelLetterJob('2026-12', 1), AT),
      newJob(reachJob('2026-12', new Date(AT)), AT),
    ];
    expect(reachOf(jobs).subscribers).toBe(0);
  });

  it('is told an hour later, under the channel’s card', () => {
    const job = reachJob('2026-12', new Date(AT));
    expect(job.dueAt).toBe('2026-12-01T09:00:00.000Z');
    expect(job.to).toEqual({ kind: 'thread', under: channelLetterJob('2026-12', 1).key });
  });
});
