import type { Lists } from '../../directory/lists';
import { clearest } from './clearest';
import { matcherOf, type Match } from './match';
import { clausesOf, conjunctsOf, markedIn, sentencesOf } from './parts';
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
  | {
      kind: 'unsure';
      /** The three likeliest. */
      suggestions: readonly Question[];
      /** Whether it is about the meetings at all, as far as that can be told. */
      isNear: boolean;
    };

/** As near an example as this, it may be such a question. */
const NEAR_AT_ALL = 0.5;

/** Nobody asks one question in more characters than this, greetings included. */
export const LONGEST_QUESTION = 300;

/**
 * Recognises a question about the sister-city meetings in people's own words, Swedish or English (S3). `today` is an ISO
 * day, for "this year". What is not clearly such a question is left unsure: a wrong answer is worse than none.
 */
export function recognise(text: string, lists: Lists, today: string): Recognised {
  const asked = text.trim();
  if (asked.length > LONGEST_QUESTION) return { kind: 'unsure', suggestions: likeliest([]), isNear: false };
  const matcher = matcherOf(lists);
  const reading = read(asked, lists, today);
  const matches = matcher.match(reading);

  function allAskedIn(parts: readonly string[], isAside = false): ReadonlySet<Question> {
    const found = new Set<Question>();
    for (const part of parts) {
      const said = read(part, lists, today);
      if (isAside && !(said.unknown === 0 && namesMeeting(said))) continue;
      const question = clearest(said, matcher.match(said));
      if (question && tellsWhen(said, reading)) found.add(question);
    }
    return found;
  }

  function askedIn(parts: readonly string[], isAside = false): Question | undefined {
    const found = allAskedIn(parts, isAside);
    return found.size === 1 ? [...found][0] : undefined;
  }

  function questionIn(): { question: Question; said: Reading } | undefined {
    if (reading.barred) return undefined;
    // Whoever tells why they ask puts a mark after what they ask.
    const marked = markedIn(asked);
    const said = marked === undefined ? undefined : read(marked, lists, today);
    const inMarked = said && !said.elsewhere ? clearest(said, matcher.match(said)) : undefined;
    if (said && inMarked) return { question: inMarked, said: tellsWhich(said) ? said : reading };
    const question = questionInAll();
    return question && { question, said: reading };
  }

  function questionInAll(): Question | undefined {
    // "The host and the theme" are two questions, and the answer to one may be taken for that to the other.
    if (areApart(allAskedIn(conjunctsOf(asked)))) return undefined;
    const sentences = sentencesOf(asked);
    // Where the rest of a sentence speaks of something else, a part must be a question about a meeting by itself.
    return (
      clearest(reading, matches) ??
      askedIn(sentences) ??
      askedIn(clausesOf(asked), reading.elsewhere) ??
      askedIn(conjunctsOf(asked), true)
    );
  }

  const found = questionIn();
  const meeting = found && whichOf(found.question, found.said);
  if (meeting) return { kind: 'question', question: found.question, ...meeting };
  const nearest = matches.find(({ question }) => question !== undefined)?.nearness ?? 0;
  const isNear = !reading.barred && !reading.elsewhere && nearest >= NEAR_AT_ALL;
  return { kind: 'unsure', suggestions: likeliest(matches), isNear };
}

/** Whether it says itself which meeting it is about. */
function tellsWhich({ cities, years, later, concepts }: Reading): boolean {
  return cities.length > 0 || years.length > 0 || later !== undefined || concepts.includes('last');
}

/** Questions that an answer to the first tells, too: when and in which city. */
const TOLD_WITH: readonly [Question, Question][] = [
  ['nextMeeting', 'host'],
  ['order', 'host'],
];

/** Whether several questions are asked for which no one answer will do. */
function areApart(asked: ReadonlySet<Question>): boolean {
  const isTold = TOLD_WITH.some(row => asked.size === row.length && row.every(one => asked.has(one)));
  return asked.size > 1 && !isTold;
}

function namesMeeting({ concepts }: Reading): boolean {
  return concepts.includes('meeting') || concepts.includes('sister');
}

/** A part may be asked of another meeting than the last one that the rest speaks of: "it was trams last time, so what is the theme". */
function tellsWhen(part: Reading, { concepts }: Reading): boolean {
  return !concepts.includes('last') || part.concepts.includes('last');
}

const SUGGESTIONS = 3;

function likeliest(matches: readonly Match[]): readonly Question[] {
  const found = matches.flatMap(({ question }) => question ?? []);
  return [...new Set([...found, ...questions])].slice(0, SUGGESTIONS);
}
