import { z } from 'zod/v4';
import type { NewJob } from '../delivery/job';
import { insertJob, toStoredJob, type StoredJob } from '../delivery/ledger';
import { commitIfFirst, endOfPrefix, type Row, type Table, type Write } from '../storage/table';
import { formPrefix } from './deliveries';
import { firstMemory, memorySchema, type Memory } from './memory';
import {
  askedListSchema,
  endsSchema,
  evaluationSchema,
  namedAnswerSchema,
  type Asked,
  type End,
  type Evaluation,
  type NamedAnswer,
} from './model';

export interface Stored<T> {
  value: T;
  /** Absent for what is not there yet. */
  etag?: string;
}

/** An evaluation as it is stored. */
export interface StoredEvaluation extends Stored<Evaluation> {
  etag: string;
  /** 1 for the first. */
  version: number;
}

const MEMORY = 'evaluation|memory';
const SENT = 'evaluation|sent|';
const VERSION = 'evaluation|version|';
const NEWEST_FIRST = 99_999;
/** One each eighth year, and a few more. */
const MOST_EVALUATIONS = 200;
const MOST_ANSWERS = 5_000;
/** Two rows for each job, and a hundred at most in one transaction. */
const JOBS_AT_ONCE = 45;

const sentSchema = z.object({ evaluation: evaluationSchema, version: z.int() });

/** The rows of the evaluations, in the City's partition, so that a change and what it leads to commit together. */
export type EvaluationStore = ReturnType<typeof makeEvaluationStore>;

/** Every method throws StorageUnavailableError; those that write also ConflictError when somebody was first. */
export function makeEvaluationStore(table: Table, partition: string) {
  const get = (key: string, signal?: AbortSignal) => table.get(partition, key, signal);

  async function memory(): Promise<Stored<Memory>> {
    const row = await get(MEMORY);
    return row ? { value: memorySchema.parse(row.body), etag: row.etag } : { value: firstMemory };
  }

  function memoryWrite(before: Stored<Memory>, after: Memory): Write {
    return written(MEMORY, memorySchema.parse(after), before.etag);
  }

  async function ends(meetingId: string, signal?: AbortSignal): Promise<Stored<readonly End[]>> {
    const row = await get(endsKey(meetingId), signal);
    return row ? { value: endsSchema.parse(row.body).ends, etag: row.etag } : { value: [] };
  }

  function endsWrite(meetingId: string, before: Stored<readonly End[]>, after: readonly End[]): Write {
    return written(endsKey(meetingId), endsSchema.parse({ ends: after }), before.etag);
  }

  async function load(meetingId: string, signal?: AbortSignal): Promise<StoredEvaluation | undefined> {
    const row = await get(`${SENT}${meetingId}`, signal);
    return row && toEvaluation(row);
  }

  async function all(signal?: AbortSignal): Promise<StoredEvaluation[]> {
    const { rows } = await table.range(partition, SENT, endOfPrefix(SENT), MOST_EVALUATIONS, signal);
    return rows.map(toEvaluation);
  }

  /** The writes that replace an evaluation as it was read, or enter a new one. Every version is kept. */
  function evaluationWrites(before: StoredEvaluation | undefined, after: Evaluation): Write[] {
    const version = (before?.version ?? 0) + 1;
    const body = { evaluation: evaluationSchema.parse(after), version };
    const newest = String(NEWEST_FIRST - version).padStart(5, '0');
    return [
      written(`${SENT}${after.meetingId}`, body, before?.etag),
      { do: 'insert', key: `${VERSION}${after.meetingId}|${newest}`, body },
    ];
  }

  function askedWrite(meetingId: string, people: readonly Asked[]): Write {
    return { do: 'insert', key: askedKey(meetingId), body: askedListSchema.parse({ people }) };
  }

  async function asked(meetingId: string, signal?: AbortSignal): Promise<readonly Asked[]> {
    const row = await get(askedKey(meetingId), signal);
    return row ? askedListSchema.parse(row.body).people : [];
  }

  /** Without those that have been taken away. */
  async function answers(meetingId: string, signal?: AbortSignal): Promise<NamedAnswer[]> {
    const prefix = answersPrefix(meetingId);
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), MOST_ANSWERS, signal);
    return rows.map(({ body }) => namedAnswerSchema.parse(body)).filter(({ removed }) => !removed);
  }

  async function answer(
    meetingId: string,
    id: string,
    signal?: AbortSignal,
  ): Promise<Stored<NamedAnswer> | undefined> {
    const row = await get(`${answersPrefix(meetingId)}${id}`, signal);
    return row && { value: namedAnswerSchema.parse(row.body), etag: row.etag };
  }

  /** The writes of an answer's next version, which is kept for ever beside it. */
  function answerWrites(
    meetingId: string,
    before: Stored<NamedAnswer> | undefined,
    after: NamedAnswer,
  ): Write[] {
    const body = namedAnswerSchema.parse(after);
    return [
      written(`${answersPrefix(meetingId)}${after.id}`, body, before?.etag),
      { do: 'insert', key: versionKey(meetingId, after), body },
    ];
  }

  async function job(key: string, signal?: AbortSignal): Promise<StoredJob | undefined> {
    const row = await get(key, signal);
    return row && toStoredJob(row);
  }

  /** The job of the form to each person, by their ids. */
  async function forms(meetingId: string, signal?: AbortSignal): Promise<Map<string, StoredJob>> {
    const prefix = formPrefix(meetingId);
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), MOST_ANSWERS, signal);
    return new Map(rows.map(row => [row.key.slice(prefix.length), toStoredJob(row)]));
  }

  /** Enters jobs in steps; one that is there already stays. Returns the keys of those that are new. */
  async function enter(jobs: readonly NewJob[], at: string): Promise<string[]> {
    const entered: string[] = [];
    for (let start = 0; start < jobs.length; start += JOBS_AT_ONCE) {
      const some = jobs.slice(start, start + JOBS_AT_ONCE);
      const writes = some.map(one => insertJob(one, at));
      if (await commitIfFirst(table, partition, writes.flat())) entered.push(...some.map(({ key }) => key));
      // Some were there: a crash or another instance entered them.
      else {
        for (const [index, one] of some.entries())
          if (await commitIfFirst(table, partition, writes[index]!)) entered.push(one.key);
      }
    }
    return entered;
  }

  async function commit(writes: readonly Write[], signal?: AbortSignal): Promise<void> {
    await table.commit(partition, writes, signal);
  }

  return {
    memory,
    memoryWrite,
    ends,
    endsWrite,
    load,
    all,
    evaluationWrites,
    askedWrite,
    asked,
    answers,
    answer,
    answerWrites,
    job,
    forms,
    enter,
    commit,
  };
}

function written(key: string, body: object, etag: string | undefined): Write {
  return etag === undefined ? { do: 'insert', key, body } : { do: 'replace', key, body, etag };
}

function toEvaluation(row: Row): StoredEvaluation {
  const { evaluation, version } = sentSchema.parse(row.body);
  return { value: evaluation, version, etag: row.etag };
}

function endsKey(meetingId: string): string {
  return `evaluation|ends|${meetingId}`;
}

function askedKey(meetingId: string): string {
  return `evaluation|asked|${meetingId}`;
}

function answersPrefix(meetingId: string): string {
  return `evaluation|answer|${meetingId}|`;
}

function versionKey(meetingId: string, { id, version }: NamedAnswer): string {
  return `evaluation|answered|${meetingId}|${id}|${String(NEWEST_FIRST - version).padStart(5, '0')}`;
}
