import { z } from 'zod/v4';
import type { Finder } from '../register/finder';
import { listOrder, type Found } from '../register/rows';
import { lastDay, listsFor, rankOf, tierOf, tiers } from './match';
import type { Query } from './query';
import { makeScan, MOST_EACH, rowsEach, type Budget } from './scan';

const order = z.string().max(100);

/**
 * Where a search goes on, and whether anything has been found by then. A page looks through more than it shows, and
 * shows the best of that; `window` is there when some of it is still to be shown, and lets the next page look through
 * the very same.
 */
export const cursorSchema = z.object({
  tier: z.enum(tiers),
  /** The order of the last one that pages before have done with. */
  after: order.optional(),
  some: z.boolean(),
  window: z
    .object({
      /** The order of its last one; none where it goes to the end of the tier. */
      to: order.optional(),
      each: z.int().min(1).max(MOST_EACH),
      /** The day from which it is nearer or farther. */
      day: z.iso.date(),
      /** The rank of the last one that was shown. */
      shown: order,
    })
    .optional(),
});
export type Cursor = z.infer<typeof cursorSchema>;

/** What was looked through in one go. */
export interface Window {
  /** Best first, without those that pages before have shown. */
  left: { found: Found; rank: string }[];
  /** `tier`: there is no more in it; `spent`: an answer may cost no more; `window`: it is the one of a page before. */
  end: 'tier' | 'spent' | 'window';
  /** What it has been looked through with, to do so again. */
  each?: number;
  /** The last one that was looked through. */
  last?: Found;
  /** The order of where it ends; none at the end of the tier, or where nothing has been done with yet. */
  to?: string;
}

export interface WindowParts {
  finder: Pick<Finder, 'page'>;
  query: Query;
  /** ISO day. */
  today: string;
  budget: Budget;
  signal?: AbortSignal;
}

/** Looks through as much of a tier as the budget allows. Throws StorageUnavailableError. */
export async function readWindow(
  { finder, query, today, budget, signal }: WindowParts,
  { tier, after, window }: Omit<Cursor, 'some'>,
): Promise<Window> {
  const indexes = listsFor(query, tier);
  if (!indexes) return { left: [], end: 'tier' };
  const each = window?.each ?? rowsEach(indexes.length, budget);
  if (each === undefined) return { left: [], end: 'spent', to: after };
  const beganBy = query.years && lastDay(query.years.to);
  const scan = makeScan(finder, indexes, { after, beganBy, each }, budget, signal);
  const inTier: Found[] = [];
  const end = await goThrough(found => {
    if (tierOf(query, found) === tier) inTier.push(found);
  });
  const left = inTier
    .map(found => ({ found, rank: rankOf(query, found, window?.day ?? today) }))
    .filter(({ rank }) => !window || rank > window.shown)
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const last = scan.last();
  if (end === 'tier') return { left, end, each };
  return { left, end, each, last, to: end === 'window' ? window?.to : last ? listOrder(last) : after };

  async function goThrough(take: (found: Found) => void): Promise<Window['end']> {
    for (;;) {
      const found = await scan.next();
      if (found === 'spent') return 'spent';
      if (found === undefined) return 'tier';
      const at = listOrder(found);
      if (window?.to !== undefined && at > window.to) return 'window';
      take(found);
      // Not one further: to know the next one may take a read that the page before could not afford.
      if (at === window?.to) return 'window';
    }
  }
}
