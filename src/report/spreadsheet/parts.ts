/** A column of a sheet; `width` in characters. */
export interface Column {
  title: string;
  width: number;
  /** Whether long texts go over several lines: for small tables, where each row is looked at. */
  wraps?: boolean;
}

/** The places of the formats in `styles.xml`. */
export const STYLES = { plain: 0, header: 1, day: 2, wrapped: 3 } as const;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, character => ENTITIES[character]!);
}

/** "A" for 0, "AA" for 26. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** Up to the first row: the header row stays in sight. */
export function sheetStart(columns: readonly Column[]): string {
  const widths = columns
    .map(
      ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
    )
    .join('');
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths}</cols><sheetData>`
  );
}

/** From the last row on. */
export function sheetEnd(lastColumn: string, rows: number): string {
  return (
    `</sheetData><autoFilter ref="A1:${lastColumn}${rows}"/>` +
    '<pageSetup paperSize="9" orientation="landscape"/></worksheet>'
  );
}

/** All parts of a workbook but its sheets, by path. `sheets`: the names by their places among the tabs. */
export function parts(title: string, sheets: ReadonlyMap<number, string>): [path: string, content: string][] {
  const places = [...sheets].sort(([a], [b]) => a - b);
  return [
    ['[Content_Types].xml', contentTypes(places.map(([place]) => place))],
    [
      '_rels/.rels',
      relationships([
        ['rId1', `${RELATIONS}/officeDocument`, 'xl/workbook.xml'],
        ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ]),
    ],
    ['docProps/core.xml', coreProperties(title)],
    ['xl/workbook.xml', workbook(places)],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...places.map(
          ([place]) => [`rId${place}`, `${RELATIONS}/worksheet`, `worksheets/sheet${place}.xml`] as const,
        ),
        ['rIdStyles', `${RELATIONS}/styles`, 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', styles],
  ];
}

function contentTypes(places: readonly number[]): string {
  const override = (path: string, type: string) => `<Override PartName="${path}" ContentType="${type}"/>`;
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    override('/xl/workbook.xml', `${OFFICE}.sheet.main+xml`) +
    override('/xl/styles.xml', `${OFFICE}.styles+xml`) +
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    places.map(place => override(`/xl/worksheets/sheet${place}.xml`, `${OFFICE}.worksheet+xml`)).join('') +
    '</Types>'
  );
}

function relationships(all: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = all.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function coreProperties(title: string): string {
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>Stadsledningskontoret, Göteborgs Stad</dc:creator>` +
    '<dc:language>sv-SE</dc:language></cp:coreProperties>'
  );
}

function workbook(places: readonly [place: number, name: string][]): string {
  const sheets = places.map(
    ([place, name]) => `<sheet name="${escapeXml(name)}" sheetId="${place}" r:id="rId${place}"/>`,
  );
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews>` +
    `<sheets>${sheets.join('')}</sheets></workbook>`
  );
}

const styles =
  `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFDCE6F0"/></patternFill></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>' +
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">' +
  '<alignment vertical="top" wrapText="1"/></xf>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">' +
  '<alignment vertical="top" horizontal="left"/></xf>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
