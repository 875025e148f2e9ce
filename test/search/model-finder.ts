import type { Finder } from '../../src/register/finder';
import { beganOn, indexesOf, listOrder, type Found, type Index } from '../../src/register/rows';

export interface ModelFinder extends Pick<Finder, 'page'> {
  /** What has been asked of it: the cost test holds these against what storage counts. */
  cost: { reads: number; rows: number };
}

/** The lists as the register keeps them, in memory: what a search finds is held against them. */
export function modelFinder(all: readonly Found[]): ModelFinder {
  const cost = { reads: 0, rows: 0 };
  const lists = new Map<Index, Found[]>();
  const ordered = [...all].sort((a, b) => (listOrder(a) < listOrder(b) ? -1 : 1));
  for (const found of ordered) {
    for (const index of indexesOf(found)) {
      const list = lists.get(index);
      if (list) list.push(found);
      else lists.set(index, [found]);
    }
  }
  return {
    cost,
    page(index, { limit, after, beganBy }) {
      const rows = (lists.get(index) ?? []).filter(found =>
        after ? listOrder(found) > after : !beganBy || beganOn(found) <= beganBy,
      );
      const items = rows.slice(0, limit);
      cost.reads += 1;
      cost.rows += Math.min(rows.length, limit + 1);
      return Promise.resolve({
        items,
        ...(rows.length > limit && { next: listOrder(items.at(-1)!) }),
      });
    },
  };
}
