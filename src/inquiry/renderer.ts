import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import { RosterUnavailableError, type Coordinators } from '../directory/coordinators';
import type { Lists, Reader } from '../directory/lists';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { morningOf, nextMorning, outsideOffice } from '../workdays';
import { askCard } from './ask-card';
import { aboutOf, askKeyOf, inquiryKinds } from './deliveries';
import type { KnownCollaborations } from './known';
import { isOver, outcomeDay, reminderDay, replyOf, type Inquiry } from './model';
import { statusCard } from './status-card';
import { statusOf } from './status';
import type { InquiryStore } from './store';

export interface InquiryRendererParts {
  store: Pick<InquiryStore, 'load' | 'job' | 'questions'>;
  known: KnownCollaborations;
  people: Pick<People, 'load' | 'names'>;
  coordinators: Pick<Coordinators, 'includes'>;
  lists: () => Promise<Lists>;
  now: () => Date;
}

/**
 * Renders what is sent of an inquiry from what has been answered when it is sent: never at night or on free days, and
 * nothing to a unit that has answered.
 */
export function inquiryRenderer(parts: InquiryRendererParts) {
  const { store, known, people, coordinators, lists, now } = parts;

  return async (job: Job): Promise<Rendering> => {
    const inquiry = (await store.load(job.subject))?.inquiry;
    if (!inquiry) return 'nothing';
    const wait = job.posted ? undefined : await waitOf(job, inquiry);
    if (wait) return wait;
    return job.kind === inquiryKinds.outcome ? outcome(job, inquiry) : question(job, inquiry);
  };

  /** What keeps back what has not been posted yet: it is too early for it, or too late. */
  async function waitOf(
    job: Job,
    inquiry: Inquiry,
  ): Promise<Exclude<Rendering, { version: number }> | undefined> {
    const moment = now();
    if (job.kind === inquiryKinds.outcome) {
      // Whoever has ended it has seen what came of it.
      if (inquiry.closed?.by === inquiry.asked.by) return 'nothing';
      return before(outcomeDay(inquiry), moment) ?? outsideOffice(moment);
    }
    const { unitId } = aboutOf(job);
    if (replyOf(inquiry, unitId) || isOver(inquiry, moment)) return 'nothing';
    if (job.kind === inquiryKinds.remind) {
      // The last day may have been moved since it was entered.
      const day = reminderDay(inquiry);
      const early = day === undefined ? 'nothing' : before(day, moment);
      if (early) return early;
      const asked = await store.job(askKeyOf(job));
      if (!asked?.posted) return 'nothing';
      // Whom the question has reached only today is not reminded of it beside it.
      if (cityDay(new Date(asked.changedAt)) === cityDay(moment))
        return { waitUntil: nextMorning(moment).toISOString() };
    }
    return outsideOffice(moment);
  }

  async function question(job: Job, inquiry: Inquiry): Promise<Rendering> {
    const { unitId, personId } = aboutOf(job);
    const given = replyOf(inquiry, unitId);
    const [current, person, ofUnit, names] = await Promise.all([
      lists(),
      people.load(personId),
      known.ofUnit(unitId, inquiry),
      people.names(given ? [given.by] : []),
    ]);
    const reader: Reader = { locale: person?.locale ?? 'sv', lists: current };
    const view = { inquiry, unitId, known: ofUnit, names, today: cityDay(now()), isSent: true };
    const isReminder = job.kind === inquiryKinds.remind;
    return { version: job.wanted, message: askCard(reader, { ...view, isReminder }) };
  }

  async function outcome(job: Job, inquiry: Inquiry): Promise<Rendering> {
    const { by } = inquiry.asked;
    try {
      // What the units have answered concerns whoever has left the office no more.
      if (!(await coordinators.includes(by))) return 'nothing';
    } catch (error) {
      if (!(error instanceof RosterUnavailableError)) throw error;
      return { waitUntil: new Date(now().getTime() + ROSTER_WAIT_MS).toISOString() };
    }
    const [current, person, status] = await Promise.all([
      lists(),
      people.load(by),
      statusOf({ store, known, people }, inquiry, 0),
    ]);
    const reader: Reader = { locale: person?.locale ?? 'sv', lists: current };
    return { version: job.wanted, message: statusCard(reader, { ...status, now: now() }) };
  }
}

const ROSTER_WAIT_MS = 15 * 60_000;

function before(day: string, moment: Date): { waitUntil: string } | undefined {
  const morning = morningOf(day);
  return moment < morning ? { waitUntil: morning.toISOString() } : undefined;
}
