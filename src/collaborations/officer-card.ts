import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { unitName } from '../directory/units';
import { translator } from '../i18n';
import { openFollowUp } from '../register/follow-up';
import { followUpFacts } from '../register/follow-up-wording';
import { senderOf, statusOf, type Notification } from '../register/model';
import { canReceive, nextQuestionNumber } from '../register/transitions';
import {
  changeLine,
  contentFacts,
  keeperFacts,
  questionFacts,
  referenceFacts,
  type Fact,
  type Names,
} from '../register/wording';
import coordinatorTemplate from './cards/coordinator-card.json';

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
  canHandOver: boolean;
  canAnswer: boolean;
  /** It waits for the answer how it went. */
  canFollowUp: boolean;
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
export function coordinatorCard(reader: Reader, view: CoordinatorView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { notification, names, notice = '', ask, register } = view;
  const { ref, content, withdrawn, caseNumber } = notification;
  const status = statusOf(notification);
  const unit = unitName(reader, content.unitId, notification.createdAt);
  const senderId = senderOf(notification);
  const questionNumber = nextQuestionNumber(notification);
  const params = { ref, unit, title: content.title, status: t(`collaborations:status.${status}`) };
  const heading = withdrawn ? 'headingWithdrawn' : status === 'new' ? 'heading' : 'headingKnown';
  const receivable = canReceive(notification);
  const canAsk = !withdrawn && senderId !== undefined && questionNumber !== undefined;
  return coordinatorTemplateCard(locale, {
    summary: t('collaborations:channel.summary', params),
    ref,
    heading: t(`collaborations:channel.${heading}`),
    notice,
    title: content.title,
    facts: [
      ...referenceFacts(notification, locale, names),
      ...keeperFacts(notification, names, locale),
      ...contentFacts(notification, reader),
      ...questionFacts(notification, locale),
      ...followUpFacts(notification, locale),
    ],
    canReceive: receivable,
    canAsk,
    askOpen: ask !== undefined,
    askLabel: ask?.error ?? t('collaborations:channel.askLabel'),
    askValue: ask?.typed ?? '',
    questionNumber: questionNumber ?? 0,
    withdrawQuestion: t('collaborations:sender.withdrawQuestion', { ref }),
    canRegister: !withdrawn,
    canHandOver: !withdrawn,
    canAnswer: status === 'asked',
    canFollowUp: openFollowUp(notification) !== undefined,
    registerOpen: register !== undefined,
    registerTitle: t(`collaborations:channel.${caseNumber ? 'registerAgain' : 'register'}`),
    registerLabel: register?.error ?? t('collaborations:channel.registerLabel'),
    registerValue: register?.typed ?? caseNumber?.value ?? '',
    seenCaseNumber: caseNumber?.value ?? '',
    historyMode: receivable && canAsk ? 'secondary' : 'primary',
    history: [...notification.history].reverse().map(change => ({ line: changeLine(change, names, reader) })),
  });
}
