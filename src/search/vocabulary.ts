import type { Lists } from '../directory/lists';
import { existsOn, type Named } from '../directory/named';
import { unitsNamedIn } from '../directory/unit-search';
import type { Unit } from '../directory/units';
import { stem, wordsOf } from '../directory/words';

/** Words that tell nothing of what is looked for, as long as something else was written. */
const FILLERS = new Set(
  wordsOf(
    'och i på för av till med om från hos vid inom under mellan som det den de en ett eller är var har haft vad vilka ' +
      'finns gör görs vi alla år året samarbete samarbeten samarbetet samarbetena samarbetar samarbeta vänort vänorten ' +
      'vänorter vänorterna vänortssamarbete göteborg göteborgs gbg stad stads staden stadens förvaltning förvaltningen ' +
      'förvaltningar nämnd nämnden bolag bolaget bolagen ab ' +
      'the a an of and or for in on at to with by about from during between what which is are has have do does we all year ' +
      'collaboration collaborations collaborate cooperation sister city cities citys gothenburg administration committee company',
  ),
);

/** Nobody types the AB of a company. */
const COMPANY = 'ab';

/** More lists than this would have to be read for one word: the best fits are enough. */
const MOST_UNITS = 4;
const MOST_TERMS = 3;

/** What the City's lists mean by words. */
export interface Vocabulary {
  /** How many words the longest name of a unit has. */
  longest: number;
  /** The units that a phrase of at least two words names. */
  unitsOfPhrase(words: readonly string[]): string[];
  /** The units that one word names, best first: by a name, or by an everyday word. */
  unitsOfWord(word: string, today: string): string[];
  areasOf(word: string): string[];
  categoriesOf(word: string): string[];
}

/** A list that a coordinator changes is another object from then on, and is prepared anew. */
const prepared = new WeakMap<Lists, Vocabulary>();

export function vocabularyOf(lists: Lists): Vocabulary {
  const known = prepared.get(lists);
  if (known) return known;
  const vocabulary = prepare(lists);
  prepared.set(lists, vocabulary);
  return vocabulary;
}

export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

function prepare(lists: Lists): Vocabulary {
  const phrases = new Map<string, string[]>();
  const unitWords = new Map<string, string[]>();
  for (const unit of lists.units) {
    for (const phrase of phrasesOf(unit)) {
      if (phrase.length > 1) add(phrases, keyOf(phrase), unit.id);
      else add(unitWords, stem(phrase[0]!), unit.id);
    }
    for (const word of nameWords(unit)) add(unitWords, stem(word), unit.id);
  }
  const units = new Map(lists.units.map(unit => [unit.id, unit]));
  const areas = termWords(lists.areas);
  const categories = termWords(lists.categories);

  function unitsOfWord(word: string, today: string): string[] {
    const meant = unitWords.get(stem(word)) ?? [];
    if (meant.length === 0) return [];
    const found = unitsNamedIn(lists, word, today).map(({ id }) => id);
    // Collaborations keep the name that they were told under, so a unit that has ended is looked for as well.
    const ended = meant.filter(id => !existsOn(units.get(id)!, today));
    return [...found.filter(id => meant.includes(id)), ...ended].slice(0, MOST_UNITS);
  }

  return {
    longest: Math.max(...[...phrases.keys()].map(key => key.split(' ').length)),
    unitsOfPhrase: words => (phrases.get(keyOf(words)) ?? []).slice(0, MOST_UNITS),
    unitsOfWord,
    areasOf: word => areas.get(stem(word)) ?? [],
    categoriesOf: word => categories.get(stem(word)) ?? [],
  };
}

function phrasesOf(unit: Unit): string[][] {
  const { sv, en } = unit.everyday ?? { sv: [], en: [] };
  return [...namesOf(unit), unit.committeeSv, unit.abbreviation, ...sv, ...en]
    .map(text => wordsOf(text ?? '').filter(word => word !== COMPANY))
    .filter(words => words.length > 0 && !words.every(isFiller));
}

function nameWords(unit: Unit): string[] {
  return namesOf(unit)
    .flatMap(wordsOf)
    .filter(word => !isFiller(word));
}

function namesOf(entry: Named): string[] {
  const names = [entry, ...(entry.formerNames ?? [])].flatMap(({ nameSv, nameEn }) => [nameSv, nameEn]);
  return [...names.filter(name => name !== undefined), entry.id];
}

/** A word that stands in the names of many, "exchange", tells them not apart and is no name of any. */
function termWords(terms: readonly Named[]): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const term of terms) {
    for (const word of namesOf(term).flatMap(wordsOf)) if (!isFiller(word)) add(words, stem(word), term.id);
  }
  return new Map([...words].filter(([, ids]) => ids.length <= MOST_TERMS));
}

function add(map: Map<string, string[]>, key: string, id: string): void {
  const ids = map.get(key) ?? [];
  if (!ids.includes(id)) map.set(key, [...ids, id]);
}

function keyOf(words: readonly string[]): string {
  return words.map(stem).join(' ');
}
