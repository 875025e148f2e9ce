import { defineCard, type CardMessage } from '../cards/card';
import { labelWithError, type Choice } from '../cards/form';
import type { Reader } from '../directory/lists';
import { translator, type Locale } from '../i18n';
import { formatMoment } from '../i18n/moments';
import type { CycleEntry } from '../meetings/model';
import { meetingById } from '../meetings/standing';
import template from './cards/first-question.json';
import { choicesFor } from './choices';
import { emptyValues, type Errors, type Values } from './fields';

const card = defineCard<{
  summary: string;
  heading: string;
  trouble: string;
  lines: { line: string }[];
  asks: boolean;
  turn: string;
  turnLabel: string;
  choices: Choice[];
  otherYear: string;
  otherYearLabel: string;
}>(template);

/** What was typed, and what went wrong with it. */
export interface QuestionView {
  values?: Values;
  errors?: Errors;
  trouble?: string;
}

/** Asks the City Executive Office when Göteborg was or is the host: all that is calculated hangs on it (S2). */
export function questionCard(
  reader: Reader,
  { values = emptyValues, errors = {}, trouble = '' }: QuestionView = {},
): CardMessage {
  const t = translator(reader.locale);
  const setting = { reader, today: '' };
  const target = { deed: 'firstAnswer', id: '', item: '' } as const;
  const heading = t('planning:first.heading');
  return card(reader.locale, {
    summary: heading,
    heading,
    trouble,
    lines: [{ line: t('planning:first.why') }],
    asks: true,
    turn: values.turn,
    turnLabel: labelOf('turn', errors.turn, reader.locale),
    choices: choicesFor('turn', setting, { target, values, people: [], picker: true }),
    otherYear: values.otherYear,
    otherYearLabel: labelOf('otherYear', errors.otherYear, reader.locale),
  });
}

function labelOf(name: 'turn' | 'otherYear', error: string | undefined, locale: Locale): string {
  return labelWithError(locale, translator(locale)(`lists:field.${name}`), error);
}

/** Who answered, and when. ISO moment. */
export interface AnsweredBy {
  who?: string;
  at: string;
}

/** The answer as it stands, with who gave it and when. */
export function answeredCard(
  reader: Reader,
  entry: CycleEntry,
  { by, notice = '' }: { by?: AnsweredBy; notice?: string },
): CardMessage {
  const t = translator(reader.locale);
  const heading = t('planning:first.answeredHeading');
  const said = answerText(reader, entry);
  const who = by?.who ?? t('lists:formerColleague');
  const signed = by ? t('planning:first.by', { who, at: formatMoment(by.at, reader.locale) }) : '';
  return card(reader.locale, {
    summary: `${heading}. ${said}`,
    heading,
    trouble: notice,
    lines: [said, signed].filter(Boolean).map(line => ({ line })),
    asks: false,
    turn: '',
    turnLabel: '',
    choices: [],
    otherYear: '',
    otherYearLabel: '',
  });
}

function answerText({ locale }: Reader, entry: CycleEntry): string {
  const t = translator(locale);
  if (entry.answer === 'notKnown') return t('planning:first.said.notKnown');
  const meeting = entry.answerYear && meetingById({ cycle: [entry] }, String(entry.answerYear));
  if (!meeting) return t('planning:first.said.known');
  const { year, status } = meeting;
  return t(`planning:first.said.${status === 'held' ? 'held' : 'planned'}`, { year });
}
