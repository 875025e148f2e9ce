import fc from 'fast-check';
import {
  closed,
  heldPrefix,
  indexKey,
  isPlanned,
  jobSchema,
  newestFirst,
  newJob,
  PLANNED,
  reopened,
  sentAgain,
  statePrefix,
  URGENT,
  urgentKey,
  type Job,
  type JobState,
} from '../../src/delivery/job';
import { endOfPrefix } from '../../src/storage/table';

const NOW = '2026-11-23T08:00:00.000Z';
const LATER = '2026-11-23T09:00:00.000Z';

function aJob(parts: Partial<Job> = {}): Job {
  const made = newJob(
    {
      key: 'n|V-2026-0042|card|channel',
      kind: 'collaboration.channelCard',
      subject: 'V-2026-0042',
      mode: 'card',
      to: { kind: 'channel' },
      wanted: 1,
    },
    NOW,
  );
  return { ...made, ...parts };
}

const moments = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map(date => date.toISOString());

/** The keys of the jobs as a range of the table gives them. */
function inOrder(jobs: readonly Job[]): string[] {
  const keys = new Map(jobs.map(job => [indexKey(job), job.key]));
  return [...keys.keys()].sort().map(key => keys.get(key)!);
}

describe('a new job', () => {
  it('waits, is due at once, and has shown nothing', () => {
    expect(aJob()).toMatchObject({
      state: 'waiting',
      shown: 0,
      wanted: 1,
      dueAt: NOW,
      attempts: 0,
      repeats: 0,
    });
    expect(jobSchema.parse(aJob())).toEqual(aJob());
  });

  it('keeps where its card stands already', () => {
    const posted = { conversationId: 'c', activityId: 'a', serviceUrl: 'https://s' };
    const { key, kind, subject, mode, to, wanted } = aJob();
    expect(newJob({ key, kind, subject, mode, to, wanted, posted }, NOW)).toMatchObject({ posted, shown: 0 });
  });
});

describe('the index', () => {
  it('has waiting jobs by when they are due', () => {
    fc.assert(
      fc.property(fc.uniqueArray(moments), dues => {
        const jobs = dues.map((dueAt, index) => aJob({ key: `k${index}`, dueAt }));
        const expected = [...jobs].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
        expect(inOrder(jobs)).toEqual(expected.map(({ key }) => key));
      }),
    );
  });

  it.each<JobState>(['sent', 'failed', 'ambiguous'])('has %s jobs newest first', state => {
    fc.assert(
      fc.property(fc.uniqueArray(moments), changes => {
        const jobs = changes.map((changedAt, index) => aJob({ key: `k${index}`, state, changedAt }));
        const expected = [...jobs].sort((a, b) => Date.parse(b.changedAt) - Date.parse(a.changedAt));
        expect(inOrder(jobs)).toEqual(expected.map(({ key }) => key));
      }),
    );
  });

  it('has held jobs by what they wait for, the oldest first', () => {
    const person = (id: string) => ({ to: { kind: 'person', id } as const });
    const held = (key: string, minute: string, parts: Partial<Job>) =>
      aJob({ key, state: 'held', createdAt: `2026-11-23T08:${minute}:00.000Z`, ...parts });
    const jobs = [
      held('k1', '05', person('b')),
      held('k2', '04', person('a')),
      held('k3', '03', { to: { kind: 'channel' } }),
      held('k4', '02', person('b')),
      held('k5', '01', { to: { kind: 'thread', under: 'k3' } }),
    ];
    const waitingFor = (id: string) => inOrder(jobs.filter(job => indexKey(job).startsWith(heldPrefix(id))));
    expect(waitingFor('channel')).toEqual(['k5', 'k3']);
    expect(waitingFor('b')).toEqual(['k4', 'k1']);
    expect(waitingFor('a')).toEqual(['k2']);
  });

  it('has each job under the prefix of its state, and under no other', () => {
    const states = jobSchema.shape.state.options;
    for (const state of states) {
      const key = indexKey(aJob({ state }));
      const under = states.filter(
        other => statePrefix(other) <= key && key < endOfPrefix(statePrefix(other)),
      );
      expect(under).toEqual([state]);
    }
  });

  it('has a key of its own for each of two jobs of the same moment', () =>
    expect(indexKey(aJob({ key: 'k1' }))).not.toBe(indexKey(aJob({ key: 'k2' }))));

  it('sorts a later moment first, in keys of one length', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        expect(newestFirst(a) < newestFirst(b)).toBe(a > b);
        expect(newestFirst(a)).toMatch(/^\d{13}$/);
      }),
    );
  });
});

describe('a card job that is opened again', () => {
  const posted = { conversationId: 'c', activityId: 'a', serviceUrl: 'https://s' };

  it.each<JobState>(['sent', 'failed', 'ambiguous', 'held'])('after it was %s: is due now, afresh', state =>
    expect(
      reopened(aJob({ state, reason: 'serverError', attempts: 5, shown: 1, repeats: 1, posted }), 2, LATER),
    ).toEqual(aJob({ wanted: 2, shown: 1, posted, repeats: 1, changedAt: LATER, dueAt: LATER, attempts: 0 })),
  );

  it('after a post of which nobody knows whether it arrived: is not posted again because of a change', () => {
    const unsure = aJob({ state: 'ambiguous', reason: 'noAnswer', attempts: 1 });
    expect(reopened(unsure, 2, LATER)).toEqual({ ...unsure, wanted: 2 });
  });

  it('while it waits: keeps its time, its attempts and its place in the pacing', () => {
    const waiting = aJob({ dueAt: '2026-11-23T09:30:00.000Z', attempts: 3, paced: true });
    expect(reopened(waiting, 2, LATER)).toEqual({ ...waiting, wanted: 2, changedAt: LATER });
  });

  it('after it was held: has no place in the pacing any more', () =>
    expect(reopened(aJob({ state: 'held', paced: true }), 2, LATER)).not.toHaveProperty('paced'));

  it('while a worker has it: stays with that worker', () => {
    const taken = { until: '2026-11-23T09:01:00.000Z', posting: true };
    expect(reopened(aJob({ taken }), 2, LATER).taken).toEqual(taken);
  });

  it('never wants an older version than before', () =>
    expect(reopened(aJob({ wanted: 7 }), 3, LATER).wanted).toBe(7));

  it('carries no reason any more, and can be stored', () => {
    const open = reopened(aJob({ state: 'failed', reason: 'poison' }), 2, LATER);
    expect(open).not.toHaveProperty('reason');
    expect(jobSchema.parse(JSON.parse(JSON.stringify(open)))).toEqual(open);
  });
});

describe('a job that a person sends again', () => {
  it('is due now; one that may have arrived is handled like one that a crash interrupted', () => {
    const unsure = aJob({ state: 'ambiguous', reason: 'noAnswer' });
    expect(sentAgain(unsure, LATER)).toMatchObject({
      state: 'waiting',
      dueAt: LATER,
      taken: { until: LATER, posting: true },
    });
    expect(sentAgain(aJob({ state: 'failed', reason: 'serverError' }), LATER)).not.toHaveProperty('taken');
  });
});

describe('a job that is entered for a later moment', () => {
  const { key, kind, subject, mode, to, wanted } = aJob();
  const planned = newJob({ key, kind, subject, mode, to, wanted, dueAt: LATER }, NOW);

  it('stands among the planned ones by when it is due, and not among those that wait', () => {
    expect(isPlanned(planned)).toBe(true);
    expect(indexKey(planned)).toBe(`${PLANNED}${LATER}|${key}`);
    expect(indexKey(planned).startsWith(statePrefix('waiting'))).toBe(false);
    expect(jobSchema.parse(planned)).toEqual(planned);
  });

  it('is one that waits as soon as it has begun', () => {
    const { planned: _begun, ...begun } = planned;
    expect(isPlanned(begun)).toBe(false);
    expect(indexKey(begun)).toBe(`${statePrefix('waiting')}${LATER}|${key}`);
  });

  it('stays planned for its moment when its card is wanted in a newer version', () =>
    expect(reopened(planned, 2, NOW)).toEqual({ ...planned, wanted: 2 }));

  it.each<JobState>(['held', 'failed', 'sent'])(
    'is due at once when it is opened again after it was %s',
    state => {
      const again = reopened({ ...planned, state }, 2, LATER);
      expect(isPlanned(again)).toBe(false);
      expect(again.dueAt).toBe(LATER);
    },
  );

  it('is planned no more when it has lost its reason', () => {
    const over = closed(planned, LATER);
    expect(isPlanned(over)).toBe(false);
    expect(over).toMatchObject({ state: 'sent', shown: planned.wanted, changedAt: LATER });
    expect(closed({ ...planned, state: 'failed', reason: 'poison' }, LATER)).not.toHaveProperty('reason');
  });
});

describe('a job that somebody waits for', () => {
  const posted = { conversationId: 'c', activityId: 'a', serviceUrl: 'https://s' };
  const urgent = (parts: Partial<Job>) => aJob({ urgent: true, ...parts });

  it.each<[JobState, boolean]>([
    ['waiting', false],
    ['sent', false],
    ['held', true],
    ['failed', true],
    ['ambiguous', true],
  ])('and that is %s needs an officer: %j', (state, needs) => {
    expect(urgentKey(urgent({ state })) !== undefined).toBe(needs);
    expect(urgentKey(aJob({ state }))).toBeUndefined();
    // It has arrived once; that it cannot be brought up to date keeps nobody waiting.
    expect(urgentKey(urgent({ state, posted }))).toBeUndefined();
  });

  it('stands by creation, then by what it is about', () => {
    const keys = [
      urgent({ state: 'held', createdAt: NOW, subject: 'V-2026-0001', key: 'z' }),
      urgent({ state: 'failed', createdAt: NOW, subject: 'V-2026-0002', key: 'a' }),
      urgent({ state: 'held', createdAt: LATER, subject: 'V-2025-0001', key: 'a' }),
    ].map(job => urgentKey(job)!);
    expect([...keys].sort()).toEqual(keys);
    expect(keys.every(key => key.startsWith(URGENT))).toBe(true);
  });
});
