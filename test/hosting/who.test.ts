import type { Activity, Plan } from '../../src/hosting/model';
import { noteMorning } from '../../src/hosting/renderer';
import { idsIn } from '../../src/hosting/who';
import { confirmedCycle, DAYS, MEETING, personId } from '../presidium/support';

const lists = { cycle: [confirmedCycle] };
const due = '2027-01-26';
/** More would not go into a card that Teams takes. */
const MOST_SHOWN = 40;

function planOf(activities: Activity[]): Plan {
  return {
    meetingId: MEETING,
    ...DAYS,
    adopted: { by: 'robin', at: '2026-11-02T09:00:00.000Z' },
    activities,
  };
}

const many = planOf(
  Array.from({ length: 1_000 }, (_, index) => ({ id: `a-${index}`, due, responsible: personId(index) })),
);

describe('the people whom a card names', () => {
  it('are those of what it has room for, however much is due', () => {
    const items = many.activities.map(({ id }) => ({ ...noteMorning(aboutOf(id), due).items[0]! }));
    const ids = idsIn(lists, [many], { ...noteMorning(aboutOf('a-0'), due), items });
    expect(ids).toEqual(many.activities.slice(0, ids.length).map(({ responsible }) => responsible));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThanOrEqual(MOST_SHOWN);
  });

  it('are each there once, with who has done it and who has left', () => {
    const done = { by: personId(2), at: '2027-02-01T09:00:00.000Z' };
    const plan = planOf([{ id: 'a-1', due, responsible: personId(1), done, moved: done }]);
    const morning = { ...noteMorning(aboutOf('a-1'), due), left: [personId(3)] };
    expect(idsIn(lists, [plan], morning)).toEqual([personId(1), personId(2), personId(3)]);
  });
});

function aboutOf(activityId: string) {
  return { meetingId: MEETING, activityId, due };
}
