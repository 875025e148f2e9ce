import { LAST_YEAR } from '../register/when';
import {
  hostOf,
  isCalledOff,
  isMeeting,
  isMemberIn,
  meetings,
  yearAfter,
  type Anchor,
  type Cycle,
  type Meeting,
  type Then,
} from './cycle';

/**
 * Why a change is refused.
 *
 * - `beyond`: after the last year that is reckoned with
 * - `unknownYear`: nobody knows whether there is a meeting that year
 * - `noMeeting`: there is none that year
 * - `held`, `calledOff`: the meeting has been held, or was skipped or cancelled
 * - `unchanged`: it is so already
 * - `yearTaken`, `across`: another meeting has the year, or lies between the old year and the new one
 * - `notMember`: the city is not in the cycle that year
 * - `noRoom`: the next meeting is another city's and stays, so the turn cannot be kept
 */
export type Refusal =
  | 'beyond'
  | 'unknownYear'
  | 'noMeeting'
  | 'held'
  | 'calledOff'
  | 'unchanged'
  | 'yearTaken'
  | 'across'
  | 'notMember'
  | 'noRoom';

/** What a change leads to. The cycle before is left as it was: to have it again is to undo. */
export type Change = { kind: 'changed'; after: Cycle } | { kind: 'refused'; why: Refusal };

/** A meeting that somebody tells of. */
export type Told = Pick<Anchor, 'year' | 'host' | 'movedFrom'> & {
  status: Exclude<Anchor['status'], 'moved'>;
  /** When it was another city's turn. */
  turn?: string;
  then?: Then;
};

/**
 * Enters a meeting as it is known, whatever the order says of the year: what was calculated there gives way, and what
 * lies between it and the known ones is unknown if the order does not lead there.
 */
export function enter(cycle: Cycle, told: Told): Change {
  const { turn = told.host, then = 'keepOrder', ...rest } = told;
  const why = refusedYear(cycle, told.host, told.year);
  if (why) return refused(why);
  if (cycle.anchors.some(({ year }) => year === told.year)) return refused('yearTaken');
  const anchor: Anchor = { ...rest, turn, then };
  return changed(cycle, isCalledOff(anchor) ? calledOff(anchor, told.status, then) : anchor);
}

/**
 * Moves a meeting to another year, where it has to be confirmed anew. Back in its own year it is planned. To the year
 * that it was moved to already, only the later ones follow otherwise.
 */
export function move(cycle: Cycle, year: number, to: number, then: Then): Change {
  const found = changeable(cycle, year);
  if (typeof found === 'string') return refused(found);
  if (to === year) {
    const isOtherRule = found.movedFrom !== undefined && found.then !== then;
    return isOtherRule ? changed(cycle, { ...found, then }) : refused('unchanged');
  }
  const why = refusedYear(cycle, found.host, to) ?? obstacle(cycle, year, to);
  if (why) return refused(why);
  const { movedFrom = year, confirmations: _forTheOldYear, ...anchor } = found;
  return changed(
    withoutYear(cycle, year),
    to === movedFrom
      ? { ...anchor, year: to, status: 'planned', then }
      : { ...anchor, year: to, status: 'moved', then, movedFrom },
  );
}

/** Passes a meeting over: none that year. */
export function skip(cycle: Cycle, year: number, then: Then): Change {
  return callOff(cycle, year, 'skipped', then);
}

/** Cancels a meeting. */
export function cancel(cycle: Cycle, year: number, then: Then): Change {
  return callOff(cycle, year, 'cancelled', then);
}

/** Lets two cities host in each other's stead, which has to be confirmed anew. The order of the later ones stays. */
export function swap(cycle: Cycle, year: number, otherYear: number): Change {
  const one = changeable(cycle, year);
  const other = changeable(cycle, otherYear);
  if (typeof one === 'string') return refused(one);
  if (typeof other === 'string') return refused(other);
  if (one.host === other.host) return refused('unchanged');
  const why = refusedYear(cycle, one.host, otherYear) ?? refusedYear(cycle, other.host, year);
  if (why) return refused(why);
  return changed(cycle, hostedBy(one, other.host), hostedBy(other, one.host));
}

function hostedBy({ confirmations: _byTheOldHost, ...anchor }: Anchor, host: string): Anchor {
  return { ...anchor, host, status: anchor.status === 'confirmed' ? 'planned' : anchor.status };
}

/** Begins to plan a calculated meeting: from now on it stays where it is. */
export function plan(cycle: Cycle, year: number): Change {
  return settle(cycle, year, 'planned', ['calculated']);
}

/**
 * Notes that a city has confirmed on an ISO day: the meeting is confirmed with its host's word, while another's says
 * only that it takes part. A calculated meeting is planned from then on.
 */
export function confirm(cycle: Cycle, year: number, cityId: string, on: string): Change {
  const found = changeable(cycle, year);
  if (typeof found === 'string') return refused(found);
  const { confirmations = [] } = found;
  if (confirmations.some(known => known.cityId === cityId && known.on === on)) return refused('unchanged');
  const others = confirmations.filter(known => known.cityId !== cityId);
  const status = cityId === found.host ? 'confirmed' : found.status;
  return changed(cycle, { ...found, status, confirmations: [...others, { cityId, on }] });
}

/** Takes a city's confirmation back. Without its host's the meeting is planned. */
export function unconfirm(cycle: Cycle, year: number, cityId: string): Change {
  const found = changeable(cycle, year);
  if (typeof found === 'string') return refused(found);
  const { confirmations = [], ...anchor } = found;
  const left = confirmations.filter(known => known.cityId !== cityId);
  if (left.length === confirmations.length) return refused('unchanged');
  const status = cityId === found.host && found.status === 'confirmed' ? 'planned' : found.status;
  return changed(cycle, { ...anchor, status, ...(left.length > 0 && { confirmations: left }) });
}

/** Takes back that a meeting was skipped or cancelled: it is planned again, in the same city. */
export function reinstate(cycle: Cycle, year: number): Change {
  const anchor = anchorOf(cycle, year);
  if (!anchor) return refused('noMeeting');
  if (!isCalledOff(anchor)) return refused('unchanged');
  const { turnLost: _kept, ...meeting } = anchor;
  return changed(cycle, { ...meeting, status: anchor.movedFrom === undefined ? 'planned' : 'moved' });
}

/** Takes away what was told of a year, so that it is calculated again. */
export function forget(cycle: Cycle, year: number): Change {
  const anchor = anchorOf(cycle, year);
  if (!anchor) return refused('noMeeting');
  return cycle.anchors.length === 1
    ? refused('unchanged')
    : { kind: 'changed', after: withoutYear(cycle, year) };
}

/** Notes that a meeting has been held. */
export function hold(cycle: Cycle, year: number): Change {
  return settle(cycle, year, 'held', ['calculated', 'planned', 'moved', 'confirmed']);
}

function settle(
  cycle: Cycle,
  year: number,
  status: Anchor['status'],
  before: readonly Meeting['status'][],
): Change {
  const found = changeable(cycle, year);
  if (typeof found === 'string') return refused(found);
  const known = anchorOf(cycle, year)?.status ?? 'calculated';
  return before.includes(known) ? changed(cycle, { ...found, status }) : refused('unchanged');
}

function callOff(cycle: Cycle, year: number, status: 'skipped' | 'cancelled', then: Then): Change {
  const found = changeable(cycle, year);
  if (typeof found === 'string') return refused(found);
  const anchor = calledOff(found, status, then);
  const next = cycle.anchors.filter(later => later.year > year).sort((a, b) => a.year - b.year)[0];
  const isNext = next && next.year <= yearAfter(anchor);
  if (isNext && !anchor.turnLost && next.turn !== anchor.turn) return refused('noRoom');
  return changed(cycle, anchor);
}

/** The years of the later ones stay as they were before, unless they are to be odd. */
function calledOff(anchor: Anchor, status: Anchor['status'], then: Then): Anchor {
  return then === 'keepOddYears' ? { ...anchor, status, then, turnLost: true } : { ...anchor, status };
}

/** The meeting of a year as an anchor, or why it cannot be changed. */
function changeable(cycle: Cycle, year: number): Anchor | Refusal {
  if (year > LAST_YEAR) return 'beyond';
  const answer = hostOf(meetings(cycle), year);
  if (answer.kind === 'unknown') return 'unknownYear';
  if (answer.kind === 'none') return answer.instead?.year === year ? 'calledOff' : 'noMeeting';
  const { host, turn, status } = answer.meeting;
  if (status === 'held') return 'held';
  return anchorOf(cycle, year) ?? { year, host, turn, status: 'planned', then: 'keepOrder' };
}

function anchorOf({ anchors }: Cycle, year: number): Anchor | undefined {
  return anchors.find(anchor => anchor.year === year);
}

function refusedYear({ members }: Cycle, host: string, year: number): Refusal | undefined {
  if (year > LAST_YEAR) return 'beyond';
  return members.some(member => member.cityId === host && isMemberIn(member, year)) ? undefined : 'notMember';
}

/** Later meetings give way to one that is moved, unless they are known; earlier ones never do. */
function obstacle(cycle: Cycle, year: number, to: number): Refusal | undefined {
  const firm = to > year ? cycle.anchors : meetings(cycle).filter(isMeeting);
  const years = firm.map(meeting => meeting.year).filter(other => other !== year);
  if (years.includes(to)) return 'yearTaken';
  return years.some(other => Math.min(year, to) < other && other < Math.max(year, to)) ? 'across' : undefined;
}

function withoutYear(cycle: Cycle, year: number): Cycle {
  return { ...cycle, anchors: cycle.anchors.filter(anchor => anchor.year !== year) };
}

function changed(cycle: Cycle, ...put: Anchor[]): Change {
  const years = put.map(({ year }) => year);
  const others = cycle.anchors.filter(({ year }) => !years.includes(year));
  const anchors = [...others, ...put].sort((a, b) => a.year - b.year);
  return { kind: 'changed', after: { ...cycle, anchors } };
}

function refused(why: Refusal): Change {
  return { kind: 'refused', why };
}
