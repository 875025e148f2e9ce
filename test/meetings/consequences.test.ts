import { cancel, enter, move, skip, swap, type Change } from '../../src/meetings/changes';
import { consequences, type Difference, type Hosting } from '../../src/meetings/consequences';
import type { Cycle } from '../../src/meetings/cycle';
import { anchor, changedBy, confirmByHost, cycleOf, oneLost, strict, unsaid } from './cycles';

const said = (side: Hosting) => (typeof side === 'object' ? `${side.year} ${side.host}` : side);
const line = ({ before, after }: Difference) => `${said(before)} → ${said(after)}`;

function told(before: Cycle, after: Cycle, cityId = 'goteborg') {
  const { differences, nextTurn } = consequences(before, after, cityId, 2026);
  return { first: differences.slice(0, 4).map(line), count: differences.length, nextTurn: line(nextTurn) };
}

describe('what a change means', () => {
  it.each<[string, Cycle, (cycle: Cycle) => Change, ReturnType<typeof told>]>([
    [
      'moved, all later ones come later',
      oneLost,
      cycle => move(cycle, 2027, 2028, 'keepOrder'),
      {
        first: [
          '2027 goteborg → 2028 goteborg',
          '2029 abo → 2030 abo',
          '2031 bergen → 2032 bergen',
          '2033 aarhus → 2034 aarhus',
        ],
        count: 37,
        nextTurn: '2027 goteborg → 2028 goteborg',
      },
    ],
    [
      'moved, the later ones stay',
      oneLost,
      cycle => move(cycle, 2027, 2028, 'keepOddYears'),
      {
        first: ['2027 goteborg → 2028 goteborg'],
        count: 1,
        nextTurn: '2027 goteborg → 2028 goteborg',
      },
    ],
    [
      'moved by a whole round, the others fall away until then',
      oneLost,
      cycle => move(cycle, 2027, 2035, 'keepOrder'),
      {
        first: [
          '2027 goteborg → 2035 goteborg',
          '2029 abo → none',
          '2031 bergen → none',
          '2033 aarhus → none',
        ],
        count: 5,
        nextTurn: '2027 goteborg → 2035 goteborg',
      },
    ],
    [
      'skipped, all later ones come later',
      oneLost,
      cycle => skip(cycle, 2027, 'keepOrder'),
      {
        first: [
          '2027 goteborg → 2029 goteborg',
          '2029 abo → 2031 abo',
          '2031 bergen → 2033 bergen',
          '2033 aarhus → 2035 aarhus',
        ],
        count: 37,
        nextTurn: '2027 goteborg → 2029 goteborg',
      },
    ],
    [
      'cancelled, and the turn is lost',
      oneLost,
      cycle => cancel(cycle, 2027, 'keepOddYears'),
      { first: ['2027 goteborg → none'], count: 1, nextTurn: '2027 goteborg → 2035 goteborg' },
    ],
    [
      'swapped, two have another host',
      oneLost,
      cycle => swap(cycle, 2027, 2029),
      {
        first: ['2027 goteborg → 2027 abo', '2029 abo → 2029 goteborg'],
        count: 2,
        nextTurn: '2027 goteborg → 2029 goteborg',
      },
    ],
    [
      'confirmed, nothing moves',
      oneLost,
      cycle => confirmByHost(cycle, 2029),
      { first: [], count: 0, nextTurn: '2027 goteborg → 2027 goteborg' },
    ],
    [
      'Göteborg hosts in 2027: some become unknown, the later ones come later',
      unsaid,
      cycle => enter(cycle, { year: 2027, host: 'goteborg', status: 'planned' }),
      {
        first: [
          '2019 abo → 2029 abo',
          '2021 bergen → 2031 bergen',
          '2023 aarhus → 2033 aarhus',
          '2025 goteborg → 2027 goteborg',
        ],
        count: 41,
        nextTurn: '2033 goteborg → 2027 goteborg',
      },
    ],
  ])('%s', (_, before, change, expected) => {
    expect(told(before, changedBy(before, change))).toEqual(expected);
  });

  it('before a confirmed one some may become unknown, and so may the next turn of a city', () => {
    const before = changedBy(oneLost, cycle => confirmByHost(cycle, 2033));
    const after = changedBy(before, cycle => move(cycle, 2027, 2028, 'keepOrder'));
    expect(told(before, after, 'abo')).toEqual({
      first: ['2027 goteborg → 2028 goteborg', '2029 abo → unknown', '2031 bergen → unknown'],
      count: 3,
      nextTurn: '2029 abo → unknown',
    });
    expect(told(after, before, 'abo').first).toEqual([
      '2028 goteborg → 2027 goteborg',
      'unknown → 2029 abo',
      'unknown → 2031 bergen',
    ]);
  });

  it('one that falls away before years of which nobody knows is not unknown itself', () => {
    const before = cycleOf(
      anchor(2017, 'goteborg', { status: 'planned' }),
      anchor(2027, 'goteborg', { status: 'planned' }),
    );
    const after = changedBy(before, cycle => cancel(cycle, 2017, 'keepOddYears'));
    expect(told(before, after).first).toEqual(['2017 goteborg → none']);
  });

  it('nothing that comes after the last known one is known while nobody has told', () => {
    const notKnown: Cycle = { ...unsaid, answer: 'notKnown' };
    expect(told(notKnown, oneLost)).toMatchObject({ nextTurn: 'unknown → 2027 goteborg' });
    expect(told(notKnown, oneLost).first[0]).toBe('unknown → 2027 goteborg');
    expect(told(strict, notKnown)).toMatchObject({ nextTurn: '2033 goteborg → unknown' });
    expect(told(strict, notKnown).first[0]).toBe('2019 abo → unknown');
  });

  it('a city without a turn has none', () => {
    expect(told(strict, strict, 'kiel').nextTurn).toBe('none → none');
  });
});
