import { z } from 'zod/v4';
import type { Notification } from './model';
import { listedWhenSchema } from './when';

/**
 * Who else works with a city: what a sender gets back for informing (S7, S8). A digest for each city holds the
 * newest collaboration of each unit, by category, by area and overall, so that the answer costs one read however many
 * notifications there are.
 */
const itemSchema = z.object({
  ref: z.string(),
  unitId: z.string(),
  title: z.string(),
  category: z.string(),
  area: z.string().optional(),
  when: listedWhenSchema,
  createdAt: z.string(),
});
export type DigestItem = z.infer<typeof itemSchema>;

export const digestSchema = z.object({
  items: z.record(z.string(), itemSchema),
  /** References, newest first. */
  buckets: z.record(z.string(), z.array(z.string())),
});
export type Digest = z.infer<typeof digestSchema>;

/** One more than is shown, since one's own unit is left out. */
const UNITS_KEPT = 6;
const SHOWN = 5;
const TITLE_KEPT = 100;
const OVERALL = 'all';

export const emptyDigest: Digest = { items: {}, buckets: {} };

/** What the digest keeps of a notification, or of a row in a list. */
export function toDigestItem({
  ref,
  unitId,
  title,
  category,
  area,
  when,
  createdAt,
}: DigestItem): DigestItem {
  // By whole characters: half an emoji is no text.
  const letters = [...title];
  const kept =
    letters.length > TITLE_KEPT
      ? `${letters
          .slice(0, TITLE_KEPT - 1)
          .join('')
          .trimEnd()}…`
      : title;
  return { ref, unitId, title: kept, category, ...(area && { area }), when, createdAt };
}

export function digestItemOf({ ref, content, createdAt }: Notification): DigestItem {
  return toDigestItem({ ref, createdAt, ...content });
}

export function addToDigest(digest: Digest, item: DigestItem): Digest {
  const items = { ...digest.items, [item.ref]: item };
  const buckets = { ...digest.buckets };
  for (const bucket of bucketsOf(item)) {
    const others = (buckets[bucket] ?? []).filter(ref => items[ref]?.unitId !== item.unitId);
    const sameUnit = (buckets[bucket] ?? []).filter(
      ref => items[ref]?.unitId === item.unitId && ref !== item.ref,
    );
    const newest = newestFirst([item.ref, ...sameUnit], items)[0]!;
    buckets[bucket] = newestFirst([newest, ...others], items).slice(0, UNITS_KEPT);
  }
  return withoutLooseItems({ items, buckets });
}

/** Takes a collaboration out. An older one of the same unit is found again when the digest is made anew. */
export function removeFromDigest(digest: Digest, ref: string): Digest {
  const buckets = Object.fromEntries(
    Object.entries(digest.buckets).map(([bucket, refs]) => [bucket, refs.filter(other => other !== ref)]),
  );
  return withoutLooseItems({ items: digest.items, buckets });
}

/** Makes a digest from collaborations in any order. */
export function makeDigest(items: readonly DigestItem[]): Digest {
  return items.reduce(addToDigest, emptyDigest);
}

/** Up to five collaborations of other units: same category or area first, then the newest; one for each unit. */
export function pickWhoElse(digests: readonly Digest[], own: DigestItem): DigestItem[] {
  const items = Object.assign({}, ...digests.map(digest => digest.items)) as Digest['items'];
  const inBuckets = (names: readonly string[]) => {
    const refs = digests.flatMap(digest => names.flatMap(name => digest.buckets[name] ?? []));
    return newestFirst([...new Set(refs)], items);
  };
  const alike = inBuckets(bucketsOf(own).filter(bucket => bucket !== OVERALL));
  const chosen = new Map<string, DigestItem>();
  for (const ref of [...alike, ...inBuckets([OVERALL])]) {
    const item = items[ref]!;
    if (item.unitId !== own.unitId && !chosen.has(item.unitId)) chosen.set(item.unitId, item);
  }
  return [...chosen.values()].slice(0, SHOWN);
}

function bucketsOf(item: DigestItem): string[] {
  return [`category:${item.category}`, ...(item.area ? [`area:${item.area}`] : []), OVERALL];
}

function newestFirst(refs: readonly string[], items: Digest['items']): string[] {
  const age = (ref: string) => `${items[ref]!.createdAt}|${ref}`;
  return [...refs].sort((a, b) => (age(a) < age(b) ? 1 : -1));
}

function withoutLooseItems(digest: Digest): Digest {
  const used = new Set(Object.values(digest.buckets).flat());
  const items = Object.fromEntries(Object.entries(digest.items).filter(([ref]) => used.has(ref)));
  return { items, buckets: digest.buckets };
}
