import { formatWhen, parseWhen, whenExamples } from '../../../src/register/when';
import { LOCALES } from '../../../src/i18n';

/** A Wednesday in ISO week 42 of a year that has a week 53. */
const TODAY = '2026-10-14';

describe('saying how it was understood', () => {
  it.each([
    ['2027-09-15', '15 september 2027', '15 September 2027'],
    ['2027-09-15/2027-09-19', '15–19 september 2027', '15–19 September 2027'],
    ['30/5–2/6 2027', '30 maj–2 juni 2027', '30 May–2 June 2027'],
    ['28 dec–3 jan', '28 december 2026–3 januari 2027', '28 December 2026–3 January 2027'],
    ['v37', 'vecka 37 2027 (13–19 september)', 'week 37 2027 (13–19 September)'],
    ['v37-38', 'vecka 37–38 2027 (13–26 september)', 'weeks 37–38 2027 (13–26 September)'],
    [
      'v 53 2026',
      'vecka 53 2026 (28 december 2026–3 januari 2027)',
      'week 53 2026 (28 December 2026–3 January 2027)',
    ],
    ['2019-11', 'november 2019', 'November 2019'],
    ['mars-maj', 'mars–maj 2027', 'March–May 2027'],
    ['2016-09/2022-01', 'september 2016–januari 2022', 'September 2016–January 2022'],
    ['höst 2027', 'hösten 2027 (september–november)', 'autumn 2027 (September–November)'],
    [
      'vinter 2027',
      'vintern 2027 (december 2027–februari 2028)',
      'winter 2027 (December 2027–February 2028)',
    ],
    ['ht 2027', 'höstterminen 2027 (augusti–december)', 'autumn term 2027 (August–December)'],
    [
      'läsåret 26/27',
      'höstterminen 2026–vårterminen 2027 (augusti 2026–juni 2027)',
      'autumn term 2026–spring term 2027 (August 2026–June 2027)',
    ],
    ['2013', '2013', '2013'],
    ['2016/2021', '2016–2021', '2016–2021'],
    ['tills vidare', 'löpande', 'ongoing'],
    ['sedan 2019', 'löpande från 2019', 'ongoing from 2019'],
    ['sedan 1 maj 2019', 'löpande från maj 2019', 'ongoing from May 2019'],
    ['sedan 2 maj 2019', 'löpande från 2 maj 2019', 'ongoing from 2 May 2019'],
  ])('"%s" is "%s" and "%s"', (text, swedish, english) => {
    const when = parseWhen(text, TODAY);
    expect(when && formatWhen(when, 'sv')).toBe(swedish);
    expect(when && formatWhen(when, 'en')).toBe(english);
  });

  it.each(LOCALES)('gives examples in %s that are understood, all in the coming year', locale => {
    for (const example of whenExamples(locale, TODAY)) {
      expect(parseWhen(example, TODAY)).toMatchObject({ from: expect.stringMatching(/^2027-/) });
    }
  });
});
