import { defineCard, type CardMessage } from '../cards/card';
import { isTextKey, translator, type Locale, type TextKey } from '../i18n';
import { formatMoment } from '../i18n/moments';
import overviewTemplate from './cards/overview.json';
import type { Job } from './job';
import type { Count, Overview } from './overview';

interface Line {
  key: string;
  line: string;
  reason: string;
  again: boolean;
}

interface Fact {
  label: string;
  value: string;
}

const card = defineCard<{
  summary: string;
  alarms: { text: string }[];
  state: string;
  facts: Fact[];
  repeats: string;
  sections: { heading: string; lines: Line[] }[];
}>(overviewTemplate);

export interface OverviewView {
  overview: Overview;
  names: ReadonlyMap<string, string>;
  /** The bound channel and its team by name, where there is one. */
  channel?: { channel: string; team: string };
}

/** "Utskick": what is wrong first, then whether all of it runs, then waiting, sent and failed with the reason. */
export function overviewCard(locale: Locale, view: OverviewView): CardMessage {
  const t = translator(locale);
  const { overview, names } = view;
  const { jobs, counts, repeats } = overview;
  const section = (heading: TextKey, list: readonly Job[]) =>
    list.length > 0 ? [{ heading: t(heading), lines: list.map(job => lineOf(job, names, locale)) }] : [];
  const alarms = alarmsOf(view, locale);
  const count = (of: Count) => countText(of, locale);
  return card(locale, {
    summary:
      alarms[0] ??
      t('delivery:summary', {
        waiting: count(counts.waiting),
        failed: count(counts.failed),
        held: count(counts.held),
      }),
    alarms: alarms.map(text => ({ text })),
    state: stateOf(view, alarms, locale),
    facts: factsOf(view, locale),
    repeats: repeats > 0 ? t('delivery:repeats', { count: repeats }) : '',
    sections: [
      ...section('delivery:failedHeading', [...jobs.failed, ...jobs.ambiguous]),
      ...section('delivery:heldHeading', jobs.held),
      ...section('delivery:waitingHeading', jobs.waiting),
      ...section('delivery:sentHeading', jobs.sent),
    ],
  });
}

/** What keeps all of it back, with the remedy. */
function alarmsOf({ overview: { lost, stalled }, channel }: OverviewView, locale: Locale): string[] {
  const t = translator(locale);
  return [
    ...(lost ? [t(`delivery:lost.${lost.why}`, { at: formatMoment(lost.at, locale) })] : []),
    ...(stalled ? [t('delivery:stalled')] : []),
    ...(channel ? [] : [t('delivery:noChannel')]),
  ];
}

function stateOf({ overview: { counts } }: OverviewView, alarms: readonly string[], locale: Locale): string {
  const t = translator(locale);
  const { failed, ambiguous, held } = counts;
  const troubled = { count: failed.count + ambiguous.count, more: failed.more || ambiguous.more };
  const parts = [
    ...(troubled.count > 0 ? [t('delivery:needsYou', { number: countText(troubled, locale) })] : []),
    ...(held.count > 0 ? [t('delivery:waitsForRecipient', { number: countText(held, locale) })] : []),
  ];
  if (parts.length > 0) return parts.join(' ');
  return alarms.length > 0 ? '' : t('delivery:nothing');
}

function factsOf({ overview, channel }: OverviewView, locale: Locale): Fact[] {
  const t = translator(locale);
  const { counts, lastCompleted } = overview;
  const fact = (key: TextKey, value: string): Fact => ({ label: t(key), value });
  const counted = (key: TextKey, of: Count) => (of.count > 0 ? [fact(key, countText(of, locale))] : []);
  return [
    fact('delivery:channelLabel', channel ? t('delivery:channel', channel) : t('delivery:none')),
    fact(
      'delivery:lastRun',
      lastCompleted ? formatMoment(lastCompleted.toISOString(), locale) : t('delivery:neverRun'),
    ),
    fact('delivery:next', nextText(overview.next, locale)),
    fact('delivery:sentLately', countText(counts.sentLately, locale)),
    ...counted('delivery:waiting', counts.waiting),
    ...counted('delivery:planned', counts.planned),
  ];
}

function nextText(next: Overview['next'], locale: Locale): string {
  const t = translator(locale);
  if (!next) return t('delivery:noneNext');
  const what = next.what === 'reminders' ? t('delivery:upcoming.reminders') : whatOf(next.what, locale);
  return t('delivery:nextAt', { at: formatMoment(next.at, locale), what });
}

/** "12", "fler än 1000". */
export function countText({ count, more }: Count, locale: Locale): string {
  return more ? translator(locale)('delivery:many', { count }) : String(count);
}

function lineOf(job: Job, names: ReadonlyMap<string, string>, locale: Locale): Line {
  const t = translator(locale);
  const what = whatOf(job, locale);
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

function whatOf(job: Job, locale: Locale): string {
  const named = `delivery:kind.${kindOf(job)}`;
  return translator(locale)(isTextKey(named) ? named : 'delivery:kind.other', { subject: job.subject });
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
