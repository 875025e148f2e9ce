import { z } from 'zod/v4';
import { checkedData } from '../../directory/data-file';
import elsewhereContent from './data/elsewhere.json';
import lexiconContent from './data/lexicon.json';
import smallContent from './data/small-words.json';

/** Words and rows of words, parted by commas. */
const words = z.string().min(1);
const byName = z.record(z.string(), words);

/** The words that say what a question is about. */
export const lexiconData = checkedData(
  'src/asking/recogniser/data/lexicon.json',
  z.strictObject({
    /** By concept, or by several parted by a space, the words that mean it. */
    concepts: byName,
    /** By how many meetings later, or by how many years from now, the words that mean it. */
    relative: z.record(z.string().regex(/^(later|year):-?\d+$/), words),
  }),
  lexiconContent,
);

/** The words that say nothing of what is asked. */
export const smallWords = checkedData(
  'src/asking/recogniser/data/small-words.json',
  z.strictObject({
    /** The commonest, which a slip of the pen may have meant. */
    near: byName,
    /** The others, understood only as they are written or in another of their forms. */
    plain: byName,
  }),
  smallContent,
);

/** The words of what is no question about the meetings. */
export const elsewhereWords = checkedData(
  'src/asking/recogniser/data/elsewhere.json',
  z.strictObject({
    /** What the register of collaborations is for: nothing beside it is taken for a question. */
    register: words,
    /** Words of other languages that share words with Swedish or English. */
    foreign: words,
    /** By field, other things that people ask of, or that nobody should take for a slip of a word known here. */
    subjects: byName,
  }),
  elsewhereContent,
);
