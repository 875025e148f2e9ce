import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isAbandoned,
  isComparable,
  isDraft,
  isReady,
  isSuperseded,
  statusFor,
  yearsTyped,
  type Version,
} from '../../src/report/versions';
import { draft, registered } from './support';

const making: Version = {
  ...draft,
  state: { kind: 'making', until: '2026-11-23T09:05:00.000Z', step: 'reading', done: 0 },
};
const failed: Version = { ...draft, state: { kind: 'failed', code: 'REPORT_DIED' } };
const cleared: Version = { ...draft, cleared: { by: 'somebody', at: '2026-12-02T09:00:00.000Z' } };

describe('a version of the report', () => {
  it.each([
    ['a draft', draft, true, true],
    ['a registered one', registered, true, false],
    ['one that is being made', making, false, false],
    ['one that failed', failed, false, true],
    ['a cleared one', cleared, false, false],
  ])('%s: can it be fetched, can it be cleared', (_name, version, ready, working) => {
    expect([isReady(version), isDraft(version)]).toEqual([ready, working]);
  });

  it('is abandoned from the moment until which its maker asked for', () => {
    expect(isAbandoned(making, new Date('2026-11-23T09:04:59.999Z'))).toBe(false);
    expect(isAbandoned(making, new Date('2026-11-23T09:05:00.000Z'))).toBe(true);
    expect(isAbandoned(draft, new Date('2030-01-01'))).toBe(false);
  });
});

describe('two versions', () => {
  const later = { ...draft, number: 2, to: '2027-01-11', at: '2027-01-11T09:00:00.000Z' };

  it.each([
    ['of the same days', { ...draft, at: '2026-11-24T09:00:00.000Z' }, true],
    ['from one day until each was made', later, true],
    ['from another day', { ...later, from: '2025-11-15' }, false],
    ['until an earlier day', { ...later, to: '2024-12-31' }, false],
    ['until the day of the first', { ...later, to: draft.to }, true],
  ])('%s can be compared: %s', (_which, other, can) => {
    expect([isComparable(draft, other), isComparable(other, draft)]).toEqual([can, can]);
  });
});

describe('what is cleared beside a registered report', () => {
  it.each([
    ['a draft of the same hosting', { ...draft, number: 2 }, true],
    [
      'a draft on no hosting, on some of its days',
      { ...draft, number: 2, hostings: [], from: '2020-01-01' },
      true,
    ],
    ['a draft on no hosting, on other days', { ...draft, number: 2, hostings: [], to: '2027-01-31' }, false],
    ['a draft of a later hosting', { ...draft, number: 2, hostings: ['2033'] }, false],
    ['a draft of both', { ...draft, number: 2, hostings: ['2025', '2033'] }, false],
    ['the registered one', registered, false],
  ])('%s', (_name, version, clears) => {
    expect(isSuperseded(version, [version, registered])).toBe(clears);
  });

  it('is nothing where none is registered', () => {
    expect(isSuperseded(draft, [draft, { ...draft, number: 2 }])).toBe(false);
  });
});

describe('how far the report on a hosting has come', () => {
  it.each([
    ['nothing', [], {}],
    ['a draft', [draft], { drafted: { at: draft.at } }],
    ['one that is being made', [making], {}],
    ['a cleared draft', [cleared], {}],
    [
      'the newest draft',
      [{ ...draft, number: 2, at: '2026-11-30T09:00:00.000Z' }, draft],
      { drafted: { at: '2026-11-30T09:00:00.000Z' } },
    ],
  ])('%s', (_name, versions, status) => {
    expect(statusFor(versions, '2025')).toEqual(status);
  });

  it('a registered one counts after later drafts, too', () => {
    const later = { ...draft, number: 2 };
    expect(statusFor([later, registered], '2025').registered?.caseNumber).toBe('SLK-2026-00123');
  });

  it('a report on other years says nothing of it', () => {
    expect(statusFor([registered], '2033')).toEqual({});
  });
});

describe('the years that somebody types', () => {
  const today = '2026-11-23';

  it.each([
    ['2018', '2024', { from: '2018-01-01', to: '2024-12-31' }],
    [' 2024 ', '2024', { from: '2024-01-01', to: '2024-12-31' }],
    ['2018', '2026', { from: '2018-01-01', to: today }],
    ['2018', '2090', { from: '2018-01-01', to: today }],
  ])('%s to %s', (from, to, period) => {
    expect(yearsTyped(from, to, today)).toEqual(period);
  });

  it.each([
    ['2024', '2018'],
    ['', ''],
    ['18', '24'],
    ['2018', ''],
    ['1850', '2020'],
    ['2027', '2028'],
    ['=1+1', '2020'],
    ['20180', '2020'],
  ])('%s to %s are none', (from, to) => {
    expect(yearsTyped(from, to, today)).toBeUndefined();
  });

  it('are never a period that ends after today or before it begins', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(3000), fc.nat(3000), (a, b, c, d) => {
        for (const [from, to] of [
          [a, b],
          [String(c), String(d)],
        ] as const) {
          const period = yearsTyped(from, to, today);
          if (period) expect(period.from <= period.to && period.to <= today).toBe(true);
        }
      }),
    );
  });
});
