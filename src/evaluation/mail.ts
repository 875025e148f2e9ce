import type { Reader } from '../directory/lists';
import { LOCALES, translator, type Locale } from '../i18n';
import { formatDay } from '../i18n/moments';
import { goesOnChoices, questions, SCALE } from '../meetings/evaluation';
import type { Meeting } from '../meetings/cycle';
import { recordOf } from '../meetings/standing';
import { placeAndYear, whenText } from '../meetings/wording';
import type { Evaluation } from './model';

/** To whom a mail is: those whom the bot does not reach, or the guests from the other cities. */
export const mailsTo = ['colleagues', 'guests'] as const;
export type MailTo = (typeof mailsTo)[number];

export interface MailAbout {
  meeting: Meeting;
  evaluation: Evaluation;
  /** Leads to the bot's own chat, where it is known. */
  link?: string;
}

/** A mail that the coordinator sends on, ready to copy. Guests get it in Swedish and in English. */
export function mailText(reader: Reader, to: MailTo, about: MailAbout): string {
  if (to === 'colleagues') return toColleagues(reader, about);
  return LOCALES.map(locale => toGuests({ ...reader, locale }, about)).join('\n\n* * *\n\n');
}

function toColleagues(reader: Reader, { meeting, evaluation, link }: MailAbout): string {
  const { locale, lists } = reader;
  const t = translator(locale);
  const when = whenText(reader, meeting, recordOf(lists, evaluation.meetingId));
  const { anonymous, purpose } = evaluation;
  const on = formatDay(evaluation.closesOn, locale);
  return [
    t('evaluation:mail.subject', { place: placeAndYear(reader, meeting) }),
    [
      t('evaluation:mail.hello'),
      t('evaluation:mail.asked', { when }),
      ...(purpose ? [purpose] : []),
      link ? t('evaluation:mail.byLink', { link }) : t('evaluation:mail.byApp'),
      t('evaluation:mail.until', { on }),
      t(anonymous ? 'evaluation:mail.anonymous' : 'evaluation:mail.named', { on }),
    ].join('\n\n'),
    t('evaluation:mail.bye'),
  ].join('\n\n');
}

function toGuests(reader: Reader, { meeting, evaluation }: MailAbout): string {
  const { locale, lists } = reader;
  const t = translator(locale);
  const when = whenText(reader, meeting, recordOf(lists, evaluation.meetingId));
  return [
    t('evaluation:mail.subject', { place: placeAndYear(reader, meeting) }),
    t('evaluation:mail.hello'),
    t('evaluation:mail.guests', { when, on: formatDay(evaluation.closesOn, locale) }),
    t(evaluation.anonymous ? 'evaluation:mail.guestsAnonymous' : 'evaluation:mail.guestsNamed'),
    t('evaluation:form.secrecy'),
    questionLines(locale).join('\n\n'),
    t('evaluation:mail.bye'),
  ].join('\n\n');
}

/** Each question with its number, and below it what one can choose between. */
function questionLines(locale: Locale): string[] {
  const t = translator(locale);
  return questions.map(({ id, kind }, index) => {
    const question = `${index + 1}. ${t(`meetings:evaluation.question.${id}`)}`;
    const choices = choicesOf(locale, kind);
    return choices.length > 0 ? `${question}\n   ${choices.join(' / ')}` : question;
  });
}

/** What can be chosen, in words; nothing for a free text. */
export function choicesOf(locale: Locale, kind: (typeof questions)[number]['kind']): string[] {
  const t = translator(locale);
  if (kind === 'text') return [];
  if (kind === 'scale') return SCALE.map(step => t(`meetings:evaluation.scale.${step}`));
  return goesOnChoices.map(choice => t(`meetings:evaluation.goesOn.${choice}`));
}
