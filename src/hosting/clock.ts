import type { Job } from '../delivery/job';
import { closeJob, enterJobs, insertJob } from '../delivery/ledger';
import { RosterUnavailableError, type Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import type { ListsStore } from '../directory/lists-store';
import { seedCycle } from '../meetings/known';
import { CYCLE_ID } from '../meetings/model';
import { meetingId as idOf } from '../meetings/standing';
import { ConflictError } from '../storage/errors';
import type { Table, Write } from '../storage/table';
import { officeDay } from '../workdays';
import { dayJob, noteJob, proposalJob } from './deliveries';
import { hostingOf, hostingsAhead, movedSince } from './hostings';
import { activityIn, isOpen, type Plan } from './model';
import { isQuiet, joined, type Morning, type State } from './morning';
import { dueItems, firstMorning, isTold, type DueItem } from './reminders';
import type { HostingStore, StoredState } from './store';

export interface HostingClockParts {
  store: HostingStore;
  table: Pick<Table, 'commit'>;
  partition: string;
  lists: Pick<ListsStore, 'current' | 'load'>;
  coordinators: Pick<Coordinators, 'ids'>;
}

/**
 * Sees to each working morning once (S4), however many instances ask and whichever of them dies: what is due is entered
 * together with the memory of the morning, or not at all. A quiet morning is remembered too, so that one can see that
 * somebody looked.
 */
export function makeHostingClock({ store, table, partition, lists, coordinators }: HostingClockParts) {
  /** The day that this instance knows to have been seen to. */
  let done = '';

  /** Enters what is due at a moment; returns the keys of the jobs. Throws storage errors. */
  async function enterDue(now: Date): Promise<string[]> {
    const day = officeDay(now);
    if (day === undefined || day <= done) return [];
    const before = await store.state();
    if ((before.state.through ?? '') >= day) {
      done = day;
      return [];
    }
    const last = before.state.lastCard;
    const lastJob = last === undefined ? undefined : await store.job(dayJob(last).key);
    // A worker has it this moment: whether it arrives is known at the next tick.
    if (lastJob?.job.taken && Date.parse(lastJob.job.taken.until) > now.getTime()) return [];
    const current = await listsNow();
    const plans = (await store.all()).map(({ plan }) => plan);
    const found = await look({ day, plans, lists: current, before: before.state });
    const at = now.toISOString();
    const writes: Write[] = [];
    let { morning } = found;
    let mayRepeat = false;
    if (lastJob && !hasArrived(lastJob.job)) {
      const earlier = await store.morning(lastJob.job.subject);
      if (earlier) morning = joined(withoutOutdated(earlier, plans), morning);
      mayRepeat = lastJob.job.taken?.posting === true;
      writes.push(...closeJob(lastJob, at));
    }
    // Told of once, on the next card: it is not said again blindly, and nobody is left to wonder.
    if (lastJob?.job.state === 'ambiguous' && !lastJob.job.posted)
      morning = { ...morning, doubtful: lastJob.job.subject };
    const card = isQuiet(morning) ? undefined : morning;
    const after = { ...found.after, at, ...(card && { lastCard: day }) };
    const proposals = found.proposed.map(proposalJob);
    const notes = await enterNotes(found.morning.items, plans, found.members, at);
    writes.push(...proposals.flatMap(job => insertJob(job, at)));
    try {
      await table.commit(partition, [
        ...store.morningWrites(before, after, card, { at, mayRepeat }),
        ...writes,
      ]);
    } catch (error) {
      // Another instance was first, or the last card has just arrived: the next tick looks again.
      if (!(error instanceof ConflictError)) throw error;
      return notes;
    }
    done = day;
    return [...notes, ...proposals.map(({ key }) => key), ...(card ? [dayJob(day).key] : [])];
  }

  /** With the cycle as it is: an old one, where a meeting is not there yet, would let a morning pass in silence. */
  async function listsNow(): Promise<Lists> {
    const [current, cycle] = await Promise.all([lists.current(), lists.load('cycle', CYCLE_ID)]);
    return { ...current, cycle: [cycle.entry ?? seedCycle] };
  }

  async function look({ day, plans, lists: current, before }: Looking) {
    const active = plans.filter(plan => hostingOf(current, plan));
    const members = await membersOf();
    const moved = active.flatMap(plan => {
      const now = movedSince(current, plan);
      return now ? [{ meetingId: plan.meetingId, from: now.from, to: now.to }] : [];
    });
    const gone = members ? responsibleIn(active).filter(id => !members.has(id)) : before.left;
    const items = active.flatMap(plan => dueItems(plan, current, day, before));
    const known = new Set([...before.proposed, ...plans.map(({ meetingId }) => meetingId)]);
    const proposed = hostingsAhead(current, day)
      .map(idOf)
      .filter(id => !known.has(id));
    const morning: Morning = {
      day,
      items,
      left: gone.filter(id => !before.left.includes(id)),
      moved: moved.filter(one => !before.moved.some(told => isSame(told, one))),
      late: items.some(({ scheduled }) => before.through !== undefined && isLate(scheduled, day, before)),
    };
    const after: State = {
      ...before,
      through: day,
      plans: plans.map(({ meetingId }) => ({ meetingId, from: firstMorning({ meetingId }, before) ?? day })),
      proposed: [...before.proposed, ...proposed],
      moved,
      left: gone,
    };
    return { morning, after, proposed, members };
  }

  /** Undefined where Teams does not tell, or the team is not known: nobody has left then. */
  async function membersOf(): Promise<ReadonlySet<string> | undefined> {
    try {
      const ids = await coordinators.ids();
      return ids.size > 0 ? ids : undefined;
    } catch (error) {
      if (!(error instanceof RosterUnavailableError)) throw error;
      return undefined;
    }
  }

  /** To those responsible for what is long overdue. Entered first: after a crash they are found to be there. */
  async function enterNotes(
    items: readonly DueItem[],
    plans: readonly Plan[],
    members: ReadonlySet<string> | undefined,
    at: string,
  ): Promise<string[]> {
    const jobs = items.flatMap(({ meetingId, activityId, due, scheduled }) => {
      const plan = plans.find(one => one.meetingId === meetingId);
      const personId = activityIn(plan, activityId)?.responsible;
      const isReached = personId !== undefined && (members?.has(personId) ?? true);
      return isReached && isTold(due, scheduled) ? [noteJob({ meetingId, activityId, due, personId })] : [];
    });
    return enterJobs(table, partition, jobs, at);
  }

  return { enterDue };
}

interface Looking {
  day: string;
  plans: readonly Plan[];
  lists: Lists;
  before: StoredState['state'];
}

/** Whether a card is in the channel, or may be: one of which nobody knows is looked after by a person. */
function hasArrived({ state, posted }: Job): boolean {
  return posted !== undefined || state === 'sent' || state === 'ambiguous';
}

/** What is still to be done, with the same date. */
function withoutOutdated(morning: Morning, plans: readonly Plan[]): Morning {
  const items = morning.items.filter(({ meetingId, activityId, due }) => {
    const activity = activityIn(
      plans.find(plan => plan.meetingId === meetingId),
      activityId,
    );
    return activity !== undefined && isOpen(activity) && activity.due === due;
  });
  return { ...morning, items };
}

/** Whether a reminder should have come on an earlier morning, which nobody saw to. */
function isLate(scheduled: string, day: string, { through = '' }: State): boolean {
  return scheduled > through && scheduled < day;
}

function responsibleIn(plans: readonly Plan[]): string[] {
  const ids = plans.flatMap(({ activities }) =>
    activities.filter(isOpen).map(({ responsible }) => responsible),
  );
  return [...new Set(ids.filter(id => id !== undefined))];
}

function isSame(a: { meetingId: string; from: string; to: string }, b: typeof a): boolean {
  return a.meetingId === b.meetingId && a.from === b.from && a.to === b.to;
}
