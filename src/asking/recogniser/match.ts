import MiniSearch from 'minisearch';
import { z } from 'zod/v4';
import { checkedData } from '../../directory/data-file';
import type { Lists } from '../../directory/lists';
import english from './data/examples.en.json';
import other from './data/examples.other.json';
import swedish from './data/examples.sv.json';
import { questions, type Question } from './questions';
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

/** How near a question is to the nearest example of each kind, 1 being the same, the nearest first. */
export interface Match {
  /** Undefined for what is no question about the meetings. */
  question: Question | undefined;
  nearness: number;
}

interface Example {
  id: number;
  question: Question | undefined;
  concepts: string;
}

/** Concepts that tell one question from another less than others do. */
const LIGHT: Readonly<Record<string, number>> = {
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
  plans: 0.8,
  come: 0.4,
  comes: 0.7,
  all: 0.6,
  ready: 0.8,
  exactly: 0.6,
  list: 0.6,
};

/** What a word weighs that is not known. */
const UNKNOWN = 2.5;

interface Matcher {
  match(reading: Reading): Match[];
}

const prepared = new WeakMap<Lists, Matcher>();
/** The examples name a year nowhere that depends on it. */
const ANY_DAY = '2026-01-01';

/** Compares with the examples. Their index is made once for a state of the lists. */
export function matcherOf(lists: Lists): Matcher {
  const known = prepared.get(lists);
  if (known) return known;
  const matcher = prepare(lists);
  prepared.set(lists, matcher);
  return matcher;
}

function prepare(lists: Lists): Matcher {
  const documents = documentsOf(lists);
  const index = new MiniSearch<Example>({
    fields: ['concepts'],
    storeFields: ['question'],
    tokenize: text => text.split(' '),
    processTerm: term => term,
    searchOptions: {
      // Each concept counts by how rare it is, and by nothing else.
      bm25: { k: 0, b: 0, d: 0 },
      boostTerm: term => LIGHT[term] ?? 1,
    },
  });
  index.addAll(documents);
  const weights = new Map(
    [...new Set(documents.flatMap(({ concepts }) => concepts.split(' ')))].map(
      concept => [concept, index.search(concept)[0]!.score] as const,
    ),
  );
  const weigh = (concepts: readonly string[]) =>
    concepts.reduce((sum, concept) => sum + (weights.get(concept) ?? UNKNOWN), 0);
  const own = documents.map(({ concepts }) => weigh(concepts.split(' ')));

  function match({ concepts, unknown }: Reading): Match[] {
    const asked = weigh(concepts) + unknown * UNKNOWN;
    const nearest = new Map<Question | undefined, number>();
    for (const { id, score, terms, question } of index.search(concepts.join(' '))) {
      // MiniSearch multiplies a score with the number of terms that were found.
      const shared = score / terms.length;
      const nearness = shared / Math.sqrt(asked * own[id as number]!);
      if (nearness > (nearest.get(question as Question | undefined) ?? 0)) nearest.set(question, nearness);
    }
    return [...nearest]
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
  const found = new Map<string, Omit<Example, 'id'>>();
  function add(question: Question | undefined, texts: readonly string[][]): void {
    for (const text of texts.flat()) {
      const concepts = read(text, lists, ANY_DAY).concepts.join(' ');
      if (concepts !== '') found.set(`${question} ${concepts}`, { question, concepts });
    }
  }
  for (const byName of examples) for (const question of questions) add(question, byName[question]);
  add(undefined, others);
  return [...found.values()].map((example, id) => ({ ...example, id }));
}
