import { z } from 'zod/v4';
import { cityDay } from '../i18n/moments';
import { LAST_YEAR, FIRST_YEAR } from '../register/when';
import type { Progress } from './making';
import type { Period } from './model';

const deedSchema = z.object({ by: z.string(), at: z.string() });

export const steps = ['reading', 'document', 'spreadsheet'] as const satisfies readonly Progress['step'][];

/** One line of what has changed since the version before: a figure then and now. */
const differenceSchema = z.object({
  what: z.enum(['total', 'units', 'withResults', 'quotes', 'answers', 'nothing', 'silent']),
  before: z.int(),
  after: z.int(),
});
export type Difference = z.infer<typeof differenceSchema>;

/** A report that somebody has asked for. Its figures are kept beside it, and its file is made from them (S9). */
export const versionSchema = z.object({
  number: z.int().min(1),
  /** The form's own id, so that one press makes one version. */
  draft: z.string(),
  /** ISO days, both included. */
  from: z.string(),
  to: z.string(),
  /** ISO moment: what was told later is not in it. */
  at: z.string(),
  by: z.string(),
  /** The function of the officer who handles it. */
  handledBy: z.string().optional(),
  /** Which of Göteborg's hostings it reports on. */
  hostings: z.array(z.string()),
  state: z.discriminatedUnion('kind', [
    /** `until`: an instance that has not been heard of at this moment has died. */
    z.object({
      kind: z.literal('making'),
      until: z.string(),
      step: z.enum(steps),
      done: z.int(),
    }),
    z.object({ kind: z.literal('ready') }),
    z.object({ kind: z.literal('failed'), code: z.string() }),
  ]),
  /** How many collaborations it tells of. */
  total: z.int().optional(),
  /** Which version it is compared with, and what is different. */
  since: z.object({ number: z.int(), differences: z.array(differenceSchema) }).optional(),
  registered: deedSchema.extend({ value: z.string() }).optional(),
  /** The draft's figures are gone: it was working material. */
  cleared: deedSchema.optional(),
});
export type Version = z.infer<typeof versionSchema>;

/** Whether it can be fetched. */
export function isReady({ state, cleared }: Version): boolean {
  return state.kind === 'ready' && !cleared;
}

/** Whether it is working material that can be cleared. */
export function isDraft({ registered, cleared, state }: Version): boolean {
  return !registered && !cleared && state.kind !== 'making';
}

/**
 * Whether a draft is working material of what has been registered: of the same hosting, or on no hosting and on days
 * that a registered report is about. Drafts of a later report are not.
 */
export function isSuperseded(draft: Version, versions: readonly Version[]): boolean {
  if (!isDraft(draft)) return false;
  return versions
    .filter(({ registered }) => registered)
    .some(({ hostings, from, to }) =>
      draft.hostings.length > 0
        ? draft.hostings.every(id => hostings.includes(id))
        : from <= draft.from && draft.to <= to,
    );
}

/** Whether the instance that made it has died. */
export function isAbandoned({ state }: Version, now: Date): boolean {
  return state.kind === 'making' && Date.parse(state.until) <= now.getTime();
}

/** Whether two tell of the same: the same days, or from the same day until each was made. */
export function isComparable(one: Version, other: Version): boolean {
  const isUntilMade = ({ to, at }: Version) => to === cityDay(new Date(at));
  return one.from === other.from && (one.to === other.to || (isUntilMade(one) && isUntilMade(other)));
}

/** What the evaluation needs to know of the report on a hosting. */
export interface ReportStatus {
  /** ISO moments. */
  drafted?: { at: string };
  registered?: { caseNumber: string; at: string; by: string };
}

/** How far the report on a hosting has come; `versions` newest first. */
export function statusFor(versions: readonly Version[], meetingId: string): ReportStatus {
  const about = versions.filter(({ hostings }) => hostings.includes(meetingId));
  const drafted = about.find(({ state, cleared }) => state.kind === 'ready' && !cleared);
  const registered = about.find(version => version.registered)?.registered;
  return {
    ...(drafted && { drafted: { at: drafted.at } }),
    ...(registered && {
      registered: { caseNumber: registered.value, at: registered.at, by: registered.by },
    }),
  };
}

/** The whole years that somebody typed, up to today at the latest; undefined where they are none. */
export function yearsTyped(from: string, to: string, today: string): Period | undefined {
  const [first, last] = [from, to].map(text => (/^\d{4}$/.test(text.trim()) ? Number(text.trim()) : NaN));
  if (!first || !last || first > last || first < FIRST_YEAR || last > LAST_YEAR) return undefined;
  const period = { from: `${first}-01-01`, to: `${last}-12-31` };
  if (period.from > today) return undefined;
  return { ...period, to: period.to > today ? today : period.to };
}
