import { CITY_PARTITION } from '../../src/capabilities';
import { makeLedger } from '../../src/delivery/ledger';
import type { Delegation } from '../../src/meetings/model';
import { makeReminderClock } from '../../src/presidium/clock';
import { askJob, presidiumKinds } from '../../src/presidium/deliveries';
import { makeDelegationStore, type DelegationStore } from '../../src/presidium/store';
import type { Storage } from '../../src/storage/connection';
import { StorageUnavailableError } from '../../src/storage/errors';
import { faultsIn, readRegister } from '../support/register';
import { openTestStorage } from '../support/storage';
import {
  aDelegate,
  aDelegation,
  enters,
  jobsNow,
  knowsTheMeeting,
  listsOf,
  MEETING,
  personId,
} from './support';

const ASKED = '2027-02-01T09:00:00.000Z';
const FIRST = new Date('2027-03-08T08:00:00.000Z');
const MANY = 40;
const people = Array.from({ length: MANY }, (_, index) => personId(index));
const posted = { conversationId: 'c', activityId: '1', serviceUrl: 'https://x' };

let storage: Storage;

beforeEach(async () => {
  storage = await openTestStorage();
  await knowsTheMeeting(storage);
  await delegationIs(
    aDelegation({ answerBy: '2027-03-15', delegates: people.map(id => aDelegate({ personId: id })) }),
  );
});

function delegationIs(delegation: Delegation): Promise<void> {
  return enters(storage, 'delegations', delegation);
}

function storeOf(): DelegationStore {
  return makeDelegationStore({
    lists: listsOf(storage),
    table: storage.register,
    partition: CITY_PARTITION,
  });
}

/** Everybody has got the question; `number`: only the first of them, and the others were asked to no avail. */
async function asked(number = MANY, at = ASKED): Promise<void> {
  const ledger = makeLedger(storage.register, CITY_PARTITION);
  const jobs = people.map(id => askJob(MEETING, 2027, id, 1));
  await storeOf().enter(jobs, at);
  for (const [index, { key }] of jobs.entries()) {
    const stored = (await ledger.read(key))!;
    const after = index < number ? { state: 'sent' as const, posted } : { state: 'held' as const };
    await ledger.write(stored, { ...stored.job, ...after });
  }
}

/** A bot as far as reminders go; `over` puts faults before its store. */
function startClock(over: (store: DelegationStore) => DelegationStore = store => store) {
  return makeReminderClock({ store: over(storeOf()), lists: () => listsOf(storage).current() });
}

async function reminders() {
  return (await jobsNow(storage)).filter(({ kind }) => kind === presidiumKinds.askAgain);
}

it('each who has not answered is reminded once, however often it is asked', async () => {
  await asked();
  const clock = startClock();
  expect(await clock.enterDue(FIRST)).toHaveLength(MANY);
  expect(await clock.enterDue(FIRST)).toEqual([]);
  expect(await startClock().enterDue(new Date('2027-03-09T10:00:00.000Z'))).toEqual([]);
  expect(await reminders()).toHaveLength(MANY);
  expect(faultsIn(await readRegister(storage))).toEqual([]);
});

it('several bots at once remind each once', async () => {
  await asked();
  const entered = await Promise.all([1, 2, 3].map(() => startClock().enterDue(FIRST)));
  expect(entered.flat().sort()).toEqual((await reminders()).map(({ key }) => key).sort());
  expect(await reminders()).toHaveLength(MANY);
});

it('where one bot dies in the middle another goes on', async () => {
  await asked();
  const dying = startClock(store => ({
    ...store,
    async enter(jobs, at) {
      await store.enter(jobs.slice(0, 7), at);
      throw new StorageUnavailableError('died');
    },
  }));
  await expect(dying.enterDue(FIRST)).rejects.toThrow(StorageUnavailableError);
  expect(await reminders()).toHaveLength(7);
  expect(await startClock().enterDue(FIRST)).toHaveLength(MANY - 7);
  expect(await reminders()).toHaveLength(MANY);
});

it('who has not got the question is not reminded of it', async () => {
  await asked(3);
  expect(await startClock().enterDue(FIRST)).toHaveLength(3);
});

it('who has not been asked, or was asked after that morning, is not reminded', async () => {
  expect(await startClock().enterDue(FIRST)).toEqual([]);
  await asked(MANY, '2027-03-08T08:30:00.000Z');
  expect(await startClock().enterDue(new Date('2027-03-08T10:00:00.000Z'))).toEqual([]);
});

it('each day has its own reminder, and who has answered since gets none', async () => {
  await asked();
  const clock = startClock();
  await clock.enterDue(FIRST);
  const answer = { value: 'yes' as const, at: ASKED, by: people[0]! };
  const delegates = people.map(id => aDelegate({ personId: id, ...(id === people[0] && { answer }) }));
  await delegationIs(aDelegation({ answerBy: '2027-03-15', delegates }));
  expect(await clock.enterDue(new Date('2027-03-15T08:00:00.000Z'))).toHaveLength(MANY - 1);
});
