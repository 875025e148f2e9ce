import { citiesIn, offeredCities } from '../directory/cities';
import type { Lists } from '../directory/lists';
import type { Person } from '../directory/people';
import { unitsNamedIn } from '../directory/unit-search';
import { existsOn } from '../directory/named';
import { unitById } from '../directory/units';
import { wordsOf } from '../directory/words';
import { emptyValues, type FormValues } from './form';

const MATTER = /^(samarbet|vanort|natverk)/;

/**
 * Fills the form with what is known beforehand: what the person gave the last time, and what was written after the
 * command ("informera badhus Bergen"): cities by any spelling, a unit by name, abbreviation or everyday words.
 * A city that is not one yet is left out (S5). `today` is an ISO date.
 */
export function prefill(lists: Lists, hint: string, person: Person, today: string): FormValues {
  const { unitId: usual, workplace = '', contactFunction } = person.remembered ?? {};
  const unitId = unitFor(lists, hint, usual, today);
  return {
    ...emptyValues,
    unitId,
    // A school belongs to its unit: it must not follow unseen to another.
    workplace: unitId === usual ? workplace : '',
    contactFunction: contactFunction ?? '',
    cities: citiesIn(lists, hint)
      .filter(city => offeredCities(lists, today).includes(city))
      .map(city => city.id)
      .join(','),
  };
}

function unitFor(lists: Lists, hint: string, remembered: string | undefined, today: string): string {
  const found = unitsNamedIn(lists, unitWords(lists, hint), today);
  const unit = remembered ? unitById(lists, remembered) : undefined;
  const usual = unit && existsOn(unit, today) ? unit.id : '';
  if (found.length === 0 || found.some(({ id }) => id === usual)) return usual;
  return found[0]!.id;
}

/** Cities, and words of the matter itself, name no unit: "samarbete" is no kind of "arbete". */
function unitWords(lists: Lists, hint: string): string {
  const ofCities = new Set(citiesIn(lists, hint).flatMap(city => city.spellings.flatMap(wordsOf)));
  const isCity = (word: string) => ofCities.has(word) || ofCities.has(word.replace(/s$/, ''));
  return wordsOf(hint)
    .filter(word => !MATTER.test(word) && !isCity(word))
    .join(' ');
}
