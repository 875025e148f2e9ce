import { CITY_PARTITION } from '../../src/capabilities';
import { makeLetterClock } from '../../src/newsletter/clock';
import { makeContents } from '../../src/newsletter/contents';
import { letterKinds, personLetterJob } from '../../src/newsletter/deliveries';
import { makeNewsletterStore, type NewsletterStore } from '../../src/newsletter/store';
import { makeFinder } from '../../src/register/finder';
import type { Storage } from '../../src/storage/connection';
import { StorageUnavailableError } from '../../src/storage/errors';
import { openTestStorage } from '../support/storage';
import { faultsIn, readRegister } from '../support/register';
import { areEditors, DECEMBER, letterJobs, listsOf, personId, STARTED, subscribes, told } from './support';

const MANY = 95;

let storage: Storage;

beforeEach(async () => {
  storage = await openTestStorage();
});

/** A bot as far as the letter goes; `over` puts faults before its store. */
function startClock(over: (store: NewsletterStore) => NewsletterStore = store => store) {
  const plain = makeNewsletterStore(storage.register, CITY_PARTITION);
  const finder = makeFinder(storage.register, CITY_PARTITION);
  let now = new Date(STARTED);
  const clock = makeLetterClock({
    store: over(plain),
    contents: makeContents({ finder, now: () => now }),
    lists: listsOf(storage).current,
  });
  return (at: string) => {
    now = new Date(at);
    return clock.enterDue(now);
  };
}

/** A bot that was there in November, when something was told. */
async function startsInNovember() {
  const tick = startClock();
  expect(await tick(STARTED)).toEqual([]);
  await told(storage, '2026-11-24T09:00:00.000Z');
  return tick;
}

async function subscribeMany(from = 0, to = MANY) {
  for (let number = from; number < to; number += 1) {
    await subscribes(storage, { kind: 'person', id: personId(number) });
  }
}

async function kinds(month = '2026-12'): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of await letterJobs(storage, month)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

const complete = {
  [letterKinds.channelLetter]: 1,
  [letterKinds.letter]: MANY,
  [letterKinds.reach]: 1,
};

describe('the letter of a month', () => {
  it('is entered once, for the channel and for every subscriber', async () => {
    await subscribeMany();
    const tick = await startsInNovember();
    const keys = await tick(DECEMBER);
    expect(new Set(keys).size).toBe(MANY + 1);
    expect(await tick('2026-12-01T08:01:00.000Z')).toEqual([]);
    expect(await startClock()('2026-12-02T09:00:00.000Z')).toEqual([]);
    expect(await kinds()).toEqual(complete);
    expect(faultsIn(await readRegister(storage))).toEqual([]);
  });

  it('is shared by several bots that ask at once, each subscriber once', async () => {
    await subscribeMany();
    await startsInNovember();
    const entered = await Promise.all([startClock(), startClock(), startClock()].map(tick => tick(DECEMBER)));
    expect(entered.flat().sort()).toEqual([...new Set(entered.flat())].sort());
    expect(entered.flat()).toHaveLength(MANY + 1);
    expect(await kinds()).toEqual(complete);
  });

  it('goes on where a bot that died has stopped', async () => {
    await subscribeMany();
    await startsInNovember();
    let batches = 0;
    const dying = startClock(store => ({
      ...store,
      async replaceLetter(change, signal) {
        batches += 1;
        if (batches > 1) throw new StorageUnavailableError('gone');
        await store.replaceLetter(change, signal);
      },
    }));
    await expect(dying(DECEMBER)).rejects.toThrow(StorageUnavailableError);
    expect(await kinds()).toEqual({ [letterKinds.channelLetter]: 1, [letterKinds.letter]: 40 });

    expect(await startClock()('2026-12-01T23:00:00.000Z')).toEqual([]);
    const keys = await startClock()('2026-12-02T08:00:00.000Z');
    expect(keys).toHaveLength(MANY - 40);
    expect(await kinds()).toEqual(complete);
  });

  it('goes on when its bot did not hear that a batch was stored', async () => {
    await subscribeMany();
    await startsInNovember();
    const deaf = startClock(store => ({
      ...store,
      async replaceLetter(change, signal) {
        await store.replaceLetter(change, signal);
        throw new StorageUnavailableError('no answer');
      },
    }));
    await expect(deaf(DECEMBER)).rejects.toThrow(StorageUnavailableError);
    await startClock()('2026-12-01T08:01:00.000Z');
    expect(await kinds()).toEqual(complete);
  });

  it('comes once to somebody whom it has been sent on to already', async () => {
    await subscribeMany(0, 3);
    await startsInNovember();
    const tick = startClock(store => ({
      ...store,
      async insertLetter(letter, calendar, jobs) {
        const forwarded = personLetterJob('2026-12', personId(1), letterKinds.forwarded);
        await store.insertLetter(letter, calendar, [...jobs, forwarded]);
      },
    }));
    await tick(DECEMBER);
    expect(await kinds()).toEqual({
      [letterKinds.channelLetter]: 1,
      [letterKinds.letter]: 2,
      [letterKinds.forwarded]: 1,
      [letterKinds.reach]: 1,
    });
  });

  it('comes once to somebody who subscribes and is an editor of two units that do', async () => {
    await subscribes(storage, { kind: 'person', id: personId(1) }, { cities: ['bergen'] });
    for (const unit of ['kultur', 'grundskola']) {
      await areEditors(storage, unit, [personId(1), personId(2)]);
      await subscribes(storage, { kind: 'unit', id: unit });
    }
    const tick = await startsInNovember();
    await tick(DECEMBER);
    expect(await kinds()).toEqual({ ...complete, [letterKinds.letter]: 2 });
  });

  it('is not entered for whoever would find nothing in it', async () => {
    await subscribes(storage, { kind: 'person', id: personId(1) }, { cities: ['abo'] });
    const tick = await startsInNovember();
    await tick(DECEMBER);
    expect(await kinds()).toEqual({ [letterKinds.channelLetter]: 1 });
  });

  it('tells what was told since the one before', async () => {
    const tick = await startsInNovember();
    await tick(DECEMBER);
    await tick('2027-01-04T08:00:00.000Z');
    const store = makeNewsletterStore(storage.register, CITY_PARTITION);
    expect((await store.loadLetter('2026-12'))?.value.newFrom).toBe('2026-10-31T23:00:00.000Z');
    expect((await store.loadLetter('2027-01'))?.value.newFrom).toBe(DECEMBER);
  });
});

describe('a letter does not go out', () => {
  it.each([
    ['before nine', '2026-12-01T07:59:00.000Z'],
    ['in the evening', '2026-12-01T16:00:00.000Z'],
    ['at night', '2026-12-02T02:00:00.000Z'],
    ['on a Saturday', '2026-12-05T10:00:00.000Z'],
    ['on a public holiday', '2026-12-25T10:00:00.000Z'],
  ])('%s, and asking costs nothing', async (_when, at) => {
    const tick = await startsInNovember();
    const before = storage.meter.roundTrips;
    expect(await tick(at)).toEqual([]);
    expect(storage.meter.roundTrips).toBe(before);
    expect(await kinds()).toEqual({});
  });

  it('from an empty register', async () => {
    const tick = startClock();
    await tick(STARTED);
    expect(await tick(DECEMBER)).toEqual([]);
    await told(storage, '2026-12-01T08:30:00.000Z');
    expect(await tick('2026-12-01T09:00:00.000Z')).toEqual([]);
    expect(await kinds()).toEqual({});
  });

  it('from a bot that was set up after it was due', async () => {
    await told(storage, '2026-11-24T09:00:00.000Z');
    const tick = startClock();
    expect(await tick('2026-12-16T10:00:00.000Z')).toEqual([]);
    expect(await tick('2026-12-17T10:00:00.000Z')).toEqual([]);
    await told(storage, '2026-12-18T09:00:00.000Z');
    expect(await tick('2027-01-04T08:00:00.000Z')).toEqual([`letter|2027-01|channel`]);
  });

  it('for a month that is over', async () => {
    const tick = await startsInNovember();
    expect(await tick('2027-01-04T08:00:00.000Z')).toEqual(['letter|2027-01|channel']);
    expect(await kinds('2026-12')).toEqual({});
  });
});

describe('a bot that was down on the first working day', () => {
  it.each([
    ['the next day', '2026-12-02T08:00:00.000Z'],
    ['in the afternoon', '2026-12-01T15:59:00.000Z'],
    ['the next Monday', '2026-12-07T10:00:00.000Z'],
    ['on the last working day', '2026-12-30T10:00:00.000Z'],
  ])('enters the letter %s', async (_when, at) => {
    await startsInNovember();
    expect(await startClock()(at)).toEqual(['letter|2026-12|channel']);
  });
});

describe('asking every minute', () => {
  it('costs nothing once the month is done, and one read by a bot that does not know yet', async () => {
    await (
      await startsInNovember()
    )(DECEMBER);
    const other = startClock();
    await other('2026-12-01T08:01:00.000Z');
    const before = storage.meter.roundTrips;
    for (let minute = 10; minute < 60; minute += 1) await other(`2026-12-01T08:${minute}:00.000Z`);
    expect(storage.meter.roundTrips).toBe(before);
  });
});
