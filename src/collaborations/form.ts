import { z } from 'zod/v4';
import { sisterCities } from '../directory/cities';
import { existsOn, unitById } from '../directory/units';
import type { Locale, Translate } from '../i18n';
import type { Content } from './model';
import { areaSchema, categorySchema, directionSchema, fundingSchema } from './vocabulary';
import { formatWhen, parseWhen, whenExamples } from './when';

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
};

/**
 * Reads the form: either the content, or every field that needs mending with what to do about it, all at once.
 * `today` is an ISO date; units that have ended are not accepted, unless `before` had them already.
 */
export function readForm(
  values: FormValues,
  context: { today: string; locale: Locale; t: Translate; before?: Content },
): { content: Content } | { errors: FormErrors } {
  const { t, today, locale, before } = context;
  const text = Object.fromEntries(formFields.map(field => [field, values[field].trim()])) as FormValues;
  const errors: FormErrors = {};
  const known = new Set(before ? [before.unitId, ...before.participatingUnits] : []);
  const validUnit = (id: string) => known.has(id) || isCurrentUnit(id, today);

  for (const [field, max] of Object.entries(LONGEST) as [FormField, number][]) {
    const length = [...text[field]].length;
    if (length > max) errors[field] = t('collaborations:error.tooLong', { max, length });
  }
  if (!validUnit(text.unitId)) errors.unitId = t('collaborations:error.unitId');
  const cities = splitChoices(text.cities);
  const cityIds = sisterCities.map(city => city.id).filter(id => cities.includes(id));
  if (cityIds.length === 0 || cityIds.length !== cities.length)
    errors.cities = t('collaborations:error.cities');
  if (!/[\p{L}\p{N}]/u.test(text.title)) errors.title = t('collaborations:error.title');
  const category = categorySchema.safeParse(text.category);
  if (!category.success) errors.category = t('collaborations:error.category');
  const when = errors.when ? undefined : parseWhen(text.when, today);
  if (!when && !errors.when) {
    const [a, b, c] = whenExamples(locale, today);
    errors.when = t('collaborations:error.when', { a, b, c });
  }
  const participatingUnits = splitChoices(text.participatingUnits)
    .filter(id => id !== text.unitId)
    .sort();
  if (!participatingUnits.every(validUnit)) errors.participatingUnits = t('collaborations:error.unitId');
  const direction = optionalChoice(directionSchema, text.direction);
  const area = optionalChoice(areaSchema, text.area);
  const funding = optionalChoice(fundingSchema, text.funding);
  for (const [field, choice] of Object.entries({ direction, area, funding }) as [FormField, unknown][]) {
    if (choice === 'wrong') errors[field] = t('collaborations:error.choice');
  }
  const links = text.links.split(/\s+/).filter(link => link !== '');
  if (!errors.links && !links.every(isWebAddress)) errors.links = t('collaborations:error.links');

  if (Object.keys(errors).length > 0 || !when || !category.success) return { errors };
  const content: Content = {
    unitId: text.unitId,
    cities: cityIds,
    title: text.title,
    category: category.data,
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
  };
  return { content };
}

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
  };
}

/** Each choice once. */
function splitChoices(value: string): string[] {
  const choices = value.split(',').map(choice => choice.trim());
  return [...new Set(choices)].filter(choice => choice !== '');
}

function isCurrentUnit(id: string, today: string): boolean {
  const unit = unitById(id);
  return unit !== undefined && existsOn(unit, today);
}

function optionalChoice<T>(schema: z.ZodType<T>, value: string): T | undefined | 'wrong' {
  if (value === '') return undefined;
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : 'wrong';
}

function isWebAddress(link: string): boolean {
  return /^https?:\/\//i.test(link) && URL.canParse(link);
}
