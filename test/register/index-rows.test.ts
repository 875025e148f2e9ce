import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { CITY_PARTITION } from '../../src/capabilities';
import { makeCollaborationService, type Action } from '../../src/collaborations/service';
import { isPlanned, urgentKey } from '../../src/delivery/job';
import { makeLedger } from '../../src/delivery/ledger';
import type { SendOutcome } from '../../src/delivery/outcome';
import { unpaced } from '../../src/delivery/pacing';
import { makeWorker } from '../../src/delivery/worker';
import { seedLists } from '../../src/directory/lists';
import { makeFinder } from '../../src/register/finder';
import type { Notification } from '../../src/register/model';
import { makeCollaborationStore } from '../../src/register/store';
import { nextQuestionNumber } from '../../src/register/transitions';
import type { Storage } from '../../src/storage/connection';
import { aContent, OFFICER, SENDER } from '../support/contents';
import { faultsIn, readRegister } from '../support/register';
import { openTestStorage } from '../support/storage';
import { unwatchedChannel } from '../support/unwatched-channel';

const OTHER = '00000000-0000-4000-8000-000000000003';
const DAY = 86_400_000;
const LONGEST_RUN = 120_000;

const outcomes = {
  arrives: { kind: 'delivered', activityId: 'activity' },
  isRefused: { kind: 'refused', status: 400 },
  isBlocked: { kind: 'refused', status: 403, errorCode: 'ConversationBlockedByUser' },
  isBusy: { kind: 'refused', status: 429 },
  isCut: { kind: 'cut' },
  isGone: { kind: 'refused', status: 404, errorCode: 'ActivityNotFoundInConversation' },
} as const satisfies Record<string, SendOutcome>;

/** What people do with a notification, and what happens to its deliveries. */
const deeds = [
  ...(['receive', 'ask', 'answer', 'register', 'edit', 'join', 'handOver', 'handBack', 'withdraw'] as const),
  ...(['sendAgain', 'release'] as const),
];
type Deed = (typeof deeds)[number];

const steps = fc.oneof(
  { weight: 3, arbitrary: fc.record({ deed: fc.constantFrom<Deed[]>(...deeds) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      outcome: fc.constantFrom(...(Object.keys(outcomes) as (keyof typeof outcomes)[])),
      /** Which of the deliveries. */
      job: fc.nat(5),
      /** What somebody does while it is on its way. */
      meanwhile: fc.option(fc.constantFrom<Deed[]>('answer', 'withdraw', 'handOver', 'edit', 'ask'), {
        nil: undefined,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ days: fc.constantFrom(1, 8) }) },
);

let storage: Storage;

beforeEach(async () => {
  storage = await openTestStorage();
});

/** The real service, ledger and worker; Teams answers as the test says, and the clock stands until it is moved. */
async function aRegister() {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const store = makeCollaborationStore(storage.register, CITY_PARTITION);
  const ledger = makeLedger(storage.register, CITY_PARTITION);
  const service = makeCollaborationService({
    store,
    finder: makeFinder(storage.register, CITY_PARTITION),
    coordinators: {
      includes: id => Promise.resolve(id === OFFICER),
      count: () => Promise.resolve(1),
      ids: () => Promise.resolve(new Set([OFFICER])),
    },
  });
  let now = new Date('2026-11-23T08:00:00.000Z');
  let outcome: SendOutcome = outcomes.arrives;
  let meanwhile: Deed | undefined;

  function action(id: string): Action {
    // No two deeds at the same moment.
    now = new Date(now.getTime() + 1_000);
    return {
      actor: { id, tenantId: 't', name: '' },
      now,
      lists: seedLists,
      ...(id === OFFICER && { as: 'coordinator' }),
    };
  }

  const informed = await service.inform(action(SENDER), {
    id: randomUUID(),
    content: aContent(),
    another: true,
  });
  if (informed.kind !== 'informed') throw new Error('asked whether it is the same');
  const { ref } = informed.notification;

  async function send(): Promise<SendOutcome> {
    const deed = meanwhile;
    meanwhile = undefined;
    if (deed) await does(deed);
    return outcome;
  }

  const worker = makeWorker({
    ledger,
    poison: storage.poison,
    sender: { post: send, update: send },
    pacing: unpaced,
    render: async job => {
      const stored = await store.load(job.subject);
      const card = { type: 'AdaptiveCard', version: '1.5', fallbackText: '' } as const;
      return { version: stored!.notification.version, message: { summary: '', card } };
    },
    resolve: () =>
      Promise.resolve({ kind: 'conversation', ref: { id: 'c', serviceUrl: 'https://s', tenantId: 't' } }),
    onUnreachable: () => Promise.resolve(),
    channel: unwatchedChannel,
    now: () => now,
    sleep: () => Promise.resolve(),
    log: silent,
    settings: {
      retry: { maxAttempts: 2, firstWaitMs: 1_000, longestWaitMs: 60_000 },
      takenMs: 30_000,
      patienceMs: 2_000,
      maxHandedOut: 5,
    },
  });

  async function load(): Promise<Notification> {
    return (await store.load(ref))!.notification;
  }

  async function jobKeys(waiting: boolean): Promise<string[]> {
    const { jobs } = await readRegister(storage);
    return jobs.filter(({ state }) => (state === 'waiting') === waiting).map(({ key }) => key);
  }

  async function does(deed: Deed): Promise<unknown> {
    const notification = await load();
    const { question, caseNumber, content } = notification;
    switch (deed) {
      case 'receive':
        return service.receive(action(OFFICER), ref);
      case 'ask':
        return service.ask(action(OFFICER), ref, nextQuestionNumber(notification) ?? 1, 'Hur många?');
      case 'answer':
        return service.answer(action(OFFICER), ref, question?.number ?? 1, '24');
      case 'register':
        return service.register(
          action(OFFICER),
          ref,
          `SLK-2026-${notification.version + 10_000}`,
          caseNumber?.value,
        );
      case 'edit': {
        const title = `Rubrik ${notification.version}`;
        const unitId = content.unitId === 'kultur' ? 'grundskola' : 'kultur';
        return service.edit(action(OFFICER), ref, { ...content, title, unitId, cities: ['abo'] });
      }
      case 'join':
        return service.join(action(OTHER), ref, 'arbvux');
      case 'handOver':
        return service.handOver(action(OFFICER), ref, OTHER);
      case 'handBack':
        return service.handOver(action(OFFICER), ref, SENDER);
      case 'withdraw':
        return service.withdraw(action(OFFICER), ref);
      case 'sendAgain':
        for (const key of await jobKeys(false)) await ledger.sendAgain(key, now.toISOString());
        return;
      case 'release':
        return ledger.release(SENDER, now.toISOString());
    }
  }

  async function takes(step: typeof steps extends fc.Arbitrary<infer Step> ? Step : never): Promise<void> {
    if ('days' in step) now = new Date(now.getTime() + step.days * DAY);
    else if ('deed' in step) await does(step.deed);
    else {
      const keys = await jobKeys(true);
      if (keys.length === 0) return;
      ({ meanwhile } = step);
      outcome = outcomes[step.outcome];
      await worker.handle({ id: '1', receipt: '', body: keys[step.job % keys.length]!, handedOut: 1 });
      meanwhile = undefined;
    }
  }

  return { takes, load };
}

/** What the rows say that cannot be so. */
async function oddities({ question, withdrawn }: Notification): Promise<string[]> {
  const register = await readRegister(storage);
  const nobodyWaits = !question || question.answer || withdrawn;
  const needless = nobodyWaits
    ? register.jobs.filter(job => urgentKey(job) !== undefined || isPlanned(job))
    : [];
  return [...faultsIn(register), ...needless.map(({ key }) => `nobody waits for ${key}`)];
}

describe('after any deeds of people and any answers of Teams', () => {
  it(
    'exactly the right rows stand in every index',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(steps, { minLength: 4, maxLength: 14 }), async sequence => {
          storage = await openTestStorage();
          const register = await aRegister();
          for (const step of [{ deed: 'ask' } as const, ...sequence]) {
            await register.takes(step);
            expect(await oddities(await register.load())).toEqual([]);
          }
        }),
        { numRuns: 40 },
      );
    },
    LONGEST_RUN,
  );
});
