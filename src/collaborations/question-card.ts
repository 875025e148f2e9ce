import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import type { Notification } from '../register/model';
import questionTemplate from './cards/question-card.json';

const questionTemplateCard = defineCard<{
  summary: string;
  ref: string;
  number: number;
  heading: string;
  about: string;
  question: string;
  open: boolean;
  answerLabel: string;
  answerValue: string;
  notice: string;
  answer: string;
  closing: string;
}>(questionTemplate);

export interface QuestionView {
  notification: Notification;
  question: NonNullable<Notification['question']>;
  typed?: string;
  error?: string;
  notice?: string;
  /** Asked once more. */
  reminder?: boolean;
  /** It has gone to a colleague, who keeps the collaboration now. */
  elsewhere?: boolean;
}

/** The one thing that is asked of a sender, with room for the answer; once answered it says so. */
export function questionCard(reader: Reader, view: QuestionView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { notification, question, typed = '', error, notice = '', reminder, elsewhere } = view;
  const { ref, content, withdrawn } = notification;
  const { answer } = question;
  const open = !answer && !withdrawn && !elsewhere;
  const closed = answer && !elsewhere ? 'headingAnswered' : 'headingClosed';
  const heading = open ? (reminder ? 'headingReminder' : 'heading') : closed;
  const closing = elsewhere ? 'closedForYou' : answer ? 'answered' : 'closed';
  return questionTemplateCard(locale, {
    summary: t(reminder ? 'collaborations:question.summaryReminder' : 'collaborations:question.summary', {
      ref,
      text: question.text,
    }),
    ref,
    number: question.number,
    heading: t(`collaborations:question.${heading}`),
    about: t('collaborations:question.about', { title: content.title, ref }),
    question: question.text,
    open,
    answerLabel: error ?? t('collaborations:question.label'),
    answerValue: typed,
    notice,
    answer: answer && !elsewhere ? `${t('collaborations:label.answer')}: ${answer.text}` : '',
    closing: t(`collaborations:question.${closing}`),
  });
}
