import { editorsOn } from '../../directory/editors';
import type { Lists } from '../../directory/lists';
import type { People } from '../../directory/people';
import type { Finder } from '../../register/finder';
import { askFollowUp, nextFollowUp } from '../../register/follow-up';
import { senderOf, type Notification } from '../../register/model';
import type { CollaborationStore } from '../../register/store';
import { ConflictError } from '../../storage/errors';
import { officeDay } from '../../workdays';
import { writeChange } from '../changing';
import { followUpJobs } from '../deliveries';

export interface FollowUpClockParts {
  finder: Pick<Finder, 'followUpsDue'>;
  store: Pick<CollaborationStore, 'load' | 'replace'>;
  people: Pick<People, 'load'>;
  lists: () => Promise<Lists>;
}

const AT_ONCE = 100;

/** Of many editors the first few: each has cards of their own, which change in one transaction. */
const MOST_EDITORS = 5;

/** Nobody is asked about more than this on one morning. */
const MOST_A_MORNING = 5;

interface MorningWork {
  day: string;
  /** Where the next tick goes on. */
  after?: string;
  isComplete: boolean;
  asked: Map<string, number>;
}

function newMorning(day: string): MorningWork {
  return { day, isComplete: true, asked: new Map() };
}

/**
 * Asks how collaborations went (S9, S10), on working mornings. That somebody was asked is written on the collaboration,
 * in one transaction with the question, so nobody is asked twice, however many instances look and whichever of them
 * dies.
 */
export function makeFollowUpClock({ finder, store, people, lists }: FollowUpClockParts) {
  /** The day that this instance knows to have been seen to. */
  let done = '';
  /** How far it has come this morning, and how many each person has been asked about. */
  let morning = newMorning('');

  /**
   * Enters some of the questions that are due at a moment, the rest at the next ticks; returns the keys of what there is
   * to deliver. Throws storage errors.
   */
  async function enterDue(now: Date): Promise<string[]> {
    const day = officeDay(now);
    if (day === undefined || day <= done) return [];
    if (morning.day !== day) morning = newMorning(day);
    const current = await lists();
    const page = await finder.followUpsDue(day, AT_ONCE, morning.after);
    const keys: string[] = [];
    for (const ref of page.refs) {
      const entered = await ask(ref, { day, at: now.toISOString(), lists: current });
      if (entered === 'again') morning.isComplete = false;
      else keys.push(...entered);
    }
    if (page.next === undefined && morning.isComplete) done = day;
    // What somebody changed at the same moment is looked at once more, from the beginning.
    if (page.next === undefined) morning = { ...morning, after: undefined, isComplete: true };
    else morning.after = page.next;
    return keys;
  }

  /** `again`: somebody changed it at the same moment, so that it has to be looked at once more. */
  async function ask(
    ref: string,
    { day, at, lists: current }: { day: string; at: string; lists: Lists },
  ): Promise<string[] | 'again'> {
    const before = await store.load(ref);
    const due = before && nextFollowUp(before.notification);
    if (!before || !due || due.on > day) return [];
    const to = await whomToAsk(before.notification, current, day);
    // It stays due, and is asked about tomorrow: many that were imported together are due on one day.
    if (to.some(id => (morning.asked.get(id) ?? 0) >= MOST_A_MORNING)) return [];
    for (const id of to) morning.asked.set(id, (morning.asked.get(id) ?? 0) + 1);
    const transition = askFollowUp(before.notification, { period: due.period, to, on: day }, at);
    if (transition.kind === 'unchanged') return [];
    const { after } = transition;
    try {
      return await writeChange(store, { before, after, digests: [], jobs: followUpJobs(after) });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return 'again';
    }
  }

  /** Whoever keeps it; the unit's editors where that person cannot be reached; nobody where they cannot either. */
  async function whomToAsk(notification: Notification, current: Lists, day: string): Promise<string[]> {
    const sender = senderOf(notification);
    if (sender && (await isReached(sender))) return [sender];
    const editors = editorsOn(current, notification.content.unitId, day).map(({ personId }) => personId);
    const reached = await Promise.all(
      [...new Set(editors)].map(async id => ((await isReached(id)) ? [id] : [])),
    );
    return reached.flat().slice(0, MOST_EDITORS);
  }

  async function isReached(personId: string): Promise<boolean> {
    const person = await people.load(personId);
    return person?.conversation !== undefined && person.unreachable === undefined;
  }

  return { enterDue };
}
