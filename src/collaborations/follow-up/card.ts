import { defineCard, type CardMessage } from '../../cards/card';
import { formCard, type FormField } from '../../cards/form';
import type { Reader } from '../../directory/lists';
import { translator } from '../../i18n';
import { END, followUpIn } from '../../register/follow-up';
import { followUpFacts } from '../../register/follow-up-wording';
import { happenedChoices, outlooks, type Notification, type Outcome } from '../../register/model';
import type { Fact } from '../../register/wording';
import template from '../cards/follow-up-card.json';
import { LONGEST_TEXT, textParts, type FormErrors, type FormValues } from './form';

/** What a form is about. It goes out with the card and comes back. */
export interface FormTarget {
  ref: string;
  period: string;
  title: string;
  /** When the answer was given that it shows, '' for none. */
  seen: string;
}

export interface FollowUpFormView {
  target: FormTarget;
  values: FormValues;
  errors?: FormErrors;
  trouble?: string;
  /** Asked once more. */
  again?: boolean;
}

/** The question how it went, with its form: one card, half a minute (S9, S10). */
export function followUpForm(reader: Reader, view: FollowUpFormView): CardMessage {
  const t = translator(reader.locale);
  const { target, values, errors = {}, trouble, again = false } = view;
  const { ref, period, title } = target;
  const isYear = period !== END;
  const heading = isYear ? (again ? 'headingYearAgain' : 'headingYear') : again ? 'headingAgain' : 'heading';
  const about = t('followup:about', { title, ref });
  const texts = textParts.map((name): FormField => ({
    name,
    kind: 'lines',
    label: t(`followup:${name}`),
    error: errors[name],
    value: values[name],
    max: LONGEST_TEXT,
  }));
  return formCard(reader.locale, {
    heading: t(`followup:${heading}`),
    about: isYear ? `${about}. ${t('followup:period', { year: period })}` : about,
    trouble,
    hints: [t('followup:why'), t('collaborations:form.secrecy')],
    fields: [
      {
        name: 'happened',
        kind: 'options',
        label: t('followup:happened'),
        error: errors.happened,
        value: values.happened,
        choices: happenedChoices.map(value => ({ value, title: t(`followup:choice.happened.${value}`) })),
      },
      ...texts,
      {
        name: 'outlook',
        kind: 'options',
        label: t('followup:outlook'),
        value: values.outlook,
        choices: outlooks.map(value => ({ value, title: t(`followup:choice.outlook.${value}`) })),
      },
    ],
    buttons: [
      {
        title: t('followup:send'),
        verb: 'collaboration.followUp',
        data: target,
        takes: true,
        style: 'positive',
      },
      // Once it is answered nobody is asked about it any more anyway.
      ...(target.seen === ''
        ? [
            {
              title: t('followup:end'),
              verb: 'collaboration.endFollowUp',
              data: { ref, period },
              takes: false,
            },
          ]
        : []),
      { title: t('followup:show'), verb: 'collaboration.show', data: { ref }, takes: false, hidden: true },
    ],
  });
}

const card = defineCard<{
  summary: string;
  heading: string;
  about: string;
  facts: Fact[];
  closing: string;
  open: string;
  ref: string;
  period: string;
}>(template);

/** `elsewhere`: for somebody who does not look after it any more, and reads no answer but their own. */
export function followUpDone(
  reader: Reader,
  {
    notification,
    period,
    elsewhere = false,
  }: { notification: Notification; period: string; elsewhere?: boolean },
): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { ref, content, withdrawn } = notification;
  const followUp = followUpIn(notification, period);
  const answered = followUp?.answer && !elsewhere;
  const heading = t(`followup:${answered ? 'headingAnswered' : 'headingEnded'}`);
  const about = t('followup:about', { title: content.title, ref });
  const closing = withdrawn ? 'gone' : elsewhere ? 'elsewhere' : answered ? 'said' : 'ended';
  return card(locale, {
    summary: `${heading}. ${about}`,
    heading,
    about,
    facts: answered ? followUpFacts({ followUps: [followUp] }, locale) : [],
    closing: t(`followup:${closing}`, { ref }),
    open: withdrawn || elsewhere ? '' : t(`followup:${answered ? 'change' : 'open'}`),
    ref,
    period,
  });
}

/** The form of a notification and a period, as it stands. */
export function targetOf(notification: Notification, period: string): FormTarget {
  const { ref, content } = notification;
  return { ref, period, title: content.title, seen: followUpIn(notification, period)?.answer?.at ?? '' };
}

/** What was said before, for a form that changes it. */
export function valuesOf(outcome: Outcome | undefined): FormValues {
  const { happened = '', result = '', learned = '', willUse = '', outlook = '' } = outcome ?? {};
  return { happened, result, learned, willUse, outlook };
}
