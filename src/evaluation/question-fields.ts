import { z } from 'zod/v4';
import type { FormField } from '../cards/form';
import { translator, type Locale } from '../i18n';
import {
  goesOnChoices,
  LONGEST_ANSWER,
  questions,
  SCALE,
  type Answers,
  type QuestionId,
} from '../meetings/evaluation';
import { saysAnything } from './model';

const typed = z.string().max(5_000).optional();

/** The fields of the questions as they come from a form; '' is nothing chosen. */
export const answerValuesSchema = z.object({
  purpose: typed,
  learned: typed,
  willUse: typed,
  benefited: typed,
  worth: typed,
  climate: typed,
  inPerson: typed,
  goesOn: typed,
  more: typed,
});
export type AnswerValues = z.infer<typeof answerValuesSchema>;
export type AnswerErrors = Partial<Record<QuestionId, string>>;

/** What has been chosen cannot be emptied again in such a field: this takes it back. */
const NONE = 'none';

/** The questions as fields, with what was typed in them before. */
export function questionFields(locale: Locale, values: AnswerValues, errors: AnswerErrors): FormField[] {
  const t = translator(locale);
  return questions.map(({ id, kind }): FormField => {
    const field = {
      name: id,
      label: t(`meetings:evaluation.question.${id}`),
      value: values[id] ?? '',
      ...(errors[id] && { error: errors[id] }),
    };
    if (kind === 'text')
      return { ...field, kind: 'lines', max: LONGEST_ANSWER, placeholder: t('evaluation:form.secrecy') };
    const choices =
      kind === 'scale'
        ? SCALE.map(step => ({ title: t(`meetings:evaluation.scale.${step}`), value: String(step) }))
        : goesOnChoices.map(choice => ({ title: t(`meetings:evaluation.goesOn.${choice}`), value: choice }));
    return {
      ...field,
      kind: 'choice',
      choices: [...choices, { title: t('evaluation:form.noAnswer'), value: NONE }],
    };
  });
}

/** What was filled in, as it was typed, where it was answered before. */
export function valuesOf(answers: Answers): AnswerValues {
  return Object.fromEntries(questions.map(({ id }) => [id, String(answers[id] ?? '')]));
}

/** The answers in a form, or what has to be mended. Nothing is required but at least one answer. */
export function readAnswers(
  locale: Locale,
  values: AnswerValues,
): { answers: Answers } | { errors: AnswerErrors; trouble?: string } {
  const t = translator(locale);
  const answers: Record<string, unknown> = {};
  const errors: AnswerErrors = {};
  for (const { id, kind } of questions) {
    const value = values[id]?.trim() ?? '';
    if (value === '' || (value === NONE && kind !== 'text')) continue;
    if (kind === 'text') {
      answers[id] = value;
      // As the platform counts: what fits the field fits here.
      if (value.length > LONGEST_ANSWER)
        errors[id] = t('evaluation:error.tooLong', { max: LONGEST_ANSWER, length: value.length });
    } else if (kind === 'scale') {
      const step = SCALE.find(one => String(one) === value);
      if (step === undefined) errors[id] = t('evaluation:error.choose');
      answers[id] = step;
    } else {
      const choice = goesOnChoices.find(one => one === value);
      if (choice === undefined) errors[id] = t('evaluation:error.choose');
      answers[id] = choice;
    }
  }
  if (Object.keys(errors).length > 0) return { errors };
  const read = answers as Answers;
  return saysAnything(read) ? { answers: read } : { errors, trouble: t('evaluation:error.empty') };
}
