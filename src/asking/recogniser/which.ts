import { HOME_CITY } from '../../directory/cities';
import type { Question } from './questions';
import type { Reading } from './reading';

/** Which meeting is meant. */
export type Which =
  /** 0 is the next one, 1 the one after that. */
  | { kind: 'next'; later: number }
  | { kind: 'last' }
  /** With `later`, the one so many meetings after that of the year. */
  | { kind: 'year'; year: number; later?: number }
  /** The next one in that city; with `later`, the one so many meetings after it. */
  | { kind: 'city'; cityId: string; later?: number };

/** Questions in which a city is the one that answers or hosts, and not the place of the meeting. */
const OF_A_CITY: readonly Question[] = ['confirmed', 'host'];

/** Which meeting a question means, and the city it names beside; undefined where that cannot be told. */
export function whichOf(question: Question, reading: Reading): { which: Which; cityId?: string } | undefined {
  const { concepts, years, cities, later } = reading;
  const named = question === 'ourTurn' ? cities.filter(({ id }) => id !== HOME_CITY.id) : cities;
  if (new Set(named.map(({ id }) => id)).size > 1 || new Set(years.map(({ year }) => year)).size > 1)
    return undefined;
  const [city] = named;
  const [year] = years;
  if (city?.lead === 'before' || year?.lead === 'before') {
    if (question === 'host' || question === 'nextMeeting' || question === 'order') return undefined;
  }
  const beside = city && { cityId: city.id };
  if (year) return { which: { kind: 'year', year: year.year, ...after(year.lead, later) }, ...beside };
  const isLast = concepts.includes('last') || question === 'lastMeeting';
  if (isLast && later !== undefined) return undefined;
  if (isLast) return { which: { kind: 'last' }, ...beside };
  if (city?.lead === 'after') return { which: { kind: 'city', cityId: city.id, later: 1 } };
  const apart =
    city &&
    (OF_A_CITY.includes(question) ? city.lead !== 'in' : question === 'delegation' && city.lead === 'from');
  if (city && !apart) return later === undefined ? { which: { kind: 'city', cityId: city.id } } : undefined;
  return { which: { kind: 'next', later: later ?? 0 }, ...beside };
}

function after(lead: string, later = 0): { later?: number } {
  return lead === 'after' ? { later: Math.max(1, later) } : {};
}
