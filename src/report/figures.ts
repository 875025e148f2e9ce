import { z } from 'zod/v4';
import { evaluationResultsSchema } from '../meetings/evaluation';
import { reportMeetingSchema } from './model';

const count = z.int().min(0);
const named = { id: z.string(), name: z.string() };

/** How many collaborations have this city, category and so on; `id` is '' where nothing was told. */
const countedSchema = z.object({ ...named, count });
export type Counted = z.infer<typeof countedSchema>;

const cityFiguresSchema = z.object({
  ...named,
  /** Each collaboration once. */
  count,
  /** How many were under way in each of `years`, in their order. */
  perYear: z.array(count),
});
export type CityFigures = z.infer<typeof cityFiguresSchema>;

const unitFiguresSchema = z.object({
  ...named,
  responsible: count,
  participating: count,
  /** What it is responsible for, by each of `areas`, in their order. */
  perArea: z.array(count),
});
export type UnitFigures = z.infer<typeof unitFiguresSchema>;

/** What one unit told came of one collaboration, in its own words. */
const quoteSchema = z.object({
  ref: z.string(),
  title: z.string(),
  unit: z.string(),
  /** The year that it is about; absent where it is about the whole. */
  year: z.int().optional(),
  result: z.string().optional(),
  learned: z.string().optional(),
  willUse: z.string().optional(),
});
export type Quote = z.infer<typeof quoteSchema>;

const repliesSchema = z.object({
  from: z.string(),
  to: z.string(),
  asked: count,
  /** How many answered that they have told of all. */
  done: count,
  /** Names of administrations and companies: they answered that there is nothing; have not answered, but are known to
   * have collaborations; have not answered. */
  nothing: z.array(z.string()),
  told: z.array(z.string()),
  silent: z.array(z.string()),
});

/**
 * All that a report is made from, but for the list itself (S9): the counts, the names as they were, the quotes. It is
 * stored as the frozen input of a version, so that the same file can be made again.
 */
export const figuresSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** ISO moment: what was told later is not in it. */
  at: z.string(),
  /** Every collaboration once. */
  total: count,
  /** The calendar years of the period. */
  years: z.array(z.int()),
  /** How many were under way in each of `years`, whatever city they are with. */
  perYear: z.array(count),
  cities: z.array(cityFiguresSchema),
  /** How many are with more than one city, and so stand in several rows of `cities`. */
  withSeveralCities: count,
  units: z.array(unitFiguresSchema),
  /** How many have at least one participating unit beside the responsible one. */
  withParticipants: count,
  categories: z.array(countedSchema),
  areas: z.array(countedSchema),
  directions: z.array(countedSchema),
  fundings: z.array(countedSchema),
  /** When they began and ended: each in one of the first three, and in one of the last two. */
  course: z.object({
    started: count,
    startedBefore: count,
    startUnknown: count,
    ended: count,
    goingOn: count,
  }),
  /** Whether they came about, by the latest answer to "how did it go?"; each in one of these. */
  happened: z.object({ yes: count, partly: count, no: count, notTold: count }),
  /** How they go on, by the latest answer that says so; each in one of these. */
  outlook: z.object({ continue: count, change: count, end: count, notTold: count }),
  /** How many have told what came out, what they learned or what they will use. */
  withResults: count,
  quotes: z.array(quoteSchema),
  /** How many answers are left out of `quotes` because there are too many; the spreadsheet has them. */
  quotesLeftOut: count,
  /** Administrations and companies with the duty to inform that are part of no collaboration. */
  unitsWithNone: z.array(z.object(named)),
  /** Ongoing or yearly ones whose start nobody told: counted from the year they were told, or told too late for it. */
  withoutStart: z.object({ counted: count, outside: count }),
  meetings: z.array(reportMeetingSchema),
  /** Free texts only as far as there is room. */
  evaluations: z.array(evaluationResultsSchema.extend({ textsLeftOut: count })),
  replies: z.array(repliesSchema),
});
export type Figures = z.infer<typeof figuresSchema>;
