import type { Job, NewJob } from '../delivery/job';
import { insertJob, reopenJob, toStoredJob } from '../delivery/ledger';
import type { Rendering } from '../delivery/worker';
import type { Lists } from '../directory/lists';
import type { ListsStore } from '../directory/lists-store';
import type { People } from '../directory/people';
import type { Locale } from '../i18n';
import { seedCycle } from '../meetings/known';
import { CYCLE_ID, type CycleEntry } from '../meetings/model';
import { cycleOf } from '../meetings/standing';
import { commitIfFirst, endOfPrefix, type Table } from '../storage/table';
import { firstWorkdayOfMonth, morningOf, nextMorning, officeDay } from '../workdays';
import { answeredCard, questionCard, type AnsweredBy } from './first-question-card';

const KIND = 'lists.firstQuestion';
const PREFIX = 'first-question|';

/** The City Executive Office's channel is read by all of its team, so it is in Swedish. */
const CHANNEL_LOCALE: Locale = 'sv';

/** The version of a card that asks, and of one that tells of the answer. */
const ASKING = 1;
const ANSWERED = 2;

/** Far more months than the question stays open. */
const MOST_MONTHS = 200;
/** How far back it is looked for who answered. */
const MOST_VERSIONS = 30;

/** The question of one month, given as yyyy-MM, to the City Executive Office's channel. */
export function firstQuestionJob(month: string): NewJob {
  return {
    key: `${PREFIX}${month}`,
    kind: KIND,
    subject: month,
    mode: 'card',
    to: { kind: 'channel' },
    wanted: ASKING,
  };
}

/** Whether a job asks when Göteborg hosts. */
export function isFirstQuestionJob({ kind }: Job): boolean {
  return kind === KIND;
}

/**
 * The month (yyyy-MM) whose question is due at a moment, while nobody has told when Göteborg hosts (S2): from nine on the
 * working day after the bot was started, and from then on the first working day of each month.
 */
export function dueFirstQuestion(
  lists: Pick<Lists, 'cycle'>,
  now: Date,
  startedAt: Date,
): string | undefined {
  if (cycleOf(lists).answer === 'known' || now < nextMorning(startedAt)) return undefined;
  const month = officeDay(now)?.slice(0, 7);
  return month === undefined || now < morningOf(firstWorkdayOfMonth(month)) ? undefined : month;
}

export interface FirstQuestionParts {
  table: Table;
  partition: string;
  lists: Pick<ListsStore, 'current' | 'load' | 'history'>;
  people: Pick<People, 'names'>;
}

/** The question when Göteborg hosts, as the clock asks it and as it is shown. */
export function makeFirstQuestion({ table, partition, lists, people }: FirstQuestionParts) {
  let startedAt: Date | undefined;
  let asked: string | undefined;
  let isToldToAll = false;

  /** Enters the question of a month that is due, and brings old ones up to date; returns the keys of the jobs. */
  async function enterDue(now: Date): Promise<string[]> {
    startedAt ??= now;
    const current = await lists.current();
    if (cycleOf(current).answer === 'known') return isToldToAll ? [] : bringUpToDate(now);
    isToldToAll = false;
    const month = dueFirstQuestion(current, now, startedAt);
    if (month === undefined || month === asked) return [];
    const job = firstQuestionJob(month);
    const isAsked = (await table.get(partition, job.key)) !== undefined;
    // The lists of a moment ago may be those of before the answer.
    const entered = isAsked || (await load()).answer === 'known' ? [] : await enter(job, now);
    asked = month;
    return entered;
  }

  async function enter(job: NewJob, now: Date): Promise<string[]> {
    return (await commitIfFirst(table, partition, insertJob(job, now.toISOString()))) ? [job.key] : [];
  }

  /** The cards that still ask tell of the answer. */
  async function bringUpToDate(now: Date): Promise<string[]> {
    const { rows } = await table.range(partition, PREFIX, endOfPrefix(PREFIX), MOST_MONTHS);
    const old = rows.map(toStoredJob).filter(({ job }) => job.posted && job.wanted < ANSWERED);
    const reopened: string[] = [];
    for (const stored of old) {
      const writes = reopenJob(stored, ANSWERED, now.toISOString());
      if (await commitIfFirst(table, partition, writes)) reopened.push(stored.job.key);
    }
    isToldToAll = reopened.length === old.length;
    return reopened;
  }

  async function load(): Promise<CycleEntry> {
    return (await lists.load('cycle', CYCLE_ID)).entry ?? seedCycle;
  }

  /** What has been answered before it was asked is asked no more. */
  async function render(job: Job): Promise<Rendering> {
    const [entry, current] = await Promise.all([load(), lists.current()]);
    const reader = { locale: CHANNEL_LOCALE, lists: { ...current, cycle: [entry] } };
    if (entry.answer !== 'known') return { version: job.wanted, message: questionCard(reader) };
    if (!job.posted) return 'nothing';
    const by = answeredIn(await lists.history('cycle', CYCLE_ID, MOST_VERSIONS));
    const names = await people.names(by ? [by.by] : []);
    const signed = by && signedBy(by, names);
    return { version: job.wanted, message: answeredCard(reader, entry, { by: signed }) };
  }

  return { enterDue, render };
}

/** A version of the cycle with who put it there; newest first in a list of them. */
interface VersionOf {
  entry?: unknown;
  by?: string;
  at?: string;
}

/** The version with which the answer as it stands was given, if it is among these. */
export function answeredIn(versions: readonly VersionOf[]): { by: string; at: string } | undefined {
  const answers = versions.map(({ entry }) => answerIn(entry as CycleEntry | undefined));
  const index = answers.findIndex((answer, at) => answer !== (answers[at + 1] ?? answerIn(seedCycle)));
  const { by, at } = versions[index] ?? {};
  return by && at ? { by, at } : undefined;
}

/** The name of whoever answered, where it is known. */
export function signedBy(
  { by, at }: { by: string; at: string },
  names: ReadonlyMap<string, string>,
): AnsweredBy {
  const who = names.get(by);
  return { at, ...(who && { who }) };
}

function answerIn(entry: CycleEntry | undefined): string {
  return `${entry?.answer}|${entry?.answerYear}`;
}
