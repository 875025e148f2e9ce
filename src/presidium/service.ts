import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Job, NewJob } from '../delivery/job';
import type { Coordinators } from '../directory/coordinators';
import type { Person } from '../directory/people';
import { isObjectId, type People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import { nextComing } from '../meetings/ahead';
import type { Meeting } from '../meetings/cycle';
import type { Delegate, Delegation } from '../meetings/model';
import { meetingId as idOf } from '../meetings/standing';
import { meetingOf, mustKeep, mustSee, type Access, type Action } from './access';
import { change, type Changed, type Current, type Decision } from './changing';
import { askJob, asksIn } from './deliveries';
import {
  makeReading,
  readAnswer,
  readLastDay,
  readTerms,
  type Errors,
  type FormName,
  type Reading,
  type Values,
} from './form';
import {
  delegateIn,
  hasAccount,
  hasAnswered,
  idWithoutAccount,
  MOST_DELEGATES,
  termsOf,
  withChanged,
  withDelegate,
  withoutDelegate,
  type Version,
} from './model';
import type { DelegationStore } from './store';
import { isAhead, lastDayBefore } from './which';

/** A delegation as its reader may see it. */
export interface Opened {
  access: Access;
  meeting: Meeting;
  delegation: Delegation;
  version: number;
  people: ReadonlyMap<string, Person>;
  /** For those who keep it: the latest versions, newest first. */
  history: readonly Version[];
  /** For those who keep it: the question to each, once it has been sent. */
  asked: ReadonlyMap<string, Job>;
}

/** A form of the delegation as it was sent. */
export interface Submitted {
  form: Exclude<FormName, 'lesson'> | 'remove';
  meetingId: string;
  /** Whom it is about; '' where it enters somebody, or is about all. */
  personId: string;
  /** The version that the form was opened on. */
  seen: number;
  /** The form's own id, so that it enters somebody once. */
  draft: string;
  values: Values;
}

/**
 * What became of a form. `changed`: somebody else changed the same since it was opened, and nothing was saved. `gone`:
 * whom it is about is not in the delegation any more. `closed`: the meeting is over or called off. `personId`: whom it
 * is about, '' where it is about nobody in particular.
 */
export type Saved =
  | { kind: 'wrong'; errors: Errors }
  | { kind: 'changed'; opened: Opened; since: Version }
  | { kind: 'saved'; opened: Opened; personId: string; wake: readonly string[]; asked: number }
  | { kind: 'same' | 'gone' | 'closed'; opened: Opened; personId: string };

/** How many versions the history on a card has, and the one before them. */
const SHOWN_VERSIONS = 12;
/** How many people are looked up at once. */
const AT_ONCE = 5;

type Outcome =
  | { kind: 'wrong' | 'same' | 'gone' | 'closed' | 'saved'; asked?: number }
  | { kind: 'changed'; since: Version };

/** The presidium's delegation (S3). Methods throw NotFoundOrNotAllowedError for whoever may not, and storage errors. */
export function makeDelegationService(parts: {
  store: DelegationStore;
  people: Pick<People, 'load' | 'change'>;
  coordinators: Coordinators;
}) {
  const { store, people, coordinators } = parts;

  /** Of the next meeting where none is named; undefined where nobody knows which that is. */
  async function open(action: Action, meetingId?: string): Promise<Opened | undefined> {
    const access = await mustSee(action, coordinators);
    const { lists, now } = action;
    const meeting = meetingId === undefined ? nextComing(lists, cityDay(now)) : meetingOf(action, meetingId);
    return meeting && read(action, access, meeting);
  }

  async function read(action: Action, access: Access, meeting: Meeting): Promise<Opened> {
    const id = idOf(meeting);
    const { signal } = action;
    const keeps = access === 'keeper';
    const [{ delegation, version }, history, jobs] = await Promise.all([
      store.load(id, signal),
      keeps ? store.history(id, SHOWN_VERSIONS + 1, signal) : [],
      keeps ? store.jobsOf(id, undefined, signal) : [],
    ]);
    const ids = new Set([
      ...delegation.delegates.flatMap(({ personId, answer }) => [personId, answer?.by ?? personId]),
      ...history.flatMap(one => [one.by, ...one.delegation.delegates.map(({ personId }) => personId)]),
    ]);
    return {
      access,
      meeting,
      delegation,
      version,
      people: await loadAll([...ids], signal),
      history,
      asked: asksIn(jobs, meeting.year),
    };
  }

  /** A few at a time: of forty all at once each would wait for the others. */
  async function loadAll(ids: readonly string[], signal?: AbortSignal): Promise<Map<string, Person>> {
    const known = new Map<string, Person>();
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const some = ids.slice(start, start + AT_ONCE);
      const found = await Promise.all(some.map(id => people.load(id, signal)));
      for (const person of found) if (person) known.set(person.id, person);
    }
    return known;
  }

  async function submit(action: Action, submitted: Submitted): Promise<Saved> {
    await mustKeep(action, coordinators);
    const { form, meetingId, draft, values } = submitted;
    const meeting = meetingOf(action, meetingId);
    const reading = makeReading(values, action.locale);
    const picked = values.people.trim().toLowerCase();
    const personId = form === 'add' ? picked || idWithoutAccount(draft) : submitted.personId;
    const about = form === 'lastDay' || form === 'ask' ? undefined : personId;
    const target = { meetingId, about };
    const done = await change(store, action, target, async (current): Promise<Decision<Outcome>> => {
      const decided = await decide({
        action,
        meeting,
        current,
        reading,
        submitted: { ...submitted, personId },
      });
      const wrong = Object.keys(reading.errors).length > 0;
      return wrong ? { do: 'leave', outcome: { kind: 'wrong' } } : decided;
    });
    return savedOf({ action, meeting, reading, personId: about ?? '' }, done);
  }

  async function savedOf(
    { action, meeting, reading, personId }: Omit<Step, 'current' | 'submitted'> & { personId: string },
    { outcome, wake }: Changed<Outcome>,
  ): Promise<Saved> {
    if (outcome.kind === 'wrong') return { kind: 'wrong', errors: reading.errors };
    const opened = await read(action, 'keeper', meeting);
    if (outcome.kind === 'changed') return { ...outcome, opened };
    if (outcome.kind !== 'saved') return { kind: outcome.kind, opened, personId };
    return { kind: 'saved', opened, personId, wake, asked: outcome.asked ?? 0 };
  }

  async function decide(step: Step): Promise<Decision<Outcome>> {
    switch (step.submitted.form) {
      case 'add':
        return add(step);
      case 'change':
        return alter(step, readTerms(step.reading, cityDay(step.action.now)));
      case 'answerFor':
        return answerFor(step);
      case 'remove':
        return remove(step);
      case 'lastDay':
      case 'ask':
        return ask(step);
    }
  }

  async function add({ action, current, reading, submitted }: Step): Promise<Decision<Outcome>> {
    const { personId } = submitted;
    const { delegation } = current;
    const delegate: Delegate = { personId, ...readTerms(reading, cityDay(action.now)) };
    const known = delegateIn(delegation, personId);
    if (known) {
      if (isSame(termsOf(known), termsOf(delegate))) return left('same');
      reading.fail('people', 'presidium:error.already');
    }
    if (delegation.delegates.length >= MOST_DELEGATES) {
      reading.fail('people', 'presidium:error.tooMany', { max: MOST_DELEGATES });
    }
    await meet(action, reading, personId);
    return { do: 'save', after: withDelegate(delegation, delegate), outcome: { kind: 'saved' } };
  }

  /** Somebody whom the bot does not know yet gets the name that was typed: names stand in the people table only. */
  async function meet({ actor, now, signal }: Action, reading: Reading, personId: string): Promise<void> {
    const account = hasAccount(personId);
    if (account && !isObjectId(personId)) reading.fail('people', 'presidium:error.notAPerson');
    const known = await people.load(personId, signal);
    if (known?.name) return;
    const name = reading.text('name');
    if (name === '') reading.fail('name', account ? 'presidium:error.nameUnknown' : 'presidium:error.nobody');
    if (Object.keys(reading.errors).length > 0) return;
    const since = now.toISOString();
    await people.change(
      personId,
      person => ({
        ...(person ?? { id: personId, tenantId: actor.tenantId, ...(account && { heardOf: true as const }) }),
        name,
        ...(!account && { unreachable: { reason: 'noAccount' as const, since } }),
      }),
      signal,
    );
  }

  async function alter(
    { current, submitted }: Step,
    terms: Omit<Delegate, 'personId' | 'answer'>,
  ): Promise<Decision<Outcome>> {
    const { personId, seen } = submitted;
    const before = delegateIn(current.delegation, personId);
    if (!before) return left('gone');
    const after: Delegate = { personId, ...terms, ...(before.answer && { answer: before.answer }) };
    if (isSame(termsOf(before), termsOf(after))) return left('same');
    const since = await current.changeSince(seen, one => one && termsOf(delegateIn(one, personId)));
    if (since) return { do: 'leave', outcome: { kind: 'changed', since } };
    return { do: 'save', after: withChanged(current.delegation, after), outcome: { kind: 'saved' } };
  }

  async function answerFor({
    action,
    meeting,
    current,
    reading,
    submitted,
  }: Step): Promise<Decision<Outcome>> {
    const { personId, seen } = submitted;
    const { actor, now, lists } = action;
    const value = readAnswer(reading);
    const before = delegateIn(current.delegation, personId);
    if (!before) return left('gone');
    if (!isAhead(lists, meeting, cityDay(now))) return left('closed');
    if (before.answer?.value === value) return left('same');
    const since = await current.changeSince(seen, one => one && delegateIn(one, personId)?.answer);
    if (since) return { do: 'leave', outcome: { kind: 'changed', since } };
    const answer = { value, at: now.toISOString(), by: actor.id, year: meeting.year };
    const after = withChanged(current.delegation, { ...before, answer });
    return { do: 'save', after, outcome: { kind: 'saved' } };
  }

  async function remove({ current, submitted }: Step): Promise<Decision<Outcome>> {
    const { personId, seen } = submitted;
    if (!delegateIn(current.delegation, personId)) return left('gone');
    const since = await current.changeSince(seen, one => one && delegateIn(one, personId));
    if (since) return { do: 'leave', outcome: { kind: 'changed', since } };
    const after = withoutDelegate(current.delegation, personId);
    return { do: 'save', after, outcome: { kind: 'saved' } };
  }

  /** Another last day, and for `ask` the question to all who have neither got it nor answered. */
  async function ask({ action, meeting, current, reading, submitted }: Step): Promise<Decision<Outcome>> {
    const { lists, now, locale } = action;
    const { delegation, jobs: known, version } = current;
    const today = cityDay(now);
    if (!isAhead(lists, meeting, today)) return left('closed');
    const answerBy = readLastDay(reading, today, lastDayBefore(lists, meeting), locale);
    const jobs = submitted.form === 'ask' ? unasked() : [];
    if (answerBy === delegation.answerBy && jobs.length === 0) return left('same');
    const since = await current.changeSince(submitted.seen, one => one?.answerBy);
    if (since && answerBy !== delegation.answerBy)
      return { do: 'leave', outcome: { kind: 'changed', since } };
    return {
      do: 'save',
      after: { ...delegation, answerBy },
      jobs,
      outcome: { kind: 'saved', asked: jobs.length },
    };

    function unasked(): NewJob[] {
      const asked = asksIn(known, meeting.year);
      return delegation.delegates
        .filter(one => !hasAnswered(one) && !asked.has(one.personId))
        .map(({ personId }) => askJob(idOf(meeting), meeting.year, personId, version + 1));
    }
  }

  /** For a form that is about to be opened: the delegation, and whom it is about. */
  async function openForm(action: Action, meetingId: string, personId: string) {
    await mustKeep(action, coordinators);
    const opened = await read(action, 'keeper', meetingOf(action, meetingId));
    const delegate = delegateIn(opened.delegation, personId);
    if (personId && !delegate) throw new NotFoundOrNotAllowedError();
    return { opened, ...(delegate && { delegate }) };
  }

  return { open, openForm, submit };
}

export type DelegationService = ReturnType<typeof makeDelegationService>;

/** All that a decision about a form needs. */
interface Step {
  action: Action;
  meeting: Meeting;
  current: Current;
  reading: Reading;
  submitted: Submitted;
}

function left(kind: 'same' | 'gone' | 'closed'): Decision<Outcome> {
  return { do: 'leave', outcome: { kind } };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
