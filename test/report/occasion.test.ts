import { describe, expect, it } from '@jest/globals';
import type { MeetingRecord } from '../../src/meetings/model';
import { hostingsWithin, meetingsWithin, periodDue } from '../../src/report/occasion';
import { heldIn2025, hostIn2027, listsOf } from '../lists/meetings/histories';
import { registered } from './support';

const TODAY = '2026-11-23';

function held(id: string, from: string, to: string): MeetingRecord {
  const when = { kind: 'span', from, to, precision: 'day' } as const;
  return { id, when, programme: [], documents: [], guests: [] };
}

const in2017 = held('2017', '2017-11-14', '2017-11-15');
const in2025 = held('2025', '2025-11-13', '2025-11-14');

describe('what the next report is about', () => {
  it('is all since the hosting before, after one that nobody has reported on', () => {
    const lists = listsOf(heldIn2025, [in2017, in2025]);
    expect(periodDue(lists, [], TODAY)).toEqual({ from: '2017-11-16', to: TODAY });
  });

  it('is all since the last hosting, when that has been reported on', () => {
    const lists = listsOf(heldIn2025, [in2017, in2025]);
    expect(periodDue(lists, [registered], TODAY)).toEqual({ from: '2025-11-15', to: TODAY });
  });

  it('is all since 2017 where Göteborg hosts in 2027', () => {
    const lists = listsOf(hostIn2027, [in2017]);
    expect(periodDue(lists, [], TODAY)).toEqual({ from: '2017-11-16', to: TODAY });
  });
});

describe('the hostings that a report tells of', () => {
  const lists = listsOf(heldIn2025, [in2017, in2025]);

  it.each([
    ['from the day after the one before', { from: '2017-11-16', to: TODAY }, ['2025']],
    ['with both', { from: '2017-01-01', to: TODAY }, ['2017', '2025']],
    ['that ends on its last day', { from: '2018-01-01', to: '2025-11-14' }, ['2025']],
    ['that ends before it is over', { from: '2018-01-01', to: '2025-11-13' }, []],
  ])('in a period %s', (_name, period, ids) => {
    expect(hostingsWithin(lists, period)).toEqual(ids);
  });

  it('are named with their place, days and standing, beside the others of the period', () => {
    const meetings = meetingsWithin({ locale: 'sv', lists }, { from: '2017-11-16', to: TODAY });
    expect(meetings.find(({ id }) => id === '2025')).toMatchObject({
      place: 'Göteborg',
      from: '2025-11-13',
      to: '2025-11-14',
      status: 'held',
      isHost: true,
    });
    expect(meetings.filter(({ isHost }) => !isHost).length).toBeGreaterThan(0);
  });
});
