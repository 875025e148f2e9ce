import type { Lists } from '../directory/lists';
import type { EvaluationResults } from '../meetings/evaluation';
import type { Figures } from './figures';
import type { ReportReplies } from './model';
import { nameAt } from './names';

/** So much of the free texts of all evaluations has room in the figures that are stored. */
const MOST_CHARACTERS = 60_000;

/** The results of evaluations with as many free texts as there is room for. */
export function evaluationsWithin(all: readonly EvaluationResults[]): Figures['evaluations'] {
  let characters = 0;
  return all.map(evaluation => {
    let textsLeftOut = 0;
    const results = evaluation.results?.map(result => {
      if (result.kind !== 'text') return result;
      const texts = result.texts.filter(text => {
        const fits = characters + text.length <= MOST_CHARACTERS;
        if (fits) characters += text.length;
        else textsLeftOut += 1;
        return fits;
      });
      return { ...result, texts };
    });
    return { ...evaluation, ...(results && { results }), textsLeftOut };
  });
}

/** With the names that administrations and companies had at the end of what was asked about. */
export function repliesNamed(all: readonly ReportReplies[], lists: Lists): Figures['replies'] {
  return all.map(({ from, to, asked, done, nothing, told, silent }) => {
    const names = (ids: readonly string[]) => ids.map(id => nameAt(lists, 'units', id, to)).sort(byName);
    return {
      ...{ from, to, asked: asked.length, done: done.length },
      ...{ nothing: names(nothing), told: names(told), silent: names(silent) },
    };
  });
}

const byName = new Intl.Collator('sv').compare;
