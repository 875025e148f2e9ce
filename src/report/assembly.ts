import { makeFinder } from '../register/finder';
import type { CollaborationStore } from '../register/store';
import type { Table } from '../storage/table';
import { makeCount } from './counting';
import { makeDocument } from './document/document';
import type { Figures } from './figures';
import type { ListOrder, MadeReport, Progress, ReportOrder } from './making';
import { MOST_IN_ANNEX, type Entry } from './model';
import { nameAt } from './names';
import { courseOf } from './period';
import { entryFrom, readEntries } from './scan';
import { makeReportWorkbook } from './spreadsheet/report';
import { makeUnitWorkbook } from './spreadsheet/unit-list';
import { defaultTitle } from './wording/sentences';

/** Where a report is read from. */
export interface Source {
  table: Table;
  partition: string;
  store: Pick<CollaborationStore, 'load' | 'loadVersion'>;
}

/**
 * Reads the register once, counting and writing the rows of the spreadsheet as they come, and makes both files (S9).
 * From frozen figures the same files come out again: the list is read as it was at the same moment.
 * @throws StorageUnavailableError, StorageRefusedError, VersionMissingError
 */
export async function assembleReport(
  { table, partition, store }: Source,
  order: ReportOrder,
  onProgress: (progress: Progress) => void,
): Promise<MadeReport> {
  const period = order.frozen ?? order;
  const { from, to, at } = period;
  const { lists, title, caseNumber, handledBy } = order;
  const count = makeCount({ from, to, at, lists });
  const workbook = makeReportWorkbook(title ?? defaultTitle(period), lists);
  const annex = makeAnnex();
  let read = 0;
  for await (const page of readEntries(table, partition, store, at)) {
    for (const entry of page.entries) {
      const course = order.frozen ? courseOf(entry, { from, to }) : count.add(entry);
      if (!course || course.years.length === 0) continue;
      workbook.add(entry);
      annex.add(entry, course.from);
    }
    read = page.read;
    onProgress({ step: 'reading', done: read });
  }
  const figures: Figures = order.frozen ?? count.figures(order);
  onProgress({ step: 'document', done: read });
  const document = await makeDocument({ figures, entries: annex.all(), lists, title, caseNumber, handledBy });
  onProgress({ step: 'spreadsheet', done: read });
  return { figures, document, spreadsheet: workbook.finish(figures) };
}

/** Keeps the list for Bilaga 1 as long as it has room there. */
function makeAnnex() {
  const kept: { entry: Entry; from: string }[] = [];
  return {
    add(entry: Entry, from: string) {
      if (kept.length <= MOST_IN_ANNEX) kept.push({ entry, from });
    },
    /** By when they began; undefined where there are too many. */
    all(): Entry[] | undefined {
      if (kept.length > MOST_IN_ANNEX) return undefined;
      return kept
        .sort((a, b) => a.from.localeCompare(b.from) || a.entry.ref.localeCompare(b.entry.ref))
        .map(({ entry }) => entry);
    },
  };
}

const PAGE = 500;
const AT_ONCE = 16;

/** The list of one administration or company, those that began last first. */
export async function assembleList(
  { table, partition, store }: Source,
  { unitId, lists, sight, at }: ListOrder,
): Promise<Uint8Array> {
  const finder = makeFinder(table, partition);
  const workbook = makeUnitWorkbook(nameAt(lists, 'units', unitId, at), sight, lists);
  let after: string | undefined;
  do {
    const page = await finder.page(`unit:${unitId}`, { limit: PAGE, ...(after && { after }) });
    for (let start = 0; start < page.items.length; start += AT_ONCE) {
      const some = page.items.slice(start, start + AT_ONCE);
      if (sight === 'public') {
        some.forEach(found => workbook.addPublic(found));
        continue;
      }
      const loaded = await Promise.all(some.map(({ ref }) => store.load(ref)));
      for (const stored of loaded) if (stored) workbook.add(entryFrom(stored.notification));
    }
    after = page.next;
  } while (after);
  return workbook.finish();
}
