// @ts-expect-error The package says that its types are for its ES module only; its CommonJS one, loaded here, has the same.
import { stemmer } from '@orama/stemmers/swedish';
import { fold } from '../i18n/fold';

/** Splits a text into its words, folded. Anything but letters and digits parts words. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

const LATIN_NEUTER = /(?<=..[ei])um(et)?$/;
/** A single letter is an ending only of longer words: "barn" and "barnen" are the same, "aren" is not "are". */
const SWEDISH_ENDINGS = /(?<=...)(arnas?|ornas?|ernas?|arens?|are|ar|or|er|en|et|an)$|(?<=....)(a|e|n)$/;

const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/**
 * Cuts the inflection off a folded word, so that its forms compare as equal: skola, skolan, skolornas. The English
 * plural falls with the Swedish genitive. Never leaves fewer than three letters. The stem is for comparing only.
 *
 * The Snowball stemmer leaves -an and -et ("skolan", "museet"), which are the forms people type the most, so those
 * endings are cut here; both in turn until nothing changes, or "museet" and "museer" would end differently.
 */
export function stem(word: string): string {
  const remembered = known.get(word);
  if (remembered !== undefined) return remembered;
  let stemmed = word;
  for (;;) {
    const shorter = cut(stemmed);
    if (shorter === stemmed) break;
    stemmed = shorter;
  }
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, stemmed);
  return stemmed;
}

function cut(word: string): string {
  if (word.length <= SHORTEST) return word;
  const stemmed = stemmer(word);
  const plain = (stemmed.length < SHORTEST ? word : stemmed).replace(/(?<=..[^s])s$/, '');
  const latin = plain.replace(LATIN_NEUTER, '');
  return latin === plain ? plain.replace(SWEDISH_ENDINGS, '') : latin;
}

const SHORTEST = 3;
