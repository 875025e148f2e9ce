import fc from 'fast-check';
import { makeLists } from '../../src/directory/lists';
import { reminderDay, whomToAsk } from '../../src/evaluation/asked';
import { meetingById } from '../../src/meetings/standing';
import { plusDays } from '../../src/register/when';
import { isWorkday, workdayOnOrBefore, workdaysBetween } from '../../src/workdays';
import { personId } from '../presidium/support';
import { HELD, hostedIn2025 } from './history';

const TODAY = '2026-11-24';
const SEATS = { role: 'member', from: '2022-10-15' } as const;

function listsWith(
  presidium: { personId: string; role: 'member' | 'secretary'; from: string; to?: string }[],
) {
  const answer = (value: 'yes' | 'no') => ({
    value,
    at: '2025-10-01T08:00:00.000Z',
    by: personId(1),
    year: 2025,
  });
  return makeLists({
    ...hostedIn2025,
    delegations: [
      {
        id: HELD,
        delegates: [
          { personId: personId(1), function: 'ledamot', answer: answer('yes') },
          { personId: personId(2), function: 'ledamot', answer: answer('no') },
          { personId: personId(3), function: 'ledamot' },
        ],
        lessons: [],
      },
    ],
    presidium: [{ id: 'presidiet', members: presidium }],
    editors: [
      {
        id: 'kultur',
        editors: [
          { personId: personId(3), from: '2020-01-01' },
          { personId: personId(5), from: '2020-01-01' },
          { personId: personId(6), from: '2020-01-01', to: '2026-11-23' },
        ],
      },
      { id: 'arbvux', editors: [{ personId: personId(5), from: '2020-01-01' }] },
    ],
  });
}

function asked(presidium: Parameters<typeof listsWith>[0], unitIds: string[]) {
  const lists = listsWith(presidium);
  const people = whomToAsk(lists, meetingById(lists, HELD)!, { unitIds, today: TODAY });
  return people.map(({ personId: id, group, unitId }) => [Number(id.slice(-2)), group, unitId ?? '']);
}

describe('who is asked', () => {
  it('is the delegation but for those who said no, the presidium, and the editors of the units; each once', () => {
    const presidium = [
      { personId: personId(1), ...SEATS },
      { personId: personId(4), ...SEATS },
    ];
    expect(asked(presidium, ['kultur', 'arbvux'])).toEqual([
      [1, 'delegation', ''],
      [3, 'delegation', ''],
      [4, 'presidium', ''],
      [5, 'unit', 'kultur'],
    ]);
  });

  it('is the presidium of the day of the meeting, and today’s where nobody has told of that', () => {
    const before = { personId: personId(7), ...SEATS, to: '2026-10-14' };
    const now = { personId: personId(8), ...SEATS, from: '2026-10-15' };
    expect(asked([before, now], [])).toContainEqual([7, 'presidium', '']);
    expect(asked([before, now], [])).not.toContainEqual([8, 'presidium', '']);
    expect(asked([now], [])).toContainEqual([8, 'presidium', '']);
  });

  it('is not the secretary', () => {
    const secretary = { personId: personId(9), ...SEATS, role: 'secretary' as const };
    expect(asked([secretary], [])).not.toContainEqual([9, 'presidium', '']);
  });
});

it('those who have not answered are reminded three working days before the last', () => {
  expect(reminderDay('2026-12-15')).toBe('2026-12-10');
  expect(reminderDay('2027-01-07')).toBe('2026-12-30');
  const days = fc.integer({ min: 0, max: 4_000 }).map(count => plusDays('2026-01-01', count));
  fc.assert(
    fc.property(days, day => {
      const reminded = reminderDay(day);
      expect(isWorkday(reminded)).toBe(true);
      expect(workdaysBetween(reminded, workdayOnOrBefore(day))).toBe(3);
    }),
  );
});
