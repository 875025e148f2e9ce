import { z } from 'zod/v4';
import { translator, type Locale } from '../../i18n';
import { happenedChoices, outlooks, type Outcome } from '../../register/model';

/** The longest text of an answer, in characters. */
export const LONGEST_TEXT = 2_000;

export const textParts = ['result', 'learned', 'willUse'] as const;

const typed = z.string().max(20_000).default('');

/** As it was typed. */
export const formValuesSchema = z.object({
  happened: z.enum(happenedChoices).or(z.literal('')).default(''),
  result: typed,
  learned: typed,
  willUse: typed,
  outlook: z.enum(outlooks).or(z.literal('')).default(''),
});
export type FormValues = z.infer<typeof formValuesSchema>;
export type FormErrors = Partial<Record<keyof FormValues, string>>;

/** What was said, or what is wrong with it in plain words. */
export function readForm(values: FormValues, locale: Locale): { outcome: Outcome } | { errors: FormErrors } {
  const t = translator(locale);
  const errors: FormErrors = {};
  const { happened, outlook } = values;
  if (happened === '') errors.happened = t('followup:missing');
  const texts: Partial<Record<(typeof textParts)[number], string>> = {};
  for (const part of textParts) {
    const text = values[part].trim();
    if (text.length > LONGEST_TEXT)
      errors[part] = t('followup:tooLong', { max: LONGEST_TEXT, length: text.length });
    else if (text !== '') texts[part] = text;
  }
  if (happened === '' || Object.keys(errors).length > 0) return { errors };
  return { outcome: { happened, ...texts, ...(outlook !== '' && { outlook }) } };
}
