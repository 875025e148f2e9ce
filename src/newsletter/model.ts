import { DateTime } from 'luxon';
import { z } from 'zod/v4';
import { cityDay, CITY_ZONE } from '../i18n/moments';
import type { Found } from '../register/rows';
import { firstWorkdayOfMonth, morningOf, officeDay } from '../workdays';

// A month is yyyy-MM in Göteborg.

/** What somebody wants to read about: whatever has one of the cities or one of the areas; none chosen is everything. */
export const choiceSchema = z.object({ cities: z.array(z.string()), areas: z.array(z.string()) });
export type Choice = z.infer<typeof choiceSchema>;

export const everything: Choice = { cities: [], areas: [] };

/** A subscription as it was changed last. One that has ended stays, and says by whom and when. */
export const subscriptionSchema = choiceSchema.extend({
  by: z.string(),
  at: z.string(),
  ended: z.boolean().optional(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** Whether there is a subscription, and it has not been ended. */
export function isRunning(subscription: Subscription | undefined): subscription is Subscription {
  return subscription !== undefined && !subscription.ended;
}

/** Whose subscription: one's own, or that of an administration or company, which goes to all of its editors. */
export interface Owner {
  kind: 'person' | 'unit';
  id: string;
}
export type Owned = Owner & { subscription: Subscription };

export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** One month's letter, and how far its entering into the ledger has come. */
export const letterSchema = z.object({
  month: monthSchema,
  createdAt: z.string(),
  /** What was told from then until `createdAt` is new in it. */
  newFrom: z.string(),
  /** Jobs have been entered for all subscribers up to this id. */
  cursor: z.string(),
  done: z.boolean(),
  /** Version of the channel's card. */
  version: z.int(),
  /** To how many it was sent on from the channel, and who did it last. */
  forwarded: z.object({ people: z.int(), by: z.string(), at: z.string() }).optional(),
});
export type Letter = z.infer<typeof letterSchema>;

/** The month whose letter may go out at a moment: on a working day from 09:00 to 17:00, so never at night (S7). */
export function monthOpenAt(now: Date): string | undefined {
  return officeDay(now) === undefined ? undefined : monthOf(now);
}

/**
 * Whether a bot that was first started at a moment (ISO) owes the letter of a month: it was there when that was due,
 * on the first working day at 09:00, or missed it by being down. One that was set up later has missed nothing; a
 * letter out of turn would be the first thing that people meet.
 */
export function owesLetter(month: string, firstStart: string): boolean {
  return Date.parse(firstStart) <= morningOf(firstWorkdayOfMonth(month)).getTime();
}

/** A letter for a month that is over is not sent. */
export function isOver(month: string, now: Date): boolean {
  return month < monthOf(now);
}

/**
 * The moment (ISO) from which a first letter counts as new what was told: the beginning of the month before, or the
 * first start of the bot where that was earlier and no letter has gone out since.
 */
export function newFromAtFirst(month: string, firstStart: string): string {
  const before = DateTime.fromFormat(month, 'yyyy-MM', { zone: CITY_ZONE }).minus({ months: 1 });
  const start = before.toJSDate().toISOString();
  return firstStart < start ? firstStart : start;
}

export function monthOf(now: Date): string {
  return cityDay(now).slice(0, 7);
}

export const sections = ['new', 'underWay', 'coming'] as const;
export type Section = (typeof sections)[number];

/** What a letter tells of, each collaboration in one section. `more`: there were more than were looked through. */
export interface Issue {
  items: Record<Section, readonly Found[]>;
  more: Record<Section, boolean>;
}

/** What was read from the register for a letter, more than belongs into it. */
export interface Material {
  told: readonly Found[];
  during: readonly Found[];
  /** Those that begin last first. */
  beginning: readonly Found[];
  more: Record<Section, boolean>;
}

/** Sorts out what is new, and of the rest what is under way and what begins soon, the nearest first. */
export function makeIssue(
  { told, during, beginning, more }: Material,
  letter: Pick<Letter, 'newFrom' | 'createdAt'>,
): Issue {
  const fresh = told.filter(({ createdAt }) => letter.newFrom <= createdAt && createdAt < letter.createdAt);
  const seen = new Set(fresh.map(({ ref }) => ref));
  const unseen = (items: readonly Found[]) =>
    items.filter(({ ref }) => {
      if (seen.has(ref)) return false;
      seen.add(ref);
      return true;
    });
  return { items: { new: fresh, underWay: unseen(during), coming: unseen(beginning.toReversed()) }, more };
}

/** The first and last ISO day on which what is coming begins, for a letter that is read on a day. */
export function comingDays(day: string): { from: string; to: string } {
  const date = DateTime.fromISO(day, { zone: 'utc' });
  return {
    from: date.plus({ days: 1 }).toFormat('yyyy-MM-dd'),
    to: date.plus({ months: MONTHS_AHEAD }).toFormat('yyyy-MM-dd'),
  };
}

const MONTHS_AHEAD = 3;

/** The part of an issue that is in one of somebody's choices. */
export function issueFor(issue: Issue, choices: readonly Choice[]): Issue {
  const wanted = (items: readonly Found[]) =>
    items.filter(found => choices.some(choice => matches(choice, found)));
  const { items } = issue;
  return {
    ...issue,
    items: { new: wanted(items.new), underWay: wanted(items.underWay), coming: wanted(items.coming) },
  };
}

function matches({ cities, areas }: Choice, found: Found): boolean {
  if (cities.length === 0 && areas.length === 0) return true;
  return (
    found.cities.some(city => cities.includes(city)) ||
    (found.area !== undefined && areas.includes(found.area))
  );
}

/** A letter with nothing in it is not sent. */
export function isEmpty({ items }: Issue): boolean {
  return sections.every(section => items[section].length === 0);
}

/** The first few, a city at a time, so that a city where much happens leaves room for the others. */
export function firstFew(items: readonly Found[], cityOrder: readonly string[], few: number): Found[] {
  const taken = new Map<number, number>();
  const ranked = items.map(found => {
    const place = cityOrder.findIndex(city => found.cities.includes(city));
    const round = taken.get(place) ?? 0;
    taken.set(place, round + 1);
    return { found, place, round };
  });
  return ranked
    .sort((a, b) => a.round - b.round || a.place - b.place)
    .slice(0, few)
    .map(({ found }) => found);
}

/** What each person chose, by themselves and through the units they are an editor of: each gets one letter. */
export function choicesByPerson(
  subscriptions: readonly Owned[],
  editorsOf: (unitId: string) => readonly string[],
): Map<string, Choice[]> {
  const byPerson = new Map<string, Choice[]>();
  for (const { kind, id, subscription } of subscriptions) {
    if (!isRunning(subscription)) continue;
    for (const person of kind === 'person' ? [id] : new Set(editorsOf(id))) {
      byPerson.set(person, [...(byPerson.get(person) ?? []), subscription]);
    }
  }
  return byPerson;
}
