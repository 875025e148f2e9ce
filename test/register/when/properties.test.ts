import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  endOf,
  formatWhen,
  parseWhen,
  startOf,
  whenSchema,
  type Precision,
  type When,
} from '../../../src/register/when';
import { LOCALES } from '../../../src/i18n';

/** A Wednesday in ISO week 42 of a year that has a week 53. */
const TODAY = '2026-10-14';

function span(from: string, to: string, precision: Precision): When {
  return { kind: 'span', from, to, precision };
}

describe('for whatever is written', () => {
  const isoDay = (date: DateTime) => date.toFormat('yyyy-MM-dd');
  const date = fc
    .integer({ min: 0, max: 55_000 })
    .map(days => DateTime.utc(1947, 1, 1).plus({ days }))
    .filter(day => day.year < 2098);
  const today = date.map(isoDay);
  const locale = fc.constantFrom(...LOCALES);

  /** First month and length in months. */
  const seasons = [
    [1, 6],
    [3, 3],
    [6, 3],
    [8, 5],
    [9, 3],
    [12, 3],
  ] as const;
  const season = fc
    .tuple(fc.integer({ min: 1947, max: 2097 }), fc.constantFrom(...seasons))
    .map(([year, [month, months]]) => {
      const from = DateTime.utc(year, month);
      return { from: isoDay(from), to: isoDay(from.plus({ months }).minus({ days: 1 })) };
    });
  const pairOf = <T extends { from: string; to: string }>(one: fc.Arbitrary<T>) =>
    fc.oneof(
      one.map(only => ({ from: only.from, to: only.to })),
      fc
        .tuple(one, one)
        .filter(([a, b]) => a.from <= b.from && a.to <= b.to)
        .map(([a, b]) => ({ from: a.from, to: b.to })),
    );
  const whole = (unit: 'day' | 'week' | 'month' | 'year') =>
    date.map(day => ({ from: isoDay(day.startOf(unit)), to: isoDay(day.endOf(unit)) }));

  const spans: Record<Precision, fc.Arbitrary<{ from: string; to: string }>> = {
    day: pairOf(whole('day')),
    week: pairOf(whole('week')),
    month: pairOf(whole('month')),
    season: pairOf(season),
    year: pairOf(whole('year')),
  };

  it.each<Precision>(['day', 'week', 'month', 'season', 'year'])(
    'a span of precision %s is understood again from what was said, and accepted when read back',
    precision => {
      fc.assert(
        fc.property(spans[precision], today, locale, ({ from, to }, now, language) => {
          const when = span(from, to, precision);
          expect(parseWhen(formatWhen(when, language), now)).toEqual(when);
          expect(whenSchema.parse(when)).toEqual(when);
        }),
        { numRuns: 500 },
      );
    },
  );

  const words = fc.constantFrom(
    ...'15 19 31 9 37 53 2024 2026 2027 2028 - – / och till från sedan mellan ( ) vecka v. september maj jan dec'.split(
      ' ',
    ),
    ...'hösten vår ht vintern varje år nästa förra i löpande tills vidare onsdag idag 15/9 12/9-27 -27 -- 2027-09-15 2027-10'.split(
      ' ',
    ),
    ...'week every year in autumn term next last to and between since ongoing March'.split(' '),
  );
  const salad = fc.array(words, { minLength: 1, maxLength: 7 }).map(said => said.join(' '));

  it('what is understood runs forwards, can be stored, and is understood again from what was said', () => {
    fc.assert(
      fc.property(salad, today, today, locale, (text, now, later, language) => {
        const when = parseWhen(text, now);
        if (!when) return;
        if (when.kind === 'span') expect(when.from <= when.to).toBe(true);
        expect(whenSchema.parse(JSON.parse(JSON.stringify(when)))).toEqual(when);
        expect(parseWhen(formatWhen(when, language), later)).toEqual(when);
      }),
      { numRuns: 5000 },
    );
  });

  it('no string makes it throw', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 250 }),
      fc.string({ unit: 'grapheme', maxLength: 250 }),
      fc.string({ unit: fc.constantFrom(...'0123456789-/.() vtwår'), maxLength: 200 }),
    );
    fc.assert(
      fc.property(anything, today, (text, now) => {
        expect(() => parseWhen(text, now)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  const yearless = fc.constantFrom(
    ...[
      '15 september',
      '1/1',
      '31 december',
      '29 februari',
      '30 dec–2 jan',
      '15–19 maj',
      'vecka 1',
      'vecka 37',
    ],
    ...[
      'vecka 53',
      'v. 52–1',
      'mars',
      'november–februari',
      'våren',
      'vintern',
      'ht',
      'höst–vår',
      'week 20',
      'in May',
    ],
  );

  it('a missing year is the first whose period is not over', () => {
    // Past 2090 the next 29 February or week 53 may lie beyond the years that are understood.
    const understood = today.filter(day => day < '2090');
    fc.assert(
      fc.property(yearless, understood, (text, now) => {
        const when = parseWhen(text, now);
        const end = when && endOf(when);
        expect(end !== undefined && end >= now).toBe(true);
        // Asked the day it ends, the answer is the same one: none came before it.
        expect(parseWhen(text, end!)).toEqual(when);
        const dayBefore = isoDay(DateTime.fromISO(startOf(when!)!, { zone: 'utc' }).minus({ days: 1 }));
        if (dayBefore >= now) expect(parseWhen(text, dayBefore)).toEqual(when);
      }),
      { numRuns: 1000 },
    );
  });

  it('a year that was written is kept, past or coming', () => {
    const dated = fc.constantFrom(
      ...[
        '15 september',
        '15/9',
        'September 15',
        'vecka 37',
        'v 20–22',
        'mars',
        'March–May',
        'våren',
        'vintern',
        'ht',
      ],
    );
    fc.assert(
      fc.property(dated, fc.integer({ min: 1946, max: 2099 }), today, (text, year, now) => {
        const when = parseWhen(`${text} ${year}`, now);
        expect(when && startOf(when)?.slice(0, 4)).toBe(String(year));
        expect(parseWhen(`${text} ${year}`, TODAY)).toEqual(when);
      }),
      { numRuns: 1000 },
    );
  });
});
