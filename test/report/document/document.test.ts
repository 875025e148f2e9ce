import { strFromU8, unzipSync } from 'fflate';
import { seedLists } from '../../../src/directory/lists';
import { makeDocument, type DocumentOrder } from '../../../src/report/document/document';
import { courseOf } from '../../../src/report/period';
import type { Entry, ReportMeeting, Surroundings } from '../../../src/report/model';
import { aContent } from '../../support/contents';
import { anEntry, anEvaluation, answer, figuresOf, knownEntries, NOTHING_AROUND, when } from '../entries';

const hosting: ReportMeeting = {
  id: '2025',
  year: 2025,
  place: 'Göteborg',
  from: '2025-11-11',
  to: '2025-11-12',
  status: 'held',
  theme: 'trygga städer',
  isHost: true,
};
const around: Surroundings = {
  meetings: [hosting],
  evaluations: [anEvaluation()],
  replies: [
    {
      from: '2018-01-01',
      to: '2025-12-31',
      asked: ['kultur', 'hamn', 'slk'],
      done: [],
      nothing: ['kultur'],
      told: ['slk'],
      silent: ['hamn'],
    },
  ],
};
const withResults = knownEntries.map((entry, index) =>
  index === 4 ? { ...entry, followUps: [answer({ learned: 'Planera tidigt.' })] } : entry,
);

interface Parts {
  document: string;
  styles: string;
  core: string;
  footer: string;
}

async function partsOf(
  entries: readonly Entry[],
  order: Partial<DocumentOrder> = {},
  given = around,
): Promise<Parts> {
  const figures = figuresOf(entries, { around: given });
  const within = entries.filter(entry => courseOf(entry, figures).years.length > 0);
  const files = unzipSync(await makeDocument({ figures, entries: within, lists: seedLists, ...order }));
  const text = (path: string) => strFromU8(files[path]!);
  return {
    document: text('word/document.xml'),
    styles: text('word/styles.xml'),
    core: text('docProps/core.xml'),
    footer: text('word/footer1.xml'),
  };
}

/** The paragraphs with their style, in order. */
function paragraphs(xml: string): { style?: string; text: string }[] {
  return (xml.match(/<w:p>.*?<\/w:p>|<w:p .*?<\/w:p>/gs) ?? []).map(paragraph => ({
    style: /<w:pStyle w:val="([^"]+)"/.exec(paragraph)?.[1],
    text: [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(match => match[1]).join(''),
  }));
}

function headingsIn(xml: string): { level: number; text: string }[] {
  return paragraphs(xml)
    .filter(({ style }) => style?.startsWith('Heading'))
    .map(({ style, text }) => ({ level: Number(style!.slice('Heading'.length)), text }));
}

/** The cells of the first table with such a column, row by row. */
function tableWith(xml: string, column: string): string[][] {
  const tables = (xml.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? []).map(table =>
    (table.match(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/gs) ?? []).map(row =>
      paragraphs(row).map(({ text }) => text),
    ),
  );
  return tables.find(([header]) => header!.includes(column))!;
}

const allText = (xml: string) =>
  paragraphs(xml)
    .map(({ text }) => text)
    .join('\n');

describe('a report of the known exchanges', () => {
  let parts: Parts;
  beforeAll(async () => {
    parts = await partsOf(withResults);
  });

  test("has the City's headings in the City's order", () => {
    const chapters = headingsIn(parts.document).filter(({ level }) => level < 3);
    expect(chapters.map(({ text }) => text)).toEqual([
      'Samlad avrapportering och analys av Göteborgs Stads relation till vänorterna 2016–2026',
      'Förslag till beslut',
      'Sammanfattning',
      'Bedömning ur ekonomisk dimension',
      'Bedömning ur ekologisk dimension',
      'Bedömning ur social dimension',
      'Samverkan',
      'Bilagor',
      'Ärendet',
      'Beskrivning av ärendet',
      'Stadsledningskontorets bedömning',
      'Bilaga 1. Förteckning över samarbeten',
    ]);
  });

  test('skips no level of heading', () => {
    const levels = headingsIn(parts.document).map(({ level }) => level);
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, index) => expect(level - levels[index]!).toBeLessThanOrEqual(1));
  });

  test('has one style for each paragraph', () => {
    const each = parts.document.match(/<w:pPr>.*?<\/w:pPr>/gs) ?? [];
    expect(each.every(one => (one.match(/<w:pStyle /g) ?? []).length <= 1)).toBe(true);
  });

  test('has a header row in every table, which comes back on each page, and no row that is split', () => {
    const tables = parts.document.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [];
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) {
      const rows = table.match(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/gs) ?? [];
      expect(rows[0]).toContain('<w:tblHeader/>');
      expect(rows.slice(1).some(row => row.includes('w:tblHeader'))).toBe(false);
      expect(rows.every(row => row.includes('<w:cantSplit/>'))).toBe(true);
    }
  });

  test('is in Swedish, and bears its title and author', () => {
    expect(parts.styles).toMatch(/<w:lang w:val="sv-SE"/);
    expect(parts.core).toContain('<dc:title>Samlad avrapportering');
    expect(parts.core).toContain('<dc:creator>Stadsledningskontoret, Göteborgs Stad</dc:creator>');
  });

  test('tells of every picture what it shows, with a figure', () => {
    const pictures = parts.document.match(/<w:drawing>.*?<\/w:drawing>/gs) ?? [];
    expect(pictures).toHaveLength(4);
    for (const picture of pictures) {
      const description = /<wp:docPr [^>]*descr="([^"]*)"/.exec(picture)?.[1];
      expect(description).toMatch(/diagram.*\d/i);
    }
  });

  test('leaves what only an officer can judge as marked places', () => {
    const marked = paragraphs(parts.document).filter(({ style }) => style === 'AttSkriva');
    const places = marked.filter(({ text }) => text.startsWith('[Skrivs av handläggaren: '));
    expect(places).toHaveLength(9);
    const all = paragraphs(parts.document);
    const samverkan = all.findIndex(({ style, text }) => style === 'Heading2' && text === 'Samverkan');
    expect(all[samverkan + 1]).toMatchObject({ style: 'AttSkriva' });
    expect(all[samverkan + 2]!.style).toBe('Heading2');
  });

  test('says what the position paper lays down as duties', () => {
    const text = allText(parts.document);
    expect(text).toContain('Förvaltningar och bolag ska informera stadsledningskontoret');
    expect(text).toContain('ska göras efter Göteborgs värdskap');
  });

  test('has the figures in its tables', () => {
    const { units, total, withParticipants, years, cities, perYear } = figuresOf(withResults);
    expect(tableWith(parts.document, 'Deltagande')).toEqual([
      ['Förvaltning eller bolag', 'Ansvarig', 'Deltagande'],
      ...units.map(({ name, responsible, participating }) => [name, `${responsible}`, `${participating}`]),
      ['Totalt (varje samarbete räknat en gång)', `${total}`, `${withParticipants}`],
    ]);
    expect(tableWith(parts.document, 'År').slice(1)).toEqual(
      years.map((year, index) =>
        [year, ...cities.map(city => city.perYear[index]), perYear[index]].map(String),
      ),
    );
  });

  test('tells the main figures in sentences', () => {
    const text = allText(parts.document);
    expect(text).toContain('har informerat om 18\u00a0samarbeten med vänorterna under perioden 2016–2026.');
    expect(text).toContain(
      'Vänortsmötet 2025 hölls i Göteborg 11–12 november 2025, med temat trygga städer.',
    );
    expect(text).toContain('3\u00a0svar har kommit in; 8 tillfrågades.');
    expect(text).toContain('Inget att rapportera: Kulturförvaltningen.');
    expect(text).toContain('Har inte svarat: Göteborgs Hamn AB.');
  });

  test('quotes what was learned, with its reference', () => {
    expect(allText(parts.document)).toMatch(
      /Lärarutbyte om den nya läroplanen \(V-2026-0005\), Grundskoleförvaltningen\nLärdomar: Planera tidigt\./,
    );
  });

  test('lists every collaboration of the period in Bilaga 1, on pages that lie on their side', () => {
    const annex = parts.document.slice(parts.document.indexOf('Bilaga 1. Förteckning'));
    expect(annex.match(/V-2026-\d{4}/g)).toHaveLength(18);
    expect(annex).toContain('w:orient="landscape"');
  });

  test('numbers its pages, on A4', () => {
    expect(parts.footer).toContain('Sida ');
    expect(parts.footer).toContain('NUMPAGES');
    expect(parts.document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
  });
});

test('a period with nothing in it gives a short report with no tables and pictures', async () => {
  const { document } = await partsOf([], {}, NOTHING_AROUND);
  expect(allText(document)).toContain('Ingen förvaltning och inget bolag har informerat om något samarbete');
  expect(document).not.toContain('<w:tbl>');
  expect(document).not.toContain('<w:drawing>');
  expect(allText(document)).not.toContain('Bilaga 1');
  expect(allText(document)).toContain('Inget vänortsmöte under perioden 2016–2026 är känt.');
});

test('fewer than five answers without names are not shown, and it says so', async () => {
  const evaluation = { ...anEvaluation({ anonymous: true }), results: undefined };
  const { document } = await partsOf([], {}, { ...around, evaluations: [evaluation] });
  expect(allText(document)).toContain(
    'Färre än fem har svarat själva, och därför visas inte vad de svarade.',
  );
  expect(allText(document)).not.toContain('Skyfallskartan');
});

test('what is known of the case stands on top', async () => {
  const { document } = await partsOf([], {
    caseNumber: 'SLK-2026-00190',
    handledBy: 'Planeringsledare',
    title: 'Våra vänorter',
  });
  expect(allText(document)).toContain('Ärendenummer: SLK-2026-00190');
  expect(allText(document)).toContain('Handläggare: Planeringsledare');
  expect(headingsIn(document)[0]!.text).toBe('Våra vänorter');
});

test('more collaborations than Bilaga 1 has room for are in the spreadsheet, and it says so', async () => {
  const { document } = await partsOf([anEntry()], { entries: undefined });
  expect(allText(document)).toContain(
    'Förteckningen har fler än 1\u00a0000 rader och står därför i kalkylbladet.',
  );
});

describe('whatever somebody wrote', () => {
  const nasty = `Start\u0000\u0007\u001b </w:t><b>&amp; "x" 👩‍🏫 שלום \u202eomvänt \ud83d =HYPERLINK("http://x")`;

  test('comes out as text', async () => {
    const entry = anEntry({
      content: aContent({ title: nasty, when: when('2024') }),
      followUps: [answer({ result: `${nasty}\nandra raden`, learned: 'å'.repeat(10_000) })],
    });
    const { document } = await partsOf([entry]);
    expect(document).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e\ufffe\uffff]/);
    expect(() => encodeURIComponent(document)).not.toThrow();
    expect(document).toContain('Start &lt;/w:t&gt;&lt;b&gt;&amp;amp; ');
    expect(document).toContain('👩‍🏫 שלום omvänt');
    expect(document).toContain('å'.repeat(10_000));
  });
});
