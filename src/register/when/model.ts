import { z } from 'zod/v4';
import { FULL_YEAR, seasonsOf, SEASON_NAMES, spanIn, weekOf } from './calendar';

const isoDate = z.iso.date();

const pointSchema = z
  .discriminatedUnion('unit', [
    z.object({ unit: z.literal('day'), month: z.int(), day: z.int() }),
    z.object({ unit: z.literal('week'), week: z.int().min(1).max(53) }),
    z.object({ unit: z.literal('month'), month: z.int() }),
    z.object({ unit: z.literal('season'), season: z.enum(SEASON_NAMES) }),
  ])
  .refine(point => spanIn(point, FULL_YEAR) !== undefined, 'No year has this day, week or month');

/** From one day to another. */
export const spanSchema = z
  .object({
    kind: z.literal('span'),
    from: isoDate,
    to: isoDate,
    precision: z.enum(['day', 'week', 'month', 'season', 'year']),
  })
  .refine(span => span.from <= span.to, 'The span ends before it begins')
  .refine(isWhole, 'The span does not begin and end with its precision');

const ongoingSchema = z.object({ kind: z.literal('ongoing'), from: isoDate.optional() });

const yearlySchema = z
  .object({
    kind: z.literal('yearly'),
    each: z.object({ first: pointSchema, last: pointSchema }).optional(),
    from: isoDate.optional(),
  })
  .refine(
    ({ each }) => each?.first.unit === each?.last.unit,
    'The series begins and ends in different units',
  );

/** Checks a stored When as it is read back: real dates, in order, and whole weeks, months, seasons or years. */
export const whenSchema = z.union([spanSchema, ongoingSchema, yearlySchema]);

const KINDS = ['span', 'ongoing', 'yearly'];

/**
 * For the many that a list or a digest holds: they were checked in full when their notification was stored, and the
 * calendar's sums for each of them would cost more than all the rest of the turn.
 */
export const listedWhenSchema = z.custom<When>(
  value => typeof value === 'object' && value !== null && KINDS.includes((value as When).kind),
);

/**
 * When a collaboration happens. Dates are ISO days in Europe/Stockholm, both ends included; `precision` is how
 * exactly it was said. A yearly series holds the part of the year it comes back in, if any was said.
 */
export type When = z.infer<typeof whenSchema>;
export type WhenSpan = Extract<When, { kind: 'span' }>;
export type WhenYearly = Extract<When, { kind: 'yearly' }>;
export type Precision = WhenSpan['precision'];

function isWhole({ from, to, precision }: { from: string; to: string; precision: string }): boolean {
  if (precision === 'season') return seasonsOf({ from, to }) !== undefined;
  const begins = unitAround(from, precision);
  const ends = unitAround(to, precision);
  return begins?.from === from && ends?.to === to;
}

function unitAround(date: string, precision: string) {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (precision === 'week') return weekAround(date);
  if (precision === 'month') return spanIn({ unit: 'month', month }, year);
  if (precision === 'year') return spanIn({ unit: 'year' }, year);
  return spanIn({ unit: 'day', month, day }, year);
}

function weekAround(date: string) {
  const { week, year } = weekOf(date);
  return spanIn({ unit: 'week', week }, year);
}
