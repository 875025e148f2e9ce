import { z } from 'zod/v4';
import content from './data/terms.json';
import { checkedData } from './data-file';
import type { Lists, Reader } from './lists';
import { existsOn, namedFields, nameOn, validity } from './named';

/** A category or an area (S10). */
export const termSchema = z.strictObject({ ...namedFields, ...validity });
export type Term = z.infer<typeof termSchema>;

const data = checkedData(
  'src/directory/data/terms.json',
  z.strictObject({ categories: z.array(termSchema).min(1), areas: z.array(termSchema).min(1) }),
  content,
);

/** As they are until a coordinator changes them, in the order in which they are offered. */
export const seedCategories: readonly Term[] = data.categories;
export const seedAreas: readonly Term[] = data.areas;

/** Those that can be chosen on an ISO date. "Annat" stands last, also when others have come to. */
export function offeredTerms(terms: readonly Term[], on: string): Term[] {
  const offered = terms.filter(term => existsOn(term, on));
  return [...offered.filter(({ id }) => id !== OTHER), ...offered.filter(({ id }) => id === OTHER)];
}

const OTHER = 'annat';

/** Names a category as it was called on a day; an unknown id is returned as it is. */
export function categoryName({ lists, locale }: Reader, id: string, on?: string): string {
  return termName(lists.categories, locale, id, on);
}

/** Names an area as it was called on a day; an unknown id is returned as it is. */
export function areaName({ lists, locale }: Reader, id: string, on?: string): string {
  return termName(lists.areas, locale, id, on);
}

function termName(terms: Lists['areas'], locale: Reader['locale'], id: string, on?: string): string {
  const term = terms.find(candidate => candidate.id === id);
  return term ? nameOn(term, locale, on) : id;
}
