import { defineCard, type CardMessage } from '../cards/card';
import { cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { isMeeting, nextMeeting } from '../meetings/cycle';
import { allMeetings, cycleOf } from '../meetings/standing';
import { standText } from '../meetings/wording';
import type { Answer } from './answer';
import answerTemplate from './cards/answer.json';
import statusTemplate from './cards/status.json';
import { fitting } from './line';
import type { Asked } from './model';
import type { Question } from './recogniser/questions';
import { tableOf, timeline, type Column, type TableRow } from './status';

const answerTemplateCard = defineCard<{
  summary: string;
  heading: string;
  note: string;
  facts: { name: string; value: string }[];
  lists: { heading: string; items: { text: string }[] }[];
  links: { title: string; url: string }[];
  missing: boolean;
  next: { title: string; data: Asked }[];
  /** The meeting that a calendar file can be had of. */
  calendar: string;
  /** What was not understood, to be looked for in the register instead. */
  said: string;
}>(answerTemplate);

export interface AnswerView {
  answer: Answer;
  /** The id of the meeting, where whoever asks may have its calendar file. */
  calendar?: string;
  /** Whether there is more to read in the person's own chat. */
  moreInOwnChat?: boolean;
}

/** The answer to a question: the line is the message itself, and the card holds what stands below it. */
export function answerCard(
  reader: Reader,
  { answer, calendar = '', moreInOwnChat }: AnswerView,
): CardMessage {
  const t = translator(reader.locale);
  const { line, details, next, isMissing } = answer;
  const message = answerTemplateCard(reader.locale, {
    summary: line,
    heading: '',
    note: moreInOwnChat ? t('asking:inOwnChat') : '',
    facts: details.facts,
    lists: details.lists.map(({ heading, items }) => ({ heading, items: items.map(text => ({ text })) })),
    links: details.links,
    missing: isMissing,
    next: next.map(data => ({ title: t(`asking:button.${data.question}`), data })),
    calendar,
    said: '',
  });
  return { ...message, text: line };
}

/** What was written may be a question, but which one is not clear: the likeliest as buttons. */
export function unsureCard(reader: Reader, suggestions: readonly Question[], said: string): CardMessage {
  const t = translator(reader.locale);
  const line = t('asking:unsure.line');
  const message = answerTemplateCard(reader.locale, {
    summary: line,
    heading: '',
    note: t('asking:unsure.text'),
    facts: [],
    lists: [],
    links: [],
    missing: false,
    next: suggestions.map(question => ({
      title: t(`asking:button.${question}`),
      data: {
        question,
        which: { kind: question === 'lastMeeting' ? 'last' : 'next', later: 0 } as Asked['which'],
      },
    })),
    calendar: '',
    said,
  });
  return { ...message, text: line };
}

const statusTemplateCard = defineCard<{
  summary: string;
  question: string;
  columns: Column[];
  rows: TableRow[];
  keeper: boolean;
}>(statusTemplate);

/** The cycle as a timeline, and the same as a table. `isCoordinator`: whether the buttons to change it are there. */
export function statusCard(reader: Reader, today: string, isCoordinator: boolean): CardMessage {
  const t = translator(reader.locale);
  const isOpen = cycleOf(reader.lists).answer !== 'known';
  const next = nextMeeting(allMeetings(reader.lists), today);
  const line =
    next && isMeeting(next)
      ? fitting([
          t('asking:nextMeeting.next', {
            where: `${cityName(reader, next.host)} ${next.year}`,
            stand: standText(reader, next),
          }),
        ])
      : t('asking:unknownNext');
  return statusTemplateCard(reader.locale, {
    summary: line,
    question: isOpen && isCoordinator ? t('asking:status.firstQuestion') : '',
    columns: timeline(reader, today),
    rows: tableOf(reader, today),
    keeper: isCoordinator,
  });
}
