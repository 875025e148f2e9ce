import fc from 'fast-check';
import type { Point } from '../../../src/register/when/calendar';
import { endOf, meet, overlaps, startOf, type Precision, type When } from '../../../src/register/when';
import { whens } from '../../support/contents';

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

describe('a series that comes back each year', () => {
  const each = (first: Point, last = first): When => ({ kind: 'yearly', each: { first, last } });
  const camp = each({ unit: 'week', week: 37 });
  const winter = each({ unit: 'season', season: 'winter' });

  it.each<[string, When, boolean]>([
    ['its own week', span('2027-09-13', '2027-09-19', 'week'), true],
    ['another week', span('2027-05-10', '2027-05-16', 'week'), false],
    ['a day of it', span('2027-09-15', '2027-09-15', 'day'), true],
    ['a whole year', span('2027-01-01', '2027-12-31', 'year'), true],
    ['several years', span('2025-01-01', '2027-12-31', 'year'), true],
    ['something ongoing', { kind: 'ongoing' }, true],
    ['a series of no time of the year', { kind: 'yearly' }, true],
    ['a series in the same month', each({ unit: 'month', month: 9 }), true],
    ['a series in another month', each({ unit: 'month', month: 5 }), false],
    ['a series in an autumn', each({ unit: 'season', season: 'autumn' }), true],
  ])('in week 37 and %s', (_, other, expected) => {
    expect(overlaps(camp, other)).toBe(expected);
    expect(overlaps(other, camp)).toBe(expected);
  });

  it('in winter meets a January, and an October never', () => {
    expect(overlaps(winter, span('2028-01-10', '2028-01-16', 'week'))).toBe(true);
    expect(overlaps(winter, span('2027-10-04', '2027-10-10', 'week'))).toBe(false);
  });
});

describe('whatever two are told', () => {
  it('the one overlaps the other when the other overlaps the one, and each overlaps itself', () => {
    fc.assert(
      fc.property(whens, whens, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(overlaps(a, a)).toBe(true);
        if (overlaps(a, b)) expect(meet(a, b)).toBe(true);
      }),
    );
  });
});
