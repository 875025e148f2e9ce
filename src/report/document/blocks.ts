import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  HeightRule,
  ImageRun,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextDirection,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Picture } from '../charts/canvas';
import { cleanLine, cleanText } from '../text';
import { number } from '../wording/words';
import { HEADER_FILL, LINE, MARKED, STYLE } from './styles';

export type Block = Paragraph | Table;

/** How wide the text of an upright page is, in twentieths of a point. */
export const TEXT_WIDTH = 9_070;

const LEVELS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
} as const;

export function heading(level: keyof typeof LEVELS, text: string, options = {}): Paragraph {
  return new Paragraph({ heading: LEVELS[level], text: cleanLine(text), ...options });
}

export function paragraph(text: string, options = {}): Paragraph {
  return new Paragraph({ children: runs(text), ...options });
}

export function bullet(text: string): Paragraph {
  return paragraph(text, { bullet: { level: 0 } });
}

/** A place that only the officer can fill, in its own style and shade, and in words too. */
export function toWrite(what: string, hint?: string): Paragraph {
  return new Paragraph({ style: STYLE.toWrite, ...marked, children: runs(toWriteText(what, hint)) });
}

export function toWriteText(what: string, hint?: string): string {
  return `[Skrivs av handläggaren: ${what}.${hint ? ` ${hint}` : ''}]`;
}

const marked = { shading: { type: ShadingType.CLEAR, color: 'auto', fill: MARKED } };

/** The note on top, marked like the places to write. */
export function note(text: string): Paragraph {
  return new Paragraph({ style: STYLE.toWrite, ...marked, children: runs(text) });
}

/** "Handläggare: …", with a marked place where nothing is known. */
export function fact(name: string, value: string | undefined, what: string): Paragraph {
  const label = new TextRun({ text: `${name}: `, bold: true });
  const rest = value
    ? new TextRun({ text: cleanLine(value) })
    : new TextRun({ text: `[Skrivs av handläggaren: ${what}]`, ...marked });
  return new Paragraph({ style: STYLE.fact, children: [label, rest] });
}

/** What somebody wrote, line by line, with a name before it. */
export function quote(name: string, text: string): Paragraph {
  const label = new TextRun({ text: `${name}: `, italics: true });
  return new Paragraph({ style: STYLE.quote, children: [label, ...runs(text)] });
}

/** About what the quotes that follow are. */
export function quoteHead(text: string): Paragraph {
  return new Paragraph({
    style: STYLE.quote,
    keepNext: true,
    spacing: { before: 200, after: 60 },
    children: [new TextRun({ text: cleanLine(text), bold: true })],
  });
}

export function runs(text: string): TextRun[] {
  return cleanText(text)
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index > 0 && { break: 1 }) }));
}

export function caption(text: string): Paragraph {
  return paragraph(text, { style: STYLE.caption });
}

/** A picture as wide as the text, with what it shows for those who do not see it. */
export function picture({ png, width, height, alternative }: Picture, name: string): Paragraph {
  const most = 600;
  const scale = Math.min(1, most / width);
  return new Paragraph({
    spacing: { before: 80, after: 160 },
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
        altText: { title: name, name, description: cleanLine(alternative) },
      }),
    ],
  });
}

export interface TableOptions {
  /** Of each column, as shares of the whole. */
  widths?: readonly number[];
  /** How wide the whole is, in twentieths of a point. */
  width?: number;
  hasTotal?: boolean;
  /** Whether the names of the columns of figures stand upright, where they are many. */
  upright?: boolean;
}

/** Tables up to so many rows stay together on a page. */
const KEPT_TOGETHER = 14;
const WIDE_ENOUGH = 700;
/** Of a table with a name and a figure: the figure is not to stand far away. */
const NARROW = 6_600;
const UPRIGHT_HEIGHT = 1_500;

/** A table whose header row comes back on each page, and whose rows are never split between two. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  options: TableOptions = {},
): Table {
  const { hasTotal = false, upright = false } = options;
  const width = options.width ?? (columns.length === 2 ? NARROW : TEXT_WIDTH);
  const shares = options.widths ?? usualWidths(columns.length, width);
  const whole = shares.reduce((total, share) => total + share, 0);
  const widths = shares.map(share => Math.floor((share / whole) * width));
  const numeric = columns.map((_, index) => rows.some(row => typeof row[index] === 'number'));
  const together = rows.length <= KEPT_TOGETHER;
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    ...(upright && { height: { value: UPRIGHT_HEIGHT, rule: HeightRule.ATLEAST } }),
    children: columns.map((text, index) =>
      cell(text, {
        width: widths[index]!,
        right: numeric[index]! && !upright,
        upright: upright && numeric[index]!,
        header: true,
        keepNext: true,
      }),
    ),
  });
  const body = rows.map((row, place) => {
    const last = place === rows.length - 1;
    return new TableRow({
      cantSplit: true,
      children: row.map((value, index) =>
        cell(value, {
          width: widths[index]!,
          right: numeric[index]!,
          bold: hasTotal && last,
          keepNext: together && !last,
        }),
      ),
    });
  });
  return new Table({
    rows: [header, ...body],
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: rule,
      bottom: rule,
      insideHorizontal: rule,
      left: none,
      right: none,
      insideVertical: none,
    },
  });
}

const rule = { style: BorderStyle.SINGLE, size: 4, color: LINE };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** The first column is a name, and gets what the figures leave. */
function usualWidths(count: number, width: number): number[] {
  const figures = Math.min(1_800, Math.max(WIDE_ENOUGH, (width * 0.6) / Math.max(1, count - 1)));
  const each = Math.min(figures, (width * 0.7) / Math.max(1, count - 1));
  return [width - each * (count - 1), ...Array.from({ length: count - 1 }, () => each)];
}

interface CellOptions {
  width: number;
  right: boolean;
  header?: boolean;
  upright?: boolean;
  bold?: boolean;
  keepNext: boolean;
}

function cell(
  value: string | number,
  { width, right, header, upright, bold, keepNext }: CellOptions,
): TableCell {
  const text = typeof value === 'number' ? number(value) : cleanLine(value);
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 70, right: 70 },
    ...(upright && { textDirection: TextDirection.BOTTOM_TO_TOP_LEFT_TO_RIGHT }),
    verticalAlign: header ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
    ...(header && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: HEADER_FILL } }),
    children: [
      new Paragraph({
        style: header ? STYLE.headerCell : STYLE.cell,
        keepNext,
        alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text, ...(bold && { bold }) })],
      }),
    ],
  });
}
