import { z } from 'zod/v4';
import { checkedData } from '../../directory/data-file';
import type { Lists } from '../../directory/lists';
import english from './data/examples.en.json';
import other from './data/examples.other.json';
import swedish from './data/examples.sv.json';
import { questions, type Question } from './questions';
import { hasSignOf } from './signs';
import { read, type Reading } from './reading';

/** Phrases parted by commas, some in a line. */
const phrases = z
  .array(
    z
      .string()
      .min(1)
      .transform(line => line.split(', ')),
  )
  .min(1);
/** The English ones add what the Swedish do not say already: both are compared by what their words mean. */
const byQuestion = z.record(z.enum(questions), phrases);
const examples = [
  checkedData('src/asking/recogniser/data/examples.sv.json', byQuestion, swedish),
  checkedData('src/asking/recogniser/data/examples.en.json', byQuestion, english),
];
const others = checkedData('src/asking/recogniser/data/examples.other.json', phrases, other);

/**
 * How near what is known of a question is to the nearest example of each kind, 1 being the same, the nearest first.
 * Questions that nothing said is a sign of are left out.
 */
export interface Match {
  /** Undefined for what is no question about the meetings. */
  question: Question | undefined;
  nearness: number;
}

interface Example {
  question: Question | undefined;
  concepts: readonly string[];
}

/** Concepts that tell one question from another less than others do, or more: a theme is asked of in one way only. */
const WEIGHTS: Readonly<Record<string, number>> = {
  what: 0.25,
  which: 0.3,
  meeting: 0.5,
  sister: 0.35,
  next: 0.35,
  year: 0.25,
  city: 0.35,
  town: 0.6,
  held: 0.3,
  past: 0.25,
  we: 0.5,
  home: 0.6,
  me: 0.45,
  members: 0.5,
  decided: 0.4,
  plans: 0.8,
  come: 0.4,
  comes: 0.7,
  from: 0.5,
  all: 0.6,
  ready: 0.8,
  exactly: 0.6,
  list: 0.6,
  theme: 1.3,
  programme: 1.5,
  document: 1.5,
  venue: 1.3,
};

/** What a concept weighs that no example names. */
const UNCOMPARED = 2.5;

interface Matcher {
  match(reading: Reading): Match[];
}

const prepared = new WeakMap<Lists['cities'], Matcher>();
/** The examples name a year nowhere that depends on it. */
const ANY_DAY = '2026-01-01';

/** Compares with the examples. Their index is made once for a state of the cities. */
export function matcherOf(lists: Lists): Matcher {
  const known = prepared.get(lists.cities);
  if (known) return known;
  const matcher = prepare(lists);
  prepared.set(lists.cities, matcher);
  return matcher;
}

function prepare(lists: Lists): Matcher {
  const documents = documentsOf(lists);
  const holding = new Map<string, number[]>();
  for (const [id, { concepts }] of documents.entries()) {
    for (const concept of concepts) holding.set(concept, [...(holding.get(concept) ?? []), id]);
  }
  // Each concept counts by how rare it is among the examples.
  const weights = new Map(
    [...holding].map(([concept, ids]) => {
      const rarity = Math.log(1 + (documents.length - ids.length + 0.5) / (ids.length + 0.5));
      return [concept, rarity * (WEIGHTS[concept] ?? 1)] as const;
    }),
  );
  const weigh = (concepts: readonly string[]) =>
    concepts.reduce((sum, concept) => sum + (weights.get(concept) ?? UNCOMPARED), 0);
  const own = documents.map(({ concepts }) => weigh(concepts));

  function match({ concepts }: Reading): Match[] {
    const asked = weigh(concepts);
    const shared = new Float64Array(documents.length);
    for (const concept of concepts) {
      for (const id of holding.get(concept) ?? []) shared[id]! += weights.get(concept)!;
    }
    const nearest = new Map<Question | undefined, number>();
    for (const [id, { question }] of documents.entries()) {
      const nearness = shared[id]! / Math.sqrt(asked * own[id]!);
      if (nearness > (nearest.get(question) ?? 0)) nearest.set(question, nearness);
    }
    return [...nearest]
      .filter(([question]) => question === undefined || hasSignOf(question, concepts))
      .map(([question, nearness]) => ({ question, nearness }))
      .sort((a, b) => b.nearness - a.nearness || rank(a.question) - rank(b.question));
  }

  return { match };
}

function rank(question: Question | undefined): number {
  return question === undefined ? -1 : questions.indexOf(question);
}

/** Examples that say the same in other words are one document. */
function documentsOf(lists: Lists): Example[] {
  const found = new Map<string, Example>();
  function add(question: Question | undefined, texts: readonly string[][]): void {
    for (const text of texts.flat()) {
      const { concepts } = read(text, lists, ANY_DAY);
      if (concepts.length > 0) found.set(`${question} ${concepts.join(' ')}`, { question, concepts });
    }
  }
  for (const byName of examples) for (const question of questions) add(question, byName[question]);
  add(undefined, others);
  return [...found.values()];
}
