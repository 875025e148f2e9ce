import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { translator, type Locale } from '../i18n';
import { formatDay, formatMoment } from '../i18n/moments';
import { hintOf, titleOf } from './activities';
import activityTemplate from './cards/activity.json';
import { hostingOf, yearOf } from './hostings';
import { activityIn, isOpen, type Activity, type Plan } from './model';
import { firstMorning, nextReminder, seenToFor, type SeenTo } from './reminders';
import type { StoredPlan } from './store';
import { dueText, personName, settledText, type Names } from './wording';

interface Button {
  title: string;
  style: 'positive' | 'default';
  mode: 'primary' | 'secondary';
  verb: string;
  data: object;
}

const card = defineCard<{
  summary: string;
  heading: string;
  title: string;
  notice: string;
  hint: string;
  facts: { name: string; value: string }[];
  hasHistory: boolean;
  history: { line: string }[];
  buttons: Button[];
}>(activityTemplate);

export interface ActivityView {
  plan: Plan;
  activity: Activity;
  names: Names;
  today: string;
  /** Newest first. */
  versions: readonly StoredPlan[];
  seen: SeenTo;
  members?: ReadonlySet<string>;
  notice?: string;
}

/** One activity of a plan, with what can be done about it and who has changed it. */
export function activityCard(reader: Reader, view: ActivityView): CardMessage {
  const { locale, lists } = reader;
  const t = translator(locale);
  const { plan, activity } = view;
  const heading = t('hosting:activity.heading', {
    year: yearOf(lists, plan),
  });
  const title = titleOf(activity, locale);
  const history = historyOf(reader, view);
  return card(locale, {
    summary: view.notice ?? heading,
    heading,
    title,
    notice: view.notice ?? '',
    hint: hintOf(activity, locale),
    facts: factsOf(reader, view),
    hasHistory: history.length > 0,
    history: history.map(line => ({ line })),
    buttons: buttonsOf(reader, view),
  });
}

function factsOf(reader: Reader, { plan, activity, names, today, seen, members }: ActivityView) {
  const { locale, lists } = reader;
  const t = translator(locale);
  const fact = (name: string, value: string) => ({ name: `${name}: `, value });
  const { responsible } = activity;
  const left = responsible && members?.has(responsible) === false ? `. ${t('hosting:hasLeft')}` : '';
  const who = responsible ? personName(reader, names, responsible) + left : t('hosting:activity.nobody');
  const facts = [fact(t('hosting:activity.responsible'), who)];
  if (!isOpen(activity)) {
    return [fact(t('hosting:activity.state'), settledText(reader, activity, names)), ...facts];
  }
  const seenTo = seenToFor(activity, plan, seen);
  const next = nextReminder(activity.due, seenTo > today ? seenTo : today, firstMorning(plan, seen));
  return [
    fact(t('hosting:activity.due'), dueText(reader, activity, today)),
    ...facts,
    ...(hostingOf(lists, plan) ? [fact(t('hosting:activity.next'), formatDay(next, locale))] : []),
  ];
}

/** What has become of it from one version of the plan to the next. */
function historyOf(reader: Reader, { activity, versions, names }: ActivityView): string[] {
  return versions.flatMap(({ plan, by, at }, index) => {
    const before = activityIn(versions[index + 1]?.plan, activity.id);
    const after = activityIn(plan, activity.id);
    if (!after || (index === versions.length - 1 && plan.adopted.at !== at)) return [];
    const what = before ? changeOf(reader, before, after, names) : enteredText(reader.locale);
    if (what === '') return [];
    return [`${formatMoment(at, reader.locale)}, ${personName(reader, names, by)}: ${what}`];
  });
}

function enteredText(locale: Locale): string {
  return translator(locale)('hosting:changed.entered');
}

/** What differs, in plain words; '' where nothing does. */
export function changeOf(reader: Reader, before: Activity, after: Activity, names: Names): string {
  const { locale } = reader;
  const t = translator(locale);
  const parts: string[] = [];
  if (!before.done && after.done) parts.push(t('hosting:changed.done'));
  if (!before.dropped && after.dropped) parts.push(t('hosting:changed.dropped'));
  if (!isOpen(before) && isOpen(after)) parts.push(t('hosting:changed.reopened'));
  if (before.due !== after.due) parts.push(t('hosting:changed.due', { on: formatDay(after.due, locale) }));
  if (before.title !== after.title) parts.push(t('hosting:changed.title', { title: titleOf(after, locale) }));
  if (before.responsible !== after.responsible) {
    parts.push(
      after.responsible
        ? t('hosting:changed.responsible', { name: personName(reader, names, after.responsible) })
        : t('hosting:changed.nobody'),
    );
  }
  return parts.join(', ');
}

function buttonsOf({ locale, lists }: Reader, { plan, activity }: ActivityView): Button[] {
  const t = translator(locale);
  const data = { locale, meeting: plan.meetingId, activity: activity.id };
  const settle = (title: string, to: string, rest: Partial<Button> = {}): Button => ({
    title,
    style: 'default',
    mode: 'primary',
    verb: 'hosting.settle',
    data: { ...data, to },
    ...rest,
  });
  const back: Button = {
    title: t('hosting:activity.back'),
    style: 'default',
    mode: 'primary',
    verb: 'hosting.plan',
    data: { locale, meeting: plan.meetingId, ...(isOpen(activity) ? {} : { show: 'settled' }) },
  };
  if (!hostingOf(lists, plan)) return [back];
  if (!isOpen(activity)) return [settle(t('hosting:activity.reopen'), 'open'), back];
  return [
    settle(t('hosting:done'), 'done', { style: 'positive' }),
    {
      title: t('hosting:activity.change'),
      style: 'default',
      mode: 'primary',
      verb: 'hosting.form',
      data,
    },
    back,
    settle(t('hosting:activity.drop'), 'dropped', { mode: 'secondary' }),
  ];
}
