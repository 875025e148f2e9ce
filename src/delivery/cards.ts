import { defineCard, type CardMessage } from '../cards/card';
import { isTextKey, translator, type Locale, type TextKey } from '../i18n';
import { formatMoment } from '../i18n/moments';
import overviewTemplate from './cards/overview.json';
import type { Job, JobState } from './job';
import type { Count, Overview } from './overview';

interface Line {
  key: string;
  line: string;
  reason: string;
  again: boolean;
}

const card = defineCard<{
  summary: string;
  channel: string;
  counts: string;
  repeats: string;
  lastRun: string;
  allWell: string;
  sections: { heading: string; lines: Line[] }[];
}>(overviewTemplate);

export interface OverviewView {
  overview: Overview;
  names: ReadonlyMap<string, string>;
  /** The bound channel and its team by name, where there is one. */
  channel?: { channel: string; team: string };
}

/** "Utskick": waiting, sent and failed with the reason in plain words. */
export function overviewCard(locale: Locale, { overview, names, channel }: OverviewView): CardMessage {
  const t = translator(locale);
  const { jobs, repeats, lastRun } = overview;
  const counts = Object.fromEntries(
    Object.entries(overview.counts).map(([state, count]) => [state, countText(count, locale)]),
  ) as Record<JobState, string>;
  const section = (heading: TextKey, list: readonly Job[]) =>
    list.length > 0 ? [{ heading: t(heading), lines: list.map(job => lineOf(job, names, locale)) }] : [];
  const troubled = [...jobs.failed, ...jobs.ambiguous];
  return card(locale, {
    summary: t('delivery:summary', counts),
    channel: channel ? t('delivery:channel', channel) : t('delivery:noChannel'),
    counts: t('delivery:counts', counts),
    repeats: repeats > 0 ? t('delivery:repeats', { count: repeats }) : '',
    lastRun: lastRun
      ? t('delivery:lastRun', { at: formatMoment(lastRun.toISOString(), locale) })
      : t('delivery:neverRun'),
    allWell: troubled.length === 0 && jobs.held.length === 0 ? t('delivery:nothing') : '',
    sections: [
      ...section('delivery:failedHeading', troubled),
      ...section('delivery:heldHeading', jobs.held),
      ...section('delivery:waitingHeading', jobs.waiting),
      ...section('delivery:sentHeading', jobs.sent),
    ],
  });
}

/** "12", "fler än 1000". */
export function countText({ count, more }: Count, locale: Locale): string {
  return more ? translator(locale)('delivery:many', { count }) : String(count);
}

function lineOf(job: Job, names: ReadonlyMap<string, string>, locale: Locale): Line {
  const t = translator(locale);
  const named = `delivery:kind.${kindOf(job)}`;
  const what = t(isTextKey(named) ? named : 'delivery:kind.other', { subject: job.subject });
  const name = job.to.kind === 'person' ? (names.get(job.to.id) ?? t('delivery:someone')) : '';
  const to = job.to.kind === 'person' ? t('delivery:toPerson', { name }) : t('delivery:toChannel');
  const settled = job.state === 'sent' || job.state === 'waiting';
  return {
    key: job.key,
    line: t('delivery:line', { what, to, at: formatMoment(job.changedAt, locale) }),
    reason: settled ? '' : [whyNot(job, locale), otherWay(job, locale)].filter(Boolean).join(' '),
    // Without an account there is nowhere to send it.
    again: !settled && job.reason !== 'noAccount',
  };
}

/** Why a job has not arrived, and what helps, in plain words; empty where nothing is known. */
export function whyNot({ reason }: Pick<Job, 'reason'>, locale: Locale): string {
  return reason ? translator(locale)(`delivery:reason.${reason}` as TextKey) : '';
}

/** What else can be done about one that cannot reach its person, where the kind of message has such a thing. */
function otherWay(job: Job, locale: Locale): string {
  const key = `delivery:remedy.${kindOf(job)}`;
  return job.state === 'held' && isTextKey(key) ? translator(locale)(key) : '';
}

function kindOf({ kind }: Job): string {
  return kind.split('.').at(-1) ?? '';
}
