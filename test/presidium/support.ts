import { CITY_PARTITION } from '../../src/capabilities';
import type { Job } from '../../src/delivery/job';
import { toStoredJob } from '../../src/delivery/ledger';
import type { Changes, Entry, StoredName } from '../../src/directory/lists';
import { makeListsStore } from '../../src/directory/lists-store';
import { seedCycle } from '../../src/meetings/known';
import type {
  CycleEntry,
  Delegate,
  Delegation,
  MeetingRecord,
  PresidiumMember,
} from '../../src/meetings/model';
import type { Storage } from '../../src/storage/connection';
import { endOfPrefix } from '../../src/storage/table';
import { actionData, inputOf, type Answer, type TestPerson } from '../support/bot';

/** The day on which the tests begin, and the days of the meeting in Göteborg that they are about. */
export const TODAY = '2026-11-23';
export const MEETING = '2027';
export const DAYS = { from: '2027-05-12', to: '2027-05-13' };

/** A cycle in which Göteborg has confirmed that it hosts in 2027. */
export const confirmedCycle: CycleEntry = {
  ...seedCycle,
  answer: 'known',
  anchors: [
    ...seedCycle.anchors,
    {
      year: 2027,
      host: 'goteborg',
      turn: 'goteborg',
      status: 'confirmed',
      then: 'keepOrder',
      confirmations: [{ cityId: 'goteborg', on: '2026-03-02' }],
    },
  ],
};

/** The same, when something has become of that meeting. */
export function cycleWith(status: 'held' | 'cancelled' | 'moved', year = 2027): CycleEntry {
  const [last, ...earlier] = confirmedCycle.anchors.toReversed();
  const moved = status === 'moved' ? { year, movedFrom: 2027 } : {};
  return { ...confirmedCycle, anchors: [...earlier.toReversed(), { ...last!, status, ...moved }] };
}

export const record: MeetingRecord = {
  id: MEETING,
  when: { kind: 'span', ...DAYS, precision: 'day' },
  programme: [],
  documents: [],
  guests: [],
};

/** What stands in the lists when a test begins. */
export const known: Changes = { cycle: [confirmedCycle], meetings: [record] };

export function aDelegate(parts: Partial<Delegate> = {}): Delegate {
  return { personId: '00000000-0000-4000-8000-000000000001', function: 'ordförande', ...parts };
}

export function aDelegation(parts: Partial<Delegation> = {}): Delegation {
  return { id: MEETING, delegates: [], lessons: [], ...parts };
}

/** The `number`-th of many people. */
export function personId(number: number): string {
  return `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
}

type Holds = Pick<Storage, 'register'>;

export function listsOf({ register: table }: Holds) {
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  return makeListsStore({ table, partition: CITY_PARTITION, now: () => new Date(), cacheMs: 0, log });
}

/** Puts an entry into the lists. The bot is to read the lists anew. */
export async function enters<Name extends StoredName>(
  storage: Holds,
  list: Name,
  after: Entry<Name>,
): Promise<void> {
  const store = listsOf(storage);
  const before = await store.load(list, after.id);
  await store.save({ list, before, after, by: 'coordinator', at: `${TODAY}T08:00:00.000Z` });
}

/** Göteborg hosts in May 2027, as the lists tell. */
export async function knowsTheMeeting(storage: Holds): Promise<void> {
  await enters(storage, 'cycle', confirmedCycle);
  await enters(storage, 'meetings', record);
}

export async function isPresidium(storage: Holds, members: readonly PresidiumMember[]): Promise<void> {
  await enters(storage, 'presidium', { id: 'presidiet', members: [...members] });
}

export function secretary(person: TestPerson): PresidiumMember {
  return { personId: person.id, role: 'secretary', from: '2026-10-15' };
}

export function member(person: TestPerson, parts: Partial<PresidiumMember> = {}): PresidiumMember {
  return { personId: person.id, role: 'member', function: 'ordförande', from: '2026-10-15', ...parts };
}

export async function delegationNow(storage: Holds, id = MEETING): Promise<Delegation> {
  const { entry } = await listsOf(storage).load('delegations', id);
  return entry ?? aDelegation({ id });
}

/** Every job of a meeting's delegation. */
export async function jobsNow({ register }: Holds, id = MEETING): Promise<Job[]> {
  const prefix = `delegation|${id}|`;
  const { rows } = await register.range(CITY_PARTITION, prefix, endOfPrefix(prefix), 5_000);
  return rows.map(row => toStoredJob(row).job);
}

/** The message in which the pressed card stands. */
export const ON = 'card';

/** Opens a form by its button's way. */
export function opens(by: TestPerson, form: string, person = '', meeting = MEETING): Promise<Answer> {
  return by.presses('presidium.form', { form, meeting, person }, ON);
}

/** What a form sends when nothing has been typed in it. */
export function formData({ card, raw }: Answer): Record<string, unknown> {
  if (!card) throw new Error(`no form: ${JSON.stringify(raw)}`);
  const fields = ['people', 'name', 'function', 'substitute', 'decidedOn', 'answerBy', 'answer'];
  const inputs = fields.flatMap(id => {
    const input = inputOf(card, id);
    return input ? [[id, input.value ?? '']] : [];
  });
  return { ...Object.fromEntries(inputs), ...actionData(card, 'presidium.save') };
}

/** Opens a form, fills it in and saves it. */
export async function does(
  by: TestPerson,
  form: string,
  values: Record<string, string>,
  person = '',
): Promise<Answer> {
  const opened = await opens(by, form, person);
  return by.presses('presidium.save', { ...formData(opened), ...values }, ON);
}
