import { proposedValues, readWish, type WishValues } from '../../src/inquiry/form';
import { periodText } from '../../src/inquiry/wording';
import { reader } from '../support/contents';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const sv = reader('sv');

function read(values: Partial<WishValues>) {
  return readWish(sv, { ...proposedValues(NOW), ...values }, NOW);
}

it('proposes last year up to today, three weeks to answer, and everybody', () => {
  const got = read({});
  if (!('wish' in got)) throw new Error(JSON.stringify(got));
  const { from, to, deadline, units } = got.wish;
  expect([from, to, deadline]).toEqual(['2025-01-01', '2026-11-23', '2026-12-14']);
  expect(units).toHaveLength(sv.lists.units.filter(({ insideDuty }) => insideDuty).length);
});

it.each([
  ['2019', '2025', '2019-01-01', '2025-12-31', '2019–2025'],
  ['2017', '2017', '2017-01-01', '2017-12-31', '2017'],
  [' 2019-03-01 ', '2026-11-23', '2019-03-01', '2026-11-23', '1 mars 2019 till 23 november 2026'],
  ['mars 2020', 'hösten 2021', '2020-03-01', '2021-11-30', '1 mars 2020 till 30 november 2021'],
])('understands %s and %s', (from, to, first, last, text) => {
  const got = read({ from, to });
  expect(got).toMatchObject({ wish: { from: first, to: last } });
  expect(periodText(sv, { from: first, to: last })).toBe(text);
});

it('takes a picked few in the order of the list', () => {
  expect(read({ units: 'kultur,grundskola, kultur' })).toMatchObject({
    wish: { units: ['grundskola', 'kultur'] },
  });
});

it.each<[keyof WishValues, Partial<WishValues>, RegExp]>([
  ['from', { from: 'i fjol kanske' }, /^Skriv ett år/],
  ['from', { from: '' }, /^Skriv ett år/],
  ['from', { from: 'löpande' }, /^Skriv ett år/],
  ['from', { from: '2027', to: '2028' }, /måste ha börjat/],
  ['to', { from: '2020', to: '2019' }, /slutar innan/],
  ['deadline', { deadline: '' }, /^Välj en dag/],
  ['deadline', { deadline: '2026-11-23' }, /^Välj en dag från och med 24 november 2026/],
  ['deadline', { deadline: '2026-12-25' }, /^Välj en arbetsdag/],
  ['units', { units: 'rsg' }, /omfattas av skyldigheten/],
  ['units', { units: 'nonsense' }, /omfattas av skyldigheten/],
  ['note', { note: 'x'.repeat(501) }, /^Högst 500 tecken/],
])('says what is wrong with %s: %j', (field, values, said) => {
  const got = read(values);
  expect('errors' in got && got.errors[field]).toMatch(said);
});
