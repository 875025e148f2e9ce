import { defineCard, type CardMessage } from '../cards/card';
import { withPeoplePicker } from '../cards/people-input';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import type { Meeting } from '../meetings/cycle';
import { answers } from '../meetings/model';
import { placeAndYear } from '../meetings/wording';
import formTemplate from './cards/form.json';
import { fieldKinds, fieldsOf, type Errors, type FieldName, type FormName, type Values } from './form';
import { valueText } from './wording';

interface Choice {
  title: string;
  value: string;
}

const card = defineCard<{
  summary: string;
  heading: string;
  about: string;
  trouble: string;
  hints: { hint: string }[];
  fields: { name: FieldName; kind: string; label: string; value: string; max: number; choices: Choice[] }[];
  save: string;
  verb: string;
  data: object;
  removable: boolean;
  removeData: object;
  backVerb: string;
  backData: object;
}>(formTemplate);

/** What a form is about. It goes out with the card and comes back. */
export interface FormTarget {
  form: FormName;
  meeting: string;
  /** '' where it is about nobody in particular. */
  person: string;
  seen: number;
  draft: string;
}

export interface FormView {
  target: FormTarget;
  meeting: Meeting;
  /** Whom it is about, and what they are in the delegation. */
  who?: { name: string; work: string };
  values: Values;
  errors?: Errors;
  /** Something that went wrong with the form as a whole. */
  trouble?: (button: string) => string;
  /** How many the question goes to, and how many of them cannot be reached yet; absent while that is not known. */
  reach?: { asked: number; unreachable: number };
  /** Those who can be picked where Teams' own people picker is not. */
  colleagues?: readonly Choice[];
  /** Whether Teams' own people picker is there. */
  picker: boolean;
}

/** One of the forms, empty or filled, with its errors in the labels of the fields they belong to. */
export function formCard(reader: Reader, view: FormView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { target, values, errors = {}, who, meeting } = view;
  const { form, ...rest } = target;
  const isLesson = form === 'lesson';
  const heading = t(`presidium:form.${form}`, { name: who?.name ?? '' });
  const about = [placeAndYear(reader, meeting), ...(who ? [`${who.name}, ${who.work}`] : [])].join(': ');
  const save = t(form === 'ask' ? 'presidium:form.send' : 'presidium:form.save');
  const fields = fieldsOf[form];
  const wrong = fields.filter(field => errors[field]).length;
  const trouble = view.trouble?.(save) ?? (wrong > 0 ? t('presidium:form.errors', { count: wrong }) : '');
  const data = isLesson ? { locale, meeting: rest.meeting } : { locale, form, ...rest };
  const message = card(locale, {
    summary: [heading, about, trouble].filter(Boolean).join('. '),
    heading,
    about,
    trouble,
    hints: hintsOf(reader, view).map(hint => ({ hint })),
    fields: fields.map(name => {
      const kind = fieldKinds[name];
      return {
        name,
        kind: kind.kind,
        label: labelOf(name, errors[name], reader),
        value: values[name],
        max: 'max' in kind ? kind.max : 0,
        choices: choicesFor(name, reader, view),
      };
    }),
    save,
    verb: isLesson ? 'presidium.saveLesson' : 'presidium.save',
    data,
    removable: form === 'change',
    removeData: { locale, meeting: rest.meeting, person: rest.person, seen: rest.seen },
    backVerb: isLesson ? 'presidium.lessons' : 'presidium.delegation',
    backData: { locale, meeting: rest.meeting },
  });
  return view.picker ? withPeoplePicker(message, 'people') : message;
}

function hintsOf({ locale }: Reader, { target, reach }: FormView): string[] {
  const t = translator(locale);
  switch (target.form) {
    case 'ask': {
      const { asked, unreachable } = reach ?? { asked: -1, unreachable: 0 };
      return [
        ...(asked >= 0 ? [t('presidium:hint.ask', { count: asked })] : []),
        ...(unreachable > 0 ? [t('presidium:hint.unreachable', { count: unreachable })] : []),
        t('presidium:hint.lastDay'),
      ];
    }
    case 'lesson':
      return [t('presidium:hint.lesson'), t('presidium:secrecy')];
    default:
      return [t(`presidium:hint.${target.form}`)];
  }
}

function labelOf(name: FieldName, error: string | undefined, { locale }: Reader): string {
  const t = translator(locale);
  const label = t(`presidium:field.${name}`);
  return error ? t('presidium:form.errorLabel', { label, error }) : label;
}

function choicesFor(name: FieldName, { locale }: Reader, view: FormView): Choice[] {
  if (name === 'answer') return answers.map(value => ({ title: valueText(value, locale), value }));
  if (name !== 'people') return [];
  const { colleagues = [], values } = view;
  const chosen = values.people.trim();
  if (chosen === '' || colleagues.some(({ value }) => value === chosen)) return [...colleagues];
  return [...colleagues, { title: translator(locale)('presidium:unknownName'), value: chosen }];
}
