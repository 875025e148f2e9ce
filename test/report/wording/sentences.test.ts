import type { Figures } from '../../../src/report/figures';
import type { ReportMeeting } from '../../../src/report/model';
import * as tables from '../../../src/report/tables';
import * as say from '../../../src/report/wording/sentences';
import { collaborations, list, number, periodText } from '../../../src/report/wording/words';
import { aContent } from '../../support/contents';
import { anEntry, anEvaluation, figuresOf, knownEntries, NOTHING_AROUND, when } from '../entries';

/** Spaces that no line breaks at are written as ordinary ones here. */
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

it.each([
  [0, '0 samarbeten'],
  [1, '1 samarbete'],
  [12_345, '12 345 samarbeten'],
])('%d: %s', (count, text) => {
  expect(plain(collaborations(count))).toBe(text);
});

test('numbers and lists are written as in Swedish', () => {
  expect(plain(number(1_234_567))).toBe('1 234 567');
  expect(number(3.5)).toBe('3,5');
  expect(list(['Aarhus', 'Bergen', 'Åbo'])).toBe('Aarhus, Bergen och Åbo');
});

it.each([
  ['2018-01-01', '2025-12-31', '2018–2025'],
  ['2024-01-01', '2024-12-31', '2024'],
  ['2017-11-16', '2025-11-12', '16 november 2017–12 november 2025'],
])('the period from %s to %s is %s', (from, to, text) => {
  expect(periodText({ from, to })).toBe(text);
});

describe('the summary', () => {
  const summaryOf = (figures: Figures) => say.summary(figures).map(sentences => plain(sentences.join(' ')));

  test('of one collaboration is in the singular', () => {
    const entry = anEntry({ content: aContent({ when: when('2024'), area: 'skola' }) });
    expect(summaryOf(figuresOf([entry]))).toEqual([
      'Förvaltningar och bolag har informerat om 1 samarbete med vänorterna under perioden 2016–2026. Samarbetet är med Bergen.',
      'Kulturförvaltningen är ansvarig. Den vanligaste kategorin är elevutbyte, lägerskola eller ungdomskonferens (1). Det vanligaste området är skola (1).',
      'Under perioden påbörjades 1 och avslutades 1. Vid periodens slut pågick 0. Samarbetet saknar uppgifter om resultat eller lärdomar.',
    ]);
  });

  test('of several names those that are as many together', () => {
    expect(summaryOf(figuresOf(knownEntries))[1]).toBe(
      '12 förvaltningar och bolag är ansvariga. Flest har Utbildningsförvaltningen, med 4 samarbeten. De vanligaste kategorierna är elevutbyte, lägerskola eller ungdomskonferens och erfarenhetsutbyte (4 var). Det vanligaste området är skola (7).',
    );
  });

  test('of nothing says so', () => {
    expect(summaryOf(figuresOf([]))).toEqual([
      'Ingen förvaltning och inget bolag har informerat om något samarbete med vänorterna under perioden 2016–2026.',
    ]);
  });
});

describe('a meeting', () => {
  const meeting: ReportMeeting = { id: '2025', year: 2025, place: 'Göteborg', status: 'held', isHost: true };

  it.each([
    [{}, 'Vänortsmötet 2025 hölls i Göteborg.'],
    [{ from: '2025-11-11', to: '2025-11-11' }, 'Vänortsmötet 2025 hölls i Göteborg den 11 november 2025.'],
    [
      { status: 'calculated' },
      'Enligt turordningen var Göteborg värd för vänortsmötet 2025. Det är inte bekräftat.',
    ],
    [{ status: 'cancelled' }, 'Vänortsmötet 2025, som Göteborg skulle ha varit värd för, ställdes in.'],
    [{ status: 'planned' }, 'Vänortsmötet 2025 är planerat men inte bekräftat: Göteborg är värd.'],
  ] as const)('%j: %s', (parts, text) => {
    expect(say.meetingSentence({ ...meeting, ...parts })).toBe(text);
  });
});

describe('an evaluation', () => {
  const sentenceOf = (parts: Parameters<typeof anEvaluation>[0]) => {
    const around = { ...NOTHING_AROUND, evaluations: [anEvaluation(parts)] };
    return plain(say.evaluationSentence(figuresOf([], { around }).evaluations[0]!));
  };

  it.each([
    [{}, '3 svar har kommit in; 8 tillfrågades.'],
    // Others than those who were asked have answered.
    [{ answered: 12 }, '12 svar har kommit in; 8 tillfrågades.'],
    [{ answered: 0 }, 'Inget svar har kommit in; 8 tillfrågades.'],
    [{ groups: [], answered: 1 }, '1 svar har kommit in.'],
    [
      { groups: [], asked: 10, anonymous: true },
      '3 svar har kommit in; 10 tillfrågades. Svaren har lämnats utan namn.',
    ],
    [
      { anonymous: true, results: undefined },
      '3 svar har kommit in; 8 tillfrågades. Svaren har lämnats utan namn. Färre än fem har svarat själva, och därför visas inte vad de svarade.',
    ],
    [
      { groups: [], anonymous: true, isAwaited: true, results: undefined },
      '3 svar har kommit in. Svaren har lämnats utan namn. De visas när utvärderingen är avslutad, om minst fem har svarat själva.',
    ],
  ])('%j: %s', (parts, text) => {
    expect(sentenceOf(parts)).toBe(text);
  });
});

describe('an evaluated meeting that was moved', () => {
  const moved = anEvaluation({ meetingId: '2025', year: 2026, place: 'Göteborg' });
  const [evaluation] = figuresOf([], { around: { ...NOTHING_AROUND, evaluations: [moved] } }).evaluations;

  it('is called by the year and the place in which it was held', () => {
    const found = [
      tables.scalesTable(evaluation!),
      tables.goesOnTable(evaluation!),
      tables.groupsTable(evaluation!),
      tables.evaluationTextsTable(evaluation!),
    ];
    for (const table of found) {
      expect(table?.title).toMatch(/^Utvärdering av vänortsmötet i Göteborg 2026: /);
      expect(table?.sheet).toMatch(/^Utvärdering 2026 /);
    }
  });

  it('is called by its place in the cycle where figures from before tell no more', () => {
    expect(tables.groupsTable({ ...evaluation!, year: undefined, place: undefined })).toMatchObject({
      title: 'Utvärdering av vänortsmötet 2025: tillfrågade och svar',
      sheet: 'Utvärdering 2025 svar',
    });
  });
});

test('what has no known start is told, in singular and plural', () => {
  const ongoing = anEntry({ content: aContent({ when: when('löpande') }) });
  const early = figuresOf([ongoing]);
  const late = figuresOf([ongoing, { ...ongoing, ref: 'V-2026-0002' }], {
    from: '2018-01-01',
    to: '2025-12-31',
  });
  expect(plain(say.startNote(early))).toBe(
    '1 samarbete utan angiven början räknas från det år då någon informerade om det.',
  );
  expect(plain(say.withoutStartSentence(late))).toBe(
    '2 samarbeten utan angiven början hör inte till perioden, eftersom någon informerade om dem först efter den.',
  );
  expect(say.withoutStartSentence(figuresOf([]))).toBeUndefined();
});
