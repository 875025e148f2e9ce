import type { Lists } from '../../directory/lists';
import { matcherOf, type Match } from './match';
import { questions, type Question } from './questions';
import { read, type Reading } from './reading';
import { whichOf, type Which } from './which';

export { questions, type Question } from './questions';
export type { Which } from './which';

export type Recognised =
  | {
      kind: 'question';
      question: Question;
      which: Which;
      /** A city named beside the meeting that is meant, as in "has Åbo confirmed". */
      cityId?: string;
    }
  | { kind: 'unsure'; /** The three likeliest. */ suggestions: readonly Question[] };

/** Nobody asks one question in more characters than this, greetings included. */
export const LONGEST_QUESTION = 300;

/** How near an example a question must be, and how much nearer than the nearest of another question. */
const NEAR = 0.78;
const APART = 0.04;

/**
 * Recognises a question about the sister-city meetings in people's own words, Swedish or English (S3). `today` is an ISO
 * day, for "this year". What is not clearly such a question is left unsure: a wrong answer is worse than none.
 */
export function recognise(text: string, lists: Lists, today: string): Recognised {
  const asked = text.trim();
  if (asked.length > LONGEST_QUESTION) return { kind: 'unsure', suggestions: likeliest([]) };
  const reading = read(asked, lists, today);
  const matches = matcherOf(lists).match(reading);
  const question = speaksOfMeetings(reading) ? clearest(matches) : undefined;
  const meeting = question && whichOf(question, reading);
  return meeting
    ? { kind: 'question', question, ...meeting }
    : { kind: 'unsure', suggestions: likeliest(matches) };
}

/** A word that is not known may be what is asked about, unless the sister cities are named. */
function speaksOfMeetings({ elsewhere, unknown, concepts }: Reading): boolean {
  return !elsewhere && (unknown === 0 || (unknown <= MOST_UNKNOWN && concepts.includes('sister')));
}

const MOST_UNKNOWN = 2;

function clearest([best, second]: readonly Match[]): Question | undefined {
  if (!best || best.nearness < NEAR || best.nearness - (second?.nearness ?? 0) < APART) return undefined;
  return best.question;
}

const SUGGESTIONS = 3;

function likeliest(matches: readonly Match[]): readonly Question[] {
  const found = matches.flatMap(({ question }) => question ?? []);
  return [...new Set([...found, ...questions])].slice(0, SUGGESTIONS);
}
