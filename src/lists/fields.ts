import { z } from 'zod/v4';

/** Every input that the forms of the lists have. A form shows the few that belong to what it does. */
export const fieldNames = [
  'nameSv',
  'nameEn',
  'spellings',
  'proposedOn',
  'proposedBy',
  'withdrawnOn',
  'decidedOn',
  'paragraph',
  'caseNumber',
  'pauseFrom',
  'pauseTo',
  'resumedOn',
  'kind',
  'abbreviation',
  'committeeSv',
  'wordsSv',
  'wordsEn',
  'firstDay',
  'validFrom',
  'lastDay',
  'successor',
  'ruleSv',
  'ruleEn',
  'decidedBy',
  'people',
  'function',
  'from',
  'to',
  'turn',
  'otherYear',
  'year',
  'newYear',
  'host',
  'status',
  'rule',
  'swapWith',
  'city',
  'confirmedOn',
  'newMember',
  'member',
  'fromYear',
  'toYear',
  'lastYear',
  'when',
  'themeSv',
  'themeEn',
  'announcedOn',
  'venue',
  'digital',
  'programme',
  'documents',
  'guests',
  'role',
] as const;
export type FieldName = (typeof fieldNames)[number];
export type Values = Record<FieldName, string>;
export type Errors = Partial<Record<FieldName, string>>;

/** What a field takes. `max` counts characters. */
export type FieldKind =
  | { kind: 'text'; max: number }
  | { kind: 'lines'; max: number }
  | { kind: 'date' }
  | { kind: 'choice' }
  /** A choice among a few, all in sight. */
  | { kind: 'options' }
  | { kind: 'people' };

const line = { kind: 'text', max: 120 } as const;
const words = { kind: 'lines', max: 2_000 } as const;
const date = { kind: 'date' } as const;
const year = { kind: 'text', max: 20 } as const;
const choice = { kind: 'choice' } as const;
const options = { kind: 'options' } as const;
export const fieldKinds = {
  nameSv: line,
  nameEn: line,
  spellings: { kind: 'lines', max: 500 },
  proposedOn: date,
  proposedBy: line,
  withdrawnOn: date,
  decidedOn: date,
  paragraph: { kind: 'text', max: 20 },
  caseNumber: { kind: 'text', max: 40 },
  pauseFrom: date,
  pauseTo: date,
  resumedOn: date,
  kind: choice,
  abbreviation: { kind: 'text', max: 30 },
  committeeSv: line,
  wordsSv: words,
  wordsEn: words,
  firstDay: date,
  validFrom: date,
  lastDay: date,
  successor: choice,
  ruleSv: { kind: 'lines', max: 1_000 },
  ruleEn: { kind: 'lines', max: 1_000 },
  decidedBy: { kind: 'text', max: 200 },
  people: { kind: 'people' },
  function: line,
  from: date,
  to: date,
  turn: options,
  otherYear: year,
  year,
  newYear: year,
  host: choice,
  status: options,
  rule: options,
  swapWith: choice,
  city: choice,
  confirmedOn: date,
  newMember: choice,
  member: choice,
  fromYear: year,
  toYear: year,
  lastYear: year,
  when: { kind: 'text', max: 100 },
  themeSv: { kind: 'text', max: 200 },
  themeEn: { kind: 'text', max: 200 },
  announcedOn: date,
  venue: { kind: 'text', max: 200 },
  digital: options,
  programme: { kind: 'lines', max: 8_000 },
  documents: { kind: 'lines', max: 6_000 },
  guests: { kind: 'lines', max: 4_000 },
  role: options,
} as const satisfies Record<FieldName, FieldKind>;

/** Most of the forms' own inputs stop earlier: what is longer was not typed in one. */
const LONGEST_INPUT = 4_000;

function inputOf(name: FieldName) {
  const kind = fieldKinds[name];
  return z.string().max(Math.max(LONGEST_INPUT, 'max' in kind ? kind.max : 0));
}

/** Some of what a form holds: what had been typed in it before. */
export const typedSchema = z.object(
  Object.fromEntries(fieldNames.map(name => [name, inputOf(name).optional()])) as Record<
    FieldName,
    z.ZodOptional<z.ZodString>
  >,
);
export const valuesSchema = z.object(
  Object.fromEntries(fieldNames.map(name => [name, inputOf(name).default('')])) as Record<
    FieldName,
    z.ZodDefault<z.ZodString>
  >,
);
export const emptyValues = Object.fromEntries(fieldNames.map(name => [name, ''])) as Values;
