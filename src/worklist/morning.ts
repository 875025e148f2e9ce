import { z } from 'zod/v4';
import type { Job, NewJob } from '../delivery/job';
import { closeJob, insertJob, type Ledger, type StoredJob } from '../delivery/ledger';
import type { Rendering } from '../delivery/worker';
import type { Lists } from '../directory/lists';
import type { Locale } from '../i18n';
import { cityDay } from '../i18n/moments';
import { commitIfFirst, type Row, type Table, type Write } from '../storage/table';
import { officeDay, outsideOffice } from '../workdays';
import { countUpTo, positionOf } from './model';
import { morningCard } from './morning-card';
import { isCardDue, overdueOn, type LastCard } from './overdue';
import { makeWorklistReader, type ReaderParts } from './reading';

const KIND = 'worklist.morning';
const STATE = 'worklist|morning';

/** The City Executive Office's channel is read by all of its team, so it is in Swedish. */
const CHANNEL_LOCALE: Locale = 'sv';

/** A card is posted once, and never changed. */
const VERSION = 1;

/** How many the look of a morning takes in, once a day; what comes after a thousand waits for the weekly card. */
const LOOKED_AT = 1000;
const COUNTED = 200;
/** As many as a page of the list: what fits a phone without much scrolling. */
const SHOWN = 8;

/** `day`: the ISO day that was looked at last. */
const stateSchema = z.object({
  day: z.string(),
  last: z.object({ day: z.string(), told: z.array(z.string()).readonly() }).optional(),
});
type State = z.infer<typeof stateSchema>;

/** The card of a morning, given as an ISO day, to the City Executive Office's channel. */
export function morningJob(day: string): NewJob {
  return {
    key: keyOf(day),
    kind: KIND,
    subject: day,
    mode: 'card',
    to: { kind: 'channel' },
    wanted: VERSION,
  };
}

/** Whether a job tells in the morning of what has waited for long. */
export function isMorningJob({ kind }: Job): boolean {
  return kind === KIND;
}

export interface MorningParts extends ReaderParts {
  table: Pick<Table, 'get' | 'commit'>;
  partition: string;
  ledger: Pick<Ledger, 'urgent' | 'read'>;
  lists: () => Promise<Lists>;
  now: () => Date;
}

/**
 * The morning's card of what has waited for an officer for three working days or more (S7, S8): one a day at most, and
 * one in the channel for all the mornings on which there was no way to it.
 */
export function makeMorning({ table, partition, finder, ledger, store, lists, now }: MorningParts) {
  const reader = makeWorklistReader({ finder, ledger, store });
  /** The day that has been seen to, as far as this instance knows. */
  let seenTo = '';

  /** Looks once on each working day, in office hours; returns the key of a new job. Throws storage errors. */
  async function enterDue(at: Date): Promise<string[]> {
    const day = officeDay(at);
    if (day === undefined || day <= seenTo) return [];
    const entered = await look(day, at);
    if (entered === 'again') return [];
    seenTo = day;
    return entered;
  }

  /** `again`: somebody else was at it, and what came of that has to be looked at once more. */
  async function look(day: string, at: Date): Promise<string[] | 'again'> {
    const row = await table.get(partition, STATE);
    const state = row && stateSchema.parse(row.body);
    if (state && day <= state.day) return [];
    const [{ items }, stored] = await Promise.all([
      reader.read(LOOKED_AT),
      state?.last && ledger.read(keyOf(state.last.day)),
    ]);
    const told = overdueOn(items, day).map(positionOf);
    const last = state?.last && asPosted(state.last, stored?.job);
    const isDue = isCardDue(told, day, last);
    // It may arrive in this very moment, and then there is one today already.
    if (isDue && stored && isBeingSent(stored.job, at)) return 'again';
    // One of an earlier day that has come today tells of all that waits today.
    const isTold = isDue || last?.day === day;
    const writes = [
      stateWrite(row, { day, last: isTold ? { day, told } : state?.last }),
      ...(isDue ? cardWrites(day, stored, at.toISOString()) : []),
    ];
    if (!(await commitIfFirst(table, partition, writes))) return 'again';
    return isDue ? [keyOf(day)] : [];
  }

  /** What waits at the moment when it is sent, whenever that is; never outside office hours. */
  async function render(job: Job): Promise<Rendering> {
    const moment = now();
    const wait = outsideOffice(moment);
    if (wait) return wait;
    const { items, more } = await reader.read(COUNTED + 1);
    const overdue = overdueOn(items, cityDay(moment));
    if (overdue.length === 0) return 'nothing';
    const [shown, current] = await Promise.all([reader.describe(overdue.slice(0, SHOWN)), lists()]);
    const total = countUpTo(COUNTED, { items: overdue, more: more && overdue.length === items.length });
    const view = { items: shown, total, now: moment };
    return { version: job.wanted, message: morningCard({ locale: CHANNEL_LOCALE, lists: current }, view) };
  }

  return { enterDue, render };
}

function keyOf(day: string): string {
  return `${STATE}|${day}`;
}

/** A card that had to wait is of the day on which it came. */
function asPosted(last: LastCard, job: Job | undefined): LastCard {
  return job?.posted ? { ...last, day: cityDay(new Date(job.changedAt)) } : last;
}

function isBeingSent({ taken }: Job, at: Date): boolean {
  return taken !== undefined && Date.parse(taken.until) > at.getTime();
}

function stateWrite(row: Row | undefined, body: State): Write {
  return row ? { do: 'replace', key: STATE, body, etag: row.etag } : { do: 'insert', key: STATE, body };
}

/** The new card takes the place of one that has not come. */
function cardWrites(day: string, before: StoredJob | undefined, at: string): Write[] {
  return [...insertJob(morningJob(day), at), ...(before ? closeJob(before, at) : [])];
}
