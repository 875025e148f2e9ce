import { z } from 'zod/v4';
import { HOME_CITY } from '../../directory/cities';
import { checkedData } from '../../directory/data-file';
import type { Lists } from '../../directory/lists';
import content from './data/lexicon.json';
import { slipFinder } from './slips';
import { collapsed, keyOf, readWords, type Word } from './words';

const words = z.string().min(1);

const data = checkedData(
  'src/asking/recogniser/data/lexicon.json',
  z.strictObject({
    /** Words that say nothing of what is asked. */
    fillers: z.array(words),
    /** Words of other languages that share words with Swedish or English. */
    foreign: words,
    /** Words of what the bot is asked about otherwise, or that nobody should take for a slip of a word known here. */
    elsewhere: words,
    /** By concept, or by several parted by a space, the words that mean it. */
    concepts: z.record(z.string(), words),
    /** By how many meetings later, or by how many years from now, the words that mean it. */
    relative: z.record(z.string().regex(/^(later|year):-?\d+$/), words),
  }),
  content,
);

/** What a word, or several in a row, mean. */
export type Meaning =
  | { kind: 'filler' }
  | { kind: 'elsewhere' }
  | { kind: 'concepts'; concepts: readonly string[] }
  | { kind: 'later'; meetings: number }
  | { kind: 'years'; offset: number };

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

const prepared = new WeakMap<Lists, Lexicon>();

/** The words that are understood, those of the cities in the lists included. Made once for a state of the lists. */
export function lexiconOf(lists: Lists): Lexicon {
  const known = prepared.get(lists);
  if (known) return known;
  const lexicon = prepare(lists);
  prepared.set(lists, lexicon);
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

  function add(phrases: string, meaning: Meaning): void {
    for (const phrase of phrases.split(',')) {
      const row = readWords(phrase);
      if (row.length === 0) continue;
      const exact = row.map(({ word }) => word).join(' ');
      const key = row.map(word => word.key).join(' ');
      if (!written.has(exact)) written.set(exact, meaning);
      if (row.length === 1 && meaning.kind !== 'filler') {
        meanings.set(key, (meanings.get(key) ?? meaning) === meaning ? meaning : AMBIGUOUS);
      }
      for (const word of row) {
        const isTelling = meaning.kind !== 'elsewhere' && meaning.kind !== 'filler';
        const slips = isTelling || (meaning.kind === 'filler' && word.word.length > LONGEST_SMALL_WORD);
        if (!vocabulary.has(word.word)) vocabulary.set(word.word, { ...word, slips });
      }
    }
  }

  function isSame(one: Word, other: Word): boolean {
    const [meaning, another] = [byKey(one), byKey(other)];
    if (meaning === undefined || another === undefined) return one.key === other.key;
    return meaning === another || (meaning.kind === 'filler' && another.kind === 'filler');
  }

  for (const [key, phrases] of Object.entries(data.relative)) {
    const [unit, count] = key.split(':');
    const number = Number(count);
    add(phrases, unit === 'year' ? { kind: 'years', offset: number } : { kind: 'later', meetings: number });
  }
  for (const [concepts, phrases] of Object.entries(data.concepts)) {
    add(phrases, { kind: 'concepts', concepts: concepts.split(' ') });
  }
  for (const phrases of data.fillers) add(phrases, { kind: 'filler' });
  for (const city of [...lists.cities, HOME_CITY]) {
    for (const word of city.spellings.flatMap(readWords)) {
      if (!vocabulary.has(word.word)) vocabulary.set(word.word, { ...word, slips: word.word.length >= 6 });
    }
  }
  for (const phrases of [data.elsewhere, data.foreign]) add(phrases, { kind: 'elsewhere' });

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
      if (same || !meaning) return same;
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

/** A key that words of different meanings share says nothing. */
const AMBIGUOUS: Meaning = { kind: 'filler' };
const SHORTEST_KEY = 4;
const SHORTEST_PART = 4;

/** Small words that say nothing are too near to words that do. */
const LONGEST_SMALL_WORD = 5;
