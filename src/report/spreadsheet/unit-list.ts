import type { Lists } from '../../directory/lists';
import type { Found } from '../../register/rows';
import type { Entry } from '../model';
import { listColumns, listRow, publicRow } from './list';
import { makeWorkbook } from './workbook';

/** The list of one administration or company on one sheet: "förvaltningens" as a file (S6, S7). */
export interface UnitWorkbook {
  add(entry: Entry): void;
  addPublic(found: Found): void;
  finish(): Uint8Array;
}

export function makeUnitWorkbook(unitName: string, sight: 'public' | 'all', lists: Lists): UnitWorkbook {
  const workbook = makeWorkbook({ title: `Samarbeten med vänorterna: ${unitName}` });
  const sheet = workbook.sheet(1, 'Förteckning', listColumns[sight]);
  return {
    add: entry => sheet.row(listRow(entry, lists)),
    addPublic: found => sheet.row(publicRow(found, lists)),
    finish() {
      sheet.end();
      return workbook.finish();
    },
  };
}
