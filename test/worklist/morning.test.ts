import { CITY_PARTITION } from '../../src/capabilities';
import type { Job } from '../../src/delivery/job';
import { makeLedger } from '../../src/delivery/ledger';
import type { CardMessage } from '../../src/cards/card';
import { seedLists } from '../../src/directory/lists';
import { makeFinder } from '../../src/register/finder';
import { makeCollaborationStore } from '../../src/register/store';
import type { Storage } from '../../src/storage/connection';
import { StorageUnavailableError } from '../../src/storage/errors';
import type { Table } from '../../src/storage/table';
import { isMorningJob, makeMorning, morningJob } from '../../src/worklist/morning';
import { textOf } from '../support/bot';
import { aContent, SENDER } from '../support/contents';
import { faultsIn, readRegister } from '../support/register';
import { openTestStorage } from '../support/storage';
import { fill } from './fill';

/** Nine in the morning in Göteborg, in winter. */
const on = (day: string) => new Date(`${day}T08:00:00.000Z`);
const keyOf = (day: string) => morningJob(day).key;

// What is told on Thursday 19 November 2026 has waited for three working days on Tuesday 24 November.
const [THURSDAY, FRIDAY] = ['2026-11-19', '2026-11-20'];
const [TUESDAY, WEDNESDAY, NEXT_TUESDAY] = ['2026-11-24', '2026-11-25', '2026-12-01'];

let storage: Storage;

beforeEach(async () => {
  storage = await openTestStorage();
});

afterEach(async () => {
  expect(faultsIn(await readRegister(storage))).toEqual([]);
});

/** A bot as far as the morning's card goes; `over` puts faults before its storage. */
function startMorning(over: (table: Table) => Partial<Table> = () => ({}), now = () => new Date(0)) {
  const table = { ...storage.register, ...over(storage.register) };
  return makeMorning({
    table,
    partition: CITY_PARTITION,
    finder: makeFinder(table, CITY_PARTITION),
    ledger: makeLedger(table, CITY_PARTITION),
    store: makeCollaborationStore(table, CITY_PARTITION),
    lists: () => Promise.resolve(seedLists),
    now,
  });
}

async function told(day: string, count = 1): Promise<string[]> {
  const one = { content: aContent(), past: 'new', by: SENDER, at: on(day) } as const;
  return fill(
    { storage },
    Array.from({ length: count }, () => one),
  );
}

async function morningJobs(): Promise<Job[]> {
  return (await readRegister(storage)).jobs.filter(isMorningJob);
}

/** What the delivery engine would have written down of a job. */
async function becomes(day: string, change: Partial<Job>): Promise<void> {
  const ledger = makeLedger(storage.register, CITY_PARTITION);
  const stored = (await ledger.read(keyOf(day)))!;
  await ledger.write(stored, { ...stored.job, ...change });
}

const posted = { conversationId: 'c', activityId: '1', serviceUrl: 'https://x' };
const sentOn = (day: string) =>
  ({ state: 'sent', shown: 1, posted, changedAt: on(day).toISOString() }) satisfies Partial<Job>;

async function throughDays(days: readonly string[], clock = startMorning()): Promise<string[]> {
  const entered: string[] = [];
  for (const day of days) {
    for (const key of await clock.enterDue(on(day))) {
      entered.push(day);
      await becomes(key.split('|').at(-1)!, sentOn(day));
    }
  }
  return entered;
}

const november = ['2026-11-23', TUESDAY, WEDNESDAY, '2026-11-26', '2026-11-27', '2026-11-30'];
const december = [NEXT_TUESDAY, '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08'];

describe('what has waited for three working days', () => {
  it('is told of that morning, and a week later, as long as it waits', async () => {
    await told(THURSDAY);
    expect(await throughDays([...november, ...december])).toEqual([TUESDAY, NEXT_TUESDAY, '2026-12-08']);
  });

  it('is told of at once when more joins, and the week begins anew', async () => {
    await told(THURSDAY);
    await told(FRIDAY);
    expect(await throughDays([...november, ...december])).toEqual([TUESDAY, WEDNESDAY, '2026-12-02']);
  });

  it('is told of although it came to the City long before it was written down here', async () => {
    await told(THURSDAY);
    const clock = startMorning();
    await throughDays([TUESDAY], clock);
    const submittedBy = { function: 'Samordnare', unitId: 'kultur', receivedOn: '2026-11-02' };
    const content = aContent({ submittedBy });
    await fill({ storage }, [{ content, past: 'new', by: SENDER, at: on(TUESDAY) }]);
    expect(await throughDays([WEDNESDAY], clock)).toEqual([WEDNESDAY]);
  });

  it('is told of in one card after a long downtime', async () => {
    await told(THURSDAY);
    await told(FRIDAY);
    expect(await throughDays([...december, ...december])).toEqual([NEXT_TUESDAY, '2026-12-08']);
  });

  it('is left alone at night, on free days and before nine', async () => {
    await told(THURSDAY);
    const clock = startMorning();
    for (const at of [
      '2026-11-24T07:59:59Z',
      '2026-11-24T16:00:00Z',
      '2026-11-28T09:00:00Z',
      '2026-12-24T09:00:00Z',
    ]) {
      expect(await clock.enterDue(new Date(at))).toEqual([]);
    }
    expect(await clock.enterDue(new Date('2026-11-24T15:59:59Z'))).toEqual([keyOf(TUESDAY)]);
  });

  it('when there is nothing, nothing is told', async () => {
    await told('2026-11-24');
    expect(await throughDays([TUESDAY, WEDNESDAY])).toEqual([]);
  });
});

describe('several instances', () => {
  it('that ask at once enter one card each time', async () => {
    await told(THURSDAY);
    const all = [startMorning(), startMorning(), startMorning()];
    const entered: string[] = [];
    for (const day of [...november, ...december]) {
      for (let tick = 0; tick < 2; tick += 1) {
        const keys = (await Promise.all(all.map(clock => clock.enterDue(on(day))))).flat();
        entered.push(...keys);
        for (const key of keys) await becomes(key.split('|').at(-1)!, sentOn(day));
      }
    }
    expect(entered).toEqual([TUESDAY, NEXT_TUESDAY, '2026-12-08'].map(keyOf));
  });

  it('look once a day each, and ask storage nothing more', async () => {
    await told(THURSDAY);
    const clock = startMorning();
    await clock.enterDue(on(TUESDAY));
    const other = startMorning();
    await other.enterDue(on(TUESDAY));
    const before = storage.meter.roundTrips;
    for (let tick = 0; tick < 50; tick += 1) {
      await clock.enterDue(on(TUESDAY));
      await other.enterDue(on(TUESDAY));
      await clock.enterDue(new Date('2026-11-24T22:00:00Z'));
    }
    expect(storage.meter.roundTrips).toBe(before);
  });

  it('one dies before its card is stored: another one enters it', async () => {
    await told(THURSDAY);
    const dying = startMorning(() => ({
      commit: () => Promise.reject(new StorageUnavailableError('gone')),
    }));
    await expect(dying.enterDue(on(TUESDAY))).rejects.toThrow(StorageUnavailableError);
    expect(await morningJobs()).toEqual([]);
    expect(await startMorning().enterDue(on(TUESDAY))).toEqual([keyOf(TUESDAY)]);
    expect(await dying.enterDue(on(TUESDAY))).toEqual([]);
  });

  it('one dies after its card was stored: it waits in the ledger, and nobody enters another', async () => {
    await told(THURSDAY);
    const deaf = startMorning(table => ({
      async commit(...args) {
        await table.commit(...args);
        throw new StorageUnavailableError('gone');
      },
    }));
    await expect(deaf.enterDue(on(TUESDAY))).rejects.toThrow(StorageUnavailableError);
    expect(await deaf.enterDue(on(TUESDAY))).toEqual([]);
    expect(await startMorning().enterDue(on(TUESDAY))).toEqual([]);
    expect(await morningJobs()).toMatchObject([{ key: keyOf(TUESDAY), state: 'waiting' }]);
  });
});

describe('a card that has not come yet', () => {
  it.each([
    ['is held', { state: 'held' }],
    ['has failed', { state: 'failed' }],
    ['may have come', { state: 'ambiguous' }],
    ['is about to be sent', {}],
    ['was put off until this morning', { planned: true, dueAt: on(WEDNESDAY).toISOString() }],
    ['was left by a worker that died', { taken: { until: on(TUESDAY).toISOString(), posting: true } }],
  ] satisfies [string, Partial<Job>][])('and %s gives way to the next one', async (_how, change) => {
    await told(THURSDAY);
    await told(FRIDAY);
    const clock = startMorning();
    await clock.enterDue(on(TUESDAY));
    await becomes(TUESDAY, change);
    expect(await clock.enterDue(on(WEDNESDAY))).toEqual([keyOf(WEDNESDAY)]);
    const [old, next] = (await morningJobs()).sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(old).toMatchObject({ key: keyOf(TUESDAY), state: 'sent' });
    expect(old?.posted).toBeUndefined();
    expect(next).toMatchObject({ key: keyOf(WEDNESDAY), state: 'waiting' });
  });

  it('for weeks leaves one to come', async () => {
    await told(THURSDAY);
    await told(FRIDAY);
    const clock = startMorning();
    for (const day of [...november, ...december]) {
      for (const key of await clock.enterDue(on(day)))
        await becomes(key.split('|').at(-1)!, { state: 'held', reason: 'noChannel' });
    }
    const held = (await morningJobs()).filter(({ state }) => state === 'held');
    expect(held.map(({ key }) => key)).toEqual([keyOf('2026-12-02')]);
  });

  it('and came late counts from the day on which it came', async () => {
    await told(THURSDAY);
    const clock = startMorning();
    await clock.enterDue(on(TUESDAY));
    await becomes(TUESDAY, sentOn('2026-11-26'));
    expect(await throughDays([...november, ...december], clock)).toEqual(['2026-12-03']);
  });

  it('and is being sent in that moment is waited for, and is the one of that day', async () => {
    await told(THURSDAY);
    await told(FRIDAY);
    await told('2026-11-23');
    const clock = startMorning();
    await clock.enterDue(on(TUESDAY));
    await becomes(TUESDAY, { taken: { until: '2026-11-25T08:00:30.000Z', posting: true } });
    expect(await clock.enterDue(on(WEDNESDAY))).toEqual([]);
    await becomes(TUESDAY, { ...sentOn(WEDNESDAY), taken: undefined });
    expect(await clock.enterDue(new Date('2026-11-25T08:00:10Z'))).toEqual([]);
    expect(await startMorning().enterDue(new Date('2026-11-25T08:01:00Z'))).toEqual([]);
    // What had joined by then stood in it; what has joined since then is told of.
    expect(await throughDays(['2026-11-26'], clock)).toEqual(['2026-11-26']);
  });

  it('and changes while it is looked at is looked at again', async () => {
    await told(THURSDAY);
    await told(FRIDAY);
    let isChanging = false;
    const clock = startMorning(table => ({
      async commit(...args) {
        if (isChanging) await becomes(TUESDAY, sentOn(WEDNESDAY));
        isChanging = false;
        await table.commit(...args);
      },
    }));
    await clock.enterDue(on(TUESDAY));
    isChanging = true;
    expect(await clock.enterDue(on(WEDNESDAY))).toEqual([]);
    expect(await clock.enterDue(on(WEDNESDAY))).toEqual([]);
    expect(await morningJobs()).toHaveLength(1);
  });
});

describe('what is shown', () => {
  const shownAt = (at: string) => startMorning(undefined, () => new Date(at)).render(morningJobOf());
  const morningJobOf = () => ({ ...morningJob(TUESDAY), state: 'waiting' }) as Job;

  it.each([
    ['2026-11-24T07:59:00Z', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24T16:00:00Z', '2026-11-25T08:00:00.000Z'],
    ['2026-11-27T20:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['2026-12-23T20:00:00Z', '2026-12-28T08:00:00.000Z'],
    ['2027-06-24T20:00:00Z', '2027-06-28T07:00:00.000Z'],
  ])('at %s waits until %s', async (at, until) => {
    await told(THURSDAY);
    expect(await shownAt(at)).toEqual({ waitUntil: until });
  });

  it('is what waits at the moment when it is sent, and nothing when nothing does', async () => {
    expect(await shownAt('2026-11-24T09:00:00Z')).toBe('nothing');
    const [first] = await told(THURSDAY);
    await told(FRIDAY);
    const { message } = (await shownAt('2026-11-24T09:00:00Z')) as { message: CardMessage };
    expect(textOf(message.card)).toContain('1 samarbete har väntat');
    expect(textOf(message.card)).toContain(`${first} · Kulturförvaltningen`);
    expect(textOf(message.card)).toContain('Ny · 3 arbetsdagar');
    const later = (await shownAt('2026-11-25T09:00:00Z')) as { message: CardMessage };
    expect(textOf(later.message.card)).toContain('2 samarbeten har väntat');
  });

  it('is the eight oldest of many, with how many there are', async () => {
    await told(THURSDAY, 12);
    const { message } = (await shownAt('2026-11-24T09:00:00Z')) as { message: CardMessage };
    expect(textOf(message.card)).toContain('12 samarbeten har väntat');
    expect(textOf(message.card).match(/V-2026-\d{4}/g)).toHaveLength(8);
    expect(textOf(message.card)).toContain('Här visas de som har väntat längst.');
    await told(THURSDAY, 190);
    const more = (await shownAt('2026-11-24T09:00:00Z')) as { message: CardMessage };
    expect(textOf(more.message.card)).toContain('fler än 200 samarbeten har väntat');
  });
});
