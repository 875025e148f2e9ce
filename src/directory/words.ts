import { fold } from '../i18n/fold';

/** Splits a text into its words, folded. Anything but letters and digits parts words. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

const LATIN_NEUTER = /(?<=..[ei])um(et)?$/;
const SWEDISH_ENDINGS = /(?<=...)(arnas?|ornas?|ernas?|arens?|are|ar|or|er|en|et|an|a|e|n)$/;

/**
 * Cuts the inflection off a folded word, so that its forms compare as equal: skola, skolan, skolornas. The English
 * plural falls with the Swedish genitive. Never leaves fewer than three letters. The stem is for comparing only.
 *
 * Why not Snowball: its Swedish leaves -an and -et ("skolan", "museet"), which are the forms people type the most.
 */
export function stem(word: string): string {
  const plain = word.replace(/(?<=..[^s])s$/, '');
  const latin = plain.replace(LATIN_NEUTER, '');
  return latin === plain ? plain.replace(SWEDISH_ENDINGS, '') : latin;
}
