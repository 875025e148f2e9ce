import { z } from 'zod/v4';
import type { Reader } from '../directory/lists';
import { offeredTerms, type Term } from '../directory/terms';
import { translator, type Locale } from '../i18n';
import type { Content } from '../register/model';
import { directionSchema, fundingSchema } from '../register/vocabulary';
import { formatWhen, parseWhen, whenExamples } from '../register/when';
import { whyNotCities, whyNotSoMany, whyNotTerm, whyNotUnit } from './form-errors';

/** The inputs of the form, in its order, as they come from Teams: a choice of several is joined by commas. */
export const formFields = [
  'unitId',
  'cities',
  'title',
  'category',
  'when',
  'contactFunction',
  'workplace',
  'participatingUnits',
  'otherParticipants',
  'direction',
  'area',
  'participants',
  'funding',
  'purpose',
  'climateNote',
  'links',
  'submitterFunction',
  'submitterUnit',
  'receivedOn',
] as const;
export type FormField = (typeof formFields)[number];

/** Five are on the first screen; an error in one of the others opens "Fler uppgifter". */
export const firstFields: readonly FormField[] = formFields.slice(0, 5);

/** The form's own inputs stop earlier: what is longer was not typed in it, and would not fit into a card again. */
const LONGEST_INPUT = 4_000;
const input = z.string().max(LONGEST_INPUT).default('');

export const formValuesSchema = z.object(
  Object.fromEntries(formFields.map(field => [field, input])) as Record<FormField, typeof input>,
);
export type FormValues = Record<FormField, string>;
export type FormErrors = Partial<Record<FormField, string>>;

export const emptyValues = Object.fromEntries(formFields.map(field => [field, ''])) as FormValues;

/** How many characters each text may have. The form's inputs have the same limits. */
export const LONGEST: Partial<Record<FormField, number>> = {
  title: 200,
  when: 200,
  contactFunction: 200,
  workplace: 200,
  otherParticipants: 500,
  participants: 200,
  purpose: 2000,
  climateNote: 1000,
  links: 2000,
  submitterFunction: 200,
};

/**
 * Reads the form: either the content, or every field that needs mending with what to do about it, all at once.
 * `today` is an ISO date; units that have ended, and cities and choices that are not offered, are not accepted, unless
 * `before` had them already.
 */
export function readForm(
  values: FormValues,
  context: { reader: Reader; today: string; before?: Content },
): { content: Content } | { errors: FormErrors } {
  const { reader, today, before } = context;
  const { locale, lists } = reader;
  const t = translator(locale);
  const text = Object.fromEntries(formFields.map(field => [field, values[field].trim()])) as FormValues;
  const errors: FormErrors = {};

  for (const [field, max] of Object.entries(LONGEST) as [FormField, number][]) {
    const length = [...text[field]].length;
    if (length > max) errors[field] = t('collaborations:error.tooLong', { max, length });
  }
  const knownUnits = before ? [before.unitId, ...before.participatingUnits, before.submittedBy?.unitId] : [];
  const unitError = (id: string) => (knownUnits.includes(id) ? undefined : whyNotUnit(id, today, reader));
  errors.unitId = unitError(text.unitId);
  if (!/[\p{L}\p{N}]/u.test(text.title)) errors.title = t('collaborations:error.title');
  const category = chosenTerm(lists.categories, text.category, today, before?.category);
  if (!category) errors.category = whyNotTerm(lists.categories, text.category, today, locale);
  const when = errors.when ? undefined : parseWhen(text.when, today);
  if (!when && !errors.when) {
    const [a, b, c] = whenExamples(locale, today);
    errors.when = t('collaborations:error.when', { a, b, c });
  }
  const chosenCities = splitChoices(text.cities);
  errors.cities = whyNotCities(chosenCities, when, { today, reader, before: before?.cities });
  const cityIds = lists.cities.map(city => city.id).filter(id => chosenCities.includes(id));
  const participatingUnits = splitChoices(text.participatingUnits)
    .filter(id => id !== text.unitId)
    .sort();
  errors.participatingUnits =
    participatingUnits.map(unitError).find(error => error !== undefined) ??
    whyNotSoMany(participatingUnits, before, locale);
  const direction = optionalChoice(directionSchema, text.direction);
  const area =
    text.area === '' ? undefined : (chosenTerm(lists.areas, text.area, today, before?.area) ?? 'wrong');
  const funding = optionalChoice(fundingSchema, text.funding);
  for (const [field, choice] of Object.entries({ direction, funding }) as [FormField, unknown][]) {
    if (choice === 'wrong') errors[field] = t('collaborations:error.choice');
  }
  if (area === 'wrong') errors.area = whyNotTerm(lists.areas, text.area, today, locale);
  const links = text.links.split(/\s+/).filter(link => link !== '');
  if (!errors.links && !links.every(isWebAddress)) errors.links = t('collaborations:error.links');

  const submittedBy = readSubmitter(text, errors, { reader, today, unitError });

  const wrong = Object.entries(errors).filter(([, error]) => error !== undefined);
  if (wrong.length > 0 || !when || !category) return { errors: Object.fromEntries(wrong) };
  const content: Content = {
    unitId: text.unitId,
    cities: cityIds,
    title: text.title,
    category,
    when,
    participatingUnits,
    links,
    ...(text.workplace && { workplace: text.workplace }),
    ...(text.otherParticipants && { otherParticipants: text.otherParticipants }),
    ...(direction && direction !== 'wrong' && { direction }),
    ...(area && area !== 'wrong' && { area }),
    ...(text.purpose && { purpose: text.purpose }),
    ...(text.participants && { participants: text.participants }),
    ...(funding && funding !== 'wrong' && { funding }),
    ...(text.climateNote && { climateNote: text.climateNote }),
    ...(text.contactFunction && { contactFunction: text.contactFunction }),
    ...(submittedBy && { submittedBy }),
  };
  return { content };
}

/** Who told of it, when somebody else writes: the function is needed, unit and day are taken from what is known. */
function readSubmitter(
  text: FormValues,
  errors: FormErrors,
  context: { reader: Reader; today: string; unitError: (id: string) => string | undefined },
): Content['submittedBy'] {
  const { submitterFunction, submitterUnit, receivedOn } = text;
  if (!submitterFunction && !submitterUnit && !receivedOn) return undefined;
  const t = translator(context.reader.locale);
  if (!submitterFunction) errors.submitterFunction = t('collaborations:error.submitterFunction');
  if (submitterUnit) errors.submitterUnit = context.unitError(submitterUnit);
  const day = receivedOn || context.today;
  const real = z.iso.date().safeParse(day).success;
  if (!real || day > context.today || day < EARLIEST)
    errors.receivedOn = t('collaborations:error.receivedOn');
  return { function: submitterFunction, unitId: submitterUnit || text.unitId, receivedOn: day };
}

/** The cooperation began in 1946 (S1). */
const EARLIEST = '1946-01-01';

/** Puts a content back into the form, as a person would have typed it. */
export function toFormValues(content: Content, locale: Locale): FormValues {
  return {
    ...emptyValues,
    unitId: content.unitId,
    cities: content.cities.join(','),
    title: content.title,
    category: content.category,
    when: formatWhen(content.when, locale),
    contactFunction: content.contactFunction ?? '',
    workplace: content.workplace ?? '',
    participatingUnits: content.participatingUnits.join(','),
    otherParticipants: content.otherParticipants ?? '',
    direction: content.direction ?? '',
    area: content.area ?? '',
    participants: content.participants ?? '',
    funding: content.funding ?? '',
    purpose: content.purpose ?? '',
    climateNote: content.climateNote ?? '',
    links: content.links.join('\n'),
    submitterFunction: content.submittedBy?.function ?? '',
    submitterUnit: content.submittedBy?.unitId ?? '',
    receivedOn: content.submittedBy?.receivedOn ?? '',
  };
}

/** Each choice once. */
function splitChoices(value: string): string[] {
  const choices = value.split(',').map(choice => choice.trim());
  return [...new Set(choices)].filter(choice => choice !== '');
}

function chosenTerm(
  terms: readonly Term[],
  id: string,
  today: string,
  before: string | undefined,
): string | undefined {
  const offered = offeredTerms(terms, today).some(term => term.id === id);
  return offered || (id !== '' && id === before) ? id : undefined;
}

function optionalChoice<T>(schema: z.ZodType<T>, value: string): T | undefined | 'wrong' {
  if (value === '') return undefined;
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : 'wrong';
}

function isWebAddress(link: string): boolean {
  return /^https?:\/\//i.test(link) && URL.canParse(link);
}
