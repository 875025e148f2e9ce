import fc from 'fast-check';
import { makeLists } from '../../src/directory/lists';
import { adopt, finish, setDate } from '../../src/hosting/changes';
import { isOpen, type Plan } from '../../src/hosting/model';
import { comingReminders, nextMorningDay } from '../../src/hosting/preview';
import { dueItems, type SeenTo } from '../../src/hosting/reminders';
import { seedCycle } from '../../src/meetings/known';
import { plusDays } from '../../src/register/when';
import { addWorkdays } from '../../src/workdays';

/** Known long before anything in it was due. */
const KNOWN = [{ meetingId: '2027', from: '2020-01-01' }];

const BY = { by: 'robin', at: '2026-11-23T09:00:00.000Z' };
const anchor = {
  year: 2027,
  host: 'goteborg',
  turn: 'goteborg',
  status: 'planned',
  then: 'keepOrder',
} as const;
const lists = makeLists({
  cycle: [{ ...seedCycle, answer: 'known', anchors: [...seedCycle.anchors, anchor] }],
});
const plan = adopt('2027', { from: '2027-09-14', to: '2027-09-15' }, BY);

const told = (plans: readonly Plan[], today: string, until: string, seen: SeenTo) =>
  comingReminders(plans, lists, { today, until, seen }).map(({ day, activityId }) => `${day} ${activityId}`);

it.each([
  ['2026-11-23', undefined, '2026-11-23'],
  ['2026-11-23', '2026-11-20', '2026-11-23'],
  ['2026-11-23', '2026-11-23', '2026-11-24'],
  ['2027-06-24', '2027-06-24', '2027-06-28'],
])('on %s, with %s seen to, the next morning is %s', (today, through, next) =>
  expect(nextMorningDay(today, through)).toBe(next),
);

it('of what is overdue only the next one is told, since it comes back every week', () => {
  const seen = { through: '2027-09-07', plans: KNOWN };
  const coming = comingReminders([plan], lists, { today: '2027-09-07', until: '2027-12-31', seen });
  const venue = coming.filter(({ activityId }) => activityId === 'venue');
  expect(venue).toMatchObject([{ day: '2027-09-10', weekly: true }]);
});

it('a plan that was adopted late begins with all that should have come', () => {
  const coming = comingReminders([plan], lists, {
    today: '2026-11-23',
    until: '2027-11-23',
    seen: { through: '2026-11-23', plans: [] },
  });
  const first = coming.filter(({ day }) => day === '2026-11-24').map(({ activityId }) => activityId);
  expect(first).toEqual(plan.activities.filter(({ due }) => due <= '2026-12-24').map(({ id }) => id));
});

it('nothing is told beyond the last day, nor of what is done', () => {
  const done = plan.activities.reduce((now, { id }) => (id === 'press' ? now : finish(now, id, BY)), plan);
  expect(told([done], '2027-07-01', '2027-08-10', { through: '2027-07-01', plans: KNOWN })).toEqual([
    '2027-07-15 press',
    '2027-08-06 press',
  ]);
});

/** Morning after morning with everything done on its date, as the preview hopes. */
function asTheyCome(start: Plan, today: string, mornings: number, before: SeenTo): string[] {
  let now = start;
  let seen = before;
  const found: string[] = [];
  let day = nextMorningDay(today, seen.through);
  for (let morning = 0; morning < mornings; morning += 1, day = addWorkdays(day, 1)) {
    for (const { activityId, due } of dueItems(now, lists, day, seen)) {
      found.push(`${day} ${activityId}`);
      // Told once after its date, or on it: done by then.
      if (addWorkdays(day, 1) > due) now = finish(now, activityId, BY);
    }
    seen = { through: day, plans: KNOWN };
  }
  return found;
}

it('what is told is what comes', () => {
  const today = fc.integer({ min: 0, max: 1_000 }).map(days => plusDays('2025-11-03', days));
  fc.assert(
    fc.property(today, fc.integer({ min: -300, max: 300 }), fc.boolean(), (day, shift, isKnown) => {
      const due = plusDays(day, shift);
      const one = {
        ...plan,
        activities: [{ id: 'one', due }, ...plan.activities.filter(isOpen).slice(0, 4)],
      };
      const own = shift % 3 === 0 ? setDate(one, 'venue', due, day, BY) : one;
      const seen: SeenTo = { through: day, plans: isKnown ? KNOWN : [] };
      const mornings = 120;
      const until = addWorkdays(nextMorningDay(day, day), mornings - 1);
      expect(told([own], day, until, seen).sort()).toEqual(asTheyCome(own, day, mornings, seen).sort());
    }),
    { numRuns: 60 },
  );
});
