import { describe, expect, it } from '@jest/globals';
import { differencesBetween } from '../../src/report/differences';
import { noFigures } from './support';

describe('what is different in a later report', () => {
  it('is nothing where all figures are the same', () => {
    expect(differencesBetween(noFigures, { ...noFigures, at: '2027-01-01T00:00:00.000Z' })).toEqual([]);
  });

  it('names what has become more or less, and only that', () => {
    const replies = [
      {
        from: '2018-01-01',
        to: '2026-12-31',
        asked: 3,
        done: 0,
        nothing: [],
        told: [],
        silent: ['a', 'b', 'c'],
      },
    ];
    const before = { ...noFigures, total: 21, replies };
    const after = {
      ...before,
      total: 24,
      withResults: 2,
      replies: [{ ...replies[0]!, nothing: ['a'], silent: ['b'] }],
    };
    expect(differencesBetween(before, after)).toEqual([
      { what: 'total', before: 21, after: 24 },
      { what: 'withResults', before: 0, after: 2 },
      { what: 'nothing', before: 0, after: 1 },
      { what: 'silent', before: 3, after: 1 },
    ]);
  });

  it('counts answers that had no room among the quotes', () => {
    const quote = { ref: 'V-2026-0001', title: 'Lägerskola', unit: 'Grundskoleförvaltningen' };
    const after = { ...noFigures, quotes: [quote], quotesLeftOut: 4 };
    expect(differencesBetween(noFigures, after)).toEqual([{ what: 'quotes', before: 0, after: 5 }]);
  });
});
