import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { formCard, type Choice } from '../cards/form';
import type { Reader } from '../directory/lists';
import { translator, type Locale } from '../i18n';
import { personIdSchema } from './model';
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

/** The form of an activity, new or known. */
export function activityForm({ locale }: Reader, view: FormView): CardMessage {
  const t = translator(locale);
  const { meetingId, activityId, draft, seen, values, errors = {}, trouble } = view;
  const isNew = activityId === '';
  const chosen = values.responsible.trim();
  const field = (name: keyof FormValues) => ({
    name,
    label: t(`hosting:form.${name}`),
    error: errors[name],
    value: values[name],
  });
  return formCard(locale, {
    heading: t(isNew ? 'hosting:form.add' : 'hosting:form.change'),
    trouble,
    fields: [
      { ...field('title'), kind: 'text', max: LONGEST_TITLE },
      { ...field('due'), kind: 'date' },
      {
        ...field('responsible'),
        kind: 'choice',
        value: chosen === '' ? NOBODY : chosen,
        choices: responsibleChoices(locale, chosen, view.team),
      },
    ],
    buttons: [
      {
        title: t('hosting:form.save'),
        verb: 'hosting.save',
        data: { meeting: meetingId, activity: activityId, draft, seen },
        takes: true,
        style: 'positive',
      },
      {
        title: t('common:form.cancel'),
        verb: isNew ? 'hosting.plan' : 'hosting.activity',
        data: { meeting: meetingId, ...(isNew ? {} : { activity: activityId }) },
        takes: false,
      },
    ],
  });
}

/** With whoever is chosen, who may have left the team since. */
function responsibleChoices(locale: Locale, chosen: string, team: FormView['team']): Choice[] {
  const t = translator(locale);
  const isListed = chosen === '' || team?.some(({ value }) => value === chosen);
  const other = { title: t(team ? 'hosting:form.asBefore' : 'hosting:form.chosen'), value: chosen };
  return [{ title: t('hosting:form.nobody'), value: NOBODY }, ...(team ?? []), ...(isListed ? [] : [other])];
}

/** The choice of nobody: an empty value would look like nothing chosen. */
export const NOBODY = 'nobody';
