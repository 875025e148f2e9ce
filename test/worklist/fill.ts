import { CITY_PARTITION } from '../../src/capabilities';
import { askFollowUp, END } from '../../src/register/follow-up';
import { knownExchanges } from '../../src/register/known-exchanges';
import { makeReference, type Content, type Notification } from '../../src/register/model';
import { makeCollaborationStore, newNotification } from '../../src/register/store';
import * as transitions from '../../src/register/transitions';
import { parseWhen } from '../../src/register/when';
import type { Write } from '../../src/storage/table';
import type { TestBot } from '../support/bot';
import { aContent } from '../support/contents';

/** What a notification has been through before a test begins. */
export type Past =
  'new' | 'received' | 'answered' | 'asked' | 'registered' | 'withdrawn' | 'imported' | 'followUp';

export interface Told {
  content: Content;
  past: Past;
  /** Entra object id of whoever told of it. */
  by: string;
  /** Moment at which it was told; what came after it came an hour later each. */
  at: Date;
}

const OFFICER = '00000000-0000-4000-8000-00000000000f';
const HOUR = 3_600_000;

/**
 * Enters notifications that the register does not hold yet, with all that a service would have stored of them but for
 * deliveries and digests; returns their references.
 */
export async function fill({ storage }: Pick<TestBot, 'storage'>, all: readonly Told[]): Promise<string[]> {
  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const { counter } = await store.loadShared();
  const last = counter.year === YEAR ? counter.last : 0;
  const refs = all.map((_, index) => makeReference(YEAR, last + index + 1));
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const some = all.slice(start, start + AT_ONCE);
    await Promise.all(
      some.map((told, index) => storage.register.commit(CITY_PARTITION, rowsOf(refs[start + index]!, told))),
    );
  }
  const body = { year: YEAR, last: last + all.length };
  await storage.register.commit(CITY_PARTITION, [{ do: 'put', key: 'hot|counter', body }]);
  return refs;
}

const YEAR = 2026;
const AT_ONCE = 16;

function rowsOf(ref: string, { content, past, by, at }: Told): Write[] {
  const sender = past === 'imported' ? undefined : by;
  const versions = [transitions.inform(ref, content, at.toISOString(), sender)];
  for (const [index, step] of STEPS[past].entries()) {
    const done = step(versions.at(-1)!, new Date(at.getTime() + (index + 1) * HOUR).toISOString(), by);
    if (done.kind !== 'changed') throw new Error(`${past} changed nothing`);
    versions.push(done.after);
  }
  const earlier = versions.slice(0, -1).map(version => {
    const key = `v|${ref}|${String(version.version).padStart(5, '0')}`;
    return { do: 'insert', key, body: version } as const;
  });
  return [...newNotification(versions.at(-1)!), ...earlier];
}

type Step = (before: Notification, at: string, by: string) => transitions.Transition;

const receive: Step = (before, at) => transitions.receive(before, { by: OFFICER, at });
const ask: Step = (before, at) => transitions.ask(before, 1, 'Hur många deltar?', { by: OFFICER, at });
const answer: Step = (before, at, by) => transitions.answer(before, 1, 'Tjugofyra.', { by, at });
const register: Step = (before, at) =>
  transitions.register(before, 'SLK-2026-00001', undefined, { by: OFFICER, at });
const followUp: Step = (before, at, by) =>
  askFollowUp(before, { period: END, to: [by], on: at.slice(0, 10) }, at);
const withdraw: Step = (before, at, by) => transitions.withdraw(before, { by, at });

const STEPS: Record<Past, readonly Step[]> = {
  new: [],
  received: [receive],
  answered: [ask, answer],
  asked: [ask],
  registered: [receive, register],
  withdrawn: [withdraw],
  imported: [],
  followUp: [followUp],
};

/** The exchanges that are known from before, as if somebody told of them now. */
export function knownContents(): Content[] {
  return knownExchanges.map(({ when, unit, cities, title, category, area }) =>
    aContent({ unitId: unit, cities, title, category, area, when: parseWhen(when, '2026-11-23')! }),
  );
}
