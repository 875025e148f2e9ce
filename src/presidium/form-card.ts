import type { CardMessage } from '../cards/card';
import { formCard, type Choice, type FormButton } from '../cards/form';
import { withPeoplePicker } from '../cards/people-input';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import type { Meeting } from '../meetings/cycle';
import { answers } from '../meetings/model';
import { placeAndYear } from '../meetings/wording';
import { fieldKinds, fieldsOf, type Errors, type FieldName, type FormName, type Values } from './form';
import { valueText } from './wording';

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

/** How each kind of field is filled in. */
const KINDS = { text: 'text', lines: 'lines', date: 'date', answer: 'options', people: 'search' } as const;

/** One of the forms, empty or filled. */
export function presidiumForm(reader: Reader, view: FormView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { target, values, errors = {}, who, meeting } = view;
  const { form, ...rest } = target;
  const isLesson = form === 'lesson';
  const save = t(form === 'ask' ? 'presidium:form.send' : 'presidium:form.save');
  const remove: FormButton = {
    title: t('presidium:form.remove'),
    verb: 'presidium.remove',
    data: { meeting: rest.meeting, person: rest.person, seen: rest.seen },
    takes: false,
    style: 'destructive',
  };
  const message = formCard(locale, {
    heading: t(`presidium:form.${form}`, { name: who?.name ?? '' }),
    about: [placeAndYear(reader, meeting), ...(who ? [`${who.name}, ${who.work}`] : [])].join(': '),
    trouble: view.trouble?.(save),
    hints: hintsOf(reader, view),
    fields: fieldsOf[form].map(name => {
      const kind = fieldKinds[name];
      return {
        name,
        kind: KINDS[kind.kind],
        label: t(`presidium:field.${name}`),
        error: errors[name],
        value: values[name],
        placeholder: name === 'people' ? t('presidium:form.choosePeople') : '',
        ...('max' in kind && { max: kind.max }),
        choices: choicesFor(name, reader, view),
      };
    }),
    buttons: [
      {
        title: save,
        verb: isLesson ? 'presidium.saveLesson' : 'presidium.save',
        data: isLesson ? { meeting: rest.meeting } : { form, ...rest },
        takes: true,
        style: 'positive',
      },
      ...(form === 'change' ? [remove] : []),
      {
        title: t('common:form.cancel'),
        verb: isLesson ? 'presidium.lessons' : 'presidium.delegation',
        data: { meeting: rest.meeting },
        takes: false,
      },
    ],
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

function choicesFor(name: FieldName, { locale }: Reader, view: FormView): Choice[] {
  if (name === 'answer') return answers.map(value => ({ title: valueText(value, locale), value }));
  if (name !== 'people') return [];
  const { colleagues = [], values } = view;
  const chosen = values.people.trim();
  if (chosen === '' || colleagues.some(({ value }) => value === chosen)) return [...colleagues];
  return [...colleagues, { title: translator(locale)('presidium:unknownName'), value: chosen }];
}
