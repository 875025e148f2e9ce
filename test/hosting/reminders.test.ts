import fc from 'fast-check';
import { adopt, finish, setDate } from '../../src/hosting/changes';
import type { Plan } from '../../src/hosting/model';
import { dueItems, isTold, lastReminder, nextReminder, type SeenTo } from '../../src/hosting/reminders';
import { makeLists } from '../../src/directory/lists';
import { seedCycle } from '../../src/meetings/known';
import { plusDays } from '../../src/register/when';
import { addWorkdays, isWorkday, workdayOnOrBefore } from '../../src/workdays';

/** Known long before anything in it was due. */
const KNOWN = [{ meetingId: '2027', from: '2020-01-01' }];

const BY = { by: 'robin', at: '2026-11-23T09:00:00.000Z' };
const lists = listsWith('planned');

function listsWith(status: 'planned' | 'cancelled', host = 'goteborg') {
  const anchor = { year: 2027, host, turn: host, status, then: 'keepOrder' } as const;
  return makeLists({ cycle: [{ ...seedCycle, answer: 'known', anchors: [...seedCycle.anchors, anchor] }] });
}

function planOf(due: string, more: Partial<Plan['activities'][number]> = {}): Plan {
  const activities = [{ id: 'one', due, ...more }];
  return { meetingId: '2027', from: '2027-05-01', to: '2027-05-01', adopted: BY, activities };
}

/** Written the long way: every day that the rule names, far on both sides. */
function remindersOf(due: string): string[] {
  const days = [-30, -7, 0, ...Array.from({ length: 60 }, (_, index) => 7 * (index + 1))];
  return days.map(offset => workdayOnOrBefore(plusDays(due, offset)));
}

const days = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2036-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10));

describe('an activity is reminded of', () => {
  it.each([
    [
      '30 and 7 days before, on the day and every week after',
      '2027-03-31',
      ['2027-03-01', '2027-03-24', '2027-03-31', '2027-04-07', '2027-04-14'],
    ],
    [
      'on the working day before midsummer’s eve',
      '2027-06-25',
      ['2027-05-26', '2027-06-18', '2027-06-24', '2027-07-02'],
    ],
    [
      'on the working day before Christmas eve and new year’s eve',
      '2027-12-24',
      ['2027-11-24', '2027-12-17', '2027-12-23', '2027-12-30', '2028-01-07'],
    ],
    ['from a leap day on', '2028-02-29', ['2028-01-28', '2028-02-22', '2028-02-29', '2028-03-07']],
    [
      'over the beginning of summer time',
      '2027-03-28',
      ['2027-02-26', '2027-03-19', '2027-03-25', '2027-04-02'],
    ],
    ['over the end of summer time', '2027-10-31', ['2027-10-01', '2027-10-22', '2027-10-29', '2027-11-05']],
    ['over New Year', '2027-01-01', ['2026-12-02', '2026-12-23', '2026-12-30', '2027-01-08']],
  ])('%s', (_when, due, expected) => {
    const found = [lastReminder(due, expected[0]!)!];
    while (found.length < expected.length) found.push(nextReminder(due, found.at(-1)!));
    expect(found).toEqual(expected);
    expect(lastReminder(due, plusDays(expected[0]!, -1))).toBeUndefined();
  });

  it('on the days that the rule names, and on working days only', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 400 }), (due, offset) => {
        const day = plusDays(due, offset);
        const all = remindersOf(due);
        expect(lastReminder(due, day)).toBe(all.filter(reminder => reminder <= day).at(-1));
        expect(nextReminder(due, day)).toBe(all.find(reminder => reminder > day));
        expect(isWorkday(nextReminder(due, day))).toBe(true);
      }),
    );
  });

  it.each([
    ['2027-03-15', false],
    ['2027-04-13', false],
    ['2027-04-14', true],
    ['2027-05-12', true],
  ])('and on %s the person responsible is told too: %s', (day, is) =>
    expect(isTold('2027-03-31', day)).toBe(is),
  );
});

/** One working morning after the other; returns on which days the activity was reminded of. */
function mornings(
  plan: Plan,
  from: string,
  count: number,
  isDown: (day: string) => boolean = () => false,
): string[] {
  let seen: SeenTo = { plans: [] };
  const found: string[] = [];
  let day = workdayOnOrBefore(from);
  for (let morning = 0; morning < count; morning += 1, day = addWorkdays(day, 1)) {
    if (isDown(day)) continue;
    if (dueItems(plan, lists, day, seen).length > 0) found.push(day);
    seen = { through: day, plans: KNOWN };
  }
  return found;
}

describe('morning after morning', () => {
  it('each reminder comes once, on its day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 31, max: 90 }), (due, ahead) => {
        const start = workdayOnOrBefore(plusDays(due, -ahead));
        const end = addWorkdays(start, 119);
        expect(mornings(planOf(due), start, 120)).toEqual(
          remindersOf(due).filter(day => day >= start && day <= end),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('what downtime kept back comes on the first morning after it, once', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        (due, after, length) => {
          const start = workdayOnOrBefore(plusDays(due, -45));
          const down = addWorkdays(start, after);
          const up = addWorkdays(down, length);
          const isDown = (day: string) => day > down && day < up;
          const end = addWorkdays(start, 119);
          const expected = remindersOf(due)
            .filter(day => day >= start && day <= end)
            .map(day => (isDown(day) ? up : day));
          expect(mornings(planOf(due), start, 120, isDown)).toEqual([...new Set(expected)]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a plan that is adopted late', () => {
  const plan = adopt('2027', { from: '2027-05-01', to: '2027-05-01' }, BY);

  it('is reminded of on one morning, all that should have come', () => {
    const first = dueItems(plan, lists, '2026-11-24', { through: '2026-11-23', plans: [] });
    const overdue = plan.activities.filter(({ due }) => due < '2026-11-24').map(({ id }) => id);
    expect(first.map(({ activityId }) => activityId)).toEqual(overdue);
    expect(overdue.length).toBeGreaterThan(plan.activities.length / 3);
  });

  it('is reminded of again on one card a week later, not on the weekday of each', () => {
    const first = '2026-11-24';
    const overdue = plan.activities.filter(({ due }) => due < first).map(({ id }) => id);
    const told: string[][] = [];
    let day = first;
    let seen: SeenTo = { through: '2026-11-23', plans: [] };
    for (; day < '2026-12-23'; day = addWorkdays(day, 1)) {
      const items = dueItems(plan, lists, day, seen).filter(({ activityId }) => overdue.includes(activityId));
      if (items.length > 0) told.push([day, ...items.map(({ activityId }) => activityId)]);
      seen = { through: day, plans: [{ meetingId: '2027', from: first }] };
    }
    const days = ['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22'];
    expect(told).toEqual(days.map(one => [one, ...overdue]));
  });

  it('is reminded of what comes later on its own days', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: -40, max: 200 }),
        (first, ahead, at) => {
          const from = workdayOnOrBefore(first);
          const [due, day] = [plusDays(from, ahead), plusDays(from, at)];
          expect(lastReminder(due, day, from)).toBe(lastReminder(due, day));
          expect(nextReminder(due, day, from)).toBe(nextReminder(due, day));
        },
      ),
    );
  });
});

describe('nothing is reminded of', () => {
  const seen: SeenTo = { through: '2027-03-31', plans: KNOWN };

  it.each<[string, Plan, ReturnType<typeof listsWith>]>([
    ['when it is done', finish(planOf('2027-04-07'), 'one', BY), lists],
    ['when it is not needed', planOf('2027-04-07', { dropped: BY }), lists],
    ['when the meeting is cancelled', planOf('2027-04-07'), listsWith('cancelled')],
    ['when another city hosts', planOf('2027-04-07'), listsWith('planned', 'bergen')],
  ])('%s', (_why, plan, known) => {
    expect(dueItems(planOf('2027-04-07'), lists, '2027-04-07', seen)).toHaveLength(1);
    expect(dueItems(plan, known, '2027-04-07', seen)).toEqual([]);
  });

  it('of what fell before the day on which somebody set the date', () => {
    const plan = setDate(planOf('2027-03-01'), 'one', '2027-04-20', '2027-03-31', BY);
    // 30 days before was 19 March, which was over when the date was set.
    expect(dueItems(plan, lists, '2027-04-01', seen)).toEqual([]);
    expect(dueItems(plan, lists, '2027-04-13', seen).map(({ scheduled }) => scheduled)).toEqual([
      '2027-04-13',
    ]);
  });
});
