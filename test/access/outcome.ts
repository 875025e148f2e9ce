import { textOf } from '../support/bot';
import type { PostedActivity } from '../support/fake-teams';
import type { Cell } from './table';

/** What came back and what was posted, anywhere, while somebody said or pressed something. */
export interface Heard {
  body: unknown;
  posted: readonly PostedActivity[];
}

export const GUEST = /^Appen är till för anställda i Göteborgs Stad\./;

/** Whatever the answer is to: the one sentence, and those of words that only some are to use. */
const REFUSALS = [
  /^Hittar inte (V-\d{4}-\d{4,}|det du söker), eller så saknar du behörighet\.$/,
  /^Det kan bara handläggare på stadsledningskontoret se\.$/,
  /^Listorna ändras av handläggare på stadsledningskontoret\./,
  /^Bara den som är medlem i stadsledningskontorets team, och inte gäst, kan välja kanal\.$/,
  /^Delegationen visas bara för presidiet och handläggare på stadsledningskontoret\.$/,
  /^Du är inte med i delegationen till vänortsmötet i Göteborg 2027\. Presidiet i kommunfullmäktige beslutar/,
  /^Planen för värdskapet är till för handläggare på stadsledningskontoret\.$/,
  /^Det är handläggare på stadsledningskontoret som frågar förvaltningar och bolag\./,
  /^Du kan inte svara för den förvaltningen eller det bolaget\./,
  /^Listor importeras av handläggare på stadsledningskontoret\./,
  /^Utvärderingen sköts av handläggare på stadsledningskontoret\. Vill du svara på den, skriv utvärdera\.$/,
  /^Kalenderfilen är till för presidiet, delegationen och handläggare på stadsledningskontoret\.$/,
  /^Lärdomar från vänortsmötena lämnas av presidiet och den som var med i delegationen\.$/,
];

/** They say only that the answer stands elsewhere. */
const POINTERS = ['Se nedan.', 'Vi fortsätter i din egen chatt med mig. Du hittar den under Chatt.'];

/** Which kind of answer it is; the texts themselves where it is none of those that are known. */
export function outcomeOf(heard: Heard, answer: RegExp, publicly?: RegExp): Cell | { answered: string[] } {
  const texts = [...textsOf(heard.body), ...heard.posted.flatMap(({ activity }) => textsOf(activity))];
  const whole = wholeOf(heard);
  const [only, ...more] = texts.filter(text => !POINTERS.includes(text));
  if (texts.length === 0) return 'silent';
  if (only !== undefined && more.length === 0) {
    if (GUEST.test(only)) return 'guest';
    if (REFUSALS.some(refusal => refusal.test(only))) return 'refused';
  }
  if (answer.test(whole)) return 'does';
  if (publicly?.test(whole)) return 'public';
  return { answered: texts };
}

/** All of it, buttons and what stands in inputs included. */
export function wholeOf({ body, posted }: Heard): string {
  return JSON.stringify([body, posted.map(({ activity }) => activity)]);
}

/** The texts of an answer in whichever form Teams takes it, or of a message; of a card all of it as one. */
function textsOf(answer: unknown): string[] {
  if (typeof answer === 'string') return answer === '' ? [] : [answer];
  if (Array.isArray(answer)) return answer.flatMap(textsOf);
  if (typeof answer !== 'object' || answer === null) return [];
  const { text, value, attachments, content, composeExtension, task, card, results } = answer as Record<
    string,
    unknown
  >;
  if (content) return [textOf(content)];
  if ((answer as { type?: string }).type === 'AdaptiveCard') return [textOf(answer)];
  if (results) return [textOf({ items: results })];
  return [text, value, attachments, composeExtension, task, card].flatMap(textsOf);
}
