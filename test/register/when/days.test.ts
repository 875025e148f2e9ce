import { dayAfter, dayBefore, isSensibleDay } from '../../../src/register/when';

it.each([
  ['2024-03-01', '2024-02-29'],
  ['2027-03-01', '2027-02-28'],
  ['2026-01-01', '2025-12-31'],
  ['2026-03-30', '2026-03-29'],
])('the day before %s is %s', (day, before) => expect(dayBefore(day)).toBe(before));

it.each(['2024-02-28', '2026-12-31', '2026-03-28'])('the day before the day after %s is itself', day =>
  expect(dayBefore(dayAfter(day))).toBe(day),
);

it.each([
  ['1946-01-01', true],
  ['2100-12-31', true],
  ['1945-12-31', false],
  ['2101-01-01', false],
  ['2026-02-29', false],
  ['20260101', false],
  ["'", false],
])('%s is a day that can be meant: %s', (day, is) => expect(isSensibleDay(day)).toBe(is));
