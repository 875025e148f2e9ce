import {
  cancel,
  confirm,
  forget,
  enter,
  hold,
  move,
  plan,
  reinstate,
  skip,
  swap,
  unconfirm,
  type Change,
  type Refusal,
} from '../../src/meetings/changes';
import type { Cycle } from '../../src/meetings/cycle';
import { between, changedBy, confirmByHost, oneLost, order, strict, unsaid } from './cycles';

type Deed = (cycle: Cycle) => Change;

describe('a change and what follows it', () => {
  it.each<[string, Deed[], string[]]>([
    [
      'moved a year on, the later ones two years from it',
      [cycle => move(cycle, 2027, 2028, 'keepOrder')],
      ['2028 goteborg moved', '2030 abo', '2032 bergen', '2034 aarhus'],
    ],
    [
      'moved a year on, the later ones in odd years',
      [cycle => move(cycle, 2027, 2028, 'keepOddYears')],
      ['2028 goteborg moved', '2029 abo', '2031 bergen', '2033 aarhus', '2035 goteborg'],
    ],
    [
      'moved to an earlier year, the later ones two years from it',
      [cycle => move(cycle, 2027, 2026, 'keepOrder')],
      ['2026 goteborg moved', '2028 abo', '2030 bergen', '2032 aarhus', '2034 goteborg'],
    ],
    [
      'moved to an earlier year, the later ones in their years',
      [cycle => move(cycle, 2027, 2026, 'keepOddYears')],
      ['2026 goteborg moved', '2029 abo', '2031 bergen', '2033 aarhus', '2035 goteborg'],
    ],
    [
      'moved to the year of the next, which gives way',
      [cycle => move(cycle, 2027, 2029, 'keepOddYears')],
      ['2029 goteborg moved', '2031 abo', '2033 bergen', '2035 aarhus'],
    ],
    [
      'moved there and back',
      [cycle => move(cycle, 2027, 2028, 'keepOrder'), cycle => move(cycle, 2028, 2027, 'keepOrder')],
      ['2027 goteborg planned', '2029 abo', '2031 bergen', '2033 aarhus', '2035 goteborg'],
    ],
    [
      'moved and confirmed, it keeps how the later ones follow',
      [cycle => move(cycle, 2027, 2028, 'keepOddYears'), cycle => confirmByHost(cycle, 2028)],
      ['2028 goteborg confirmed', '2029 abo', '2031 bergen', '2033 aarhus', '2035 goteborg'],
    ],
    [
      'skipped, and the same city has the next',
      [cycle => skip(cycle, 2027, 'keepOrder')],
      ['2027 goteborg skipped', '2029 goteborg', '2031 abo', '2033 bergen', '2035 aarhus'],
    ],
    [
      'skipped, and the turn is lost',
      [cycle => skip(cycle, 2027, 'keepOddYears')],
      ['2027 goteborg skipped', '2029 abo', '2031 bergen', '2033 aarhus', '2035 goteborg'],
    ],
    [
      'two skipped running, and the same city has the next',
      [cycle => skip(cycle, 2027, 'keepOrder'), cycle => skip(cycle, 2029, 'keepOrder')],
      ['2027 goteborg skipped', '2029 goteborg skipped', '2031 goteborg', '2033 abo', '2035 bergen'],
    ],
    [
      'two skipped running, and both turns are lost, whichever was skipped first',
      [cycle => skip(cycle, 2029, 'keepOddYears'), cycle => skip(cycle, 2027, 'keepOddYears')],
      ['2027 goteborg skipped', '2029 abo skipped', '2031 bergen', '2033 aarhus', '2035 goteborg'],
    ],
    [
      'cancelled when it was confirmed',
      [cycle => confirmByHost(cycle, 2027), cycle => cancel(cycle, 2027, 'keepOrder')],
      ['2027 goteborg cancelled', '2029 goteborg', '2031 abo', '2033 bergen', '2035 aarhus'],
    ],
    [
      'moved, then cancelled: the same city has the next, in the year that the next had',
      [cycle => move(cycle, 2027, 2028, 'keepOddYears'), cycle => cancel(cycle, 2028, 'keepOrder')],
      ['2028 goteborg cancelled', '2029 goteborg', '2031 abo', '2033 bergen', '2035 aarhus'],
    ],
    [
      'in even years, one is lost and the later ones go back to odd years',
      [cycle => move(cycle, 2027, 2028, 'keepOrder'), cycle => skip(cycle, 2030, 'keepOddYears')],
      ['2028 goteborg moved', '2030 abo skipped', '2031 bergen', '2033 aarhus', '2035 goteborg'],
    ],
    [
      'swapped, and the later ones stay',
      [cycle => swap(cycle, 2027, 2029)],
      ['2027 abo planned', '2029 goteborg planned', '2031 bergen', '2033 aarhus', '2035 goteborg'],
    ],
    [
      'swapped with one further on, and those between stay',
      [cycle => swap(cycle, 2033, 2027)],
      ['2027 aarhus planned', '2029 abo', '2031 bergen', '2033 goteborg planned', '2035 goteborg'],
    ],
    [
      'swapped, and the later of the two cancelled: whoever was to host it hosts the next',
      [cycle => swap(cycle, 2027, 2029), cycle => cancel(cycle, 2029, 'keepOrder')],
      ['2027 abo planned', '2029 goteborg cancelled', '2031 goteborg', '2033 bergen', '2035 aarhus'],
    ],
    [
      'planned, confirmed, held',
      [cycle => plan(cycle, 2029), cycle => confirmByHost(cycle, 2031), cycle => hold(cycle, 2027)],
      ['2027 goteborg held', '2029 abo planned', '2031 bergen confirmed', '2033 aarhus', '2035 goteborg'],
    ],
    [
      'one before a confirmed one is moved: the confirmed one stays, and what the order leads past is unknown',
      [cycle => confirmByHost(cycle, 2033), cycle => move(cycle, 2027, 2028, 'keepOrder')],
      ['2028 goteborg moved', '2030-2032 unknown', '2033 aarhus confirmed', '2035 goteborg'],
    ],
    [
      'an unknown one can be entered then',
      [
        cycle => confirmByHost(cycle, 2033),
        cycle => move(cycle, 2027, 2028, 'keepOrder'),
        cycle => enter(cycle, { year: 2030, host: 'abo', status: 'planned' }),
      ],
      [
        '2028 goteborg moved',
        '2030 abo planned',
        '2032-2032 unknown',
        '2033 aarhus confirmed',
        '2035 goteborg',
      ],
    ],
    [
      'one before a confirmed one is moved and the later ones keep to odd years: the order still leads there',
      [cycle => confirmByHost(cycle, 2033), cycle => move(cycle, 2027, 2028, 'keepOddYears')],
      ['2028 goteborg moved', '2029 abo', '2031 bergen', '2033 aarhus confirmed', '2035 goteborg'],
    ],
  ])('%s', (_, deeds, expected) => {
    expect(between(changedBy(oneLost, ...deeds), 2026, 2035)).toEqual(expected);
  });

  it('is confirmed by its host only, while others say that they take part', () => {
    const answered = changedBy(oneLost, cycle => confirm(cycle, 2027, 'abo', '2026-10-01'));
    expect(between(answered, 2027, 2027)).toEqual(['2027 goteborg planned']);
    const both = changedBy(answered, cycle => confirm(cycle, 2027, 'goteborg', '2026-11-02'));
    expect(between(both, 2027, 2027)).toEqual(['2027 goteborg confirmed']);
    expect(both.anchors.at(-1)?.confirmations).toEqual([
      { cityId: 'abo', on: '2026-10-01' },
      { cityId: 'goteborg', on: '2026-11-02' },
    ]);
  });

  it('is planned again when its host takes the word back', () => {
    const before = changedBy(oneLost, cycle => confirmByHost(cycle, 2027));
    expect(unconfirm(before, 2027, 'goteborg')).toEqual({ kind: 'changed', after: oneLost });
    expect(unconfirm(before, 2027, 'abo')).toEqual({ kind: 'refused', why: 'unchanged' });
  });

  it.each<[string, Deed]>([
    ['moved', cycle => move(cycle, 2027, 2028, 'keepOrder')],
    ['swapped', cycle => swap(cycle, 2027, 2029)],
  ])('has to be confirmed anew when it is %s', (_how, deed) => {
    const before = changedBy(oneLost, cycle => confirmByHost(cycle, 2027));
    const after = changedBy(before, deed).anchors;
    expect(after.flatMap(({ confirmations = [] }) => confirmations)).toEqual([]);
    expect(after.map(({ status }) => status)).not.toContain('confirmed');
  });

  it('keeps its new year when only the later ones are to follow otherwise', () => {
    const moved = changedBy(oneLost, cycle => move(cycle, 2027, 2028, 'keepOrder'));
    const odd = changedBy(moved, cycle => move(cycle, 2028, 2028, 'keepOddYears'));
    expect(odd).toEqual(changedBy(oneLost, cycle => move(cycle, 2027, 2028, 'keepOddYears')));
    expect(move(odd, 2028, 2028, 'keepOddYears')).toEqual({ kind: 'refused', why: 'unchanged' });
  });

  it.each<[string, Deed]>([
    ['skipped', cycle => skip(cycle, 2027, 'keepOrder')],
    ['cancelled', cycle => cancel(cycle, 2027, 'keepOrder')],
  ])('is planned again when it is reinstated after it was %s', (_how, deed) => {
    expect(reinstate(changedBy(oneLost, deed), 2027)).toEqual({ kind: 'changed', after: oneLost });
    expect(reinstate(oneLost, 2027)).toEqual({ kind: 'refused', why: 'unchanged' });
  });

  it('is calculated again when what was told of it is forgotten', () => {
    const before = changedBy(oneLost, cycle => plan(cycle, 2029));
    expect(forget(before, 2029)).toEqual({ kind: 'changed', after: oneLost });
    expect(forget(oneLost, 2029)).toEqual({ kind: 'refused', why: 'noMeeting' });
  });

  it('what was lost can be told by skipping what was calculated', () => {
    expect(
      between(
        changedBy(unsaid, cycle => skip(cycle, 2021, 'keepOrder')),
        2019,
        2029,
      ),
    ).toEqual(['2019 abo', '2021 bergen skipped', '2023 bergen', '2025 aarhus', '2027 goteborg', '2029 abo']);
  });
});

describe('entering what is known', () => {
  it.each<[string, Deed, Cycle]>([
    [
      'Göteborg hosted in 2025',
      cycle => enter(cycle, { year: 2025, host: 'goteborg', status: 'held' }),
      strict,
    ],
    [
      'Göteborg hosts in 2027',
      cycle => enter(cycle, { year: 2027, host: 'goteborg', status: 'planned' }),
      oneLost,
    ],
  ])('%s', (_, deed, expected) => {
    expect(changedBy(unsaid, deed)).toEqual(expected);
  });

  it('an earlier one than all known', () => {
    const told = changedBy(unsaid, cycle => enter(cycle, { year: 2011, host: 'abo', status: 'held' }));
    expect(between(told, 2000, 2013)).toEqual(['2011 abo held', '2013 bergen held']);
  });

  it('one that fell out, with its turn lost', () => {
    const told = changedBy(unsaid, cycle =>
      enter(cycle, { year: 2019, host: 'abo', status: 'cancelled', then: 'keepOddYears' }),
    );
    expect(between(told, 2019, 2021)).toEqual(['2019 abo cancelled', '2021 bergen']);
  });

  it('one that a city hosted in the stead of another', () => {
    const told = changedBy(unsaid, cycle =>
      enter(cycle, { year: 2019, host: 'aarhus', turn: 'abo', status: 'held' }),
    );
    expect(between(told, 2019, 2021)).toEqual(['2019 aarhus held', '2021 bergen']);
  });
});

describe('a change is refused', () => {
  const calledOff = changedBy(oneLost, cycle => skip(cycle, 2027, 'keepOrder'));
  const firm = changedBy(oneLost, cycle => confirmByHost(cycle, 2029));
  const left = {
    ...oneLost,
    members: order.map(member => (member.cityId === 'goteborg' ? { ...member, to: 2028 } : member)),
  };

  it.each<[string, Deed, Cycle, Refusal]>([
    ['moving past 2100', cycle => move(cycle, 2027, 2101, 'keepOrder'), oneLost, 'beyond'],
    ['changing a year past 2100', cycle => confirmByHost(cycle, 2101), oneLost, 'beyond'],
    [
      'entering a year past 2100',
      cycle => enter(cycle, { year: 2101, host: 'abo', status: 'planned' }),
      oneLost,
      'beyond',
    ],
    ['a year of which nobody knows', cycle => confirmByHost(cycle, 2021), oneLost, 'unknownYear'],
    ['a year before the first', cycle => confirmByHost(cycle, 2011), oneLost, 'unknownYear'],
    ['swapping with a year of which nobody knows', cycle => swap(cycle, 2027, 2021), oneLost, 'unknownYear'],
    ['a year without a meeting', cycle => plan(cycle, 2028), oneLost, 'noMeeting'],
    ['moving one that was held', cycle => move(cycle, 2017, 2018, 'keepOrder'), oneLost, 'held'],
    ['skipping one that was held', cycle => skip(cycle, 2017, 'keepOrder'), oneLost, 'held'],
    ['cancelling one that was held', cycle => cancel(cycle, 2017, 'keepOrder'), oneLost, 'held'],
    ['swapping one that was held', cycle => swap(cycle, 2027, 2017), oneLost, 'held'],
    ['confirming one that was held', cycle => confirmByHost(cycle, 2017), oneLost, 'held'],
    ['holding one that was held', cycle => hold(cycle, 2017), oneLost, 'held'],
    ['skipping twice', cycle => skip(cycle, 2027, 'keepOddYears'), calledOff, 'calledOff'],
    ['holding one that was skipped', cycle => hold(cycle, 2027), calledOff, 'calledOff'],
    ['moving one that was skipped', cycle => move(cycle, 2027, 2028, 'keepOrder'), calledOff, 'calledOff'],
    ['confirming twice', cycle => confirmByHost(cycle, 2029), firm, 'unchanged'],
    ['planning one that is confirmed', cycle => plan(cycle, 2029), firm, 'unchanged'],
    ['moving to the same year', cycle => move(cycle, 2027, 2027, 'keepOrder'), oneLost, 'unchanged'],
    ['swapping with itself', cycle => swap(cycle, 2027, 2027), oneLost, 'unchanged'],
    ['swapping two of the same city', cycle => swap(cycle, 2027, 2035), oneLost, 'unchanged'],
    ['moving onto a known one', cycle => move(cycle, 2027, 2029, 'keepOrder'), firm, 'yearTaken'],
    [
      'moving onto one that was skipped',
      cycle => move(cycle, 2029, 2027, 'keepOrder'),
      calledOff,
      'yearTaken',
    ],
    [
      'moving onto an earlier calculated one',
      cycle => move(cycle, 2031, 2029, 'keepOrder'),
      oneLost,
      'yearTaken',
    ],
    [
      'entering where one is known',
      cycle => enter(cycle, { year: 2027, host: 'abo', status: 'held' }),
      oneLost,
      'yearTaken',
    ],
    ['moving across a known one', cycle => move(cycle, 2027, 2030, 'keepOrder'), firm, 'across'],
    ['moving back across a known one', cycle => move(cycle, 2027, 2016, 'keepOrder'), oneLost, 'across'],
    ['moving back across a calculated one', cycle => move(cycle, 2031, 2028, 'keepOrder'), oneLost, 'across'],
    [
      'moving to a year when the city has left',
      cycle => move(cycle, 2027, 2029, 'keepOrder'),
      left,
      'notMember',
    ],
    ['swapping to a year when a city has left', cycle => swap(cycle, 2029, 2027), left, 'notMember'],
    [
      'entering a city that is not in the order',
      cycle => enter(cycle, { year: 2021, host: 'kiel', status: 'held' }),
      oneLost,
      'notMember',
    ],
    [
      'keeping the turn while the next meeting is fixed for another city',
      cycle => skip(cycle, 2027, 'keepOrder'),
      firm,
      'noRoom',
    ],
  ])('%s', (_, deed, cycle, why) => {
    expect(deed(cycle)).toEqual({ kind: 'refused', why });
  });

  it('but not losing the turn where the next is fixed', () => {
    expect(
      between(
        changedBy(firm, cycle => skip(cycle, 2027, 'keepOddYears')),
        2026,
        2031,
      ),
    ).toEqual(['2027 goteborg skipped', '2029 abo confirmed', '2031 bergen']);
  });
});
