import { labelWithError, type Choice } from '../cards/form';
import { defineCard, type CardMessage } from '../cards/card';
import { cityName, offeredCities, standingOf } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { areaName, categoryName, offeredTerms, type Term } from '../directory/terms';
import { allUnits, unitLabel } from '../directory/units';
import { joinWords, translator, type Locale } from '../i18n';
import formTemplate from './cards/form.json';
import { firstFields, formFields, type FormErrors, type FormField, type FormValues } from './form';
import { DIRECTIONS, FUNDINGS } from '../register/vocabulary';

/** The form's own memory: which draft or notification it is about. It goes out with the card and comes back. */
export type FormTarget =
  | { verb: 'collaboration.submit'; data: { draft: string; another?: boolean } }
  | { verb: 'collaboration.edit'; data: { ref: string; base: number } };

export interface FormView {
  target: FormTarget;
  values: FormValues;
  errors?: FormErrors;
  /** Something that went wrong with the form as a whole. */
  trouble?: (button: string) => string;
  /** ISO date: which units exist. */
  today: string;
  /** Whether the fields for who told of it are seen from the beginning. */
  onBehalf?: boolean;
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
  showSubmitter: boolean;
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

/** Who told of it, where that was somebody else: a part of its own, always seen when it is filled in. */
const SUBMITTER_FIELDS: readonly FormField[] = ['submitterFunction', 'submitterUnit', 'receivedOn'];

/** The form, empty or filled, with its errors in the labels of the fields they belong to. */
export function formCard(reader: Reader, view: FormView): CardMessage {
  const { locale, lists } = reader;
  const t = translator(locale);
  const { target, values, errors = {} } = view;
  const editing = target.verb === 'collaboration.edit';
  const send = t(editing ? 'collaborations:form.save' : 'collaborations:form.send');
  const wrong = formFields.filter(field => errors[field]);
  const heading = editing
    ? t('collaborations:form.headingEdit', { ref: target.data.ref })
    : t('collaborations:form.heading');
  const showMore = wrong.some(field => !firstFields.includes(field) && !SUBMITTER_FIELDS.includes(field));
  const showSubmitter =
    view.onBehalf === true || SUBMITTER_FIELDS.some(field => errors[field] || values[field].trim() !== '');
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
    showSubmitter,
    filled: showMore ? '' : filledUnseen(values, locale),
    label: Object.fromEntries(
      formFields.map(field => [field, labelOf(field, errors[field], locale)]),
    ) as Record<FormField, string>,
    value: values,
    units: unitChoices(view.today, reader, values),
    cities: cityChoices(view.today, reader, values),
    categories: termChoices(lists.categories, view.today, values.category).map(value => ({
      title: categoryName(reader, value),
      value,
    })),
    directions: DIRECTIONS.map(value => ({ title: t(`vocabulary:direction.${value}`), value })),
    areas: termChoices(lists.areas, view.today, values.area).map(value => ({
      title: areaName(reader, value),
      value,
    })),
    fundings: FUNDINGS.map(value => ({ title: t(`vocabulary:funding.${value}`), value })),
  };
  const message = card(locale, model);
  return view.typeahead ? withTypeahead(message) : message;
}

function labelOf(field: FormField, error: string | undefined, locale: Locale): string {
  return labelWithError(locale, translator(locale)(`collaborations:field.${field}`), error);
}

/** Remembered from before and short; of the others it is enough to say that they are filled in. */
const SHOWN_IN_FULL: readonly FormField[] = ['contactFunction', 'workplace'];

/** What is sent along from under "Fler uppgifter", so that nothing goes out that the person has not seen. */
function filledUnseen(values: FormValues, locale: Locale): string {
  const t = translator(locale);
  const filled = formFields.filter(
    field => !firstFields.includes(field) && !SUBMITTER_FIELDS.includes(field) && values[field].trim() !== '',
  );
  if (filled.length === 0) return '';
  const fields = filled.map(field => {
    const name = t(`collaborations:name.${field}`);
    return SHOWN_IN_FULL.includes(field) ? `${name} (${values[field].trim()})` : name;
  });
  return t('collaborations:form.filled', { fields: joinWords(locale, fields) });
}

/** Those that exist, and those that an older notification names. */
function unitChoices(today: string, reader: Reader, values: FormValues): Choice[] {
  const ids = allUnits(reader.lists, today).map(unit => unit.id);
  const named = [values.unitId, values.submitterUnit, ...values.participatingUnits.split(',')];
  return withNamed(ids, named).map(value => ({ title: unitLabel(reader, value), value }));
}

/** A city that has paused says so: what began before can still be told. */
function cityChoices(today: string, reader: Reader, values: FormValues): Choice[] {
  const offered = offeredCities(reader.lists, today);
  const ids = offered.map(city => city.id);
  return withNamed(ids, values.cities.split(',')).map(value => {
    const city = offered.find(({ id }) => id === value);
    const standing = city && standingOf(city, today);
    const name = cityName(reader, value);
    const closed = standing === 'paused' || standing === 'ended';
    const title = closed
      ? translator(reader.locale)(`collaborations:form.${standing}City`, { city: name })
      : name;
    return { title, value };
  });
}

function termChoices(terms: readonly Term[], today: string, chosen: string): string[] {
  const ids = offeredTerms(terms, today).map(term => term.id);
  return withNamed(ids, [chosen]);
}

function withNamed(ids: readonly string[], named: readonly string[]): string[] {
  return [...ids, ...new Set(named.filter(id => id !== '' && !ids.includes(id)))];
}

function withTypeahead(message: CardMessage): CardMessage {
  const body = message.card.body as Record<string, unknown>[];
  const query = { type: 'Data.Query', dataset: UNITS_DATASET };
  const asked = body.map(item => (item.id === 'unitId' ? { ...item, 'choices.data': query } : item));
  return { ...message, card: { ...message.card, body: asked } };
}
