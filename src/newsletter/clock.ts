import { editorsOn } from '../directory/editors';
import type { Lists } from '../directory/lists';
import { cityDay } from '../i18n/moments';
import { ConflictError } from '../storage/errors';
import type { Contents } from './contents';
import { channelLetterJob, letterKinds, personLetterJob, reachJob } from './deliveries';
import {
  choicesByPerson,
  isEmpty,
  issueFor,
  monthOpenAt,
  owesLetter,
  newFromAtFirst,
  type Letter,
} from './model';
import type { NewsletterStore, Stored } from './store';

export interface LetterClockParts {
  store: NewsletterStore;
  contents: Contents;
  lists: () => Promise<Lists>;
}

/** Two rows for each job, and the letter's own, in one transaction of a hundred writes at most. */
const BATCH = 40;

/** Other instances at the same work: whoever loses so often leaves it to them until the next tick. */
const MOST_CONFLICTS = 10;

/** Letters that were sent on to people whose ids lie between those of a batch: far fewer than this. */
const MOST_BETWEEN = 1000;

/** Enters each month's letter into the ledger, once, however many instances ask and whichever of them dies. */
export function makeLetterClock({ store, contents, lists }: LetterClockParts) {
  let started: string | undefined;
  let done: string | undefined;

  /** Enters what is due at a moment; returns the keys of the jobs. Throws storage errors. */
  async function enterDue(now: Date): Promise<readonly string[]> {
    started ??= await firstStartOf(now);
    const month = monthOpenAt(now);
    if (month === undefined || month === done) return [];
    if (owesLetter(month, started)) return enter(month, now);
    done = month;
    return [];
  }

  async function firstStartOf(now: Date): Promise<string> {
    const known = await store.loadCalendar();
    if (known) return known.value.firstStart;
    try {
      await store.beginCalendar({ firstStart: now.toISOString() });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
    return (await store.loadCalendar())?.value.firstStart ?? now.toISOString();
  }

  async function enter(month: string, now: Date): Promise<string[]> {
    const entered: string[] = [];
    let subscribers: string[] | undefined;
    for (let conflicts = 0; conflicts < MOST_CONFLICTS;) {
      const stored = await store.loadLetter(month);
      if (stored?.value.done) {
        done = month;
        break;
      }
      try {
        if (!stored) {
          entered.push(...(await begin(month, now)));
          continue;
        }
        subscribers ??= await subscribersTo(stored.value, now);
        entered.push(...(await enterBatch(stored, subscribers, now)));
      } catch (error) {
        // Another instance was first: on from where it has come.
        if (!(error instanceof ConflictError)) throw error;
        conflicts += 1;
      }
    }
    return entered;
  }

  async function begin(month: string, now: Date): Promise<string[]> {
    const calendar = await store.loadCalendar();
    if (!calendar) throw new Error('it is not known since when there are letters');
    const { toldUpTo, firstStart } = calendar.value;
    const letter: Letter = {
      month,
      createdAt: now.toISOString(),
      newFrom: toldUpTo ?? newFromAtFirst(month, firstStart),
      cursor: '',
      done: false,
      version: 1,
    };
    // An empty register has nothing to tell, not even to the channel.
    const nothing = isEmpty(await contents.load(letter, await lists()));
    const jobs = nothing ? [] : [channelLetterJob(month, letter.version)];
    await store.insertLetter({ ...letter, done: nothing }, calendar, jobs);
    return jobs.map(({ key }) => key);
  }

  /** Ids of those who get it, in order: whoever subscribes, or edits for a unit that does, and has something to read. */
  async function subscribersTo(letter: Letter, now: Date): Promise<string[]> {
    const current = await lists();
    const [issue, subscriptions] = await Promise.all([
      contents.load(letter, current),
      store.allSubscriptions(),
    ]);
    const day = cityDay(now);
    const choices = choicesByPerson(subscriptions, unitId =>
      editorsOn(current, unitId, day).map(({ personId }) => personId),
    );
    return [...choices.keys()].filter(id => !isEmpty(issueFor(issue, choices.get(id)!))).sort();
  }

  /** The next few subscribers. Whoever moves the letter's cursor first enters them. */
  async function enterBatch(
    before: Stored<Letter>,
    subscribers: readonly string[],
    now: Date,
  ): Promise<string[]> {
    const letter = before.value;
    const { month } = letter;
    const left = subscribers.filter(id => id > letter.cursor);
    const batch = left.slice(0, BATCH);
    const complete = left.length === batch.length;
    // Somebody may have sent it on to a subscriber already.
    const known = await keysAmong(month, batch);
    const letters = batch
      .map(id => personLetterJob(month, id, letterKinds.letter))
      .filter(({ key }) => !known.has(key));
    const after = { ...letter, cursor: batch.at(-1) ?? letter.cursor, done: complete };
    const counts = complete && subscribers.length > 0 ? [reachJob(month, now)] : [];
    await store.replaceLetter({ before, after, jobs: [...letters, ...counts], at: now.toISOString() });
    return letters.map(({ key }) => key);
  }

  async function keysAmong(month: string, batch: readonly string[]): Promise<Set<string>> {
    const [from, to] = [batch[0], batch.at(-1)];
    if (from === undefined || to === undefined) return new Set();
    const { jobs } = await store.jobsOf(month, MOST_BETWEEN, { from, to });
    return new Set(jobs.map(({ key }) => key));
  }

  return { enterDue };
}
