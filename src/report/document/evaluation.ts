import { scalesPicture } from '../charts/charts';
import type { Figures } from '../figures';
import * as tables from '../tables';
import { headings, medianNote } from '../wording/document';
import { evaluationSentence, questionText } from '../wording/sentences';
import { howMany, meetingText } from '../wording/words';
import { bullet, heading, paragraph, type Block } from './blocks';
import type { Numbered } from './numbered';

type Evaluation = Figures['evaluations'][number];

/** Half of the page is for the question. */
const SCALE_WIDTHS = [40, 9, 7, 7, 7, 7, 7, 12];

/** What was answered after each meeting that Göteborg hosted: numbers as a chart and a table, words as a list. */
export async function evaluationParts({ evaluations }: Figures, numbered: Numbered): Promise<Block[]> {
  const parts = await Promise.all(evaluations.map(one => partsOf(one)));
  return parts.flatMap(({ evaluation, picture }) => {
    const { results } = evaluation;
    const scales = tables.scalesTable(evaluation);
    return [
      heading(3, `${headings.evaluation} ${meetingText(evaluation)}`),
      paragraph(`${evaluationSentence(evaluation)}${scales ? ` ${medianNote}` : ''}`),
      ...numbered.table(evaluation.answered > 0 ? groupsTable(evaluation) : undefined),
      ...numbered.picture(picture, 'Svar på en skala från 1 (inte alls) till 5 (helt och hållet)'),
      ...numbered.table(scales, { widths: SCALE_WIDTHS }),
      ...numbered.table(tables.goesOnTable(evaluation)),
      ...(results ? freeTexts(evaluation) : []),
    ];
  });
}

async function partsOf(evaluation: Evaluation) {
  return { evaluation, picture: await scalesPicture(evaluation) };
}

function groupsTable(evaluation: Evaluation) {
  const table = tables.groupsTable(evaluation);
  return table.rows.length > 0 ? table : undefined;
}

function freeTexts({ results = [], textsLeftOut }: Evaluation): Block[] {
  const left =
    textsLeftOut > 0 ? [paragraph(`${howMany(textsLeftOut, 'svar', 'svar')} till får inte plats här.`)] : [];
  const texts = results.flatMap(result => {
    if (result.kind !== 'text' || result.texts.length === 0) return [];
    return [heading(4, questionText(result.id)), ...result.texts.map(text => bullet(text))];
  });
  return [...texts, ...left];
}
