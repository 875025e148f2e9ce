import { isObjectId } from '../directory/people';
import { ConflictError } from '../storage/errors';
import { formJob } from './deliveries';
import type { EvaluationStore } from './store';

export type Sending = ReturnType<typeof makeSending>;

const ATTEMPTS = 5;

/** Enters the form to everybody who is asked (S9), in steps, however often it is begun anew after a crash. */
export function makeSending(store: EvaluationStore) {
  /** Returns the keys of the jobs. Throws storage errors. */
  async function enterForms(meetingId: string, now: Date): Promise<string[]> {
    const people = await store.asked(meetingId);
    // Whoever has no account gets the questions by mail.
    const reachable = people.filter(({ personId }) => isObjectId(personId));
    const jobs = reachable.map(({ personId }) => formJob(meetingId, personId));
    const keys = await store.enter(jobs, now.toISOString());
    for (let attempt = 1; ; attempt += 1) {
      const stored = await store.load(meetingId);
      if (!stored || stored.value.entered) return keys;
      try {
        await store.commit(store.evaluationWrites(stored, { ...stored.value, entered: true }));
        return keys;
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  return { enterForms };
}
