import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import type { Job } from '../delivery/job';
import type { StoredJob } from '../delivery/ledger';
import type { Coordinators } from '../directory/coordinators';
import { editorsOn, isEditorOf, unitsEditedBy } from '../directory/editors';
import type { Reader } from '../directory/lists';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import type { CollaborationStore } from '../register/store';
import { ConflictError } from '../storage/errors';
import { jitter } from '../storage/jitter';
import { inquiryKinds } from './deliveries';
import type { Known, KnownCollaborations } from './known';
import * as rules from './model';
import type { Changed, Inquiry, Reply, ReplyKind, Wish } from './model';
import { isReached, statusOf, type Status } from './status';
import { isShown, type InquiryStore, type Step, type StoredInquiry } from './store';

/** Who does something, when, and with which lists. */
export interface Action {
  actor: Actor;
  now: Date;
  signal: AbortSignal;
  reader: Reader;
}

/** What became of a change; `wake`: the jobs that it opened. */
export interface Done {
  kind: 'changed' | 'first' | 'same' | 'late';
  inquiry: Inquiry;
  wake: readonly string[];
}

/** One unit's question as somebody who may answer it sees it. */
export interface Asked {
  inquiry: Inquiry;
  unitId: string;
  known: Known;
}

/** Which unit's question, and the code of the e-mail where somebody has it. */
export interface Which {
  id: string;
  unitId: string;
  code?: string;
}

export interface InquiryServiceParts {
  store: InquiryStore;
  known: KnownCollaborations;
  coordinators: Coordinators;
  people: Pick<People, 'load' | 'names'>;
  register: Pick<CollaborationStore, 'hasInformedFor'>;
  newCode: () => string;
}

export type InquiryService = ReturnType<typeof makeInquiryService>;

/** An inquiry as it was read, with what is sent of it to one of its units. */
interface Found {
  stored: StoredInquiry;
  jobs: readonly StoredJob[];
}

const ATTEMPTS = 25;
const MOST_LISTED = 10;

/**
 * Asking the administrations and companies, and their answers (S8, S9). Asking and all that concerns the whole is for
 * officers. A unit's question is answered by its editors, by those who have informed for it, by officers on its behalf
 * and, where no question has reached an editor, by whoever has the code of the e-mail: informing for a unit is open to
 * anyone employed too, the name stands there, and an officer can take the answer back. Every method throws
 * NotFoundOrNotAllowedError, StorageUnavailableError and RosterUnavailableError.
 */
export function makeInquiryService(parts: InquiryServiceParts) {
  const { store, known, coordinators, people, register } = parts;

  /** The latest, newest first. */
  async function list(action: Action): Promise<Inquiry[]> {
    await mustBeCoordinator(action);
    return (await store.all(MOST_LISTED, action.signal)).map(({ inquiry }) => inquiry);
  }

  /** What would be sent, to whom. */
  async function preview(action: Action, wish: Wish): Promise<Inquiry['units']> {
    await mustBeCoordinator(action);
    return reachable(action, wish.units);
  }

  /** The editors of today whom the bot can write to. */
  async function reachable(
    { reader, now, signal }: Action,
    units: readonly string[],
  ): Promise<Inquiry['units']> {
    const today = cityDay(now);
    const all = units.map(unitId => ({
      unitId,
      editors: [...new Set(editorsOn(reader.lists, unitId, today).map(({ personId }) => personId))],
    }));
    const ids = [...new Set(all.flatMap(({ editors }) => editors))];
    const found = await Promise.all(ids.map(id => people.load(id, signal)));
    const isReachable = new Set(
      found.flatMap(person => (person?.conversation && !person.unreachable ? [person.id] : [])),
    );
    return all.map(({ unitId, editors }) => ({ unitId, editors: editors.filter(id => isReachable.has(id)) }));
  }

  /** Asks, once for each form however often it is sent. What is to go out is entered by `finish`. */
  async function send(action: Action, id: string, { units, ...wish }: Wish): Promise<Done> {
    await mustBeCoordinator(action);
    const asked = deedOf(action);
    const inquiry: Inquiry = {
      ...wish,
      id,
      asked,
      units: await reachable(action, units),
      code: parts.newCode(),
      replies: [],
      version: 1,
      pending: 'asks',
    };
    try {
      await store.insert(inquiry, action.signal);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return { kind: 'same', inquiry: (await mustFind(action, id)).inquiry, wake: [] };
    }
    return { kind: 'changed', inquiry, wake: [] };
  }

  /** An inquiry, for a form about it. */
  async function find(action: Action, id: string): Promise<Inquiry> {
    await mustBeCoordinator(action);
    return (await mustFind(action, id)).inquiry;
  }

  /** What has become of an inquiry. `from`: how many units come before those that are shown. */
  async function status(action: Action, asked: Inquiry | string, from = 0): Promise<Status> {
    await mustBeCoordinator(action);
    const inquiry = typeof asked === 'string' ? (await mustFind(action, asked)).inquiry : asked;
    return statusOf(parts, inquiry, from, action.signal);
  }

  /** Writes down what a unit has answered by e-mail or phone. `from`: who, as a function. */
  async function enter(action: Action, which: Which, kind: ReplyKind, from: string): Promise<Done> {
    await mustBeCoordinator(action);
    const given: Reply = { unitId: which.unitId, kind, ...deedOf(action), from };
    return change(action, which, before => rules.reply(before, given), { what: 'replied', reply: given });
  }

  async function postpone(action: Action, id: string, seen: string, deadline: string): Promise<Done> {
    await mustBeCoordinator(action);
    return change(action, { id }, before => rules.postpone(before, seen, deadline), {
      what: 'postponed',
      deadline,
    });
  }

  async function close(action: Action, id: string): Promise<Done> {
    await mustBeCoordinator(action);
    return change(action, { id }, before => rules.close(before, deedOf(action)), { what: 'closed' });
  }

  /** One unit's question. */
  async function open(action: Action, which: Which): Promise<Asked> {
    const { stored } = await mustAnswerFor(action, which);
    return asked(action, stored.inquiry, which.unitId);
  }

  /**
   * Answers for a unit. Whoever says that there is nothing, while something is known by now, has nothing more to tell:
   * the answer is that all has been told.
   */
  async function reply(action: Action, which: Which, said: ReplyKind): Promise<Done & Asked> {
    const found = await mustAnswerFor(action, which);
    const now = await asked(action, found.stored.inquiry, which.unitId);
    const kind = now.known.items.length > 0 ? 'done' : said;
    const given: Reply = { unitId: which.unitId, kind, ...deedOf(action) };
    const step = { what: 'replied', reply: given } as const;
    return { ...now, ...(await change(action, which, before => rules.reply(before, given), step, found)) };
  }

  /** Takes back the answer that was given at a moment (ISO). */
  async function takeBack(action: Action, which: Which, at: string): Promise<Done & Asked> {
    const found = await mustAnswerFor(action, which);
    const { unitId } = which;
    const now = await asked(action, found.stored.inquiry, unitId);
    const decide = (before: Inquiry) => rules.takeBack(before, unitId, at, action.now);
    const step = { what: 'takenBack', reply: rules.replyOf(found.stored.inquiry, unitId) } as const;
    return { ...now, ...(await change(action, which, decide, step, found)) };
  }

  /**
   * The units that can be answered for, whoever asks: all that were asked in what is still open. `own`: those that this
   * person edits. Which of them they may answer for is told when they choose one.
   */
  async function openQuestions({ actor, now, signal, reader }: Action) {
    const all = (await store.all(MOST_LISTED, signal)).map(({ inquiry }) => inquiry);
    const inquiries = all.filter(({ closed }) => closed === undefined);
    const units = [...new Set(inquiries.flatMap(one => one.units.map(({ unitId }) => unitId)))];
    const own = unitsEditedBy(reader.lists, actor.id, cityDay(now)).filter(id => units.includes(id));
    return { inquiries, units, own };
  }

  async function asked({ signal }: Action, inquiry: Inquiry, unitId: string): Promise<Asked> {
    return { inquiry, unitId, known: await known.ofUnit(unitId, inquiry, signal) };
  }

  /**
   * Changes an inquiry from what is stored at that moment, again if somebody else changed it meanwhile. `found`: what has
   * just been read.
   */
  async function change(
    action: Action,
    { id, unitId }: { id: string; unitId?: string },
    decide: (before: Inquiry) => Changed,
    step: Pick<Step, 'what' | 'reply' | 'deadline'>,
    found?: Found,
  ): Promise<Done> {
    for (let attempt = 1; ; attempt += 1) {
      const { stored, jobs } = attempt === 1 && found ? found : await read(action, id, unitId);
      const changed = decide(stored.inquiry);
      if (changed.kind === 'stays') return { kind: changed.why, inquiry: stored.inquiry, wake: [] };
      try {
        const cards = jobs.filter(({ job }) => isConcerned(job));
        const deed = { ...step, ...deedOf(action) };
        const wake = await store.replace(stored, changed.after, deed, cards, action.signal);
        return { kind: 'changed', inquiry: changed.after, wake };
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
        await jitter(attempt);
      }
    }
  }

  /** An inquiry, and what is sent of it to one of its units. */
  async function read(action: Action, id: string, unitId: string | undefined): Promise<Found> {
    const [stored, jobs] = await Promise.all([
      mustFind(action, id),
      unitId === undefined ? [] : store.jobsTo(id, unitId, action.signal),
    ]);
    if (unitId !== undefined && !rules.isAsked(stored.inquiry, unitId)) throw new NotFoundOrNotAllowedError();
    return { stored, jobs };
  }

  async function mustFind({ signal }: Action, id: string): Promise<StoredInquiry> {
    const stored = await store.load(id, signal);
    if (!stored) throw new NotFoundOrNotAllowedError();
    return stored;
  }

  async function mustBeCoordinator({ actor, signal }: Action): Promise<void> {
    if (!(await beforeDeadline(signal, coordinators.includes(actor.id))))
      throw new NotFoundOrNotAllowedError();
  }

  async function mustAnswerFor(action: Action, { id, unitId, code }: Which): Promise<Found> {
    const { actor, now, signal, reader } = action;
    const isEditor = isEditorOf(reader.lists, unitId, actor.id, cityDay(now));
    const [found, hasInformed] = await Promise.all([
      read(action, id, unitId),
      isEditor || register.hasInformedFor(unitId, actor.id, signal),
    ]);
    const hasMail = code === found.stored.inquiry.code && !isReached(unitId, found.jobs);
    if (!isEditor && !hasInformed && !hasMail) await mustBeCoordinator(action);
    return found;
  }

  return {
    list,
    find,
    preview,
    send,
    status,
    enter,
    postpone,
    close,
    open,
    reply,
    takeBack,
    openQuestions,
    mustBeCoordinator,
  };
}

/** What came of it changes with a late answer only once it has been told. */
function isConcerned(job: Job): boolean {
  return isShown(job) && (job.kind !== inquiryKinds.outcome || job.posted !== undefined);
}

function deedOf({ actor, now }: Pick<Action, 'actor' | 'now'>) {
  return { by: actor.id, at: now.toISOString() };
}
