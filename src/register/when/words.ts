import type { Token } from './tokens';

const spring = { is: 'parts', parts: { season: 'spring' } } satisfies Token;
const summer = { is: 'parts', parts: { season: 'summer' } } satisfies Token;
const autumn = { is: 'parts', parts: { season: 'autumn' } } satisfies Token;
const winter = { is: 'parts', parts: { season: 'winter' } } satisfies Token;
const springTerm = { is: 'parts', parts: { season: 'springTerm' } } satisfies Token;
const autumnTerm = { is: 'parts', parts: { season: 'autumnTerm' } } satisfies Token;
const last = { is: 'shift', by: -1 } satisfies Token;

/** Words that add nothing to when. */
const IGNORED =
  'under i den det pa av ca cirka omkring kring runt prel preliminart in during on at the of around about approx circa';

/** One line per month: Swedish, English, abbreviations. */
const MONTHS = [
  'januari january jan',
  'februari february feb febr',
  'mars march mar',
  'april apr',
  'maj may',
  'juni june jun',
  'juli july jul',
  'augusti august aug',
  'september sept sep',
  'oktober october okt oct',
  'november nov',
  'december dec',
];

/** One line per day, Monday first as in the ISO week. */
const WEEKDAYS = [
  'mandag mandagen man monday mon',
  'tisdag tisdagen tis tuesday tue tues',
  'onsdag onsdagen ons wednesday wed',
  'torsdag torsdagen tors tor thursday thu thurs',
  'fredag fredagen fre friday fri',
  'lordag lordagen lor saturday sat',
  'sondag sondagen son sunday sun',
];

const MEANINGS: readonly (readonly [words: string, tokens: readonly Token[]])[] = [
  [IGNORED, []],
  ['var varen spring', [spring]],
  ['sommar sommaren summer', [summer]],
  ['host hosten autumn fall', [autumn]],
  ['vinter vintern winter', [winter]],
  ['vt vartermin varterminen', [springTerm]],
  ['ht hosttermin hostterminen', [autumnTerm]],
  ['varas', [last, spring]],
  ['somras', [last, summer]],
  ['hostas', [last, autumn]],
  ['vintras', [last, winter]],
  ['idag today', [{ is: 'day', offset: 0 }]],
  ['imorgon tomorrow', [{ is: 'day', offset: 1 }]],
  ['iovermorgon', [{ is: 'day', offset: 2 }]],
  ['igar yesterday', [{ is: 'day', offset: -1 }]],
  ['iforrgar', [{ is: 'day', offset: -2 }]],
  ['forra foregaende last previous', [last]],
  ['denna denne detta har innevarande this current', [{ is: 'shift', by: 0 }]],
  ['nasta kommande next coming', [{ is: 'shift', by: 1 }]],
  ['v vecka veckan veckor veckorna w wk week weeks', [{ is: 'unit', unit: 'week' }]],
  ['manad manaden month', [{ is: 'unit', unit: 'month' }]],
  ['ar aret year', [{ is: 'unit', unit: 'year' }]],
  ['till to until through', [{ is: 'to' }]],
  ['och and', [{ is: 'and' }]],
  ['mellan between', [{ is: 'between' }]],
  ['fran', [{ is: 'from' }]],
  ['sedan since', [{ is: 'since' }]],
  [
    'lopande fortlopande pagaende pagar kontinuerlig kontinuerligt ongoing continuous continuously',
    [{ is: 'ongoing' }],
  ],
  ['varje every each', [{ is: 'every' }]],
  ['arlig arligt arligen yearly annual annually', [{ is: 'every' }, { is: 'unit', unit: 'year' }]],
];

/** What each known word says about when. Keys are lower case without accents, as `fold` leaves them. */
export const WORDS: ReadonlyMap<string, readonly Token[]> = new Map(
  [
    ...MEANINGS,
    ...MONTHS.map((words, i) => [words, [{ is: 'parts', parts: { month: i + 1 } }]] as const),
    ...WEEKDAYS.map((words, i) => [words, [{ is: 'parts', parts: { weekday: i + 1 } }]] as const),
  ].flatMap(([words, tokens]) => words.split(' ').map(word => [word, tokens] as const)),
);

/** A pattern over folded text and what stands for it instead. */
export type Respelling = readonly [pattern: RegExp, replacement: string | ((...groups: string[]) => string)];

const SEASON =
  '(?:var(?:en)?|sommar(?:en)?|host(?:en)?|vinter|vintern|spring|summer|autumn|fall|winter|(?:host|var)termin(?:en)?|ht|vt)';

/** A span this long in days or weeks may well be meant by "v 37 -38"; a longer one hardly. */
const LIKELY_SPAN = 12;

/** Several words, or words grown together with digits, that mean one thing: spelt so that the words above suffice. */
export const RESPELLINGS: readonly Respelling[] = [
  // Before the dashes become one: a plain hyphen, since "12/9–27" with a dash is a span.
  [/^(?!.*\d{4})(.*\d\/\d{1,2})-(\d\d)\s*$/g, '$1 20$2'],
  // Hyphen, dashes and minus all mean "to" between two dates.
  [/[\u2010-\u2015\u2212]/g, '-'],
  // Before "till" is read as a span.
  [/\btills vidare\b|\buntil further notice\b/g, ' lopande '],
  [/\btill och med\b|\bt\.? ?o\.? ?m\b/g, ' - '],
  // Swedish "from" (från och med) and English "from" happen to agree.
  [/\bfran och med\b|\bfr\.? ?o\.? ?m\b/g, ' fran '],
  [/- ?(?:nu|now|present)$/g, '- lopande'],
  [/\b(?:och framat|framat|and onwards?|onwards?)\b/g, ' lopande '],
  // "i" is otherwise ignored, and would leave "år" alone.
  [/\bi ar\b/g, ' detta ar '],
  [/\bi fjol\b/g, ' forra aret '],
  [/\bi (dag|morgon|overmorgon|gar|forrgar)\b/g, 'i$1'],
  // Ordinals: 15:e, 1:a, 15th.
  [/(\d)(?:st|nd|rd|th|:?[ae])\b/g, '$1'],
  [/\b(?:autumn|fall) (?:term|semester)\b/g, 'ht'],
  [/\bspring (?:term|semester)\b/g, 'vt'],
  // ISO 8601 and EDTF write an interval so: 2027-11-14--15.
  [/(\d)--(?=\d)/g, '$1 - '],
  // A dash that sets off two last digits is no span: "v. 37 -27", "12 sep -27".
  [/^(?!.*\d{4})(.* )-(\d\d)\s*$/g, endYear],
  // Schools write "ht26" and "läsåret 26/27"; elsewhere two digits could be a day, and are not taken for a year.
  [/\b(ht|vt)[ -]?(\d\d)(?!\d)/g, '$1 20$2'],
  // "Hösten 27" is as clear, unless a day follows that the digits may belong with: "våren 14–15 juni".
  [new RegExp(`\\b(${SEASON})[ -]{0,2}(\\d\\d)(?=\\D*$|(?!\\d)\\D*\\b${SEASON}(?![a-z]))`, 'g'), '$1 20$2'],
  [/\b(?:lasar|lasaret|school year|academic year) (\d{2}|\d{4}) ?[/-] ?(\d{2}|\d{4})(?![\d/-])/g, schoolYear],
  [/\b(?:vintern?|winter) (\d{4}) ?[/-] ?(\d{2}|\d{4})(?![\d/-])/g, winterOf],
];

/** "v 20 -27" may be weeks or a year; a sign that nothing knows makes it not understood. */
function endYear(_: string, before: string, digits: string): string {
  const number = /(?:^|[a-z. ])(\d{1,2}) $/.exec(before)?.[1];
  const length = Number(digits) - Number(number);
  return length > 0 && length <= LIKELY_SPAN ? '?' : `${before}20${digits}`;
}

function schoolYear(whole: string, first: string, second: string): string {
  const year = fullYear(first);
  return followsOn(year, second) ? `ht ${year} - vt ${year + 1}` : whole;
}

function winterOf(whole: string, first: string, second: string): string {
  return followsOn(Number(first), second) ? `vinter ${first}` : whole;
}

function followsOn(year: number, second: string): boolean {
  return (year + 1).toString().endsWith(second);
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}
