import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { unitName } from '../directory/units';
import { translator, type Locale } from '../i18n';
import { followUpIn } from '../register/follow-up';
import { outcomeText } from '../register/follow-up-wording';
import type { Change, Notification } from '../register/model';
import type { ListPage } from '../register/store';
import { formatWhen } from '../register/when';
import { changedTexts, changeLine, cityNames, nameOf, type Names } from '../register/wording';
import { TOLD_IN_THREAD } from './deliveries';
import historyTemplate from './cards/history-card.json';
import lineTemplate from './cards/line-card.json';
import listTemplate from './cards/list-card.json';
import retryTemplate from './cards/retry-card.json';
import toldTemplate from './cards/told-card.json';

const listTemplateCard = defineCard<{
  summary: string;
  empty: string;
  items: { ref: string; title: string; line: string; status: string }[];
  next: string;
}>(listTemplate);

/** One's own, in pages. `first`: whether it is the first page. */
export function listCard(reader: Reader, page: ListPage, first: boolean): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const empty = first ? t('collaborations:list.empty') : t('collaborations:list.emptyPage');
  const none = page.items.length === 0;
  return listTemplateCard(locale, {
    summary: none ? empty : t('collaborations:list.summary', { count: page.items.length }),
    empty: none ? empty : '',
    items: page.items.map(({ ref, title, cities, when, status }) => ({
      ref,
      title,
      line: [ref, cityNames(cities, reader), formatWhen(when, locale)].join(' · '),
      status: t(`collaborations:status.${status}`),
    })),
    next: page.next ?? '',
  });
}

const lineTemplateCard = defineCard<{ summary: string; line: string }>(lineTemplate);

/** A line in the thread under the channel's card: what happened. Undefined for what needs no line. */
export function threadLineCard(
  reader: Reader,
  notification: Notification,
  change: Change,
  names: Names,
): CardMessage | undefined {
  const what = TOLD_IN_THREAD.find(line => line === change.what);
  if (!what) return undefined;
  const line = translator(reader.locale)(
    `collaborations:line.${what === 'takenOver' && !change.person ? 'takenOverFirst' : what}`,
    changeParams(reader, notification, change, names),
  );
  return lineTemplateCard(reader.locale, { summary: line, line });
}

const historyTemplateCard = defineCard<{
  summary: string;
  heading: string;
  title: string;
  history: { line: string }[];
}>(historyTemplate);

/** Who has done what with it, newest first. */
export function historyCard(reader: Reader, notification: Notification, names: Names): CardMessage {
  const { ref, content, history } = notification;
  const heading = translator(reader.locale)('collaborations:history.heading', { ref });
  return historyTemplateCard(reader.locale, {
    summary: heading,
    heading,
    title: content.title,
    history: [...history].reverse().map(change => ({ line: changeLine(change, names, reader) })),
  });
}

const toldTemplateCard = defineCard<{ summary: string; line: string; title: string; ref: string }>(
  toldTemplate,
);

/** What somebody else did with what a person keeps, told to them once. Undefined for what is not told. */
export function toldCard(
  reader: Reader,
  notification: Notification,
  change: Change,
  view: { names: Names; to: string },
): CardMessage | undefined {
  const what = TOLD_IN_THREAD.find(line => line === change.what);
  if (!what || what === 'answered') return undefined;
  // Who had it before hears of it in other words than who has it now.
  const text = what === 'handedOver' && change.person !== view.to ? 'handedOn' : what;
  const { ref, content } = notification;
  const line = translator(reader.locale)(
    `collaborations:told.${text}`,
    changeParams(reader, notification, change, view.names),
  );
  return toldTemplateCard(reader.locale, { summary: line, line, title: content.title, ref });
}

function changeParams(
  reader: Reader,
  notification: Notification,
  { what, by, person, unitId, text = '', fields = [] }: Change,
  names: Names,
): Record<string, string> {
  const { locale } = reader;
  const outcome = what === 'followedUp' ? followUpIn(notification, text)?.answer?.outcome : undefined;
  return {
    who: nameOf(by, names, locale),
    ref: notification.ref,
    text: outcome ? outcomeText(outcome, locale) : text,
    fields: changedTexts(fields, notification, reader),
    unit: unitId ? unitName(reader, unitId) : '',
    person: nameOf(person, names, locale),
  };
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
