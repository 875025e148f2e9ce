import { newJob, type Job } from '../../src/delivery/job';
import type { Write } from '../../src/storage/table';
import {
  aboutOf,
  askJob,
  asksIn,
  isPresidiumJob,
  reminderJob,
  settled,
} from '../../src/presidium/deliveries';
import { aDelegate, aDelegation, personId } from './support';

const AT = '2026-11-23T09:00:00.000Z';
const KIM = personId(1);
const posted = { conversationId: 'c', activityId: '1', serviceUrl: 'https://x' };
const asking = aDelegation({ delegates: [aDelegate({ personId: KIM })] });
const answered = aDelegation({
  delegates: [aDelegate({ personId: KIM, answer: { value: 'yes', at: AT, by: KIM } })],
});

function ask(parts: Partial<Job> = {}) {
  return { job: { ...newJob(askJob('2027', 2027, KIM, 1), AT), ...parts }, etag: 'e' };
}

function reminder(parts: Partial<Job> = {}) {
  return { job: { ...newJob(reminderJob('2027', 2027, KIM, '2027-03-08', 1), AT), ...parts }, etag: 'e' };
}

/** What the job is after the writes. */
function after(writes: readonly Write[]): Partial<Job> | undefined {
  const [first] = writes;
  return first && 'body' in first ? first.body : undefined;
}

describe('the job of a question', () => {
  it('says which meeting, and for a reminder which day', () => {
    expect(aboutOf(ask().job)).toEqual({ meetingId: '2027' });
    expect(aboutOf(reminder().job)).toEqual({ meetingId: '2027', date: '2027-03-08' });
    expect(isPresidiumJob(ask().job)).toBe(true);
    expect(isPresidiumJob({ kind: 'newsletter.letter' })).toBe(false);
  });

  it('has a key that a button may carry', () => expect(reminder().job.key).toMatch(/^[\w|-]{1,300}$/));

  it('is another one when the meeting has been moved to another year', () => {
    const moved = askJob('2027', 2028, KIM, 1);
    expect(moved.key).not.toBe(ask().job.key);
    expect(asksIn([ask(), reminder()], 2028).size).toBe(0);
    expect([...asksIn([ask(), reminder()], 2027).keys()]).toEqual([KIM]);
  });
});

describe('what becomes of a job when the delegation is changed', () => {
  it.each([
    ['a card that is there is brought up to date', ask({ state: 'sent', posted }), answered, 'waiting'],
    ['a reminder that is there, too', reminder({ state: 'sent', posted }), answered, 'waiting'],
    ['one on its way finds out by itself', ask(), answered, 'waiting'],
    ['one that cannot arrive is closed when it was answered', ask({ state: 'held' }), answered, 'sent'],
    ['or when nobody is asked any more', ask({ state: 'failed' }), aDelegation(), 'sent'],
    ['one that was closed is opened when it asks again', ask({ state: 'sent' }), asking, 'waiting'],
  ] as const)('%s', (_what, stored, delegation, state) =>
    expect(after(settled(stored, delegation, 7, AT))).toMatchObject({ state }),
  );

  it.each([
    ['one that waits for its person goes on waiting', ask({ state: 'held' }), asking],
    ['a reminder that was closed stays closed', reminder({ state: 'sent' }), asking],
  ])('%s', (_what, stored, delegation) => expect(settled(stored, delegation, 7, AT)).toEqual([]));
});
