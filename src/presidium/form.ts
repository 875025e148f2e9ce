import { z } from 'zod/v4';
import { translator, type Locale, type TextKey } from '../i18n';
import { formatDay } from '../i18n/moments';
import { answers, type AnswerValue, type Delegate } from '../meetings/model';
import { isSensibleDay } from '../register/when';

/** Every input that the forms have. A form shows the few that belong to what it does. */
export const fieldNames = [
  'people',
  'name',
  'function',
  'substitute',
  'decidedOn',
  'answerBy',
  'answer',
  'lesson',
] as const;
export type FieldName = (typeof fieldNames)[number];
export type Values = Record<FieldName, string>;
export type Errors = Partial<Record<FieldName, string>>;

export const formNames = ['add', 'change', 'answerFor', 'lastDay', 'ask', 'lesson'] as const;
export type FormName = (typeof formNames)[number];

export const fieldsOf: Record<FormName, readonly FieldName[]> = {
  add: ['people', 'name', 'function', 'substitute', 'decidedOn'],
  change: ['function', 'substitute', 'decidedOn'],
  answerFor: ['answer'],
  lastDay: ['answerBy'],
  ask: ['answerBy'],
  lesson: ['lesson'],
};

/** What a field takes. `max` counts characters. */
export type FieldKind =
  { kind: 'text' | 'lines'; max: number } | { kind: 'date' } | { kind: 'answer' } | { kind: 'people' };

const line = { kind: 'text', max: 120 } as const;
export const fieldKinds: Record<FieldName, FieldKind> = {
  people: { kind: 'people' },
  name: line,
  function: line,
  substitute: line,
  decidedOn: { kind: 'date' },
  answerBy: { kind: 'date' },
  answer: { kind: 'answer' },
  lesson: { kind: 'lines', max: 4_000 },
};

/** The inputs themselves stop earlier: what is longer was not typed in one. */
const LONGEST_INPUT = 8_000;
const input = z.string().max(LONGEST_INPUT).default('');

export const valuesSchema = z.object(
  Object.fromEntries(fieldNames.map(name => [name, input])) as Record<FieldName, typeof input>,
);
export const emptyValues = Object.fromEntries(fieldNames.map(name => [name, ''])) as Values;

/** What a form of a delegate holds when it is opened. */
export function filledWith(delegate: Delegate | undefined): Partial<Values> {
  return {
    function: delegate?.function ?? '',
    substitute: delegate?.substitute ?? '',
    decidedOn: delegate?.decidedOn ?? '',
    answer: delegate?.answer?.value ?? '',
  };
}

/** Reads the fields of a form and gathers what must be mended, in plain words. Only a field's first error counts. */
export interface Reading {
  errors: Errors;
  fail(field: FieldName, key: TextKey, params?: Record<string, string | number>): void;
  /** Without the spaces at its ends; '' when empty. */
  text(field: FieldName): string;
  required(field: FieldName): string;
  /** A real ISO day between 1946 and 2100, or undefined when empty or wrong. */
  day(field: FieldName): string | undefined;
}

export function makeReading(values: Values, locale: Locale): Reading {
  const t = translator(locale);
  const errors: Errors = {};

  function fail(field: FieldName, key: TextKey, params?: Record<string, string | number>): void {
    errors[field] ??= t(key, params);
  }

  function text(field: FieldName): string {
    const value = values[field].trim();
    const kind = fieldKinds[field];
    const length = [...value].length;
    if ('max' in kind && length > kind.max) fail(field, 'presidium:error.tooLong', { max: kind.max, length });
    return value;
  }

  function required(field: FieldName): string {
    const value = text(field);
    if (!/[\p{L}\p{N}]/u.test(value)) fail(field, 'presidium:error.required');
    return value;
  }

  function day(field: FieldName): string | undefined {
    const value = text(field);
    if (value === '') return undefined;
    if (isSensibleDay(value)) return value;
    fail(field, 'presidium:error.day');
    return undefined;
  }

  return { errors, fail, text, required, day };
}

/** What the presidium decided of somebody. `today` is an ISO day in Göteborg. */
export function readTerms(reading: Reading, today: string): Omit<Delegate, 'personId' | 'answer'> {
  const work = reading.required('function');
  const substitute = reading.text('substitute');
  const decidedOn = reading.day('decidedOn');
  if (decidedOn !== undefined && decidedOn > today) reading.fail('decidedOn', 'presidium:error.notDecided');
  return {
    function: work,
    ...(substitute && { substitute }),
    ...(decidedOn !== undefined && { decidedOn }),
  };
}

/** The last day to answer: from today on, and no later than `until`. Both are ISO days. */
export function readLastDay(reading: Reading, today: string, until: string, locale: Locale): string {
  const day = reading.day('answerBy');
  if (day === undefined) reading.fail('answerBy', 'presidium:error.dayMissing');
  else if (day < today) reading.fail('answerBy', 'presidium:error.dayOver');
  else if (day > until)
    reading.fail('answerBy', 'presidium:error.dayTooLate', { until: formatDay(until, locale) });
  return day ?? '';
}

export function readAnswer(reading: Reading): AnswerValue {
  const value = answers.find(known => known === reading.text('answer'));
  if (!value) reading.fail('answer', 'presidium:error.noAnswer');
  return value ?? 'unsure';
}
