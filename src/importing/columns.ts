import { wordsOf } from '../directory/words';
import names from './data/column-names.json';
import { fields, type Cell, type Field, type Sheet } from './model';

/** How far down the headings may stand: above them there may be a title and a date. */
const LOOKED_THROUGH = 10;

/** Which column of a sheet holds which field, and what stands above it there. */
export interface Columns {
  /** The index of the row with the headings. */
  headingRow: number;
  columns: readonly { index: number; field: Field; heading: string }[];
}

/** Every heading by which a field is known, folded. */
const known: ReadonlyMap<string, Field> = new Map(
  fields.flatMap(field => (names as Record<Field, string[]>)[field].map(name => [asHeading(name), field])),
);

/** The field that a heading stands for, in Swedish or English; undefined for one that is not known. */
export function fieldOf(heading: string): Field | undefined {
  return known.get(asHeading(heading)) ?? known.get(asHeading(heading.replace(/\([^()]*\)/g, ' ')));
}

/** "Förvaltning/bolag *" and "forvaltning bolag" are the same. */
function asHeading(text: string): string {
  return wordsOf(text).join(' ');
}

/** Finds the row with the headings; or else which required columns the row that comes closest lacks. */
export function findColumns({ rows }: Sheet): Columns | { missing: Field[]; found: number } {
  let closest: { missing: Field[]; found: number } = { missing: missingIn([]), found: 0 };
  for (const [headingRow, row] of rows.slice(0, LOOKED_THROUGH).entries()) {
    const columns = columnsIn(row);
    const missing = missingIn(columns.map(({ field }) => field));
    if (missing.length === 0) return { headingRow, columns };
    if (columns.length > closest.found) closest = { missing, found: columns.length };
  }
  return closest;
}

/** The first column counts where two have the same meaning. */
function columnsIn(row: readonly Cell[]): Columns['columns'] {
  const columns: { index: number; field: Field; heading: string }[] = [];
  for (const [index, cell] of row.entries()) {
    if (typeof cell !== 'string') continue;
    const field = fieldOf(cell);
    if (field && !columns.some(column => column.field === field)) {
      columns.push({ index, field, heading: cell.trim() });
    }
  }
  return columns;
}

function missingIn(found: readonly Field[]): Field[] {
  const required: Field[] = ['unit', 'cities', 'title', 'category'];
  const hasTime = found.includes('when') || found.includes('from');
  return [...required.filter(field => !found.includes(field)), ...(hasTime ? [] : (['when'] as const))];
}
