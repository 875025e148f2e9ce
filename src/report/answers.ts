import type { FollowUp, Outcome } from '../register/model';

/** An answer to "how did it go?" that a report takes up; `year` where it is about one year. */
export interface Answered {
  year?: number;
  outcome: Outcome;
}

/** The answers about the whole, or about one of the years, in the order in which they were asked. */
export function answersAbout(followUps: readonly FollowUp[], years: readonly number[]): Answered[] {
  return followUps.flatMap(({ period, answer }) => {
    if (!answer) return [];
    if (period === 'end') return [{ outcome: answer.outcome }];
    const year = Number(period);
    return years.includes(year) ? [{ year, outcome: answer.outcome }] : [];
  });
}

/** Whether it says what came out, what was learned or what will be used. */
export function tellsResults({ result, learned, willUse }: Outcome): boolean {
  return [result, learned, willUse].some(text => text !== undefined && text.trim() !== '');
}
