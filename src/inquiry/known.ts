import type { Finder } from '../register/finder';
import type { Found } from '../register/rows';
import { meet } from '../register/when';
import type { Inquiry } from './model';

/** What a unit has told of in a period. `more`: there was more to look through. */
export interface Known {
  items: readonly Found[];
  more: boolean;
}

/** The days that are asked about, both included. */
export type Period = Pick<Inquiry, 'from' | 'to'>;

/** So many of a unit's collaborations are looked through for a card. */
const LOOKED_THROUGH = 200;
const PAGE = 1_000;

/** What stands in the register of the collaborations that units have, alone or together with others (S6). */
export function makeKnown(finder: Pick<Finder, 'page' | 'toldSince'>) {
  /** Those of a unit that were under way at some time in a period, those that began last first. */
  async function ofUnit(unitId: string, period: Period, signal?: AbortSignal): Promise<Known> {
    const { items, next } = await finder.page(`unit:${unitId}`, { limit: LOOKED_THROUGH }, signal);
    return { items: items.filter(isIn(period)), more: next !== undefined };
  }

  /** Whether a unit has any in a period, however many it has in all. */
  async function hasAny(unitId: string, period: Period): Promise<boolean> {
    for (let after: string | undefined; ;) {
      const { items, next } = await finder.page(`unit:${unitId}`, { limit: PAGE, after });
      if (items.some(isIn(period))) return true;
      if (next === undefined) return false;
      after = next;
    }
  }

  /** Units that have told of something in a period since a moment (ISO), out of the latest thousand. */
  async function toldSince(moment: string, period: Period, signal?: AbortSignal): Promise<Set<string>> {
    const { items } = await finder.toldSince(moment, PAGE, undefined, signal);
    return new Set(
      items.filter(isIn(period)).flatMap(({ unitId, participatingUnits }) => [unitId, ...participatingUnits]),
    );
  }

  return { ofUnit, hasAny, toldSince };
}

export type KnownCollaborations = ReturnType<typeof makeKnown>;

function isIn({ from, to }: Period): (found: Found) => boolean {
  return ({ when }) => meet(when, { kind: 'span', from, to, precision: 'day' });
}
