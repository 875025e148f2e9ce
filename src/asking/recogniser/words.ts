import { stem, wordsOf } from '../../directory/words';

/** A word as it is compared: `key` is the same for its forms. */
export interface Word {
  word: string;
  key: string;
}

/** Letters that tell words apart in Swedish and are lost in folding: "är" is no "år", "vår" is no "var". */
const DISTINCT: readonly [RegExp, string][] = [
  [whole('är'), 'is'],
  [whole('å'), 'och'],
  [whole('väl'), 'nog'],
  [whole('får'), 'kan'],
  [whole('vår(?:t|a)?'), 'our'],
  [whole('vård(?:en)?'), 'care'],
  [whole('höst(?:en)?'), 'autumn'],
];

function whole(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${word})(?![\\p{L}\\p{N}])`, 'gu');
}

/** The words of a text, folded, and as they are compared. */
export function readWords(text: string): Word[] {
  const told = DISTINCT.reduce(
    (left, [letters, plain]) => left.replace(letters, plain),
    text.normalize('NFC').toLowerCase(),
  );
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
