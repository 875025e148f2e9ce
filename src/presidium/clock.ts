import type { Lists } from '../directory/lists';
import { morningOf } from '../workdays';
import { asksIn, reminderJob } from './deliveries';
import { dueReminders, type Due } from './reminders';
import type { DelegationStore } from './store';

export interface ReminderClockParts {
  store: DelegationStore;
  lists: () => Promise<Lists>;
}

/** Enters each reminder into the ledger, once, however many instances ask and whichever of them dies (S3). */
export function makeReminderClock({ store, lists }: ReminderClockParts) {
  /** The meetings and days that have been seen to by this instance. */
  const done = new Set<string>();

  /** Enters what is due at a moment; returns the keys of the new jobs. Throws storage errors. */
  async function enterDue(now: Date): Promise<readonly string[]> {
    const due = dueReminders(await lists(), now).filter(one => !done.has(dayKey(one)));
    const entered: string[] = [];
    for (const meetingId of new Set(due.map(one => one.meetingId))) {
      const own = due.filter(one => one.meetingId === meetingId);
      entered.push(...(await enter(meetingId, own, now)));
      for (const one of own) done.add(dayKey(one));
    }
    return entered;
  }

  /** Whoever has got the question, before the day of the reminder. */
  async function enter(meetingId: string, due: readonly Due[], now: Date): Promise<string[]> {
    const [jobs, { version }] = await Promise.all([store.jobsOf(meetingId), store.load(meetingId)]);
    const known = new Set(jobs.map(({ job }) => job.key));
    const reminders = due
      .filter(({ year, personId, date }) => {
        const asked = asksIn(jobs, year).get(personId);
        const has = asked?.posted !== undefined || asked?.state === 'ambiguous';
        return has && Date.parse(asked.createdAt) < morningOf(date).getTime();
      })
      .map(({ year, personId, date }) => reminderJob(meetingId, year, personId, date, version))
      .filter(({ key }) => !known.has(key));
    return store.enter(reminders, now.toISOString());
  }

  return { enterDue };
}

function dayKey({ meetingId, year, date }: Due): string {
  return `${meetingId}|${year}|${date}`;
}
