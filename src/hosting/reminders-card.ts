import { defineCard, type CardMessage } from '../cards/card';
import { labelWithError } from '../cards/form';
import type { Reader } from '../directory/lists';
import { joinWords, translator, type Locale } from '../i18n';
import { formatDay } from '../i18n/moments';
import { plusDays } from '../register/when';
import { titleOf } from './activities';
import remindersTemplate from './cards/reminders.json';
import { hostingOf, movedSince, yearOf } from './hostings';
import { isOpen, type Plan } from './model';
import type { Morning } from './morning';
import { remindedOf, type Reminded } from './reminded';
import { dueText, moveText, personName, responsibleText, settledText, type Names } from './wording';

interface Item {
  title: string;
  line: string;
  open: boolean;
  meeting: string;
  activity: string;
  due: string;
  doneTooltip: string;
  dateTooltip: string;
  dateLabel: string;
  toggle: string;
  isOpened: boolean;
  input: string;
  value: string;
}

interface Moved {
  line: string;
  open: boolean;
  meeting: string;
  from: string;
  to: string;
}

const card = defineCard<{
  summary: string;
  heading: string;
  intro: string;
  late: string;
  notice: string;
  moved: Moved[];
  left: { line: string }[];
  sections: { heading: string; items: Item[] }[];
  more: string;
  meeting: string;
  /** The morning that the card belongs to; '' for a note to one person. */
  day: string;
  /** Whom a note is to; '' for the channel's card. */
  to: string;
}>(remindersTemplate);

/** A title stands three times in its item: where it only says which one is meant, it is cut to so many letters. */
const LONGEST_REPEATED = 60;

export interface RemindersView {
  morning: Morning;
  plans: readonly Plan[];
  names: Names;
  /** Of whom a note is; absent for the channel's card. */
  to?: string;
  /** What is wrong with the date that was typed for an activity: its date field stands open, with what was typed. */
  trouble?: { text: string; meetingId: string; activityId: string; typed: string };
  notice?: string;
}

/** The field that a new date for an activity is typed in. */
export function dateInput(meetingId: string, activityId: string): string {
  return `date-${meetingId}-${activityId}`;
}

/** The reminders of a morning as things stand now, or one of them to the person responsible (S4). */
export function remindersCard(reader: Reader, view: RemindersView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { morning, to } = view;
  const { all, shown: chosen } = remindedOf(reader.lists, view.plans, morning);
  const shown = chosen.map(one => ({ ...one, item: itemOf(reader, view, one) }));
  const sections = sectionsFor(morning.day).flatMap(({ key, holds }) => {
    const own = shown.filter(({ remindedOf }) => holds(remindedOf)).map(({ item }) => item);
    return own.length > 0 ? [{ heading: t(`hosting:section.${key}`), items: own }] : [];
  });
  const open = all.filter(({ isAsking }) => isAsking);
  const heading = to
    ? t('hosting:note.heading')
    : t('hosting:day.heading', { day: formatDay(morning.day, locale) });
  const count = all.length - shown.length;
  return card(locale, {
    // What was typed does not stand on a lock screen.
    summary: `${heading}. ${introOf(reader, view, open.length)}`,
    heading,
    intro: introOf(reader, view, open.length),
    late: lateOf(reader, morning),
    notice: view.trouble ? t('hosting:dateNotSaved') : (view.notice ?? ''),
    moved: movedOf(reader, view),
    left: leftOf(reader, view),
    sections,
    more: count > 0 ? t('hosting:day.more', { count }) : '',
    meeting: morning.items[0]?.meetingId ?? morning.moved[0]?.meetingId ?? '',
    day: to ? '' : morning.day,
    to: to ?? '',
  });
}

/** What of the mornings before is to be known. */
function lateOf({ locale }: Reader, { late, doubtful }: Morning): string {
  const t = translator(locale);
  const doubt = doubtful ? t('hosting:day.doubtful', { day: formatDay(doubtful, locale) }) : '';
  return [late ? t('hosting:day.late') : '', doubt].filter(Boolean).join(' ');
}

function introOf({ locale }: Reader, { to, morning }: RemindersView, open: number): string {
  const t = translator(locale);
  if (morning.items.length === 0) return t('hosting:day.news');
  if (to && open > 0) return t('hosting:note.intro');
  return open > 0 ? t('hosting:day.intro', { count: open }) : t('hosting:day.allSettled');
}

/** How near the date is on the morning of the card. */
function sectionsFor(day: string) {
  return [
    { key: 'overdue', holds: (due: string) => due < day },
    { key: 'today', holds: (due: string) => due === day },
    { key: 'week', holds: (due: string) => due > day && due <= plusDays(day, 7) },
    { key: 'later', holds: (due: string) => due > plusDays(day, 7) },
  ] as const;
}

function itemOf(reader: Reader, { morning, names, trouble }: RemindersView, one: Reminded): Item {
  const { plan, activity, isAsking } = one;
  const { locale } = reader;
  const t = translator(locale);
  const { meetingId } = plan;
  const title = titleOf(activity, locale);
  const repeated = shortened(title);
  const asking = t('hosting:dateLabel', { title: repeated });
  const isTroubled = trouble?.meetingId === meetingId && trouble.activityId === activity.id;
  return {
    title: titleIn(morning, one, locale),
    line: lineOf(reader, one, morning.day, names),
    open: isAsking,
    meeting: meetingId,
    activity: activity.id,
    due: activity.due,
    doneTooltip: t('hosting:doneTooltip', { title: repeated }),
    dateTooltip: asking,
    dateLabel: labelWithError(locale, asking, isTroubled ? trouble.text : undefined),
    toggle: `new-${meetingId}-${activity.id}`,
    isOpened: isTroubled,
    input: dateInput(meetingId, activity.id),
    value: isTroubled ? trouble.typed : activity.due,
  };
}

function shortened(title: string): string {
  const letters = [...title];
  return letters.length > LONGEST_REPEATED ? `${letters.slice(0, LONGEST_REPEATED - 1).join('')}…` : title;
}

/** With its year where the card is about more than one meeting. */
function titleIn({ items }: Morning, { plan, activity }: Reminded, locale: Locale): string {
  const isOneOfSeveral = new Set(items.map(one => one.meetingId)).size > 1;
  const title = titleOf(activity, locale);
  return isOneOfSeveral ? `${title} (${plan.meetingId})` : title;
}

function lineOf(
  reader: Reader,
  { plan, activity, remindedOf: due }: Reminded,
  day: string,
  names: Names,
): string {
  const { locale, lists } = reader;
  const t = translator(locale);
  if (!isOpen(activity)) return settledText(reader, activity, names);
  if (!hostingOf(lists, plan)) return t('hosting:state.calledOff');
  if (activity.due !== due) {
    const by = activity.moved ? personName(reader, names, activity.moved.by) : t('hosting:someone');
    return t('hosting:state.newDate', { on: formatDay(activity.due, locale), name: by });
  }
  return `${dueText(reader, activity, day)} ${responsibleText(reader, activity, names)}`;
}

function movedOf(reader: Reader, { morning, plans }: RemindersView): Moved[] {
  const { locale, lists } = reader;
  const t = translator(locale);
  return morning.moved.flatMap(({ meetingId, from, to }) => {
    const plan = plans.find(one => one.meetingId === meetingId);
    if (!plan) return [];
    const now = movedSince(lists, plan);
    const line = now
      ? moveText(reader, plan, now)
      : t('hosting:move.done', { year: yearOf(lists, plan), day: formatDay(from, locale) });
    return [
      { line, open: now !== undefined, meeting: meetingId, from: now?.from ?? from, to: now?.to ?? to },
    ];
  });
}

function leftOf(reader: Reader, { morning, plans, names }: RemindersView): { line: string }[] {
  const { locale } = reader;
  const t = translator(locale);
  return morning.left.flatMap(id => {
    const own = plans.flatMap(({ activities }) =>
      activities.filter(one => one.responsible === id && isOpen(one)),
    );
    if (own.length === 0) return [];
    const name = personName(reader, names, id);
    const titles = own.slice(0, 8).map(activity => `”${titleOf(activity, locale)}”`);
    const rest = own.length - titles.length;
    const all = rest > 0 ? [...titles, t('hosting:left.more', { count: rest })] : titles;
    return [{ line: t('hosting:left.line', { name, titles: joinWords(locale, all) }) }];
  });
}
