import type { Lists } from '../directory/lists';
import type { Finder } from '../register/finder';
import { beganOn, type Found } from '../register/rows';
import { lastDay, listsFor, listsForSome, partsOf, rankOf, scoreOf, tiers, type Tier } from './match';
import { isEmpty, readQuery, type Query } from './query';
import type { Budget } from './scan';
import { readWindow, type Cursor } from './window';

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
  /**
   * The best first, out of what an answer may look through: with a large register the rest follows on later pages, as
   * well in the order in which it fits. Where nothing is written, what is nearest in time.
   */
  async function find(search: Search): Promise<Results> {
    const query = readQuery(search.text, search.lists, search.today);
    if (isEmpty(query) && search.text.trim() !== '') return { query, items: [], kind: 'all' };
    const budget = { ...BUDGET };
    const found = await findAll(query, search, budget);
    const nothing = found.items.length === 0 && !found.next && !search.cursor?.some;
    return nothing && partsOf(query) > 1 ? findSome(query, search, budget) : found;
  }

  async function findAll(query: Query, search: Search, budget: Budget): Promise<Results> {
    const { cursor, limit, today, signal } = search;
    const items: Found[] = [];
    let at: Omit<Cursor, 'some'> | undefined = cursor ?? { tier: tiers[0] };
    while (at) {
      const { tier, after }: Omit<Cursor, 'some'> = at;
      const day: string = at.window?.day ?? today;
      const window = await readWindow({ finder, query, today, budget, signal }, at);
      const room = limit - items.length;
      items.push(...window.left.slice(0, room).map(({ found }) => found));
      const some = items.length > 0 || (cursor?.some ?? false);
      // One more than is shown tells whether there is a next page.
      if (window.left.length > room) {
        const shown = window.left[room - 1]?.rank;
        const next = { tier, after, some };
        if (shown === undefined) return { query, items, kind: 'all', next };
        const again = { to: window.to, each: window.each!, day, shown };
        return { query, items, kind: 'all', next: { ...next, window: again } };
      }
      if (window.end === 'spent') {
        const next = { tier, after: window.to, some };
        return { query, items, kind: 'all', next, spent: true, ...searchedTo(query, tier, window.last) };
      }
      at = window.end === 'window' ? { tier, after: window.to } : tierAfter(tier);
    }
    return { query, items, kind: 'all' };
  }

  /** The best of those that began last, in one answer without pages; of as good ones, what is nearest in time. */
  async function findSome(
    query: Query,
    { limit, today, signal }: Search,
    { reads }: Budget,
  ): Promise<Results> {
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
      .map(item => ({ item, score: scoreOf(query, item), rank: rankOf(query, item, today) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.rank < b.rank ? -1 : 1))
      .slice(0, limit)
      .map(({ item }) => item);
    return { query, items, kind: 'some' };
  }

  return { find };
}

function tierAfter(tier: Tier): { tier: Tier } | undefined {
  const next = tiers[tiers.indexOf(tier) + 1];
  return next && { tier: next };
}

/** Nothing can be said of it while another tier is still to be gone through. */
function searchedTo(query: Query, tier: Tier, last: Found | undefined): { searchedTo?: string } {
  const isLast = tier === 'other' || listsFor(query, 'other') === undefined;
  return isLast && last ? { searchedTo: beganOn(last) } : {};
}
