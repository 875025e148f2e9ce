import { HOME_CITY } from '../../directory/cities';
import type { Question } from './questions';
import type { Lead, Reading } from './reading';

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

/** Questions that "before Bergen" asks of another meeting; but "what is left to do before Bergen". */
const OF_A_MEETING_BEFORE: readonly Question[] = [
  'host',
  'nextMeeting',
  'order',
  'venue',
  'theme',
  'ourTurn',
  'lastMeeting',
];

/** Which meeting a question means, and the city it names beside; undefined where that cannot be told. */
export function whichOf(question: Question, reading: Reading): { which: Which; cityId?: string } | undefined {
  const { concepts, years, cities, later, now } = reading;
  const named = question === 'ourTurn' ? cities.filter(({ id }) => id !== HOME_CITY.id) : cities;
  if (new Set(years.map(({ year }) => year)).size > 1) return undefined;
  if (new Set(named.map(({ id }) => id)).size > 1) return fromOneToAnother(question, reading);
  const [city] = named;
  const [year] = years;
  if (question === 'order' && city) return undefined;
  if (city?.lead === 'before' || year?.lead === 'before') {
    if (OF_A_MEETING_BEFORE.includes(question)) return undefined;
  }
  const beside = city && { cityId: city.id };
  if (year) return { which: { kind: 'year', year: year.year, ...after(year.lead, later) }, ...beside };
  // What is not known may say whether the city answers or is the place: "the Bergen eeting".
  if (question === 'confirmed' && city?.lead === 'none' && reading.unknown > 0) return undefined;
  // "When did we host" is asked of what has been; "when was it we host next" is not.
  const hasHosted = question === 'ourTurn' && concepts.includes('past') && concepts.includes('when');
  const isLast =
    concepts.includes('last') || question === 'lastMeeting' || (hasHosted && !concepts.includes('next'));
  if (isLast && later !== undefined) return undefined;
  // "It was trams last time, so what is the theme now": the last one is only spoken of.
  if (isLast && now && question !== 'lastMeeting') return undefined;
  if (isLast) return { which: { kind: 'last' }, ...beside };
  if (city?.lead === 'after') return { which: { kind: 'city', cityId: city.id, later: 1 } };
  const apart = city && isApart(question, city.lead, concepts);
  if (city && !apart) return later === undefined ? { which: { kind: 'city', cityId: city.id } } : undefined;
  return { which: { kind: 'next', later: later ?? 0 }, ...beside };
}

/** Whether a city is not the place of the meeting but the one that is asked of. */
function isApart(question: Question, lead: Lead, concepts: readonly string[]): boolean {
  if (OF_A_CITY.includes(question)) return lead !== 'in';
  // "How many does Åbo bring", but "our delegation Bergen".
  const sends = concepts.includes('comes') || concepts.includes('send');
  return question === 'delegation' && (lead === 'from' || (lead === 'none' && sends));
}

/** Two cities are understood only where those from the one are asked of, and the meeting is in the other. */
function fromOneToAnother(
  question: Question,
  { cities, concepts, years, later }: Reading,
): { which: Which; cityId?: string } | undefined {
  const [first, second, ...others] = cities;
  const isFrom = (city: Reading['cities'][number] | undefined) =>
    city?.lead === 'from' || (city?.lead === 'none' && city.id === HOME_CITY.id);
  const from = [first, second].find(isFrom);
  const place = [first, second].find(city => city?.lead === 'in');
  const isPlain =
    others.length === 0 && years.length === 0 && later === undefined && !concepts.includes('last');
  if (question !== 'delegation' || !from || !place || !isPlain) return undefined;
  return { which: { kind: 'city', cityId: place.id }, cityId: from.id };
}

function after(lead: string, later = 0): { later?: number } {
  return lead === 'after' ? { later: Math.max(1, later) } : {};
}
