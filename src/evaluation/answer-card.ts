import type { CardMessage } from '../cards/card';
import { formCard, type FormField } from '../cards/form';
import type { Reader } from '../directory/lists';
import { allUnits, unitLabel } from '../directory/units';
import { translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import { recordOf } from '../meetings/standing';
import { placeAndYear, whenText } from '../meetings/wording';
import { evaluationCard } from './card';
import { FEWEST_SHOWN, type Evaluation } from './model';
import { questionFields, type AnswerErrors, type AnswerValues } from './question-fields';

/** What the form says of the evaluation. Its button carries it along, for when storage cannot be asked. */
export type Terms = Pick<Evaluation, 'meetingId' | 'anonymous' | 'closesOn' | 'purpose'>;

export interface QuestionsView {
  meeting: Meeting;
  evaluation: Terms;
  today: string;
  /** Whether they were not asked, and so say for which unit they answer. */
  needsUnit: boolean;
  unit?: string;
  values?: AnswerValues;
  errors?: AnswerErrors & { unit?: string };
  trouble?: string;
  reminder?: boolean;
}

/** The form of the evaluation (S9). It says what is kept, and promises no more than holds. */
export function questionsCard(reader: Reader, view: QuestionsView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { meeting, evaluation, values = {}, errors = {}, trouble } = view;
  const { anonymous, purpose, closesOn } = evaluation;
  const when = whenText(reader, meeting, recordOf(reader.lists, evaluation.meetingId));
  const closing = formatDay(closesOn, locale);
  const terms = anonymous
    ? [
        t('evaluation:form.anonymous.kept'),
        t('evaluation:form.anonymous.shown', { count: FEWEST_SHOWN }),
        t('evaluation:form.anonymous.final', { on: closing }),
      ]
    : [t('evaluation:form.named', { on: closing })];
  return formCard(locale, {
    heading: t(view.reminder ? 'evaluation:form.reminder' : 'evaluation:form.heading', {
      place: placeAndYear(reader, meeting),
    }),
    ...(purpose && { about: purpose }),
    ...(trouble !== undefined && { trouble }),
    hints: [t('evaluation:form.intro', { when }), ...terms, t('evaluation:form.secrecy')],
    fields: [
      ...(needsUnit(view) ? [unitField(reader, view)] : []),
      ...questionFields(locale, values, errors),
    ],
    buttons: [
      {
        title: t('evaluation:form.send'),
        verb: 'evaluation.answer',
        data: {
          meeting: evaluation.meetingId,
          named: !anonymous,
          closes: closesOn,
          asksUnit: needsUnit(view),
        },
        takes: true,
        style: 'positive',
      },
    ],
  });
}

/** Without names nothing is kept of who answers, so it is not asked for either. */
function needsUnit({ needsUnit: isNeeded, evaluation }: QuestionsView): boolean {
  return isNeeded && !evaluation.anonymous;
}

function unitField(reader: Reader, { unit = '', errors = {}, today }: QuestionsView): FormField {
  const t = translator(reader.locale);
  return {
    name: 'unit',
    kind: 'search',
    label: t('evaluation:form.unit'),
    ...(errors.unit && { error: errors.unit }),
    value: unit,
    placeholder: t('evaluation:form.unitPlaceholder'),
    choices: allUnits(reader.lists, today).map(({ id }) => ({ title: unitLabel(reader, id), value: id })),
  };
}

export interface ThanksView {
  meeting: Meeting;
  evaluation: Evaluation;
  isOpen: boolean;
  /** Whether they had answered before, without a name: that answer stands. */
  again?: boolean;
}

/** What somebody meets who has answered. */
export function thanksCard(reader: Reader, { meeting, evaluation, isOpen, again }: ThanksView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { anonymous, closesOn, meetingId } = evaluation;
  const on = formatDay(closesOn, locale);
  const after = isOpen ? t('evaluation:thanks.named', { on }) : t('evaluation:thanks.over');
  return evaluationCard(locale, {
    heading: t('evaluation:thanks.heading'),
    lines: [
      t('evaluation:thanks.about', { place: placeAndYear(reader, meeting) }),
      anonymous ? t(again ? 'evaluation:thanks.again' : 'evaluation:thanks.anonymous') : after,
    ],
    buttons:
      isOpen && !anonymous
        ? [{ title: t('evaluation:thanks.change'), verb: 'evaluation.open', data: { meeting: meetingId } }]
        : [],
  });
}

/** No answers are taken any more. */
export function closedCard(reader: Reader, meeting: Meeting): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  return evaluationCard(locale, {
    heading: t('evaluation:over.heading'),
    lines: [t('evaluation:over.text', { place: placeAndYear(reader, meeting) })],
  });
}
