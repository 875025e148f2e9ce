import { makeLists, seedLists } from '../../src/directory/lists';
import { nextComing } from '../../src/meetings/ahead';
import { meetingById } from '../../src/meetings/standing';
import { aheadOf, heldOf, isAhead, isOver, lastDayBefore } from '../../src/presidium/which';
import { cycleWith, known, record, TODAY } from './support';

const lists = makeLists(known);
const meeting = meetingById(lists, '2027')!;
const withWhen = (when: (typeof record)['when']) => makeLists({ ...known, meetings: [{ ...record, when }] });

describe('a meeting', () => {
  it.each([
    ['2027-05-11', true],
    ['2027-05-13', true],
    ['2027-05-14', false],
  ])('on %s is ahead: %s', (today, ahead) => {
    expect(isAhead(lists, meeting, today)).toBe(ahead);
    expect(isOver(lists, meeting, today)).toBe(!ahead);
  });

  it('that was called off is neither ahead nor over', () => {
    const off = makeLists({ ...known, cycle: [cycleWith('cancelled')] });
    const cancelled = meetingById(off, '2027')!;
    expect(isAhead(off, cancelled, '2027-06-01') || isOver(off, cancelled, '2027-06-01')).toBe(false);
  });

  it.each([
    ['days', record.when, '2027-05-11'],
    [
      'a month',
      { kind: 'span', from: '2027-05-01', to: '2027-05-31', precision: 'month' } as const,
      '2027-05-30',
    ],
    ['nothing but the year', undefined, '2027-12-30'],
  ])('of which %s are known can be asked about until the day before', (_what, when, last) =>
    expect(lastDayBefore(withWhen(when), meeting)).toBe(last),
  );
});

describe('which meeting', () => {
  it('comes next is the first that is not over', () => {
    expect(nextComing(lists, TODAY)?.year).toBe(2027);
    expect(nextComing(lists, '2027-05-14')?.year).toBe(2029);
  });

  it('comes next is not known where coordinators do not know it', () => {
    const unknown = makeLists({ cycle: [{ ...seedLists.cycle[0]!, answer: 'notKnown' }] });
    expect(nextComing(unknown, TODAY)).toBeUndefined();
  });

  it('was held is told the latest first', () => {
    expect(heldOf(lists, TODAY).map(({ year }) => year)).toEqual([2017, 2015, 2013]);
    expect(heldOf(lists, '2027-05-14')[0]?.year).toBe(2027);
  });

  it('may come is told the nearest first', () => expect(aheadOf(lists, TODAY)[0]?.year).toBe(2027));
});
