import { stemsIn } from '../register/rows';
import type { Content } from '../register/model';
import { endOf, meet, overlaps, startOf, type When } from '../register/when';
import type { DigestItem } from '../register/who-else';

/** What is compared of a collaboration that stands in the register already. */
export type Known = Omit<DigestItem, 'createdAt'>;

const SHOWN = 3;

/** Longer than this, in days, it says little that two happen at the same time. */
const SHORT_DAYS = 184;

/** Words that two titles share without being about the same. */
const COMMON_WORDS = new Set(
  stemsIn(
    'i på för och av till med den det en ett om från vid som är samarbete utbyte erfarenhetsutbyte möte besök studiebesök vänort nordisk nordiska gemensam gemensamt projekt nätverk konferens seminarium the of and for in',
  ),
);

/**
 * Which known collaborations may be the one that somebody is about to tell of: with the same city at an overlapping
 * time, the likeliest first, three at most. What goes on for long overlaps almost everything: it counts only when
 * category, area or a word of the title is the same too.
 */
export function maybeTheSame<T extends Known>(content: Content, known: readonly T[]): T[] {
  const once = new Map(known.map(item => [item.ref, item]));
  const likely = [...once.values()]
    .filter(item => meet(item.when, content.when))
    .map(item => ({ item, likeness: likeness(content, item) }))
    .filter(({ item, likeness }) => likeness > 0 || (isShort(item.when) && isShort(content.when)))
    .sort((a, b) => b.likeness - a.likeness || (a.item.ref < b.item.ref ? 1 : -1));
  const shown: T[] = [];
  // One by one, since the calendar is asked for no more of them than are shown.
  for (const { item } of likely) {
    if (shown.length < SHOWN && overlaps(item.when, content.when)) shown.push(item);
  }
  return shown;
}

function likeness(content: Content, known: Known): number {
  const words = new Set(stemsIn(content.title).filter(word => !COMMON_WORDS.has(word)));
  const shared = stemsIn(known.title).filter(word => words.has(word)).length;
  const sameArea = content.area !== undefined && content.area === known.area;
  return shared * 2 + Number(content.category === known.category) + Number(sameArea);
}

function isShort(when: When): boolean {
  const [start, end] = [startOf(when), endOf(when)];
  return start !== undefined && end !== undefined && daysBetween(start, end) <= SHORT_DAYS;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
