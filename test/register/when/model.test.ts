import { whenSchema, type Precision, type When } from '../../../src/register/when';

function span(from: string, to: string, precision: Precision): When {
  return { kind: 'span', from, to, precision };
}

describe('reading back what was stored', () => {
  it.each<[string, unknown]>([
    ['a day that does not exist', span('2027-02-30', '2027-03-01', 'day')],
    ['an end before the start', span('2027-09-19', '2027-09-15', 'day')],
    ['a week that begins on a Tuesday', span('2027-09-14', '2027-09-19', 'week')],
    ['half a month', span('2027-09-01', '2027-09-15', 'month')],
    ['a season of other months', span('2027-04-01', '2027-05-31', 'season')],
    ['a year that begins in May', span('2027-05-01', '2027-12-31', 'year')],
    ['a week 54', yearlyOf({ unit: 'week', week: 54 })],
    ['a yearly 31 April', yearlyOf({ unit: 'day', month: 4, day: 31 })],
    [
      'a series from a week to a month',
      { kind: 'yearly', each: { first: { unit: 'week', week: 5 }, last: { unit: 'month', month: 5 } } },
    ],
    ['an unknown kind', { kind: 'sometimes' }],
    ['nothing', undefined],
  ])('refuses %s', (_, stored) => {
    expect(whenSchema.safeParse(stored).success).toBe(false);
  });

  function yearlyOf(point: object) {
    return { kind: 'yearly', each: { first: point, last: point } };
  }
});
