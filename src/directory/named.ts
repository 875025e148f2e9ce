import { z } from 'zod/v4';
import type { Locale } from '../i18n';
import { cityDay } from '../i18n/moments';

/** Ids are stored with every notification, so they never change; names do. */
export const idSchema = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const names = { nameSv: z.string().min(1), nameEn: z.string().min(1).optional() };

/** What every entry of a list has: its id, its names, and those that it had before. */
export const namedFields = {
  id: idSchema,
  ...names,
  /** Earlier names, oldest first; `until` is the last day on which one was in use. */
  formerNames: z.array(z.strictObject({ ...names, until: z.iso.date() })).optional(),
};

/** First and last day, both included. Absent: no such day is known. */
export const validity = { validFrom: z.iso.date().optional(), validTo: z.iso.date().optional() };

export interface Named {
  id: string;
  nameSv: string;
  nameEn?: string;
  formerNames?: readonly { nameSv: string; nameEn?: string; until: string }[];
}

/**
 * The name in the reader's language as it was on a day, or is now; where no English name is known the Swedish one
 * stands. `on` is an ISO day or moment: a notification keeps the names that were in use when it was made (S6).
 */
export function nameOn(entry: Named, locale: Locale, on?: string): string {
  const former = on === undefined ? undefined : entry.formerNames?.find(({ until }) => dayOf(on) <= until);
  const { nameSv, nameEn } = former ?? entry;
  return locale === 'en' ? (nameEn ?? nameSv) : nameSv;
}

/** A moment just after midnight belongs to another day in Göteborg than in UTC. */
function dayOf(on: string): string {
  return on.includes('T') ? cityDay(new Date(on)) : on;
}

/** Tells whether an entry was valid on an ISO date; its first and last days count. */
export function existsOn(entry: { validFrom?: string; validTo?: string }, on: string): boolean {
  return (entry.validFrom ?? on) <= on && on <= (entry.validTo ?? on);
}
