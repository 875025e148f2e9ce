import { nameOn, type Named } from '../directory/named';
import { wordsOf } from '../directory/words';
import { LOCALES, translator, type Locale } from '../i18n';
import { outlooks } from '../register/model';
import { DIRECTIONS, FUNDINGS } from '../register/vocabulary';
import synonyms from './data/choice-words.json';

/** What can be chosen in a column: each id with every way to write it. */
export interface Choices {
  /** The id that a text stands for; undefined when it is none of them. */
  idOf(text: string): string | undefined;
  /** What people are told that they can write. */
  names(locale: Locale): string[];
}

/** Upper and lower case, å, ä, ö and punctuation make no difference. */
export function asWords(text: string): string {
  return wordsOf(text).join(' ');
}

/** Categories or areas: by id, by any name that they have or had, and by each part of "a, b or c". */
export function termChoices(terms: readonly Named[]): Choices {
  const named = terms.map(term => [term.id, namesOf(term)] as const);
  return {
    // A part may be the whole name of another term, which comes first then.
    idOf: lookup([...named, ...named.map(([id, all]) => [id, all.flatMap(parts)] as const)]),
    names: locale => terms.map(term => nameOn(term, locale)),
  };
}

/** Every name that an entry of a list has or had, and its id. */
export function namesOf({ id, nameSv, nameEn, formerNames = [] }: Named): string[] {
  const former = formerNames.flatMap(name => [name.nameSv, name.nameEn]);
  return [id, nameSv, nameEn, ...former].filter(name => name !== undefined);
}

function parts(name: string): string[] {
  return name.split(/,|\beller\b|\bor\b/).filter(part => asWords(part) !== '');
}

export const directionChoices: Choices = {
  idOf: lookup(
    DIRECTIONS.map(id => [
      id,
      [
        id,
        ...LOCALES.map(locale => translator(locale)(`vocabulary:direction.${id}`)),
        ...synonyms.direction[id],
      ],
    ]),
  ),
  names: locale => DIRECTIONS.map(id => translator(locale)(`vocabulary:direction.${id}`)),
};

export const fundingChoices: Choices = {
  idOf: lookup(
    FUNDINGS.map(id => [
      id,
      [id, ...LOCALES.map(locale => translator(locale)(`vocabulary:funding.${id}`)), ...synonyms.funding[id]],
    ]),
  ),
  names: locale => FUNDINGS.map(id => translator(locale)(`vocabulary:funding.${id}`)),
};

export const outlookChoices: Choices = {
  idOf: lookup(outlooks.map(id => [id, [id, ...synonyms.outlook[id]]])),
  names: locale => outlooks.map(id => translator(locale)(`importing:outlook.${id}`)),
};

/** The first that claims a way to write keeps it. */
function lookup(entries: readonly (readonly [id: string, names: readonly string[]])[]): Choices['idOf'] {
  const ids = new Map<string, string>();
  for (const [id, names] of entries) {
    for (const name of names) if (!ids.has(asWords(name))) ids.set(asWords(name), id);
  }
  return text => ids.get(asWords(text));
}
