import { HOME_CITY, isClosedFor, offeredCities, type City } from '../directory/cities';
import type { Lists, Reader } from '../directory/lists';
import { existsOn, nameOn } from '../directory/named';
import { searchUnits } from '../directory/unit-search';
import { unitById, unitLabel, type Unit } from '../directory/units';
import { startOf, type When } from '../register/when';
import { asWords, namesOf } from './choices';
import type { Problem } from './model';

/** What is wrong with a text, without where it stands. */
export type Wrong = Pick<Problem, 'code' | 'value' | 'instead' | 'max'>;

const SUGGESTED = 3;

/** Every unit by each way to write it in full: id, name, committee, abbreviation, and the names that it had. */
export interface UnitNames {
  /** The unit that a text names, or what is wrong with it. `when`: a unit that has ended keeps what began before. */
  read(text: string, when: When | undefined): { id: string } | { wrong: Wrong };
}

export function unitNames(reader: Reader, today: string): UnitNames {
  const { lists } = reader;
  const units = new Map<string, Unit[]>();
  for (const unit of lists.units) {
    for (const name of new Set(waysToWrite(unit).map(withoutForm))) {
      units.set(name, [...(units.get(name) ?? []), unit]);
    }
  }
  const label = (unit: Unit) => unitLabel(reader, unit.id);

  function read(text: string, when: When | undefined): ReturnType<UnitNames['read']> {
    const found = units.get(withoutForm(text)) ?? [];
    const start = (when && startOf(when)) ?? today;
    const there = found.filter(unit => existsOn(unit, today));
    // Of several that have had a name the one that has it today is meant.
    const meant = there.length > 0 ? there : found.filter(unit => existsOn(unit, start));
    if (meant.length === 1) return { id: meant[0]!.id };
    if (meant.length > 1) {
      return { wrong: { code: 'ambiguousUnit', value: text, instead: meant.map(label) } };
    }
    if (found.length > 0) {
      const successors = found.map(({ successor }) => successor && unitById(lists, successor));
      const instead = successors.filter(unit => typeof unit === 'object').map(label);
      return { wrong: { code: 'endedUnit', value: text, instead } };
    }
    const instead = searchUnits(lists, text, today, SUGGESTED).map(label);
    return { wrong: { code: 'unknownUnit', value: text, instead } };
  }

  return { read };
}

function waysToWrite(unit: Unit): string[] {
  const { committeeSv, abbreviation, nameSv, nameEn } = unit;
  const labels = abbreviation ? [nameSv, nameEn].map(name => name && `${name} ${abbreviation}`) : [];
  return [...namesOf(unit), committeeSv, abbreviation, ...labels].filter(name => name !== undefined);
}

/** Nobody is sure where the AB of a company stands. */
function withoutForm(text: string): string {
  return asWords(text)
    .split(' ')
    .filter(word => word !== 'ab')
    .join(' ');
}

/** Between cities; "och" too, since nobody writes a list of three without it. */
const BETWEEN_CITIES = /[;,/&+\n]|\boch\b|\band\b|\bsamt\b/i;

/**
 * The cities that a text names, in the order in which people see them. Göteborg itself is understood, and left out. With
 * one that is only proposed nothing can be told (S5), and with one that has paused or ended what began before.
 */
export function readCities(
  text: string,
  when: When | undefined,
  { lists, locale, today }: { lists: Lists; locale: Reader['locale']; today: string },
): { ids: string[] } | { wrong: Wrong } {
  const offered = offeredCities(lists, today);
  const names = (cities: readonly City[]) => cities.map(city => nameOn(city, locale));
  const open = names(offered.filter(city => !isClosedFor(city, today, today)));
  const ids = new Set<string>();
  let own: string | undefined;
  for (const part of text.split(BETWEEN_CITIES).map(one => one.trim())) {
    if (asWords(part) === '') continue;
    const city = [HOME_CITY, ...lists.cities].find(one => isCalled(one, part));
    if (city === HOME_CITY) own = part;
    else if (!city) return { wrong: { code: 'unknownCity', value: part, instead: open } };
    else if (!offered.includes(city)) return { wrong: { code: 'proposedCity', value: part, instead: [] } };
    else if (isClosedFor(city, (when && startOf(when)) ?? today, today)) {
      return { wrong: { code: 'closedCity', value: part, instead: [] } };
    } else ids.add(city.id);
  }
  if (ids.size > 0) return { ids: lists.cities.map(({ id }) => id).filter(id => ids.has(id)) };
  if (own !== undefined) return { wrong: { code: 'ownCity', value: own, instead: open } };
  return { wrong: { code: 'missing', value: '', instead: open } };
}

function isCalled(city: City, text: string): boolean {
  const words = asWords(text);
  return [...namesOf(city), ...city.spellings].some(name => asWords(name) === words);
}
