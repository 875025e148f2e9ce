import fc from 'fast-check';
import { cancel, enter, hold, move, plan, skip, swap, type Change } from '../../src/meetings/changes';
import type { Cycle, Member } from '../../src/meetings/cycle';
import { confirmByHost, oneLost, order, strict, unsaid } from './cycles';

export const CITIES = [...order.map(({ cityId }) => cityId), 'kiel', 'oslo'];

export const year = fc.integer({ min: 2012, max: 2104 });
/** Where changes meet. */
export const nearYear = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 2019, max: 2045 }) }, year);
const then = fc.constantFrom('keepOrder' as const, 'keepOddYears' as const);
export const city = fc.constantFrom(...CITIES);

/** A change that somebody makes. */
export interface Deed {
  /** The years that it names. */
  names: number[];
  apply: (cycle: Cycle) => Change;
}

export const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc
    .tuple(nearYear, nearYear, then)
    .map(([at, to, how]) => ({ names: [at], apply: (cycle: Cycle) => move(cycle, at, to, how) })),
  fc
    .tuple(nearYear, then, fc.constantFrom(skip, cancel))
    .map(([at, how, callOff]) => ({ names: [at], apply: (cycle: Cycle) => callOff(cycle, at, how) })),
  fc
    .tuple(nearYear, nearYear)
    .map(([one, other]) => ({ names: [one, other], apply: (cycle: Cycle) => swap(cycle, one, other) })),
  fc
    .tuple(nearYear, fc.constantFrom(plan, confirmByHost, hold))
    .map(([at, settle]) => ({ names: [at], apply: (cycle: Cycle) => settle(cycle, at) })),
  fc
    .tuple(nearYear, city, fc.constantFrom('planned' as const, 'held' as const, 'cancelled' as const), then)
    .map(([at, host, status, how]) => ({
      names: [at],
      apply: (cycle: Cycle) => enter(cycle, { year: at, host, status, then: how }),
    })),
);

export const years = fc
  .record({ from: fc.option(nearYear, { nil: undefined }), length: fc.nat({ max: 30 }) })
  .map(({ from, length }) => ({ from: from ?? 2030, to: (from ?? 2030) + length }));
export const member = (cityId: string): fc.Arbitrary<Member> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ cityId }) },
    years.map(({ from }) => ({ cityId, from })),
    years.map(({ to }) => ({ cityId, to })),
    years.map(paused => ({ cityId, paused })),
  );
export const members = fc
  .shuffledSubarray(CITIES, { minLength: 1 })
  .chain(ids => fc.tuple(...ids.map(member)));

const begun: fc.Arbitrary<Cycle> = fc.oneof(
  fc.constantFrom(unsaid, strict, oneLost),
  members.map(some => ({ ...oneLost, members: some })),
);

/** A cycle in which much has been changed. */
export const cycle = fc
  .tuple(begun, fc.array(deed, { maxLength: 12 }))
  .map(([start, deeds]) => deeds.reduce(afterOr, start));

export function afterOr(before: Cycle, { apply }: Deed): Cycle {
  const change = apply(before);
  return change.kind === 'changed' ? change.after : before;
}
