import { z } from 'zod/v4';
import type { Lists } from '../directory/lists';
import type { Finder } from '../register/finder';
import { beganOn, listOrder, type Found } from '../register/rows';
import { lastDay, listsFor, listsForSome, partsOf, scoreOf, tierOf, tiers, type Tier } from './match';
import { isEmpty, readQuery, type Query } from './query';
import { makeScan, type Budget } from './scan';

/** Where a search goes on: how far it has come, and whether anything has been found by then. */
export const cursorSchema = z.object({
  tier: z.enum(tiers),
  after: z.string().max(100).optional(),
  some: z.boolean(),
});
export type Cursor = z.infer<typeof cursorSchema>;

export interface Results {
  query: Query;
  items: Found[];
  /** `some`: none has all that was asked for, and these have some of it. */
  kind: 'all' | 'some';
  /** Present where there is more to see, or to look through. */
  next?: Cursor;
  /** Whether the search was ended by what an answer may cost. */
  spent?: boolean;
  /** ISO day: all that began on it or later has been looked through by then. */
  searchedTo?: string;
}

export interface Search {
  text: string;
  lists: Lists;
  /** ISO day in Göteborg. */
  today: string;
  /** How many are shown. */
  limit: number;
  cursor?: Cursor;
  signal?: AbortSignal;
}

/** What an answer may cost. Those that have some of it are looked for with what is left of it, or a little more. */
const BUDGET: Budget = { reads: 8, rows: 150 };
const FOR_SOME = { fewestReads: 3, mostReads: 6, rowsEach: 12 };

export type SearchService = ReturnType<typeof makeSearchService>;

/**
 * Finds collaborations for anyone in the City (S7): nothing is looked at but what everybody may read, so there is no
 * access to check. Methods throw StorageUnavailableError.
 */
export function makeSearchService(finder: Pick<Finder, 'page'>) {
  /** The best first; where nothing is written, those that began last. */
  async function find(search: Search): Promise<Results> {
    const query = readQuery(search.text, search.lists, search.today);
    if (isEmpty(query) && search.text.trim() !== '') return { query, items: [], kind: 'all' };
    const budget = { ...BUDGET };
    const found = await findAll(query, search, budget);
    const nothing = found.items.length === 0 && !found.next && !search.cursor?.some;
    return nothing && partsOf(query) > 1 ? findSome(query, search, budget) : found;
  }

  async function findAll(query: Query, { cursor, limit, signal }: Search, budget: Budget): Promise<Results> {
    const beganBy = query.years && lastDay(query.years.to);
    const items: Found[] = [];
    let shown: Pick<Cursor, 'tier' | 'after'> | undefined;
    for (const tier of tiers.slice(cursor ? tiers.indexOf(cursor.tier) : 0)) {
      const indexes = listsFor(query, tier);
      if (!indexes) continue;
      const after = tier === cursor?.tier ? cursor.after : undefined;
      const scan = makeScan(finder, indexes, { after, beganBy }, budget, signal);
      for (;;) {
        const found = await scan.next();
        if (found === undefined) break;
        if (found === 'spent') {
          const some = items.length > 0 || (cursor?.some ?? false);
          const next = { tier, after: scan.last() ? listOrder(scan.last()!) : after, some };
          return { query, items, kind: 'all', next, spent: true, ...searchedTo(query, tier, scan.last()) };
        }
        if (tierOf(query, found) !== tier) continue;
        // One more than is shown tells whether there is a next page.
        if (items.length === limit) return { query, items, kind: 'all', next: { ...shown!, some: true } };
        items.push(found);
        shown = { tier, after: listOrder(found) };
      }
    }
    return { query, items, kind: 'all' };
  }

  /** The best of those that began last, in one answer without pages. */
  async function findSome(query: Query, { limit, signal }: Search, { reads }: Budget): Promise<Results> {
    const { fewestReads, mostReads, rowsEach } = FOR_SOME;
    const most = Math.max(fewestReads, Math.min(mostReads, reads));
    const beganBy = query.years && lastDay(query.years.to);
    // Another year is better than nothing, so with years each list is read twice.
    const indexes = listsForSome(query, beganBy ? Math.ceil(most / 2) : most);
    const pages = await Promise.all([
      ...indexes.map(index => finder.page(index, { limit: rowsEach, beganBy }, signal)),
      ...(beganBy ? indexes.filter(index => index !== 'all') : []).map(index =>
        finder.page(index, { limit: rowsEach }, signal),
      ),
    ]);
    const found = new Map(pages.flatMap(({ items }) => items).map(item => [item.ref, item]));
    const items = [...found.values()]
      .map(item => ({ item, score: scoreOf(query, item), order: listOrder(item) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.order < b.order ? -1 : 1))
      .slice(0, limit)
      .map(({ item }) => item);
    return { query, items, kind: 'some' };
  }

  return { find };
}

/** Nothing can be said of it while another tier is still to be gone through. */
function searchedTo(query: Query, tier: Tier, last: Found | undefined): { searchedTo?: string } {
  const isLast = tier === 'other' || listsFor(query, 'other') === undefined;
  return isLast && last ? { searchedTo: beganOn(last) } : {};
}
