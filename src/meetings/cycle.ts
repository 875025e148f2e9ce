import { LAST_YEAR } from '../register/when';

/** A meeting every second year (S2). */
const STEP = 2;

/** A city in the cycle. Years, both ends included; without them it has always been in it, and stays. */
export interface Member {
  cityId: string;
  from?: number;
  to?: number;
  paused?: { from: number; to?: number };
}

/**
 * How the later meetings follow one that was moved, skipped or cancelled. `keepOrder`: nobody loses a turn, and later
 * meetings come later. `keepOddYears`: later meetings come in odd years, as ever; the turn of one that was called off
 * is lost.
 */
export type Then = 'keepOrder' | 'keepOddYears';

export type Status = 'planned' | 'confirmed' | 'held' | 'moved' | 'skipped' | 'cancelled';

/** A city's word that it hosts, or takes part. */
export interface Confirmation {
  cityId: string;
  /** ISO day. */
  on: string;
}

/** A meeting that somebody knows something of. It stays as it is, whatever is changed in others. */
export interface Anchor {
  year: number;
  host: string;
  /** The city whose turn it was in the order; another than the host after a swap. */
  turn: string;
  status: Status;
  /** In which years the later ones follow. */
  then: Then;
  /** The year in which it had its place in the cycle. */
  movedFrom?: number;
  /** Of one that was skipped or cancelled: the city does not get the next meeting instead. */
  turnLost?: true;
  confirmations?: readonly Confirmation[];
}

/** What the meetings are calculated from. The members stand in the order of their turns. */
export interface Cycle {
  members: readonly Member[];
  anchors: readonly Anchor[];
  /** `notKnown`: nobody knows what came after the last anchor, so nothing is calculated there. */
  answer?: 'known' | 'notKnown';
}

/** A meeting in the list. A calculated one is what the order says, and never a fact. */
export interface Meeting {
  kind: 'meeting';
  year: number;
  host: string;
  turn: string;
  status: Status | 'calculated';
  movedFrom?: number;
  confirmations?: readonly Confirmation[];
}

/** The years of the meetings between two known ones, where the order does not lead from the one to the other. */
export interface Unknown {
  kind: 'unknown';
  from: number;
  to: number;
}

export type Entry = Meeting | Unknown;

/**
 * Every meeting from the first anchor up to the year `until`, ordered by year: the anchors, and what is calculated
 * between and after them (S2). Where the order does not arrive at the next anchor, something was changed that nobody
 * told of, so nothing is calculated there.
 */
export function meetings({ members, anchors, answer }: Cycle, until = LAST_YEAR): Entry[] {
  const known = [...anchors].sort((a, b) => a.year - b.year);
  return known
    .flatMap((anchor, index): Entry[] => {
      const next = known[index + 1];
      if (!next && answer === 'notKnown') return [asMeeting(anchor)];
      const later = next ? between(members, anchor, next) : calculated(members, anchor, until);
      return [asMeeting(anchor), ...later];
    })
    .filter(entry => firstYear(entry) <= until);
}

/** Whether a city is in the cycle in a year. */
export function isMemberIn({ from, to, paused }: Member, year: number): boolean {
  const isPaused = paused && paused.from <= year && year <= (paused.to ?? year);
  return (from ?? year) <= year && year <= (to ?? year) && !isPaused;
}

/** Whether a meeting was skipped or cancelled. */
export function isCalledOff({ status }: { status: Meeting['status'] }): boolean {
  return status === 'skipped' || status === 'cancelled';
}

/** The meetings that took or take place, known or calculated. */
export function takingPlace(list: readonly Entry[]): Meeting[] {
  return list.filter(isMeeting).filter(meeting => !isCalledOff(meeting));
}

/**
 * What comes next on an ISO day: a meeting of that year or later that is not held yet, or else years of which nobody
 * knows.
 */
export function nextMeeting(list: readonly Entry[], today: string): Entry | undefined {
  const year = Number(today.slice(0, 4));
  return list.find(entry => lastYear(entry) >= year && isAhead(entry));
}

/** Whether an entry may still come: no meeting that has been held or called off. */
export function isAhead(entry: Entry): boolean {
  return entry.kind === 'unknown' || (entry.status !== 'held' && !isCalledOff(entry));
}

/** The meetings that a city hosts. Those that were called off are among them; their status says so. */
export function turnsOf(list: readonly Entry[], cityId: string): Meeting[] {
  return list.filter(isMeeting).filter(({ host }) => host === cityId);
}

/**
 * What is known of a year. `none`: no meeting; `instead` is the one that was called off, or moved to another year.
 * Years before and after the list are unknown.
 */
export type YearAnswer =
  | { kind: 'known' | 'calculated'; meeting: Meeting }
  | { kind: 'none'; instead?: Meeting }
  | { kind: 'unknown' };

/** Who hosts in a year, and how sure that is. */
export function hostOf(list: readonly Entry[], year: number): YearAnswer {
  const [first, last] = [list.at(0), list.at(-1)];
  const entry = list.find(one => firstYear(one) <= year && year <= lastYear(one));
  if (!first || !last || year < firstYear(first) || year > lastYear(last)) return { kind: 'unknown' };
  if (entry?.kind === 'unknown') return { kind: 'unknown' };
  if (entry && !isCalledOff(entry)) {
    return { kind: entry.status === 'calculated' ? 'calculated' : 'known', meeting: entry };
  }
  const instead = entry ?? list.filter(isMeeting).find(({ movedFrom }) => movedFrom === year);
  return { kind: 'none', ...(instead && { instead }) };
}

/** The next `n` after a meeting, without those that were called off. */
export function after(list: readonly Entry[], meeting: Meeting, n: number): Entry[] {
  const later = list.filter(entry => firstYear(entry) > meeting.year);
  return later.filter(entry => entry.kind === 'unknown' || !isCalledOff(entry)).slice(0, n);
}

/** Whether an entry is a meeting, and not years of which nobody knows. */
export function isMeeting(entry: Entry): entry is Meeting {
  return entry.kind === 'meeting';
}

/** What lies between two anchors that follow on each other. */
function between(members: readonly Member[], anchor: Anchor, next: Anchor): Entry[] {
  const place = next.movedFrom ?? next.year;
  const run = calculated(members, anchor, Math.max(place, next.year));
  const arrival = run.find(({ year, turn }) => turn === next.turn && (year === place || year === next.year));
  const earlier = run.filter(({ year }) => year < (arrival?.year ?? 0));
  if (arrival && earlier.every(({ year }) => year < next.year)) return earlier;
  return unknownBetween(anchor, next);
}

/** From where one was moved to a later year, no other is missing. */
function unknownBetween(anchor: Anchor, next: Anchor): Unknown[] {
  const from = yearAfter(anchor);
  const last = placeOf(next) - 1;
  return from > last ? [] : [{ kind: 'unknown', from, to: last - ((last - from) % STEP) }];
}

/** The first of the years in which a meeting was to be, and is. */
export function placeOf({ year, movedFrom }: Pick<Anchor, 'year' | 'movedFrom'>): number {
  return Math.min(year, movedFrom ?? year);
}

/** What follows an anchor when nothing comes between. A city that is not in the order leads nowhere. */
function calculated(members: readonly Member[], anchor: Anchor, until: number): Meeting[] {
  const place = members.findIndex(({ cityId }) => cityId === anchor.turn);
  if (place < 0) return [];
  const run: Meeting[] = [];
  let next = getsNextInstead(anchor) ? place : place + 1;
  for (let year = yearAfter(anchor); year <= until; year += STEP) {
    const index = nextIndex(members, next, year);
    const turn = index === undefined ? undefined : members[index]?.cityId;
    if (index === undefined || turn === undefined) continue;
    run.push({ kind: 'meeting', year, host: turn, turn, status: 'calculated' });
    next = index + 1;
  }
  return withSwapKept(run, members, anchor);
}

/** Where two cities had swapped, whoever was to host the one that was called off hosts the next instead. */
function withSwapKept(run: Meeting[], members: readonly Member[], anchor: Anchor): Meeting[] {
  const [first, ...later] = run;
  const host = members.find(({ cityId }) => cityId === anchor.host);
  if (!first || !host || !getsNextInstead(anchor) || first.turn !== anchor.turn) return run;
  return isMemberIn(host, first.year) ? [{ ...first, host: anchor.host }, ...later] : run;
}

function getsNextInstead(anchor: Anchor): boolean {
  return isCalledOff(anchor) && !anchor.turnLost;
}

/** The year of the meeting after an anchor. One that was moved to an earlier year does not draw the later ones along. */
export function yearAfter({ year, movedFrom, then }: Anchor): number {
  if (then === 'keepOrder') return year + STEP;
  const last = Math.max(year, movedFrom ?? year);
  return last % 2 === 0 ? last + 1 : last + 2;
}

/** The first from place `start` in the order, and round, that is a member in the year. */
function nextIndex(members: readonly Member[], start: number, year: number): number | undefined {
  const round = members.map((_, step) => (start + step) % members.length);
  return round.find(index => {
    const member = members[index];
    return member !== undefined && isMemberIn(member, year);
  });
}

function asMeeting({ year, host, turn, status, movedFrom, confirmations }: Anchor): Meeting {
  return {
    kind: 'meeting',
    year,
    host,
    turn,
    status,
    ...(movedFrom !== undefined && { movedFrom }),
    ...(confirmations && { confirmations }),
  };
}

function firstYear(entry: Entry): number {
  return entry.kind === 'unknown' ? entry.from : entry.year;
}

function lastYear(entry: Entry): number {
  return entry.kind === 'unknown' ? entry.to : entry.year;
}
