import { defineCard, type CardMessage } from '../cards/card';
import type { Job } from '../delivery/job';
import type { Reader } from '../directory/lists';
import type { Person } from '../directory/people';
import { translator, type Locale } from '../i18n';
import { formatDay, formatMoment } from '../i18n/moments';
import { nextComing } from '../meetings/ahead';
import type { Meeting } from '../meetings/cycle';
import type { Delegate } from '../meetings/model';
import { meetingId } from '../meetings/standing';
import { placeAndYear } from '../meetings/wording';
import delegationTemplate from './cards/delegation.json';
import { countAnswers, delegateIn, hasAnswered } from './model';
import type { Opened } from './service';
import { heldOf, isAhead, isOver } from './which';
import { personName, historyLines, valueText, whenLine } from './wording';

/** A button under a card. */
export interface CardAction {
  title: string;
  mode: 'primary' | 'secondary';
  verb: string;
  data: object;
}

/** So many buttons stand in the open. */
const IN_THE_OPEN = 3;
/** How many people one page has: what fits a phone without much scrolling, and Teams' limit for a card. */
export const PAGE = 10;
/** How many versions the history tells of. */
const SHOWN_VERSIONS = 12;

interface PersonView {
  name: string;
  facts: { fact: string }[];
  reach: string;
  buttons: { title: string; tooltip: string; data: object }[];
}

const card = defineCard<{
  summary: string;
  id: string;
  meeting: string;
  when: string;
  notice: string;
  lines: { line: string }[];
  people: PersonView[];
  page: string;
  next: number;
  previous: number;
  keeps: boolean;
  tools: boolean;
  history: { line: string }[];
  actions: CardAction[];
}>(delegationTemplate);

export interface DelegationView {
  opened: Opened;
  /** Who reads it: they may be in the delegation themselves. */
  readerId: string;
  /** ISO day in Göteborg. */
  today: string;
  /** How many come before those that are shown; or who is to be among them. */
  from?: number | string;
  notice?: string;
}

/** Whom the presidium sends; for those who keep it also who has answered, and what can be done (S3). */
export function delegationCard(reader: Reader, view: DelegationView): CardMessage {
  const { opened, today, notice = '' } = view;
  const { locale } = reader;
  const t = translator(locale);
  const { meeting, delegation, access, people, history, asked } = opened;
  const keeps = access === 'keeper';
  const all = delegation.delegates;
  const start = startOf(all, view.from);
  const shown = all.slice(start, start + PAGE);
  const lines = statusLines(reader, view);
  const isPaged = all.length > PAGE;
  const askedAt = new Set([...asked.values()].map(({ createdAt }) => createdAt));
  return card(locale, {
    summary: t('presidium:summary', { meeting: placeAndYear(reader, meeting), status: lines.join(' ') }),
    id: meetingId(meeting),
    meeting: placeAndYear(reader, meeting),
    when: whenLine(reader, meeting),
    notice,
    lines: lines.map(line => ({ line })),
    people: shown.map(delegate => personView(delegate, view, locale, isAhead(reader.lists, meeting, today))),
    page: isPaged
      ? t('presidium:page', { first: start + 1, last: start + shown.length, all: all.length })
      : '',
    next: start + PAGE < all.length ? start + PAGE : -1,
    previous: start > 0 ? Math.max(0, start - PAGE) : -1,
    keeps,
    tools: keeps || isPaged,
    history:
      history.length > 0
        ? historyLines(history, SHOWN_VERSIONS, { people, askedAt }, locale).map(line => ({ line }))
        : [{ line: t('presidium:history.empty') }],
    actions: actionsOf(reader, view),
  });
}

/** The first of the page that is asked for. */
function startOf(all: readonly Delegate[], from: number | string = 0): number {
  const first = typeof from === 'number' ? from : all.findIndex(({ personId }) => personId === from);
  return first < 0 || first >= all.length ? 0 : first - (first % PAGE);
}

function statusLines(reader: Reader, { opened, today }: DelegationView): string[] {
  const { locale, lists } = reader;
  const t = translator(locale);
  const { delegation, meeting, access } = opened;
  const { delegates, answerBy } = delegation;
  const keeps = access === 'keeper';
  if (delegates.length === 0) return [t(keeps ? 'presidium:nobodyKeeper' : 'presidium:nobody')];
  const ahead = isAhead(lists, meeting, today);
  const lastDay = answerBy
    ? t('presidium:lastDay', { day: formatDay(answerBy, locale) })
    : t('presidium:noLastDay');
  const left = unasked(opened).length;
  return [
    t('presidium:appointed', { count: delegates.length }),
    ...(keeps ? [t('presidium:counts', countAnswers(delegation))] : []),
    ...(ahead ? [lastDay] : []),
    ...(keeps && ahead && left > 0 ? [t('presidium:notAsked', { count: left })] : []),
  ];
}

/** Those who have neither got the question nor answered. */
export function unasked({ delegation, asked }: Pick<Opened, 'delegation' | 'asked'>): Delegate[] {
  return delegation.delegates.filter(one => !hasAnswered(one) && !asked.has(one.personId));
}

function personView(
  delegate: Delegate,
  { opened }: DelegationView,
  locale: Locale,
  ahead: boolean,
): PersonView {
  const t = translator(locale);
  const { personId, substitute, decidedOn } = delegate;
  const { people, access, asked } = opened;
  const keeps = access === 'keeper';
  const name = personName(personId, people, locale);
  const facts = [
    delegate.function,
    ...(substitute ? [t('presidium:substitute', { substitute })] : []),
    ...(decidedOn ? [t('presidium:decided', { day: formatDay(decidedOn, locale) })] : []),
    ...(keeps ? answerFacts(delegate, asked.get(personId), opened, ahead, locale) : []),
  ];
  const forms = ahead ? (['answerFor', 'change'] as const) : (['change'] as const);
  const reach = keeps && ahead && !hasAnswered(delegate) ? reasonOf(people.get(personId)) : undefined;
  return {
    name,
    facts: facts.map(fact => ({ fact })),
    reach: reach ? t(`presidium:reach.${reach}`) : '',
    buttons: forms.map(form => {
      const title = t(`presidium:button.${form}`);
      const data = { locale, form, meeting: opened.delegation.id, person: personId };
      return { title, tooltip: t('presidium:button.tooltip', { what: title, name }), data };
    }),
  };
}

function answerFacts(
  { personId, answer }: Delegate,
  job: Job | undefined,
  { people }: Opened,
  ahead: boolean,
  locale: Locale,
): string[] {
  const t = translator(locale);
  if (answer) {
    const said = { value: valueText(answer.value, locale), at: formatMoment(answer.at, locale) };
    if (answer.by === personId) return [t('presidium:answer.own', said)];
    const who = personName(answer.by, people, locale);
    return [t('presidium:answer.byOther', { ...said, who, name: personName(personId, people, locale) })];
  }
  if (!ahead) return [];
  if (!job) return [t('presidium:answer.notAsked')];
  if (job.state === 'failed' || job.state === 'ambiguous') return [t('presidium:answer.trouble')];
  if (job.state === 'held') return [t('presidium:answer.held')];
  return [
    job.posted
      ? t('presidium:answer.none', { at: formatMoment(job.createdAt, locale) })
      : t('presidium:answer.onItsWay'),
  ];
}

/** Why the bot cannot write to somebody, as far as it knows. */
export function reasonOf(person: Person | undefined) {
  return person?.unreachable?.reason ?? (person?.conversation ? undefined : 'notInstalled');
}

function actionsOf(reader: Reader, { opened, readerId, today }: DelegationView): CardAction[] {
  const { locale, lists } = reader;
  const t = translator(locale);
  const { meeting, delegation, access } = opened;
  const id = meetingId(meeting);
  const ahead = isAhead(lists, meeting, today);
  const keeps = access === 'keeper';
  const form = (name: 'ask' | 'add' | 'lastDay') => ({
    title: t(`presidium:button.${name}`),
    verb: 'presidium.form',
    data: { locale, form: name, meeting: id },
  });
  const others = [nextComing(lists, today), heldOf(lists, today)[0]].filter(
    (other): other is Meeting => other !== undefined && meetingId(other) !== id,
  );
  const actions = [
    ...(keeps && ahead && unasked(opened).length > 0 ? [form('ask')] : []),
    ...(keeps ? [form('add')] : []),
    ...(keeps && ahead && delegation.delegates.length > 0 ? [form('lastDay')] : []),
    ...(ahead && delegateIn(delegation, readerId)
      ? [{ title: t('presidium:button.own'), verb: 'presidium.takePart', data: { locale, meeting: id } }]
      : []),
    ...(isOver(lists, meeting, today)
      ? [{ title: t('presidium:button.lessons'), verb: 'presidium.lessons', data: { locale, meeting: id } }]
      : []),
    ...others.map(other => ({
      title: t('presidium:button.other', { meeting: placeAndYear(reader, other) }),
      verb: 'presidium.delegation',
      data: { locale, meeting: meetingId(other) },
    })),
  ];
  return withModes(actions);
}

/** The first few buttons in the open, the others behind "…". */
export function withModes(actions: readonly Omit<CardAction, 'mode'>[]): CardAction[] {
  return actions.map((action, index) => ({ ...action, mode: index < IN_THE_OPEN ? 'primary' : 'secondary' }));
}
