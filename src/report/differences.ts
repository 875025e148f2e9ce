import type { Figures } from './figures';
import type { Difference } from './versions';

/** What is different in a later version, where the two are about the same years; nothing that stayed as it was. */
export function differencesBetween(before: Figures, after: Figures): Difference[] {
  const [then, now] = [measured(before), measured(after)];
  return then
    .map(({ what, count }, index) => ({ what, before: count, after: now[index]!.count }))
    .filter(difference => difference.before !== difference.after);
}

function measured(figures: Figures): { what: Difference['what']; count: number }[] {
  const { total, units, withResults, quotes, quotesLeftOut, evaluations, replies } = figures;
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  return [
    { what: 'total', count: total },
    { what: 'units', count: units.length },
    { what: 'withResults', count: withResults },
    { what: 'quotes', count: quotes.length + quotesLeftOut },
    { what: 'answers', count: sum(evaluations.map(({ answered }) => answered)) },
    { what: 'nothing', count: sum(replies.map(({ nothing }) => nothing.length)) },
    { what: 'silent', count: sum(replies.map(({ told, silent }) => told.length + silent.length)) },
  ];
}
