import { reopenJob } from '../delivery/ledger';
import type { Write } from '../storage/table';
import { promptJob } from './deliveries';
import { lastPromptOf } from './memory';
import type { EvaluationStore } from './store';

/**
 * The writes that bring the latest prompt in the channel to date, for a transaction with the change itself, and the keys of
 * the jobs to wake; none where there is no prompt or it has lost its reason. `at`: ISO moment. Throws storage errors.
 */
export async function promptReopened(
  store: Pick<EvaluationStore, 'memory' | 'job'>,
  meetingId: string,
  at: string,
  signal?: AbortSignal,
): Promise<{ writes: Write[]; keys: string[] }> {
  const last = lastPromptOf((await store.memory()).value, meetingId);
  const card = last === undefined ? undefined : await store.job(promptJob(meetingId, last).key, signal);
  if (!card || (!card.job.posted && card.job.state !== 'waiting')) return { writes: [], keys: [] };
  return { writes: reopenJob(card, card.job.wanted + 1, at), keys: [card.job.key] };
}
