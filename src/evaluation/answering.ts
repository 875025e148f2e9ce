import { isDeepStrictEqual } from 'node:util';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { reopenJob } from '../delivery/ledger';
import { cityDay } from '../i18n/moments';
import type { Answers } from '../meetings/evaluation';
import { ConflictError } from '../storage/errors';
import { jitter } from '../storage/jitter';
import { formJob, reminderJob } from './deliveries';
import { isOpenOn, type Asked, type Evaluation, type NamedAnswer } from './model';
import type { AnswerPool } from './pool';
import type { Action } from './service';
import type { EvaluationStore, Stored } from './store';

/** An evaluation as somebody who may answer meets it. */
export interface Questions {
  evaluation: Evaluation;
  /** As whom they are asked; absent for other employees, who answer for a unit. */
  asked?: Asked;
  /** What they have answered; only where answers carry names. */
  own?: Stored<NamedAnswer>;
  isOpen: boolean;
}

/** What became of an answer. `known`: they have answered already, without a name, and that stands. */
export type Answered = 'saved' | 'same' | 'known' | 'closed';

export type Answering = ReturnType<typeof makeAnswering>;

const ATTEMPTS = 25;

/**
 * Answering an evaluation (S9). Any employee may, while it is open; whoever is let in to a turn is one. Throws storage
 * errors, and NotFoundOrNotAllowedError where no evaluation has been sent out.
 */
export function makeAnswering({ store, pool }: { store: EvaluationStore; pool: AnswerPool }) {
  async function read({ actor, now, signal }: Action, meetingId: string): Promise<Questions> {
    const [stored, people, own] = await Promise.all([
      store.load(meetingId, signal),
      store.asked(meetingId, signal),
      store.answer(meetingId, actor.id, signal),
    ]);
    if (!stored) throw new NotFoundOrNotAllowedError();
    const asked = people.find(({ personId }) => personId === actor.id);
    return {
      evaluation: stored.value,
      ...(asked && { asked }),
      ...(own && { own }),
      isOpen: isOpenOn(stored.value, cityDay(now)),
    };
  }

  /** What is to be answered, and whether it has been: without names nobody can tell after it has been closed. */
  async function open(action: Action, meetingId: string): Promise<Questions & { hasAnswered: boolean }> {
    const questions = await read(action, meetingId);
    const { anonymous } = questions.evaluation;
    const hasAnswered = anonymous && (await pool.has(meetingId, action.actor.id, action.signal));
    return { ...questions, hasAnswered };
  }

  /** The evaluation that is open on the day of the turn; of several the latest. */
  async function openNow({ now, signal }: Action): Promise<string | undefined> {
    const all = await store.all(signal);
    return all.filter(({ value }) => isOpenOn(value, cityDay(now))).at(-1)?.value.meetingId;
  }

  /** `unitId`: for which unit somebody answers who was not asked. Whoever was asked answers as that. */
  async function answer(
    action: Action,
    { evaluation, asked, own, isOpen }: Questions,
    { answers, unitId }: { answers: Answers; unitId?: string },
  ): Promise<{ kind: Answered; wake: readonly string[] }> {
    const { actor, now, signal } = action;
    const { meetingId } = evaluation;
    if (!isOpen) return { kind: 'closed', wake: [] };
    // Nothing but the pool is written here: no row and no card may tell who answered, or when.
    if (evaluation.anonymous) {
      return { kind: await pool.add(meetingId, actor.id, answers, signal), wake: [] };
    }
    const at = now.toISOString();
    const who = asked
      ? { group: asked.group, ...(asked.unitId && { unitId: asked.unitId }) }
      : { group: 'unit' as const, ...(unitId && { unitId }) };
    for (let attempt = 1; ; attempt += 1) {
      const [before, cards] = await Promise.all([
        attempt === 1 ? own : store.answer(meetingId, actor.id, signal),
        cardsOf(meetingId, actor.id, signal),
      ]);
      const version = (before?.value.version ?? 0) + 1;
      const after: NamedAnswer = { id: actor.id, ...who, answers, version, by: actor.id, at };
      if (before && isSame(before.value, after)) return { kind: 'same', wake: [] };
      try {
        await store.commit(
          [
            ...store.answerWrites(meetingId, before, after),
            ...cards.flatMap(card => reopenJob(card, card.job.wanted + 1, at)),
          ],
          signal,
        );
        return { kind: 'saved', wake: cards.map(({ job }) => job.key) };
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
        await jitter(attempt);
      }
    }
  }

  /** The form and its reminder in the person's chat, which then show what was answered. */
  async function cardsOf(meetingId: string, personId: string, signal?: AbortSignal) {
    const keys = [formJob(meetingId, personId).key, reminderJob(meetingId, personId).key];
    const found = await Promise.all(keys.map(key => store.job(key, signal)));
    return found.filter(card => card !== undefined).filter(({ job }) => job.posted !== undefined);
  }

  return { read, open, openNow, answer };
}

function isSame(before: NamedAnswer, after: NamedAnswer): boolean {
  return before.unitId === after.unitId && isDeepStrictEqual(before.answers, after.answers);
}
