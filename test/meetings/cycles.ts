import { confirm, type Change } from '../../src/meetings/changes';
import { hostOf, meetings, type Anchor, type Cycle, type Entry, type Member } from '../../src/meetings/cycle';

export const order: readonly Member[] = ['bergen', 'aarhus', 'goteborg', 'abo'].map(cityId => ({ cityId }));

export function anchor(year: number, host: string, more: Partial<Anchor> = {}): Anchor {
  return { year, host, turn: host, status: 'held', then: 'keepOrder', ...more };
}

const facts = [anchor(2013, 'bergen'), anchor(2015, 'aarhus'), anchor(2017, 'goteborg')];

export function cycleOf(...anchors: Anchor[]): Cycle {
  return { members: order, anchors };
}

/** Nobody has said anything: only what was found. */
export const unsaid = cycleOf(...facts);
/** Göteborg hosted in 2025. */
export const strict = cycleOf(...facts, anchor(2025, 'goteborg'));
/** Göteborg hosts in 2027. */
export const oneLost = cycleOf(...facts, anchor(2027, 'goteborg', { status: 'planned' }));

/** The cycle after changes, each of which has to be accepted. */
export function changedBy(cycle: Cycle, ...changes: ((cycle: Cycle) => Change)[]): Cycle {
  return changes.reduce((before, change) => {
    const result = change(before);
    if (result.kind === 'refused') throw new Error(`Refused: ${result.why}`);
    return result.after;
  }, cycle);
}

/** A list in short: "2017 goteborg held", "2019-2025 unknown". */
export function lines(list: readonly Entry[]): string[] {
  return list.map(entry =>
    entry.kind === 'unknown'
      ? `${entry.from}-${entry.to} unknown`
      : `${entry.year} ${entry.host} ${entry.status}`,
  );
}

/** The years from one to another of a cycle, in short, without what is only calculated being marked. */
export function between(cycle: Cycle, from: number, to: number): string[] {
  const list = meetings(cycle, to).filter(
    entry => (entry.kind === 'unknown' ? entry.from : entry.year) >= from,
  );
  return lines(list).map(line => line.replace(' calculated', ''));
}

/** The meeting of a year is confirmed by the city that hosts it. */
export function confirmByHost(cycle: Cycle, year: number): Change {
  const answer = hostOf(meetings(cycle), year);
  const host = 'meeting' in answer ? answer.meeting.host : 'goteborg';
  return confirm(cycle, year, host, '2026-03-02');
}
