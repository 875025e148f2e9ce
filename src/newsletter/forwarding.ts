import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Coordinators } from '../directory/coordinators';
import type { Ledger } from '../delivery/ledger';
import type { People } from '../directory/people';
import { ConflictError } from '../storage/errors';
import { channelLetterKey, letterKinds, personLetterJob, personLetterKey } from './deliveries';
import { isOver, type Letter } from './model';
import type { Action } from './service';
import type { NewsletterStore } from './store';

/** What became of sending a letter on. */
export type Forwarded =
  | { kind: 'over' }
  | {
      kind: 'sent';
      /** To how many it goes now. */
      people: number;
      /** How many had it before. */
      known: number;
      /** To how many of them the bot knows no way: they get it when they open it. */
      unreachable: number;
      /** Keys of the jobs to wake. */
      wake: readonly string[];
    };

const ATTEMPTS = 5;

/**
 * Sends a letter on to people whom a coordinator picks in the channel: to each once, whoever picks them again (S7).
 * Throws NotFoundOrNotAllowedError and RosterUnavailableError.
 */
export function makeForwarding({
  store,
  ledger,
  people,
  coordinators,
}: {
  store: NewsletterStore;
  ledger: Pick<Ledger, 'read'>;
  people: Pick<People, 'load'>;
  coordinators: Coordinators;
}) {
  async function forward(action: Action, month: string, picked: readonly string[]): Promise<Forwarded> {
    const { actor, signal } = action;
    if (!(await beforeDeadline(signal, coordinators.includes(actor.id))))
      throw new NotFoundOrNotAllowedError();
    if (isOver(month, action.now)) return { kind: 'over' };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await enter(action, month, [...new Set(picked)]);
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async function enter({ actor, now, signal }: Action, month: string, picked: string[]): Promise<Forwarded> {
    const [stored, card, found] = await Promise.all([
      store.loadLetter(month, signal),
      ledger.read(channelLetterKey(month), signal),
      Promise.all(picked.map(id => lookUp(month, id, signal))),
    ]);
    if (!stored || !card) throw new NotFoundOrNotAllowedError();
    const fresh = found.filter(({ known }) => !known);
    const known = found.length - fresh.length;
    if (fresh.length === 0) return { kind: 'sent', people: 0, known, unreachable: 0, wake: [] };
    const jobs = fresh.map(({ id }) => personLetterJob(month, id, letterKinds.forwarded));
    const at = now.toISOString();
    const before = stored.value;
    const total = (before.forwarded?.people ?? 0) + fresh.length;
    const after: Letter = {
      ...before,
      version: before.version + 1,
      forwarded: { people: total, by: actor.id, at },
    };
    await store.replaceLetter({ before: stored, after, jobs, reopens: [card], at }, signal);
    return {
      kind: 'sent',
      people: fresh.length,
      known,
      unreachable: fresh.filter(({ reachable }) => !reachable).length,
      wake: [card.job.key, ...jobs.map(({ key }) => key)],
    };
  }

  async function lookUp(month: string, id: string, signal: AbortSignal | undefined) {
    const [job, person] = await Promise.all([
      ledger.read(personLetterKey(month, id), signal),
      people.load(id, signal),
    ]);
    return { id, known: job !== undefined, reachable: person?.conversation && !person.unreachable };
  }

  return { forward };
}

export type Forwarding = ReturnType<typeof makeForwarding>;
