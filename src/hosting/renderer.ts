import type { Job } from '../delivery/job';
import type { Rendering } from '../delivery/worker';
import type { Lists, Reader } from '../directory/lists';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { meetingById } from '../meetings/standing';
import { outsideOffice } from '../workdays';
import { hostingKinds, noteAbout } from './deliveries';
import { hostingOf } from './hostings';
import { activityIn, isOpen, type Plan } from './model';
import type { Morning } from './morning';
import { proposalCard } from './proposal-card';
import { remindersCard } from './reminders-card';
import type { HostingStore } from './store';
import { idsIn } from './who';

export interface HostingRendererParts {
  store: HostingStore;
  people: Pick<People, 'load' | 'names'>;
  lists: () => Promise<Lists>;
  now: () => Date;
}

/** Renders what is sent of a hosting from the plans as they are when it is sent; never at night or on free days. */
export function hostingRenderer({ store, people, lists, now }: HostingRendererParts) {
  return async (job: Job): Promise<Rendering> => {
    // It stood in a chat, and somebody has removed it there.
    if (!job.posted && job.shown > 0) return 'nothing';
    const moment = now();
    const wait = job.posted ? undefined : outsideOffice(moment);
    if (wait) return wait;
    if (job.kind === hostingKinds.proposal) return proposal(job, cityDay(moment));
    return job.kind === hostingKinds.note ? note(job) : day(job);
  };

  async function proposal(job: Job, today: string): Promise<Rendering> {
    const current = await lists();
    const meeting = meetingById(current, job.subject);
    const plan = (await store.load(job.subject))?.plan;
    const isWanted = meeting !== undefined && hostingOf(current, { meetingId: job.subject }) !== undefined;
    if (!meeting || (!job.posted && (!isWanted || plan))) return 'nothing';
    const names = await people.names(plan ? [plan.adopted.by] : []);
    const reader: Reader = { locale: 'sv', lists: current };
    return { version: job.wanted, message: proposalCard(reader, { meeting, plan, names, today }) };
  }

  async function day(job: Job): Promise<Rendering> {
    const [current, morning] = await Promise.all([lists(), store.morning(job.subject)]);
    const plans = await plansOf(morning);
    if (!morning || (!job.posted && !tellsAnything(morning, plans, current))) return 'nothing';
    const names = await people.names(idsIn(current, plans, morning));
    return {
      version: job.wanted,
      message: remindersCard({ locale: 'sv', lists: current }, { morning, plans, names }),
    };
  }

  async function note(job: Job): Promise<Rendering> {
    const { meetingId, activityId, due, personId } = noteAbout(job);
    const [current, stored, person] = await Promise.all([
      lists(),
      store.load(meetingId),
      people.load(personId),
    ]);
    const activity = activityIn(stored?.plan, activityId);
    if (!stored || !activity) return 'nothing';
    const isWanted =
      hostingOf(current, stored.plan) !== undefined &&
      isOpen(activity) &&
      activity.due === due &&
      activity.responsible === personId;
    if (!job.posted && !isWanted) return 'nothing';
    const morning = noteMorning({ meetingId, activityId, due }, cityDay(now()));
    const names = await people.names(idsIn(current, [stored.plan], morning));
    const reader: Reader = { locale: person?.locale ?? 'sv', lists: current };
    const view = { morning, plans: [stored.plan], names, to: personId };
    return { version: job.wanted, message: remindersCard(reader, view) };
  }

  async function plansOf(morning: Morning | undefined): Promise<Plan[]> {
    // All of them: whoever has left the team may be responsible in any.
    return morning ? (await store.all()).map(({ plan }) => plan) : [];
  }
}

/** What a note to one person is about, in the form of a morning with nothing else in it. */
export function noteMorning(
  { meetingId, activityId, due }: { meetingId: string; activityId: string; due: string },
  today: string,
): Morning {
  return {
    day: today,
    items: [{ meetingId, activityId, due, scheduled: today }],
    left: [],
    moved: [],
    late: false,
  };
}

/** Whether something of it still concerns anybody. */
function tellsAnything(
  { items, left, moved, doubtful }: Morning,
  plans: readonly Plan[],
  lists: Lists,
): boolean {
  if (left.length > 0 || moved.length > 0 || doubtful) return true;
  return items.some(({ meetingId, activityId, due }) => {
    const plan = plans.find(one => one.meetingId === meetingId);
    const activity = activityIn(plan, activityId);
    return plan && hostingOf(lists, plan) && activity && isOpen(activity) && activity.due === due;
  });
}
