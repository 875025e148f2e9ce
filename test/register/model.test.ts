import fc from 'fast-check';
import {
  changedFields,
  contentSchema,
  makeReference,
  parseCaseNumber,
  parseReference,
  sameContent,
  statusOf,
  type Notification,
  type Status,
} from '../../src/register/model';
import { aContent, aNotification, contents, OFFICER, SENDER } from '../support/contents';

const at = (hour: number) => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`;
const deed = (hour: number) => ({ by: OFFICER, at: at(hour) });
const question = { number: 1, text: 'Hur många deltar?', ...deed(10) };
const answered = { ...question, answer: { by: SENDER, at: at(12), text: 'Tjugofyra' } };
const caseNumber = { value: 'SLK-2026-00190', ...deed(13) };

describe('the status', () => {
  it.each<[Status, string, Partial<Notification>]>([
    ['new', 'nothing has happened', {}],
    ['imported', 'nobody sent it', { createdBy: undefined }],
    ['received', 'receipt is confirmed', { received: deed(9) }],
    ['received', 'receipt of an import is confirmed', { createdBy: undefined, received: deed(9) }],
    ['asked', 'a question waits', { question }],
    ['asked', 'a question waits after receipt', { received: deed(9), question }],
    ['asked', 'a question waits after registration', { received: deed(9), question, caseNumber }],
    ['answered', 'the answer has come, and receipt is not confirmed', { question: answered }],
    ['answered', 'the answer came after receipt', { received: deed(11), question: answered }],
    ['received', 'receipt was confirmed after the answer', { received: deed(14), question: answered }],
    ['registered', 'the case number is noted', { received: deed(9), caseNumber }],
    ['registered', 'the case number is noted without receipt', { caseNumber }],
    ['registered', 'the answer came after registration', { question: answered, caseNumber }],
    [
      'withdrawn',
      'it is withdrawn, whatever else',
      { received: deed(9), question, caseNumber, withdrawn: deed(15) },
    ],
  ])('is %s when %s', (status, _, parts) => expect(statusOf(aNotification(parts))).toBe(status));
});

describe('a reference', () => {
  it.each([
    [2026, 1, 'V-2026-0001'],
    [2026, 42, 'V-2026-0042'],
    [2026, 9999, 'V-2026-9999'],
    [2026, 12345, 'V-2026-12345'],
  ])('of %i, number %i, is %s', (year, number, reference) =>
    expect(makeReference(year, number)).toBe(reference),
  );

  it.each([
    ['V-2026-0042', 'V-2026-0042'],
    ['v-2026-0042', 'V-2026-0042'],
    ['v 2026 42', 'V-2026-0042'],
    ['v2026-42', 'V-2026-0042'],
    [' V - 2026 - 0042 ', 'V-2026-0042'],
    ['V-2026-000042', 'V-2026-0042'],
    ['V-2026-12345', 'V-2026-12345'],
    ['V-2026-10000', 'V-2026-10000'],
  ])('"%s" is read as %s', (text, reference) => expect(parseReference(text)).toBe(reference));

  it.each([
    '',
    'V',
    'V-2026',
    'V-2026-',
    'V20260042',
    'V-26-0042',
    'V-2026-42a',
    'W-2026-0042',
    'V-2026-0042 och V-2026-0043',
    'V-2026-1234567890',
    'SLK-2026-00042',
  ])('"%s" is none', text => expect(parseReference(text)).toBeUndefined());

  it('is read back as it was made', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 1, max: 999_999_999 }), (y, n) => {
        expect(parseReference(makeReference(y, n))).toBe(makeReference(y, n));
      }),
    );
  });

  it('is never made of anything but what can be a reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'vV0123456789- \n'), maxLength: 20 }), text => {
        expect(parseReference(text) ?? 'V-2026-0001').toMatch(/^V-\d{4}-\d{4,9}$/);
      }),
    );
  });
});

describe('a case number', () => {
  it.each([
    ['SLK-2024-00190', 'SLK-2024-00190'],
    ['SLK-2023-01169:1', 'SLK-2023-01169:1'],
    ['SLK-2023-01169:123', 'SLK-2023-01169:123'],
    ['KS-2026-00001', 'KS-2026-00001'],
    ['ÅÄÖ-2026-00001', 'ÅÄÖ-2026-00001'],
    ['ABCDEFGH-2026-00001', 'ABCDEFGH-2026-00001'],
    ['0606/18', '0606/18'],
    [' slk-2024-00190\n', 'SLK-2024-00190'],
  ])('"%s" is taken as %s', (text, value) => expect(parseCaseNumber(text)).toBe(value));

  it.each([
    '',
    'SLK',
    'S-2024-00190',
    'ABCDEFGHI-2024-00190',
    'SLK-24-00190',
    'SLK-2024-0190',
    'SLK-2024-001900',
    'SLK-2024-00190:',
    'SLK-2024-00190:1234',
    'SLK 2024 00190',
    'SL1-2024-00190',
    'SLK-2024-00190 och mer',
    'SLK-2024-00190\nSLK-2024-00191',
    '606/18',
    '0606/2018',
    '0606-18',
    'V-2026-0042',
  ])('"%s" is not taken', text => expect(parseCaseNumber(text)).toBeUndefined());
});

describe('what an edit changed', () => {
  const before = aContent({ purpose: 'Lära av varandra', links: ['https://a.se'] });

  it.each<[string, Parameters<typeof aContent>[0], string[]]>([
    ['nothing', {}, []],
    ['a text', { title: 'Annat' }, ['title']],
    ['a list', { links: ['https://a.se', 'https://b.se'] }, ['links']],
    ['a part of the time', { when: { ...before.when, from: '2027-09-06' } as never }, ['when']],
    ['a part that was added', { area: 'skola' }, ['area']],
    ['a part that was taken away', { purpose: undefined }, ['purpose']],
    [
      'several, in the order of the form',
      { links: [], unitId: 'slk', category: 'annat' },
      ['unitId', 'category', 'links'],
    ],
  ])('is %s', (_, parts, fields) => expect(changedFields(before, { ...before, ...parts })).toEqual(fields));

  it('is nothing when a content comes back from storage', () => {
    fc.assert(
      fc.property(contents, content => {
        const stored = contentSchema.parse(JSON.parse(JSON.stringify(content)));
        expect(changedFields(stored, content)).toEqual([]);
        expect(sameContent(content, stored)).toBe(true);
      }),
    );
  });

  it('is the same list in both directions, and empty only for the same content', () => {
    fc.assert(
      fc.property(contents, contents, (a, b) => {
        expect(changedFields(a, b)).toEqual(changedFields(b, a));
        expect(sameContent(a, b)).toBe(changedFields(a, b).length === 0);
      }),
    );
  });
});
