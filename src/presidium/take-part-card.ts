import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { formatDay, formatMoment } from '../i18n/moments';
import { answers } from '../meetings/model';
import { meetingId } from '../meetings/standing';
import { placeAndYear } from '../meetings/wording';
import takePartTemplate from './cards/take-part.json';
import { hasAnswered } from './model';
import type { TakingPart } from './taking-part';
import { personName, valueText, whenLine, type Known } from './wording';

const card = defineCard<{
  summary: string;
  heading: string;
  id: string;
  about: string;
  when: string;
  notice: string;
  lines: { line: string }[];
  /** Whether it can be answered at all, and whether the buttons for it stand in the open. */
  answerable: boolean;
  open: boolean;
  answers: { value: string; title: string }[];
}>(takePartTemplate);

export interface TakePartView {
  found: TakingPart;
  /** Of whoever answered. */
  people: Known;
  /** Whether it comes because nothing was answered to the first one. */
  reminder?: boolean;
  notice?: string;
}

/** "Deltar du?": which meeting, when, how sure that is, until when, and what was answered (S3). */
export function takePartCard(reader: Reader, view: TakePartView): CardMessage {
  const { found, reminder, notice = '' } = view;
  const { locale } = reader;
  const t = translator(locale);
  const { meeting, standing, delegate } = found;
  const lines = linesOf(reader, view);
  const open = standing === 'open';
  const answered = delegate !== undefined && hasAnswered(delegate);
  const about = placeAndYear(reader, meeting);
  return card(locale, {
    summary: t('presidium:takePart.summary', { meeting: about, status: [notice, ...lines].join(' ').trim() }),
    heading: t(reminder && open && !answered ? 'presidium:takePart.reminder' : 'presidium:takePart.heading'),
    id: meetingId(meeting),
    about: t('presidium:takePart.about', { meeting: about }),
    when: whenLine(reader, meeting),
    notice,
    lines: lines.map(line => ({ line })),
    answerable: open,
    open: !answered,
    answers: answers.map(value => ({ value, title: valueText(value, locale) })),
  });
}

function linesOf({ locale }: Reader, { found, people }: TakePartView): string[] {
  const t = translator(locale);
  const { standing, delegate, delegation } = found;
  if (!delegate) return [t('presidium:takePart.left')];
  if (standing !== 'open') return [t(`presidium:takePart.${standing}`)];
  const { answer } = delegate;
  const said = answer && { value: valueText(answer.value, locale), at: formatMoment(answer.at, locale) };
  const done = hasAnswered(delegate);
  return [
    t('presidium:takePart.as', { work: delegate.function }),
    ...(delegation.answerBy && !done
      ? [t('presidium:takePart.lastDay', { day: formatDay(delegation.answerBy, locale) })]
      : []),
    ...(said && answer.by === delegate.personId ? [t('presidium:takePart.answered', said)] : []),
    ...(said && answer.by !== delegate.personId
      ? [t('presidium:takePart.answeredFor', { ...said, who: personName(answer.by, people, locale) })]
      : []),
    ...(answer && !done ? [t('presidium:takePart.unsure')] : []),
  ];
}
