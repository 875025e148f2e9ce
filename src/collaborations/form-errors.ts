import { cityById, HOME_CITY, isClosedFor, offeredCities, type City } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { existsOn, nameOn } from '../directory/named';
import type { Term } from '../directory/terms';
import { unitById, unitName } from '../directory/units';
import { translator, type Locale } from '../i18n';
import { formatDay } from '../i18n/moments';
import type { Content } from '../register/model';
import { startOf, type When } from '../register/when';

/** More would not all find it in their lists. */
const MOST_PARTICIPATING = 20;

/** Why a unit cannot be chosen on an ISO date, in plain words; undefined when it can. */
export function whyNotUnit(id: string, today: string, reader: Reader): string | undefined {
  const t = translator(reader.locale);
  const unit = unitById(reader.lists, id);
  if (!unit) return t('collaborations:error.unitId');
  if (existsOn(unit, today)) return undefined;
  const { validTo, successor } = unit;
  if (!validTo || validTo >= today) return t('collaborations:error.unitId');
  const texts = { unit: unitName(reader, id), last: formatDay(validTo, reader.locale) };
  return successor
    ? t('collaborations:error.unitSucceeded', { ...texts, successor: unitName(reader, successor) })
    : t('collaborations:error.unitEnded', texts);
}

/** Why so many units cannot take part; undefined when they can. Those that have joined may be more: they stay. */
export function whyNotSoMany(
  units: readonly string[],
  before: Content | undefined,
  locale: Locale,
): string | undefined {
  const max = Math.max(MOST_PARTICIPATING, before?.participatingUnits.length ?? 0);
  if (units.length <= max) return undefined;
  return translator(locale)('collaborations:error.tooManyUnits', { max, length: units.length });
}

/** Why a category or an area that is not offered on an ISO date cannot be chosen. One that has ended is named. */
export function whyNotTerm(terms: readonly Term[], id: string, today: string, locale: Locale): string {
  const t = translator(locale);
  const term = terms.find(candidate => candidate.id === id);
  return term?.validTo !== undefined && term.validTo < today
    ? t('collaborations:error.termEnded', { name: nameOn(term, locale) })
    : t('collaborations:error.choice');
}

/**
 * Why cities cannot be chosen, each by its name; undefined when they can. With a city that has paused or ended nothing
 * new begins, but what began before can be told; with one that is only proposed nothing does (S5). `before`: the
 * cities that the collaboration had already, which stay.
 */
export function whyNotCities(
  ids: readonly string[],
  when: When | undefined,
  { today, reader, before = [] }: { today: string; reader: Reader; before?: readonly string[] },
): string | undefined {
  const { lists, locale } = reader;
  const t = translator(locale);
  if (ids.length === 0) return t('collaborations:error.cities');
  const added = ids.filter(id => !before.includes(id)).map(id => cityById(lists, id));
  if (added.some(city => city === undefined || city === HOME_CITY)) return t('collaborations:error.choice');
  const cities = [...lists.cities, ...lists.withdrawnCities].filter(city => added.includes(city));
  const offered = offeredCities(lists, today);
  const start = when && (startOf(when) ?? today);
  const unknown = cities.filter(city => !offered.includes(city));
  const closed = cities.filter(
    city => offered.includes(city) && start !== undefined && isClosedFor(city, start, today),
  );
  if (unknown.length + closed.length === 0) return undefined;
  return sentences([
    ...unknown.map(city => whyNotYet(city, locale)),
    ...closed.map(city => whyClosed(city, start ?? today, today, locale)),
    ...(closed.length > 0 ? [t('collaborations:error.toldBefore')] : []),
  ]);
}

/** A proposal that was withdrawn is one that the Council never decided on. */
function whyNotYet(city: City, locale: Locale): string {
  const t = translator(locale);
  const name = nameOn(city, locale);
  const { decision, withdrawn } = city;
  return decision && withdrawn === undefined
    ? t('collaborations:error.cityDecidedFrom', { city: name, from: formatDay(decision.on, locale) })
    : t('collaborations:error.cityProposed', { city: name });
}

function whyClosed(city: City, start: string, today: string, locale: Locale): string {
  const t = translator(locale);
  const name = nameOn(city, locale);
  const { paused, ended } = city;
  if (ended && start > ended) {
    const key = ended < today ? 'collaborations:error.cityEnded' : 'collaborations:error.cityEnds';
    return t(key, { city: name, last: formatDay(ended, locale) });
  }
  const from = formatDay(paused?.from ?? start, locale);
  if (paused?.to) {
    return t('collaborations:error.cityPausedTo', { city: name, from, to: formatDay(paused.to, locale) });
  }
  const key =
    paused && paused.from > today ? 'collaborations:error.cityPauses' : 'collaborations:error.cityPaused';
  return t(key, { city: name, from });
}

/** The first goes on after a label, and so begins as it stands. */
function sentences([first = '', ...others]: readonly string[]): string {
  return [first, ...others.map(text => text.charAt(0).toUpperCase() + text.slice(1))].join('. ');
}
