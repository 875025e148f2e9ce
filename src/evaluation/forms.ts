import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import { formCard, type FormButton, type FormField } from '../cards/form';
import type { Reader } from '../directory/lists';
import { allUnits, unitById, unitLabel } from '../directory/units';
import { translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import { isSensibleDay, plusDays } from '../register/when';
import { workdayOnOrBefore } from '../workdays';
import type { Start } from './service';

const DEFAULT_DAYS = 21;
/** Longer than this nobody leaves a form open. */
const LONGEST_DAYS = 366;
const LONGEST_PURPOSE = 300;
const LONGEST_REASON = 500;

const typed = z.string().max(5_000).default('');

export const startValuesSchema = z.object({
  closesOn: typed,
  names: typed,
  units: z.string().max(20_000).default(''),
  purpose: typed,
});
export type StartValues = z.infer<typeof startValuesSchema>;
export type StartErrors = Partial<Record<keyof StartValues, string>>;

/** Three weeks ahead, on a working day. `today` is an ISO day. */
export function defaultClosing(today: string): string {
  return workdayOnOrBefore(plusDays(today, DEFAULT_DAYS));
}

export function firstStartValues(today: string): StartValues {
  return { closesOn: defaultClosing(today), names: 'named', units: '', purpose: '' };
}

/** What is wrong with a last day; undefined where it is fine. `after`: it must be later than this ISO day. */
function dayError({ locale }: Reader, day: string, today: string, after: string): string | undefined {
  const t = translator(locale);
  if (!isSensibleDay(day)) return t('evaluation:error.day');
  if (day <= after) return t('evaluation:error.later', { on: formatDay(after, locale) });
  if (day > plusDays(today, LONGEST_DAYS)) return t('evaluation:error.tooFar');
  return undefined;
}

function textError({ locale }: Reader, text: string, max: number): string | undefined {
  if (text.length <= max) return undefined;
  return translator(locale)('evaluation:error.tooLong', { max, length: text.length });
}

/** What the start form says, or what has to be mended in it. */
export function readStart(
  reader: Reader,
  values: StartValues,
  today: string,
): { start: Start } | { errors: StartErrors } {
  const t = translator(reader.locale);
  const closesOn = values.closesOn.trim();
  const purpose = values.purpose.trim();
  const unitIds = [...new Set(values.units.split(',').filter(Boolean))];
  const wrong = {
    closesOn: dayError(reader, closesOn, today, today),
    names: ['named', 'anonymous'].includes(values.names) ? undefined : t('evaluation:error.choose'),
    units: unitIds.every(id => unitById(reader.lists, id)) ? undefined : t('evaluation:error.choose'),
    purpose: textError(reader, purpose, LONGEST_PURPOSE),
  };
  const errors = Object.fromEntries(Object.entries(wrong).filter(([, error]) => error)) as StartErrors;
  if (Object.keys(errors).length > 0) return { errors };
  const anonymous = values.names === 'anonymous';
  return { start: { closesOn, anonymous, unitIds, ...(purpose && { purpose }) } };
}

export interface FormAbout {
  meetingId: string;
  /** "Göteborg 2025". */
  place: string;
  trouble?: string;
}

/** Leads back to where things stand. */
export function cancel(reader: Reader, meeting: string): FormButton {
  const title = translator(reader.locale)('common:form.cancel');
  return { title, verb: 'evaluation.show', data: { meeting }, takes: false };
}

/** How the evaluation is sent out: until when, with or without names, and to whom. */
export function startForm(
  reader: Reader,
  about: FormAbout & { values: StartValues; errors?: StartErrors; today: string },
): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { meetingId, place, trouble, values, errors = {}, today } = about;
  const names = (['named', 'anonymous'] as const).map(value => ({
    title: t(`evaluation:start.${value}`),
    value,
  }));
  const units = allUnits(reader.lists, today).map(({ id }) => ({ title: unitLabel(reader, id), value: id }));
  const fields: FormField[] = [
    { name: 'closesOn', kind: 'date', label: t('evaluation:start.closesOn'), value: values.closesOn },
    {
      name: 'names',
      kind: 'options',
      label: t('evaluation:start.names'),
      value: values.names,
      choices: names,
    },
    {
      name: 'units',
      kind: 'several',
      label: t('evaluation:start.units'),
      value: values.units,
      placeholder: t('evaluation:start.unitsPlaceholder'),
      choices: units,
    },
    {
      name: 'purpose',
      kind: 'lines',
      label: t('evaluation:start.purpose'),
      value: values.purpose,
      max: LONGEST_PURPOSE,
    },
  ];
  return formCard(locale, {
    heading: t('evaluation:start.heading', { place }),
    ...(trouble !== undefined && { trouble }),
    hints: [t('evaluation:start.asked'), t('evaluation:start.anonymousHint')],
    fields: withErrors(fields, errors),
    buttons: [
      {
        title: t('evaluation:start.send'),
        verb: 'evaluation.start',
        data: { meeting: meetingId },
        takes: true,
        style: 'positive',
      },
      cancel(reader, meetingId),
    ],
  });
}

/** The questions once more before it is closed for good. */
export function closeForm(reader: Reader, about: FormAbout & { anonymous: boolean }): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { meetingId, place, trouble, anonymous } = about;
  return formCard(locale, {
    heading: t('evaluation:close.heading', { place }),
    ...(trouble !== undefined && { trouble }),
    hints: [t('evaluation:close.hint'), ...(anonymous ? [t('evaluation:close.anonymous')] : [])],
    fields: [],
    buttons: [
      {
        title: t('evaluation:close.close'),
        verb: 'evaluation.close',
        data: { meeting: meetingId },
        takes: false,
        style: 'destructive',
      },
      cancel(reader, meetingId),
    ],
  });
}

/** A later last day; undefined error where it is fine. */
export function moveError(
  reader: Reader,
  typedDay: string,
  today: string,
  before: string,
): string | undefined {
  return dayError(reader, typedDay, today, before > today ? before : today);
}

export function moveForm(
  reader: Reader,
  about: FormAbout & { value: string; before: string; error?: string },
): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { meetingId, place, trouble, value, before, error } = about;
  return formCard(locale, {
    heading: t('evaluation:move.heading', { place }),
    ...(trouble !== undefined && { trouble }),
    hints: [t('evaluation:move.hint', { on: formatDay(before, locale) })],
    fields: [
      {
        name: 'closesOn',
        kind: 'date',
        label: t('evaluation:start.closesOn'),
        value,
        ...(error && { error }),
      },
    ],
    buttons: [
      {
        title: t('evaluation:move.save'),
        verb: 'evaluation.move',
        data: { meeting: meetingId },
        takes: true,
        style: 'positive',
      },
      cancel(reader, meetingId),
    ],
  });
}

/** What is wrong with a reason; undefined where it is fine. */
export function reasonError(reader: Reader, reason: string): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(reason)) return translator(reader.locale)('evaluation:error.reason');
  return textError(reader, reason, LONGEST_REASON);
}

/** Why the channel is to be left in peace, though no report is registered. */
export function endForm(reader: Reader, about: FormAbout & { value: string; error?: string }): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { meetingId, place, trouble, value, error } = about;
  return formCard(locale, {
    heading: t('evaluation:end.heading', { place }),
    ...(trouble !== undefined && { trouble }),
    hints: [t('evaluation:end.hint')],
    fields: [
      {
        name: 'reason',
        kind: 'lines',
        label: t('evaluation:end.reason'),
        value,
        max: LONGEST_REASON,
        ...(error && { error }),
      },
    ],
    buttons: [
      {
        title: t('evaluation:end.end'),
        verb: 'evaluation.end',
        data: { meeting: meetingId },
        takes: true,
        style: 'destructive',
      },
      cancel(reader, meetingId),
    ],
  });
}

/**
 * A mail to copy: in a field, since only there can one mark text on every device. `enterBy`: the ISO day until which guests'
 * answers can be entered, where that ends with the evaluation.
 */
export function mailForm(
  reader: Reader,
  about: { meetingId: string; to: 'colleagues' | 'guests'; text: string; enterBy?: string },
): CardMessage {
  const { meetingId, to, text, enterBy } = about;
  const { locale } = reader;
  const t = translator(locale);
  return formCard(locale, {
    heading: t(`evaluation:mail.heading.${to}`),
    hints: [
      t(`evaluation:mail.hint.${to}`),
      ...(enterBy ? [t('evaluation:mail.hint.enterBy', { on: formatDay(enterBy, locale) })] : []),
    ],
    fields: [
      { name: 'mail', kind: 'lines', label: t('evaluation:mail.label'), value: text, max: LONGEST_MAIL },
    ],
    buttons: [
      {
        title: t('evaluation:button.show'),
        verb: 'evaluation.show',
        data: { meeting: meetingId },
        takes: false,
      },
    ],
  });
}

const LONGEST_MAIL = 10_000;

function withErrors(fields: readonly FormField[], errors: Record<string, string | undefined>): FormField[] {
  return fields.map(field => {
    const error = errors[field.name];
    return error ? { ...field, error } : field;
  });
}
