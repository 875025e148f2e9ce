import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Coordinators } from '../directory/coordinators';
import { cityDay } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import type { Delegation } from '../meetings/model';
import { presidiumRoleOf } from '../meetings/presidium';
import { delegationOf, meetingId as idOf } from '../meetings/standing';
import { accessOf, meetingOf, type Action } from './access';
import { change, type Decision } from './changing';
import { makeReading, type Errors, type Values } from './form';
import { delegateIn, MOST_LESSONS, withLesson, type Lesson } from './model';
import type { DelegationStore } from './store';
import { heldOf, isOver } from './which';

/** What was learned at a meeting that has been held. */
export interface Lessons {
  meeting: Meeting;
  delegation: Delegation;
  /** Whether the reader sees what everybody learned: the presidium and the City Executive Office's officers. */
  reads: boolean;
  /** Whether the reader may leave something: whoever was in the delegation, and the presidium. */
  leaves: boolean;
  own?: Lesson;
}

export type LessonSaved =
  { kind: 'wrong'; errors: Errors } | ({ kind: 'saved' | 'same'; wake: readonly string[] } & Lessons);

/** What the presidium and its delegates learned (S3, S10). Others get NotFoundOrNotAllowedError. */
export function makeLessons({ store, coordinators }: { store: DelegationStore; coordinators: Coordinators }) {
  /** Of the latest meeting that the reader may speak or read of, where none is named; undefined: none has been held. */
  async function open(action: Action, meetingId?: string): Promise<Lessons | undefined> {
    const { actor, lists, now, signal } = action;
    const reads = (await accessOf(action, coordinators)) !== undefined;
    const held = heldOf(lists, cityDay(now));
    const own = (meeting: Meeting) => delegateIn(delegationOf(lists, idOf(meeting)), actor.id) !== undefined;
    if (!reads && !held.some(own)) throw new NotFoundOrNotAllowedError();
    const meeting =
      meetingId === undefined ? held.find(one => reads || own(one)) : mustBeOver(action, meetingId);
    if (!meeting) return undefined;
    const { delegation } = await store.load(idOf(meeting), signal);
    const found = lessonsOf(action, meeting, delegation, reads);
    if (!found.reads && !found.leaves) throw new NotFoundOrNotAllowedError();
    return found;
  }

  async function save(action: Action, meetingId: string, values: Values): Promise<LessonSaved> {
    const { actor, now, locale } = action;
    const reads = (await accessOf(action, coordinators)) !== undefined;
    const meeting = mustBeOver(action, meetingId);
    const reading = makeReading(values, locale);
    const text = reading.required('lesson');
    const about = actor.id;
    const done = await change(
      store,
      action,
      { meetingId, about },
      (current): Promise<Decision<SavedKind>> => {
        const { delegation } = current;
        const { leaves, own } = lessonsOf(action, meeting, delegation, reads);
        if (!leaves) throw new NotFoundOrNotAllowedError();
        if (!own && delegation.lessons.length >= MOST_LESSONS)
          reading.fail('lesson', 'presidium:error.lessonsFull');
        if (Object.keys(reading.errors).length > 0) return Promise.resolve({ do: 'leave', outcome: 'wrong' });
        if (own?.text === text) return Promise.resolve({ do: 'leave', outcome: 'same' });
        const after = withLesson(delegation, { by: actor.id, at: now.toISOString(), text });
        return Promise.resolve({ do: 'save', after, outcome: 'saved' });
      },
    );
    if (done.outcome === 'wrong') return { kind: 'wrong', errors: reading.errors };
    return { kind: done.outcome, wake: done.wake, ...lessonsOf(action, meeting, done.now.delegation, reads) };
  }

  return { open, save };
}

type SavedKind = LessonSaved['kind'];

export type LessonService = ReturnType<typeof makeLessons>;

function lessonsOf(
  { actor, lists, now }: Action,
  meeting: Meeting,
  delegation: Delegation,
  reads: boolean,
): Lessons {
  const inPresidium = presidiumRoleOf(lists, actor.id, cityDay(now)) !== undefined;
  const own = delegation.lessons.find(({ by }) => by === actor.id);
  const leaves = inPresidium || delegateIn(delegation, actor.id) !== undefined;
  return { meeting, delegation, reads, leaves, ...(own && { own }) };
}

function mustBeOver(action: Action, meetingId: string): Meeting {
  const meeting = meetingOf(action, meetingId);
  if (!isOver(action.lists, meeting, cityDay(action.now))) throw new NotFoundOrNotAllowedError();
  return meeting;
}
