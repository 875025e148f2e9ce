import { makeLists } from '../../src/directory/lists';
import { adopt } from '../../src/hosting/changes';
import { hostingOf, hostingsAhead, movedSince, nextHosting, reckonedFrom } from '../../src/hosting/hostings';
import type { Anchor } from '../../src/meetings/cycle';
import { seedCycle } from '../../src/meetings/known';
import type { MeetingRecord } from '../../src/meetings/model';
import { meetingById } from '../../src/meetings/standing';

const BY = { by: 'robin', at: '2026-11-23T09:00:00.000Z' };
const TODAY = '2026-11-23';

type When = NonNullable<MeetingRecord['when']>;

function listsWith(anchors: readonly Partial<Anchor>[], when?: When) {
  const all = anchors.map(anchor => ({
    year: 2027,
    host: 'goteborg',
    turn: 'goteborg',
    status: 'planned' as const,
    then: 'keepOrder' as const,
    ...anchor,
  }));
  return makeLists({
    cycle: [
      {
        ...seedCycle,
        answer: 'known',
        anchors: [...seedCycle.anchors, ...all].map(anchor => ({ ...anchor, confirmations: undefined })),
      },
    ],
    meetings: when ? [{ id: '2027', when, programme: [], documents: [], guests: [] }] : [],
  });
}

const span = (from: string, to: string, precision: When['precision']): When => ({
  kind: 'span',
  from,
  to,
  precision,
});

describe('a plan is reckoned from', () => {
  it.each([
    [
      'the days of the meeting',
      span('2027-09-14', '2027-09-15', 'day'),
      ['2027-09-14', '2027-09-15', 'days'],
    ],
    ['its season', span('2027-09-01', '2027-11-30', 'season'), ['2027-09-01', '2027-11-30', 'roughly']],
    ['the spring of a year of which no more is known', undefined, ['2027-05-01', '2027-05-01', 'year']],
    [
      'the spring of the year where days of another year were told',
      span('2026-09-14', '2026-09-15', 'day'),
      ['2027-05-01', '2027-05-01', 'year'],
    ],
  ])('%s', (_what, when, [from, to, known]) => {
    const lists = listsWith([{}], when);
    expect(reckonedFrom(lists, meetingById(lists, '2027')!)).toEqual({ from, to, known });
  });
});

describe('a plan is proposed', () => {
  const years = (anchors: readonly Partial<Anchor>[], today = TODAY) =>
    hostingsAhead(listsWith(anchors), today).map(({ year }) => year);

  it('in history B for the meeting of 2027', () => expect(years([{}])).toEqual([2027]));

  it.each(['2026-11-23', '2029-12-31'])('in history A for nothing on %s', today =>
    expect(years([{ year: 2025, status: 'held' }], today)).toEqual([]),
  );

  it('in history A for the meeting of 2033 three years ahead, before its preparation begins', () =>
    expect(years([{ year: 2025, status: 'held' }], '2030-01-01')).toEqual([2033]));

  it.each<[string, Partial<Anchor>]>([
    ['was cancelled', { status: 'cancelled', turnLost: true }],
    ['is hosted by another city', { host: 'bergen' }],
    ['has been held', { status: 'held' }],
  ])('for no meeting that %s', (_what, anchor) => expect(years([anchor])).not.toContain(2027));

  it('for no meeting whose time is over', () => expect(years([{}], '2028-01-01')).not.toContain(2027));

  it('and it is known when Göteborg hosts next, however far away', () =>
    expect(nextHosting(listsWith([{ year: 2025, status: 'held' }]), TODAY)?.year).toBe(2033));
});

describe('a plan', () => {
  const plan = adopt('2027', { from: '2027-09-14', to: '2027-09-15' }, BY);
  const days = span('2027-09-14', '2027-09-15', 'day');

  it('goes with its meeting to another year', () => {
    const lists = listsWith([{ year: 2028, movedFrom: 2027, status: 'moved' }]);
    expect(hostingOf(lists, plan)?.year).toBe(2028);
    expect(movedSince(lists, plan)).toEqual({ from: '2028-05-01', to: '2028-05-01', known: 'year' });
  });

  it.each<[string, When | undefined, Partial<Anchor>]>([
    ['the days are the same', days, {}],
    ['only the year is known any more', undefined, {}],
    ['it has been held', span('2027-11-09', '2027-11-10', 'day'), { status: 'held' }],
    ['it was cancelled', span('2027-11-09', '2027-11-10', 'day'), { status: 'cancelled' }],
  ])('stays where it is when %s', (_why, when, anchor) =>
    expect(movedSince(listsWith([anchor], when), plan)).toBeUndefined(),
  );

  it('has moved when the meeting has other days', () =>
    expect(movedSince(listsWith([{}], span('2027-11-09', '2027-11-10', 'day')), plan)).toEqual({
      from: '2027-11-09',
      to: '2027-11-10',
      known: 'days',
    }));
});
