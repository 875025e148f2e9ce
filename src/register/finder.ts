import { z } from 'zod/v4';
import { newestFirst } from '../delivery/job';
import { endOfPrefix, type Table } from '../storage/table';
import {
  endPrefix,
  FOLLOW_UP,
  foundSchema,
  indexPrefix,
  NEW,
  orderOfDay,
  TODO,
  todoSchema,
  type Found,
  type Index,
  type Todo,
} from './rows';
import { startOf } from './when';

const refSchema = z.object({ ref: z.string() });

export interface FoundPage {
  items: Found[];
  /** Pass it as `after` to get the next page. */
  next?: string;
}

export interface PageOptions {
  limit: number;
  after?: string;
  /** ISO day: only those that began on it or before. */
  beganBy?: string;
  /** ISO day: only those that began on it or after. */
  beganFrom?: string;
}

/** Reads the lists that every notification stands in: one request each, and no more rows than are asked for (S7). */
export interface Finder {
  /** One list, those that began last first. Withdrawn ones are not in it. */
  page(index: Index, options: PageOptions, signal?: AbortSignal): Promise<FoundPage>;
  /**
   * Collaborations with a city that are under way at some time from `from` to `to` (ISO days), those that end first
   * first, out of the `limit` that end soonest after `from`; `more`: there were more to look through.
   */
  during(
    cityId: string,
    days: { from: string; to: string },
    limit: number,
    signal?: AbortSignal,
  ): Promise<{ items: Found[]; more: boolean }>;
  /** What people have told since a moment (ISO), newest first. Withdrawn and imported ones are not in it. */
  toldSince(moment: string, limit: number, after?: string, signal?: AbortSignal): Promise<FoundPage>;
  /** References of those about which somebody is to be asked how it went, by an ISO day or earlier, oldest first. */
  followUpsDue(day: string, limit: number, after?: string): Promise<{ refs: string[]; next?: string }>;
  /** What officers have to do, oldest first. */
  todo(limit: number, after?: string, signal?: AbortSignal): Promise<{ items: Todo[]; next?: string }>;
}

export function makeFinder(table: Table, partition: string): Finder {
  async function page(index: Index, options: PageOptions, signal?: AbortSignal): Promise<FoundPage> {
    const { limit, after, beganBy, beganFrom } = options;
    const prefix = indexPrefix(index);
    const from = after ? afterKey(prefix, after) : `${prefix}${beganBy ? orderOfDay(beganBy) : ''}`;
    const to = beganFrom ? `${prefix}${endOfPrefix(orderOfDay(beganFrom))}` : endOfPrefix(prefix);
    const { rows, more } = await table.range(partition, from, to, limit, signal);
    const items = rows.map(row => foundSchema.parse(row.body));
    return { items, ...(more && { next: rows.at(-1)!.key.slice(prefix.length) }) };
  }

  async function during(
    cityId: string,
    { from, to }: { from: string; to: string },
    limit: number,
    signal?: AbortSignal,
  ) {
    const prefix = endPrefix(cityId);
    const { rows, more } = await table.range(
      partition,
      `${prefix}${from}`,
      endOfPrefix(prefix),
      limit,
      signal,
    );
    const items = rows.map(row => foundSchema.parse(row.body));
    return { items: items.filter(({ when }) => (startOf(when) ?? from) <= to), more };
  }

  async function toldSince(moment: string, limit: number, after?: string, signal?: AbortSignal) {
    const to = endOfPrefix(`${NEW}${newestFirst(moment)}`);
    const { rows, more } = await table.range(
      partition,
      after ? afterKey(NEW, after) : NEW,
      to,
      limit,
      signal,
    );
    const items = rows.map(row => foundSchema.parse(row.body));
    return { items, ...(more && { next: rows.at(-1)!.key.slice(NEW.length) }) };
  }

  async function todo(limit: number, after?: string, signal?: AbortSignal) {
    const from = after ? afterKey(TODO, after) : TODO;
    const { rows, more } = await table.range(partition, from, endOfPrefix(TODO), limit, signal);
    const items = rows.map(row => todoSchema.parse(row.body));
    return { items, ...(more && { next: rows.at(-1)!.key.slice(TODO.length) }) };
  }

  async function followUpsDue(day: string, limit: number, after?: string) {
    const from = after ? afterKey(FOLLOW_UP, after) : FOLLOW_UP;
    const { rows, more } = await table.range(partition, from, endOfPrefix(`${FOLLOW_UP}${day}|`), limit);
    const refs = rows.map(({ body }) => refSchema.parse(body).ref);
    return { refs, ...(more && { next: rows.at(-1)!.key.slice(FOLLOW_UP.length) }) };
  }

  return { page, during, toldSince, followUpsDue, todo };
}

/** The first key after one that was read; a space is the lowest character that a key may hold. */
function afterKey(prefix: string, after: string): string {
  return `${prefix}${after} `;
}
