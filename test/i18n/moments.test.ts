import { cityDay, cityYear, formatMoment } from '../../src/i18n/moments';

describe('a moment in Göteborg', () => {
  it.each([
    ['in winter', '2026-11-23T08:14:00.000Z', '23 november 2026 kl. 09:14', '23 November 2026 at 09:14'],
    ['in summer', '2026-07-01T08:05:00.000Z', '1 juli 2026 kl. 10:05', '1 July 2026 at 10:05'],
    ['at midnight', '2026-11-22T23:00:00.000Z', '23 november 2026 kl. 00:00', '23 November 2026 at 00:00'],
    [
      'before midnight',
      '2026-11-22T22:59:59.999Z',
      '22 november 2026 kl. 23:59',
      '22 November 2026 at 23:59',
    ],
    ['at noon', '2026-07-01T10:00:00.000Z', '1 juli 2026 kl. 12:00', '1 July 2026 at 12:00'],
    ['before spring forward', '2026-03-29T00:59:00.000Z', '29 mars 2026 kl. 01:59', '29 March 2026 at 01:59'],
    ['after spring forward', '2026-03-29T01:00:00.000Z', '29 mars 2026 kl. 03:00', '29 March 2026 at 03:00'],
    ['before fall back', '2026-10-25T00:59:00.000Z', '25 oktober 2026 kl. 02:59', '25 October 2026 at 02:59'],
    ['after fall back', '2026-10-25T01:00:00.000Z', '25 oktober 2026 kl. 02:00', '25 October 2026 at 02:00'],
  ])('%s', (_, moment, swedish, english) => {
    expect(formatMoment(moment, 'sv')).toBe(swedish);
    expect(formatMoment(moment, 'en')).toBe(english);
  });
});

describe('the day in Göteborg', () => {
  it.each([
    ['2026-11-22T22:59:59.999Z', '2026-11-22'],
    ['2026-11-22T23:00:00.000Z', '2026-11-23'],
    ['2026-06-30T21:59:59.999Z', '2026-06-30'],
    ['2026-06-30T22:00:00.000Z', '2026-07-01'],
    ['2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['2026-10-24T21:59:59.999Z', '2026-10-24'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['2028-02-28T23:30:00.000Z', '2028-02-29'],
  ])('at %s is %s', (moment, day) => expect(cityDay(new Date(moment))).toBe(day));
});

describe('the year in Göteborg', () => {
  it.each([
    ['2026-12-31T22:59:59.999Z', 2026],
    ['2026-12-31T23:00:00.000Z', 2027],
    ['2027-01-01T12:00:00.000Z', 2027],
  ])('at %s is %i', (moment, year) => expect(cityYear(new Date(moment))).toBe(year));
});
