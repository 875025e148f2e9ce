import { joinWords } from '../../i18n';
import type { EvaluationResults } from '../../meetings/evaluation';
import { formatWhen } from '../../register/when';
import type { Period } from '../model';

/** Where nobody told which area, direction or funding it was. */
export const NOT_TOLD = 'Inte angivet';

const numbers = new Intl.NumberFormat('sv-SE');

/** "12 345", with a space that no line breaks at. */
export function number(value: number): string {
  return numbers.format(value);
}

/** "1 samarbete", "12 345 samarbeten". */
export function howMany(count: number, one: string, other: string): string {
  return `${number(count)}\u00a0${count === 1 ? one : other}`;
}

export function collaborations(count: number): string {
  return howMany(count, 'samarbete', 'samarbeten');
}

/** "Inget samarbete" or "3 samarbeten", to begin a sentence with. */
export function collaborationsFirst(count: number): string {
  return count === 0 ? 'Inget samarbete' : collaborations(count);
}

/** "Aarhus, Bergen och Åbo". */
export function list(words: readonly string[]): string {
  return joinWords('sv', words);
}

/** The year of an evaluated meeting; where it is not known any more, that of its place in the cycle. */
export function meetingYear({ meetingId, year }: EvaluatedMeeting): string {
  return year === undefined ? meetingId : String(year);
}

/** "vänortsmötet i Göteborg 2025". */
export function meetingText(meeting: EvaluatedMeeting): string {
  const where = meeting.place === undefined ? '' : ` i ${meeting.place}`;
  return `vänortsmötet${where} ${meetingYear(meeting)}`;
}

type EvaluatedMeeting = Pick<EvaluationResults, 'meetingId' | 'year' | 'place'>;

/** "2018–2025" where whole years are meant, or "16 november 2017–15 november 2025". */
export function periodText({ from, to }: Period): string {
  const wholeYears = from.endsWith('-01-01') && to.endsWith('-12-31');
  return wholeYears ? yearsText({ from, to }) : daysText({ from, to });
}

/** The years that a period touches: "2017–2026". */
export function yearsText({ from, to }: Period): string {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  return first === last ? first : `${first}–${last}`;
}

/** "3,5": a median may lie between two values. */
export function decimal(value: number): string {
  return numbers.format(value);
}

/** "14–15 november 2017". ISO days. */
export function daysText({ from, to }: Period): string {
  return formatWhen({ kind: 'span', from, to, precision: 'day' }, 'sv');
}
