import type { Lists } from '../../directory/lists';
import type { Figures } from '../figures';
import type { Entry } from '../model';
import * as tables from '../tables';
import { method } from '../wording/document';
import { sourceSentence, withoutStartSentence } from '../wording/sentences';
import { periodText } from '../wording/words';
import { listColumns, listRow } from './list';
import type { Column } from './parts';
import { makeWorkbook } from './workbook';

/** The spreadsheet of a report: the list goes in while it is read, the tables when it is counted. */
export interface ReportWorkbook {
  add(entry: Entry): void;
  finish(figures: Figures): Uint8Array;
}

/** The list is written first, and stands last among the tabs. */
const LIST_PLACE = 100;
const NARROW = 16;
const NAME = 46;
const WORDS = 60;

export function makeReportWorkbook(title: string, lists: Lists): ReportWorkbook {
  const workbook = makeWorkbook({ title });
  const list = workbook.sheet(LIST_PLACE, 'Förteckning', listColumns.all);

  function finish(figures: Figures): Uint8Array {
    list.end();
    const about = workbook.sheet(1, 'Om', [{ title, width: 110, wraps: true }]);
    for (const text of aboutTexts(figures)) about.row([text]);
    about.end();
    tablesOf(figures).forEach((table, index) => {
      const sheet = workbook.sheet(index + 2, table.sheet, columnsOf(table));
      for (const row of table.rows) sheet.row(row);
      sheet.end();
    });
    return workbook.finish();
  }

  return { add: entry => list.row(listRow(entry, lists)), finish };
}

function aboutTexts(figures: Figures): string[] {
  const withoutStart = withoutStartSentence(figures);
  return [
    `Period: ${periodText(figures)}`,
    sourceSentence(figures),
    ...method,
    ...(withoutStart ? [withoutStart] : []),
    'Texter som börjar med =, +, - eller @ har en apostrof framför sig, så att de inte blir formler om bladet sparas i ett annat format.',
  ];
}

/** Every table that has something in it. */
function tablesOf(figures: Figures): tables.Table[] {
  const counts =
    figures.total === 0
      ? []
      : [
          tables.perYearTable(figures),
          tables.citiesTable(figures),
          tables.unitsTable(figures),
          tables.unitsByAreaTable(figures),
          tables.categoriesTable(figures),
          tables.areasTable(figures),
          tables.directionsTable(figures),
          tables.fundingsTable(figures),
          tables.courseTable(figures),
          tables.outcomesTable(figures),
          tables.quotesTable(figures),
        ];
  const evaluations = figures.evaluations.flatMap(evaluation => [
    tables.groupsTable(evaluation),
    tables.scalesTable(evaluation),
    tables.goesOnTable(evaluation),
    tables.evaluationTextsTable(evaluation),
  ]);
  const all = [...counts, ...evaluations, tables.repliesTable(figures), tables.unitsWithNoneTable(figures)];
  return all.filter(table => table !== undefined).filter(({ rows }) => rows.length > 0);
}

function columnsOf({ columns, rows }: tables.Table): Column[] {
  return columns.map((title, index) => {
    const longest = Math.max(...rows.map(row => String(row[index] ?? '').length));
    return { title, width: longest > 80 ? WORDS : longest > NARROW ? NAME : NARROW, wraps: longest > NARROW };
  });
}
