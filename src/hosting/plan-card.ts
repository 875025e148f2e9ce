import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { translator, type TextKey } from '../i18n';
import { formatDay } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import { titleOf } from './activities';
import planTemplate from './cards/plan.json';
import { hostingOf, movedSince, reckonedFrom, yearOf } from './hostings';
import { isOpen, progressOf, type Activity, type Plan } from './model';
import { dueText, moveText, reckonedText, responsibleText, settledText, type Names } from './wording';

interface Button {
  title: string;
  mode: 'primary' | 'secondary';
  verb: string;
  data: object;
}

const card = defineCard<{
  summary: string;
  heading: string;
  progress: string;
  reckoned: string;
  notice: string;
  moved: string;
  movedFrom: string;
  movedTo: string;
  empty: string;
  meeting: string;
  sections: { heading: string; rows: { id: string; title: string; line: string }[] }[];
  buttons: Button[];
}>(planTemplate);

/** How many activities one page shows. */
export const PAGE = 20;

export interface PlanView {
  plan: Plan;
  names: Names;
  today: string;
  /** What is still to be done, or what is done or not needed. */
  show: 'open' | 'settled';
  from: number;
  /** Other meetings that Göteborg hosts and that have a plan. */
  others: readonly Plan[];
  /** Entra object ids of the team's members, where Teams tells. */
  members?: ReadonlySet<string>;
  notice?: string;
}

/** The plan of a hosting with its progress (S4): what is overdue first, then by date. */
export function planCard(reader: Reader, view: PlanView): CardMessage {
  const { locale, lists } = reader;
  const t = translator(locale);
  const { plan, today, show, from, notice = '' } = view;
  const meeting = hostingOf(lists, plan);
  const heading = t('hosting:plan.heading', { year: yearOf(lists, plan) });
  const { done, all, overdue } = progressOf(plan, today);
  const progress = [
    t('hosting:plan.progress', { done, all }),
    ...(overdue > 0 ? [t('hosting:plan.overdue', { count: overdue })] : []),
  ].join(' · ');
  const wanted = inOrder(plan.activities.filter(activity => isOpen(activity) === (show === 'open')));
  const shown = wanted.slice(from, from + PAGE);
  const moved = meeting && movedSince(lists, plan);
  return card(locale, {
    summary: `${heading}. ${progress}`,
    heading,
    progress,
    reckoned: meeting ? reckonedOf(reader, meeting, plan) : t('hosting:plan.calledOff'),
    notice,
    moved: moved ? moveText(reader, plan, moved) : '',
    movedFrom: moved?.from ?? '',
    movedTo: moved?.to ?? '',
    empty: wanted.length === 0 ? t(`hosting:plan.none.${show}`) : '',
    meeting: plan.meetingId,
    sections: sectionsOf(reader, view, shown),
    buttons: buttonsOf(reader, view, wanted.length),
  });
}

/** As it is reckoned now; where the meeting has moved, as the plan still is. */
function reckonedOf(reader: Reader, meeting: Meeting, plan: Plan): string {
  const now = reckonedFrom(reader.lists, meeting);
  if (now.from === plan.from) return reckonedText(reader, meeting, now);
  return translator(reader.locale)('hosting:reckoned.before', { day: formatDay(plan.from, reader.locale) });
}

function inOrder(activities: readonly Activity[]): Activity[] {
  return [...activities].sort((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due)));
}

function sectionsOf(reader: Reader, view: PlanView, shown: readonly Activity[]) {
  const t = translator(reader.locale);
  const groups: readonly Group[] = view.show === 'open' ? openGroups(view.today) : settledGroups;
  return groups.flatMap(({ heading, holds }) => {
    const rows = shown.filter(holds).map(activity => rowOf(reader, view, activity));
    return rows.length > 0 ? [{ heading: t(heading), rows }] : [];
  });
}

interface Group {
  heading: TextKey;
  holds: (activity: Activity) => boolean;
}

function openGroups(today: string): Group[] {
  return [
    { heading: 'hosting:plan.section.overdue', holds: ({ due }) => due < today },
    { heading: 'hosting:plan.section.coming', holds: ({ due }) => due >= today },
  ];
}

const settledGroups: readonly Group[] = [
  { heading: 'hosting:plan.section.done', holds: ({ done }) => done !== undefined },
  { heading: 'hosting:plan.section.dropped', holds: ({ done }) => done === undefined },
];

function rowOf(reader: Reader, { names, today, members }: PlanView, activity: Activity) {
  const { locale } = reader;
  const hasLeft = activity.responsible !== undefined && members?.has(activity.responsible) === false;
  const left = hasLeft ? ` ${translator(locale)('hosting:hasLeft')}` : '';
  const line = isOpen(activity)
    ? `${dueText(reader, activity, today)} ${responsibleText(reader, activity, names)}${left}`
    : settledText(reader, activity, names);
  return { id: activity.id, title: titleOf(activity, locale), line };
}

function buttonsOf({ locale, lists }: Reader, view: PlanView, count: number): Button[] {
  const t = translator(locale);
  const { plan, show, from } = view;
  const { meetingId: meeting } = plan;
  const button = (title: string, verb: string, data: object, mode: Button['mode'] = 'primary'): Button => ({
    title,
    mode,
    verb,
    data: { locale, ...data },
  });
  const settled = plan.activities.filter(activity => !isOpen(activity)).length;
  const paging = [
    ...(count > from + PAGE
      ? [button(t('hosting:plan.next'), 'hosting.plan', { meeting, show, from: from + PAGE })]
      : []),
    ...(from > 0
      ? [
          button(t('hosting:plan.previous'), 'hosting.plan', {
            meeting,
            show,
            from: Math.max(0, from - PAGE),
          }),
        ]
      : []),
  ];
  const isOurs = hostingOf(lists, plan) !== undefined;
  return [
    ...(show === 'settled' ? [button(t('hosting:plan.toOpen'), 'hosting.plan', { meeting })] : []),
    ...(isOurs && show === 'open'
      ? [button(t('hosting:plan.add'), 'hosting.form', { meeting, activity: '' })]
      : []),
    ...paging,
    button(t('hosting:plan.preview'), 'hosting.preview', {}, paging.length > 0 ? 'secondary' : 'primary'),
    ...(settled > 0 && show === 'open'
      ? [
          button(
            t('hosting:plan.toSettled', { count: settled }),
            'hosting.plan',
            { meeting, show: 'settled' },
            paging.length > 0 ? 'secondary' : 'primary',
          ),
        ]
      : []),
    ...view.others.map(({ meetingId }) =>
      button(
        t('hosting:plan.other', { year: meetingId }),
        'hosting.plan',
        { meeting: meetingId },
        'secondary',
      ),
    ),
  ];
}
