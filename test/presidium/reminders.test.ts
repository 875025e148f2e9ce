import fc from 'fast-check';
import { DateTime } from 'luxon';
import { makeLists, type Changes } from '../../src/directory/lists';
import { cityDay } from '../../src/i18n/moments';
import { dueReminders, reminderDay } from '../../src/presidium/reminders';
import { isWorkday, morningOf, workdaysBetween } from '../../src/workdays';
import { aDelegate, aDelegation, cycleWith, DAYS, known, personId, record } from './support';

const ANSWER_BY = '2027-03-15';
const open = [aDelegate({ personId: personId(1) }), aDelegate({ personId: personId(2) })];

function listsWith(delegation: object, changes: Changes = {}) {
  return makeLists({
    ...known,
    delegations: [aDelegation({ answerBy: ANSWER_BY, ...delegation })],
    ...changes,
  });
}

/** At so many hours and minutes in Göteborg. */
function at(day: string, time = '09:00'): Date {
  return DateTime.fromISO(`${day}T${time}`, { zone: 'Europe/Stockholm' }).toJSDate();
}

function addDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

describe('the day of a reminder', () => {
  it.each([
    ['before the first', '2027-03-07', undefined],
    ['five working days before the last day', '2027-03-08', '2027-03-08'],
    ['the day after', '2027-03-09', '2027-03-08'],
    ['on the last day', '2027-03-15', '2027-03-15'],
    ['until the next one', '2027-03-21', '2027-03-15'],
    ['five working days after', '2027-03-22', '2027-03-22'],
    ['over Easter', '2027-03-30', '2027-03-22'],
    ['five working days later, without Easter', '2027-03-31', '2027-03-31'],
  ])('%s', (_when, today, day) => expect(reminderDay(ANSWER_BY, DAYS.from, today)).toBe(day));

  it.each([
    ['2027-03-14', '2027-03-12', '2027-03-12'],
    ['2027-03-14', '2027-03-08', '2027-03-08'],
    ['2027-03-27', '2027-03-25', '2027-03-25'],
  ])('of %s, no working day, on %s is %s', (answerBy, today, day) =>
    expect(reminderDay(answerBy, DAYS.from, today)).toBe(day),
  );
});

const days = fc.integer({ min: 0, max: 700 }).map(number => addDays('2026-11-23', number));
const answerBys = fc.integer({ min: 0, max: 400 }).map(number => addDays('2026-11-23', number));

describe('a reminder day, whatever the last day to answer', () => {
  it('is a working day that has come, and is no later than the end', () => {
    fc.assert(
      fc.property(answerBys, days, days, (answerBy, until, today) => {
        const day = reminderDay(answerBy, until, today);
        if (day === undefined) return;
        expect(isWorkday(day) && day <= today && day <= until).toBe(true);
      }),
    );
  });

  it('never goes back, and the next comes after five working days, but on the last day itself', () => {
    fc.assert(
      fc.property(answerBys, answerBy => {
        const all = Array.from({ length: 120 }, (_, index) => addDays(answerBy, index - 20));
        const seen = [...new Set(all.map(today => reminderDay(answerBy, '2030-01-01', today)))];
        const [none, ...sent] = seen as string[];
        expect(none).toBeUndefined();
        expect(sent).toEqual([...sent].sort());
        for (const [index, day] of sent.slice(2).entries())
          expect(workdaysBetween(sent[index + 1]!, day)).toBe(5);
        expect(workdaysBetween(sent[0]!, sent[1]!)).toBe(isWorkday(answerBy) ? 5 : 4);
      }),
      { numRuns: 20 },
    );
  });
});

describe('who is reminded at a moment', () => {
  it.each([
    ['at nine', '09:00', 2],
    ['a minute before', '08:59', 0],
    ['in the afternoon, when the bot was down', '16:59', 2],
    ['in the evening', '17:00', 0],
  ])('%s', (_when, time, number) =>
    expect(dueReminders(listsWith({ delegates: open }), at('2027-03-08', time))).toHaveLength(number),
  );

  it('says which meeting, which year, which day and whom', () =>
    expect(dueReminders(listsWith({ delegates: open }), at('2027-03-09'))[0]).toEqual({
      meetingId: '2027',
      year: 2027,
      date: '2027-03-08',
      personId: personId(1),
    }));

  it('leaves those out who said yes or no, and reminds who does not know yet', () => {
    const values = ['yes', 'no', 'unsure'] as const;
    const delegates = values.map((value, index) =>
      aDelegate({ personId: personId(index), answer: { value, at: '2027-01-01T00:00:00.000Z', by: 'x' } }),
    );
    const due = dueReminders(listsWith({ delegates }), at('2027-03-08'));
    expect(due.map(one => one.personId)).toEqual([personId(2)]);
  });

  it.each([
    ['no last day is set', listsWith({ delegates: open, answerBy: undefined }), '2027-03-15'],
    [
      'the meeting has been called off',
      listsWith({ delegates: open }, { cycle: [cycleWith('cancelled')] }),
      '2027-03-15',
    ],
    [
      'the meeting has been held',
      listsWith({ delegates: open }, { cycle: [cycleWith('held')] }),
      '2027-03-15',
    ],
    ['the meeting begins', listsWith({ delegates: open }), DAYS.from],
    ['there is no such meeting', listsWith({ id: '2026', delegates: open }), '2027-03-15'],
  ])('nobody when %s', (_why, lists, day) => expect(dueReminders(lists, at(day))).toEqual([]));

  it('until the year is over where no days are known', () => {
    const lists = listsWith({ delegates: open }, { meetings: [{ ...record, when: undefined }] });
    expect(dueReminders(lists, at('2027-12-30'))).toHaveLength(2);
  });

  it('whatever the moment, only those who have not answered, in working hours, before the meeting', () => {
    const minutes = fc.integer({ min: 0, max: 400 * 24 * 60 });
    fc.assert(
      fc.property(answerBys, minutes, (answerBy, minute) => {
        const now = new Date(Date.parse('2026-11-23T00:00:00.000Z') + minute * 60_000);
        const due = dueReminders(listsWith({ delegates: open, answerBy }), now);
        if (due.length === 0) return;
        const today = cityDay(now);
        const sinceMorning = now.getTime() - morningOf(today).getTime();
        expect(isWorkday(today) && today < DAYS.from).toBe(true);
        expect(sinceMorning).toBeGreaterThanOrEqual(0);
        expect(sinceMorning).toBeLessThan(8 * 3_600_000);
        expect(new Set(due.map(({ date }) => date)).size).toBe(1);
      }),
      { numRuns: 200 },
    );
  });
});
