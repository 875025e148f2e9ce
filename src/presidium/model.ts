import type { AnswerValue, Delegate, Delegation } from '../meetings/model';

export type Answer = NonNullable<Delegate['answer']>;
export type Lesson = Delegation['lessons'][number];

/** More do not fit a delegation. */
export const MOST_DELEGATES = 40;
export const MOST_LESSONS = 40;

const WITHOUT_ACCOUNT = 'utan-konto-';

/** The id of somebody without a Teams account. `draft`: the id of the form that enters them, so that it does so once. */
export function idWithoutAccount(draft: string): string {
  return `${WITHOUT_ACCOUNT}${draft}`;
}

/** Whether a delegate is known to Teams. */
export function hasAccount(personId: string): boolean {
  return !personId.startsWith(WITHOUT_ACCOUNT);
}

/** Whether somebody has said yes or no. Who does not know yet is asked again (S3). */
export function hasAnswered({ answer }: Delegate): boolean {
  return answer !== undefined && answer.value !== 'unsure';
}

export function delegateIn({ delegates }: Delegation, personId: string): Delegate | undefined {
  return delegates.find(delegate => delegate.personId === personId);
}

/** A delegation with somebody more in it. */
export function withDelegate(delegation: Delegation, delegate: Delegate): Delegation {
  return { ...delegation, delegates: [...delegation.delegates, delegate] };
}

export function withoutDelegate(delegation: Delegation, personId: string): Delegation {
  return { ...delegation, delegates: delegation.delegates.filter(one => one.personId !== personId) };
}

/** A delegation in which one person stands as told. */
export function withChanged(delegation: Delegation, changed: Delegate): Delegation {
  const { delegates } = delegation;
  return {
    ...delegation,
    delegates: delegates.map(one => (one.personId === changed.personId ? changed : one)),
  };
}

/** A delegation with what somebody learned, in the place of what they had said before. */
export function withLesson(delegation: Delegation, lesson: Lesson): Delegation {
  const others = delegation.lessons.filter(({ by }) => by !== lesson.by);
  return { ...delegation, lessons: [...others, lesson] };
}

/** How many of a delegation have answered what; `none` have not answered at all. */
export function countAnswers({ delegates }: Delegation): Record<AnswerValue | 'none', number> {
  const number = (value: AnswerValue | undefined) =>
    delegates.filter(({ answer }) => answer?.value === value).length;
  return { yes: number('yes'), no: number('no'), unsure: number('unsure'), none: number(undefined) };
}

/** A delegation as it was saved at one time, and by whom. */
export interface Version {
  version: number;
  delegation: Delegation;
  /** Entra object id. */
  by: string;
  /** ISO moment. */
  at: string;
}

/**
 * The latest change of one part of a delegation since the version `seen`; undefined where that part is as it was.
 * `history`: every version, newest first, back to `seen` at least.
 */
export function changeSince(
  history: readonly Version[],
  seen: number,
  part: (delegation: Delegation | undefined) => unknown,
): Version | undefined {
  const shown = (version: Version | undefined) => JSON.stringify(part(version?.delegation) ?? null);
  const base = history.find(({ version }) => version <= seen);
  if (shown(history[0]) === shown(base)) return undefined;
  return history.find((version, index) => shown(version) !== shown(history[index + 1]));
}

/** One thing that was done to a delegation. */
export type Deed =
  | { kind: 'added' | 'removed' | 'changed'; personId: string }
  | { kind: 'answered' | 'answeredFor'; personId: string; value: AnswerValue }
  | { kind: 'lastDay'; day: string | undefined }
  | { kind: 'lesson' | 'asked' };

/**
 * What differs between two versions. The question changes nothing in the delegation itself when it is sent; `isAsked`:
 * it was sent with this version.
 */
export function deedsBetween(before: Delegation | undefined, after: Delegation, isAsked = false): Deed[] {
  const earlier = before?.delegates ?? [];
  const gone = earlier.filter(({ personId }) => !delegateIn(after, personId));
  const deeds: Deed[] = [
    ...after.delegates.flatMap(one => deedsOn(before && delegateIn(before, one.personId), one)),
    ...gone.map(({ personId }): Deed => ({ kind: 'removed', personId })),
  ];
  if (before?.answerBy !== after.answerBy) deeds.push({ kind: 'lastDay', day: after.answerBy });
  if (!isSame(before?.lessons ?? [], after.lessons)) deeds.push({ kind: 'lesson' });
  return isAsked || deeds.length === 0 ? [...deeds, { kind: 'asked' }] : deeds;
}

function deedsOn(before: Delegate | undefined, after: Delegate): Deed[] {
  const { personId, answer } = after;
  if (!before) return [{ kind: 'added', personId }];
  const deeds: Deed[] = [];
  if (!isSame(termsOf(before), termsOf(after))) deeds.push({ kind: 'changed', personId });
  if (answer && !isSame(before.answer, answer)) {
    const kind = answer.by === personId ? 'answered' : 'answeredFor';
    deeds.push({ kind, personId, value: answer.value });
  }
  return deeds;
}

/** What the presidium decided of somebody, without what they answered. */
export function termsOf(delegate: Delegate | undefined): Partial<Delegate> | undefined {
  if (!delegate) return undefined;
  const { personId, function: work, substitute, decidedOn } = delegate;
  return { personId, function: work, substitute, decidedOn };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
