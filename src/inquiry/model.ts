import { z } from 'zod/v4';
import type { Lists } from '../directory/lists';
import { existsOn } from '../directory/named';
import { unitById, type Unit } from '../directory/units';
import { cityDay } from '../i18n/moments';
import { addWorkdays, isWorkday, nextOfficeMoment, workdaysBetween } from '../workdays';
import { plusDays } from '../register/when';

// A day is an ISO day in Göteborg, a moment an ISO moment.

/** What an administration or a company can answer: that there is nothing to tell, or that all has been told. */
export const replyKinds = ['nothing', 'done'] as const;
export type ReplyKind = (typeof replyKinds)[number];

const deedSchema = z.object({ by: z.string(), at: z.string() });
export type Deed = z.infer<typeof deedSchema>;

const replySchema = deedSchema.extend({
  unitId: z.string(),
  kind: z.enum(replyKinds),
  /** Who told it, as a function, when an officer has entered it. */
  from: z.string().optional(),
});
export type Reply = z.infer<typeof replySchema>;

/** Newest first by the moment at which the form was opened; the same form never asks twice. */
export const inquiryIdSchema = z.string().regex(/^\d{13}-[0-9a-f]{8}$/);

/** What the administrations and companies are asked to tell of, and what they have answered (S8, S9). */
export const inquirySchema = z.object({
  id: inquiryIdSchema,
  /** The days that it is about, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** The last day to answer. */
  deadline: z.iso.date(),
  /** A line of the officer's own. */
  note: z.string().optional(),
  /** Who asked. */
  asked: deedSchema,
  /** Each with the editors who were reachable then; nobody where an e-mail has to do it. */
  units: z.array(z.object({ unitId: z.string(), editors: z.array(z.string()) })),
  /** Stands in the e-mail: whoever has it may answer for those that are asked by e-mail. */
  code: z.string(),
  replies: z.array(replySchema),
  closed: deedSchema.optional(),
  version: z.int(),
  /** What is still to be entered after a change: the cards themselves, or newer versions of them. */
  pending: z.enum(['asks', 'cards']).optional(),
});
export type Inquiry = z.infer<typeof inquirySchema>;

/** What is asked, as it comes out of the form. */
export type Wish = Pick<Inquiry, 'from' | 'to' | 'deadline' | 'note'> & { units: readonly string[] };

/** Three weeks to answer. */
const DAYS_TO_ANSWER = 21;
const WORKDAYS_MORE = 5;
/** So many working days before the last day to answer comes the reminder. */
const REMINDER_BEFORE = 3;

/** The last day to answer that is proposed on a day: the first working day that is three weeks ahead or more. */
export function proposedDeadline(today: string): string {
  return addWorkdays(plusDays(today, DAYS_TO_ANSWER - 1), 1);
}

/** The first day that can be the last one to answer, for what is asked at a moment. */
export function earliestDeadline(now: Date): string {
  return addWorkdays(cityDay(nextOfficeMoment(now)), 1);
}

/** A week more, from the last day as it was. */
export function proposedPostponement(deadline: string): string {
  return addWorkdays(deadline, WORKDAYS_MORE);
}

/** Whether a day can be the last one to answer, for what is asked at a moment. */
export function isDeadline(day: string, now: Date): boolean {
  return isWorkday(day) && day >= earliestDeadline(now);
}

/**
 * Who can be asked about a period on a day: those whom the duty to inform covers (S8) and that existed at some time in
 * the period. One that has ended since is asked through the one that took over; where nobody did, nobody can answer.
 */
export function unitsToAsk(lists: Lists, { from, to }: Pick<Wish, 'from' | 'to'>, today: string): string[] {
  const then = lists.units.filter(
    ({ insideDuty, validFrom = from, validTo = to }) => insideDuty && validFrom <= to && validTo >= from,
  );
  const now = then.flatMap(unit => existingFor(lists, unit, today) ?? []);
  return [...new Set(now.map(({ id }) => id))];
}

function existingFor(lists: Lists, unit: Unit, today: string): Unit | undefined {
  const seen = new Set<string>();
  let found: Unit | undefined = unit;
  while (found && !existsOn(found, today) && !seen.has(found.id)) {
    seen.add(found.id);
    found = found.successor === undefined ? undefined : unitById(lists, found.successor);
  }
  return found && existsOn(found, today) ? found : undefined;
}

/**
 * The day of the one reminder: three working days before the last day to answer, or halfway where there are no more than
 * that; undefined where no working day lies between.
 */
export function reminderDay({ asked, deadline }: Pick<Inquiry, 'asked' | 'deadline'>): string | undefined {
  const first = cityDay(nextOfficeMoment(new Date(asked.at)));
  const days = workdaysBetween(first, deadline);
  const after = days > REMINDER_BEFORE ? days - REMINDER_BEFORE : Math.floor(days / 2);
  return after > 0 ? addWorkdays(first, after) : undefined;
}

/** The working day on which what came of it is told: the first after the last day to answer. */
export function outcomeDay({ deadline }: Pick<Inquiry, 'deadline'>): string {
  return addWorkdays(deadline, 1);
}

/** Whether the last day to answer is over. What comes after it still counts, until an officer closes it. */
export function isOver({ deadline, closed }: Inquiry, now: Date): boolean {
  return closed !== undefined || cityDay(now) > deadline;
}

/** The answer of a unit; undefined while there is none. */
export function replyOf({ replies }: Inquiry, unitId: string): Reply | undefined {
  return replies.find(reply => reply.unitId === unitId);
}

/** Whether a unit was asked. */
export function isAsked({ units }: Inquiry, unitId: string): boolean {
  return units.some(unit => unit.unitId === unitId);
}

/** Those that nobody could be written to for, when it was asked. */
export function unitsByMail({ units }: Pick<Inquiry, 'units'>): string[] {
  return units.filter(({ editors }) => editors.length === 0).map(({ unitId }) => unitId);
}

/** What a change leads to: the inquiry as it is then, or why it stays. */
export type Changed = { kind: 'changed'; after: Inquiry } | { kind: 'stays'; why: 'first' | 'same' | 'late' };

/** The first answer counts. What was told by somebody else is `first`, one's own once more `same`. */
export function reply(before: Inquiry, given: Reply): Changed {
  if (before.closed) return { kind: 'stays', why: 'late' };
  const known = replyOf(before, given.unitId);
  if (known)
    return { kind: 'stays', why: known.by === given.by && known.kind === given.kind ? 'same' : 'first' };
  return changed({ ...before, replies: [...before.replies, given] });
}

/** Takes back the answer that was given at a moment, until the last day to answer is over. */
export function takeBack(before: Inquiry, unitId: string, at: string, now: Date): Changed {
  const known = replyOf(before, unitId);
  if (!known) return { kind: 'stays', why: 'same' };
  if (known.at !== at) return { kind: 'stays', why: 'first' };
  if (isOver(before, now)) return { kind: 'stays', why: 'late' };
  return changed({ ...before, replies: before.replies.filter(one => one !== known) });
}

/** Moves the last day to answer forward, from the day that whoever does it has seen. */
export function postpone(before: Inquiry, seen: string, deadline: string): Changed {
  if (before.closed) return { kind: 'stays', why: 'late' };
  if (before.deadline === deadline) return { kind: 'stays', why: 'same' };
  if (before.deadline !== seen) return { kind: 'stays', why: 'first' };
  if (deadline < before.deadline) return { kind: 'stays', why: 'late' };
  return changed({ ...before, deadline, pending: before.pending ?? 'cards' });
}

/** Ends it: nobody is reminded, and no answer is taken any more. */
export function close(before: Inquiry, closed: Deed): Changed {
  if (before.closed) return { kind: 'stays', why: 'same' };
  return changed({ ...before, closed, pending: before.pending ?? 'cards' });
}

function changed(after: Inquiry): Changed {
  return { kind: 'changed', after: { ...after, version: after.version + 1 } };
}

/** How far a unit has come: nothing heard, told of something since, or answered. */
export const standings = ['silent', 'told', 'done', 'nothing'] as const;
export type Standing = (typeof standings)[number];

/** The units by how far they have come; `told`: those that have told of something since they were asked. */
export function byStanding(inquiry: Inquiry, told: ReadonlySet<string>): Record<Standing, string[]> {
  const found: Record<Standing, string[]> = { silent: [], told: [], done: [], nothing: [] };
  for (const { unitId } of inquiry.units)
    found[replyOf(inquiry, unitId)?.kind ?? (told.has(unitId) ? 'told' : 'silent')].push(unitId);
  return found;
}
