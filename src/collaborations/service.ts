import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Coordinators } from '../directory/coordinators';
import { isEditorOf } from '../directory/editors';
import { cityDay } from '../i18n/moments';
import type { Finder } from '../register/finder';
import { answerFollowUp, askedInstead, endFollowUp } from '../register/follow-up';
import { sameContent, senderOf, type Content, type Notification, type Outcome } from '../register/model';
import { senderCardKey, type CollaborationStore, type ListPage } from '../register/store';
import * as transitions from '../register/transitions';
import { KEEPERS, makeAccess, type Action, type View } from './access';
import { makeChanging, type Done, type Shown } from './changing';
import { senderCardJob, type ConfirmationPlace } from './deliveries';
import { makeInforming, type AskedWhetherTheSame, type Informed, type NewDraft } from './informing';
import { merge, type Merged } from './merge';

export type { Action, View } from './access';
export type { Done, Shown } from './changing';
export type { Informed } from './informing';

/** Somebody changed the content after the form was opened; nothing was written. */
export class ContentChangedError extends Error {
  readonly code = 'CONTENT_CHANGED';
  /** `merged`: both changes put together; undefined when what the second began with is not known. */
  constructor(
    readonly current: Notification,
    readonly merged?: Merged,
  ) {
    super('the content was changed by somebody else');
  }
}

export interface ServiceParts {
  store: CollaborationStore;
  finder: Finder;
  coordinators: Coordinators;
}

export type CollaborationService = ReturnType<typeof makeCollaborationService>;

const EVERYBODY: readonly View[] = ['public', ...KEEPERS];

/**
 * What can be done with collaborations. Every method checks access first and throws NotFoundOrNotAllowedError,
 * StorageUnavailableError or RosterUnavailableError.
 */
export function makeCollaborationService({ store, finder, coordinators }: ServiceParts) {
  const access = makeAccess(coordinators);
  const changing = makeChanging(store);
  const informNow = makeInforming({ store, finder, changing, edit });

  /** Tells of a collaboration (S8), or asks whether it is one that is known already. */
  function inform(action: Action, draft: NewDraft): Promise<Informed | AskedWhetherTheSame> {
    return informNow(action, draft);
  }

  /** Shows one; how much of it depends on who asks (S7). */
  async function show(action: Action, ref: string): Promise<Shown> {
    const { notification } = await changing.mustLoad(ref, action);
    return { notification, view: await access.viewOf(action, notification) };
  }

  /** One's own, newest first. */
  async function mine(action: Action, limit: number, after?: string): Promise<ListPage> {
    return store.listOwn(action.actor.id, limit, after, action.signal);
  }

  /**
   * Changes the content. `base` is the content version that the form was opened on.
   * Throws ContentChangedError when somebody has changed it since.
   */
  async function edit(action: Action, ref: string, content: Content, base?: number): Promise<Done> {
    try {
      return await by(KEEPERS, action, ref, before => {
        const stale = base !== undefined && before.contentVersion !== base;
        if (stale && !sameContent(before.content, content)) throw new ContentChangedError(before);
        return transitions.edit(before, content, deedOf(action));
      });
    } catch (error) {
      if (!(error instanceof ContentChangedError) || base === undefined) throw error;
      const begun = await store.loadVersion(ref, base, action.signal);
      throw new ContentChangedError(
        error.current,
        begun && merge(begun.content, error.current.content, content),
      );
    }
  }

  /** Withdraws one; it stays readable. */
  function withdraw(action: Action, ref: string): Promise<Done> {
    return by(KEEPERS, action, ref, before => transitions.withdraw(before, deedOf(action)));
  }

  function receive(action: Action, ref: string): Promise<Done> {
    return by(['coordinator'], action, ref, before => transitions.receive(before, deedOf(action)));
  }

  function ask(action: Action, ref: string, number: number, text: string): Promise<Done> {
    return by(['coordinator'], action, ref, before => transitions.ask(before, number, text, deedOf(action)));
  }

  function answer(action: Action, ref: string, number: number, text: string): Promise<Done> {
    return by(KEEPERS, action, ref, before => transitions.answer(before, number, text, deedOf(action)));
  }

  /** `seen`: the number on the card that was pressed. */
  function register(action: Action, ref: string, value: string, seen: string | undefined): Promise<Done> {
    return by(['coordinator'], action, ref, before =>
      transitions.register(before, value, seen, deedOf(action)),
    );
  }

  /** "We are part of that": a unit stands as participating, and its sender and editors are told. */
  function join(action: Action, ref: string, unitId: string): Promise<Done> {
    return by(EVERYBODY, action, ref, before => transitions.join(before, unitId, deedOf(action)));
  }

  /** "We are not part of that after all", for whoever said that they were; the same people are told. */
  function leave(action: Action, ref: string, unitId: string): Promise<Done> {
    return by(EVERYBODY, action, ref, before => transitions.leave(before, unitId, deedOf(action)));
  }

  /**
   * Takes over what a colleague kept (S6): for the unit's editors, and for whoever has informed for the unit. `from`:
   * who kept it as seen on the card. `confirmation`: the pressed card follows what happens with it from now on.
   */
  function takeOver(
    action: Action,
    ref: string,
    from: string | undefined,
    confirmation: ConfirmationPlace | undefined,
  ): Promise<Done> {
    return changing.change(action, ref, {
      admit: async notification => {
        if (!(await mayTakeOver(action, notification))) throw new NotFoundOrNotAllowedError(ref);
        return 'sender';
      },
      decide: before => askedInstead(transitions.takeOver(before, from, deedOf(action))),
      alsoSend: (after, { jobs }) => {
        const key = senderCardKey(ref, action.actor.id);
        const known = jobs.some(({ job }) => job.key === key);
        return confirmation && !known ? [senderCardJob(after, action.actor.id, confirmation)] : [];
      },
    });
  }

  /** Whether somebody may take over one that is not theirs. */
  async function mayTakeOver(action: Action, notification: Notification): Promise<boolean> {
    const { actor, lists, now, signal } = action;
    const { unitId } = notification.content;
    if (notification.withdrawn) return false;
    if (senderOf(notification) === actor.id) return true;
    if (isEditorOf(lists, unitId, actor.id, cityDay(now))) return true;
    return store.hasInformedFor(unitId, actor.id, signal);
  }

  /** Gives one to a colleague, who keeps it from now on. */
  function handOver(action: Action, ref: string, to: string): Promise<Done> {
    return by(KEEPERS, action, ref, before => askedInstead(transitions.handOver(before, to, deedOf(action))));
  }

  /** Tells how it went (S9, S10). `seen`: when the answer on the form was given, an ISO moment; '' for none. */
  function followUp(
    action: Action,
    ref: string,
    answered: { period: string; outcome: Outcome; seen: string },
  ): Promise<Done> {
    return by(KEEPERS, action, ref, before => answerFollowUp(before, answered, deedOf(action)));
  }

  /** "No longer relevant": nobody is asked how it went any more. */
  function endFollowUps(action: Action, ref: string, period: string): Promise<Done> {
    return by(KEEPERS, action, ref, before => endFollowUp(before, period, deedOf(action)));
  }

  function by(
    allowed: readonly View[],
    action: Action,
    ref: string,
    decide: (before: Notification) => transitions.Transition,
  ): Promise<Done> {
    const admit = (notification: Notification) => access.mustMeetAs(action, notification, allowed);
    return changing.change(action, ref, { admit, decide });
  }

  return {
    inform,
    show,
    mine,
    edit,
    withdraw,
    receive,
    ask,
    answer,
    register,
    join,
    leave,
    takeOver,
    mayTakeOver,
    handOver,
    followUp,
    endFollowUps,
  };
}

function deedOf({ actor, now }: Action): { by: string; at: string } {
  return { by: actor.id, at: now.toISOString() };
}
