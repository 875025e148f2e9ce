import { defineCard, type CardMessage } from '../cards/card';
import { unitName } from '../directory/units';
import { translator, type Locale } from '../i18n';
import coordinatorTemplate from './cards/coordinator-card.json';
import lineTemplate from './cards/line-card.json';
import listTemplate from './cards/list-card.json';
import publicTemplate from './cards/public-card.json';
import questionTemplate from './cards/question-card.json';
import retryTemplate from './cards/retry-card.json';
import senderTemplate from './cards/sender-card.json';
import { statusOf, type Change, type Notification } from './model';
import type { ListPage } from './store';
import { nextQuestionNumber } from './transitions';
import { formatWhen } from './when';
import {
  changedTexts,
  changeLine,
  cityNames,
  contentFacts,
  keyFacts,
  nameOf,
  questionFacts,
  referenceFacts,
  type Fact,
  type Names,
} from './wording';
import type { DigestItem } from './who-else';

const senderTemplateCard = defineCard<{
  summary: string;
  ref: string;
  heading: string;
  notice: string;
  title: string;
  facts: Fact[];
  next: string;
  whoElseHeading: string;
  nobodyElse: string;
  whoElse: { line: string }[];
  withdrawQuestion: string;
  canChange: boolean;
}>(senderTemplate);

export interface SenderView {
  notification: Notification;
  /** What others do with the same cities; left out where it has not been looked up. */
  whoElse?: readonly DigestItem[];
  /** Right after sending. */
  thanks?: boolean;
  notice?: string;
}

/** The sender's confirmation, which follows what happens with it. */
export function senderCard(
  locale: Locale,
  { notification, whoElse, thanks, notice = '' }: SenderView,
): CardMessage {
  const t = translator(locale);
  const { ref, content, withdrawn } = notification;
  const status = statusOf(notification);
  const cities = cityNames(content.cities, locale);
  const justEdited = notification.history.at(-1)?.what === 'edited';
  const heading = withdrawn ? 'withdrawn' : justEdited ? 'edited' : thanks ? 'thanks' : 'sent';
  const others = withdrawn ? undefined : whoElse;
  return senderTemplateCard(locale, {
    summary: t('collaborations:sender.summary', {
      ref,
      title: content.title,
      status: t(`collaborations:status.${status}`),
    }),
    ref,
    heading: t(`collaborations:sender.${heading}`),
    notice,
    title: content.title,
    facts: [...referenceFacts(notification, locale), ...contentFacts(content, locale)],
    next: t(`collaborations:sender.next.${status}`),
    whoElseHeading: others?.length ? t('collaborations:sender.whoElse', { cities }) : '',
    nobodyElse: others?.length === 0 ? t('collaborations:sender.nobodyElse', { cities }) : '',
    whoElse: (others ?? []).map(item => ({ line: whoElseLine(item, locale) })),
    withdrawQuestion: t('collaborations:sender.withdrawQuestion', { ref }),
    canChange: !withdrawn,
  });
}

function whoElseLine(item: DigestItem, locale: Locale): string {
  const { ref, title } = item;
  const unit = unitName(item.unitId, locale);
  return translator(locale)('collaborations:sender.whoElseLine', {
    unit,
    title,
    when: formatWhen(item.when, locale),
    ref,
  });
}

const coordinatorTemplateCard = defineCard<{
  summary: string;
  ref: string;
  heading: string;
  notice: string;
  title: string;
  facts: Fact[];
  canReceive: boolean;
  canAsk: boolean;
  askOpen: boolean;
  askLabel: string;
  askValue: string;
  questionNumber: number;
  withdrawQuestion: string;
  canRegister: boolean;
  registerOpen: boolean;
  registerTitle: string;
  registerLabel: string;
  registerValue: string;
  seenCaseNumber: string;
  /** Three buttons stand in the open. */
  historyMode: 'primary' | 'secondary';
  history: { line: string }[];
}>(coordinatorTemplate);

export interface CoordinatorView {
  notification: Notification;
  names: Names;
  notice?: string;
  /** What was typed and could not be accepted, shown again with what is wrong. */
  ask?: { typed: string; error?: string };
  register?: { typed: string; error?: string };
}

/** What case officers at the City Executive Office see and press, in their channel or in their own chat. */
export function coordinatorCard(locale: Locale, view: CoordinatorView): CardMessage {
  const t = translator(locale);
  const { notification, names, notice = '', ask, register } = view;
  const { ref, content, received, withdrawn, caseNumber, createdBy } = notification;
  const status = statusOf(notification);
  const unit = unitName(content.unitId, locale);
  const sender = createdBy ? nameOf(createdBy, names, locale) : '';
  const questionNumber = nextQuestionNumber(notification);
  const params = { ref, unit, title: content.title, status: t(`collaborations:status.${status}`) };
  const heading = withdrawn ? 'headingWithdrawn' : status === 'new' ? 'heading' : 'headingKnown';
  const canReceive = !received && !withdrawn;
  const canAsk = !withdrawn && createdBy !== undefined && questionNumber !== undefined;
  return coordinatorTemplateCard(locale, {
    summary: t('collaborations:channel.summary', params),
    ref,
    heading: t(`collaborations:channel.${heading}`),
    notice,
    title: content.title,
    facts: [
      ...referenceFacts(notification, locale, names),
      ...(sender ? [{ name: t('collaborations:label.sender'), value: sender }] : []),
      ...contentFacts(content, locale),
      ...questionFacts(notification, locale),
    ],
    canReceive,
    canAsk,
    askOpen: ask !== undefined,
    askLabel: ask?.error ?? t('collaborations:channel.askLabel'),
    askValue: ask?.typed ?? '',
    questionNumber: questionNumber ?? 0,
    withdrawQuestion: t('collaborations:sender.withdrawQuestion', { ref }),
    canRegister: !withdrawn,
    registerOpen: register !== undefined,
    registerTitle: t(`collaborations:channel.${caseNumber ? 'registerAgain' : 'register'}`),
    registerLabel: register?.error ?? t('collaborations:channel.registerLabel'),
    registerValue: register?.typed ?? caseNumber?.value ?? '',
    seenCaseNumber: caseNumber?.value ?? '',
    historyMode: canReceive && canAsk ? 'secondary' : 'primary',
    history: [...notification.history].reverse().map(change => ({ line: changeLine(change, names, locale) })),
  });
}

const publicTemplateCard = defineCard<{
  summary: string;
  heading: string;
  notice: string;
  title: string;
  facts: Fact[];
}>(publicTemplate);

/** What anyone in the City may read (S7): unit, cities, title, category, when and contact function. */
export function publicCard(locale: Locale, { ref, content, withdrawn }: Notification): CardMessage {
  const t = translator(locale);
  const unit = unitName(content.unitId, locale);
  const { contactFunction } = content;
  return publicTemplateCard(locale, {
    summary: t('collaborations:public.summary', { ref, unit, title: content.title }),
    heading: t(withdrawn ? 'collaborations:channel.headingWithdrawn' : 'collaborations:public.heading'),
    notice: withdrawn ? t('collaborations:public.withdrawn') : '',
    title: content.title,
    facts: [
      { name: t('collaborations:label.reference'), value: t('collaborations:label.referenceNote', { ref }) },
      ...keyFacts(content, locale),
      ...(contactFunction
        ? [{ name: t('collaborations:label.contactFunction'), value: contactFunction }]
        : []),
    ],
  });
}

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
}

/** The one thing that is asked of a sender, with room for the answer; once answered it says so. */
export function questionCard(locale: Locale, view: QuestionView): CardMessage {
  const t = translator(locale);
  const { notification, question, typed = '', error, notice = '' } = view;
  const { ref, content, withdrawn } = notification;
  const { answer } = question;
  return questionTemplateCard(locale, {
    summary: t('collaborations:question.summary', { ref, text: question.text }),
    ref,
    number: question.number,
    heading: t(
      `collaborations:question.${answer ? 'headingAnswered' : withdrawn ? 'headingClosed' : 'heading'}`,
    ),
    about: t('collaborations:question.about', { title: content.title, ref }),
    question: question.text,
    open: !answer && !withdrawn,
    answerLabel: error ?? t('collaborations:question.label'),
    answerValue: typed,
    notice,
    answer: answer ? `${t('collaborations:label.answer')}: ${answer.text}` : '',
    closing: t(answer ? 'collaborations:question.answered' : 'collaborations:question.closed'),
  });
}

const listTemplateCard = defineCard<{
  summary: string;
  empty: string;
  items: { ref: string; title: string; line: string; status: string }[];
  next: string;
}>(listTemplate);

/** One's own, in pages. `first`: whether it is the first page. */
export function listCard(locale: Locale, page: ListPage, first: boolean): CardMessage {
  const t = translator(locale);
  const empty = first ? t('collaborations:list.empty') : t('collaborations:list.emptyPage');
  const none = page.items.length === 0;
  return listTemplateCard(locale, {
    summary: none ? empty : t('collaborations:list.summary', { count: page.items.length }),
    empty: none ? empty : '',
    items: page.items.map(({ ref, title, cities, when, status }) => ({
      ref,
      title,
      line: [ref, cityNames(cities, locale), formatWhen(when, locale)].join(' · '),
      status: t(`collaborations:status.${status}`),
    })),
    next: page.next ?? '',
  });
}

const lineTemplateCard = defineCard<{ summary: string; line: string }>(lineTemplate);

/** A line in the thread under the channel's card: what the sender changed. Undefined for what needs no line. */
export function threadLineCard(
  locale: Locale,
  { ref, content }: Notification,
  change: Change,
  names: Names,
): CardMessage | undefined {
  const { what, text = '', fields = [] } = change;
  if (what !== 'edited' && what !== 'answered' && what !== 'withdrawn') return undefined;
  const who = nameOf(change.by, names, locale);
  const line = translator(locale)(`collaborations:line.${what}`, {
    who,
    ref,
    text,
    fields: changedTexts(fields, content, locale),
  });
  return lineTemplateCard(locale, { summary: line, line });
}

/** A card that is nothing but a sentence: what a form that was put aside becomes. */
export function noteCard(locale: Locale, line: string): CardMessage {
  return lineTemplateCard(locale, { summary: line, line });
}

const retryTemplateCard = defineCard<
  Omit<RetryView, 'ref' | 'code'> & { summary: string; text: string; multiline: boolean }
>(retryTemplate);

export interface RetryView {
  ref: string;
  /** The code under which the failure stands in the log. */
  code: string;
  input: 'question' | 'answer' | 'caseNumber';
  label: string;
  typed: string;
  verb: string;
  data: object;
}

/** Storage is down, so the card that was pressed cannot be shown anew: what was typed, and a button to send it again. */
export function retryCard(locale: Locale, { ref, code, ...view }: RetryView): CardMessage {
  const t = translator(locale);
  const text = t('collaborations:retry.text', { ref, code });
  const data = { ...view.data, locale };
  return retryTemplateCard(locale, {
    ...view,
    data,
    summary: text,
    text,
    multiline: view.input !== 'caseNumber',
  });
}
