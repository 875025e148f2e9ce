import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod/v4';
import { answersSchema, type Answers } from '../meetings/evaluation';
import { ConflictError } from '../storage/errors';
import { jitter } from '../storage/jitter';
import { endOfPrefix, type Table, type Write } from '../storage/table';

/**
 * Answers without names. Storage stamps each row with the moment of its last change, so an answer has no row of its own:
 * all stand in one document, in the order of a random key, with no time at all. That somebody has answered is kept as a
 * keyed hash in the same document, in the order of the hashes; the key is destroyed when the evaluation is closed.
 */
const poolSchema = z.strictObject({
  answers: z.array(z.strictObject({ key: z.string(), answers: answersSchema })),
  hashes: z.array(z.string()),
  /** How many of the answers a coordinator entered; not which. */
  entered: z.int().optional(),
  /** Nothing more can come. */
  closed: z.literal(true).optional(),
});
type Pool = z.infer<typeof poolSchema>;

const secretSchema = z.strictObject({ secret: z.string().min(40) });

/** What is in it. */
export interface Pooling {
  answers: readonly Answers[];
  /** How many of them a coordinator entered for somebody else. */
  entered: number;
}

interface StoredPool {
  key: string;
  pool: Pool;
  etag: string;
}

/** What became of an answer. `known`: this person has answered already. `closed`: no answers are taken any more. */
export type Pooled = 'saved' | 'known' | 'closed';

const SECRET_BYTES = 32;
/** A row takes 1 MB, and each character counts as two bytes: a new one is begun well before. */
const LARGEST_CHARACTERS = 300_000;
const MOST_POOLS = 1_000;
const ATTEMPTS = 25;
const EMPTY: Pool = { answers: [], hashes: [] };

export type AnswerPool = ReturnType<typeof makeAnswerPool>;

/** Methods throw storage errors. `largest`: how many characters a row holds before a new one is begun. */
export function makeAnswerPool(table: Table, partition: string, largest = LARGEST_CHARACTERS) {
  /** The writes that begin an evaluation without names. */
  function openWrites(meetingId: string): Write[] {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    return [
      { do: 'insert', key: secretKey(meetingId), body: secretSchema.parse({ secret }) },
      { do: 'insert', key: poolKey(meetingId, 0), body: EMPTY },
    ];
  }

  async function pools(meetingId: string, signal?: AbortSignal): Promise<StoredPool[]> {
    const prefix = poolPrefix(meetingId);
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), MOST_POOLS, signal);
    return rows.map(({ key, body, etag }) => ({ key, pool: poolSchema.parse(body), etag }));
  }

  async function secretOf(meetingId: string, signal?: AbortSignal): Promise<string | undefined> {
    const row = await table.get(partition, secretKey(meetingId), signal);
    return row && secretSchema.parse(row.body).secret;
  }

  /** Adds the answers of one who answers once; `who` is their id. */
  async function add(meetingId: string, who: string, answers: Answers, signal?: AbortSignal) {
    return put(meetingId, { who, answers, isEntered: false }, signal);
  }

  /** The same for somebody who cannot answer themselves; `form` is the id of the form in which it was entered. */
  async function enter(meetingId: string, form: string, answers: Answers, signal?: AbortSignal) {
    return put(meetingId, { who: form, answers, isEntered: true }, signal);
  }

  async function put(meetingId: string, sent: Sent, signal?: AbortSignal): Promise<Pooled> {
    for (let attempt = 1; ; attempt += 1) {
      const [secret, all] = await Promise.all([secretOf(meetingId, signal), pools(meetingId, signal)]);
      const last = all.at(-1);
      if (secret === undefined || !last || last.pool.closed) return 'closed';
      const hash = hashOf(secret, sent.who);
      if (all.some(({ pool }) => pool.hashes.includes(hash))) return 'known';
      try {
        await table.commit(partition, addWrites(meetingId, all.length, last, { ...sent, hash }), signal);
        return 'saved';
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
        await jitter(attempt);
      }
    }
  }

  /** Held against the last document in both cases, so that neither a second press nor the closing comes between. */
  function addWrites(
    meetingId: string,
    count: number,
    last: StoredPool,
    sent: Sent & { hash: string },
  ): Write[] {
    const isFull = JSON.stringify(last.pool).length + JSON.stringify(sent.answers).length > largest;
    if (!isFull) return [replaced(last, withAnswer(last.pool, sent))];
    return [
      replaced(last, last.pool),
      { do: 'insert', key: poolKey(meetingId, count), body: withAnswer(EMPTY, sent) },
    ];
  }

  /** Whether somebody has answered; false when the evaluation is closed, since nobody can tell then. */
  async function has(meetingId: string, who: string, signal?: AbortSignal): Promise<boolean> {
    const [secret, all] = await Promise.all([secretOf(meetingId, signal), pools(meetingId, signal)]);
    if (secret === undefined) return false;
    const hash = hashOf(secret, who);
    return all.some(({ pool }) => pool.hashes.includes(hash));
  }

  async function read(meetingId: string, signal?: AbortSignal): Promise<Pooling> {
    const all = await pools(meetingId, signal);
    return {
      answers: all.flatMap(({ pool }) => pool.answers.map(one => one.answers)),
      entered: all.reduce((sum, { pool }) => sum + (pool.entered ?? 0), 0),
    };
  }

  /** The writes that end it: the secret is gone, and an answer that is on its way meets a changed document. */
  async function closeWrites(meetingId: string, signal?: AbortSignal): Promise<Write[]> {
    const [secret, all] = await Promise.all([secretOf(meetingId, signal), pools(meetingId, signal)]);
    const last = all.at(-1);
    return [
      ...(secret === undefined ? [] : [{ do: 'remove', key: secretKey(meetingId) } as const]),
      ...(last ? [replaced(last, { ...last.pool, closed: true })] : []),
    ];
  }

  return { openWrites, add, enter, has, read, closeWrites };
}

/** An answer on its way in. */
interface Sent {
  who: string;
  answers: Answers;
  isEntered: boolean;
}

function withAnswer({ answers, hashes, entered = 0 }: Pool, sent: Sent & { hash: string }): Pool {
  const entry = { key: randomBytes(16).toString('hex'), answers: answersSchema.parse(sent.answers) };
  return {
    answers: [...answers, entry].sort((a, b) => (a.key < b.key ? -1 : 1)),
    hashes: [...hashes, sent.hash].sort(),
    entered: entered + (sent.isEntered ? 1 : 0),
  };
}

function replaced({ key, etag }: StoredPool, pool: Pool): Write {
  return { do: 'replace', key, body: poolSchema.parse(pool), etag };
}

function hashOf(secret: string, who: string): string {
  return createHmac('sha256', Buffer.from(secret, 'base64url')).update(who).digest('base64url');
}

function secretKey(meetingId: string): string {
  return `evaluation|secret|${meetingId}`;
}

function poolPrefix(meetingId: string): string {
  return `evaluation|pool|${meetingId}|`;
}

function poolKey(meetingId: string, number: number): string {
  return `${poolPrefix(meetingId)}${String(number).padStart(4, '0')}`;
}
