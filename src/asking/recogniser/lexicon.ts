import { HOME_CITY } from '../../directory/cities';
import type { Lists } from '../../directory/lists';
import { elsewhereWords, lexiconData, smallWords } from './lexicon-data';
import { writtenYears } from './number-words';
import { slipFinder } from './slips';
import { writtenSpans } from './spans';
import { collapsed, keyOf, readWords, type Word } from './words';

/** What a word, or several in a row, mean. */
export type Meaning =
  | { kind: 'filler' }
  | {
      kind: 'elsewhere';
      /** Whether nothing beside it is a question about the meetings either. */ bars: boolean;
    }
  | { kind: 'concepts'; concepts: readonly string[] }
  | { kind: 'later'; meetings: number }
  | { kind: 'years'; offset: number }
  | { kind: 'year'; year: number };

export interface Lexicon {
  /** What the longest row of words at the beginning of these means, and how many words it has. */
  meaningAt(words: readonly Word[]): { meaning: Meaning; length: number } | undefined;
  /** Whether a word means a meeting. */
  isMeeting(word: Word | undefined): boolean;
  /**
   * A word that is known, be it as a part of a row of words; letters doubled by a slip are undone. Without a key where
   * it is as near to one word as to another.
   */
  known(word: Word): Word | undefined;
  /** The known word that a slip of the pen meant, if there is one only. */
  meantBy(word: Word): Word | undefined;
  /** The two known words that one is made of, as in "mötesplaneringen", unless it is nearly another one. */
  partsOf(word: string): Word[] | undefined;
}

const prepared = new WeakMap<Lists['cities'], Lexicon>();

/** The words that are understood, those of the cities in the lists included. Made once for a state of the cities. */
export function lexiconOf(lists: Lists): Lexicon {
  const known = prepared.get(lists.cities);
  if (known) return known;
  const lexicon = prepare(lists);
  prepared.set(lists.cities, lexicon);
  return lexicon;
}

function prepare(lists: Lists): Lexicon {
  const written = new Map<string, Meaning>();
  const meanings = new Map<string, Meaning>();
  const vocabulary = new Map<string, Word & { slips: boolean }>();

  /** What a word means in any of its forms; so little may be left of a short one that it could be another. */
  function byKey({ word, key }: Word): Meaning | undefined {
    const meaning = key.length < SHORTEST_KEY ? undefined : meanings.get(key);
    return written.get(word) ?? (meaning === AMBIGUOUS ? undefined : meaning);
  }

  function add(phrases: string, meaning: Meaning, isNear = true): void {
    for (const phrase of phrases.split(',')) {
      const row = readWords(phrase);
      if (row.length === 0) continue;
      const exact = row.map(({ word }) => word).join(' ');
      const key = row.map(word => word.key).join(' ');
      if (!written.has(exact)) written.set(exact, meaning);
      if (row.length === 1 && meaning.kind !== 'filler') {
        meanings.set(key, (meanings.get(key) ?? meaning) === meaning ? meaning : AMBIGUOUS);
      } else if (row.length === 1 && !isNear && key.length >= SHORTEST_SMALL_KEY && !meanings.has(key)) {
        meanings.set(key, meaning);
      }
      for (const word of row) {
        const isTelling = meaning.kind !== 'elsewhere' && meaning.kind !== 'filler';
        const slips =
          isTelling || (meaning.kind === 'filler' && isNear && word.word.length > LONGEST_SMALL_WORD);
        if (!vocabulary.has(word.word)) vocabulary.set(word.word, { ...word, slips });
      }
    }
  }

  function isSame(one: Word, other: Word): boolean {
    const [meaning, another] = [byKey(one), byKey(other)];
    if (meaning === undefined || another === undefined) return one.key === other.key;
    return meaning === another || (meaning.kind === 'filler' && another.kind === 'filler');
  }

  for (const [key, phrases] of Object.entries(lexiconData.relative)) {
    const [unit, count] = key.split(':');
    const number = Number(count);
    add(phrases, unit === 'year' ? { kind: 'years', offset: number } : { kind: 'later', meetings: number });
  }
  for (const { unit, count, phrases } of writtenSpans()) {
    add(phrases, unit === 'years' ? { kind: 'years', offset: count } : { kind: 'later', meetings: count });
  }
  for (const [concepts, phrases] of Object.entries(lexiconData.concepts)) {
    add(phrases, { kind: 'concepts', concepts: concepts.split(' ') });
  }
  for (const [year, phrases] of writtenYears()) add(phrases, { kind: 'year', year });
  for (const phrases of Object.values(smallWords.near)) add(phrases, SAYS_NOTHING);
  for (const city of [...lists.cities, HOME_CITY]) {
    for (const word of city.spellings.flatMap(spelling => readWords(`${spelling} ${spelling}s`))) {
      if (!vocabulary.has(word.word)) vocabulary.set(word.word, { ...word, slips: word.word.length >= 6 });
    }
  }
  for (const phrases of [elsewhereWords.register, elsewhereWords.foreign]) add(phrases, BARS);
  for (const phrases of Object.values(elsewhereWords.subjects)) add(phrases, ELSEWHERE);
  for (const phrases of Object.values(smallWords.plain)) add(phrases, SAYS_NOTHING, false);

  const longest = Math.max(...[...written.keys()].map(key => key.split(' ').length));
  const undoubled = new Map([...vocabulary.values()].reverse().map(word => [collapsed(word.word), word]));
  const slips = slipFinder([...vocabulary.values()].filter(word => word.slips));

  return {
    meaningAt(row) {
      for (let length = Math.min(longest, row.length); length > 0; length -= 1) {
        const part = row.slice(0, length);
        const meaning =
          written.get(part.map(({ word }) => word).join(' ')) ?? (length === 1 ? byKey(row[0]!) : undefined);
        if (meaning) return { meaning, length };
      }
      return undefined;
    },
    isMeeting(word) {
      const meaning = word && byKey(word);
      return meaning?.kind === 'concepts' && meaning.concepts.includes('meeting');
    },
    known(word) {
      if (vocabulary.has(word.word)) return word;
      const same = undoubled.get(collapsed(word.word));
      const meaning = byKey(word);
      if (same || !meaning) return same ?? englishStems(word.word).find(byKey);
      const near = slips.near(word.word);
      if (near.length === 0) return word;
      return near.every(other => isSame(other, word)) ? near[0] : { ...word, key: '' };
    },
    meantBy({ word }) {
      const [first, ...others] = slips.meantBy(word);
      return first && others.every(other => isSame(other, first)) ? first : undefined;
    },
    partsOf(word) {
      if (slips.near(word).length > 0) return undefined;
      for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
        const parts = [word.slice(0, at), word.slice(at)].map(part => ({ word: part, key: keyOf(part) }));
        if (parts.every(part => byKey(part)?.kind === 'concepts')) return parts;
      }
      return undefined;
    },
  };
}

/** The verb that an English form may be of, which the Swedish endings leave as it is. */
function englishStems(word: string): Word[] {
  const [, verb] = ENGLISH_FORM.exec(word) ?? [];
  return verb === undefined ? [] : [verb, `${verb}e`].map(form => ({ word: form, key: keyOf(form) }));
}

const ENGLISH_FORM = /^(.{4,})(?:ed|ing|es)$/;

const SAYS_NOTHING: Meaning = { kind: 'filler' };
const ELSEWHERE: Meaning = { kind: 'elsewhere', bars: false };
const BARS: Meaning = { kind: 'elsewhere', bars: true };
/** A key that words of different meanings share says nothing. */
const AMBIGUOUS: Meaning = { kind: 'filler' };
const SHORTEST_KEY = 4;
const SHORTEST_SMALL_KEY = 5;
const SHORTEST_PART = 4;

/** Small words that say nothing are too near to words that do. */
const LONGEST_SMALL_WORD = 5;
