import { isDeepStrictEqual } from 'node:util';
import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import type { Coordinators } from '../directory/coordinators';
import type { Reader } from '../directory/lists';
import type { Answers, RespondentGroup } from '../meetings/evaluation';
import { cityDay } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import { ConflictError } from '../storage/errors';
import type { Write } from '../storage/table';
import { whomToAsk } from './asked';
import { hostingOver, hostingsOver } from '../meetings/hosted';
import {
  endOf,
  isOpenOn,
  takesEntries,
  type End,
  type Evaluation,
  type NamedAnswer,
  type ReportStatus,
} from './model';
import type { AnswerPool } from './pool';
import { promptReopened } from './reopening';
import type { Opened, WorkState } from './work-state';
import type { EvaluationStore, StoredEvaluation } from './store';

/** Who does something, when, and in which words it is answered. */
export interface Action {
  actor: Actor;
  now: Date;
  signal: AbortSignal;
  reader: Reader;
}

/** What is decided when an evaluation is sent out. */
export interface Start {
  closesOn: string;
  anonymous: boolean;
  unitIds: readonly string[];
  purpose?: string;
}

/** What is too late: it is closed, its last day is promised to answers without names, or its report is registered. */
export type Refused = 'closed' | 'promised' | 'registered';

/** What became of something. `wake`: the jobs that it opened. */
export interface Done {
  kind: 'saved' | 'same' | 'overtaken' | Refused;
  wake: readonly string[];
}

/** The answers of somebody whom the bot cannot ask, as a coordinator enters them. */
export interface GuestAnswer {
  /** `guest-` and the id of the form, so that it enters them once; of somebody who was asked, their own id. */
  id: string;
  cityId: string;
  group: RespondentGroup;
  answers: Answers;
  /** The version that the form was opened on; 0 for a new one. */
  seen: number;
}

export interface EvaluationServiceParts {
  store: EvaluationStore;
  pool: AnswerPool;
  coordinators: Pick<Coordinators, 'includes'>;
  stateOf: WorkState;
  reportStatus: (meetingId: string) => Promise<ReportStatus>;
}

export type EvaluationService = ReturnType<typeof makeEvaluationService>;

const ATTEMPTS = 5;

/**
 * What coordinators do after a hosting (S9). Every method with an `Action` is for them only: others get
 * NotFoundOrNotAllowedError. Throws storage errors and RosterUnavailableError.
 */
export function makeEvaluationService(parts: EvaluationServiceParts) {
  const { store, pool, coordinators, stateOf, reportStatus } = parts;

  /** Not longer than the turn may take: a form must come back in time. */
  async function mustBeCoordinator({ actor, signal }: Action): Promise<void> {
    const isOne = await beforeDeadline(signal, coordinators.includes(actor.id));
    if (!isOne) throw new NotFoundOrNotAllowedError();
  }

  /** Of the latest hosting where none is named; undefined where there has been none. */
  async function open(action: Action, meetingId?: string): Promise<Opened | undefined> {
    await mustBeCoordinator(action);
    const meeting = meetingId === undefined ? latest(action) : meetingOf(action, meetingId);
    return meeting && stateOf(meeting, action.signal);
  }

  /** Sends it out; where a colleague was first, theirs stands. */
  async function start(action: Action, meetingId: string, wanted: Start): Promise<Done> {
    await mustBeCoordinator(action);
    const meeting = meetingOf(action, meetingId);
    const { actor, now, signal, reader } = action;
    if (await store.load(meetingId, signal)) return { kind: 'same', wake: [] };
    const { purpose, ...rest } = wanted;
    const people = whomToAsk(reader.lists, meeting, { unitIds: wanted.unitIds, today: cityDay(now) });
    const at = now.toISOString();
    const evaluation: Evaluation = {
      meetingId,
      ...rest,
      unitIds: [...wanted.unitIds],
      ...(purpose && { purpose }),
      asked: people.length,
      by: actor.id,
      at,
      entered: false,
    };
    const prompt = await promptReopened(store, meetingId, at, signal);
    try {
      await store.commit(
        [
          ...store.evaluationWrites(undefined, evaluation),
          store.askedWrite(meetingId, people),
          ...(wanted.anonymous ? pool.openWrites(meetingId) : []),
          ...prompt.writes,
        ],
        signal,
      );
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return start(action, meetingId, wanted);
    }
    return { kind: 'saved', wake: prompt.keys };
  }

  /** No answers from now on; what was kept to know who has answered is destroyed. */
  async function close(action: Action, meetingId: string): Promise<Done> {
    return change(action, meetingId, async ({ value }) => {
      if (value.closed) return undefined;
      const on = cityDay(action.now);
      const secret = value.anonymous ? await pool.closeWrites(meetingId, action.signal) : [];
      return { after: { ...value, closed: { on, by: action.actor.id } }, also: secret };
    });
  }

  /** Another last day, later than before; only where answers carry names: the form has promised the other. */
  async function move(action: Action, meetingId: string, closesOn: string): Promise<Done> {
    let refused: Refused | undefined;
    const done = await change(action, meetingId, ({ value }) => {
      refused = whyNotMoved(value, cityDay(action.now));
      if (refused || closesOn <= value.closesOn) return Promise.resolve(undefined);
      return Promise.resolve({ after: { ...value, closesOn }, also: [] });
    });
    return refused ? { kind: refused, wake: [] } : done;
  }

  async function change(
    action: Action,
    meetingId: string,
    decide: (before: StoredEvaluation) => Promise<{ after: Evaluation; also: Write[] } | undefined>,
  ): Promise<Done> {
    await mustBeCoordinator(action);
    for (let attempt = 1; ; attempt += 1) {
      const before = await store.load(meetingId, action.signal);
      if (!before) throw new NotFoundOrNotAllowedError();
      const decided = await decide(before);
      if (!decided) return { kind: 'same', wake: [] };
      const prompt = await promptReopened(store, meetingId, action.now.toISOString(), action.signal);
      try {
        const writes = store.evaluationWrites(before, decided.after);
        await store.commit([...writes, ...decided.also, ...prompt.writes], action.signal);
        return { kind: 'saved', wake: prompt.keys };
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Ends the prompts with a reason, or takes that back where there is none. */
  async function end(action: Action, meetingId: string, reason?: string): Promise<Done> {
    await mustBeCoordinator(action);
    meetingOf(action, meetingId);
    const { actor, now, signal } = action;
    const at = now.toISOString();
    for (let attempt = 1; ; attempt += 1) {
      const before = await store.ends(meetingId, signal);
      const isEnded = endOf(before.value) !== undefined;
      if (isEnded === (reason !== undefined)) return { kind: 'same', wake: [] };
      const what = reason === undefined ? 'resumed' : 'ended';
      const after: End[] = [...before.value, { what, by: actor.id, at, ...(reason && { reason }) }];
      const prompt = await promptReopened(store, meetingId, at, signal);
      try {
        await store.commit([store.endsWrite(meetingId, before, after), ...prompt.writes], signal);
        return { kind: 'saved', wake: prompt.keys };
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /**
   * Brings the latest prompt to date when something became of the report; returns the keys of the jobs to wake. It asks
   * nobody for leave, since the bot itself calls it: whoever drafted or registered the report has been let in there.
   */
  async function reportChanged(meetingId: string, at: Date): Promise<readonly string[]> {
    for (let attempt = 1; ; attempt += 1) {
      const prompt = await promptReopened(store, meetingId, at.toISOString());
      if (prompt.writes.length === 0) return [];
      try {
        await store.commit(prompt.writes);
        return prompt.keys;
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Enters or changes the answers of somebody else; without names each once and for good. */
  async function saveGuest(action: Action, meetingId: string, guest: GuestAnswer): Promise<Done> {
    await mustBeCoordinator(action);
    const { actor, now, signal } = action;
    const [evaluation, known, report] = await Promise.all([
      store.load(meetingId, signal),
      store.answer(meetingId, guest.id, signal),
      reportStatus(meetingId),
    ]);
    if (!evaluation) throw new NotFoundOrNotAllowedError();
    const { value } = evaluation;
    if (!takesEntries(value, { report, today: cityDay(now) })) return tooLate(value);
    if (value.anonymous) {
      const pooled = await pool.enter(meetingId, guest.id, guest.answers, signal);
      return { kind: pooled === 'known' ? 'same' : pooled, wake: [] };
    }
    const { id, cityId, group, answers, seen } = guest;
    const version = (known?.value.version ?? 0) + 1;
    const after = { id, cityId, group, answers, version, by: actor.id, at: now.toISOString() };
    const current = known?.value.removed ? undefined : known?.value;
    if (current && isSameAnswer(current, after)) return { kind: 'same', wake: [] };
    if ((current?.version ?? 0) !== seen) return { kind: 'overtaken', wake: [] };
    try {
      await store.commit(store.answerWrites(meetingId, known, after), signal);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return saveGuest(action, meetingId, guest);
    }
    return { kind: 'saved', wake: [] };
  }

  /** Takes away what was entered for somebody else; its versions stay. */
  async function removeGuest(action: Action, meetingId: string, id: string): Promise<Done> {
    await mustBeCoordinator(action);
    const { actor, now, signal } = action;
    const [evaluation, known, report] = await Promise.all([
      store.load(meetingId, signal),
      store.answer(meetingId, id, signal),
      reportStatus(meetingId),
    ]);
    if (!evaluation || !known || known.value.cityId === undefined) throw new NotFoundOrNotAllowedError();
    if (!takesEntries(evaluation.value, { report, today: cityDay(now) })) return tooLate(evaluation.value);
    if (known.value.removed) return { kind: 'same', wake: [] };
    const version = known.value.version + 1;
    const after = { ...known.value, removed: true as const, version, by: actor.id, at: now.toISOString() };
    await store.commit(store.answerWrites(meetingId, known, after), signal);
    return { kind: 'saved', wake: [] };
  }

  return { open, start, close, move, end, reportChanged, saveGuest, removeGuest };
}

/** Why the last day cannot be moved; undefined where it can. */
export function whyNotMoved(evaluation: Evaluation, today: string): Refused | undefined {
  if (!isOpenOn(evaluation, today)) return 'closed';
  return evaluation.anonymous ? 'promised' : undefined;
}

/** Why nothing can be entered any more. */
export function tooLate({ anonymous }: Pick<Evaluation, 'anonymous'>): { kind: Refused; wake: [] } {
  return { kind: anonymous ? 'closed' : 'registered', wake: [] };
}

function latest({ reader, now }: Action): Meeting | undefined {
  return hostingsOver(reader.lists, cityDay(now)).at(-1);
}

function meetingOf({ reader, now }: Action, meetingId: string): Meeting {
  const meeting = hostingOver(reader.lists, meetingId, cityDay(now));
  if (!meeting) throw new NotFoundOrNotAllowedError();
  return meeting;
}

function isSameAnswer(before: NamedAnswer, after: NamedAnswer): boolean {
  return before.cityId === after.cityId && isDeepStrictEqual(before.answers, after.answers);
}
