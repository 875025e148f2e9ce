import type { CardMessage } from '../cards/card';
import { formCard, type Choice } from '../cards/form';
import { withPeoplePicker } from '../cards/people-input';
import { translator, type Locale } from '../i18n';
import { choicesFor } from './choices';
import { deedOf, type DeedName, type FormButton } from './deeds';
import { emptyValues, fieldKinds, type Errors, type Values } from './fields';
import { entryIn, type Setting } from './model';
import { titleOf } from './rows';

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

/** How each kind of field is filled in. */
const KINDS = {
  text: 'text',
  lines: 'lines',
  date: 'date',
  choice: 'search',
  options: 'options',
  people: 'several',
} as const;

/** The form of one deed, empty or filled. */
export function deedForm(setting: Setting, view: FormView): CardMessage {
  const { reader } = setting;
  const { locale } = reader;
  const t = translator(locale);
  const { target, values, errors = {} } = view;
  const deed = deedOf(target.list, target.deed);
  const fields = deed?.fields ?? [];
  const heading = t(`lists:deed.${target.deed}`);
  // Where nothing is filled in there is nothing to save, only something to do.
  const save = fields.length > 0 ? t('lists:form.save') : heading;
  const beside = deed?.beside?.(entryIn(reader.lists, target.list, target.id), setting, target.item) as
    DeedName | undefined;
  const trouble = view.trouble?.(save);
  const isWrong = trouble !== undefined || fields.some(field => errors[field]);
  const { back, backVerb } = backOf(target);
  const message = formCard(locale, {
    heading,
    about: aboutOf(setting, view),
    trouble,
    hints: isWrong ? [] : [t(`lists:hint.${target.deed}`)],
    fields: fields.map(name => {
      const kind = fieldKinds[name];
      return {
        name,
        kind: KINDS[kind.kind],
        label: t(`lists:field.${name}`),
        error: errors[name],
        value: values[name],
        placeholder: placeholderOf(kind.kind, locale),
        ...('max' in kind && { max: kind.max }),
        choices: choicesFor(name, setting, view),
      };
    }),
    buttons: [
      { title: save, verb: 'lists.save', data: target, takes: true, style: 'positive' },
      ...(beside
        ? [
            {
              title: t(`lists:deed.${beside}`),
              verb: 'lists.save',
              data: { ...target, deed: beside },
              takes: false,
            },
          ]
        : []),
      { title: t('common:form.cancel'), verb: backVerb, data: back, takes: false },
    ],
  });
  return view.picker ? withPeoplePicker(message, 'people') : message;
}

function placeholderOf(kind: keyof typeof KINDS, locale: Locale): string {
  const t = translator(locale);
  if (kind === 'choice') return t('common:form.choose');
  return kind === 'people' ? t('lists:form.choosePeople') : '';
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
export function backOf(target: FormTarget): { back: object; backVerb: string } {
  const { list, id, item } = target;
  const about = item ? deedOf(list, target.deed)?.returnsTo?.(item, emptyValues) : undefined;
  return {
    back: { list, ...(id && { id }), ...about },
    backVerb: id ? 'lists.entry' : 'lists.list',
  };
}
