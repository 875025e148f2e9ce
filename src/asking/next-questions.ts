import { HOME_CITY } from '../directory/cities';
import type { Known } from './line';
import { isConfidential, type Asked } from './model';
import type { Sight } from '../meetings/sight';
import type { Question } from './recogniser/questions';

const NEXT = 3;

/** What people ask next after a question, the likeliest first. */
const FOLLOWING: Record<Question, readonly Question[]> = {
  nextMeeting: ['theme', 'programme', 'delegation', 'host', 'ourTurn'],
  host: ['theme', 'ourTurn', 'host', 'order'],
  ourTurn: ['planning', 'nextMeeting', 'host', 'order'],
  planning: ['programme', 'theme', 'delegation', 'confirmed'],
  theme: ['programme', 'delegation', 'nextMeeting', 'ourTurn', 'host'],
  delegation: ['takePart', 'programme', 'daysLeft', 'nextMeeting', 'theme', 'ourTurn'],
  programme: ['venue', 'delegation', 'documents', 'nextMeeting', 'theme', 'ourTurn'],
  daysLeft: ['programme', 'takePart', 'venue', 'theme', 'nextMeeting', 'ourTurn'],
  confirmed: ['planning', 'nextMeeting', 'ourTurn', 'host', 'theme'],
  venue: ['programme', 'documents', 'daysLeft', 'nextMeeting', 'theme', 'ourTurn'],
  lastMeeting: ['nextMeeting', 'documents', 'ourTurn', 'order'],
  order: ['nextMeeting', 'ourTurn', 'lastMeeting'],
  documents: ['programme', 'venue', 'delegation', 'nextMeeting', 'theme', 'ourTurn'],
  takePart: ['programme', 'daysLeft', 'delegation', 'nextMeeting', 'theme', 'ourTurn'],
};

/** The questions that are about the cycle rather than one meeting. */
const OF_THE_CYCLE: readonly Question[] = ['ourTurn', 'order', 'lastMeeting', 'nextMeeting'];

/**
 * The three likeliest next questions, about the same meeting where they are about one. Whoever may not see the answer
 * is not led to the question.
 */
export function nextQuestions({ question, which }: Asked, known: Known | undefined, sight: Sight): Asked[] {
  const isHeld = known?.meeting.status === 'held';
  // Where no meeting is known there is nothing to ask of one.
  const likely = known ? [...FOLLOWING[question], ...OF_THE_CYCLE] : OF_THE_CYCLE;
  return [...new Set(likely)]
    .filter(one => one !== question || (known !== undefined && one === 'host'))
    .filter(one => sight !== 'public' || !isConfidential(one))
    .filter(one => !(isHeld && (one === 'takePart' || one === 'daysLeft' || one === 'planning')))
    .filter(one => !(one === 'ourTurn' && known?.meeting.host === HOME_CITY.id && !isHeld))
    .slice(0, NEXT)
    .map(one => ({ question: one, which: whichFor(one, which, known) }));
}

function whichFor(question: Question, which: Asked['which'], known: Known | undefined): Asked['which'] {
  if (question === 'lastMeeting') return { kind: 'last' };
  if (OF_THE_CYCLE.includes(question)) return { kind: 'next', later: 0 };
  if (!known) return which;
  const { year } = known.meeting;
  return question === 'host' ? { kind: 'year', year, later: 1 } : { kind: 'year', year };
}
