import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { cityDay, cityYear } from '../i18n/moments';
import type { Finder } from '../register/finder';
import { askedAtOnce } from '../register/follow-up';
import { makeReference, sameContent, type Content } from '../register/model';
import {
  digestOf,
  digestsWith,
  nextNumber,
  type CollaborationStore,
  type Draft,
  type Shared,
} from '../register/store';
import * as transitions from '../register/transitions';
import { endOf, startOf } from '../register/when';
import { digestItemOf, pickWhoElse, type DigestItem } from '../register/who-else';
import { ConflictError } from '../storage/errors';
import { jitter } from '../storage/jitter';
import type { Action } from './access';
import { asIs, type Changing, type Done } from './changing';
import { cardJobs, type ConfirmationPlace } from './deliveries';
import { maybeTheSame, type Known } from './same';

export interface Informed extends Done {
  kind: 'informed';
  whoElse: DigestItem[];
}

/** Nothing is stored yet: the person says first whether it is one of these. */
export interface AskedWhetherTheSame {
  kind: 'maybeTheSame';
  known: Known[];
}

export interface NewDraft {
  id: string;
  content: Content;
  /** The form's message becomes the confirmation. */
  confirmation?: ConfirmationPlace;
  /** The person has said that it is another than those that are known. */
  another?: boolean;
}

export interface InformingParts {
  store: CollaborationStore;
  finder: Finder;
  changing: Changing;
  edit: (action: Action, ref: string, content: Content) => Promise<Done>;
}

const ATTEMPTS = 25;
/** How many collaborations with a city are looked through for the same. */
const LOOKED_THROUGH = 20;
const NO_END = '9999-12-31';

/** Telling of a collaboration for the first time (S8). */
export function makeInforming({ store, finder, changing, edit }: InformingParts) {
  /**
   * The draft key makes it once, however often it is sent: the same content again gives the confirmation again, other
   * content becomes an edit of the same reference. Where it may be known already the person is asked first.
   */
  async function inform(action: Action, draft: NewDraft): Promise<Informed | AskedWhetherTheSame> {
    for (let attempt = 1; ; attempt += 1) {
      const [shared, nearby] = await Promise.all([
        store.loadShared(action.signal),
        draft.another ? [] : nearbyIn(action, draft.content),
      ]);
      const known = draft.another
        ? []
        : maybeTheSame(draft.content, [...nearby, ...newestIn(shared, draft.content)]);
      try {
        if (known.length === 0) return await insertNew(action, shared, draft);
        // Pressed twice: what is known is the very same.
        const sent = await store.findDraft(draft.id, action.signal);
        return sent ? await repeatInform(action, sent, draft.content) : { kind: 'maybeTheSame', known };
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        const sent = await store.findDraft(draft.id, action.signal);
        if (sent) return repeatInform(action, sent, draft.content);
        if (attempt >= ATTEMPTS) throw error;
        await jitter(attempt);
      }
    }
  }

  /** What is under way with the same cities at that time. */
  async function nearbyIn({ signal, now }: Action, { cities, when }: Content): Promise<Known[]> {
    const days = { from: startOf(when) ?? cityDay(now), to: endOf(when) ?? NO_END };
    const found = await Promise.all(cities.map(city => finder.during(city, days, LOOKED_THROUGH, signal)));
    return found.flatMap(({ items }) => items);
  }

  /** Those that go on without an end stand far behind the others there; the newest of each unit are at hand here. */
  function newestIn(shared: Shared, { cities }: Content): Known[] {
    return cities.flatMap(city => Object.values(digestOf(shared, city).digest.items));
  }

  async function insertNew(
    action: Action,
    shared: Shared,
    { id, content, confirmation }: NewDraft,
  ): Promise<Informed> {
    const year = cityYear(action.now);
    const ref = makeReference(year, nextNumber(shared, year));
    const told = transitions.inform(ref, content, action.now.toISOString(), action.actor.id);
    const notification = askedAtOnce(told);
    const known = content.cities.map(cityId => digestOf(shared, cityId).digest);
    const whoElse = pickWhoElse(known, digestItemOf(notification));
    const digests = digestsWith(shared, notification);
    const jobs = cardJobs(notification, confirmation);
    await store.insert({ notification, shared, digests, jobs, draftId: id }, action.signal);
    const wake = jobs.filter(job => !job.dueAt).map(job => job.key);
    const followed = confirmation ? [confirmation.activityId] : [];
    return {
      kind: 'informed',
      notification,
      view: 'sender',
      changed: true,
      wake,
      followed,
      stale: [],
      whoElse,
    };
  }

  async function repeatInform(action: Action, draft: Draft, content: Content): Promise<Informed> {
    if (draft.by !== action.actor.id) throw new NotFoundOrNotAllowedError();
    const stored = await changing.mustLoad(draft.ref, action);
    const same = sameContent(stored.notification.content, content) || stored.notification.withdrawn;
    const done = same ? asIs(stored, 'sender') : await edit(action, draft.ref, content);
    return { kind: 'informed', ...done, whoElse: await store.whoElse(done.notification, action.signal) };
  }

  return inform;
}
