import { endOf, overlaps, startOf, type Precision, type When } from '../../../src/register/when';

function span(from: string, to: string, precision: Precision): When {
  return { kind: 'span', from, to, precision };
}

describe('start, end and overlap', () => {
  const exchange = span('2027-09-13', '2027-09-19', 'week');
  const yearly: When = { kind: 'yearly' };

  it('gives the first and last day where there is one', () => {
    expect([startOf(exchange), endOf(exchange)]).toEqual(['2027-09-13', '2027-09-19']);
    expect([startOf({ kind: 'ongoing', from: '2019-01-01' }), endOf({ kind: 'ongoing' })]).toEqual([
      '2019-01-01',
      undefined,
    ]);
    expect([startOf(yearly), endOf(yearly)]).toEqual([undefined, undefined]);
  });

  it.each<[string, When, boolean]>([
    ['one that shares a single day', span('2027-09-19', '2027-09-30', 'day'), true],
    ['one that begins the day after', span('2027-09-20', '2027-09-30', 'day'), false],
    ['the year it is in', span('2027-01-01', '2027-12-31', 'year'), true],
    ['something ongoing', { kind: 'ongoing' }, true],
    ['something ongoing since before', { kind: 'ongoing', from: '2019-01-01' }, true],
    ['something ongoing from after it', { kind: 'ongoing', from: '2028-01-01' }, false],
    ['a yearly series', yearly, true],
    ['a yearly series from after it', { kind: 'yearly', from: '2028-01-01' }, false],
  ])('a week and %s', (_, other, expected) => {
    expect(overlaps(exchange, other)).toBe(expected);
    expect(overlaps(other, exchange)).toBe(expected);
  });
});
