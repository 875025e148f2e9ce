import { translator, type Locale } from '../i18n';
import { defineCard, type CardMessage } from './card';
import template from './form.json';

/**
 * How a field is filled in: one line, several, a day, one of a few that all stand there (`options`), one of some
 * (`choice`), one that is searched for among many (`search`), or several of many (`several`).
 */
export type FieldKind = 'text' | 'lines' | 'date' | 'options' | 'choice' | 'search' | 'several';

export interface Choice {
  title: string;
  value: string;
}

export interface FormField {
  name: string;
  kind: FieldKind;
  label: string;
  /** What is wrong with what was typed, in plain words. */
  error?: string;
  /** As it was typed; of several, with commas between them. */
  value: string;
  placeholder?: string;
  /** The most characters of a text. */
  max?: number;
  choices?: readonly Choice[];
}

export interface FormButton {
  title: string;
  verb: string;
  data: object;
  /** Whether what was typed goes with it. */
  takes: boolean;
  style?: 'positive' | 'destructive';
  /** Under "…": for what is seldom needed. */
  hidden?: boolean;
}

export interface FormView {
  heading: string;
  /** What it is about; may be something that somebody typed. */
  about?: string;
  /** Something that went wrong with the form as a whole; else it is counted from the fields' errors. */
  trouble?: string;
  hints?: readonly string[];
  fields: readonly FormField[];
  buttons: readonly FormButton[];
}

const LONGEST = 2_000;

const card = defineCard<{
  summary: string;
  heading: string;
  about: string;
  trouble: string;
  hints: { hint: string }[];
  fields: Required<Omit<FormField, 'error'>>[];
  buttons: { title: string; verb: string; data: object; style: string; inputs: string; mode: string }[];
}>(template);

/** A field's label with what is wrong before the field: "⚠ När: skriv ett år", "⚠ Blev det av? Välj ett svar". */
export function labelWithError(locale: Locale, label: string, error: string | undefined): string {
  const t = translator(locale);
  if (!error) return label;
  if (!/[?:.]$/.test(label)) return t('common:form.errorLabel', { label, error });
  const said = label.endsWith(':') ? error : error.charAt(0).toUpperCase() + error.slice(1);
  return t('common:form.errorAfterSign', { label, error: said });
}

/** A form with its errors in the labels of the fields they belong to, so that they are read out with them. */
export function formCard(locale: Locale, view: FormView): CardMessage {
  const t = translator(locale);
  const { heading, about = '', hints = [], fields, buttons } = view;
  const wrong = fields.filter(({ error }) => error).length;
  const trouble = view.trouble ?? (wrong > 0 ? t('common:form.errors', { count: wrong }) : '');
  return card(locale, {
    summary: [heading, trouble].filter(Boolean).join('. '),
    heading,
    about,
    trouble,
    hints: hints.map(hint => ({ hint })),
    fields: fields.map(({ name, kind, label, error, value, placeholder, max, choices }) => ({
      name,
      kind,
      label: labelWithError(locale, label, error),
      value,
      placeholder: placeholder ?? '',
      max: max ?? LONGEST,
      choices: choices ?? [],
    })),
    buttons: buttons.map(({ title, verb, data, takes, style, hidden }) => ({
      title,
      verb,
      data: { locale, ...data },
      style: style ?? 'default',
      inputs: takes ? 'auto' : 'none',
      mode: hidden ? 'secondary' : 'primary',
    })),
  });
}
