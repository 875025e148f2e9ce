import { z } from 'zod/v4';
import { checkedData } from '../../directory/data-file';
import content from './data/signs.json';
import { questions, type Question } from './questions';

/** Concepts, or several together. */
const together = z
  .string()
  .min(1)
  .transform(concepts => concepts.split(' '));
const byQuestion = z.record(z.enum(questions), z.array(together).min(1));

const signs = checkedData(
  'src/asking/recogniser/data/signs.json',
  z.strictObject({
    /** By question, of what one at least is said when it is asked. */
    any: byQuestion,
    /** The same, where a word beside is not known: what is known must tell the question by itself. */
    sure: byQuestion,
  }),
  content,
);

/** Whether what is spoken of has a sign of a question; without one it is only like it, and not asked. */
export function hasSignOf(question: Question, concepts: readonly string[]): boolean {
  if (question === 'nextMeeting' && concepts.includes('last')) return false;
  if (question === 'takePart' && (isOfOthers(concepts) || isOfATime(concepts))) return false;
  if (question === 'confirmed' && isOfPeople(concepts)) return false;
  if (question === 'delegation' && isAnsweredByCities(concepts)) return false;
  if (concepts.includes('mine') && !OF_ONES_OWN.includes(question)) return false;
  return hasOneOf(signs.any[question], concepts);
}

/** "Who has signed up" and "did Bergen say yes" are asked of others than the one who asks. */
function isOfOthers(concepts: readonly string[]): boolean {
  const has = (concept: string) => concepts.includes(concept);
  const others = has('who') || has('howMany') || (has('city') && has('confirmed'));
  return others && !has('me') && !has('mine');
}

/** Cities confirm; "who has answered" is asked of those invited to go along. */
function isOfPeople(concepts: readonly string[]): boolean {
  const has = (concept: string) => concepts.includes(concept);
  return has('answered') && (has('who') || has('all') || has('howMany')) && !OF_CITIES.some(has);
}

function isAnsweredByCities(concepts: readonly string[]): boolean {
  return concepts.includes('answered') && (concepts.includes('town') || concepts.includes('sister'));
}

const OF_CITIES = ['city', 'home', 'town', 'sister', 'host', 'confirmed'];

/** "I know when the next one is" tells nothing of whether one comes. */
function isOfATime(concepts: readonly string[]): boolean {
  const has = (concept: string) => concepts.includes(concept);
  return has('when') && !has('join') && !has('attend') && !has('mine');
}

/** "My confirmation" and "my planning" are none of the meetings'. */
const OF_ONES_OWN: readonly Question[] = ['takePart', 'documents', 'delegation', 'programme'];

/** Whether what is spoken of tells a question by itself, whatever the words that are not known may mean. */
export function hasSureSignOf(question: Question, concepts: readonly string[]): boolean {
  return hasOneOf(signs.sure[question], concepts);
}

function hasOneOf(rows: readonly string[][], concepts: readonly string[]): boolean {
  return rows.some(row => row.every(concept => concepts.includes(concept)));
}
