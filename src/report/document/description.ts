import { categoriesPicture, IN_PICTURE, perYearPicture, unitsByAreaPicture } from '../charts/charts';
import type { Figures, Quote } from '../figures';
import * as tables from '../tables';
import { headings, method, toWrite as places } from '../wording/document';
import * as say from '../wording/sentences';
import { howMany, list, periodText } from '../wording/words';
import { bullet, heading, paragraph, quote, quoteHead, toWrite, type Block } from './blocks';
import { evaluationParts } from './evaluation';
import type { Numbered } from './numbered';

/** More names than this stand as a list. */
const NAMES_IN_A_SENTENCE = 6;
/** A table has no space of its own below it. */
const AFTER_TABLE = { spacing: { before: 200, after: 100 } };

/** "Beskrivning av ärendet": everything that the figures tell, each part only where there is something in it. */
export async function description(figures: Figures, numbered: Numbered): Promise<Block[]> {
  return [
    heading(2, headings.description),
    ...meetings(figures),
    ...(await collaborations(figures, numbered)),
    ...(await evaluationParts(figures, numbered)),
    ...replies(figures),
    ...methodNote(figures),
  ];
}

function meetings({ meetings: all, ...period }: Figures): Block[] {
  const texts = all.map(say.meetingSentence);
  return [
    heading(3, headings.meetings),
    ...(texts.length > 0
      ? texts.map(text => bullet(text))
      : [paragraph(`Inget vänortsmöte under perioden ${periodText(period)} är känt.`)]),
    ...(all.some(({ isHost }) => isHost) ? [toWrite(places.meetings)] : []),
  ];
}

async function collaborations(figures: Figures, numbered: Numbered): Promise<Block[]> {
  if (figures.total === 0) {
    return [heading(3, headings.collaborations), paragraph(say.nothingSentence(figures))];
  }
  const startNote = say.startNote(figures);
  return [
    heading(3, headings.collaborations),
    paragraph(say.citySentence(figures, 'Av de samarbeten som pågick under perioden')),
    ...numbered.table(tables.citiesTable(figures)),
    ...numbered.picture(await perYearPicture(figures), 'Pågående samarbeten per år, för varje vänort'),
    ...numbered.table(tables.perYearTable(figures)),
    ...(startNote === undefined ? [] : [paragraph(startNote, AFTER_TABLE)]),
    heading(3, headings.units),
    paragraph(say.unitSentence(figures)),
    ...numbered.table(tables.unitsTable(figures)),
    ...numbered.picture(
      await unitsByAreaPicture(figures),
      'Samarbeten per ansvarig förvaltning eller bolag, och område',
    ),
    ...numbered.table(tables.unitsByAreaTable(figures, IN_PICTURE), { upright: true }),
    ...unitsWithNone(figures),
    heading(3, headings.kinds),
    paragraph(say.kindSentence(figures)),
    ...numbered.picture(await categoriesPicture(figures), 'Samarbeten per kategori'),
    ...numbered.table(tables.categoriesTable(figures)),
    ...numbered.table(tables.areasTable(figures)),
    ...numbered.table(tables.directionsTable(figures)),
    ...numbered.table(tables.fundingsTable(figures)),
    heading(3, headings.course),
    ...numbered.table(tables.courseTable(figures)),
    ...results(figures, numbered),
  ];
}

function unitsWithNone({ unitsWithNone: units }: Figures): Block[] {
  if (units.length === 0) return [];
  const count = howMany(units.length, 'förvaltning eller bolag', 'förvaltningar och bolag');
  const first = `${count} som ska informera om sina samarbeten är inte med i något samarbete under perioden`;
  return names(
    first,
    units.map(({ name }) => name),
    AFTER_TABLE,
  );
}

/** A few names in the sentence, many after it. */
function names(sentence: string, all: readonly string[], options = {}): Block[] {
  const text = all.length <= NAMES_IN_A_SENTENCE ? list(all) : all.join(', ');
  return [paragraph(`${sentence}: ${text}.`, options)];
}

function results(figures: Figures, numbered: Numbered): Block[] {
  const { quotes, quotesLeftOut, total, withResults } = figures;
  const left =
    quotesLeftOut > 0
      ? [
          paragraph(
            `${howMany(quotesLeftOut, 'svar', 'svar')} till får inte plats här. De står i kalkylbladet.`,
          ),
        ]
      : [];
  return [
    heading(3, headings.results),
    paragraph(say.resultSentence(total, withResults)),
    ...numbered.table(tables.outcomesTable(figures)),
    ...(quotes.length > 0
      ? [
          paragraph('Förvaltningar och bolag har med egna ord berättat följande.', {
            ...AFTER_TABLE,
            keepNext: true,
          }),
        ]
      : []),
    ...quotes.flatMap(quoted),
    ...left,
  ];
}

function quoted({ ref, title, unit, year, result, learned, willUse }: Quote): Block[] {
  const about = year === undefined ? '' : `, om ${year}`;
  const texts = [
    ['Resultat', result],
    ['Lärdomar', learned],
    ['Kommer att användas', willUse],
  ] as const;
  return [
    quoteHead(`${title} (${ref}), ${unit}${about}`),
    ...texts.flatMap(([name, text]) => (text ? [quote(name, text)] : [])),
  ];
}

function replies({ replies: all }: Figures): Block[] {
  if (all.length === 0) return [];
  return [
    heading(3, headings.replies),
    ...all.flatMap(reply => [
      paragraph(say.replySentence(reply)),
      ...(reply.nothing.length > 0 ? names('Inget att rapportera', reply.nothing) : []),
      ...(reply.told.length > 0
        ? names('Har inte svarat, men har samarbeten i förteckningen', reply.told)
        : []),
      ...(reply.silent.length > 0 ? names('Har inte svarat', reply.silent) : []),
    ]),
  ];
}

function methodNote(figures: Figures): Block[] {
  const withoutStart = say.withoutStartSentence(figures);
  return [
    heading(3, headings.method),
    paragraph(say.sourceSentence(figures)),
    ...method.map(text => bullet(text)),
    ...(withoutStart ? [bullet(withoutStart)] : []),
  ];
}
