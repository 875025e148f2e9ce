import { skip, move, swap } from '../../src/meetings/changes';
import {
  after,
  hostOf,
  meetings,
  nextMeeting,
  turnsOf,
  type Cycle,
  type Meeting,
} from '../../src/meetings/cycle';
import { anchor, between, changedBy, cycleOf, lines, oneLost, order, strict, unsaid } from './cycles';

const facts = ['2013 bergen held', '2015 aarhus held', '2017 goteborg held'];

describe('the histories that are possible', () => {
  it('while nobody has said anything, all after 2017 is calculated', () => {
    expect(lines(meetings(unsaid, 2041))).toEqual([
      ...facts,
      '2019 abo calculated',
      '2021 bergen calculated',
      '2023 aarhus calculated',
      '2025 goteborg calculated',
      '2027 abo calculated',
      '2029 bergen calculated',
      '2031 aarhus calculated',
      '2033 goteborg calculated',
      '2035 abo calculated',
      '2037 bergen calculated',
      '2039 aarhus calculated',
      '2041 goteborg calculated',
    ]);
  });

  it('Göteborg hosted in 2025: the order leads there, and what lies between is calculated, no fact', () => {
    expect(lines(meetings(strict, 2041))).toEqual([
      ...facts,
      '2019 abo calculated',
      '2021 bergen calculated',
      '2023 aarhus calculated',
      '2025 goteborg held',
      '2027 abo calculated',
      '2029 bergen calculated',
      '2031 aarhus calculated',
      '2033 goteborg calculated',
      '2035 abo calculated',
      '2037 bergen calculated',
      '2039 aarhus calculated',
      '2041 goteborg calculated',
    ]);
  });

  it('Göteborg hosts in 2027: a turn was lost, and nobody knows which', () => {
    expect(lines(meetings(oneLost, 2041))).toEqual([
      ...facts,
      '2019-2025 unknown',
      '2027 goteborg planned',
      '2029 abo calculated',
      '2031 bergen calculated',
      '2033 aarhus calculated',
      '2035 goteborg calculated',
      '2037 abo calculated',
      '2039 bergen calculated',
      '2041 aarhus calculated',
    ]);
  });

  it('whoever tells which one was lost makes the gap known', () => {
    const told = cycleOf(
      ...oneLost.anchors,
      anchor(2021, 'bergen', { status: 'cancelled', then: 'keepOrder' }),
    );
    expect(between(told, 2019, 2029)).toEqual([
      '2019 abo',
      '2021 bergen cancelled',
      '2023 bergen',
      '2025 aarhus',
      '2027 goteborg planned',
      '2029 abo',
    ]);
  });

  it('whoever tells of one meeting in the gap makes that part known that the order leads to', () => {
    const told = cycleOf(...oneLost.anchors, anchor(2021, 'bergen'));
    expect(between(told, 2019, 2027)).toEqual([
      '2019 abo',
      '2021 bergen held',
      '2023-2025 unknown',
      '2027 goteborg planned',
    ]);
  });

  it('while it is not known what came after the last one, nothing is calculated there', () => {
    expect(lines(meetings({ ...unsaid, answer: 'notKnown' }))).toEqual([
      '2013 bergen held',
      '2015 aarhus held',
      '2017 goteborg held',
    ]);
    expect(lines(meetings({ ...oneLost, answer: 'notKnown' })).slice(-2)).toEqual([
      '2019-2025 unknown',
      '2027 goteborg planned',
    ]);
  });

  it('a year of grace moved to an even one and back is no gap', () => {
    const told = cycleOf(
      ...strict.anchors,
      anchor(2022, 'bergen', { movedFrom: 2021, then: 'keepOddYears' }),
    );
    expect(between(told, 2019, 2025)).toEqual([
      '2019 abo',
      '2022 bergen held',
      '2023 aarhus',
      '2025 goteborg held',
    ]);
  });
});

describe('the list', () => {
  it('is empty while no meeting is known', () => {
    expect(meetings(cycleOf())).toEqual([]);
  });

  it('begins with the first known meeting, however they are given, and ends in 2099', () => {
    const list = meetings(cycleOf(...[...strict.anchors].reverse()));
    expect(list).toEqual(meetings(strict));
    expect(lines(list).at(0)).toBe('2013 bergen held');
    expect(lines(list).at(-1)).toBe('2099 abo calculated');
  });

  it('shows a known meeting beyond its end no more, and still knows where the order leads to', () => {
    const cycle = cycleOf(anchor(2017, 'goteborg'), anchor(2027, 'goteborg'));
    expect(lines(meetings(cycle, 2021))).toEqual(['2017 goteborg held', '2019-2025 unknown']);
  });

  it('says nothing of what follows a city that is not in the order', () => {
    const cycle = cycleOf(anchor(2013, 'kiel'), anchor(2019, 'abo'));
    expect(between(cycle, 2013, 2021)).toEqual([
      '2013 kiel held',
      '2015-2017 unknown',
      '2019 abo held',
      '2021 bergen',
    ]);
    expect(lines(meetings(cycleOf(anchor(2013, 'kiel'))))).toEqual(['2013 kiel held']);
  });

  it('two known meetings against the order, too close for another between them, leave no gap', () => {
    expect(between(cycleOf(anchor(2017, 'goteborg'), anchor(2019, 'bergen')), 2017, 2021)).toEqual([
      '2017 goteborg held',
      '2019 bergen held',
      '2021 aarhus',
    ]);
  });

  it('leads to a moved meeting also where it arrives at its new year', () => {
    const cycle = cycleOf(
      anchor(2018, 'goteborg', { movedFrom: 2017 }),
      anchor(2022, 'bergen', { movedFrom: 2021 }),
    );
    expect(between(cycle, 2018, 2024)).toEqual([
      '2018 goteborg held',
      '2020 abo',
      '2022 bergen held',
      '2024 aarhus',
    ]);
  });

  it('does not reach a moved meeting past others that would lie behind it', () => {
    const cycle = cycleOf(anchor(2017, 'goteborg'), anchor(2020, 'aarhus', { movedFrom: 2023 }));
    expect(between(cycle, 2017, 2022)).toEqual([
      '2017 goteborg held',
      '2019-2019 unknown',
      '2020 aarhus held',
      '2022 goteborg',
    ]);
  });
});

describe('cities that come, pause and leave', () => {
  const withMembers = (members: Cycle['members']) => ({ ...strict, members });

  it.each<[string, Cycle['members'], string[]]>([
    [
      'a new city comes in its place in the order from its first year on',
      [...order, { cityId: 'kiel', from: 2028 }],
      ['2027 abo', '2029 kiel', '2031 bergen', '2033 aarhus', '2035 goteborg', '2037 abo', '2039 kiel'],
    ],
    [
      'a city that has left gives its turn to the next',
      order.map(member => (member.cityId === 'bergen' ? { ...member, to: 2028 } : member)),
      ['2027 abo', '2029 aarhus', '2031 goteborg', '2033 abo', '2035 aarhus', '2037 goteborg', '2039 abo'],
    ],
    [
      'its last year still counts',
      order.map(member => (member.cityId === 'bergen' ? { ...member, to: 2029 } : member)),
      ['2027 abo', '2029 bergen', '2031 aarhus', '2033 goteborg', '2035 abo', '2037 aarhus', '2039 goteborg'],
    ],
    [
      'a city that pauses is passed over, and comes back in its place',
      order.map(member =>
        member.cityId === 'bergen' ? { ...member, paused: { from: 2028, to: 2030 } } : member,
      ),
      ['2027 abo', '2029 aarhus', '2031 goteborg', '2033 abo', '2035 bergen', '2037 aarhus', '2039 goteborg'],
    ],
    [
      'a pause without an end lasts',
      order.map(member => (member.cityId === 'bergen' ? { ...member, paused: { from: 2028 } } : member)),
      ['2027 abo', '2029 aarhus', '2031 goteborg', '2033 abo', '2035 aarhus', '2037 goteborg', '2039 abo'],
    ],
    [
      'while every city pauses there is no meeting, and nobody loses a turn',
      order.map(member => ({ ...member, paused: { from: 2028, to: 2032 } })),
      ['2027 abo', '2033 bergen', '2035 aarhus', '2037 goteborg', '2039 abo'],
    ],
  ])('%s', (_, members, expected) => {
    expect(between(withMembers(members), 2027, 2039)).toEqual(expected);
  });

  it('a known meeting stays, also where its city has left since', () => {
    const members = order.map(member => (member.cityId === 'goteborg' ? { ...member, to: 2020 } : member));
    expect(between({ ...strict, members }, 2025, 2029)).toEqual([
      '2025 goteborg held',
      '2027 abo',
      '2029 bergen',
    ]);
  });
});

describe('the next meeting', () => {
  it.each([
    [unsaid, '2026-10-14', '2027 abo calculated'],
    [strict, '2025-12-31', '2027 abo calculated'],
    [strict, '2027-12-31', '2027 abo calculated'],
    [strict, '2028-01-01', '2029 bergen calculated'],
    [oneLost, '2026-10-14', '2027 goteborg planned'],
    [oneLost, '2025-10-14', '2019-2025 unknown'],
    [changedBy(oneLost, cycle => skip(cycle, 2027, 'keepOrder')), '2026-10-14', '2029 goteborg calculated'],
    [changedBy(oneLost, cycle => move(cycle, 2027, 2028, 'keepOrder')), '2026-10-14', '2028 goteborg moved'],
  ])('is found from the year of today (%#)', (cycle, today, expected) => {
    const next = nextMeeting(meetings(cycle), today);
    expect(next && lines([next])).toEqual([expected]);
  });

  it('is none after the last', () => {
    expect(nextMeeting(meetings(strict, 2025), '2026-10-14')).toBeUndefined();
  });
});

describe('who hosts in a year', () => {
  const changed = changedBy(
    oneLost,
    cycle => move(cycle, 2027, 2028, 'keepOddYears'),
    cycle => skip(cycle, 2031, 'keepOddYears'),
  );
  const answer = (cycle: Cycle, year: number) => {
    const found = hostOf(meetings(cycle), year);
    const meeting = 'meeting' in found ? found.meeting : 'instead' in found ? found.instead : undefined;
    return [found.kind, ...(meeting ? lines([meeting]) : [])].join(': ');
  };

  it.each([
    [strict, 2012, 'unknown'],
    [strict, 2017, 'known: 2017 goteborg held'],
    [strict, 2018, 'none'],
    [strict, 2021, 'calculated: 2021 bergen calculated'],
    [strict, 2033, 'calculated: 2033 goteborg calculated'],
    [strict, 2101, 'unknown'],
    [oneLost, 2018, 'none'],
    [oneLost, 2019, 'unknown'],
    [oneLost, 2022, 'unknown'],
    [oneLost, 2025, 'unknown'],
    [oneLost, 2026, 'none'],
    [oneLost, 2027, 'known: 2027 goteborg planned'],
    [changed, 2027, 'none: 2028 goteborg moved'],
    [changed, 2028, 'known: 2028 goteborg moved'],
    [changed, 2029, 'calculated: 2029 abo calculated'],
    [changed, 2031, 'none: 2031 bergen skipped'],
    [cycleOf(), 2027, 'unknown'],
  ])('is known, calculated, nobody or unknown (%#)', (cycle, year, expected) => {
    expect(answer(cycle, year)).toBe(expected);
  });
});

describe('turns and what comes after', () => {
  it('a city has those that it hosts, also in the stead of another', () => {
    const swapped = changedBy(strict, cycle => swap(cycle, 2031, 2033));
    expect(lines(turnsOf(meetings(swapped, 2042), 'goteborg'))).toEqual([
      '2017 goteborg held',
      '2025 goteborg held',
      '2031 goteborg planned',
      '2041 goteborg calculated',
    ]);
    expect(turnsOf(meetings(strict), 'kiel')).toEqual([]);
  });

  it('after a meeting come the next that take place, and what is unknown', () => {
    const list = meetings(changedBy(oneLost, cycle => skip(cycle, 2029, 'keepOrder')));
    const first = list.find((entry): entry is Meeting => entry.kind === 'meeting' && entry.year === 2017)!;
    expect(lines(after(list, first, 3))).toEqual([
      '2019-2025 unknown',
      '2027 goteborg planned',
      '2031 abo calculated',
    ]);
  });
});
