import { z } from 'zod/v4';
import type { Reader } from '../directory/lists';
import { compareUnits, unitById } from '../directory/units';
import { translator, type TextKey } from '../i18n';
import { cityDay, cityYear, formatDay } from '../i18n/moments';
import { isSensibleDay, parseWhen } from '../register/when';
import { isWorkday } from '../workdays';
import { earliestDeadline, proposedDeadline, unitsToAsk, type Wish } from './model';

/** The most characters of an officer's own line. */
export const LONGEST_NOTE = 500;

/** The form as it was filled in. */
export const wishValuesSchema = z.object({
  from: z.string().max(100).default(''),
  to: z.string().max(100).default(''),
  deadline: z.string().max(20).default(''),
  /** Ids with commas between them; '' for all. */
  units: z.string().max(10_000).default(''),
  note: z
    .string()
    .max(LONGEST_NOTE * 2)
    .default(''),
});
export type WishValues = z.infer<typeof wishValuesSchema>;
export type WishErrors = Partial<Record<keyof WishValues, string>>;

/** What stands in the form at first: from the beginning of last year until today, three weeks to answer, everybody. */
export function proposedValues(now: Date): WishValues {
  const today = cityDay(now);
  return {
    from: String(cityYear(now) - 1),
    to: today,
    deadline: proposedDeadline(today),
    units: '',
    note: '',
  };
}

/** What the form asks for, or what is wrong with it in plain words. */
export function readWish(
  reader: Reader,
  values: WishValues,
  now: Date,
): { wish: Wish } | { errors: WishErrors } {
  const t = translator(reader.locale);
  const today = cityDay(now);
  const errors: WishErrors = {};
  const say = (field: keyof WishValues, key: TextKey, params?: Record<string, string | number>) => {
    errors[field] ??= t(key, params);
  };
  const [from, to] = [dayIn(values.from, today, 'from'), dayIn(values.to, today, 'to')];
  if (!from) say('from', 'inquiry:error.day');
  else if (from > today) say('from', 'inquiry:error.ahead');
  if (!to) say('to', 'inquiry:error.day');
  else if (from && to < from) say('to', 'inquiry:error.order');
  const earliest = earliestDeadline(now);
  const deadline = values.deadline.trim();
  if (!isSensibleDay(deadline)) say('deadline', 'inquiry:error.deadline');
  else if (deadline < earliest)
    say('deadline', 'inquiry:error.early', { day: formatDay(earliest, reader.locale) });
  else if (!isWorkday(deadline)) say('deadline', 'inquiry:error.free');
  const note = values.note.trim();
  if (note.length > LONGEST_NOTE) say('note', 'inquiry:error.long', { max: LONGEST_NOTE });
  const askable = from && to && from <= to ? unitsToAsk(reader.lists, { from, to }, today) : [];
  const picked = [...new Set(values.units.split(',').map(id => id.trim()))].filter(Boolean);
  const units = picked.length > 0 ? picked : askable;
  if (from && to && from <= to && (units.length === 0 || units.some(id => !askable.includes(id))))
    say('units', 'inquiry:error.units');
  if (Object.keys(errors).length > 0 || !from || !to) return { errors };
  return { wish: { from, to, deadline, ...(note && { note }), units: inOrder(reader, units) } };
}

/** A year, a day, or whatever else has an end: the first day of it, or the last. Ongoing and yearly have none. */
function dayIn(text: string, today: string, end: 'from' | 'to'): string | undefined {
  const when = parseWhen(text.trim(), today);
  return when?.kind === 'span' ? when[end] : undefined;
}

function inOrder({ lists }: Reader, ids: readonly string[]): string[] {
  return ids
    .flatMap(id => unitById(lists, id) ?? [])
    .sort(compareUnits)
    .map(({ id }) => id);
}
