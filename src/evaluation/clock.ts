import type { Job } from '../delivery/job';
import { closeJob, insertJob, reopenJob } from '../delivery/ledger';
import type { Lists } from '../directory/lists';
import { cityDay } from '../i18n/moments';
import { meetingId as idOf } from '../meetings/standing';
import { ConflictError } from '../storage/errors';
import type { Write } from '../storage/table';
import { officeDay } from '../workdays';
import { reminderDay } from './asked';
import { promptJob, reminderJob } from './deliveries';
import type { Memory, Prompted } from './memory';
import { endOf, isOpenOn, type ReportStatus } from './model';
import type { AnswerPool } from './pool';
import { hostingsToPrompt, isPromptDue } from './prompts';
import { promptReopened } from './reopening';
import type { Sending } from './sending';
import type { EvaluationStore, StoredEvaluation } from './store';

export interface EvaluationClockParts {
  store: EvaluationStore;
  pool: Pick<AnswerPool, 'closeWrites'>;
  sending: Pick<Sending, 'enterForms'>;
  lists: () => Promise<Lists>;
  reportStatus: (meetingId: string) => Promise<ReportStatus>;
}

/**
 * Prompts the channel until the report is registered, and sees each day to the evaluations that are out (S9). What is due
 * is entered together with the memory of the morning, so two instances, a crash or downtime lead to one card.
 */
export function makeEvaluationClock({ store, pool, sending, lists, reportStatus }: EvaluationClockParts) {
  /** The day and the morning that this instance knows to have been seen to. */
  const done = { day: '', morning: '' };

  /** Enters what is due at a moment; returns the keys of the jobs. Throws storage errors. */
  async function enterDue(now: Date): Promise<string[]> {
    return [...(await daily(now)), ...(await morning(now))];
  }

  /** Looks again at the next tick: something may have been left half done. */
  function lookAgain(): void {
    done.day = '';
  }

  /** Closes what has passed its last day, and ends what a crash left half entered. */
  async function daily(now: Date): Promise<string[]> {
    const today = cityDay(now);
    // Reminders keep to office hours, so the first look within them is one of its own.
    const look = `${today} ${officeDay(now) ?? ''}`;
    if (look === done.day) return [];
    const keys: string[] = [];
    for (const stored of await store.all()) {
      const { value } = stored;
      if (value.closed) continue;
      if (!isOpenOn(value, today)) keys.push(...(await close(stored, now)));
      else {
        if (!value.entered) keys.push(...(await sending.enterForms(value.meetingId, now)));
        keys.push(...(await remind(value.meetingId, now)));
      }
    }
    done.day = look;
    return keys;
  }

  /** Returns the key of the prompt in the channel, which tells of it. */
  async function close(before: StoredEvaluation, now: Date): Promise<string[]> {
    const { value } = before;
    const { meetingId, anonymous } = value;
    const secret = anonymous ? await pool.closeWrites(meetingId) : [];
    const prompt = await promptReopened(store, meetingId, now.toISOString());
    const writes = store.evaluationWrites(before, { ...value, closed: { on: cityDay(now) } });
    try {
      await store.commit([...writes, ...secret, ...prompt.writes]);
      return prompt.keys;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      const again = await store.load(meetingId);
      return again && !again.value.closed ? close(again, now) : [];
    }
  }

  /** Once, those who have not answered; only where answers carry names, since nobody can tell otherwise. */
  async function remind(meetingId: string, now: Date): Promise<string[]> {
    const day = officeDay(now);
    const stored = await store.load(meetingId);
    if (!stored || day === undefined) return [];
    const { value } = stored;
    const due = reminderDay(value.closesOn);
    const isDue = day >= due && cityDay(new Date(value.at)) < due;
    if (value.anonymous || !value.entered || value.reminded || !isDue) return [];
    const [forms, answers] = await Promise.all([store.forms(meetingId), store.answers(meetingId)]);
    const answered = new Set(answers.map(({ id }) => id));
    // Whom the form has not reached gets no reminder of it either.
    const left = [...forms].filter(([id, { job }]) => job.posted && !answered.has(id));
    const keys = await store.enter(
      left.map(([id]) => reminderJob(meetingId, id)),
      now.toISOString(),
    );
    try {
      await store.commit(store.evaluationWrites(stored, { ...value, reminded: day }));
    } catch (error) {
      // Whoever was first has reminded them too: the keys are the same.
      if (!(error instanceof ConflictError)) throw error;
    }
    return keys;
  }

  async function morning(now: Date): Promise<string[]> {
    const day = officeDay(now);
    if (day === undefined || day <= done.morning) return [];
    const before = await store.memory();
    if ((before.value.through ?? '') >= day) {
      done.morning = day;
      return [];
    }
    const looked = await look(before.value, day, now);
    if (looked === 'later') return [];
    try {
      await store.commit([store.memoryWrite(before, looked.after), ...looked.writes]);
    } catch (error) {
      // Another instance was first, or the last card has just arrived: the next tick looks again.
      if (!(error instanceof ConflictError)) throw error;
      return [];
    }
    done.morning = day;
    return looked.keys;
  }

  async function look(before: Memory, day: string, now: Date): Promise<Looked | 'later'> {
    const from = before.from ?? day;
    const at = now.toISOString();
    const current = await lists();
    const due = hostingsToPrompt(current, day, from).map(idOf);
    const prompted: Prompted[] = [];
    const writes: Write[] = [];
    const keys: string[] = [];
    // One that has been moved or called off since is reckoned anew when it is over.
    for (const meetingId of due) {
      const known = before.prompted.find(one => one.meetingId === meetingId);
      const one: Prompted = known ?? { meetingId, first: day };
      const state = await stateOf(meetingId);
      const last = one.last === undefined ? undefined : await store.job(promptJob(meetingId, one.last).key);
      const isDue = state === 'open' && isPromptDue(one.first, day, known ? before.through : undefined);
      if (isDue) {
        // A worker has it this moment: whether it arrives is known at the next tick.
        if (last?.job.taken && Date.parse(last.job.taken.until) > now.getTime()) return 'later';
        const mayRepeat = last !== undefined && !hasArrived(last.job) && last.job.taken?.posting === true;
        const job = promptJob(meetingId, day);
        if (last && hasArrived(last.job)) writes.push(...reopenJob(last, last.job.wanted + 1, at));
        else if (last) writes.push(...closeJob(last, at));
        writes.push(...insertJob(job, at, mayRepeat));
        keys.push(job.key, ...(last ? [last.job.key] : []));
        prompted.push({ meetingId, first: one.first, last: day });
      } else if (state === 'registered' && last && !one.settled) {
        // As a rule this has been done when it was registered; a crash may have come between.
        if (hasArrived(last.job)) writes.push(...reopenJob(last, last.job.wanted + 1, at));
        keys.push(last.job.key);
        prompted.push({ ...one, settled: true });
      } else prompted.push(one);
    }
    return { after: { from, through: day, prompted }, writes, keys };
  }

  async function stateOf(meetingId: string): Promise<'open' | 'ended' | 'registered'> {
    const [{ registered }, { value }] = await Promise.all([reportStatus(meetingId), store.ends(meetingId)]);
    if (registered) return 'registered';
    return endOf(value) ? 'ended' : 'open';
  }

  return { enterDue, lookAgain };
}

interface Looked {
  after: Memory;
  writes: Write[];
  keys: string[];
}

/** Whether a card is in the channel, or may be: one of which nobody knows is looked after by a person. */
function hasArrived({ state, posted }: Job): boolean {
  return posted !== undefined || state === 'sent' || state === 'ambiguous';
}
