/** A row of storage takes 1 MiB, two bytes for each character; this leaves room for what stands around. */
const LONGEST_PART = 300_000;
const MOST_IN_PART = 100;

/** Cuts a list into parts, in its order, each of which has room in one row of storage. */
export function partsOf<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  let length = 0;
  for (const item of items) {
    const own = JSON.stringify(item).length;
    const last = parts.at(-1);
    if (last && last.length < MOST_IN_PART && length + own <= LONGEST_PART) {
      last.push(item);
      length += own;
    } else {
      parts.push([item]);
      length = own;
    }
  }
  return parts;
}
