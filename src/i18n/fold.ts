/**
 * Lower case without diacritics, letter for letter (the length stays the same), so that "förvaltning",
 * "FORVALTNING" and "Förvaltning" are one word and a position in the folded text is one in the original.
 */
export function fold(text: string): string {
  return [...text.normalize('NFC')].map(foldLetter).join('');
}

function foldLetter(letter: string): string {
  const folded = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const plain = SPECIAL[folded] ?? folded;
  return plain.length === letter.length ? plain : letter;
}

const SPECIAL: Record<string, string> = { ø: 'o', æ: 'a' };
