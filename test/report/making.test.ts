import { strFromU8, unzipSync } from 'fflate';
import { CITY_PARTITION } from '../../src/capabilities';
import { seedLists } from '../../src/directory/lists';
import { makeReportMaker, type Progress, type ReportOrder } from '../../src/report/making';
import { makeCollaborationStore } from '../../src/register/store';
import { edit } from '../../src/register/transitions';
import { openStorage, type StorageSettings } from '../../src/storage/connection';
import { seedKnownExchanges } from '../../src/trial/seed';
import { OFFICER } from '../support/contents';
import { testStorageSettings } from '../support/storage';
import { figuresOf, knownEntries, NOTHING_AROUND } from './entries';

const order: ReportOrder = {
  from: '2016-01-01',
  to: '2026-12-31',
  at: '2026-11-23T09:00:00.000Z',
  lists: seedLists,
  ...NOTHING_AROUND,
};

let storage: StorageSettings;

beforeAll(async () => {
  storage = await seeded();
});

async function seeded(): Promise<StorageSettings> {
  const settings = testStorageSettings();
  const opened = openStorage(settings);
  await opened.prepare();
  await seedKnownExchanges(opened, new Date('2026-11-20T09:00:00.000Z'));
  return settings;
}

function maker(parts: { storage?: StorageSettings; timeLimitMs?: number } = {}) {
  return makeReportMaker({ storage, partition: CITY_PARTITION, timeLimitMs: 60_000, ...parts });
}

function textOf(document: Uint8Array): string {
  return strFromU8(unzipSync(document)['word/document.xml']!);
}

test('makes a report in a thread of its own, telling how far it is', async () => {
  const heard: Progress[] = [];
  const { figures, document, spreadsheet } = await maker().make(order, progress => heard.push(progress));
  expect(figures).toEqual({ ...figuresOf(knownEntries), at: order.at });
  expect(textOf(document)).toContain('V-2026-0001');
  expect(Object.keys(unzipSync(spreadsheet))).toContain('xl/workbook.xml');
  expect(heard.map(({ step }) => step)).toEqual(['reading', 'document', 'spreadsheet']);
  expect(heard.at(-1)!.done).toBe(21);
});

test('makes the same file again from frozen figures, whatever has changed since', async () => {
  const own = await seeded();
  const first = await maker({ storage: own }).make(order);
  const store = makeCollaborationStore(openStorage(own).register, CITY_PARTITION);
  const before = (await store.load('V-2026-0005'))!;
  const content = { ...before.notification.content, title: 'Ett nytt namn' };
  const made = edit(before.notification, content, { by: OFFICER, at: '2026-11-24T09:00:00.000Z' });
  if (made.kind !== 'changed') throw new Error('nothing was changed');
  await store.replace({ before, after: made.after, digests: [], jobs: [], closes: () => false });

  const again = await maker({ storage: own }).make({
    ...order,
    from: '1990-01-01',
    at: '2027-01-01T00:00:00.000Z',
    frozen: first.figures,
  });
  expect(textOf(again.document)).toBe(textOf(first.document));
  expect(again.figures).toEqual(first.figures);
});

test('makes the list of an administration', async () => {
  const bytes = await maker().list({ unitId: 'grundskola', at: order.at, lists: seedLists, sight: 'all' });
  const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);
  expect(sheet).toContain('Lärarutbyte om den nya läroplanen');
  expect(sheet.match(/<row /g)).toHaveLength(4);
});

test('several wait for their turn', async () => {
  const one = maker();
  const heard: string[] = [];
  await Promise.all(['a', 'b'].map(name => one.make(order, ({ step }) => heard.push(`${name} ${step}`))));
  expect(heard).toEqual(
    ['a', 'b'].flatMap(name => ['reading', 'document', 'spreadsheet'].map(step => `${name} ${step}`)),
  );
});

test('one that takes too long is ended, and the next is made', async () => {
  const hasty = maker({ timeLimitMs: 1 });
  await expect(hasty.make(order)).rejects.toMatchObject({ code: 'REPORT_TOO_SLOW' });
  await expect(maker().make(order)).resolves.toMatchObject({ figures: { total: 18 } });
});

test('storage that does not answer is told as such', async () => {
  const nowhere = { ...storage, connectionString: storage.connectionString!.replace(/:\d+\//g, ':1/') };
  await expect(maker({ storage: nowhere }).make(order)).rejects.toMatchObject({ code: 'REPORT_STORAGE' });
});

test('any other failure is told, and ends nothing but the making', async () => {
  await expect(maker().make({ ...order, at: undefined as never })).rejects.toMatchObject({
    code: 'REPORT_FAILED',
  });
});
