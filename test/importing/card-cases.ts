import { importCard, pageCard, startCard } from '../../src/importing/cards';
import { refusals, type Import, type Problem } from '../../src/importing/model';
import { OFFICER } from '../support/contents';
import type { CardCase } from '../support/every-card';

const AT = '2026-11-23T09:00:00.000Z';
const CARD = 'importing/cards/import.json';
const START = 'importing/cards/start.json';

/** What would be read as markup, were it not shown to the letter. */
const ODD = '[x](http://evil) **=HYPERLINK**';

const problem: Problem = {
  row: 4_999,
  field: 'unit',
  heading: ODD,
  code: 'unknownUnit',
  value: ODD.padEnd(80, 'å'),
  instead: ['Grundskoleförvaltningen', 'Utbildningsförvaltningen', 'Förskoleförvaltningen'],
};

/** An import with nothing wrong in it. */
export const anImport: Import = {
  id: '8204527573605-09c3a302461a',
  version: 1,
  stage: 'read',
  file: { name: 'lista.csv', bytes: 1_000, hash: 'a'.repeat(64) },
  by: OFFICER,
  at: AT,
  total: 24,
  known: 0,
  wrong: 0,
  problems: 0,
  firstProblems: [],
  parts: 1,
  problemParts: 0,
  cities: ['bergen'],
  next: 0,
  imported: 0,
  foundKnown: 0,
};

const fullest: Import = {
  ...anImport,
  file: { ...anImport.file, name: `${ODD}.xlsx`.padStart(200, 'x') },
  total: 5_000,
  known: 1,
  wrong: 400,
  problems: 1_200,
  firstProblems: Array.from({ length: 20 }, () => problem),
};

const cases: [name: string, current: Import][] = [
  ['being read', { ...anImport, stage: 'reading', total: 0 }],
  ['read', anImport],
  ['read, as much as there can be', fullest],
  ['read, one row', { ...anImport, total: 1, known: 1, wrong: 1, problems: 1, firstProblems: [problem] }],
  ['read, nothing new', { ...anImport, total: 0, known: 21 }],
  ['read, everything wrong', { ...fullest, total: 0 }],
  ['running', { ...fullest, stage: 'running', imported: 1_200, foundKnown: 3 }],
  ['done', { ...anImport, stage: 'done', imported: 24, endedAt: AT }],
  ['done, with errors', { ...fullest, stage: 'done', imported: 5_000, endedAt: AT }],
  ['cancelled', { ...anImport, stage: 'cancelled', endedAt: AT }],
  ...refusals.map((code): [string, Import] => [
    `refused: ${code}`,
    { ...anImport, stage: 'refused', total: 0, refusal: { code, missing: ['unit', 'when'] } },
  ]),
];

export const importingCases: readonly CardCase[] = [
  ...cases.map(([name, current]): CardCase => ({
    name: `an import, ${name}`,
    template: CARD,
    make: locale => importCard(locale, current),
  })),
  {
    name: 'how a list is imported',
    template: START,
    make: locale => startCard(locale, { hasPage: true, recent: [], names: new Map() }),
  },
  {
    name: 'how a list is imported, with what was imported lately',
    template: START,
    make: locale => startCard(locale, { hasPage: false, recent: [fullest, anImport], names: new Map() }),
  },
  {
    name: 'the way to the page where a list is handed in',
    template: 'importing/cards/page.json',
    make: locale => pageCard(locale, { url: 'https://bot.example/lamna-in/x', minutes: 10 }),
  },
];
