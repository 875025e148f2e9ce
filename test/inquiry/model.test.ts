import fc from 'fast-check';
import { makeLists, seedLists } from '../../src/directory/lists';
import { unitById, type Unit } from '../../src/directory/units';
import {
  byStanding,
  close,
  isDeadline,
  outcomeDay,
  postpone,
  proposedDeadline,
  reminderDay,
  reply,
  replyOf,
  takeBack,
  unitsToAsk,
  type Changed,
  type Inquiry,
} from '../../src/inquiry/model';
import { plusDays } from '../../src/register/when';
import { isWorkday, workdaysBetween } from '../../src/workdays';
import { anInquiry } from './inquiries';

const TODAY = '2026-11-23';
const NOW = new Date('2026-11-24T10:00:00.000Z');
const AT = NOW.toISOString();
const KIM = 'kim';

const days = fc.integer({ min: 0, max: 1_000 }).map(count => plusDays('2026-01-01', count));

function after(changed: Changed): Inquiry {
  if (changed.kind !== 'changed') throw new Error(changed.why);
  return changed.after;
}

describe('whom one can ask', () => {
  const period = { from: '2019-01-01', to: '2025-12-31' };

  it('is every unit that the duty covers, and not the joint authorities', () => {
    const all = unitsToAsk(seedLists, period, TODAY);
    expect(all).toHaveLength(seedLists.units.filter(({ insideDuty }) => insideDuty).length);
    expect(all).not.toContain('rsg');
    expect(all).not.toContain('gr');
  });

  it.each<[string, Partial<Unit>, boolean]>([
    ['came after the period', { validFrom: '2026-01-01' }, false],
    ['began in the period', { validFrom: '2025-12-31' }, true],
    ['ended before the period', { validTo: '2018-12-31' }, false],
    ['ended, and nobody took over', { validTo: '2024-12-31' }, false],
    ['ends today', { validTo: TODAY }, true],
  ])('one that %s: %j', (_what, parts, isThere) => {
    const lists = makeLists({ units: [{ ...unitById(seedLists, 'kultur')!, ...parts }] });
    expect(unitsToAsk(lists, period, TODAY).includes('kultur')).toBe(isThere);
  });

  it('is whoever took over from one that has ended since, even if it did not exist then', () => {
    const lists = makeLists({
      units: [
        { ...unitById(seedLists, 'kultur')!, validTo: '2026-06-30', successor: 'idrott' },
        { ...unitById(seedLists, 'idrott')!, validFrom: '2026-07-01' },
      ],
    });
    const all = unitsToAsk(lists, period, TODAY);
    expect(all).toContain('idrott');
    expect(all).not.toContain('kultur');
  });
});

describe('the days', () => {
  it('to answer by is a working day, three weeks ahead or a little more', () => {
    fc.assert(
      fc.property(days, today => {
        const deadline = proposedDeadline(today);
        expect(isWorkday(deadline)).toBe(true);
        expect(deadline >= plusDays(today, 21)).toBe(true);
        expect(isDeadline(deadline, new Date(`${today}T10:00:00.000Z`))).toBe(true);
      }),
    );
  });

  it.each([
    ['a working day ahead', '2026-11-25', true],
    ['a Saturday', '2026-11-28', false],
    ['the same day', '2026-11-24', false],
    ['the past', '2026-11-20', false],
  ])('to answer by may be %s: %s', (_what, day, isOne) => expect(isDeadline(day, NOW)).toBe(isOne));

  it.each([
    ['three weeks', '2026-12-14', '2026-12-09'],
    ['four working days', '2026-11-27', '2026-11-24'],
    ['three working days', '2026-11-26', '2026-11-24'],
    ['two working days', '2026-11-25', '2026-11-24'],
    ['one working day', '2026-11-24', undefined],
  ])('with %s to answer, the reminder comes on its day', (_what, deadline, day) =>
    expect(reminderDay(anInquiry({ deadline }))).toBe(day),
  );

  it('of the reminder is a working day after the question and before the last day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (today, length) => {
        const at = `${today}T19:00:00.000Z`;
        const deadline = proposedDeadline(plusDays(today, length - 21));
        const day = reminderDay(anInquiry({ deadline, asked: { by: KIM, at } }));
        if (day === undefined) return;
        expect(isWorkday(day)).toBe(true);
        expect(day > today && day < deadline).toBe(true);
        expect(workdaysBetween(day, deadline)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('on which the outcome is told is the working day after the last day', () =>
    expect(outcomeDay(anInquiry({ deadline: '2026-12-04' }))).toBe('2026-12-07'));
});

describe('an answer', () => {
  const nothing = { unitId: 'kultur', kind: 'nothing', by: KIM, at: AT } as const;
  const open = anInquiry();

  it('counts once: the first', () => {
    const answered = after(reply(open, nothing));
    expect(replyOf(answered, 'kultur')).toEqual(nothing);
    expect(answered.version).toBe(open.version + 1);
    expect(reply(answered, { ...nothing, by: 'alex', kind: 'done' })).toEqual({
      kind: 'stays',
      why: 'first',
    });
    expect(reply(answered, { ...nothing, at: '2026-11-25T10:00:00.000Z' })).toEqual({
      kind: 'stays',
      why: 'same',
    });
  });

  it('can be taken back until the last day, by whoever has seen that very answer', () => {
    const answered = after(reply(open, nothing));
    expect(after(takeBack(answered, 'kultur', AT, NOW)).replies).toEqual([]);
    expect(takeBack(answered, 'kultur', '2026-11-23T10:00:00.000Z', NOW)).toMatchObject({ why: 'first' });
    expect(takeBack(open, 'kultur', AT, NOW)).toMatchObject({ why: 'same' });
    const late = new Date('2026-12-15T08:00:00.000Z');
    expect(takeBack(answered, 'kultur', AT, late)).toMatchObject({ why: 'late' });
  });

  it('still counts when it is late, and no more once the question is ended', () => {
    const ended = after(close(open, { by: KIM, at: AT }));
    expect(reply(ended, nothing)).toMatchObject({ why: 'late' });
    expect(close(ended, { by: KIM, at: AT })).toMatchObject({ why: 'same' });
  });

  it('leaves those of the others alone, in whichever order they come', () => {
    const units = open.units.map(({ unitId }) => unitId);
    const steps = fc.array(fc.tuple(fc.constantFrom(...units), fc.boolean()), { maxLength: 20 });
    fc.assert(
      fc.property(steps, said => {
        let inquiry = open;
        const expected = new Set<string>();
        for (const [unitId, isBack] of said) {
          const done = isBack ? takeBack(inquiry, unitId, AT, NOW) : reply(inquiry, { ...nothing, unitId });
          if (done.kind === 'changed') inquiry = done.after;
          if (isBack) expected.delete(unitId);
          else expected.add(unitId);
        }
        expect(new Set(inquiry.replies.map(({ unitId }) => unitId))).toEqual(expected);
        expect(inquiry.replies).toHaveLength(expected.size);
        const groups = byStanding(inquiry, new Set());
        expect(Object.values(groups).flat().sort()).toEqual([...units].sort());
        expect(groups.nothing).toHaveLength(expected.size);
      }),
    );
  });
});

describe('the last day', () => {
  const open = anInquiry({ deadline: '2026-12-14' });

  it.each([
    ['forward', '2026-12-14', '2026-12-18', 'changed'],
    ['to the same day', '2026-12-14', '2026-12-14', 'same'],
    ['back', '2026-12-14', '2026-12-11', 'late'],
    ['from another day than it is', '2026-12-11', '2026-12-18', 'first'],
  ])('moved %s', (_what, seen, day, expected) => {
    const done = postpone(open, seen, day);
    expect(done.kind === 'changed' ? done.kind : done.why).toBe(expected);
    if (done.kind === 'changed') expect(done.after).toMatchObject({ deadline: day, pending: 'cards' });
  });

  it('keeps in mind that the cards themselves are still to be entered', () => {
    const entering = anInquiry({ pending: 'asks' });
    expect(after(postpone(entering, entering.deadline, '2026-12-18')).pending).toBe('asks');
    expect(after(close(entering, { by: KIM, at: AT })).pending).toBe('asks');
  });
});

it('a unit that has told of something is not silent', () => {
  const open = anInquiry();
  expect(byStanding(open, new Set(['kultur', 'slk']))).toEqual({
    silent: ['grundskola', 'idrott'],
    told: ['kultur'],
    done: [],
    nothing: [],
  });
});
