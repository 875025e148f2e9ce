import { defineCard, type CardMessage } from '../cards/card';
import { cityName, sisterCities } from '../directory/cities';
import { allUnits, unitLabel } from '../directory/units';
import { joinWords, translator, type Locale } from '../i18n';
import formTemplate from './cards/form.json';
import { firstFields, formFields, type FormErrors, type FormField, type FormValues } from './form';
import { AREAS, CATEGORIES, DIRECTIONS, FUNDINGS } from './vocabulary';

interface Choice {
  title: string;
  value: string;
}

/** The form's own memory: which draft or notification it is about. It goes out with the card and comes back. */
export type FormTarget =
  | { verb: 'collaboration.submit'; data: { draft: string } }
  | { verb: 'collaboration.edit'; data: { ref: string; base: number } };

export interface FormView {
  target: FormTarget;
  values: FormValues;
  errors?: FormErrors;
  /** Something that went wrong with the form as a whole. */
  trouble?: (button: string) => string;
  /** ISO date: which units exist. */
  today: string;
  /** Whether the client may ask for units while a person types (everyday words); the local trial's cannot. */
  typeahead: boolean;
}

interface FormModel {
  summary: string;
  heading: string;
  intro: string;
  trouble: string;
  send: string;
  verb: string;
  data: object;
  showMore: boolean;
  filled: string;
  label: Record<FormField, string>;
  value: FormValues;
  units: Choice[];
  cities: Choice[];
  categories: Choice[];
  directions: Choice[];
  areas: Choice[];
  fundings: Choice[];
}

const card = defineCard<FormModel>(formTemplate);

/** The name under which Teams asks for units while a person types. */
export const UNITS_DATASET = 'units';

/** The form, empty or filled, with its errors in the labels of the fields they belong to. */
export function formCard(locale: Locale, view: FormView): CardMessage {
  const t = translator(locale);
  const { target, values, errors = {} } = view;
  const editing = target.verb === 'collaboration.edit';
  const send = t(editing ? 'collaborations:form.save' : 'collaborations:form.send');
  const wrong = formFields.filter(field => errors[field]);
  const heading = editing
    ? t('collaborations:form.headingEdit', { ref: target.data.ref })
    : t('collaborations:form.heading');
  const showMore = wrong.some(field => !firstFields.includes(field));
  const countOfErrors = wrong.length > 0 ? t('collaborations:form.errors', { count: wrong.length }) : '';
  const trouble = view.trouble?.(send) ?? countOfErrors;
  const model: FormModel = {
    summary: [heading, trouble].filter(Boolean).join('. '),
    heading,
    intro: t(editing ? 'collaborations:form.introEdit' : 'collaborations:form.intro'),
    trouble,
    send,
    verb: target.verb,
    data: { ...target.data, locale },
    showMore,
    filled: showMore ? '' : filledUnseen(values, locale),
    label: Object.fromEntries(
      formFields.map(field => [field, labelOf(field, errors[field], locale)]),
    ) as Record<FormField, string>,
    value: values,
    units: unitChoices(view.today, locale, values),
    cities: sisterCities.map(city => ({ title: cityName(city.id, locale), value: city.id })),
    categories: CATEGORIES.map(value => ({ title: t(`vocabulary:category.${value}`), value })),
    directions: DIRECTIONS.map(value => ({ title: t(`vocabulary:direction.${value}`), value })),
    areas: AREAS.map(value => ({ title: t(`vocabulary:area.${value}`), value })),
    fundings: FUNDINGS.map(value => ({ title: t(`vocabulary:funding.${value}`), value })),
  };
  const message = card(locale, model);
  return view.typeahead ? withTypeahead(message) : message;
}

function labelOf(field: FormField, error: string | undefined, locale: Locale): string {
  const t = translator(locale);
  const label = t(`collaborations:field.${field}`);
  if (!error) return label;
  if (!label.endsWith('?')) return t('collaborations:form.errorLabel', { label, error });
  const sentence = error.charAt(0).toUpperCase() + error.slice(1);
  return t('collaborations:form.errorAfterQuestion', { label, error: sentence });
}

/** Remembered from before and short; of the others it is enough to say that they are filled in. */
const SHOWN_IN_FULL: readonly FormField[] = ['contactFunction', 'workplace'];

/** What is sent along from under "Fler uppgifter", so that nothing goes out that the person has not seen. */
function filledUnseen(values: FormValues, locale: Locale): string {
  const t = translator(locale);
  const filled = formFields.filter(field => !firstFields.includes(field) && values[field].trim() !== '');
  if (filled.length === 0) return '';
  const fields = filled.map(field => {
    const name = t(`collaborations:name.${field}`);
    return SHOWN_IN_FULL.includes(field) ? `${name} (${values[field].trim()})` : name;
  });
  return t('collaborations:form.filled', { fields: joinWords(locale, fields) });
}

/** Those that exist, and those that an older notification names. */
function unitChoices(today: string, locale: Locale, values: FormValues): Choice[] {
  const ids = allUnits(today).map(unit => unit.id);
  const named = [values.unitId, ...values.participatingUnits.split(',')].filter(
    id => id !== '' && !ids.includes(id),
  );
  return [...ids, ...named].map(value => ({ title: unitLabel(value, locale), value }));
}

function withTypeahead(message: CardMessage): CardMessage {
  const body = message.card.body as Record<string, unknown>[];
  const query = { type: 'Data.Query', dataset: UNITS_DATASET };
  const asked = body.map(item => (item.id === 'unitId' ? { ...item, 'choices.data': query } : item));
  return { ...message, card: { ...message.card, body: asked } };
}
