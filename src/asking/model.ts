import { z } from 'zod/v4';
import { idSchema } from '../directory/named';
import { FIRST_YEAR, LAST_YEAR } from '../register/when';
import { questions, type Question } from './recogniser/questions';
import type { Which } from './recogniser/which';

/** A question about the meetings, as it was recognised or as a button puts it. */
export interface Asked {
  question: Question;
  which: Which;
  /** A city named beside the meeting that is meant: "has Åbo confirmed". */
  cityId?: string;
}

/** More meetings than this after another nobody asks for. */
const MOST_LATER = 50;
const later = z.int().min(0).max(MOST_LATER);
const year = z.int().min(FIRST_YEAR).max(LAST_YEAR);

/** What a button's question must look like when it comes back. */
export const askedSchema = z.object({
  question: z.enum(questions),
  which: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('next'), later }),
    z.object({ kind: z.literal('last') }),
    z.object({ kind: z.literal('year'), year, later: later.optional() }),
    z.object({ kind: z.literal('city'), cityId: idSchema, later: later.optional() }),
  ]),
  cityId: idSchema.optional(),
});

/** What only the presidium, those who are sent, and the City Executive Office's officers are told. */
export const confidential = [
  'planning',
  'daysLeft',
  'delegation',
  'programme',
  'venue',
  'documents',
  'takePart',
] as const satisfies readonly Question[];
export type Confidential = (typeof confidential)[number];

/** Whether an employee is not told. */
export function isConfidential(question: Question): question is Confidential {
  return (confidential as readonly Question[]).includes(question);
}
