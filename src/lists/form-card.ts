import { defineCard, type CardMessage } from '../cards/card';
import { withPeoplePicker } from '../cards/people-input';
import type { ListName } from '../directory/lists';
import { unitKinds, unitLabel } from '../directory/units';
import { translator } from '../i18n';
import formTemplate from './cards/form.json';
import { deedOf, type DeedName } from './deeds';
import { entryIn, fieldKinds, type Errors, type FieldName, type Setting, type Values } from './model';
import { titleOf } from './rows';
import { heirsOf } from './units';

interface Choice {
  title: string;
  value: string;
}

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
export interface FormTarget {
  list: ListName;
  deed: DeedName;
  /** Empty for a new entry. */
  id: string;
  item: string;
  seen: number;
}

export interface FormView {
  target: FormTarget;
  /** Whom it is about, where it is about one person within the entry. */
  who?: string;
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
  const entry = target.id ? titleOf(target.list, target.id, reader) : t(`lists:list.${target.list}`);
  const about = [entry, view.who].filter(Boolean).join(': ');
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
        label: labelOf(name, errors[name], setting),
        value: values[name],
        max: 'max' in kind ? kind.max : 0,
        choices: choicesFor(name, setting, view),
      };
    }),
    save,
    data: { ...target, locale },
    beside: beside ? t(`lists:deed.${beside}`) : '',
    besideData: { ...target, deed: beside ?? target.deed, locale },
    back: { list: target.list, ...(target.id && { id: target.id }), locale },
    backVerb: target.id ? 'lists.entry' : 'lists.list',
  });
  return view.picker ? withPeoplePicker(message, 'people') : message;
}

function labelOf(name: FieldName, error: string | undefined, { reader }: Setting): string {
  const t = translator(reader.locale);
  const label = t(`lists:field.${name}`);
  return error ? t('lists:form.errorLabel', { label, error }) : label;
}

function choicesFor(
  name: FieldName,
  { reader, today }: Setting,
  { target, values, people, picker }: FormView,
) {
  const t = translator(reader.locale);
  if (name === 'kind') return unitKinds.map(value => ({ title: t(`lists:kind.${value}`), value }));
  if (name === 'successor') {
    const heirs = heirsOf(reader.lists, target.id, today).map(({ id }) => id);
    return withChosen(heirs, values.successor).map(value => ({ title: unitLabel(reader, value), value }));
  }
  if (name !== 'people' || picker) return [];
  const known = new Map(people.map(({ title, value }) => [value, title]));
  return withChosen([...known.keys()], values.people).map(value => ({
    title: known.get(value) ?? t('lists:notMet'),
    value,
  }));
}

function withChosen(ids: readonly string[], chosen: string): string[] {
  return [...new Set([...ids, ...chosen.split(',')].map(id => id.trim()).filter(id => id !== ''))];
}
