import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { unitName } from '../directory/units';
import { translator } from '../i18n';
import { openFollowUp } from '../register/follow-up';
import { followUpFacts } from '../register/follow-up-wording';
import { senderOf, statusOf, type Notification } from '../register/model';
import { formatWhen } from '../register/when';
import type { DigestItem } from '../register/who-else';
import {
  cityNames,
  contentFacts,
  keeperFacts,
  keyFacts,
  questionFacts,
  referenceFacts,
  type Fact,
  type Names,
} from '../register/wording';
import publicTemplate from './cards/public-card.json';
import senderTemplate from './cards/sender-card.json';

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
  canAnswer: boolean;
  /** It waits for the answer how it went. */
  canFollowUp: boolean;
  /** Three buttons stand in the open. */
  changeMode: 'primary' | 'secondary';
  copyMode: 'primary' | 'secondary';
  canHandOver: boolean;
  /** An editor may keep it from now on. */
  canTakeOver: boolean;
  /** Who keeps it now. */
  from: string;
}>(senderTemplate);

export interface SenderView {
  notification: Notification;
  /** What others do with the same cities; left out where it has not been looked up. */
  whoElse?: readonly DigestItem[];
  /** Right after sending. */
  thanks?: boolean;
  notice?: string;
  /** Names for an editor of the unit, who meets it without having informed. */
  editor?: Names;
}

/** The sender's confirmation, which follows what happens with it. */
export function senderCard(
  reader: Reader,
  { notification, whoElse, thanks, notice = '', editor }: SenderView,
): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { ref, content, withdrawn } = notification;
  const status = statusOf(notification);
  const cities = cityNames(content.cities, reader);
  const justEdited = notification.history.at(-1)?.what === 'edited';
  const taken = notification.keptBy !== undefined && notification.keptBy !== notification.createdBy;
  const told = taken ? 'kept' : thanks ? 'thanks' : 'sent';
  const heading = withdrawn ? 'withdrawn' : justEdited ? 'edited' : told;
  const others = withdrawn ? undefined : whoElse;
  const canFollowUp = openFollowUp(notification) !== undefined;
  return senderTemplateCard(locale, {
    summary: t('collaborations:sender.summary', {
      ref,
      title: content.title,
      status: t(`collaborations:status.${status}`),
    }),
    ref,
    heading:
      editor && !withdrawn ? t('collaborations:editor.heading') : t(`collaborations:sender.${heading}`),
    notice,
    title: content.title,
    facts: [
      ...referenceFacts(notification, locale),
      ...(editor ? keeperFacts(notification, editor, locale) : []),
      ...contentFacts(notification, reader),
      ...(editor ? questionFacts(notification, locale) : []),
      ...followUpFacts(notification, locale),
    ],
    next: editor
      ? t('collaborations:editor.next', { unit: unitName(reader, content.unitId) })
      : t(`collaborations:sender.next.${status}`),
    whoElseHeading: others?.length ? t('collaborations:sender.whoElse', { cities }) : '',
    nobodyElse: others?.length === 0 ? t('collaborations:sender.nobodyElse', { cities }) : '',
    whoElse: (others ?? []).map(item => ({ line: whoElseLine(item, reader) })),
    withdrawQuestion: t('collaborations:sender.withdrawQuestion', { ref }),
    canChange: !withdrawn,
    canAnswer: status === 'asked',
    canFollowUp,
    changeMode: status === 'asked' && canFollowUp ? 'secondary' : 'primary',
    copyMode: status === 'asked' || canFollowUp ? 'secondary' : 'primary',
    canHandOver: !withdrawn,
    canTakeOver: editor !== undefined && !withdrawn,
    from: senderOf(notification) ?? '',
  });
}

function whoElseLine(item: DigestItem, reader: Reader): string {
  const { ref, title } = item;
  const unit = unitName(reader, item.unitId, item.createdAt);
  return translator(reader.locale)('collaborations:sender.whoElseLine', {
    unit,
    title,
    when: formatWhen(item.when, reader.locale),
    ref,
  });
}

const publicTemplateCard = defineCard<{
  summary: string;
  heading: string;
  notice: string;
  title: string;
  facts: Fact[];
  takeOverText: string;
  takeOver: object;
  joined: { line: string; tip: string; leave: object }[];
}>(publicTemplate);

export interface PublicView {
  notification: Notification;
  notice?: string;
  /** Units that this person has said take part. */
  joined?: readonly string[];
  /** Whether this person may take it over. */
  mayTakeOver?: boolean;
}

/** What anyone in the City may read (S7): unit, cities, title, category, when and contact function. */
export function publicCard(reader: Reader, view: PublicView): CardMessage {
  const { notification, notice = '', mayTakeOver = false, joined = [] } = view;
  const { locale } = reader;
  const { ref, content, withdrawn } = notification;
  const t = translator(locale);
  const unit = unitName(reader, content.unitId, notification.createdAt);
  const { contactFunction } = content;
  return publicTemplateCard(locale, {
    summary: t('collaborations:public.summary', { ref, unit, title: content.title }),
    heading: t(withdrawn ? 'collaborations:channel.headingWithdrawn' : 'collaborations:public.heading'),
    notice: withdrawn ? t('collaborations:public.withdrawn') : notice,
    title: content.title,
    facts: [
      { name: t('collaborations:label.reference'), value: t('collaborations:label.referenceNote', { ref }) },
      ...keyFacts(notification, reader),
      ...(contactFunction
        ? [{ name: t('collaborations:label.contactFunction'), value: contactFunction }]
        : []),
    ],
    takeOverText: mayTakeOver ? t('collaborations:keep.takeOverText', { ref }) : '',
    takeOver: { ref, from: senderOf(notification) ?? '', locale },
    joined: joined.map(unitId => {
      const name = unitName(reader, unitId);
      return {
        line: t('collaborations:joined.stands', { unit: name }),
        tip: name,
        leave: { ref, unitId, locale },
      };
    }),
  });
}
