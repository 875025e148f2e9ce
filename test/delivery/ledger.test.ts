import { newJob, PLANNED, statePrefix, type Job, type NewJob } from '../../src/delivery/job';
import {
  closeJob,
  enterJobs,
  insertJob,
  makeLedger,
  reopenJob,
  type Ledger,
} from '../../src/delivery/ledger';
import type { Storage } from '../../src/storage/connection';
import { openTestStorage } from '../support/storage';

const NOW = '2026-11-23T08:00:00.000Z';
const DUE = '2026-11-30T08:00:00.000Z';
const PERSON = 'a-person';

let storage: Storage;
let ledger: Ledger;
let partition: string;
let numbers = 0;

beforeAll(async () => {
  storage = await openTestStorage();
});

beforeEach(() => {
  partition = `city${(numbers += 1)}`;
  ledger = makeLedger(storage.register, partition);
});

function aQuestion(subject: string, parts: Partial<NewJob> = {}): NewJob {
  return {
    key: `n|${subject}|card|question1|${PERSON}`,
    kind: 'collaboration.question',
    subject,
    mode: 'card',
    to: { kind: 'person', id: PERSON },
    wanted: 1,
    urgent: true,
    ...parts,
  };
}

async function enters(job: NewJob, now = NOW): Promise<Job> {
  await storage.register.commit(partition, insertJob(job, now));
  return newJob(job, now);
}

async function becomes(job: Job, parts: Partial<Job>): Promise<Job> {
  const stored = (await ledger.read(job.key))!;
  const after = { ...stored.job, ...parts };
  await ledger.write(stored, after);
  return after;
}

async function indexRows(): Promise<string[]> {
  return (await storage.register.range(partition, 'l|', 'l}', 1000)).rows.map(row => row.key);
}

describe('a planned job', () => {
  it('is found when it is due and not before', async () => {
    const { key } = await enters(aQuestion('V-2026-0001', { dueAt: DUE }));
    const until = async (moment: string) => (await ledger.keysIn(PLANNED, 10, `${PLANNED}${moment}~`)).keys;
    expect(await until('2026-11-30T07:59:59.999Z')).toEqual([]);
    expect(await until(DUE)).toEqual([key]);
    expect((await ledger.keysIn(statePrefix('waiting'), 10)).keys).toEqual([]);
    expect((await ledger.count(statePrefix('waiting'), 10)).count).toBe(0);
  });

  it('leaves the plan, and no row behind, when it has lost its reason', async () => {
    const { key } = await enters(aQuestion('V-2026-0001', { dueAt: DUE }));
    await storage.register.commit(partition, closeJob((await ledger.read(key))!, NOW));
    expect(await indexRows()).toEqual([expect.stringContaining('l|sent|')]);
    // What has been sent stays as it is.
    expect(closeJob((await ledger.read(key))!, NOW)).toEqual([]);
  });

  it('stays in the plan when its card is wanted in a newer version', async () => {
    const { key } = await enters(aQuestion('V-2026-0001', { dueAt: DUE }));
    await storage.register.commit(partition, reopenJob((await ledger.read(key))!, 4, NOW));
    expect(await indexRows()).toEqual([`${PLANNED}${DUE}|${key}`]);
    expect((await ledger.read(key))!.job.wanted).toBe(4);
  });
});

describe('jobs that need an officer', () => {
  it('are read oldest first, page by page, with what they are about', async () => {
    const subjects = ['V-2026-0003', 'V-2026-0001', 'V-2026-0002'];
    for (const [hour, subject] of subjects.entries()) {
      await becomes(await enters(aQuestion(subject), `2026-11-23T0${hour}:00:00.000Z`), { state: 'held' });
    }
    // A question and its reminder are entered at the same moment.
    const reminder = { key: `n|V-2026-0003|card|reminder1|${PERSON}`, dueAt: DUE };
    await becomes(await enters(aQuestion('V-2026-0003', reminder), '2026-11-23T00:00:00.000Z'), {
      state: 'failed',
    });
    const all = await ledger.urgent(10);
    expect(all.more).toBe(false);
    expect(all.items.map(({ subject }) => subject)).toEqual([subjects[0], ...subjects]);
    expect((await ledger.urgent(2)).more).toBe(true);
    const { createdAt, subject } = all.items[0]!;
    const rest = await ledger.urgent(10, `${createdAt}|${subject}`);
    expect(rest.items.map(item => item.subject)).toEqual(subjects.slice(1));
  });

  it('are no more among them when they are sent again, have arrived, or have lost their reason', async () => {
    const jobs = await Promise.all(
      ['V-2026-0001', 'V-2026-0002', 'V-2026-0003'].map(subject => enters(aQuestion(subject))),
    );
    for (const job of jobs) await becomes(job, { state: 'held', reason: 'notInstalled' });
    expect((await ledger.urgent(10)).items).toHaveLength(3);
    await ledger.sendAgain(jobs[0]!.key, NOW);
    await becomes(jobs[1]!, { state: 'sent' });
    await storage.register.commit(partition, closeJob((await ledger.read(jobs[2]!.key))!, NOW));
    expect((await ledger.urgent(10)).items).toEqual([]);
    expect(await indexRows()).toHaveLength(3);
  });

  it('are released together when the person opens the bot', async () => {
    for (const subject of ['V-2026-0001', 'V-2026-0002']) {
      await becomes(await enters(aQuestion(subject)), { state: 'held', reason: 'blocked' });
    }
    expect(await ledger.release(PERSON, NOW)).toHaveLength(2);
    expect((await ledger.urgent(10)).items).toEqual([]);
  });
});

describe('entering many jobs', () => {
  const many = Array.from({ length: 100 }, (_, index) => aQuestion(`V-2026-${1_000 + index}`));

  it('enters those that are not there yet, and leaves the others as they are', async () => {
    const before = await enters(many[50]!, '2026-11-20T08:00:00.000Z');
    const keys = await enterJobs(storage.register, partition, many, NOW);
    expect(keys).toEqual(many.filter((_, index) => index !== 50).map(({ key }) => key));
    expect((await ledger.read(many[50]!.key))?.job).toEqual(before);
    expect((await ledger.count(statePrefix('waiting'), 1_000)).count).toBe(many.length);
    expect(await enterJobs(storage.register, partition, many, NOW)).toEqual([]);
  });
});
