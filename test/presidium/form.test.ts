import { translator } from '../../src/i18n';
import {
  emptyValues,
  filledWith,
  makeReading,
  readAnswer,
  readLastDay,
  readTerms,
  type Values,
} from '../../src/presidium/form';
import { aDelegate, TODAY } from './support';

const t = translator('sv');

function reading(values: Partial<Values>) {
  return makeReading({ ...emptyValues, ...values }, 'sv');
}

describe('what the presidium decided of somebody', () => {
  it('is read without spaces at its ends, and without what was left empty', () => {
    const read = reading({ function: '  ordförande ', substitute: ' ', decidedOn: '2026-11-20' });
    expect(readTerms(read, TODAY)).toEqual({ function: 'ordförande', decidedOn: '2026-11-20' });
    expect(read.errors).toEqual({});
  });

  it.each([
    [{ function: ' – ' }, 'function', t('presidium:error.required')],
    [{ function: 'x'.repeat(121) }, 'function', t('presidium:error.tooLong', { max: 120, length: 121 })],
    [{ function: 'x', decidedOn: '2026-11-24' }, 'decidedOn', t('presidium:error.notDecided')],
    [{ function: 'x', decidedOn: '2026-02-30' }, 'decidedOn', t('presidium:error.day')],
    [{ function: 'x', decidedOn: '1945-12-31' }, 'decidedOn', t('presidium:error.day')],
  ] as const)('%j is mended', (values, field, error) => {
    const read = reading(values);
    readTerms(read, TODAY);
    expect(read.errors).toEqual({ [field]: error });
  });

  it('comes back into its form', () =>
    expect(filledWith(aDelegate({ substitute: 'ledamot' }))).toEqual({
      function: 'ordförande',
      substitute: 'ledamot',
      decidedOn: '',
      answer: '',
    }));
});

describe('the last day to answer', () => {
  it.each([
    [TODAY, undefined],
    ['2027-05-11', undefined],
    ['', t('presidium:error.dayMissing')],
    ['2026-11-22', t('presidium:error.dayOver')],
    ['2027-05-12', t('presidium:error.dayTooLate', { until: '11 maj 2027' })],
  ])('%s', (answerBy, error) => {
    const read = reading({ answerBy });
    readLastDay(read, TODAY, '2027-05-11', 'sv');
    expect(read.errors.answerBy).toBe(error);
  });
});

it.each([
  ['yes', undefined],
  ['unsure', undefined],
  ['', t('presidium:error.noAnswer')],
  ['maybe', t('presidium:error.noAnswer')],
])('the answer "%s"', (answer, error) => {
  const read = reading({ answer });
  readAnswer(read);
  expect(read.errors.answer).toBe(error);
});
