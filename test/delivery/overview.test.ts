import { CITY_PARTITION } from '../../src/capabilities';
import { overviewCard } from '../../src/delivery/cards';
import { newJob, type Job, type NewJob } from '../../src/delivery/job';
import { insertJob, makeLedger, type Ledger } from '../../src/delivery/ledger';
import { makeDeliveryOverview, type NextDue, type Overview } from '../../src/delivery/overview';
import type { Storage } from '../../src/storage/connection';
import type { Write } from '../../src/storage/table';
import { textOf } from '../support/bot';
import { openTestStorage } from '../support/storage';

const NOW = new Date('2026-11-24T08:00:00Z');
const DAY_MS = 86_400_000;
const ROBIN = { id: 'robin', name: 'Robin Lindqvist', tenantId: 't' };

let storage: Storage;
let ledger: Ledger;

beforeEach(async () => {
  storage = await openTestStorage();
  ledger = makeLedger(storage.register, CITY_PARTITION);
});

function daysAgo(days: number): string {
  return new Date(NOW.getTime() - days * DAY_MS).toISOString();
}

function aJob(key: string, dueAt?: string): NewJob {
  const about = { kind: 'collaboration.reminder', subject: 'V-2026-0001', mode: 'once', wanted: 1 } as const;
  return { ...about, key, to: { kind: 'channel' }, dueAt };
}

async function enters(job: NewJob, changes?: Partial<Job>, at = NOW.toISOString()): Promise<void> {
  await storage.register.commit(CITY_PARTITION, insertJob(job, at));
  const stored = (await ledger.read(job.key))!;
  if (changes) await ledger.write(stored, { ...stored.job, ...changes });
}

async function wasSent(key: string, at: string): Promise<void> {
  const posted = { conversationId: 'c', activityId: 'a', serviceUrl: 's' };
  await enters(aJob(key), { state: 'sent', posted, changedAt: at }, at);
}

function overviewFor(nextDue?: () => Promise<NextDue | undefined>): Promise<Overview> {
  return makeDeliveryOverview({
    ledger,
    coordinators: {
      includes: id => Promise.resolve(id === ROBIN.id),
      count: () => Promise.resolve(1),
      ids: () => Promise.resolve(new Set([ROBIN.id])),
    },
    lastCompleted: () => NOW,
    stalled: () => false,
    lost: () => Promise.resolve(undefined),
    nextDue,
  }).overview(ROBIN, NOW);
}

describe('what was sent in 30 days', () => {
  it('holds the thirtieth day and nothing before, and not what lost its reason unsent', async () => {
    for (const days of [0, 1, 29, 30]) await wasSent(`sent|${days}`, daysAgo(days));
    for (const days of [30.001, 31, 400]) await wasSent(`old|${days}`, daysAgo(days));
    await enters(aJob('closed'), { state: 'sent' });
    expect((await overviewFor()).counts.sentLately).toEqual({ count: 4, more: false });
  });

  it('is counted up to a thousand', async () => {
    const writes = Array.from({ length: 1001 }, (_, index): Write => {
      return { do: 'insert', key: `l|sent|${String(index).padStart(13, '0')}|x`, body: { key: `${index}` } };
    });
    for (let start = 0; start < writes.length; start += 100)
      await storage.register.commit(CITY_PARTITION, writes.slice(start, start + 100));
    const overview = await overviewFor();
    expect(overview.counts.sentLately).toEqual({ count: 1000, more: true });
    expect(textOf(overviewCard('sv', { overview, names: new Map() }).card)).toContain(
      'Skickade på 30 dagar: fler än 1000',
    );
  });
});

describe('what is planned', () => {
  it('is counted apart from what waits', async () => {
    await enters(aJob('waiting'));
    for (const days of [2, 3]) await enters(aJob(`planned|${days}`, daysAgo(-days)));
    const { counts } = await overviewFor();
    expect(counts.waiting.count).toBe(1);
    expect(counts.planned.count).toBe(2);
  });

  const reminders = (days: number) => () =>
    Promise.resolve({ at: daysAgo(-days), what: 'reminders' } as const);

  it.each([
    ['the planned job that is due first', undefined, 2, 'V-2026-0001'],
    ['that job, before reminders of a later day', reminders(7), 2, 'V-2026-0001'],
    ['reminders of an earlier day', reminders(1), 1, 'Påminnelser inför värdskapet'],
    ['that job, where there are no reminders', () => Promise.resolve(undefined), 2, 'V-2026-0001'],
  ])('shows what comes next: %s', async (_what, nextDue, days, named) => {
    for (const day of [5, 2, 3]) await enters(aJob(`planned|${day}`, daysAgo(-day)));
    const overview = await overviewFor(nextDue);
    expect(overview.next?.at).toBe(daysAgo(-days));
    expect(textOf(overviewCard('sv', { overview, names: new Map() }).card)).toMatch(
      new RegExp(`Nästa: .* november 2026 kl. 09:00: .*${named}`),
    );
  });
});

const nothing: Overview = {
  counts: {
    waiting: { count: 0, more: false },
    held: { count: 0, more: false },
    failed: { count: 0, more: false },
    ambiguous: { count: 0, more: false },
    planned: { count: 0, more: false },
    sentLately: { count: 0, more: false },
  },
  jobs: { waiting: [], held: [], sent: [], failed: [], ambiguous: [] },
  repeats: 0,
  stalled: false,
  lastCompleted: NOW,
};
const channel = { channel: 'Vänorter', team: 'Stadsledningskontoret' };
const none = new Map<string, string>();

function linesOf(overview: Overview, parts: object = { channel }): string[] {
  return textOf(overviewCard('sv', { overview, names: none, ...parts }).card).split('\n');
}

describe('the card', () => {
  it('says in one line that all is well, and holds little beside', () => {
    expect(linesOf(nothing)).toEqual([
      'Utskick',
      'Inget att åtgärda. Allt har kommit fram.',
      'Kanal: Vänorter i Stadsledningskontoret',
      'Senaste genomgång: 24 november 2026 kl. 09:00',
      'Nästa: inget är inplanerat',
      'Skickade på 30 dagar: 0',
      'Uppdatera',
      'Påminnelser kommande 12 månader',
    ]);
  });

  it.each([
    [
      'a channel that is gone',
      { lost: { at: NOW.toISOString(), why: 'gone' } },
      { channel },
      /^⚠ Kanalen finns inte längre/,
    ],
    [
      'a channel that is closed',
      { lost: { at: NOW.toISOString(), why: 'closed' } },
      { channel },
      /^⚠ Kanalen tar inte emot/,
    ],
    ['no run for long', { stalled: true }, { channel }, /^⚠ Ingen genomgång har blivit klar/],
    ['no channel', {}, {}, /^⚠ Ingen kanal är vald/],
  ] as const)(
    'begins with the alarm, and does not say that all is well: %s',
    (_what, parts, bound, alarm) => {
      const lines = linesOf({ ...nothing, ...parts }, bound);
      expect(lines[1]).toMatch(alarm);
      expect(lines.join('\n')).not.toContain('Inget att åtgärda');
    },
  );

  it('shows an alarm in words and in a colour, and on a lock screen', () => {
    const { card, summary } = overviewCard('en', {
      overview: { ...nothing, stalled: true },
      names: none,
      channel,
    });
    const [, alarm] = card.body as { style?: string; items?: { text: string }[] }[];
    expect(alarm?.style).toBe('attention');
    expect(alarm?.items?.[0]?.text).toMatch(/^⚠ No run has been completed/);
    expect(summary).toMatch(/^No run has been completed/);
  });

  it('says in one line how many need somebody', () => {
    const counts = {
      ...nothing.counts,
      failed: { count: 2, more: false },
      ambiguous: { count: 1, more: false },
      held: { count: 1000, more: true },
    };
    const stuck = { ...newJob(aJob('j'), NOW.toISOString()), state: 'failed', reason: 'badRequest' } as const;
    const lines = linesOf({ ...nothing, counts, jobs: { ...nothing.jobs, failed: [stuck] } });
    expect(lines[1]).toBe('Behöver din åtgärd: 3. Väntar på mottagare: fler än 1000.');
  });
});
