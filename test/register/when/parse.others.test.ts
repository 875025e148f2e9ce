import { formatWhen, parseWhen, type Precision, type When } from '../../../src/register/when';

/** A Wednesday in ISO week 42 of a year that has a week 53. */
const TODAY = '2026-10-14';

function span(from: string, to: string, precision: Precision): When {
  return { kind: 'span', from, to, precision };
}

describe('what is ongoing', () => {
  it.each(['löpande', 'LOPANDE', 'tills vidare', 'pågående', 'pågår', 'ongoing', 'until further notice'])(
    '"%s" has no start',
    text => {
      expect(parseWhen(text, TODAY)).toEqual({ kind: 'ongoing' });
    },
  );

  it.each([
    ['löpande från 2025', '2025-01-01'],
    ['löpande fr.o.m. 15 maj 2025', '2025-05-15'],
    ['pågår sedan hösten 2019', '2019-09-01'],
    ['sedan 2019', '2019-01-01'],
    ['löpande från hösten 19', '2019-09-01'],
    ['since 2019', '2019-01-01'],
    ['since May', '2026-05-01'],
    ['från maj', '2027-05-01'],
    ['ongoing from September 2025', '2025-09-01'],
    ['from 2019 onwards', '2019-01-01'],
    ['från 2019 och framåt', '2019-01-01'],
    ['2019–', '2019-01-01'],
    ['2019–nu', '2019-01-01'],
    ['2019–tills vidare', '2019-01-01'],
  ])('"%s" began %s', (text, from) => {
    expect(parseWhen(text, TODAY)).toEqual({ kind: 'ongoing', from });
  });
});

describe('what comes back every year', () => {
  it.each([
    ['varje år', 'varje år', 'every year'],
    ['varje ar', 'varje år', 'every year'],
    ['årligen', 'varje år', 'every year'],
    ['annually', 'varje år', 'every year'],
    ['varje år vecka 37', 'varje år vecka 37', 'every year week 37'],
    ['vecka 37 varje år', 'varje år vecka 37', 'every year week 37'],
    ['every year week 37', 'varje år vecka 37', 'every year week 37'],
    ['varje år v. 37–38', 'varje år vecka 37–38', 'every year weeks 37–38'],
    ['årligen i maj', 'varje år i maj', 'every year in May'],
    ['varje maj', 'varje år i maj', 'every year in May'],
    ['each year in March–May', 'varje år i mars–maj', 'every year in March–May'],
    ['varje höst', 'varje höst (september–november)', 'every autumn (September–November)'],
    ['every winter', 'varje vinter (december–februari)', 'every winter (December–February)'],
    ['varje ht', 'varje hösttermin (augusti–december)', 'every autumn term (August–December)'],
    [
      'varje år vår–höst',
      'varje år våren–hösten (mars–november)',
      'every year spring–autumn (March–November)',
    ],
    ['varje år 15–19 september', 'varje år 15–19 september', 'every year 15–19 September'],
    ['15/9 varje år', 'varje år 15 september', 'every year 15 September'],
    ['varje år 28 dec–3 jan', 'varje år 28 december–3 januari', 'every year 28 December–3 January'],
    ['varje år sedan 2013', 'varje år från 2013', 'every year from 2013'],
    ['varje år vecka 37 från 2013', 'varje år vecka 37 från 2013', 'every year week 37 from 2013'],
  ])('"%s" is said back as "%s" and "%s"', (text, swedish, english) => {
    const when = parseWhen(text, TODAY);
    expect(when?.kind).toBe('yearly');
    expect(when && formatWhen(when, 'sv')).toBe(swedish);
    expect(when && formatWhen(when, 'en')).toBe(english);
  });

  it('keeps the week, and nothing it was not told', () => {
    const week = { unit: 'week', week: 37 };
    expect(parseWhen('varje år vecka 37', TODAY)).toEqual({
      kind: 'yearly',
      each: { first: week, last: week },
    });
    expect(parseWhen('varje år', TODAY)).toEqual({ kind: 'yearly' });
  });
});

describe('what is not understood', () => {
  it.each([
    '',
    '   ',
    'snart',
    'vet inte',
    'i',
    'den',
    '-',
    '()',
    '15',
    '15-16',
    'vecka',
    'måndag',
    // No such date.
    '31 februari',
    '31 februari 2027',
    '29 februari 2027',
    '31/9',
    '2027-02-30',
    '2027-13',
    '15/13',
    'vecka 54',
    'vecka 0',
    'vecka 53 2027',
    'varje år vecka 54',
    'varje år 31 april',
    '30–31 februari',
    // The wrong way round.
    '19–15 september 2027',
    '19–15 september',
    '2027-09-19/2027-09-15',
    'maj–mars 2027',
    'vecka 38–37',
    'hösten 2027–våren 2027',
    '2021–2017',
    // Outside the cooperation's years.
    '1945',
    '2101',
    '2027-09-15/2127-09-19',
    // Two answers, or one that contradicts itself.
    '15 september 2027 vecka 12',
    'tisdag 15 september 2027',
    'vecka 37 2027 (20–26 september)',
    'vecka 37 2027 (preliminärt bokat)',
    'maj och september',
    '2017-09-11 2017-09-15',
    '15 september 2026 2027',
    'läsåret 2026/2028',
    'nästa hösten 2027',
    // A year or the end of a span; a week or a day.
    'v37-27',
    'v 37-27',
    'v 37 -38',
    'v 20 -27',
    'September 15 -19',
    'v. 10 - 12 mars',
    'v. 10–12 mars 2027',
    '12 mars–v. 14',
    'våren 14–15 juni',
    'våren 14 till 15 juni',
    'hösten 15/9',
    // Not said exactly enough.
    'början av maj',
    'höstlovet',
    // More often, or less, than every year; an end without a start.
    'varje vecka',
    'varje månad',
    'varje termin',
    'vartannat år',
    'varje 2027',
    't.o.m. 2027',
    'löpande till 2027',
    'vecka 37–',
  ])('"%s"', text => {
    expect(parseWhen(text, TODAY)).toBeUndefined();
  });

  it('does not read more than 200 characters', () => {
    expect(parseWhen(`${' '.repeat(180)}2027`, TODAY)).toEqual(span('2027-01-01', '2027-12-31', 'year'));
    expect(parseWhen(`${' '.repeat(200)}2027`, TODAY)).toBeUndefined();
    expect(parseWhen('15–'.repeat(4000), TODAY)).toBeUndefined();
  });
});
