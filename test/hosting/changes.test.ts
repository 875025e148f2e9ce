import fc from 'fast-check';
import {
  add,
  adopt,
  assign,
  drop,
  finish,
  keepDates,
  moveWithMeeting,
  pastAt,
  rename,
  reopen,
  setDate,
} from '../../src/hosting/changes';
import { activityIn, MOST_ACTIVITIES, planSchema, progressOf, type Plan } from '../../src/hosting/model';
import { plusDays } from '../../src/register/when';

const BY = { by: 'robin', at: '2026-11-23T09:00:00.000Z' };
const LATER = { by: 'kim', at: '2026-12-01T09:00:00.000Z' };
const SPAN = { from: '2027-09-14', to: '2027-09-15' };
const plan = adopt('2027', SPAN, BY);
const one = (after: Plan, id = 'venue') => activityIn(after, id)!;

describe('the plan as it is proposed', () => {
  it('goes from 24 months before the meeting to 6 months after it', () => {
    const due = plan.activities.map(activity => activity.due).sort();
    expect([due[0], due.at(-1)]).toEqual(['2025-09-14', '2028-03-15']);
    expect(planSchema.parse(plan)).toEqual(plan);
  });

  it('counts what comes after from the last day', () => expect(one(plan, 'thanks').due).toBe('2027-09-29'));

  it('from the last of August falls on the last of February', () =>
    expect(one(adopt('2027', { from: '2027-08-31', to: '2027-08-31' }, BY), 'speakers').due).toBe(
      '2027-02-28',
    ));
});

describe('what is done', () => {
  it('says who said so first', () => {
    const twice = finish(finish(plan, 'venue', BY), 'venue', LATER);
    expect(one(twice).done).toEqual(BY);
  });

  it('can be taken back, and is then reminded of from that day on', () => {
    const back = reopen(finish(plan, 'venue', BY), 'venue', '2026-12-01');
    expect(one(back)).toEqual({ ...one(plan), since: '2026-12-01' });
  });

  it('counts, and what is not needed does not', () => {
    const after = drop(finish(plan, 'venue', BY), 'press', BY);
    expect(progressOf(after, '2026-11-23')).toEqual({
      done: 1,
      all: plan.activities.length - 1,
      overdue: plan.activities.filter(({ id, due }) => due < '2026-11-23' && id !== 'venue').length,
    });
  });

  it('leaves the others as they were', () => {
    const after = finish(plan, 'venue', BY);
    expect(after.activities.filter(({ id }) => id !== 'venue')).toEqual(
      plan.activities.filter(({ id }) => id !== 'venue'),
    );
  });
});

describe('a date of its own', () => {
  it('stays where it is when the meeting moves to the same days again', () => {
    const own = setDate(plan, 'venue', '2026-08-01', '2026-07-01', BY);
    expect(one(own)).toMatchObject({ due: '2026-08-01', since: '2026-07-01', moved: BY });
    expect(one(own).offset).toBeUndefined();
  });

  it('that is the same as before changes nothing', () =>
    expect(setDate(plan, 'venue', one(plan).due, '2026-07-01', BY)).toEqual(plan));
});

describe('a meeting that moves', () => {
  const moved = { from: '2027-11-09', to: '2027-11-10' };

  it('takes with it what is still to be done', () => {
    const before = finish(plan, 'budget', BY);
    const after = moveWithMeeting(before, moved, '2026-12-01', LATER);
    expect(one(after)).toMatchObject({ due: '2026-08-09', since: '2026-12-01' });
    expect(one(after, 'budget')).toEqual(one(before, 'budget'));
    expect([after.from, after.to]).toEqual([moved.from, moved.to]);
  });

  it('takes a date of its own with it by as many days', () => {
    const own = setDate(plan, 'venue', '2026-08-01', '2026-07-01', BY);
    expect(one(moveWithMeeting(own, moved, '2026-12-01', LATER)).due).toBe(plusDays('2026-08-01', 56));
  });

  it('leaves the dates where a coordinator says so, also when it moves once more', () => {
    const kept = keepDates(plan, moved);
    const dates = (of: Plan) => of.activities.map(({ due }) => due);
    expect(dates(kept)).toEqual(dates(plan));
    const again = moveWithMeeting(kept, { from: '2027-11-16', to: '2027-11-17' }, '2026-12-01', LATER);
    expect(dates(again)).toEqual(dates(plan).map(due => plusDays(due, 7)));
  });

  it('back and forth has every date that it had', () => {
    const day = fc.integer({ min: -700, max: 700 }).map(offset => plusDays('2027-09-14', offset));
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 6 }), stops => {
        const own = setDate(plan, 'venue', '2026-08-01', '2026-07-01', BY);
        const there = stops.reduce(
          (now, from) => moveWithMeeting(now, { from, to: plusDays(from, 1) }, '2026-12-01', LATER),
          own,
        );
        const back = moveWithMeeting(there, SPAN, '2026-12-02', LATER);
        expect(back.activities.map(({ due }) => due)).toEqual(own.activities.map(({ due }) => due));
      }),
    );
  });
});

describe('an activity of their own', () => {
  const own = { id: 'egen-1', title: 'Beställ blommor', due: '2027-09-01' };

  it('is there once, however often it is entered', () => {
    const once = add(plan, own)!;
    expect(add(once, own)).toBe(once);
    expect(once.activities.at(-1)).toEqual(own);
  });

  it('is refused when the plan is full', () => {
    const many = Array.from({ length: MOST_ACTIVITIES }, (_, index) => ({ ...own, id: `egen-${index}x` }));
    expect(add({ ...plan, activities: many }, own)).toBeUndefined();
  });

  it('can be named anew and given to somebody, and taken from them', () => {
    const after = assign(rename(plan, 'venue', 'Boka Börsen'), 'venue', 'kim');
    expect(one(after)).toMatchObject({ title: 'Boka Börsen', responsible: 'kim' });
    expect(assign(after, 'venue', undefined)).toEqual(rename(plan, 'venue', 'Boka Börsen'));
  });
});

it.each([
  ['2027-03-01T07:59:59Z', '2027-02-28'],
  ['2027-03-01T08:00:00Z', '2027-03-01'],
  // Summer time.
  ['2027-07-01T06:59:00Z', '2027-06-30'],
  ['2027-07-01T07:00:00Z', '2027-07-01'],
])('at %s the reminders up to %s are past', (now, day) => expect(pastAt(new Date(now))).toBe(day));
