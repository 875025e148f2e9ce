import { isDeepStrictEqual } from 'node:util';
import { beforeDeadline } from '../conversation/deadline';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Actor } from '../conversation/turn';
import { reopenJob, type StoredJob } from '../delivery/ledger';
import { RosterUnavailableError, type Coordinators, type TeamMember } from '../directory/coordinators';
import type { Reader } from '../directory/lists';
import type { People } from '../directory/people';
import { cityDay } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import { meetingById, meetingId as idOf } from '../meetings/standing';
import { plusDays } from '../register/when';
import { ConflictError, StorageUnavailableError } from '../storage/errors';
import { jitter } from '../storage/jitter';
import type { Write } from '../storage/table';
import { adopt as adopted } from './changes';
import { dayJob, proposalJob } from './deliveries';
import { hostingOf, hostingsAhead, nextHosting, reckonedFrom } from './hostings';
import { activityIn, isFinished, type Activity, type Deed, type Plan } from './model';
import type { Morning, State } from './morning';
import type { HostingStore, StoredPlan } from './store';

/** Who does something, when, and in which words it is answered. */
export interface Action {
  actor: Actor;
  now: Date;
  signal: AbortSignal;
  reader: Reader;
}

/** The plans as they stand, and what is known beside them. */
export interface Opened {
  plans: readonly Plan[];
  state: State;
  /** The meetings to come that Göteborg hosts and that a plan is for or is proposed for. */
  ahead: readonly Meeting[];
  /** The next one, however far away. */
  next?: Meeting;
}

/** What became of a change; `wake`: the jobs that it opened. */
export interface Changed {
  kind: 'saved' | 'same';
  plan: Plan;
  before: Plan;
  wake: readonly string[];
}

/** What a change is about; see `change`. */
export interface About {
  meetingId: string;
  activityId?: string;
}

export interface HostingServiceParts {
  store: HostingStore;
  coordinators: Coordinators;
  people: Pick<People, 'change'>;
  /** The members of the City Executive Office's team. Throws RosterUnavailableError. */
  members: () => Promise<readonly TeamMember[]>;
}

export type HostingService = ReturnType<typeof makeHostingService>;

const ATTEMPTS = 25;

/** Cards older than this are left as they are, in days; and so many of them are brought up to date at most. */
const CARDS_KEPT_DAYS = 60;
const MOST_CARDS = 12;
const MOST_NOTES = 10;
const MOST_VERSIONS = 100;

/**
 * The plans of Göteborg's hostings (S4). Every method is for coordinators only, and throws NotFoundOrNotAllowedError for
 * others, StorageUnavailableError and RosterUnavailableError.
 */
export function makeHostingService({ store, coordinators, people, members }: HostingServiceParts) {
  async function open(action: Action): Promise<Opened> {
    await mustBeCoordinator(action);
    const [plans, { state }] = await Promise.all([store.all(action.signal), store.state()]);
    const { lists } = action.reader;
    const today = cityDay(action.now);
    const next = nextHosting(lists, today);
    return {
      plans: plans.map(({ plan }) => plan),
      state,
      ahead: hostingsAhead(lists, today),
      ...(next && { next }),
    };
  }

  /** One activity with what has become of it, newest first. */
  async function activity(action: Action, meetingId: string, activityId: string) {
    await mustBeCoordinator(action);
    const [versions, { state }] = await Promise.all([
      store.history(meetingId, MOST_VERSIONS, action.signal),
      store.state(),
    ]);
    const plan = versions[0]?.plan;
    const found = activityIn(plan, activityId);
    if (!plan || !found) throw new NotFoundOrNotAllowedError();
    return { plan, activity: found, versions, state };
  }

  /** Adopts the plan that is proposed; where a colleague was first, theirs stands. */
  async function adopt(action: Action, meetingId: string): Promise<Changed> {
    await mustBeCoordinator(action);
    const { lists } = action.reader;
    const meeting = meetingById(lists, meetingId);
    if (!meeting || !hostingOf(lists, { meetingId })) throw new NotFoundOrNotAllowedError();
    const known = await store.load(meetingId, action.signal);
    if (known) return { kind: 'same', plan: known.plan, before: known.plan, wake: [] };
    const deed = deedOf(action);
    const plan = adopted(meetingId, reckonedFrom(lists, meeting), deed);
    const card = await store.job(proposalJob(meetingId).key, action.signal);
    const cards = card ? [card] : [];
    try {
      await store.save(undefined, { plan, ...deed }, reopened(cards, deed.at), action.signal);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return adopt(action, meetingId);
    }
    return { kind: 'saved', plan, before: plan, wake: keysOf(cards) };
  }

  /**
   * Changes a plan from what is stored at that moment, again if somebody else changed it meanwhile, and brings the cards
   * that tell of it up to date. `activityId`: which activity it is about; absent for the plan as a whole.
   */
  async function change(action: Action, about: About, decide: (plan: Plan) => Plan): Promise<Changed> {
    await mustBeCoordinator(action);
    for (let attempt = 1; ; attempt += 1) {
      const stored = await store.load(about.meetingId, action.signal);
      if (!stored) throw new NotFoundOrNotAllowedError();
      const plan = decide(stored.plan);
      if (isSame(plan, stored.plan)) return { kind: 'same', plan, before: stored.plan, wake: [] };
      try {
        return await save(action, stored, plan, about);
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
        await jitter(attempt);
      }
    }
  }

  async function save(action: Action, stored: StoredPlan, plan: Plan, about: About): Promise<Changed> {
    const deed = deedOf(action);
    const cards = await cardsAbout(action, about);
    await store.save(stored, { plan, ...deed }, reopened(cards, deed.at), action.signal);
    return { kind: 'saved', plan, before: stored.plan, wake: keysOf(cards) };
  }

  /** The cards of the last mornings, and the notes, that tell of an activity or of the whole plan. */
  async function cardsAbout({ now, signal }: Action, { meetingId, activityId }: About): Promise<StoredJob[]> {
    const mornings = await store.morningsFrom(plusDays(cityDay(now), -CARDS_KEPT_DAYS), signal);
    const days = mornings.filter(morning => isAbout(morning, meetingId, activityId)).map(({ day }) => day);
    const [cards, notes] = await Promise.all([
      Promise.all(days.slice(-MOST_CARDS).map(day => store.job(dayJob(day).key, signal))),
      activityId ? store.notesOf(meetingId, activityId, signal) : [],
    ]);
    const found = [...cards, ...notes.slice(-MOST_NOTES)].flatMap(job => (job ? [job] : []));
    // One that was never posted, and is not about to be, has lost its reason.
    return found.filter(({ job }) => job.posted !== undefined || job.state === 'waiting');
  }

  /** Whose ids can be chosen: undefined while Teams does not tell, or storage which team it is. */
  async function team({ signal }: Pick<Action, 'signal'>): Promise<readonly TeamMember[] | undefined> {
    try {
      const all = await beforeDeadline(signal, members());
      return all.filter(({ guest }) => !guest);
    } catch (error) {
      const isAway = error instanceof RosterUnavailableError || error instanceof StorageUnavailableError;
      if (!isAway) throw error;
      return undefined;
    }
  }

  /** Keeps the name of somebody who has become responsible and has not met the bot yet. */
  async function hearOf({ actor, signal }: Action, { id, name }: TeamMember): Promise<void> {
    const heardOf = { id, tenantId: actor.tenantId, name, heardOf: true as const };
    await people.change(id, person => (person ? undefined : heardOf), signal);
  }

  /** Not longer than the turn may take: a form must come back in time. */
  async function mustBeCoordinator({ actor, signal }: Action): Promise<void> {
    const isOne = await beforeDeadline(signal, coordinators.includes(actor.id));
    if (!isOne) throw new NotFoundOrNotAllowedError();
  }

  return { open, activity, adopt, change, team, hearOf, mustBeCoordinator };
}

/** The stamp of what somebody does. */
export function deedOf({ actor, now }: Pick<Action, 'actor' | 'now'>): Deed {
  return { by: actor.id, at: now.toISOString() };
}

/** The activity of a plan. Throws NotFoundOrNotAllowedError where there is none. */
export function mustHave(plan: Plan, id: string): Activity {
  const found = activityIn(plan, id);
  if (!found) throw new NotFoundOrNotAllowedError();
  return found;
}

/** Which meetings have a plan proposed and not adopted yet. */
export function withoutPlan({ ahead, plans }: Opened): Meeting[] {
  return ahead.filter(meeting => !plans.some(({ meetingId }) => meetingId === idOf(meeting)));
}

/**
 * The plan that somebody most likely means: one with something left to do, that of a meeting to come first; none where
 * a plan is proposed for the next meeting and none of these is for one to come; else the latest.
 */
export function planAtFirst(opened: Opened): Plan | undefined {
  const ahead = opened.ahead.map(idOf);
  const byYear = [...opened.plans].sort((a, b) => (a.meetingId < b.meetingId ? -1 : 1));
  const left = byYear.filter(plan => !isFinished(plan));
  const coming = left.find(({ meetingId }) => ahead.includes(meetingId));
  if (coming || withoutPlan(opened).length > 0) return coming;
  return left[0] ?? byYear.at(-1);
}

function isAbout(
  { items, moved, left }: Morning,
  meetingId: string,
  activityId: string | undefined,
): boolean {
  if (left.length > 0) return true;
  if (activityId === undefined && moved.some(one => one.meetingId === meetingId)) return true;
  return items.some(
    item => item.meetingId === meetingId && (activityId === undefined || item.activityId === activityId),
  );
}

function reopened(cards: readonly StoredJob[], at: string): Write[] {
  return cards.flatMap(card => reopenJob(card, card.job.wanted + 1, at));
}

function keysOf(cards: readonly StoredJob[]): string[] {
  return cards.map(({ job }) => job.key);
}

/** In whichever order its parts were put together. */
export function isSame(a: Plan, b: Plan): boolean {
  return isDeepStrictEqual(a, b);
}
