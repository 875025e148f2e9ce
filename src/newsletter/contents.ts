import type { Lists } from '../directory/lists';
import { cityDay } from '../i18n/moments';
import type { Finder } from '../register/finder';
import { comingDays, makeIssue, type Issue, type Letter } from './model';

/** So many of each kind, and for under way of each city, are looked through at most. */
const MOST = 300;

/** Letters of one month are sent close together: what was read for one serves the next, for so many milliseconds. */
const SHARED_MS = 30_000;

/** What a letter tells, read from the register at the moment when it is sent. */
export interface Contents {
  load(letter: Letter, lists: Lists): Promise<Issue>;
}

export function makeContents({ finder, now }: { finder: Finder; now: () => Date }): Contents {
  let shared: { of: string; until: number; issue: Promise<Issue> } | undefined;

  async function read(letter: Letter, lists: Lists): Promise<Issue> {
    const day = cityDay(now());
    const { from, to } = comingDays(day);
    const [told, during, beginning] = await Promise.all([
      finder.toldSince(letter.newFrom, MOST),
      Promise.all(lists.cities.map(city => finder.during(city.id, { from: day, to: day }, MOST))),
      finder.page('all', { beganFrom: from, beganBy: to, limit: MOST }),
    ]);
    return makeIssue(
      {
        told: told.items,
        during: during.flatMap(({ items }) => items),
        beginning: beginning.items,
        more: {
          new: told.next !== undefined,
          underWay: during.some(({ more }) => more),
          coming: beginning.next !== undefined,
        },
      },
      letter,
    );
  }

  async function load(letter: Letter, lists: Lists): Promise<Issue> {
    const at = now().getTime();
    if (!shared || shared.of !== letter.createdAt || shared.until <= at) {
      shared = { of: letter.createdAt, until: at + SHARED_MS, issue: read(letter, lists) };
    }
    const { issue } = shared;
    try {
      return await issue;
    } catch (error) {
      if (shared?.issue === issue) shared = undefined;
      throw error;
    }
  }

  return { load };
}
