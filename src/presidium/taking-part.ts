import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { cityDay } from '../i18n/moments';
import { nextComing } from '../meetings/ahead';
import { isCalledOff, type Meeting } from '../meetings/cycle';
import type { AnswerValue, Delegate, Delegation } from '../meetings/model';
import { delegationOf, meetingId as idOf } from '../meetings/standing';
import type { Lists } from '../directory/lists';
import { meetingOf, type Action } from './access';
import { change, type Decision } from './changing';
import { delegateIn, withChanged } from './model';
import type { DelegationStore } from './store';
import { aheadOf, isOver } from './which';

/** Whether somebody can say that they take part, or why not: they are not in the delegation any more, say. */
export type Standing = 'open' | 'left' | 'calledOff' | 'over';

/** What somebody was asked, and what they answered. */
export interface TakingPart {
  meeting: Meeting;
  delegation: Delegation;
  delegate?: Delegate;
  standing: Standing;
}

/** What an answer led to. `same`: that stood there already. */
export interface Answered extends TakingPart {
  kind: 'saved' | 'same' | 'closed';
  wake: readonly string[];
}

/** How it stands between a person and a meeting. `today`: ISO day in Göteborg. */
export function takingPart(
  lists: Pick<Lists, 'cycle' | 'meetings'>,
  { meeting, delegation }: { meeting: Meeting; delegation: Delegation },
  personId: string,
  today: string,
): TakingPart {
  const delegate = delegateIn(delegation, personId);
  const standing = isCalledOff(meeting) ? 'calledOff' : isOver(lists, meeting, today) ? 'over' : 'open';
  return { meeting, delegation, standing: delegate ? standing : 'left', ...(delegate && { delegate }) };
}

/** What a delegate does for themselves (S3). */
export function makeTakingPart({ store }: { store: DelegationStore }) {
  /** One's own question; of the nearest meeting whose delegation one is in where none is named. */
  async function open(
    action: Action,
    meetingId?: string,
  ): Promise<TakingPart | { standing: 'notIn'; next?: Meeting }> {
    const { actor, lists, now, signal } = action;
    const today = cityDay(now);
    const named = meetingId === undefined ? undefined : meetingOf(action, meetingId);
    const own = (meeting: Meeting) => delegateIn(delegationOf(lists, idOf(meeting)), actor.id) !== undefined;
    const next = named ?? nextComing(lists, today);
    // The lists of the turn may not know yet who was added to the next one.
    const meeting = named ?? aheadOf(lists, today).find(own) ?? next;
    if (!meeting) return { standing: 'notIn' };
    const { delegation } = await store.load(idOf(meeting), signal);
    const found = takingPart(lists, { meeting, delegation }, actor.id, today);
    return found.delegate ? found : { standing: 'notIn', ...(next && { next }) };
  }

  /** Only who is in the delegation answers: others get NotFoundOrNotAllowedError. */
  async function answer(action: Action, meetingId: string, value: AnswerValue): Promise<Answered> {
    const { actor, lists, now } = action;
    const meeting = meetingOf(action, meetingId);
    const today = cityDay(now);
    const done = await change(
      store,
      action,
      { meetingId, about: actor.id },
      (current): Promise<Decision<Answered['kind']>> => {
        const { delegation } = current;
        const { delegate, standing } = takingPart(lists, { meeting, delegation }, actor.id, today);
        if (!delegate) throw new NotFoundOrNotAllowedError();
        if (standing !== 'open') return Promise.resolve({ do: 'leave', outcome: 'closed' });
        // Said again by oneself, after somebody answered for one, it is one's own.
        const { answer: before } = delegate;
        if (before?.value === value && before.by === actor.id)
          return Promise.resolve({ do: 'leave', outcome: 'same' });
        const given = { value, at: now.toISOString(), by: actor.id, year: meeting.year };
        const after = withChanged(delegation, { ...delegate, answer: given });
        return Promise.resolve({ do: 'save', after, outcome: 'saved' });
      },
    );
    const { delegation } = done.now;
    const found = takingPart(lists, { meeting, delegation }, actor.id, today);
    return { ...found, kind: done.outcome, wake: done.wake };
  }

  return { open, answer };
}

export type TakingPartService = ReturnType<typeof makeTakingPart>;
