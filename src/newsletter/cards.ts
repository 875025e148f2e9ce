import type { Choice } from '../cards/form';
import { DateTime } from 'luxon';
import { defineCard, type CardMessage } from '../cards/card';
import { cityName } from '../directory/cities';
import { countText } from '../delivery/cards';
import type { Reader } from '../directory/lists';
import { unitName } from '../directory/units';
import { translator, type Locale } from '../i18n';
import { cityDay, formatDay, formatMoment } from '../i18n/moments';
import type { Found } from '../register/rows';
import { formatWhen } from '../register/when';
import { cityNames } from '../register/wording';
import letterTemplate from './cards/letter.json';
import lineTemplate from './cards/line.json';
import { missedReasons, type Reach } from './deliveries';
import type { Forwarded } from './forwarding';
import { firstFew, sections, type Issue, type Letter, type Section } from './model';

/** What fits a phone: of each section so many, and how many more there are. */
const FEW = 3;

/** How many people a letter can be sent on to at a time. */
export const MOST_PICKED = 20;

interface ItemView {
  ref: string;
  title: string;
  line: string;
  verb: string;
  data: object;
}

interface SectionView {
  heading: string;
  byCity: string;
  items: ItemView[];
  left: string;
}

const letterTemplateCard = defineCard<{
  summary: string;
  month: string;
  heading: string;
  intro: string;
  sections: SectionView[];
  inChannel: boolean;
  /** Whether the reader gets it as a subscriber. */
  subscribes: boolean;
  subscription: string;
  forwardLabel: string;
  colleagues: readonly Choice[];
  forwarded: string;
}>(letterTemplate);

export interface LetterView {
  letter: Letter;
  issue: Issue;
  /** Who reads it: the City Executive Office's team, a subscriber, or somebody whom it was sent on to. */
  to: 'channel' | 'subscriber' | 'picked';
  /** In the channel: whom it can be sent on to, where Teams' own people picker is not. */
  colleagues?: readonly Choice[];
  /** In the channel: the name of whoever sent it on last. */
  forwardedBy?: string;
}

/** The monthly letter: what is new, under way and coming, the first few of each (S7). */
export function letterCard(reader: Reader, view: LetterView): CardMessage {
  const { locale } = reader;
  const { letter, issue, to, colleagues = [] } = view;
  const t = translator(locale);
  const month = monthName(letter.month, locale);
  const inChannel = to === 'channel';
  const filled = sections.filter(section => issue.items[section].length > 0);
  return letterTemplateCard(locale, {
    summary: t('newsletter:letter.summary', {
      month,
      fresh: numberOf(issue, 'new', locale),
      underWay: numberOf(issue, 'underWay', locale),
      coming: numberOf(issue, 'coming', locale),
    }),
    month: letter.month,
    heading: t('newsletter:letter.heading', { month }),
    intro: to === 'picked' ? t('newsletter:letter.introForwarded') : '',
    sections: filled.map(section => sectionView(reader, view, section)),
    inChannel,
    subscribes: to === 'subscriber',
    subscription: t(to === 'subscriber' ? 'newsletter:letter.subscription' : 'newsletter:subscribe'),
    forwardLabel: t('newsletter:forward.label', { max: MOST_PICKED }),
    colleagues,
    forwarded: forwardedLine(view, locale),
  });
}

function sectionView(reader: Reader, view: LetterView, section: Section): SectionView {
  const { locale, lists } = reader;
  const t = translator(locale);
  const { issue, letter } = view;
  const items = issue.items[section];
  const order = lists.cities.map(({ id }) => id);
  const shown = firstFew(items, order, FEW);
  const counted = order
    .map(city => ({ city, number: items.filter(({ cities }) => cities.includes(city)).length }))
    .filter(({ number }) => number > 0);
  const left = items.length - shown.length;
  return {
    heading: t(`newsletter:letter.${section}`, {
      day: formatDay(cityDay(new Date(letter.newFrom)), locale),
      number: numberOf(issue, section, locale),
    }),
    byCity: counted
      .map(({ city, number }) =>
        t('newsletter:letter.byCity', {
          city: cityName(reader, city),
          number: countText({ count: number, more: issue.more[section] }, locale),
        }),
      )
      .join(' · '),
    items: shown.map(found => itemView(reader, found, view.to)),
    left:
      left > 0
        ? t('newsletter:letter.left', {
            number: countText({ count: left, more: issue.more[section] }, locale),
          })
        : '',
  };
}

/** In the channel what is pressed opens in one's own chat, in one's own language. */
function itemView(reader: Reader, found: Found, to: LetterView['to']): ItemView {
  const { locale } = reader;
  const { ref, title, cities, unitId, createdAt, when } = found;
  const line = [
    ref,
    cityNames(cities, reader),
    unitName(reader, unitId, createdAt),
    formatWhen(when, locale),
  ].join(' · ');
  const shared = { ref, title, line };
  if (to === 'channel') return { ...shared, verb: 'welcome.ownChat', data: { locale, text: `visa ${ref}` } };
  return { ...shared, verb: 'collaboration.show', data: { locale, ref } };
}

/** Whom it has been sent on to concerns those who send it on. */
function forwardedLine({ letter, to, forwardedBy }: LetterView, locale: Locale): string {
  if (!letter.forwarded || to !== 'channel') return '';
  const t = translator(locale);
  const { people, at } = letter.forwarded;
  return t('newsletter:letter.forwarded', {
    count: people,
    who: forwardedBy ?? t('newsletter:formerColleague'),
    at: formatMoment(at, locale),
  });
}

function numberOf({ items, more }: Issue, section: Section, locale: Locale): string {
  return countText({ count: items[section].length, more: more[section] }, locale);
}

/** "december 2026", "December 2026". */
function monthName(month: string, locale: Locale): string {
  const language = locale === 'sv' ? 'sv' : 'en-GB';
  return DateTime.fromFormat(month, 'yyyy-MM', { zone: 'utc' }).setLocale(language).toFormat('LLLL yyyy');
}

const lineTemplateCard = defineCard<{ summary: string; line: string }>(lineTemplate);

/** How many subscribers a letter reached, and why the others not, for the thread under it. */
export function reachCard(locale: Locale, { subscribers, reached, missed }: Reach): CardMessage {
  const t = translator(locale);
  const why = missedReasons.filter(reason => missed[reason] > 0);
  const line = [
    t('newsletter:reach.reached', { reached, count: subscribers }),
    ...why.map(reason => t(`newsletter:reach.${reason}`, { count: missed[reason] })),
  ].join(' ');
  return lineTemplateCard(locale, { summary: line, line });
}

/** What whoever sent a letter on is told. */
export function forwardedText(locale: Locale, done: Forwarded): string {
  const t = translator(locale);
  if (done.kind === 'over') return t('newsletter:forward.over');
  const { people, known, unreachable } = done;
  return [
    people > 0 ? t('newsletter:forward.sent', { count: people }) : t('newsletter:forward.none'),
    ...(known > 0 ? [t('newsletter:forward.known', { count: known })] : []),
    ...(unreachable > 0 ? [t('newsletter:forward.unreachable', { count: unreachable })] : []),
  ].join(' ');
}
