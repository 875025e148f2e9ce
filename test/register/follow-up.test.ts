import {
  answerFollowUp,
  askedAtOnce,
  askFollowUp,
  canFollowUp,
  END,
  endFollowUp,
  MOST_TIMES,
  nextFollowUp,
  openFollowUp,
  periodFor,
} from '../../src/register/follow-up';
import type { Notification, Outcome } from '../../src/register/model';
import { edit, inform, withdraw, type Transition } from '../../src/register/transitions';
import { parseWhen, type When } from '../../src/register/when';
import { aContent, OFFICER, SENDER } from '../support/contents';

const went: Outcome = { happened: 'yes', result: 'Två nya partnerskolor' };

function when(text: string): When {
  const understood = parseWhen(text, '2026-11-23');
  if (!understood) throw new Error(`not understood: ${text}`);
  return understood;
}

/** Told at noon of a day. */
function toldOf(text: string, on: string, by: string | undefined = SENDER): Notification {
  return inform('V-2026-0042', aContent({ when: when(text) }), noon(on), by);
}

function imported(text: string, on: string): Notification {
  return inform('V-2026-0042', aContent({ when: when(text) }), noon(on));
}

function noon(day: string): string {
  return `${day}T11:00:00.000Z`;
}

function deedOn(day: string, by = SENDER) {
  return { by, at: noon(day) };
}

function after(transition: Transition): Notification {
  if (transition.kind === 'unchanged') throw new Error('nothing was changed');
  return transition.after;
}

/** What is due is asked on its day, or later. */
function asked(before: Notification, on = nextFollowUp(before)!.on, to: string[] = [SENDER]): Notification {
  return after(askFollowUp(before, { period: nextFollowUp(before)!.period, to, on }, noon(on)));
}

function moved(before: Notification, text: string, on = '2026-12-01'): Notification {
  return after(edit(before, { ...before.content, when: when(text) }, deedOn(on)));
}

function answered(before: Notification, on: string, outcome = went, period = periodFor(before, on)) {
  return after(answerFollowUp(before, { period, outcome, seen: '' }, deedOn(on)));
}

function ended(before: Notification, on: string, period = periodFor(before, on)): Notification {
  return after(endFollowUp(before, period, deedOn(on)));
}

describe('the first question comes', () => {
  it.each([
    ['the day after its only day', '15 september 2027', '2026-11-23', END, '2027-09-16'],
    ['the day after its last week', 'vecka 37 2027', '2026-11-23', END, '2027-09-20'],
    ['the day after its last month', 'mars–maj 2027', '2026-11-23', END, '2027-06-01'],
    ['the day after its last year', '2025–2027', '2026-11-23', END, '2028-01-01'],
    [
      'the day after, although it was told on its last day',
      '23 november 2026',
      '2026-11-23',
      END,
      '2026-11-24',
    ],
    ['at once when it was told the day after', '22 november 2026', '2026-11-23', END, '2026-11-23'],
    ['at once when it was told years after', 'vecka 37 2019', '2026-11-23', END, '2026-11-23'],
    ['a year after an ongoing one was told', 'löpande', '2026-11-23', '2027', '2027-11-23'],
    ['a year after it was told, not after it began', 'löpande från 2019', '2026-11-23', '2027', '2027-11-23'],
    ['not before an ongoing one has begun', 'löpande från 2028', '2026-11-23', '2028', '2028-11-23'],
    ['a year after a series was told', 'varje år', '2026-11-23', '2027', '2027-11-23'],
    ['on 28 February after a leap day', 'löpande', '2024-02-29', '2025', '2025-02-28'],
    ['the day after a series’ week of the year', 'varje år vecka 37', '2026-03-02', '2026', '2026-09-14'],
    ['next year when this year’s week was over', 'varje år vecka 37', '2026-11-23', '2027', '2027-09-20'],
    ['not before a series has begun', 'varje år vecka 37 från 2029', '2026-03-02', '2029', '2029-09-17'],
    ['after the winter that is not over', 'varje vinter', '2027-01-11', '2026', '2027-03-01'],
    ['after week 53, in a year that has one', 'varje år vecka 53', '2027-03-02', '2032', '2033-01-03'],
  ])('%s: %s told on %s', (_, text, told, period, on) => {
    expect(nextFollowUp(toldOf(text, told))).toEqual({ period, on });
  });

  it('is written down at once with one that is told afterwards', () => {
    const told = askedAtOnce(toldOf('vecka 37 2026', '2026-11-23'));
    expect(told.followUps).toEqual([{ period: END, asked: { times: 1, on: '2026-11-23', to: [SENDER] } }]);
    expect(nextFollowUp(told)).toEqual({ period: END, on: '2026-12-07' });
  });

  it.each([
    ['what is to come', toldOf('vecka 37 2027', '2026-11-23')],
    ['what ends today', toldOf('23 november 2026', '2026-11-23')],
    ['what goes on', toldOf('löpande från 2019', '2026-11-23')],
    ['what was imported', imported('vecka 37 2019', '2026-11-23')],
  ])('is not written down at once with %s', (_, told) => {
    expect(askedAtOnce(told)).toBe(told);
  });

  it('counts the day in Göteborg, where it is tomorrow already', () => {
    const content = aContent({ when: when('23 november 2026') });
    const late = inform('V-2026-0042', content, '2026-11-23T23:30:00.000Z', SENDER);
    expect(nextFollowUp(late)).toEqual({ period: END, on: '2026-11-24' });
    expect(askedAtOnce(late).followUps).toHaveLength(1);
  });
});

describe('what was imported', () => {
  it.each(['15 september 2019', 'vecka 37 2026', '2017–2019'])(
    'is never asked about after its end: %s',
    text => {
      expect(nextFollowUp(imported(text, '2026-11-23'))).toBeUndefined();
    },
  );

  it.each([
    ['löpande från 2019', '2027', '2027-11-23'],
    ['varje år vecka 37', '2027', '2027-09-20'],
    ['vecka 37 2027', END, '2027-09-20'],
  ])('is asked about when it goes on or is to come: %s', (text, period, on) => {
    expect(nextFollowUp(imported(text, '2026-11-23'))).toEqual({ period, on });
  });
});

describe('somebody who does not answer', () => {
  it('is reminded twice, with 14 days between, and then left in peace', () => {
    const first = asked(toldOf('vecka 37 2027', '2026-11-23'));
    expect(nextFollowUp(first)).toEqual({ period: END, on: '2027-10-04' });
    const second = asked(first);
    expect(nextFollowUp(second)).toEqual({ period: END, on: '2027-10-18' });
    const third = asked(second);
    expect(nextFollowUp(third)).toBeUndefined();
    expect(third.followUps).toMatchObject([{ asked: { times: MOST_TIMES, on: '2027-10-18' } }]);
  });

  it('has 14 days from the day on which the question came, however late', () => {
    const late = asked(toldOf('vecka 37 2027', '2026-11-23'), '2028-01-10');
    expect(nextFollowUp(late)).toEqual({ period: END, on: '2028-01-24' });
  });

  it('can answer all the same afterwards', () => {
    const silent = asked(asked(asked(toldOf('vecka 37 2027', '2026-11-23'))));
    expect(openFollowUp(silent)?.period).toBe(END);
    expect(answered(silent, '2029-01-01').followUps).toMatchObject([{ answer: { outcome: went } }]);
  });

  it('is asked again the next year about what goes on, and not about the year before', () => {
    let silent = toldOf('löpande', '2026-11-23');
    const asks: string[] = [];
    for (let times = 0; times < 6; times += 1) {
      const { period, on } = nextFollowUp(silent)!;
      asks.push(`${period} on ${on}`);
      silent = asked(silent);
    }
    expect(asks).toEqual([
      ...['2027 on 2027-11-23', '2027 on 2027-12-07', '2027 on 2027-12-21'],
      ...['2028 on 2028-11-23', '2028 on 2028-12-07', '2028 on 2028-12-21'],
    ]);
    expect(openFollowUp(silent)?.period).toBe('2028');
  });

  it('is not reminded where nobody could be asked: an officer sees to it', () => {
    const unasked = asked(toldOf('vecka 37 2027', '2026-11-23'), '2027-09-20', []);
    expect(nextFollowUp(unasked)).toBeUndefined();
    expect(openFollowUp(unasked)?.asked?.to).toEqual([]);
  });
});

describe('nobody is asked any more', () => {
  const open = asked(toldOf('vecka 37 2027', '2026-11-23'));
  const yearly = asked(toldOf('löpande', '2026-11-23'));

  it.each<[string, Notification]>([
    ['once it is answered', answered(open, '2027-09-21')],
    [
      'once it is answered without having been asked',
      answered(toldOf('vecka 37 2027', '2026-11-23'), '2027-09-20'),
    ],
    ['once it is no longer relevant', ended(open, '2027-09-21')],
    ['once one that goes on is no longer relevant', ended(yearly, '2027-11-24')],
    ['once the answer says that it ends', answered(yearly, '2027-11-24', { ...went, outlook: 'end' })],
    ['once it is withdrawn', after(withdraw(open, deedOn('2027-09-21')))],
    ['although an answered one is moved to later', moved(answered(open, '2027-09-21'), 'vecka 37 2030')],
    ['although one that is no longer relevant goes on', moved(ended(open, '2027-09-21'), 'löpande')],
  ])('%s', (_, notification) => {
    expect(nextFollowUp(notification)).toBeUndefined();
    expect(openFollowUp(notification)).toBeUndefined();
  });

  it.each(['continue', 'change', undefined] as const)(
    'but of what goes on after an answer with the outlook %s: the next year',
    outlook => {
      const told = answered(yearly, '2027-11-24', { ...went, outlook });
      expect(nextFollowUp(told)).toEqual({ period: '2028', on: '2028-11-23' });
    },
  );

  it('but of what is not to end after all, said by changing the answer', () => {
    const over = answered(yearly, '2027-11-24', { ...went, outlook: 'end' });
    const seen = over.followUps![0]!.answer!.at;
    const outcome: Outcome = { ...went, outlook: 'continue' };
    const changed = after(answerFollowUp(over, { period: '2027', outcome, seen }, deedOn('2027-12-01')));
    expect(nextFollowUp(changed)).toEqual({ period: '2028', on: '2028-11-23' });
  });

  it('about an earlier year that is said to be no longer relevant either', () => {
    const next = asked(asked(yearly, '2028-11-23'), '2028-11-24');
    expect(nextFollowUp(ended(next, '2028-12-01', '2027'))).toBeUndefined();
  });
});

describe('one whose time is changed after it was asked about', () => {
  const open = asked(toldOf('vecka 37 2027', '2026-11-23'), '2027-09-20');

  it('is asked about anew after its later end, and nobody is reminded until then', () => {
    const later = moved(open, 'vecka 40 2027');
    expect(openFollowUp(later)).toBeUndefined();
    expect(nextFollowUp(later)).toEqual({ period: END, on: '2027-10-11' });
    expect(asked(later).followUps).toEqual([
      { period: END, asked: { times: 1, on: '2027-10-11', to: [SENDER] } },
    ]);
  });

  it('is reminded of as before when it ended earlier', () => {
    const earlier = moved(open, 'vecka 36 2027');
    expect(nextFollowUp(earlier)).toEqual({ period: END, on: '2027-10-04' });
  });

  it('is asked about year by year when it goes on', () => {
    let ongoing = moved(open, 'löpande');
    expect(nextFollowUp(ongoing)).toEqual({ period: '2027', on: '2027-11-23' });
    ongoing = asked(ongoing);
    expect(openFollowUp(ongoing)).toMatchObject({ period: '2027', asked: { times: 1 } });
    expect(nextFollowUp(ongoing)).toEqual({ period: '2027', on: '2027-12-07' });
  });

  it('is asked about year by year when it goes on although its end was answered', () => {
    const ongoing = asked(moved(answered(open, '2027-09-21'), 'löpande'));
    expect(openFollowUp(ongoing)?.period).toBe('2027');
    expect(nextFollowUp(ongoing)).toEqual({ period: '2027', on: '2027-12-07' });
  });

  it('is asked about when it has ended instead of going on', () => {
    const yearly = asked(toldOf('löpande', '2026-11-23'));
    const over = moved(yearly, 'vecka 37 2027');
    expect(openFollowUp(over)).toBeUndefined();
    expect(nextFollowUp(over)).toEqual({ period: END, on: '2027-09-20' });
    expect(openFollowUp(asked(over, '2027-12-01'))?.period).toBe(END);
  });

  it('is asked about the next working day when its end is moved into the past', () => {
    const past = moved(toldOf('vecka 37 2027', '2026-11-23'), 'vecka 37 2026');
    expect(nextFollowUp(past)).toEqual({ period: END, on: '2026-11-23' });
  });

  it('can be answered in the card that came before', () => {
    const later = moved(open, 'vecka 40 2027');
    expect(answered(later, '2027-09-27', went, END).followUps).toMatchObject([{ answer: { outcome: went } }]);
  });
});

describe('asking', () => {
  const told = toldOf('vecka 37 2027', '2026-11-23');

  it.each<[string, Notification]>([
    ['answered', answered(asked(told), '2027-09-21')],
    ['ended', ended(asked(told), '2027-09-21')],
    ['withdrawn', after(withdraw(told, deedOn('2026-12-01')))],
    ['asked three times', asked(asked(asked(told)))],
  ])('changes nothing once it is %s', (_, before) => {
    const again = askFollowUp(before, { period: END, to: [SENDER], on: '2028-01-10' }, noon('2028-01-10'));
    expect(again).toEqual({ kind: 'unchanged' });
  });

  it('is a line in the history, by nobody', () => {
    expect(asked(told).history.at(-1)).toEqual({
      version: 2,
      at: noon('2027-09-20'),
      what: 'followUpAsked',
      text: END,
    });
  });
});

describe('an answer', () => {
  const open = asked(toldOf('vecka 37 2027', '2026-11-23'));
  const first = answered(open, '2027-09-21');
  const answer = (before: Notification, seen: string, outcome = went, on = '2027-09-22') =>
    answerFollowUp(before, { period: END, outcome, seen }, deedOn(on, OFFICER));

  it('is kept with who gave it and when, and how often it was asked', () => {
    expect(first.followUps).toEqual([
      {
        period: END,
        asked: { times: 1, on: '2027-09-20', to: [SENDER] },
        answer: { by: SENDER, at: noon('2027-09-21'), outcome: went },
      },
    ]);
    expect(first.history.at(-1)).toMatchObject({ what: 'followedUp', text: END, by: SENDER });
  });

  it('takes the place of the one that its form showed', () => {
    const changed = after(answer(first, noon('2027-09-21'), { happened: 'no' }));
    expect(changed.followUps).toMatchObject([{ answer: { by: OFFICER, outcome: { happened: 'no' } } }]);
  });

  it('does not take the place of a colleague’s that its form did not show', () => {
    expect(answer(first, '', { happened: 'no' })).toEqual({ kind: 'unchanged' });
  });

  it('that says the same changes nothing', () => {
    expect(answer(first, noon('2027-09-21'))).toEqual({ kind: 'unchanged' });
  });

  it('can be given after "no longer relevant"', () => {
    expect(answered(ended(open, '2027-09-21'), '2027-09-22', went, END).followUps?.[0]).not.toHaveProperty(
      'ended',
    );
  });

  it.each<[string, Notification, string, string]>([
    ['before its end', toldOf('vecka 37 2027', '2026-11-23'), END, '2027-09-19'],
    ['before it begins', toldOf('löpande från 2028', '2026-11-23'), '2027', '2027-09-19'],
    ['about another year', toldOf('löpande', '2026-11-23'), '2031', '2027-09-19'],
    ['about a year of what has an end', open, '2027', '2027-09-22'],
    ['once it is withdrawn', after(withdraw(open, deedOn('2027-09-21'))), END, '2027-09-22'],
  ])('is not taken %s, nor is "no longer relevant"', (_, before, period, on) => {
    expect(answerFollowUp(before, { period, outcome: went, seen: '' }, deedOn(on))).toEqual({
      kind: 'unchanged',
    });
    expect(endFollowUp(before, period, deedOn(on))).toEqual({ kind: 'unchanged' });
  });

  it('about the old year is taken on New Year’s Day: its form was opened the day before', () => {
    const ongoing = toldOf('löpande', '2026-11-23');
    expect(answered(ongoing, '2027-01-01', went, '2026').followUps).toMatchObject([{ period: '2026' }]);
  });

  it('without having been asked spares one that year’s question', () => {
    const told = answered(toldOf('löpande', '2026-11-23'), '2027-06-01');
    expect(nextFollowUp(told)).toEqual({ period: '2028', on: '2028-11-23' });
  });

  it.each([
    ['vecka 37 2027', '2027-09-19', false],
    ['vecka 37 2027', '2027-09-20', true],
    ['löpande från 2028', '2027-09-20', false],
    ['löpande från 2028', '2028-01-01', true],
    ['varje år vecka 37', '2026-11-23', true],
  ])('to %s can be given on %s: %s', (text, on, can) => {
    expect(canFollowUp(toldOf(text, '2026-11-23'), on)).toBe(can);
  });
});
