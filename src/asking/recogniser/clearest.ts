import type { Match } from './match';
import type { Question } from './questions';
import type { Reading } from './reading';
import { hasSureSignOf } from './signs';

/** How near an example a question must be, by how many of its words are not known. */
const NEAR = [0.62, 0.68, 0.76];
/** What is said with a sure sign of a question may be so much further from its examples. */
const SURE = 0.1;

/** How much nearer than the nearest of another question, and than what is no such question. */
const APART = 0.06;
/** As near as this, a smaller lead will do. */
const VERY_NEAR = 0.8;
const SLIGHTLY_APART = 0.04;

/** What is no such question says so only where it is this near; else it gives way by so much. */
const PLAINLY_OTHER = 0.95;
const GIVES_WAY = 0.08;

/** A word that is not known may be what is asked about, unless something else says that the meetings are. */
const ANCHORS = ['sister', 'meeting', 'city', 'home', 'year'];
/** "The next" and "the last" say so only of these: "the next election" is no meeting. */
const OF_MEETINGS = 'host turn theme delegation programme venue document confirmed plan'.split(' ');
/** Nobody asks for these of much else; but "is Anna confirmed", "the programme on television". */
const ALONE: readonly (Question | undefined)[] = [
  'documents',
  'programme',
  'delegation',
  'planning',
  'order',
];

/** The question that a text is, or undefined where none leads clearly. */
export function clearest(reading: Reading, matches: readonly Match[]): Question | undefined {
  const { elsewhere, unknown, concepts } = reading;
  if (elsewhere) return undefined;
  const [best, second] = matches
    .map(match => ({ ...match, weight: weightOf(match, concepts) }))
    .sort((a, b) => b.weight - a.weight);
  const near = NEAR[unknown];
  if (!best?.question || near === undefined || best.weight < near) return undefined;
  if (namesAnother(best.question, concepts)) return undefined;
  if (unknown > 0 && !(hasSureSignOf(best.question, concepts) && isAbout(best.question, reading))) {
    return undefined;
  }
  const apart = best.weight >= VERY_NEAR ? SLIGHTLY_APART : APART;
  return second && best.weight - second.weight < apart ? undefined : best.question;
}

/** The word for what is asked about, which another question would hardly hold. */
const NAMES: Partial<Record<Question, string>> = {
  theme: 'theme',
  delegation: 'delegation',
  programme: 'programme',
  venue: 'venue',
  documents: 'document',
};

/** Whether a text names what another question is about, and not what this one is. */
function namesAnother(question: Question, concepts: readonly string[]): boolean {
  const named = Object.entries(NAMES).filter(([, concept]) => concepts.includes(concept));
  return named.length > 0 && NAMES[question] !== undefined && !named.some(([of]) => of === question);
}

function weightOf({ question, nearness }: Match, concepts: readonly string[]): number {
  if (question !== undefined) return nearness + (hasSureSignOf(question, concepts) ? SURE : 0);
  return nearness >= PLAINLY_OTHER ? nearness : nearness - GIVES_WAY;
}

/** Whether a question is about the meetings, whatever the words that are not known may mean. */
function isAbout(question: Question, { concepts, unknown, ofUnknown, now }: Reading): boolean {
  const has = (concept: string) => concepts.includes(concept);
  if (ANCHORS.some(has) || ((has('next') || has('last') || now) && OF_MEETINGS.some(has))) return true;
  if (has('we') && has('delegation')) return true;
  return unknown === 1 && !ofUnknown && ALONE.includes(question);
}
