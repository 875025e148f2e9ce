import { makeHostingClock } from '../../src/hosting/clock';
import { adopt, assign, finish, moveWithMeeting, setDate } from '../../src/hosting/changes';
import { dayJob, noteJob, proposalJob } from '../../src/hosting/deliveries';
import type { Plan } from '../../src/hosting/model';
import { makeHostingStore, type HostingStore } from '../../src/hosting/store';
import { makeLedger, type Ledger } from '../../src/delivery/ledger';
import { RosterUnavailableError } from '../../src/directory/coordinators';
import { makeLists, type Lists } from '../../src/directory/lists';
import { seedCycle } from '../../src/meetings/known';
import type { CycleEntry } from '../../src/meetings/model';
import type { Storage } from '../../src/storage/connection';
import { openTestStorage } from '../support/storage';

const BY = { by: 'robin', at: '2026-11-23T09:00:00.000Z' };
const CITY = 'goteborg';

let storage: Storage;
let store: HostingStore;
let ledger: Ledger;
let members: Set<string> | 'unknown';
let cycle: CycleEntry;
let meetings: Lists['meetings'];

beforeEach(async () => {
  storage = await openTestStorage();
  store = makeHostingStore(storage.register, CITY);
  ledger = makeLedger(storage.register, CITY);
  members = new Set(['robin', 'kim']);
  cycle = cycleWith('planned');
  meetings = onDays('2027-09-14', '2027-09-15');
});

function onDays(from: string, to: string): Lists['meetings'] {
  const when = { kind: 'span', from, to, precision: 'day' } as const;
  return [{ id: '2027', programme: [], documents: [], guests: [], when }];
}

function cycleWith(status: 'planned' | 'cancelled', host = 'goteborg'): CycleEntry {
  const anchor = { year: 2027, host, turn: host, status, then: 'keepOrder' } as const;
  return { ...seedCycle, answer: 'known', anchors: [...seedCycle.anchors, anchor] };
}

/** A clock of one instance, with a memory of its own. */
function aClock() {
  return makeHostingClock({
    store,
    table: storage.register,
    partition: CITY,
    lists: {
      current: () => Promise.resolve(makeLists({ cycle: [cycle], meetings })),
      load: () => Promise.resolve({ entry: cycle, version: 1 }) as never,
    },
    coordinators: {
      ids: () =>
        members === 'unknown' ? Promise.reject(new RosterUnavailableError('down')) : Promise.resolve(members),
    },
  });
}

const at = (moment: string) => new Date(moment);
const nine = (day: string) => at(`${day}T07:00:00Z`);

async function keep(plan: Plan): Promise<void> {
  await store.save(await store.load('2027'), { plan, ...BY }, []);
}

const plan = adopt('2027', { from: '2027-09-14', to: '2027-09-15' }, BY);
/** The days of the reminders of "runThrough", 14 days before: 31 August 2027, a Tuesday. */
const only = (id: string): Plan => ({ ...plan, activities: plan.activities.filter(one => one.id === id) });

/** Marks a card as posted, as the worker does. */
async function post(key: string): Promise<void> {
  const stored = (await ledger.read(key))!;
  const posted = { conversationId: 'c', activityId: '1', serviceUrl: 'https://x' };
  await ledger.write(stored, { ...stored.job, state: 'sent', shown: 1, posted });
}

describe('a morning', () => {
  beforeEach(() => keep(only('runThrough')));

  it.each([
    ['before nine', '2027-08-24T06:59:59Z'],
    ['after office hours', '2027-08-24T15:00:00Z'],
    ['on a Saturday', '2027-08-28T08:00:00Z'],
    ['on midsummer’s eve', '2027-06-25T08:00:00Z'],
    ['on Christmas eve', '2027-12-24T09:00:00Z'],
  ])('is not seen to %s', async (_when, moment) => {
    expect(await aClock().enterDue(at(moment))).toEqual([]);
    expect((await store.state()).state.through).toBeUndefined();
  });

  it('has one card with all that is due, and is remembered', async () => {
    expect(await aClock().enterDue(nine('2027-08-24'))).toEqual([dayJob('2027-08-24').key]);
    expect(await store.morning('2027-08-24')).toMatchObject({
      items: [{ meetingId: '2027', activityId: 'runThrough', due: '2027-08-31', scheduled: '2027-08-24' }],
    });
    expect((await store.state()).state).toMatchObject({ through: '2027-08-24', lastCard: '2027-08-24' });
  });

  it('without anything due is remembered too', async () => {
    const clock = aClock();
    await clock.enterDue(nine('2027-08-24'));
    await post(dayJob('2027-08-24').key);
    expect(await clock.enterDue(nine('2027-08-25'))).toEqual([]);
    expect((await store.state()).state).toMatchObject({ through: '2027-08-25', lastCard: '2027-08-24' });
  });

  it('is seen to once by two instances at the same time', async () => {
    const found = await Promise.all([
      aClock().enterDue(nine('2027-08-24')),
      aClock().enterDue(nine('2027-08-24')),
    ]);
    expect(found.flat()).toEqual([dayJob('2027-08-24').key]);
  });

  it('is seen to once by instances whose clocks are a minute apart', async () => {
    const [early, late] = [aClock(), aClock()];
    expect(await early.enterDue(at('2027-08-24T07:00:30Z'))).toHaveLength(1);
    expect(await late.enterDue(at('2027-08-24T06:59:30Z'))).toEqual([]);
    expect(await late.enterDue(at('2027-08-24T07:00:30Z'))).toEqual([]);
    expect(await early.enterDue(at('2027-08-24T07:01:30Z'))).toEqual([]);
  });

  it('costs nothing once it has been seen to', async () => {
    const clock = aClock();
    await clock.enterDue(nine('2027-08-24'));
    const before = storage.meter.roundTrips;
    await clock.enterDue(at('2027-08-24T07:01:00Z'));
    await clock.enterDue(at('2027-08-24T20:00:00Z'));
    expect(storage.meter.roundTrips).toBe(before);
  });

  it('of a meeting that is cancelled has no reminders, and none of what passed meanwhile later', async () => {
    cycle = cycleWith('cancelled');
    // The turn passes to 2029 instead, for which a plan is proposed.
    expect(await aClock().enterDue(nine('2027-08-24'))).toEqual([proposalJob('2029').key]);
    cycle = cycleWith('planned');
    expect(await aClock().enterDue(nine('2027-08-25'))).toEqual([]);
    expect(await aClock().enterDue(nine('2027-08-31'))).toHaveLength(1);
  });

  it('has no reminder of what was done in time', async () => {
    await keep(finish(only('runThrough'), 'runThrough', BY));
    expect(await aClock().enterDue(nine('2027-08-24'))).toEqual([]);
  });
});

describe('after days of downtime', () => {
  it('what was missed comes on one card that says so', async () => {
    await keep(plan);
    await aClock().enterDue(nine('2027-08-02'));
    await post(dayJob('2027-08-02').key);
    await aClock().enterDue(nine('2027-09-01'));
    const morning = (await store.morning('2027-09-01'))!;
    expect(morning.late).toBe(true);
    expect(morning.items.map(({ activityId }) => activityId)).toContain('runThrough');
    const { keys } = await ledger.keysIn('l|waiting|', 100);
    expect(keys.filter(key => key.startsWith('hosting|day|'))).toEqual([dayJob('2027-09-01').key]);
  });
});

describe('a card that could not be posted', () => {
  beforeEach(async () => {
    await keep(plan);
    await aClock().enterDue(nine('2027-08-02'));
  });

  it('goes into the next one', async () => {
    const before = (await store.morning('2027-08-02'))!;
    await aClock().enterDue(nine('2027-08-03'));
    const after = (await store.morning('2027-08-03'))!;
    const ids = (of: typeof after) => of.items.map(({ activityId }) => activityId).sort();
    expect(ids(after)).toEqual(expect.arrayContaining(ids(before)));
    expect((await ledger.read(dayJob('2027-08-02').key))?.job).toMatchObject({ state: 'sent' });
    expect((await ledger.read(dayJob('2027-08-03').key))?.job).toMatchObject({ state: 'waiting' });
  });

  it('without what has been done meanwhile', async () => {
    await keep(finish(plan, 'venue', BY));
    await aClock().enterDue(nine('2027-08-03'));
    const after = (await store.morning('2027-08-03'))!;
    expect(after.items.map(({ activityId }) => activityId)).not.toContain('venue');
  });

  it('is left to the worker that has it at this moment', async () => {
    const stored = (await ledger.read(dayJob('2027-08-02').key))!;
    const taken = { until: '2027-08-03T07:00:30.000Z', posting: true };
    await ledger.write(stored, { ...stored.job, taken });
    const clock = aClock();
    expect(await clock.enterDue(nine('2027-08-03'))).toEqual([]);
    await post(dayJob('2027-08-02').key);
    await clock.enterDue(at('2027-08-03T07:01:00Z'));
    expect((await store.state()).state.through).toBe('2027-08-03');
    expect(await store.morning('2027-08-03')).toBeUndefined();
  });

  it('and may have arrived is not said once more, but that it may be missing is told, once', async () => {
    const stored = (await ledger.read(dayJob('2027-08-02').key))!;
    await ledger.write(stored, { ...stored.job, state: 'ambiguous', reason: 'noAnswer' });
    await aClock().enterDue(nine('2027-08-03'));
    expect(await store.morning('2027-08-03')).toMatchObject({ items: [], doubtful: '2027-08-02' });
    await post(dayJob('2027-08-03').key);
    await aClock().enterDue(nine('2027-08-04'));
    expect(await store.morning('2027-08-04')).toBeUndefined();
  });

  it('and whose worker died while posting it goes into the next one as a possible repeat', async () => {
    const stored = (await ledger.read(dayJob('2027-08-02').key))!;
    const taken = { until: '2027-08-02T07:00:30.000Z', posting: true };
    await ledger.write(stored, { ...stored.job, taken });
    await aClock().enterDue(nine('2027-08-03'));
    expect((await ledger.read(dayJob('2027-08-03').key))?.job.taken).toMatchObject({ posting: true });
  });
});

describe('two weeks after the date', () => {
  const responsible = assign(only('runThrough'), 'runThrough', 'kim');
  const note = noteJob({
    meetingId: '2027',
    activityId: 'runThrough',
    due: '2027-08-31',
    personId: 'kim',
  }).key;

  it('the person responsible is told too, once', async () => {
    await keep(responsible);
    expect(await aClock().enterDue(nine('2027-09-07'))).toEqual([dayJob('2027-09-07').key]);
    await post(dayJob('2027-09-07').key);
    expect(await aClock().enterDue(nine('2027-09-14'))).toEqual([note, dayJob('2027-09-14').key]);
    await post(dayJob('2027-09-14').key);
    expect(await aClock().enterDue(nine('2027-09-21'))).toEqual([dayJob('2027-09-21').key]);
  });

  it('nobody who has left the team is', async () => {
    members = new Set(['robin']);
    await keep(responsible);
    expect(await aClock().enterDue(nine('2027-09-14'))).toEqual([dayJob('2027-09-14').key]);
  });

  it('the note of a crash before the morning was remembered is not entered twice', async () => {
    await keep(responsible);
    const failing = makeHostingClock({
      store: { ...store, morningWrites: () => [{ do: 'remove', key: 'nothing|like|this' }] },
      table: storage.register,
      partition: CITY,
      lists: {
        current: () => Promise.resolve(makeLists({ cycle: [cycle] })),
        load: () => Promise.resolve({ entry: cycle, version: 1 }) as never,
      },
      coordinators: { ids: () => Promise.resolve(new Set(['kim'])) },
    });
    await expect(failing.enterDue(nine('2027-09-14'))).rejects.toThrow();
    expect((await ledger.read(note))?.job.state).toBe('waiting');
    expect(await aClock().enterDue(nine('2027-09-14'))).toEqual([dayJob('2027-09-14').key]);
  });
});

describe('somebody responsible who leaves the team', () => {
  const responsible = assign(only('report'), 'report', 'kim');

  it('is told of once, and again only after having come back', async () => {
    await keep(responsible);
    await aClock().enterDue(nine('2027-08-02'));
    expect(await store.morning('2027-08-02')).toBeUndefined();
    members = new Set(['robin']);
    await aClock().enterDue(nine('2027-08-03'));
    expect(await store.morning('2027-08-03')).toMatchObject({ left: ['kim'], items: [] });
    await post(dayJob('2027-08-03').key);
    await aClock().enterDue(nine('2027-08-04'));
    members = new Set(['robin', 'kim']);
    await aClock().enterDue(nine('2027-08-05'));
    members = new Set(['robin']);
    await aClock().enterDue(nine('2027-08-06'));
    expect(await store.morning('2027-08-04')).toBeUndefined();
    expect(await store.morning('2027-08-06')).toMatchObject({ left: ['kim'] });
  });

  it.each<[string, Set<string> | 'unknown']>([
    ['does not answer', 'unknown'],
    ['knows of no team', new Set()],
  ])('is not told of while Teams %s', async (_why, known) => {
    members = known;
    await keep(responsible);
    await aClock().enterDue(nine('2027-08-03'));
    expect((await store.state()).state).toMatchObject({ through: '2027-08-03', left: [] });
  });
});

describe('a meeting that moves', () => {
  it('has its plan offered to move with it, once for each new time', async () => {
    await keep(only('report'));
    await aClock().enterDue(nine('2027-08-02'));
    meetings = onDays('2027-11-09', '2027-11-10');
    await aClock().enterDue(nine('2027-08-03'));
    await post(dayJob('2027-08-03').key);
    await aClock().enterDue(nine('2027-08-04'));
    meetings = onDays('2027-11-16', '2027-11-17');
    await aClock().enterDue(nine('2027-08-05'));
    const moves = await Promise.all(
      ['2027-08-02', '2027-08-03', '2027-08-04', '2027-08-05'].map(
        async day => (await store.morning(day))?.moved,
      ),
    );
    expect(moves).toEqual([
      undefined,
      [{ meetingId: '2027', from: '2027-11-09', to: '2027-11-10' }],
      undefined,
      [{ meetingId: '2027', from: '2027-11-16', to: '2027-11-17' }],
    ]);
  });

  it('and its plan, back and forth, is reminded of on the mornings of the dates as they are', async () => {
    await keep(only('runThrough'));
    const away = moveWithMeeting(
      only('runThrough'),
      { from: '2027-11-09', to: '2027-11-10' },
      '2027-08-02',
      BY,
    );
    await keep(away);
    meetings = onDays('2027-11-09', '2027-11-10');
    expect(await aClock().enterDue(nine('2027-08-24'))).toEqual([]);
    meetings = onDays('2027-09-14', '2027-09-15');
    await keep(moveWithMeeting(away, { from: '2027-09-14', to: '2027-09-15' }, '2027-08-25', BY));
    expect(await aClock().enterDue(nine('2027-08-26'))).toEqual([]);
    expect(await aClock().enterDue(nine('2027-08-31'))).toEqual([dayJob('2027-08-31').key]);
  });
});

describe('a new date', () => {
  it('moves the reminders with it', async () => {
    await keep(setDate(only('runThrough'), 'runThrough', '2027-09-07', '2027-08-23', BY));
    expect(await aClock().enterDue(nine('2027-08-24'))).toEqual([]);
    expect(await aClock().enterDue(nine('2027-08-31'))).toEqual([dayJob('2027-08-31').key]);
  });
});

describe('a plan is proposed', () => {
  it('once, when Göteborg’s turn is planned', async () => {
    expect(await aClock().enterDue(nine('2027-04-06'))).toEqual([proposalJob('2027').key]);
    expect(await aClock().enterDue(nine('2027-04-07'))).toEqual([]);
  });

  it('not where there is one, and not for another city', async () => {
    await keep(only('report'));
    expect(await aClock().enterDue(nine('2027-04-06'))).toEqual([]);
    cycle = cycleWith('planned', 'bergen');
    expect(await aClock().enterDue(nine('2027-04-07'))).toEqual([]);
  });

  it('for a turn that is only calculated when its preparation is about to begin', async () => {
    const anchor = {
      year: 2025,
      host: 'goteborg',
      turn: 'goteborg',
      status: 'held',
      then: 'keepOrder',
    } as const;
    cycle = { ...seedCycle, answer: 'known', anchors: [...seedCycle.anchors, anchor] };
    const seen: string[] = [];
    for (const day of ['2026-11-24', '2029-12-28', '2030-01-02', '2031-03-03'])
      seen.push(...(await aClock().enterDue(at(`${day}T09:00:00Z`))));
    expect(seen).toEqual([proposalJob('2033').key]);
    expect((await store.state()).state.proposed).toEqual(['2033']);
  });
});
