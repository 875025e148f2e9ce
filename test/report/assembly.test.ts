import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { seedLists } from '../../src/directory/lists';
import type { Notification } from '../../src/register/model';
import { inform } from '../../src/register/transitions';
import { assembleReport, type Source } from '../../src/report/assembly';
import type { Entry } from '../../src/report/model';
import { aContent, SENDER } from '../support/contents';
import { AT, figuresOf, NOTHING_AROUND, someEntries, when } from './entries';

const order = { from: '2016-01-01', to: '2026-12-31', at: AT, lists: seedLists, ...NOTHING_AROUND };

/** A register that holds these, in the order of their keys. */
function registerOf(notifications: readonly Notification[]): Source {
  const rows = notifications
    .map(body => ({ key: `n|${body.ref}|0`, etag: '', body }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const range: Source['table']['range'] = async (_, from, to, limit) => {
    const within = rows.filter(({ key }) => from <= key && key < to);
    return { rows: within.slice(0, limit), more: within.length > limit };
  };
  const table = { range, get: async () => undefined, commit: async () => {} };
  return {
    table,
    partition: 'p',
    store: { load: async () => undefined, loadVersion: async () => undefined },
  };
}

function told({ ref, content, createdAt, followUps }: Entry): Notification {
  return { ...inform(ref, content, createdAt, SENDER), followUps: [...followUps] };
}

const make = (notifications: readonly Notification[]) =>
  assembleReport(registerOf(notifications), order, () => {});

const textOf = (file: Uint8Array, path: string) => strFromU8(unzipSync(file)[path]!);

test('the figures of a report are those of the collaborations that stand in the register', async () => {
  await fc.assert(
    fc.asyncProperty(someEntries, async entries => {
      const { figures, spreadsheet } = await make(entries.map(told));
      expect(figures).toEqual(figuresOf(entries));
      const list = textOf(spreadsheet, 'xl/worksheets/sheet100.xml');
      expect(list.match(/<row /g)).toHaveLength(figures.total + 1);
    }),
    { numRuns: 8 },
  );
});

it.each([
  [1_000, true],
  [1_001, false],
])('of %d collaborations Bilaga 1 stands in the document: %s', async (count, stands) => {
  const all = Array.from({ length: count }, (_, index) =>
    inform(`V-2026-${String(index + 1).padStart(4, '0')}`, aContent({ when: when('2024') }), AT, SENDER),
  );
  const { document, spreadsheet } = await make(all);
  const text = textOf(document, 'word/document.xml');
  expect(text.match(/V-2026-\d{4}/g)?.length ?? 0).toBe(stands ? count : 0);
  expect(text.includes('står därför i kalkylbladet')).toBe(!stands);
  expect(textOf(spreadsheet, 'xl/worksheets/sheet100.xml').match(/V-2026-\d{4}/g)).toHaveLength(count);
});
