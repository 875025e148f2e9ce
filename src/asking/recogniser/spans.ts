import { fold } from '../../i18n/fold';
import type { Word } from './words';

/** How far ahead or back people count in words. */
const LONGEST_SPAN = 20;

const SWEDISH =
  'ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo';
const ENGLISH =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty';
const swedishNumbers = SWEDISH.split(' ');
const englishNumbers = ENGLISH.split(' ');

/** A number of years or of meetings from now, with the ways to write it, parted by commas. */
export interface Span {
  unit: 'years' | 'later';
  /** Negative for the past. */
  count: number;
  phrases: string;
}

/** "Om fem år", "in five meetings", "5 years ago", with every number up to twenty. */
export function writtenSpans(): Span[] {
  return Array.from({ length: LONGEST_SPAN }, (_, at) => at + 1).flatMap(count => {
    const swedish = [String(count), swedishNumbers[count - 1]!];
    const english = [String(count), englishNumbers[count - 1]!];
    const ahead = (meets: string, times: string) => [
      ...swedish.map(number => `om ${number} ${meets}`),
      ...english.flatMap(number => [`in ${number} ${times}`, `in ${number} ${times} time`]),
      ...english.map(number => `${number} ${times} from now`),
    ];
    const years = [...ahead('år', 'years'), ...ahead('års tid', 'year')];
    const yearsBack = [
      ...swedish.flatMap(number => [`för ${number} år sedan`, `för ${number} år sen`]),
      ...english.map(number => `${number} years ago`),
    ];
    // "Five years ahead" may be all of them, but "two meetings ahead" is one.
    const meetings = [
      ...ahead('möten', 'meetings'),
      ...ahead('möte', 'meeting'),
      ...swedish.flatMap(number => [`${number} möten fram`, `${number} möten framåt`]),
      ...english.map(number => `${number} meetings ahead`),
    ];
    return [
      { unit: 'years', count, phrases: years.join(',') },
      { unit: 'years', count: -count, phrases: yearsBack.join(',') },
      { unit: 'later', count, phrases: meetings.join(',') },
    ] satisfies Span[];
  });
}

const LEADS = new Set('om in inom within efter after'.split(' '));
const UNITS = new Set('ar ars aren year years yrs moten motena meeting meetings ganger'.split(' '));
const NUMBERS = new Set([
  ...swedishNumbers.slice(1).map(fold),
  ...englishNumbers.slice(1),
  ...'tredje fjarde femte sjatte third fourth fifth sixth'.split(' '),
  ...'trettio fyrtio femtio sextio hundra thirty forty fifty sixty hundred'.split(' '),
]);
/** What stands for a number only after an "in": "in a few years", but "are there some meetings". */
const VAGUE = new Set(
  'ett en one a par couple few nagra nagot any manga fler flera some several many good of eller or ungefar about'.split(
    ' ',
  ),
);
/** "The two next meetings". */
const COMING = new Set('nasta kommande narmaste next coming following'.split(' '));
const LONGEST_COUNT = 4;

/**
 * Whether these words begin a number of years or meetings: "om några år", "in 25 years". Where it was not understood, the
 * meeting it means is not the next one.
 */
export function isCounted(words: readonly Word[]): boolean {
  const [first, ...rest] = words.map(({ word }) => word);
  const isLed = LEADS.has(first ?? '');
  const counted = isLed ? rest : [first ?? '', ...rest];
  const end = counted.findIndex(
    (word, at) => !isNumber(word) && !(isLed && VAGUE.has(word)) && !(at > 0 && COMING.has(word)),
  );
  return end > 0 && end <= LONGEST_COUNT && UNITS.has(counted[end]!);
}

function isNumber(word: string): boolean {
  return NUMBERS.has(word) || (/^\d{1,3}$/.test(word) && word !== '1');
}
