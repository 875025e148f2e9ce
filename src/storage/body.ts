/** A table's string column takes 32 K characters; longer documents are cut into several columns. */
const COLUMN_LENGTH = 30_000;

/** Writes a document as one JSON column, or several (`body`, `body1`, `body2` …) when it is long. */
export function encodeBody(body: object): Record<string, string> {
  const json = JSON.stringify(body);
  const columns: Record<string, string> = {};
  for (let start = 0, index = 0; start < json.length; index += 1) {
    const end = endOfColumn(json, start);
    columns[columnName(index)] = json.slice(start, end);
    start = end;
  }
  return columns;
}

/** Never between the two halves of a character outside the basic plane: half of one cannot be stored as text. */
function endOfColumn(json: string, start: number): number {
  const end = start + COLUMN_LENGTH;
  return /[\ud800-\udbff]/.test(json.charAt(end - 1)) ? end - 1 : end;
}

/** Reads back what `encodeBody` wrote. Throws SyntaxError when a row was not written by it. */
export function decodeBody(columns: Record<string, unknown>): unknown {
  let json = '';
  for (let index = 0; ; index += 1) {
    const part = columns[columnName(index)];
    if (typeof part !== 'string') break;
    json += part;
  }
  return JSON.parse(json);
}

function columnName(index: number): string {
  return index === 0 ? 'body' : `body${index}`;
}
