import { z } from 'zod/v4';
import { directionSchema, fundingSchema } from './vocabulary';
import { whenSchema } from './when';

/** What is told of a collaboration. The first five are required (S8); the rest is out of sight until wanted. */
export const contentSchema = z.object({
  unitId: z.string(),
  cities: z.array(z.string()).min(1),
  title: z.string(),
  category: z.string(),
  when: whenSchema,
  participatingUnits: z.array(z.string()),
  workplace: z.string().optional(),
  otherParticipants: z.string().optional(),
  direction: directionSchema.optional(),
  area: z.string().optional(),
  purpose: z.string().optional(),
  participants: z.string().optional(),
  funding: fundingSchema.optional(),
  climateNote: z.string().optional(),
  links: z.array(z.string()),
  contactFunction: z.string().optional(),
  /** Who told of it, when somebody else wrote it: function and unit, and the day on which it reached the City. */
  submittedBy: z.object({ function: z.string(), unitId: z.string(), receivedOn: z.iso.date() }).optional(),
});
export type Content = z.infer<typeof contentSchema>;

const deedSchema = z.object({ by: z.string(), at: z.string() });

export const changeKinds = [
  'informed',
  'imported',
  'edited',
  'withdrawn',
  'received',
  'asked',
  'answered',
  'registered',
  'joined',
  'left',
  'takenOver',
  'handedOver',
  'followUpAsked',
  'followedUp',
  'followUpEnded',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One line of the history. `by` is an Entra object id, absent for an import; the name stands in the people table. */
export const changeSchema = z.object({
  version: z.number().int(),
  at: z.string(),
  by: z.string().optional(),
  what: z.enum(changeKinds),
  /** Which parts an edit changed. */
  fields: z.array(z.string()).optional(),
  /** The question, the answer or the case number. */
  text: z.string().optional(),
  /** The unit that joined, or left. */
  unitId: z.string().optional(),
  /** Who had it before it was taken over, or has it since it was handed over: an Entra object id. */
  person: z.string().optional(),
});
export type Change = z.infer<typeof changeSchema>;

export const happenedChoices = ['yes', 'partly', 'no'] as const;
export const outlooks = ['continue', 'change', 'end'] as const;

/** What came of a collaboration (S9, S10). Free texts are absent where nothing was said. */
export const outcomeSchema = z.object({
  happened: z.enum(happenedChoices),
  /** What came out. */
  result: z.string().optional(),
  /** What we learned. */
  learned: z.string().optional(),
  /** What we will use. */
  willUse: z.string().optional(),
  /** How it goes on. */
  outlook: z.enum(outlooks).optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** How it went: asked when it is over, or for each year while it goes on. */
export const followUpSchema = z.object({
  /** 'end', or the year that is asked about. */
  period: z.string().regex(/^(end|\d{4})$/),
  /** How many times it was asked, when last (ISO day), and of whom; of nobody where the officers have to see to it. */
  asked: z.object({ times: z.int(), on: z.string(), to: z.array(z.string()) }).optional(),
  /** `by` is absent for one that came with an import. */
  answer: z.object({ by: z.string().optional(), at: z.string(), outcome: outcomeSchema }).optional(),
  /** "No longer relevant": it is not asked any more. */
  ended: z.object({ by: z.string(), at: z.string() }).optional(),
});
export type FollowUp = z.infer<typeof followUpSchema>;

export const notificationSchema = z.object({
  ref: z.string(),
  version: z.number().int(),
  /** The version in which the content was changed last: what an edit is held against. */
  contentVersion: z.number().int(),
  content: contentSchema,
  createdAt: z.string(),
  /** Entra object id of whoever informed; absent for an import. */
  createdBy: z.string().optional(),
  /** Who keeps it now, once somebody has taken it over: an Entra object id. */
  keptBy: z.string().optional(),
  /** Units that said "we are part of that" instead of telling of it once more. */
  joined: z.array(deedSchema.extend({ unitId: z.string() })).optional(),
  received: deedSchema.optional(),
  question: z
    .object({ number: z.number().int(), text: z.string(), by: z.string(), at: z.string() })
    .extend({ answer: deedSchema.extend({ text: z.string() }).optional() })
    .optional(),
  caseNumber: deedSchema.extend({ value: z.string() }).optional(),
  withdrawn: deedSchema.optional(),
  /** In the order in which they were asked. */
  followUps: z.array(followUpSchema).optional(),
  history: z.array(changeSchema),
});
export type Notification = z.infer<typeof notificationSchema>;

/** Who a notification belongs to beside its unit: whoever informed, or has taken it over; nobody for an import. */
export function senderOf({
  keptBy,
  createdBy,
}: Pick<Notification, 'keptBy' | 'createdBy'>): string | undefined {
  return keptBy ?? createdBy;
}

export const statuses = [
  'new',
  'received',
  'asked',
  'answered',
  'registered',
  'withdrawn',
  'imported',
] as const;
export type Status = (typeof statuses)[number];

/**
 * What matters most about it right now. A question that waits for its answer comes before all but a withdrawal, and so
 * does an answer that no officer has confirmed or registered since.
 */
export function statusOf(notification: Notification): Status {
  const { withdrawn, question, caseNumber, received } = notification;
  if (withdrawn) return 'withdrawn';
  if (question && !question.answer) return 'asked';
  if (question?.answer && isLatest(question.answer.at, received?.at, caseNumber?.at)) return 'answered';
  if (caseNumber) return 'registered';
  if (received) return 'received';
  return senderOf(notification) ? 'new' : 'imported';
}

/** Whether an ISO moment is later than all others. */
function isLatest(at: string, ...others: (string | undefined)[]): boolean {
  return others.every(other => other === undefined || at > other);
}

/** "V-2026-0042": at least four digits. It is a reference, not a case number. */
export function makeReference(year: number, number: number): string {
  return `V-${year}-${String(number).padStart(4, '0')}`;
}

/** Reads a reference as people write it ("v 2026 42", "V-2026-0042"); undefined when it is none. */
export function parseReference(text: string): string | undefined {
  const match = /^\s*v[\s-]*(\d{4})[\s-]+0*(\d{1,9})\s*$/i.exec(text);
  return match ? makeReference(Number(match[1]), Number(match[2])) : undefined;
}

const CASE_NUMBERS = [/^[A-ZÅÄÖ]{2,8}-\d{4}-\d{5}(:\d{1,3})?$/, /^\d{4}\/\d{2}$/];

/** The City's case numbers, today's ("SLK-2024-00190", "SLK-2023-01169:1") and older ("0606/18"); undefined when it is none. */
export function parseCaseNumber(text: string): string | undefined {
  const value = text.trim().toUpperCase();
  return CASE_NUMBERS.some(format => format.test(value)) ? value : undefined;
}

/** The parts in which two contents differ, in the order of the form. */
export function changedFields(before: Content, after: Content): (keyof Content)[] {
  const fields = Object.keys(contentSchema.shape) as (keyof Content)[];
  return fields.filter(field => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

export function sameContent(a: Content, b: Content): boolean {
  return changedFields(a, b).length === 0;
}

/** Entra object ids of everybody in its history, for looking up their names. */
export function peopleIn({ history }: Notification): string[] {
  return history.flatMap(({ by, person }) => [by, person].filter(id => id !== undefined));
}
