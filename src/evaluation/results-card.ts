import { z } from 'zod/v4';
import type { CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { translator, type Locale } from '../i18n';
import { formatDay } from '../i18n/moments';
import {
  goesOnChoices,
  SCALE,
  type EvaluationResults,
  type Result,
  type TextId,
} from '../meetings/evaluation';
import type { Meeting } from '../meetings/cycle';
import { placeAndYear } from '../meetings/wording';
import { evaluationCard, type Button, type Fact, type Section } from './card';
import { FEWEST_SHOWN } from './model';

/** What of the results is shown: the figures, or the answers to one question in people's own words. */
export const shownSchema = z.enum(['figures', 'learned', 'willUse', 'benefited', 'more']);
export type Shown = z.infer<typeof shownSchema>;

export interface ResultsView {
  meeting: Meeting;
  meetingId: string;
  results: EvaluationResults;
  show: Shown;
}

/** So many answers in people's own words have room; the others stand in the report. */
const MOST_TEXTS = 20;
const LONGEST_SHOWN = 600;

/** What came of the evaluation: count, distribution and median of each question, and the free texts as a list. */
export function resultsCard(reader: Reader, { meeting, meetingId, results, show }: ResultsView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const heading = t('evaluation:results.heading', { place: placeAndYear(reader, meeting) });
  const back: Button = {
    title: t('evaluation:button.show'),
    verb: 'evaluation.show',
    data: { meeting: meetingId },
  };
  const count = t('evaluation:results.count', { count: results.answered });
  if (!results.results) {
    const why = results.isAwaited ? 'evaluation:results.awaited' : 'evaluation:results.tooFew';
    return evaluationCard(locale, {
      heading,
      lines: [count, t(why, { fewest: FEWEST_SHOWN })],
      buttons: [back],
    });
  }
  if (results.answered === 0)
    return evaluationCard(locale, { heading, lines: [t('evaluation:results.none')], buttons: [back] });
  const text = results.results.find(({ id }) => id === show);
  if (text?.kind === 'text') return textsCard(reader, { heading, text, meetingId });
  return evaluationCard(locale, {
    heading,
    summary: count,
    lines: [count],
    hints: [
      t('evaluation:results.until', { on: formatDay(results.closesOn, locale) }),
      t('evaluation:results.scale'),
    ],
    sections: results.results.map(result => sectionOf(locale, result, meetingId)),
    buttons: [back],
  });
}

function sectionOf(locale: Locale, result: Result, meeting: string): Section {
  const t = translator(locale);
  const heading = t(`meetings:evaluation.question.${result.id}`);
  const count = { title: t('evaluation:results.answers'), value: String(result.count) };
  if (result.kind === 'text') {
    const read: Button = {
      title: t('evaluation:results.read'),
      tooltip: heading,
      verb: 'evaluation.results',
      data: { meeting, show: result.id },
    };
    return { heading, facts: [count], buttons: result.count > 0 ? [read] : [] };
  }
  if (result.count === 0) return { heading, facts: [count] };
  if (result.kind === 'choice') {
    const facts = goesOnChoices.map((choice, index) => ({
      title: t(`meetings:evaluation.goesOn.${choice}`),
      value: String(result.distribution[index] ?? 0),
    }));
    return { heading, facts: [...facts, count] };
  }
  const steps = SCALE.map((step, index) => `${step}: ${result.distribution[index] ?? 0}`);
  const spread = { title: t('evaluation:results.distribution'), value: steps.join(', ') };
  return { heading, facts: [count, spread, ...medianFact(locale, result.median)] };
}

function medianFact(locale: Locale, median: number | undefined): Fact[] {
  if (median === undefined) return [];
  const number = new Intl.NumberFormat(locale === 'sv' ? 'sv-SE' : 'en-GB').format(median);
  return [{ title: translator(locale)('evaluation:results.median'), value: number }];
}

function textsCard(
  { locale }: Reader,
  { heading, text, meetingId }: { heading: string; text: Extract<Result, { id: TextId }>; meetingId: string },
): CardMessage {
  const t = translator(locale);
  const shown = text.texts.slice(0, MOST_TEXTS);
  const rest = text.texts.length - shown.length;
  return evaluationCard(locale, {
    heading,
    sections: [
      {
        heading: t(`meetings:evaluation.question.${text.id}`),
        lines: [
          ...shown.map((said, index) => `${index + 1}. ${shortened(said)}`),
          ...(rest > 0 ? [t('evaluation:results.more', { count: rest })] : []),
        ],
      },
    ],
    buttons: [
      {
        title: t('evaluation:results.back'),
        verb: 'evaluation.results',
        data: { meeting: meetingId, show: 'figures' },
      },
    ],
  });
}

function shortened(said: string): string {
  const letters = [...said];
  return letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN - 1).join('')}…` : said;
}
