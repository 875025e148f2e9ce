import { stem, wordsOf } from '../../directory/words';

/** A word as it is compared: `key` is the same for its forms. */
export interface Word {
  word: string;
  key: string;
}

/** Letters that tell words apart in Swedish and are lost in folding: "är" is no "år", "bör" is no "bor". */
const DISTINCT = new Map([
  ['är', 'is'],
  ['å', 'och'],
  ['väl', 'nog'],
  ['bör', 'ska'],
  ['där', 'there'],
  ['läst', 'read'],
  ['får', 'kan'],
  ['vår', 'our'],
  ['vårt', 'our'],
  ['våra', 'our'],
  ['vård', 'care'],
  ['vården', 'care'],
  ['höst', 'autumn'],
  ['hösten', 'autumn'],
]);
const WRITTEN_WORD = /[\p{L}\p{N}]+/gu;

/** A year of this century without its first digits: "'27". */
const SHORT_YEAR = /(?<![\p{L}\p{N}])['’´](?=\d\d(?!\d))/gu;

/** The words of a text, folded, and as they are compared. */
export function readWords(text: string): Word[] {
  const told = text
    .normalize('NFC')
    .toLowerCase()
    .replace(SHORT_YEAR, '20')
    .replace(WRITTEN_WORD, word => DISTINCT.get(word) ?? word);
  return wordsOf(told).map(word => ({ word, key: keyOf(word) }));
}

/** Doubled letters are what people slip on the most, and hardly ever tell two words apart here. */
export function keyOf(word: string): string {
  const plain = collapsed(word);
  return plain.length < SHORTEST_INFLECTED || /\d/.test(word) ? plain : stem(plain);
}

const SHORTEST_INFLECTED = 5;

/** A word with every doubled letter once. */
export function collapsed(word: string): string {
  return word.replace(/(\p{L})\1+/gu, '$1');
}
