import { courseOf, yearsOf } from '../../src/report/period';
import { aContent } from '../support/contents';
import { anEntry, answer, when } from './entries';

const PERIOD = { from: '2018-01-01', to: '2025-12-31' };

function yearsUnderWay(text: string, period = PERIOD, createdAt = '2024-05-01T09:00:00.000Z') {
  return courseOf(anEntry({ content: aContent({ when: when(text) }), createdAt }), period).years;
}

test('the years of a period are those that it touches', () => {
  expect(yearsOf({ from: '2017-11-16', to: '2019-03-01' })).toEqual([2017, 2018, 2019]);
});

describe('a collaboration counts in the years in which it was under way', () => {
  it.each([
    ['vecka 37 2019', [2019]],
    ['30 december 2019–2 januari 2020', [2019, 2020]],
    ['2016–2019', [2018, 2019]],
    ['2017', []],
    ['2026', []],
    ['2024–2027', [2024, 2025]],
    ['löpande från 2023', [2023, 2024, 2025]],
    ['löpande', [2024, 2025]],
    ['varje år vecka 37 från 2022', [2022, 2023, 2024, 2025]],
    ['varje år', [2024, 2025]],
  ])('%s: %j', (text, years) => {
    expect(yearsUnderWay(text)).toEqual(years);
  });

  test('a series only where its part of the year falls within the period', () => {
    const period = { from: '2023-10-01', to: '2025-05-31' };
    expect(yearsUnderWay('varje år vecka 37 från 2020', period)).toEqual([2024]);
  });
});

describe('what is ongoing', () => {
  const ongoing = anEntry({ content: aContent({ when: when('löpande från 2019') }) });
  const endOf = (...followUps: ReturnType<typeof answer>[]) => courseOf({ ...ongoing, followUps }, PERIOD).to;

  test('goes on until an answer says that it ends', () => {
    expect(endOf()).toBeUndefined();
    expect(endOf(answer({ outlook: 'continue' }, '2022'))).toBeUndefined();
    expect(endOf(answer({ outlook: 'end' }, '2022'))).toBe('2022-12-31');
    expect(endOf(answer({ outlook: 'end' }))).toBe('2026-11-22');
  });

  test('goes on where a later answer says so', () => {
    expect(endOf(answer({ outlook: 'end' }, '2022'), answer({ outlook: 'change' }, '2023'))).toBeUndefined();
  });

  test('has a start that is not known where none was told', () => {
    const course = courseOf(anEntry({ content: aContent({ when: when('löpande') }) }), PERIOD);
    expect(course).toMatchObject({ from: '2026-01-01', startKnown: false, years: [] });
  });
});

test('the year in which it was told is that of Göteborg', () => {
  expect(yearsUnderWay('löpande', PERIOD, '2024-12-31T23:30:00.000Z')).toEqual([2025]);
});
