/**
 * What XML cannot hold: control characters but for tab and line break, halves of characters, and two that Unicode keeps
 * free. A program that reads a file with one of them refuses the whole file.
 */
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Marks that turn the direction of what follows: one that is never closed would turn the rest of a paragraph. */
const DIRECTION_MARKS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text that somebody wrote, as it may stand in a document or a cell: every line break the same, without what XML
 * cannot hold and without marks that turn the direction of writing (the letters themselves tell theirs).
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(ILLEGAL, '')
    .replace(HALVES, '\ufffd')
    .replace(DIRECTION_MARKS, '')
    .trim();
}

/** The same on one line, for a cell of a table or a heading. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}

/** The same, at most so many characters long, with an ellipsis where something was cut; never half a character. */
export function shortened(text: string, most: number): string {
  const characters = [...cleanLine(text)];
  return characters.length <= most
    ? characters.join('')
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** What a spreadsheet program takes for the beginning of a formula, in the wide letters of East Asian keyboards too. */
const FORMULA_START = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * A text for a cell. A cell of text never starts a formula in the workbook itself; the apostrophe in front of what
 * looks like one keeps it a text also where somebody saves the sheet as CSV and opens that.
 */
export function harmless(text: string): string {
  const clean = cleanText(text);
  return FORMULA_START.test(clean) ? `'${clean}` : clean;
}
