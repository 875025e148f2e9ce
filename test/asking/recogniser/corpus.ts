import { z } from 'zod/v4';
import type { Recognised, Which } from '../../../src/asking/recogniser/recognise';
import englishLines from './corpus/en.json';
import otherLines from './corpus/other.json';
import peopleLines from './corpus/people.json';
import swedishLines from './corpus/sv.json';

/** The day on which the lines of the corpus are asked. */
export const today = '2026-10-15';

/** What is asked, the question, the meeting it means ("next", "next+1", "last", a year, a city), and a city beside. */
export type Line = [text: string, question: string, which: string, cityId?: string];

const lines = z.array(
  z
    .array(z.string())
    .min(3)
    .max(4)
    .transform(row => row as Line),
);

export const swedish = lines.parse(swedishLines);
export const english = lines.parse(englishLines);
/** What people of many kinds asked, hurried, old, learned or unused to spelling, in either language. */
export const people = lines.parse(peopleLines);
export const outOfScope: readonly string[] = otherLines;

/** What was recognised, as the corpus writes it. */
export function saying(said: Recognised): string {
  if (said.kind === 'unsure') return 'unsure';
  return [said.question, meetingOf(said.which), said.cityId].filter(part => part !== undefined).join(' ');
}

function meetingOf(which: Which): string {
  if (which.kind === 'last') return 'last';
  const name = which.kind === 'year' ? which.year : which.kind === 'city' ? which.cityId : 'next';
  return which.later ? `${name}+${which.later}` : String(name);
}

/** Every way to leave out one letter of a long word. */
export function dropped(text: string): string[] {
  return slipsOf(text, 0);
}

/** Every way to double one letter of a long word. */
export function doubled(text: string): string[] {
  return slipsOf(text, 2);
}

function slipsOf(text: string, times: number): string[] {
  return [...text.matchAll(/\p{L}{7,}/gu)].flatMap(({ 0: word, index }) =>
    [...word].map((letter, at) => {
      const place = index + at;
      return text.slice(0, place) + letter.repeat(times) + text.slice(place + 1);
    }),
  );
}
