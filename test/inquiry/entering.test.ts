import { CITY_PARTITION } from '../../src/capabilities';
import { enterJobs } from '../../src/delivery/ledger';
import { jobsOf } from '../../src/inquiry/deliveries';
import type { Inquiry } from '../../src/inquiry/model';
import { openStorage, type Storage } from '../../src/storage/connection';
import { randomPrefix, startTestBot, type TestBot } from '../support/bot';
import { eventually } from '../support/bot';
import { atRest } from '../support/journey';
import { makesEditors } from '../support/keeping';
import { clockFrom, startOffice, TODAY } from '../hosting/support';
import { asks, jobsNow, latest, questionsTo, storeOf } from './support';
import { anInquiry } from './inquiries';

const NOW = new Date(`${TODAY}T09:00:00.000Z`);

/** Sixty units with three editors each: more than fits into a transaction, three times over. */
const many: Inquiry = anInquiry({
  pending: 'asks',
  units: Array.from({ length: 60 }, (_, unit) => ({
    unitId: `enhet-${unit}`,
    editors: [0, 1, 2].map(editor => `person-${unit}-${editor}`),
  })),
});
const ALL = 60 * 3 * 2 + 1;

describe('entering what is sent to many', () => {
  let storage: Storage;

  beforeEach(async () => {
    storage = openStorage({
      connectionString: process.env.TEST_STORAGE,
      prefix: randomPrefix(),
      timeoutMs: 5_000,
    });
    await storage.prepare();
    await storeOf({ storage }).insert(many);
  });

  it('ends with each job once, and remembers that it is done', async () => {
    const keys = await storeOf({ storage }).finish(many.id, NOW);
    expect(new Set(keys).size).toBe(ALL);
    expect(await jobsNow({ storage })).toHaveLength(ALL);
    expect((await latest({ storage })).pending).toBeUndefined();
    expect(await storeOf({ storage }).finish(many.id, NOW)).toEqual([]);
  });

  it('goes on where a process died', async () => {
    const some = jobsOf({ ...many, version: 1 }).filter((_, index) => index % 3 === 0);
    await enterJobs(storage.register, CITY_PARTITION, some, NOW.toISOString());
    const keys = await storeOf({ storage }).finish(many.id, NOW);
    expect(keys).toHaveLength(ALL - some.length);
    expect(await jobsNow({ storage })).toHaveLength(ALL);
  });

  it('by two at once enters each job once', async () => {
    const both = await Promise.all([1, 2].map(() => storeOf({ storage }).finish(many.id, NOW)));
    const jobs = await jobsNow({ storage });
    expect(jobs).toHaveLength(ALL);
    expect(new Set(jobs.map(({ key }) => key)).size).toBe(ALL);
    expect(new Set(both.flat()).size).toBe(ALL);
    expect((await latest({ storage })).pending).toBeUndefined();
  });
});

it('a bot that starts finds what another one left when it died, and asks each once', async () => {
  const prefix = randomPrefix();
  const { bot, robin } = await startOffice({ prefix });
  const kim = bot.person('Kim Andersson');
  let other: TestBot | undefined;
  try {
    await kim.installs();
    await makesEditors(bot, 'kultur', [{ person: kim }]);
    await asks(robin, { units: 'kultur' });
    await eventually('the question', () => questionsTo(bot, kim)[0]);
    const { storage } = bot;
    const store = storeOf(bot);
    // As it stands when a process dies between the two: asked, and not entered.
    await store.insert({
      ...(await latest(bot)),
      id: '8204000000000-0123abcd',
      pending: 'asks',
      replies: [],
      version: 1,
    });
    other = await startTestBot({ prefix, teams: bot.teams, now: clockFrom(`${TODAY}T09:00:00.000Z`) });
    await eventually('the other question', () => questionsTo(bot, kim)[1]);
    await atRest({ storage });
    expect(questionsTo(bot, kim)).toHaveLength(2);
  } finally {
    await other?.stop();
    await bot.stop();
  }
}, 60_000);
