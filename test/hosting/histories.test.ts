import { makeLedger } from '../../src/delivery/ledger';
import { makeLists } from '../../src/directory/lists';
import { adopt, finish } from '../../src/hosting/changes';
import { makeHostingClock } from '../../src/hosting/clock';
import { dayJob, proposalJob } from '../../src/hosting/deliveries';
import { hostingsAhead, reckonedFrom } from '../../src/hosting/hostings';
import { isOpen } from '../../src/hosting/model';
import { makeHostingStore } from '../../src/hosting/store';
import type { Anchor } from '../../src/meetings/cycle';
import { seedCycle } from '../../src/meetings/known';
import { meetingId } from '../../src/meetings/standing';
import { plusDays } from '../../src/register/when';
import { addWorkdays, morningOf, workdayOnOrBefore } from '../../src/workdays';
import { openTestStorage } from '../support/storage';

jest.setTimeout(120_000);

const CITY = 'goteborg';
/** So many days after its date each activity is done. */
const LATE_BY = 10;

/** The days on which the rule wants an activity reminded of, until it is done: written the long way. */
function expected(due: string, adoptedOn: string): string[] {
  const first = addWorkdays(adoptedOn, 1);
  const done = plusDays(due, LATE_BY);
  const isLate = due < first;
  const offsets = isLate ? [0, 7] : [-30, -7, 0, 7];
  const days = offsets.map(offset => workdayOnOrBefore(plusDays(isLate ? first : due, offset)));
  // What should have come before the plan was known comes on its first morning.
  const told = days.map(day => (day < first ? first : day));
  const end = isLate ? plusDays(first, LATE_BY) : done;
  return [...new Set(told)].filter(day => day < end);
}

async function years(anchor: Pick<Anchor, 'year' | 'status'>, from: string, to: string) {
  const storage = await openTestStorage();
  const store = makeHostingStore(storage.register, CITY);
  const ledger = makeLedger(storage.register, CITY);
  const anchors = [
    ...seedCycle.anchors,
    { ...anchor, host: 'goteborg', turn: 'goteborg', then: 'keepOrder' } as const,
  ];
  const cycle = { ...seedCycle, answer: 'known' as const, anchors };
  const lists = makeLists({ cycle: [cycle] });
  const clock = makeHostingClock({
    store,
    table: storage.register,
    partition: CITY,
    lists: {
      current: () => Promise.resolve(lists),
      load: () => Promise.resolve({ entry: cycle, version: 1 }) as never,
    },
    coordinators: { ids: () => Promise.resolve(new Set(['robin'])) },
  });
  const reminded = new Map<string, string[]>();
  const proposals: string[] = [];
  let adoptedOn = '';
  for (let day = from; day < to; day = addWorkdays(day, 1)) {
    const at = morningOf(day).toISOString();
    const keys = await clock.enterDue(new Date(at));
    const cards = keys.filter(key => key === dayJob(day).key);
    expect(keys.filter(key => key.startsWith('hosting|day|'))).toEqual(cards);
    const morning = cards.length > 0 ? await store.morning(day) : undefined;
    for (const { activityId } of morning?.items ?? [])
      reminded.set(activityId, [...(reminded.get(activityId) ?? []), day]);
    for (const key of keys) {
      const stored = (await ledger.read(key))!;
      const posted = { conversationId: 'c', activityId: key, serviceUrl: 'https://x' };
      await ledger.write(stored, { ...stored.job, state: 'sent', shown: 1, posted });
    }
    const [meeting] = hostingsAhead(lists, day);
    if (meeting && keys.includes(proposalJob(meetingId(meeting)).key)) {
      proposals.push(meetingId(meeting));
      adoptedOn = day;
      const by = { by: 'robin', at };
      await store.save(
        undefined,
        { plan: adopt(meetingId(meeting), reckonedFrom(lists, meeting), by), ...by },
        [],
      );
    }
    // What is overdue is done a while after its date, in the evening.
    const [stored] = await store.all();
    if (stored) {
      const first = addWorkdays(adoptedOn, 1);
      const overdue = stored.plan.activities.filter(
        one => isOpen(one) && addWorkdays(day, 1) >= plusDays(one.due < first ? first : one.due, LATE_BY),
      );
      const by = { by: 'robin', at };
      const plan = overdue.reduce((now, { id }) => finish(now, id, by), stored.plan);
      if (overdue.length > 0) await store.save(stored, { plan, ...by }, []);
    }
  }
  const [stored] = await store.all();
  return { reminded, proposals, adoptedOn, plan: stored!.plan };
}

it.each([
  [
    'B, Göteborg hosts in 2027',
    { year: 2027, status: 'planned' },
    '2026-11-23',
    '2028-06-01',
    '2027',
    '2026-11-23',
  ],
  [
    'A, Göteborg hosted in 2025',
    { year: 2025, status: 'held' },
    '2029-12-03',
    '2034-06-01',
    '2033',
    '2030-01-02',
  ],
] as const)(
  'in history %s, each reminder comes once, on its morning, until the activity is done',
  async (_history, anchor, from, to, meeting, proposedOn) => {
    const { reminded, proposals, adoptedOn, plan } = await years(anchor, from, to);
    expect(proposals).toEqual([meeting]);
    expect(adoptedOn).toBe(proposedOn);
    expect(plan.activities.filter(isOpen)).toEqual([]);
    for (const { id, due } of plan.activities)
      expect([id, reminded.get(id)]).toEqual([id, expected(due, adoptedOn)]);
  },
);
