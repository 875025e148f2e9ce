/** A table's string column takes 32 K characters; longer documents are cut into several columns. */
const COLUMN_LENGTH = 30_000;

/** Writes a document as one JSON column, or several (`body`, `body1`, `body2` …) when it is long. */
export function encodeBody(body: object): Record<string, string> {
  const json = JSON.stringify(body);
  const columns: Record<string, string> = {};
  for (let start = 0, index = 0; start < json.length; start += COLUMN_LENGTH, index += 1) {
    columns[columnName(index)] = json.slice(start, start + COLUMN_LENGTH);
  }
  return columns;
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
