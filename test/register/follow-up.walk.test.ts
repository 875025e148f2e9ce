import fc from 'fast-check';
import {
  answerFollowUp,
  askedAtOnce,
  askFollowUp,
  END,
  endFollowUp,
  MOST_TIMES,
  nextFollowUp,
  openFollowUp,
  periodFor,
} from '../../src/register/follow-up';
import type { Notification, Outcome } from '../../src/register/model';
import { edit, handOver, inform, withdraw } from '../../src/register/transitions';
import { daysBetween, endOf, plusDays, type When } from '../../src/register/when';
import { aContent, OFFICER, SENDER, whens } from '../support/contents';

function noon(day: string): string {
  return `${day}T11:00:00.000Z`;
}

function deedOn(day: string) {
  return { by: SENDER, at: noon(day) };
}

// One is walked through day by day; somebody does something on some of them.

type Deed = 'answer' | 'answerEnd' | 'end' | 'withdraw' | 'handOver' | 'move';
interface Step {
  /** Days after the one before. */
  days: number;
  does: Deed;
  when: When;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    days: fc.integer({ min: 0, max: 400 }),
    does: fc.constantFrom<Deed>('answer', 'answerEnd', 'end', 'withdraw', 'handOver', 'move', 'move', 'move'),
    when: whens,
  }),
  { maxLength: 8 },
);
/** Five years. */
const BEGUN = '2026-11-23';
const DAYS = Array.from({ length: 5 * 365 }, (_, index) => plusDays(BEGUN, index));
const LAST_DAY = DAYS.at(-1)!;

interface Question {
  period: string;
  on: string;
  /** Its time has been changed since it was told or changed last. */
  edits: number;
}

interface Walk {
  questions: Question[];
  last: Notification;
  faults: string[];
}

/** Every day is a working day, or only every `pace`-th. */
function walk(first: When, deeds: readonly Step[], { by, pace }: { by?: string; pace: number }): Walk {
  const told = inform('V-2026-0042', aContent({ when: first }), noon(BEGUN), by);
  let now = askedAtOnce(told);
  const questions: Question[] = [];
  const faults: string[] = [];
  const left = dated(deeds);
  let edits = 0;
  const note = () => {
    const { period, asked: made } = now.followUps!.at(-1)!;
    questions.push({ period, on: made!.on, edits });
  };
  if (now.followUps) note();
  let due = nextFollowUp(now);
  for (const [index, day] of DAYS.entries()) {
    for (const { does, when: to } of left.get(day) ?? []) {
      const before = now;
      now = done(now, does, to, day);
      if (does === 'move' && now !== before) edits += 1;
      due = nextFollowUp(now);
    }
    if (index % pace !== 0 || !due || due.on > day) continue;
    const transition = askFollowUp(now, { period: due.period, to: [SENDER], on: day }, noon(day));
    if (transition.kind === 'unchanged') {
      faults.push(`due on ${due.on} but not asked on ${day}`);
      break;
    }
    if (hasEnded(now)) faults.push(`asked on ${day} although it was over with`);
    now = transition.after;
    note();
    const open = openFollowUp(now);
    if (open?.period !== due.period || open.asked?.on !== day) faults.push(`asked on ${day} but not open`);
    due = nextFollowUp(now);
    if (due && due.on <= day) faults.push(`asked on ${day} and due again on ${due.on}`);
  }
  return { questions, last: now, faults };
}

function dated(deeds: readonly Step[]): Map<string, Step[]> {
  const byDay = new Map<string, Step[]>();
  let day = BEGUN;
  for (const step of deeds) {
    day = plusDays(day, step.days);
    byDay.set(day, [...(byDay.get(day) ?? []), step]);
  }
  return byDay;
}

function done(before: Notification, does: Deed, to: When, day: string): Notification {
  const period = periodFor(before, day);
  const seen = before.followUps?.find(one => one.period === period)?.answer?.at ?? '';
  const outcome: Outcome = does === 'answerEnd' ? { happened: 'yes', outlook: 'end' } : { happened: 'yes' };
  const transition = {
    answer: () => answerFollowUp(before, { period, outcome, seen }, deedOn(day)),
    answerEnd: () => answerFollowUp(before, { period, outcome, seen }, deedOn(day)),
    end: () => endFollowUp(before, period, deedOn(day)),
    withdraw: () => withdraw(before, deedOn(day)),
    handOver: () => handOver(before, OFFICER, deedOn(day)),
    move: () => edit(before, { ...before.content, when: to }, deedOn(day)),
  }[does]();
  return transition.kind === 'changed' ? transition.after : before;
}

function hasEnded({ withdrawn, followUps = [], content }: Notification): boolean {
  const answeredEnd = followUps.some(({ period, answer }) => period === END && answer);
  return (
    withdrawn !== undefined ||
    followUps.some(one => one.ended !== undefined) ||
    (content.when.kind === 'span' && answeredEnd)
  );
}

describe('walked through day by day, whatever people do', () => {
  const senders = fc.constantFrom(SENDER, undefined);
  const paces = fc.constantFrom(1, 1, 3, 11);

  it('what is due is asked and then open, once, and never when it is over with', () => {
    fc.assert(
      fc.property(whens, steps, senders, paces, (first, deeds, by, pace) => {
        expect(walk(first, deeds, { by, pace }).faults).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('a period is asked about three times at most, anew when its time is changed, with 14 days between', () => {
    fc.assert(
      fc.property(whens, steps, senders, paces, (first, deeds, by, pace) => {
        const { questions } = walk(first, deeds, { by, pace });
        for (const [index, { period, on, edits }] of questions.entries()) {
          const earlier = questions.slice(0, index).filter(one => one.period === period);
          expect(earlier.filter(one => one.edits === edits).length).toBeLessThan(MOST_TIMES);
          for (const one of earlier) expect(daysBetween(one.on, on)).toBeGreaterThanOrEqual(14);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('what is over and has a sender has been asked about, answered or ended', () => {
    const moves = steps.map(all => all.filter(({ does }) => does === 'move' || does === 'handOver'));
    fc.assert(
      fc.property(whens, moves, paces, (first, deeds, pace) => {
        const { last } = walk(first, deeds, { by: SENDER, pace });
        // As late as it may be asked, and that its time was changed last.
        const by = plusDays(LAST_DAY, -14 - pace);
        const changed = last.history
          .filter(({ what }) => what !== 'followUpAsked')
          .at(-1)!
          .at.slice(0, 10);
        const { when: present } = last.content;
        const end = endOf(present);
        const isAsked = (about: (period: string) => boolean) =>
          last.followUps?.some(({ period, asked: made }) => about(period) && made) ?? false;
        if (end !== undefined && end < by && changed < by)
          expect(isAsked(period => period === END)).toBe(true);
        if (end === undefined && (present.from ?? BEGUN) <= BEGUN && daysBetween(changed, by) > 2 * 366)
          expect(isAsked(period => period !== END)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
