import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { translator, type Locale } from '../i18n';
import { nextComing } from '../meetings/ahead';
import { cycleOf } from '../meetings/standing';
import { placeAndYear, standText } from '../meetings/wording';
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
  next: { title: string; data: Asked & { locale: Locale } }[];
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
  const { line, about, details, next, isMissing } = answer;
  const message = answerTemplateCard(reader.locale, {
    summary: line,
    heading: about ? t('asking:cardHeading', { meeting: placeAndYear(reader, about) }) : t('asking:heading'),
    note: moreInOwnChat ? t('asking:inOwnChat') : '',
    facts: details.facts,
    lists: details.lists.map(({ heading, items }) => ({ heading, items: items.map(text => ({ text })) })),
    links: details.links,
    missing: isMissing,
    next: next.map(data => ({
      title: titleOf(reader, data),
      data: { ...data, locale: reader.locale },
    })),
    calendar,
    said: '',
  });
  return { ...message, text: line };
}

function titleOf({ locale }: Reader, { question, which }: Asked): string {
  const isAfter = question === 'host' && which.kind === 'year' && which.later !== undefined;
  return translator(locale)(`asking:button.${isAfter ? 'hostAfter' : question}`);
}

/** What was written may be a question, but which one is not clear: the likeliest as buttons. */
export function unsureCard(reader: Reader, suggestions: readonly Question[], said: string): CardMessage {
  const t = translator(reader.locale);
  const line = t('asking:unsure.line');
  return answerTemplateCard(reader.locale, {
    summary: line,
    heading: line,
    note: t('asking:unsure.text'),
    facts: [],
    lists: [],
    links: [],
    missing: false,
    next: suggestions.map(question => ({
      title: t(`asking:button.${question}`),
      data: {
        question,
        which: question === 'lastMeeting' ? { kind: 'last' } : { kind: 'next', later: 0 },
        locale: reader.locale,
      },
    })),
    calendar: '',
    said,
  });
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
  const next = nextComing(reader.lists, today);
  const line = next
    ? fitting([
        t('asking:nextMeeting.next', {
          where: placeAndYear(reader, next),
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
