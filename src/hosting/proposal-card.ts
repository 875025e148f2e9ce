import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { cityDay, formatDay } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import { CYCLE_ID } from '../meetings/model';
import { cycleOf, meetingId as idOf } from '../meetings/standing';
import { placeAndYear, standText } from '../meetings/wording';
import { proposedActivities, titleOf } from './activities';
import proposalTemplate from './cards/proposal.json';
import { reckonedFrom } from './hostings';
import type { Plan } from './model';
import { personName, reckonedText, type Names } from './wording';

const card = defineCard<{
  summary: string;
  heading: string;
  stand: string;
  intro: string;
  notice: string;
  lines: { day: string; title: string; past: string }[];
  buttons: { title: string; style: 'positive' | 'default'; verb: string; data: object }[];
}>(proposalTemplate);

export interface ProposalView {
  meeting: Meeting;
  today: string;
  /** The plan, once somebody has adopted it. */
  plan?: Plan;
  names: Names;
  notice?: string;
}

/** What there is to do for a meeting that Göteborg hosts, with dates, to be adopted with one press (S4). */
export function proposalCard(reader: Reader, view: ProposalView): CardMessage {
  const { locale, lists } = reader;
  const t = translator(locale);
  const { meeting, plan, names, today } = view;
  const meetingId = idOf(meeting);
  const reckoned = reckonedFrom(lists, meeting);
  const heading = t(plan ? 'hosting:proposal.adopted' : 'hosting:proposal.heading', { year: meeting.year });
  const place = placeAndYear(reader, meeting);
  const adoptedBy = plan
    ? t('hosting:proposal.by', {
        name: personName(reader, names, plan.adopted.by),
        on: formatDay(cityDay(new Date(plan.adopted.at)), locale),
      })
    : '';
  const buttons = plan
    ? [{ title: t('hosting:showPlan'), style: 'default' as const, verb: 'hosting.openPlan' }]
    : [{ title: t('hosting:proposal.adopt'), style: 'positive' as const, verb: 'hosting.adopt' }];
  return card(locale, {
    summary: [heading, adoptedBy].filter(Boolean).join('. '),
    heading,
    stand: `${place}, ${standText(reader, meeting)}. ${reckonedText(reader, meeting, reckoned)}`,
    intro: t(plan ? 'hosting:proposal.afterwards' : 'hosting:proposal.intro'),
    notice: view.notice ?? adoptedBy,
    lines: plan
      ? []
      : proposedActivities(reckoned).map(activity => ({
          day: formatDay(activity.due, locale),
          title: titleOf(activity, locale),
          past: activity.due < today ? ` ${t('hosting:proposal.past')}` : '',
        })),
    buttons: buttons.map(button => ({ ...button, data: { locale, meeting: meetingId } })),
  });
}

/** Where there is no meeting to plan for yet. `next`: the next one that Göteborg hosts, however far away. */
export function noHostingCard(reader: Reader, next: Meeting | undefined): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const isAnswered = cycleOf(reader.lists).answer === 'known';
  const toMeetings = {
    title: t('hosting:none.toMeetings'),
    style: 'default',
    verb: 'lists.list',
    data: { locale, list: 'meetings' },
  } as const;
  const toQuestion = {
    title: t('hosting:none.toQuestion'),
    style: 'positive',
    verb: 'lists.form',
    data: { locale, list: 'cycle', deed: 'firstAnswer', id: CYCLE_ID },
  } as const;
  const stand = next
    ? t('hosting:none.next', { place: placeAndYear(reader, next), stand: standText(reader, next) })
    : t('hosting:none.unknown');
  return card(locale, {
    summary: stand,
    heading: t('hosting:none.heading'),
    stand,
    intro: t(isAnswered ? 'hosting:none.intro' : 'hosting:none.question'),
    notice: '',
    lines: [],
    buttons: [isAnswered ? toMeetings : toQuestion],
  });
}
