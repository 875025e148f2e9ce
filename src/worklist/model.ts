import type { Count } from '../delivery/overview';
import type { Todo } from '../register/rows';

/** A question that could not be put to the sender. */
export interface Unreachable {
  kind: 'unreachable';
  ref: string;
  /** ISO moment. */
  since: string;
}

/** Something that waits for an officer at the City Executive Office. */
export type Entry = Todo | Unreachable;
export type Kind = Entry['kind'];
export const kinds = [
  'new',
  'answered',
  'unregistered',
  'unreachable',
  'followUp',
] as const satisfies readonly Kind[];

/** The beginning of something longer; `more`: it goes on. */
export interface Part<T> {
  items: readonly T[];
  more: boolean;
}

/** Where an entry stands in the worklist: by how long it has waited, and by its reference. */
export function positionOf({ since, ref }: Pick<Entry, 'since' | 'ref'>): string {
  return `${since}|${ref}`;
}

/** The reference of whatever stands, or stood, at a position. */
export function refAt(position: string): string {
  return position.slice(position.indexOf('|') + 1);
}

/**
 * Puts two lists in order of age together, oldest first, each position once. Where one goes on beyond what was read
 * of it, the whole ends there: nobody knows what comes between.
 */
export function byAge(one: Part<Entry>, other: Part<Entry>): Part<Entry> {
  const ends = [one, other].flatMap(({ items, more }) => (more ? items.slice(-1).map(positionOf) : []));
  const end = ends.sort()[0];
  const entries = new Map([...one.items, ...other.items].map(entry => [positionOf(entry), entry]));
  const items = [...entries]
    .filter(([position]) => end === undefined || position <= end)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => entry);
  return { items, more: one.more || other.more };
}

/** How many there are, counted up to `limit`. */
export function countUpTo(limit: number, { items, more }: Part<Entry>): Count {
  const known = items.length;
  return { count: Math.min(known, limit), more: more || known > limit };
}

/** How many there are of each kind. */
export function countKinds(items: readonly Entry[]): Record<Kind, number> {
  const counts = { new: 0, answered: 0, unregistered: 0, unreachable: 0, followUp: 0 };
  for (const { kind } of items) counts[kind] += 1;
  return counts;
}

/**
 * What became of an entry since it was opened: it waits as before, or for something else further down, or no more.
 * Unknown where the list goes on beyond what was read of it.
 */
export type Fate = 'skipped' | 'later' | 'done' | 'unknown';

export function fateOf(position: string, { items, more }: Part<Entry>): Fate {
  if (items.some(entry => positionOf(entry) === position)) return 'skipped';
  if (items.some(({ ref }) => ref === refAt(position))) return 'later';
  return more ? 'unknown' : 'done';
}
