import { z } from 'zod/v4';
import { insertJob, toStoredJob, type StoredJob } from '../delivery/ledger';
import { endOfPrefix, type Row, type Table, type Write } from '../storage/table';
import { dayJob, notesPrefix } from './deliveries';
import { planSchema, type Plan } from './model';
import { firstState, morningSchema, stateSchema, type Morning, type State } from './morning';

/** A plan as stored; `etag` is absent for one that is not there yet. */
export interface StoredPlan {
  plan: Plan;
  /** 1 for the first. */
  version: number;
  /** Who made this version, and when (ISO moment). */
  by: string;
  at: string;
  etag?: string;
}

export interface StoredState {
  state: State;
  etag?: string;
}

const bodySchema = z.object({ plan: planSchema, version: z.int(), by: z.string(), at: z.string() });

const PLAN = 'hosting|plan|';
const VERSION = 'hosting|version|';
const MORNING = 'hosting|morning|';
const STATE = 'hosting|state';
const NEWEST_FIRST = 99_999;

/** A plan each eighth year, and a few more. */
const MOST_PLANS = 1_000;
const MOST_MORNINGS = 100;
const MOST_NOTES = 100;

/** The rows of the hostings, in the City's partition, so that a plan and what it leads to commit together. */
export type HostingStore = ReturnType<typeof makeHostingStore>;

/** Every method throws StorageUnavailableError; those that write also ConflictError when somebody was first. */
export function makeHostingStore(table: Table, partition: string) {
  async function load(meetingId: string, signal?: AbortSignal): Promise<StoredPlan | undefined> {
    const row = await table.get(partition, `${PLAN}${meetingId}`, signal);
    return row && toPlan(row);
  }

  async function all(signal?: AbortSignal): Promise<StoredPlan[]> {
    const { rows } = await table.range(partition, PLAN, endOfPrefix(PLAN), MOST_PLANS, signal);
    return rows.map(toPlan);
  }

  /** Replaces a plan as it was read, or enters a new one, together with `also`. Every version is kept. */
  async function save(
    before: Pick<StoredPlan, 'version' | 'etag'> | undefined,
    { plan, by, at }: Pick<StoredPlan, 'plan' | 'by' | 'at'>,
    also: readonly Write[],
    signal?: AbortSignal,
  ): Promise<void> {
    const key = `${PLAN}${plan.meetingId}`;
    const body = { plan: planSchema.parse(plan), version: (before?.version ?? 0) + 1, by, at };
    const write: Write = before?.etag
      ? { do: 'replace', key, body, etag: before.etag }
      : { do: 'insert', key, body };
    const newest = String(NEWEST_FIRST - body.version).padStart(5, '0');
    const version: Write = { do: 'insert', key: `${VERSION}${plan.meetingId}|${newest}`, body };
    await table.commit(partition, [write, version, ...also], signal);
  }

  /** The versions of a plan, newest first, at most `limit`. */
  async function history(meetingId: string, limit: number, signal?: AbortSignal): Promise<StoredPlan[]> {
    const prefix = `${VERSION}${meetingId}|`;
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), limit, signal);
    return rows.map(toPlan);
  }

  async function state(): Promise<StoredState> {
    const row = await table.get(partition, STATE);
    return row ? { state: stateSchema.parse(row.body), etag: row.etag } : { state: firstState };
  }

  /**
   * The writes that see to a morning: what is remembered, and its card where there is something to tell. `mayRepeat`: a
   * worker died while it posted the card before, so some of this may stand in the channel already.
   */
  function morningWrites(
    before: StoredState,
    after: State,
    morning: Morning | undefined,
    { at, mayRepeat }: { at: string; mayRepeat: boolean },
  ): Write[] {
    const remembered: Write = before.etag
      ? { do: 'replace', key: STATE, body: after, etag: before.etag }
      : { do: 'insert', key: STATE, body: after };
    if (!morning) return [remembered];
    const row: Write = { do: 'insert', key: `${MORNING}${morning.day}`, body: morningSchema.parse(morning) };
    return [remembered, row, ...insertJob(dayJob(morning.day), at, mayRepeat)];
  }

  async function morning(day: string): Promise<Morning | undefined> {
    const row = await table.get(partition, `${MORNING}${day}`);
    return row && morningSchema.parse(row.body);
  }

  /** The mornings from a day on. */
  async function morningsFrom(day: string, signal?: AbortSignal): Promise<Morning[]> {
    const to = endOfPrefix(MORNING);
    const { rows } = await table.range(partition, `${MORNING}${day}`, to, MOST_MORNINGS, signal);
    return rows.map(row => morningSchema.parse(row.body));
  }

  async function job(key: string, signal?: AbortSignal): Promise<StoredJob | undefined> {
    const row = await table.get(partition, key, signal);
    return row && toStoredJob(row);
  }

  async function notesOf(meetingId: string, activityId: string, signal?: AbortSignal): Promise<StoredJob[]> {
    const prefix = notesPrefix(meetingId, activityId);
    const { rows } = await table.range(partition, prefix, endOfPrefix(prefix), MOST_NOTES, signal);
    return rows.map(toStoredJob);
  }

  async function commit(writes: readonly Write[]): Promise<void> {
    await table.commit(partition, writes);
  }

  return { load, all, save, history, state, morningWrites, morning, morningsFrom, job, notesOf, commit };
}

function toPlan(row: Row): StoredPlan {
  return { ...bodySchema.parse(row.body), etag: row.etag };
}
