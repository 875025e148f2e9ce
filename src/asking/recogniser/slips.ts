import MiniSearch from 'minisearch';
import { collapsed, keyOf, type Word } from './words';

/** Finds what a slip of the pen may have meant. */
export interface SlipFinder {
  /** The known words that are one slip from a word. */
  near(word: string): Word[];
  /** The known words that are nearest: with two letters swapped, or one or, in a long word, two wrong. */
  meantBy(word: string): Word[];
}

interface Form {
  /** A word as it is written, or its key. */
  form: string;
  means: Word;
}

/** Makes the index of the words that slips are looked up in. */
export function slipFinder(vocabulary: readonly Word[]): SlipFinder {
  const forms = new Map<string, Word>();
  for (const means of vocabulary) {
    for (const form of [means.key, collapsed(means.word)]) if (!forms.has(form)) forms.set(form, means);
  }
  const index = new MiniSearch<Form>({
    idField: 'form',
    fields: ['form'],
    tokenize: text => [text],
    processTerm: term => term,
  });
  index.addAll([...forms].map(([form, means]) => ({ form, means })));

  function within(form: string, slips: number): Word[] {
    const ids = index.search(form, { fuzzy: slips }).map(({ id }) => id as string);
    return ids
      .filter(id => isNear(form, id, collapsed(forms.get(id)!.word) === id))
      .map(id => forms.get(id)!);
  }

  function meantBy(word: string): Word[] {
    const plain = collapsed(word);
    if (plain.length < SHORTEST_SLIP || /\d/.test(word)) return [];
    const swapped = swappedForms(plain).find(form => collapsed(forms.get(form)?.word ?? '') === form);
    if (swapped !== undefined) return [forms.get(swapped)!];
    const keys = [keyOf(word)].filter(key => key.length >= SHORTEST_KEY);
    for (const slips of plain.length > LONG ? [1, 2] : [1]) {
      for (const form of new Set([plain, ...keys])) {
        const near = within(form, slips);
        if (near.length > 0) return near;
      }
    }
    return [];
  }

  return { near: word => within(collapsed(word), 1), meantBy };
}

/** A word with each two neighbouring letters swapped, which the index would take for two slips. */
function swappedForms(word: string): string[] {
  return [...word].slice(1).map((letter, at) => word.slice(0, at) + letter + word[at] + word.slice(at + 2));
}

/** Words of fewer letters are too near to many others. */
const SHORTEST_SLIP = 4;
/** In words of no more letters one left out is the only slip that is understood. */
const SHORT = 5;
/** From this length on a wrong letter in a word without its ending is understood. */
const SURE = 9;
/** Words of no more letters are not understood with one too many; doubled ones are seen to already. */
const MIDDLING = 6;
/** Words of more letters may hold two slips. */
const LONG = 11;
/** What is left of a word without its ending is compared from this length on. */
const SHORTEST_KEY = 7;

function isNear(form: string, known: string, isWhole: boolean): boolean {
  const isBeheaded = known.length >= MIDDLING && known.length > form.length && known[1] === form[0];
  if (known.length < SHORTEST_SLIP || (known[0] !== form[0] && !isBeheaded)) return false;
  // A wrong letter in a word without its ending is too often another word: "förhand" is no "förhinder".
  if (form.length === known.length && !isWhole && form.length < SURE) return false;
  if (!isWhole && Math.min(form.length, known.length) < SHORTEST_KEY) return false;
  if (form.length <= SHORT) return known.length > form.length;
  return form.length > MIDDLING || known.length >= form.length;
}
