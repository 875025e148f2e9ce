import { z } from 'zod/v4';
import { LOCALES } from '../i18n';
import { ConflictError, StorageUnavailableError } from '../storage/errors';
import type { Table } from '../storage/table';

/** Why the bot cannot write to a person by itself. */
export const unreachableReasons = ['notInstalled', 'blocked', 'gone', 'noAccount'] as const;
export type UnreachableReason = (typeof unreachableReasons)[number];

const personSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  /** The one place where a name is kept: everywhere else there is the id only, so that one removal is enough. */
  name: z.string(),
  locale: z.enum(LOCALES).optional(),
  /** What the form remembers from the last time. */
  remembered: z
    .object({
      unitId: z.string().optional(),
      workplace: z.string().optional(),
      contactFunction: z.string().optional(),
    })
    .optional(),
  conversation: z.object({ id: z.string(), serviceUrl: z.string(), tenantId: z.string() }).optional(),
  unreachable: z.object({ reason: z.enum(unreachableReasons), since: z.string() }).optional(),
  /** A colleague has told their name; they have not met the bot themselves yet, and nothing vouches for them. */
  heardOf: z.literal(true).optional(),
});

export type Person = z.infer<typeof personSchema>;

/** People who have met the bot: language, what the form remembers, and where they can be written to. */
export interface People {
  load(id: string, signal?: AbortSignal): Promise<Person | undefined>;
  /**
   * The same, as it was a short while ago; one's own changes are in it at once. One that is older is given once more, and
   * read anew meanwhile, so that nobody who writes now and then waits for it.
   */
  recent(id: string, signal?: AbortSignal): Promise<Person | undefined>;
  /**
   * Changes one person from what is stored at that moment, again if somebody else changed it meanwhile. `change`
   * gets undefined for a person not met before and may return undefined to leave all as it is.
   * Throws StorageUnavailableError.
   */
  change(
    id: string,
    change: (person: Person | undefined) => Person | undefined,
    signal?: AbortSignal,
  ): Promise<Person | undefined>;
  /** Keeps somebody who has not been met before, so that what they do next bears their name. */
  meet(person: Person, signal?: AbortSignal): Promise<void>;
  /** Display names by id; an id without one is left out. */
  names(ids: readonly string[], signal?: AbortSignal): Promise<Map<string, string>>;
  /** People whom the bot has met, at most `limit`, in no order that means anything. Throws StorageUnavailableError. */
  list(limit: number, signal?: AbortSignal): Promise<Person[]>;
  /** Those of the names that were read a short while ago: asks nothing of storage. */
  namesAtHand(ids: readonly string[]): Map<string, string>;
}

const PARTITION = 'people';
/** Behind every id: those are made of digits and letters. */
const BEHIND_ALL = '~';
const ATTEMPTS = 5;

/** How old what is kept at hand may be, in milliseconds, a name that has been removed included; and how many there are. */
const AT_HAND_MS = 10 * 60_000;
const MOST_AT_HAND = 5_000;

/** `recentMs`: from what age on a person is read anew, where one of a short while ago is enough; in milliseconds. */
export function makePeople(table: Table, now: () => Date, recentMs: number): People {
  const atHand = new Map<string, { name: string; until: number }>();
  const read = new Map<string, { person: Person; at: number }>();

  function keepAtHand(person: Person): Person {
    if (atHand.size >= MOST_AT_HAND) atHand.clear();
    if (read.size >= MOST_AT_HAND) read.clear();
    read.set(person.id, { person, at: now().getTime() });
    if (person.name) atHand.set(person.id, { name: person.name, until: now().getTime() + AT_HAND_MS });
    return person;
  }

  async function load(id: string, signal?: AbortSignal): Promise<Person | undefined> {
    const row = await table.get(PARTITION, id, signal);
    return row && keepAtHand(personSchema.parse(row.body));
  }

  async function recent(id: string, signal?: AbortSignal): Promise<Person | undefined> {
    const known = read.get(id);
    const age = known && now().getTime() - known.at;
    if (known === undefined || age === undefined || age >= AT_HAND_MS) return load(id, signal);
    // After the turn that asks, which has what it needs.
    if (age >= recentMs) setImmediate(() => void load(id).catch(() => undefined));
    return known.person;
  }

  async function change(
    id: string,
    decide: (person: Person | undefined) => Person | undefined,
    signal?: AbortSignal,
  ): Promise<Person | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const row = await table.get(PARTITION, id, signal);
      const before = row && personSchema.parse(row.body);
      const after = decide(before);
      if (!after) return before;
      try {
        const body = after;
        const write = row
          ? ({ do: 'replace', key: id, body, etag: row.etag } as const)
          : ({ do: 'insert', key: id, body } as const);
        await table.commit(PARTITION, [write], signal);
        return keepAtHand(after);
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async function meet(person: Person, signal?: AbortSignal): Promise<void> {
    keepAtHand(person);
    try {
      await table.commit(PARTITION, [{ do: 'insert', key: person.id, body: person }], signal);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      // Another turn was first, and may know more.
      read.delete(person.id);
    }
  }

  async function names(ids: readonly string[], signal?: AbortSignal): Promise<Map<string, string>> {
    const people = await Promise.all([...new Set(ids)].map(id => load(id, signal)));
    return new Map(people.flatMap(person => (person?.name ? [[person.id, person.name]] : [])));
  }

  async function list(limit: number, signal?: AbortSignal): Promise<Person[]> {
    const { rows } = await table.range(PARTITION, '', BEHIND_ALL, limit, signal);
    return rows.map(row => keepAtHand(personSchema.parse(row.body))).filter(hasMet);
  }

  function namesAtHand(ids: readonly string[]): Map<string, string> {
    const fresh = ids.flatMap(id => {
      const entry = atHand.get(id);
      return entry && entry.until > now().getTime() ? [[id, entry.name] as const] : [];
    });
    return new Map(fresh);
  }

  return { load, recent, change, meet, names, list, namesAtHand };
}

/** Whether somebody has been let in themselves, and is not only known by name from a colleague. */
export function hasMet({ heardOf, unreachable }: Person): boolean {
  return heardOf === undefined && unreachable?.reason !== 'noAccount';
}

/** Entra object ids are UUIDs. */
export function isObjectId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

/**
 * Display names by id, those at hand first. Where storage does not answer, only those: for cards that are better without
 * some names than not shown.
 */
export async function namesAsFarAsKnown(
  people: Pick<People, 'names' | 'namesAtHand'>,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const atHand = people.namesAtHand(ids);
  const others = ids.filter(id => !atHand.has(id));
  if (others.length === 0) return atHand;
  try {
    return new Map([...atHand, ...(await people.names(others, signal))]);
  } catch (error) {
    if (!(error instanceof StorageUnavailableError)) throw error;
    return atHand;
  }
}
