import { BorderStyle, LineRuleType, type IStylesOptions } from 'docx';

/** Names of the styles that are the report's own. */
export const STYLE = {
  kind: 'Dokumenttyp',
  fact: 'Uppgift',
  toWrite: 'AttSkriva',
  quote: 'Citat',
  caption: 'Bildtext',
  cell: 'Tabelltext',
  headerCell: 'Tabellrubrik',
} as const;

const FONT = 'Arial';
const INK = '1A1A1A';
const DEEP = '17365D';
export const MARKED = 'FFF2CC';
export const HEADER_FILL = 'DCE6F0';
export const LINE = 'A6A6A6';

/** Sizes are half points; spaces are twentieths of a point. */
export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: FONT, size: 21, color: INK, language: { value: 'sv-SE' } },
      paragraph: { spacing: { before: 100, after: 100, line: 276, lineRule: LineRuleType.AUTO } },
    },
    heading1: heading(34, 240, 240),
    heading2: heading(26, 360, 120),
    heading3: heading(22, 280, 80),
    heading4: heading(20, 200, 40),
    listParagraph: { paragraph: { spacing: { before: 0, after: 60 } } },
  },
  paragraphStyles: [
    { id: STYLE.fact, name: 'Uppgift', basedOn: 'Normal', paragraph: { spacing: { before: 0, after: 40 } } },
    { id: STYLE.kind, name: 'Dokumenttyp', basedOn: 'Normal', run: { size: 24, bold: true, color: DEEP } },
    {
      id: STYLE.toWrite,
      name: 'Att skriva',
      basedOn: 'Normal',
      paragraph: {
        spacing: { before: 120, after: 160 },
        indent: { left: 140, right: 140 },
        border: { left: { style: BorderStyle.SINGLE, size: 24, space: 6, color: '9C6500' } },
      },
    },
    {
      id: STYLE.quote,
      name: 'Citat ur uppföljningen',
      basedOn: 'Normal',
      paragraph: {
        spacing: { before: 0, after: 60 },
        indent: { left: 280 },
        border: { left: { style: BorderStyle.SINGLE, size: 8, space: 8, color: LINE } },
      },
    },
    {
      id: STYLE.caption,
      name: 'Tabell- och diagramrubrik',
      basedOn: 'Normal',
      run: { size: 19, bold: true },
      paragraph: { spacing: { before: 200, after: 80 }, keepNext: true },
    },
    {
      id: STYLE.cell,
      name: 'Tabelltext',
      basedOn: 'Normal',
      run: { size: 18 },
      paragraph: { spacing: { before: 30, after: 30, line: 240, lineRule: LineRuleType.AUTO } },
    },
    { id: STYLE.headerCell, name: 'Tabellhuvud', basedOn: STYLE.cell, run: { size: 18, bold: true } },
  ],
};

function heading(size: number, before: number, after: number) {
  return {
    run: { font: FONT, size, bold: true, color: DEEP },
    paragraph: {
      spacing: { before, after, line: 252, lineRule: LineRuleType.AUTO },
      keepNext: true,
      keepLines: true,
    },
  };
}
