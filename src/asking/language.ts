import type { Locale } from '../i18n';
import { wordsOf } from '../directory/words';
import { fold } from '../i18n/fold';

/** Words that tell which of the two languages a question is in, without marks; none of them is a word of the other. */
const WORDS: Record<Locale, ReadonlySet<string>> = {
  sv: new Set(
    `och ar vi oss vara var nar vad vilken vilka vilket hur det den som pa av till fran ska skall blir bli moter motet mote
     vanort vanorter vanortsmote vanortsmotet nasta forra senaste vem vems har inte finns jag mig du din ditt dags dagar
     kvar mycket manga lange staden stad varda vardar vard tema temat programmet aker reser deltar med efter fore innan
     kan kommer hej tack klart bekraftat bekraftad star planeringen lokal lokalen ordning turordning`.split(
      /\s+/,
    ),
  ),
  en: new Set(
    `the is are we our us you your when where what which who whom whose how does do did has have will would could can
     city cities next last after before meeting meetings hosts hosting hosted theme going goes travels days left there
     this that it its been be confirmed was were did host sleeps months weeks replied answered planning far about order please hello thanks and of to from on at turn soon`.split(
      /\s+/,
    ),
  ),
};

/** The language that a question is written in; undefined where its words do not tell. */
export function languageOf(text: string): Locale | undefined {
  const words = wordsOf(fold(text));
  const count = (locale: Locale) => words.filter(word => WORDS[locale].has(word)).length;
  const [sv, en] = [count('sv'), count('en')];
  if (sv === en) return undefined;
  return sv > en ? 'sv' : 'en';
}
