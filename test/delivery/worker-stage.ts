import type { CardMessage } from '../../src/cards/card';
import { insertJob, makeLedger, type Ledger } from '../../src/delivery/ledger';
import type { Job, NewJob } from '../../src/delivery/job';
import type { SendOutcome } from '../../src/delivery/outcome';
import { unpaced } from '../../src/delivery/pacing';
import { makeWorker, type Destination, type Worker, type WorkerParts } from '../../src/delivery/worker';
import type { Storage } from '../../src/storage/connection';
import type { QueueMessage } from '../../src/storage/queue';
import { openTestStorage } from '../support/storage';
import { unwatchedChannel } from '../support/unwatched-channel';

export const PARTITION = 'city';
export const CHANNEL = { id: '19:channel', serviceUrl: 'http://127.0.0.1:1/', tenantId: 't' };
export const TAKEN_MS = 30_000;

/** What a worker meets in a test: a real ledger, and a Teams that answers as the test says. */
interface Stage {
  storage: Storage;
  ledger: Ledger;
  now: Date;
  /** What was posted or updated, in order. */
  sent: { what: 'post' | 'update'; text: string }[];
  outcome: SendOutcome;
  destination: Destination;
  version: number;
  /** Runs while a card is on its way to Teams. */
  meanwhile: () => Promise<void>;
}

export const stage = {} as Stage;
let numbers = 0;

/** Storage for the tests of a file, and a new stage for each of them. */
export function setsTheStage(): void {
  beforeAll(async () => {
    stage.storage = await openTestStorage();
    stage.ledger = makeLedger(stage.storage.register, PARTITION);
  });

  beforeEach(() => {
    stage.now = new Date('2026-11-23T08:00:00.000Z');
    stage.sent = [];
    stage.outcome = { kind: 'delivered', activityId: 'activity-1' };
    stage.destination = { kind: 'conversation', ref: CHANNEL };
    stage.version = 1;
    stage.meanwhile = () => Promise.resolve();
  });
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function aCard(text: string): CardMessage {
  const card = {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: text,
    lang: 'sv',
    body: [text],
  } as const;
  return { summary: text, card };
}

export function aWorker(parts: Partial<WorkerParts> = {}): Worker {
  async function send(what: 'post' | 'update', card: Record<string, unknown>): Promise<SendOutcome> {
    stage.sent.push({ what, text: JSON.stringify(card.body) });
    await stage.meanwhile();
    return stage.outcome;
  }
  return makeWorker({
    ledger: stage.ledger,
    poison: stage.storage.poison,
    sender: {
      post: (_to, message) => send('post', message.card),
      update: (_to, _id, message) => send('update', message.card),
    },
    pacing: unpaced,
    render: () => Promise.resolve({ version: stage.version, message: aCard(`version ${stage.version}`) }),
    resolve: () => Promise.resolve(stage.destination),
    onUnreachable: () => Promise.resolve(),
    channel: unwatchedChannel,
    now: () => stage.now,
    sleep: () => Promise.resolve(),
    log: silent,
    settings: {
      retry: { maxAttempts: 3, firstWaitMs: 1_000, longestWaitMs: 60_000 },
      takenMs: TAKEN_MS,
      patienceMs: 2_000,
      maxHandedOut: 5,
    },
    ...parts,
  });
}

/** A new job in the ledger, and a queue message that names it. */
export async function aJob(parts: Partial<NewJob> = {}, changes: Partial<Job> = {}): Promise<QueueMessage> {
  numbers += 1;
  const key = `job|${numbers}`;
  const job: NewJob = {
    key,
    kind: 'k',
    subject: 's',
    mode: 'card',
    to: { kind: 'channel' },
    wanted: 1,
    ...parts,
  };
  await stage.storage.register.commit(PARTITION, insertJob(job, stage.now.toISOString()));
  const stored = (await stage.ledger.read(key))!;
  if (Object.keys(changes).length > 0) await stage.ledger.write(stored, { ...stored.job, ...changes });
  return { id: key, receipt: '', body: key, handedOut: 1 };
}

export async function job({ body }: QueueMessage): Promise<Job> {
  return (await stage.ledger.read(body))!.job;
}

export async function indexRows({ body }: QueueMessage): Promise<string[]> {
  const { rows } = await stage.storage.register.range(PARTITION, 'l|', 'l}', 10_000);
  return rows.filter(row => (row.body as { key: string }).key === body).map(row => row.key);
}

export function later(ms: number): void {
  stage.now = new Date(stage.now.getTime() + ms);
}
