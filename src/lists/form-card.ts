import { defineCard, type CardMessage } from '../cards/card';
import { withPeoplePicker } from '../cards/people-input';
import type { Reader } from '../directory/lists';
import { translator, type Locale } from '../i18n';
import formTemplate from './cards/form.json';
import { choicesFor, type Choice } from './choices';
import { deedOf, type DeedName, type FormButton } from './deeds';
import { emptyValues, fieldKinds, type Errors, type FieldName, type Values } from './fields';
import { entryIn, type Setting } from './model';
import { titleOf } from './rows';

const formTemplateCard = defineCard<{
  summary: string;
  heading: string;
  about: string;
  hint: string;
  trouble: string;
  fields: {
    name: FieldName;
    kind: string;
    label: string;
    value: string;
    max: number;
    choices: Choice[];
  }[];
  save: string;
  data: object;
  beside: string;
  besideData: object;
  back: object;
  backVerb: string;
}>(formTemplate);

/** What a form is about. It goes out with the card and comes back. */
export interface FormTarget extends FormButton {
  seen: number;
}

export interface FormView {
  target: FormTarget;
  /** What it is about within the entry: a person, or a meeting. */
  about?: string;
  values: Values;
  errors?: Errors;
  /** Something that went wrong with the form as a whole. */
  trouble?: (button: string) => string;
  /** Those who can be picked where Teams' own people picker is not. */
  people: readonly Choice[];
  /** Whether Teams finds people and units while somebody types. */
  picker: boolean;
}

/** The form of one deed, empty or filled, with its errors in the labels of the fields they belong to. */
export function deedForm(setting: Setting, view: FormView): CardMessage {
  const { reader } = setting;
  const { locale } = reader;
  const t = translator(locale);
  const { target, values, errors = {} } = view;
  const deed = deedOf(target.list, target.deed);
  const fields = deed?.fields ?? [];
  const heading = t(`lists:deed.${target.deed}`);
  const about = aboutOf(setting, view);
  // Where nothing is filled in there is nothing to save, only something to do.
  const save = fields.length > 0 ? t('lists:form.save') : heading;
  const beside = deed?.beside?.(entryIn(reader.lists, target.list, target.id), setting, target.item) as
    DeedName | undefined;
  const wrong = fields.filter(field => errors[field]).length;
  const trouble = view.trouble?.(save) ?? (wrong > 0 ? t('lists:form.errors', { count: wrong }) : '');
  const message = formTemplateCard(locale, {
    summary: [heading, about, trouble].filter(Boolean).join('. '),
    heading,
    about,
    hint: t(`lists:hint.${target.deed}`),
    trouble,
    fields: fields.map(name => {
      const kind = fieldKinds[name];
      return {
        name,
        kind: kind.kind,
        label: errorLabel(name, errors[name], reader),
        value: values[name],
        max: 'max' in kind ? kind.max : 0,
        choices: choicesFor(name, setting, view),
      };
    }),
    save,
    data: { ...target, locale },
    beside: beside ? t(`lists:deed.${beside}`) : '',
    besideData: { ...target, deed: beside ?? target.deed, locale },
    ...backOf(target, locale),
  });
  return view.picker ? withPeoplePicker(message, 'people') : message;
}

/** The entry, and what it is about within that. */
export function aboutOf({ reader }: Setting, { target, about }: Pick<FormView, 'target' | 'about'>): string {
  // A meeting says by itself which cycle it belongs to.
  if (target.list === 'cycle' && about) return about;
  const entry = target.id
    ? titleOf(target.list, target.id, reader)
    : translator(reader.locale)(`lists:list.${target.list}`);
  return [entry, about].filter(Boolean).join(': ');
}

/** Where one gets who does not save: the entry that it is about, or for a new one its list. */
export function backOf(target: FormTarget, locale: Locale): { back: object; backVerb: string } {
  const { list, id, item } = target;
  const about = item ? deedOf(list, target.deed)?.returnsTo?.(item, emptyValues) : undefined;
  return {
    back: { list, ...(id && { id }), ...about, locale },
    backVerb: id ? 'lists.entry' : 'lists.list',
  };
}

/** A field's label, with what has to be mended in it. */
export function errorLabel(name: FieldName, error: string | undefined, { locale }: Reader): string {
  const t = translator(locale);
  const label = t(`lists:field.${name}`);
  return error ? t('lists:form.errorLabel', { label, error }) : label;
}
