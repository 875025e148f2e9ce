import type { Finder, PageOptions } from '../register/finder';
import { listOrder, type Found, type Index } from '../register/rows';

/** What one answer may cost: it follows what is shown, and not what is stored. */
export interface Budget {
  /** Range reads that are left. */
  reads: number;
  /** Rows that are left. */
  rows: number;
}

/** Rows of one read, and of all lists that are read side by side. */
export const MOST_EACH = 72;
const SIDE_BY_SIDE = 90;
const FEWEST_EACH = 6;

interface Open {
  index: Index;
  rows: Found[];
  /** Where the next read goes on; undefined when the list has ended. */
  next: { after?: string } | undefined;
}

/** Goes through lists as if they were one, each collaboration once, those that began last first. */
export interface Scan {
  /** The next one; 'spent' when the budget does not allow the read that it takes; undefined at the end. */
  next(): Promise<Found | 'spent' | undefined>;
  /** The last one that was gone through. */
  last(): Found | undefined;
}

/** How many rows each read of so many lists takes; undefined when the budget does not allow a look that is worth it. */
export function rowsEach(lists: number, { reads, rows }: Budget): number | undefined {
  // A read takes one row more than it gives, to know whether there are more.
  const each = Math.min(MOST_EACH, Math.floor(Math.min(SIDE_BY_SIDE, rows) / lists) - 1);
  return lists <= reads && each >= FEWEST_EACH ? each : undefined;
}

/** `after`: the order of the last one that was gone through before; `each`: how many rows a read takes. */
export function makeScan(
  finder: Pick<Finder, 'page'>,
  indexes: readonly Index[],
  { after, beganBy, each }: Pick<PageOptions, 'after' | 'beganBy'> & { each: number },
  budget: Budget,
  signal?: AbortSignal,
): Scan {
  const lists: Open[] = indexes.map(index => ({ index, rows: [], next: { after } }));

  async function fill(list: Open): Promise<void> {
    const page = await finder.page(list.index, { limit: each, beganBy, ...list.next }, signal);
    list.rows = page.items;
    list.next = page.next === undefined ? undefined : { after: page.next };
    budget.rows -= page.items.length + (page.next === undefined ? 0 : 1);
  }

  let last: Found | undefined;
  return {
    last: () => last,
    async next() {
      const empty = lists.filter(list => list.rows.length === 0 && list.next);
      if (empty.length > budget.reads || empty.length * (each + 1) > budget.rows) return 'spent';
      budget.reads -= empty.length;
      await Promise.all(empty.map(fill));
      const [first] = lists.flatMap(({ rows }) => rows.slice(0, 1)).sort(byOrder);
      for (const list of lists) if (first && list.rows[0]?.ref === first.ref) list.rows.shift();
      last = first ?? last;
      return first;
    },
  };
}

function byOrder(a: Found, b: Found): number {
  return listOrder(a) < listOrder(b) ? -1 : 1;
}
