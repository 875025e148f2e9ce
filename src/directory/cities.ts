import { z } from 'zod/v4';
import { fold } from '../i18n/fold';
import content from './data/cities.json';
import { checkedData } from './data-file';
import type { Lists, Reader } from './lists';
import { namedFields, nameOn } from './named';
import { wordsOf } from './words';

/** A sister city, from the proposal on (S1, S5). */
export const citySchema = z.strictObject({
  ...namedFields,
  /** Every way to write it, diacritics and capitals aside. */
  spellings: z.array(z.string().min(1)).min(1),
  /** IANA name of the zone whose clock the city keeps; absent: the same as Göteborg. */
  timeZone: z.string().min(1).optional(),
  /** The year when the cooperation began. */
  since: z.int().min(1900).optional(),
  proposed: z.strictObject({ on: z.iso.date(), by: z.string().optional() }).optional(),
  /** The day on which the proposal was withdrawn, no later than the day when that was entered. */
  withdrawn: z.iso.date().optional(),
  /** The City Council's decision. A city that has been proposed can be reported on from its date only. */
  decision: z.strictObject({ on: z.iso.date(), paragraph: z.string(), caseNumber: z.string() }).optional(),
  /** A partner can pause; `to` is the last day. */
  paused: z.strictObject({ from: z.iso.date(), to: z.iso.date().optional() }).optional(),
  /** The last day of the cooperation. */
  ended: z.iso.date().optional(),
});
export type City = z.infer<typeof citySchema>;

const data = checkedData(
  'src/directory/data/cities.json',
  z.strictObject({ home: citySchema, sisterCities: z.array(citySchema).min(1) }),
  content,
);

/** As they are until a coordinator changes them. */
export const seedCities: readonly City[] = data.sisterCities;

/** Göteborg, the city that the sister cities are sisters of. */
export const HOME_CITY: City = data.home;

export type Standing = 'proposed' | 'active' | 'paused' | 'ended';

/** How the cooperation with a city stands on an ISO date. */
export function standingOf({ proposed, decision, paused, ended }: City, on: string): Standing {
  if (proposed && !(decision && decision.on <= on)) return 'proposed';
  if (ended && ended < on) return 'ended';
  return paused && paused.from <= on && on <= (paused.to ?? on) ? 'paused' : 'active';
}

/**
 * The cities that people can inform of on an ISO date, in the order in which they see them: from the Council's decision
 * on (S5). Those that have paused or ended stay, since what began before can still be told.
 */
export function offeredCities(lists: Lists, on: string): City[] {
  return lists.cities.filter(city => standingOf(city, on) !== 'proposed');
}

/**
 * Whether a collaboration that begins on `start` comes after the cooperation ended, or within a pause that is not over
 * on `today` (ISO dates): such a one cannot be told of.
 */
export function isClosedFor({ paused, ended }: City, start: string, today: string): boolean {
  if (ended && start > ended) return true;
  if (!paused || (paused.to && paused.to < today)) return false;
  return paused.from <= start && start <= (paused.to ?? start);
}

/** Gives a city by id, Göteborg and withdrawn proposals included: whatever names one stays readable. */
export function cityById(lists: Lists, id: string): City | undefined {
  return [HOME_CITY, ...lists.cities, ...lists.withdrawnCities].find(city => city.id === id);
}

/** Lists the sister cities that a free text mentions, genitives included ("Åbos"), in the order people see them. */
export function citiesIn(lists: Lists, text: string): City[] {
  const words = ` ${wordsOf(text).join(' ')} `;
  return lists.cities.filter(city =>
    city.spellings
      .map(spelling => wordsOf(fold(spelling)).join(' '))
      .some(spelling => words.includes(` ${spelling} `) || words.includes(` ${spelling}s `)),
  );
}

/** Names a city in the reader's language. An unknown id is returned as it is. */
export function cityName({ lists, locale }: Reader, id: string): string {
  const city = cityById(lists, id);
  return city ? nameOn(city, locale) : id;
}
