import { LAST_YEAR } from '../register/when';
import {
  isAhead,
  isMeeting,
  meetings,
  placeOf,
  takingPlace,
  type Cycle,
  type Entry,
  type Meeting,
} from './cycle';

/** No move shifts a meeting further than this, so up to the last year every meeting finds its counterpart. */
const HORIZON = LAST_YEAR + 200;

/** A meeting by year and host; `none`: there is no such meeting; `unknown`: nobody knows. */
export type Hosting = { year: number; host: string } | 'none' | 'unknown';

/** What becomes of a meeting. */
export interface Difference {
  before: Hosting;
  after: Hosting;
}

export interface Consequences {
  /** The meetings that get another year or host, that fall away or that are new; by year. */
  differences: Difference[];
  /** When the city hosts next. */
  nextTurn: Difference;
}

/**
 * What a change of the cycle means, to be seen before it is made: which meetings come in other years or cities, and
 * when the city `cityId` hosts next from the year `now` on. A meeting is held against the one with the same turn.
 */
export function consequences(before: Cycle, after: Cycle, cityId: string, now: number): Consequences {
  const was = meetings(before, HORIZON);
  const is = meetings(after, HORIZON);
  return {
    differences: differences(was, is, before, after).filter(difference => yearOf(difference) <= LAST_YEAR),
    nextTurn: {
      before: nextTurn(was, cityId, now) ?? afterAll(before),
      after: nextTurn(is, cityId, now) ?? afterAll(after),
    },
  };
}

/** What is known of the years after the last meeting. */
function afterAll({ answer }: Cycle): 'unknown' | 'none' {
  return answer === 'notKnown' ? 'unknown' : 'none';
}

function differences(was: readonly Entry[], is: readonly Entry[], before: Cycle, after: Cycle): Difference[] {
  const gone = without(takingPlace(was), takingPlace(is));
  const come = without(takingPlace(is), takingPlace(was));
  const pairs = gone.map((meeting): Difference => {
    const index = come.findIndex(({ turn }) => turn === meeting.turn);
    const [counterpart] = index < 0 ? [] : come.splice(index, 1);
    return {
      before: hosting(meeting),
      after: counterpart ? hosting(counterpart) : missing(is, meeting.year, after),
    };
  });
  const added = come.map((meeting): Difference => ({
    before: missing(was, meeting.year, before),
    after: hosting(meeting),
  }));
  return [...pairs, ...added].filter(isSeen).sort((a, b) => yearOf(a) - yearOf(b));
}

function without(list: readonly Meeting[], others: readonly Meeting[]): Meeting[] {
  const keyOf = ({ year, host, movedFrom }: Meeting) => `${year} ${host} ${movedFrom}`;
  const keys = new Set(others.map(keyOf));
  return list.filter(meeting => !keys.has(keyOf(meeting)));
}

/** Where a meeting of the other list is not in this one: unknown when it would lie beside unknown years. */
function missing(list: readonly Entry[], year: number, cycle: Cycle): Hosting {
  const last = list.at(-1);
  if (last?.kind === 'meeting' && last.year < year) return afterAll(cycle);
  const isBeside = list.some((entry, index) => {
    const [before, next] = [list[index - 1], list[index + 1]];
    if (entry.kind !== 'unknown' || before?.kind !== 'meeting' || next?.kind !== 'meeting') return false;
    return before.year < year && year < placeOf(next);
  });
  return isBeside ? 'unknown' : 'none';
}

function nextTurn(list: readonly Entry[], cityId: string, now: number): Hosting | undefined {
  const next = list
    .filter(isAhead)
    .find(entry => (isMeeting(entry) ? entry.host === cityId && entry.year >= now : entry.to >= now));
  if (!next) return undefined;
  return isMeeting(next) ? hosting(next) : 'unknown';
}

function hosting({ year, host }: Meeting): { year: number; host: string } {
  return { year, host };
}

/** A meeting may have come to the same year and city another way. */
function isSeen({ before, after }: Difference): boolean {
  if (typeof before !== 'object' || typeof after !== 'object') return true;
  return before.year !== after.year || before.host !== after.host;
}

function yearOf({ before, after }: Difference): number {
  return Math.min(...[before, after].flatMap(side => (typeof side === 'object' ? [side.year] : [])));
}
