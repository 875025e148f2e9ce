import { z } from 'zod/v4';

/**
 * What is asked after a meeting that Göteborg has hosted, and how the answers are counted (S9). Pure: who is asked, and
 * how answers are kept, is the evaluation's.
 */
export const questions = [
  { id: 'purpose', kind: 'scale' },
  { id: 'learned', kind: 'text' },
  { id: 'willUse', kind: 'text' },
  { id: 'benefited', kind: 'text' },
  { id: 'worth', kind: 'scale' },
  { id: 'climate', kind: 'scale' },
  { id: 'inPerson', kind: 'scale' },
  { id: 'goesOn', kind: 'choice' },
  { id: 'more', kind: 'text' },
] as const;
export type Question = (typeof questions)[number];
export type QuestionId = Question['id'];
export type ScaleId = Extract<Question, { kind: 'scale' }>['id'];
export type TextId = Extract<Question, { kind: 'text' }>['id'];

/** From "not at all" to "entirely". */
export const SCALE = [1, 2, 3, 4, 5] as const;
export const goesOnChoices = ['continue', 'change', 'end'] as const;
export type GoesOn = (typeof goesOnChoices)[number];

/** The longest free text, in characters. */
export const LONGEST_ANSWER = 1_000;

const scale = z.int().min(1).max(5).optional();
const text = z.string().max(LONGEST_ANSWER).optional();

/** One person's answers; what they left out is absent. */
export const answersSchema = z.object({
  purpose: scale,
  learned: text,
  willUse: text,
  benefited: text,
  worth: scale,
  climate: scale,
  inPerson: scale,
  goesOn: z.enum(goesOnChoices).optional(),
  more: text,
});
export type Answers = z.infer<typeof answersSchema>;

/** As whom somebody answers. Guests come from the other cities. */
export const respondentGroups = ['delegation', 'presidium', 'unit', 'guest'] as const;
export type RespondentGroup = (typeof respondentGroups)[number];

export const resultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scale'),
    id: z.enum(['purpose', 'worth', 'climate', 'inPerson']),
    count: z.int(),
    /** How many chose 1, 2, 3, 4 and 5. */
    distribution: z.array(z.int()).length(5),
    /** Absent where nobody answered. Between two values, the middle of them. */
    median: z.number().optional(),
  }),
  z.object({
    kind: z.literal('choice'),
    id: z.literal('goesOn'),
    count: z.int(),
    /** How many chose to continue, to change, to end. */
    distribution: z.array(z.int()).length(3),
  }),
  z.object({
    kind: z.literal('text'),
    id: z.enum(['learned', 'willUse', 'benefited', 'more']),
    count: z.int(),
    texts: z.array(z.string()),
  }),
]);
export type Result = z.infer<typeof resultSchema>;

/** What came of an evaluation, as it may be shown. */
export const evaluationResultsSchema = z.object({
  /** The place in the cycle, whenever the meeting was held. */
  meetingId: z.string(),
  /** When it was held, and where, in Swedish; absent where the meeting is not known any more. */
  year: z.int().optional(),
  place: z.string().optional(),
  /** Whether answers carry no names. */
  anonymous: z.boolean(),
  /** ISO day: the last on which one can answer. */
  closesOn: z.string(),
  /** How many were asked, and how many have answered, of each group. */
  groups: z.array(z.object({ group: z.enum(respondentGroups), asked: z.int(), answered: z.int() })),
  /** How many were asked in all. Without names there are no groups: one of a single person would tell that they answered. */
  asked: z.int().optional(),
  answered: z.int(),
  /** Whether answers without names can still come: none is shown until then. */
  isAwaited: z.boolean().optional(),
  /** Absent of answers without names that are not to be shown: before the evaluation is closed, or too few. */
  results: z.array(resultSchema).optional(),
});
export type EvaluationResults = z.infer<typeof evaluationResultsSchema>;

/** Counts answers question by question, in the order of the form. */
export function resultsOf(all: readonly Answers[]): Result[] {
  return questions.map(({ id, kind }): Result => {
    if (kind === 'text') {
      const texts = all.map(answers => answers[id]?.trim() ?? '').filter(said => said !== '');
      return { kind, id, count: texts.length, texts };
    }
    if (kind === 'choice') {
      const chosen = all.map(answers => answers[id]).filter(choice => choice !== undefined);
      const distribution = goesOnChoices.map(choice => chosen.filter(one => one === choice).length);
      return { kind, id, count: chosen.length, distribution };
    }
    const values = all.map(answers => answers[id]).filter(value => value !== undefined);
    const distribution = SCALE.map(step => values.filter(value => value === step).length);
    const median = medianOf(values);
    return { kind, id, count: values.length, distribution, ...(median !== undefined && { median }) };
  });
}

/** The middle value, or the middle of the two middle ones; undefined of nothing. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 ? upper : (sorted[half - 1]! + upper) / 2;
}
