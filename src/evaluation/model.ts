import { z } from 'zod/v4';
import { answersSchema, questions, type Answers, type RespondentGroup } from '../meetings/evaluation';
import { meetingIdSchema } from '../meetings/model';

/** Entra object id, or an id of the bot's own for somebody without an account. */
const personIdSchema = z.string().min(1).max(100);

/** Guests are not asked by the bot: they are outside the tenant. */
const askedGroups = ['delegation', 'presidium', 'unit'] as const satisfies readonly RespondentGroup[];

const askedSchema = z.strictObject({
  personId: personIdSchema,
  group: z.enum(askedGroups),
  /** Of an editor: for which administration or company. */
  unitId: z.string().optional(),
});

/** Somebody who is asked, and as whom. */
export type Asked = z.infer<typeof askedSchema>;

export const askedListSchema = z.strictObject({ people: z.array(askedSchema).max(2_000) });

/** The evaluation of one hosting, from when it was sent out (S9). */
export const evaluationSchema = z.strictObject({
  meetingId: meetingIdSchema,
  /** Whether answers carry no names. It cannot be changed once it has been promised. */
  anonymous: z.boolean(),
  /** ISO day: the last on which one can answer. */
  closesOn: z.iso.date(),
  /** One line of the City's own on what it is for. */
  purpose: z.string().max(300).optional(),
  /** The administrations and companies that took part. */
  unitIds: z.array(z.string()).max(200),
  /** How many are asked. */
  asked: z.int(),
  /** Who sent it out, and when (ISO moment). */
  by: z.string(),
  at: z.string(),
  /** ISO day. `by` is absent where the last day had passed. */
  closed: z.strictObject({ on: z.iso.date(), by: z.string().optional() }).optional(),
  /** Whether the ledger holds the form to everybody who is asked. */
  entered: z.boolean(),
  /** ISO day on which those who had not answered were reminded; only where answers carry names. */
  reminded: z.iso.date().optional(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** An answer that carries a name, or that was entered for a guest. */
export const namedAnswerSchema = z.strictObject({
  /** The person's id, also where it was entered for them; of a guest, `guest-` and the id of its form. */
  id: z.string(),
  group: z.enum(['delegation', 'presidium', 'unit', 'guest']),
  unitId: z.string().optional(),
  /** Of one that was entered for somebody else: from which city they are. */
  cityId: z.string().optional(),
  answers: answersSchema,
  /** Taken away by a coordinator; its versions stay. */
  removed: z.literal(true).optional(),
  /** 1 for the first. */
  version: z.int(),
  /** Who gave or entered this version, and when (ISO moment). */
  by: z.string(),
  at: z.string(),
});
export type NamedAnswer = z.infer<typeof namedAnswerSchema>;

/** Why the prompts were ended, or that they go on again. */
const endSchema = z.strictObject({
  what: z.enum(['ended', 'resumed']),
  by: z.string(),
  at: z.string(),
  reason: z.string().max(500).optional(),
});
export type End = z.infer<typeof endSchema>;

/** All that has become of the prompts about one hosting, the latest last. */
export const endsSchema = z.strictObject({ ends: z.array(endSchema).max(200) });

/** The end that holds; undefined while the prompts go on. */
export function endOf(ends: readonly End[]): End | undefined {
  const last = ends.at(-1);
  return last?.what === 'ended' ? last : undefined;
}

/** Whether one can answer on an ISO day. */
export function isOpenOn({ closed, closesOn }: Evaluation, today: string): boolean {
  return closed === undefined && today <= closesOn;
}

/**
 * Whether a coordinator can enter what somebody else has answered, on an ISO day: a mail may come in after the last day, but
 * answers without names are counted once and for all when it is closed.
 */
export function takesEntries(
  evaluation: Evaluation,
  { report, today }: { report: ReportStatus; today: string },
): boolean {
  return evaluation.anonymous ? isOpenOn(evaluation, today) : report.registered === undefined;
}

/** Whether there is at least one answer in it. */
export function saysAnything(answers: Answers): boolean {
  return questions.some(({ id }) => answers[id] !== undefined);
}

/** Fewer answers without names than this, of those that people gave themselves, are not shown. */
export const FEWEST_SHOWN = 5;

/** The state of the report, as far as the prompts tell of it. */
export interface ReportStatus {
  /** ISO moment of the latest draft. */
  drafted?: { at: string };
  registered?: { caseNumber: string; at: string; by: string };
}
