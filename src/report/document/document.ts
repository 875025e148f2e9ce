import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import type { Lists } from '../../directory/lists';
import type { Figures } from '../figures';
import type { Entry } from '../model';
import { cleanLine } from '../text';
import {
  AUTHOR,
  draftNote,
  headings,
  obligations,
  PAPER,
  toWrite as places,
  usualProposal,
} from '../wording/document';
import { defaultTitle, summary } from '../wording/sentences';
import { list } from '../wording/words';
import { annex } from './annex';
import { bullet, fact, heading, note, paragraph, toWrite, type Block } from './blocks';
import { description } from './description';
import { makeNumbered } from './numbered';
import { styles, STYLE } from './styles';

export interface DocumentOrder {
  figures: Figures;
  /** For Bilaga 1, in the order in which they stand there; undefined where there are too many. */
  entries: readonly Entry[] | undefined;
  lists: Lists;
  title?: string;
  caseNumber?: string;
  handledBy?: string;
}

/** In twentieths of a point, as Word has it. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = convertMillimetersToTwip(25);

/** The comprehensive report as a Word file (S9), with the City's order of headings. */
export async function makeDocument(order: DocumentOrder): Promise<Uint8Array> {
  const title = cleanLine(order.title ?? defaultTitle(order.figures));
  const upright = [...head(order, title), ...(await body(order, title))];
  const page = (orientation: 'portrait' | 'landscape') => ({
    size: { ...A4, orientation: PageOrientation[orientation === 'portrait' ? 'PORTRAIT' : 'LANDSCAPE'] },
    margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
  });
  const edges = { headers: { default: header() }, footers: { default: footer(title) } };
  const file = new Document({
    title,
    creator: AUTHOR,
    lastModifiedBy: AUTHOR,
    subject: 'Göteborgs nordiska vänorter',
    description: 'Utkast till samlad avrapportering',
    styles,
    sections: [
      { properties: { page: page('portrait') }, ...edges, children: upright },
      ...(order.figures.total > 0
        ? [
            {
              properties: { page: page('landscape') },
              ...edges,
              children: annex(order.entries, order.lists, order.figures.total),
            },
          ]
        : []),
    ],
  });
  return Packer.toBuffer(file);
}

function header(): Header {
  return new Header({
    children: [paragraph('Göteborgs Stad, stadsledningskontoret', { style: STYLE.cell })],
  });
}

function footer(title: string): Footer {
  const page = new TextRun({ children: ['Sida ', PageNumber.CURRENT, ' av ', PageNumber.TOTAL_PAGES] });
  return new Footer({
    children: [
      paragraph(title, { style: STYLE.cell }),
      new Paragraph({ style: STYLE.cell, alignment: AlignmentType.LEFT, children: [page] }),
    ],
  });
}

function head({ figures, caseNumber, handledBy }: DocumentOrder, title: string): Block[] {
  return [
    paragraph(headings.kind, { style: STYLE.kind }),
    fact(headings.issued, undefined, places.issued),
    fact(headings.caseNumber, caseNumber, places.caseNumber),
    fact(headings.handledBy, handledBy, places.handledBy),
    heading(1, title),
    note(draftNote),
    heading(2, headings.proposal),
    toWrite(places.proposal, usualProposal(title)),
    heading(2, headings.summary),
    ...summary(figures).map(sentences => paragraph(sentences.join(' '))),
    toWrite(places.summary),
    heading(2, headings.economic),
    toWrite(places.economic),
    heading(2, headings.ecological),
    toWrite(places.ecological),
    heading(2, headings.social),
    toWrite(places.social),
    heading(2, headings.consultation),
    toWrite(places.consultation),
    heading(2, headings.annexes),
    paragraph(figures.total > 0 ? '1. Förteckning över samarbeten' : 'Inga.'),
  ];
}

async function body({ figures }: DocumentOrder, title: string): Promise<Block[]> {
  return [
    heading(2, headings.matter),
    ...matter(figures, title),
    ...(await description(figures, makeNumbered())),
    heading(2, headings.assessment),
    toWrite(places.assessment),
    toWrite(places.signatures),
  ];
}

/** Why the report is made: what the position paper lays down. */
function matter({ cities }: Figures, title: string): Block[] {
  return [
    paragraph(
      `${title} redovisas för kommunstyrelsen. Göteborgs nordiska vänorter är ${list(cities.map(({ name }) => name))}.`,
    ),
    paragraph(`${PAPER} lägger fast följande.`, { keepNext: true }),
    ...obligations.map(text => bullet(text)),
  ];
}
