import { z } from 'zod/v4';
import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { personIdSchema } from './model';
import formTemplate from './cards/form.json';
import { isSensibleDay } from '../register/when';

const LONGEST_TITLE = 200;

/** As it was typed. */
export const formValuesSchema = z.object({
  title: z.string().max(2_000).default(''),
  due: z.string().max(100).default(''),
  responsible: personIdSchema.or(z.literal('')).default(''),
});
export type FormValues = z.infer<typeof formValuesSchema>;
export type FormErrors = Partial<Record<keyof FormValues, string>>;

/** What the form was opened on; what differs by now was changed by somebody else meanwhile. */
export const formSeenSchema = z.object({
  title: z.string().max(2_000),
  due: z.string().max(100),
  responsible: z.string().max(100),
  open: z.boolean(),
});
export type FormSeen = z.infer<typeof formSeenSchema>;

/** What is wrong with what was typed, in plain words. `team`: the ids that can be chosen, where Teams tells. */
export function errorsIn(
  { locale }: Pick<Reader, 'locale'>,
  { title, due, responsible }: FormValues,
  team: ReadonlySet<string> | undefined,
): FormErrors {
  const t = translator(locale);
  const length = [...title.trim()].length;
  return {
    ...(!/[\p{L}\p{N}]/u.test(title) && { title: t('hosting:error.title') }),
    ...(length > LONGEST_TITLE && { title: t('hosting:error.tooLong', { max: LONGEST_TITLE, length }) }),
    ...(!isSensibleDay(due.trim()) && { due: t('hosting:error.day') }),
    ...(responsible.trim() !== '' &&
      team?.has(responsible.trim()) === false && { responsible: t('hosting:error.notInTeam') }),
  };
}

interface Choice {
  title: string;
  value: string;
}

const card = defineCard<{
  summary: string;
  heading: string;
  trouble: string;
  titleLabel: string;
  title: string;
  dueLabel: string;
  due: string;
  responsibleLabel: string;
  responsible: string;
  choices: Choice[];
  data: object;
  backVerb: string;
  back: object;
}>(formTemplate);

export interface FormView {
  meetingId: string;
  /** '' for a new one. */
  activityId: string;
  /** The form's own id, so that a new one is entered once. */
  draft: string;
  seen: FormSeen;
  values: FormValues;
  /** The members of the team, by name; absent where nobody tells who they are. */
  team?: readonly Choice[];
  errors?: FormErrors;
  trouble?: string;
}

/** The form of an activity, new or known, with its errors in the labels of the fields that they belong to. */
export function formCard({ locale }: Reader, view: FormView): CardMessage {
  const t = translator(locale);
  const { meetingId, activityId, draft, seen, values, errors = {}, team = [] } = view;
  const isNew = activityId === '';
  const label = (name: keyof FormValues) => {
    const text = t(`hosting:form.${name}`);
    const error = errors[name];
    return error ? t('hosting:form.errorLabel', { label: text, error }) : text;
  };
  const wrong = Object.keys(errors).length;
  const heading = t(isNew ? 'hosting:form.add' : 'hosting:form.change');
  const trouble = view.trouble ?? (wrong > 0 ? t('hosting:form.errors', { count: wrong }) : '');
  const chosen = values.responsible.trim();
  const isListed = chosen === '' || team.some(({ value }) => value === chosen);
  return card(locale, {
    summary: [heading, trouble].filter(Boolean).join('. '),
    heading,
    trouble,
    titleLabel: label('title'),
    title: values.title,
    dueLabel: label('due'),
    due: values.due,
    responsibleLabel: label('responsible'),
    responsible: chosen === '' ? NOBODY : chosen,
    choices: [
      { title: t('hosting:form.nobody'), value: NOBODY },
      ...team,
      ...(isListed
        ? []
        : [{ title: t(view.team ? 'hosting:form.asBefore' : 'hosting:form.chosen'), value: chosen }]),
    ],
    data: { locale, meeting: meetingId, activity: activityId, draft, seen },
    backVerb: isNew ? 'hosting.plan' : 'hosting.activity',
    back: { locale, meeting: meetingId, ...(isNew ? {} : { activity: activityId }) },
  });
}

/** The choice of nobody: an empty value would look like nothing chosen. */
export const NOBODY = 'nobody';
