import { HOME_CITY, citiesIn } from '../../directory/cities';
import type { Lists } from '../../directory/lists';
import { wordsOf } from '../../directory/words';
import type { Word } from './words';

/** Finds cities among words, Göteborg included. */
export interface CityFinder {
  /** The city that the first of the words name, and how many words do. */
  at(words: readonly Word[]): { id: string; length: number } | undefined;
  /** The spelling that a word begins with, as in "bergenmötet", and what follows it. */
  prefixOf(word: string): { spelling: string; rest: string } | undefined;
}

interface Spellings {
  lists: Lists;
  folded: readonly string[];
  /** How many words the longest spelling has. */
  longest: number;
}

const prepared = new WeakMap<Lists['cities'], Spellings>();

/** A finder for one text: where the text as a whole names no city, no word is looked at. */
export function cityFinder(lists: Lists): CityFinder {
  const { lists: all, folded, longest } = spellingsOf(lists);

  function at(words: readonly Word[]): { id: string; length: number } | undefined {
    for (let length = 1; length <= Math.min(longest, words.length); length += 1) {
      const text = words
        .slice(0, length)
        .map(({ word }) => word)
        .join(' ');
      if (!folded.some(spelling => text.startsWith(spelling))) continue;
      const [city] = citiesIn(all, text);
      if (city) return { id: city.id, length };
    }
    return undefined;
  }

  function prefixOf(word: string): { spelling: string; rest: string } | undefined {
    const spelling = folded.find(start => start.length >= SHORTEST_PREFIX && word.startsWith(start));
    return spelling === undefined
      ? undefined
      : { spelling, rest: word.slice(spelling.length).replace(/^s(?=m)/, '') };
  }

  return { at, prefixOf };
}

const SHORTEST_PREFIX = 3;

function spellingsOf(lists: Lists): Spellings {
  const known = prepared.get(lists.cities);
  if (known) return known;
  const cities = [...lists.cities, HOME_CITY];
  const rows = cities.flatMap(city => city.spellings.map(wordsOf));
  const spellings = {
    lists: { ...lists, cities },
    folded: rows.map(row => row.join(' ')),
    longest: Math.max(...rows.map(row => row.length)),
  };
  prepared.set(lists.cities, spellings);
  return spellings;
}
