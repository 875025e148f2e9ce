import { cityDay } from '../i18n/moments';
import {
  outcomeSchema,
  senderOf,
  type Change,
  type FollowUp,
  type Notification,
  type Outcome,
} from './model';
import { changed, nextVersion, UNCHANGED, type Deed, type Transition } from './transitions';
import { dayAfter, endOf, plusDays, startOf, type When } from './when';
import { spanIn, utc } from './when/calendar';

/** What is over is asked about once; what goes on, once a year. */
export const END = 'end';

/** Asked, and reminded twice; after that people are left in peace. */
export const MOST_TIMES = 3;
const DAYS_BETWEEN = 14;

/** The next thing to do about how a collaboration went, and the ISO day from which it is due. */
export interface Due {
  period: string;
  on: string;
}

/** What matters of a notification for when to ask. */
type Followed = Pick<
  Notification,
  'content' | 'createdAt' | 'createdBy' | 'keptBy' | 'withdrawn' | 'followUps'
>;

/**
 * When somebody is to be asked next how it went, or reminded (S9, S10): the day after it ended, at once when it was told
 * afterwards, and once a year while it goes on. Undefined when nothing is to be asked. What was imported after its end
 * has no sender, and nobody is asked about it.
 */
export function nextFollowUp(notification: Followed): Due | undefined {
  if (notification.withdrawn || isAbandoned(notification)) return undefined;
  const last = notification.followUps?.at(-1);
  const question = nextPeriod(notification);
  // Its time was changed after it was asked about: nobody is reminded of what is not over.
  const reminder = last && isStillOver(notification, last) ? reminderOf(last) : undefined;
  return reminder && (!question || reminder.on < question.on) ? reminder : question;
}

/** The follow-up that waits for an answer, where there is one; none while what was asked about is not over after all. */
export function openFollowUp(
  notification: Pick<Followed, 'content' | 'followUps' | 'withdrawn'>,
): FollowUp | undefined {
  const last = notification.followUps?.at(-1);
  const isOpen = last?.asked && !last.answer && !notification.withdrawn && !isAbandoned(notification);
  return isOpen && isStillOver(notification, last) ? last : undefined;
}

/** Which period an answer is about that is given on an ISO day: the one that was asked about, or else the present. */
export function periodFor(notification: Followed, today: string): string {
  const open = openFollowUp(notification);
  if (open) return open.period;
  const { when } = notification.content;
  return when.kind === 'span' ? END : today.slice(0, 4);
}

/** Whether there is something to tell of on an ISO day: it is over, or has been going on. */
export function canFollowUp(notification: Followed, today: string): boolean {
  const { content, withdrawn } = notification;
  const end = endOf(content.when);
  return !withdrawn && (end === undefined ? (startOf(content.when) ?? today) <= today : end < today);
}

/** Whether an answer may be about a period although nobody has been asked; the form may be as old as a night. */
function isOf(period: string, notification: Followed, today: string): boolean {
  if (!canFollowUp(notification, today)) return false;
  const days = openFollowUp(notification) ? [today] : [today, plusDays(today, -1)];
  return days.some(day => period === periodFor(notification, day));
}

/** Asks `to`, or nobody where an officer has to see to it, on an ISO day. */
export function askFollowUp(
  before: Notification,
  { period, to, on }: { period: string; to: readonly string[]; on: string },
  at: string,
): Transition {
  const current = followUpIn(before, period);
  if (before.withdrawn || current?.answer || current?.ended) return UNCHANGED;
  const times = current && isStillOver(before, current) ? (current.asked?.times ?? 0) + 1 : 1;
  if (times > MOST_TIMES) return UNCHANGED;
  const followUp: FollowUp = { period, asked: { times, on, to: [...to] } };
  const others = (before.followUps ?? []).filter(one => one !== current);
  const after = nextVersion(before, { what: 'followUpAsked', text: period }, { at });
  return changed({ ...after, followUps: [...others, followUp] });
}

/**
 * Says how it went; the same period again changes what was said. `seen`: when the answer was given that the form shows,
 * '' for none. Where there is another by now, a colleague was first.
 */
export function answerFollowUp(
  before: Notification,
  { period, outcome, seen }: { period: string; outcome: Outcome; seen: string },
  deed: Deed,
): Transition {
  const current = followUpIn(before, period);
  const today = cityDay(new Date(deed.at));
  if (before.withdrawn || !(current ?? isOf(period, before, today))) return UNCHANGED;
  if ((current?.answer?.at ?? '') !== seen) return UNCHANGED;
  if (current?.answer && sameOutcome(current.answer.outcome, outcome)) return UNCHANGED;
  const { ended: _again, ...rest } = current ?? { period };
  const followUp: FollowUp = { ...rest, answer: { ...deed, outcome } };
  return withFollowUp(before, followUp, { what: 'followedUp', text: period }, deed);
}

export function followUpIn({ followUps }: Pick<Followed, 'followUps'>, period: string): FollowUp | undefined {
  return followUps?.find(one => one.period === period);
}

export function sameOutcome(a: Outcome, b: Outcome): boolean {
  const parts = Object.keys(outcomeSchema.shape) as (keyof Outcome)[];
  return parts.every(part => (a[part] ?? '') === (b[part] ?? ''));
}

/** "No longer relevant": nobody is asked about this collaboration any more. */
export function endFollowUp(before: Notification, period: string, deed: Deed): Transition {
  const current = followUpIn(before, period);
  const today = cityDay(new Date(deed.at));
  if (before.withdrawn || current?.ended || current?.answer) return UNCHANGED;
  if (!current && !isOf(period, before, today)) return UNCHANGED;
  const followUp: FollowUp = { ...(current ?? { period }), ended: deed };
  return withFollowUp(before, followUp, { what: 'followUpEnded', text: period }, deed);
}

/** One that is told of when it is over is asked about at once; others stay as they are. */
export function askedAtOnce(notification: Notification): Notification {
  const sender = senderOf(notification);
  const today = cityDay(new Date(notification.createdAt));
  const end = endOf(notification.content.when);
  if (!sender || end === undefined || end >= today) return notification;
  const asked = { times: 1, on: today, to: [sender] };
  return { ...notification, followUps: [{ period: END, asked }] };
}

/** Whoever keeps it from now on is asked instead of whoever was. */
export function askedInstead(transition: Transition): Transition {
  if (transition.kind === 'unchanged') return transition;
  const { after } = transition;
  const [open, sender] = [openFollowUp(after), senderOf(after)];
  if (!open?.asked || !sender) return transition;
  const passedOn: FollowUp = { ...open, asked: { ...open.asked, to: [sender] } };
  return changed({ ...after, followUps: after.followUps?.map(one => (one === open ? passedOn : one)) });
}

function withFollowUp(
  before: Notification,
  followUp: FollowUp,
  change: Omit<Change, 'version' | 'at' | 'by'>,
  deed: Deed,
): Transition {
  const known = before.followUps ?? [];
  const isKnown = known.some(({ period }) => period === followUp.period);
  const followUps = isKnown
    ? known.map(one => (one.period === followUp.period ? followUp : one))
    : [...known, followUp];
  return changed({ ...nextVersion(before, change, deed), followUps });
}

/** Somebody has said that it is over, or that nobody needs to ask. */
function isAbandoned({ followUps = [] }: Pick<Followed, 'followUps'>): boolean {
  const last = followUps.at(-1);
  const isOver = last?.period !== END && last?.answer?.outcome.outlook === 'end';
  return isOver || followUps.some(({ ended }) => ended !== undefined);
}

function reminderOf({ period, asked, answer, ended }: FollowUp): Due | undefined {
  if (!asked || answer || ended || asked.times >= MOST_TIMES || asked.to.length === 0) return undefined;
  return { period, on: plusDays(asked.on, DAYS_BETWEEN) };
}

/** Whether what was asked about is over as it was then: its end may have been moved since. */
function isStillOver({ content }: Pick<Followed, 'content'>, { period, asked }: FollowUp): boolean {
  const end = endOf(content.when);
  if (period !== END) return content.when.kind !== 'span' || end === undefined;
  return end !== undefined && asked !== undefined && end < asked.on;
}

/** The first question about a period that nobody has been asked about. */
function nextPeriod(notification: Followed): Due | undefined {
  const { content, createdAt, followUps = [] } = notification;
  const told = cityDay(new Date(createdAt));
  const end = endOf(content.when);
  if (end !== undefined) {
    const over = end < told ? told : dayAfter(end);
    if (end < told && !senderOf(notification)) return undefined;
    const { asked, answer, ended } = followUps.find(({ period }) => period === END) ?? {};
    if (answer || ended || (asked && asked.on >= over)) return undefined;
    // Asked about an earlier end already.
    const again = asked && plusDays(asked.on, DAYS_BETWEEN);
    return { period: END, on: again && again > over ? again : over };
  }
  const known = new Set(followUps.map(({ period }) => period));
  const begun = startOf(content.when) ?? told;
  const since = [told, begun, ...followUps.flatMap(daysOf)].sort().at(-1)!;
  // A winter, and week 53, end in the year after their own.
  const first = Number(since.slice(0, 4)) - 1;
  for (let year = first; year <= first + MOST_YEARS; year += 1) {
    const on = yearlyDay(content.when, year, told);
    if (on !== undefined && on > since && !known.has(String(year))) return { period: String(year), on };
  }
  return undefined;
}

/** When it was asked and answered about, as ISO days. */
function daysOf({ asked, answer }: FollowUp): string[] {
  return [...(asked ? [asked.on] : []), ...(answer ? [cityDay(new Date(answer.at))] : [])];
}

/** Week 53 comes back every fifth or sixth year, seldom the seventh; 29 February after eight at most. */
const MOST_YEARS = 10;

/** When a year's question is put: the day after that year's time, or else on the day of the year when it was told of. */
function yearlyDay(when: When, year: number, told: string): string | undefined {
  if (when.kind === 'yearly' && when.each) {
    const last = spanIn(when.each.last, year);
    return last && dayAfter(last.to);
  }
  const years = year - Number(told.slice(0, 4));
  return utc(told).plus({ years }).toISODate() ?? undefined;
}
