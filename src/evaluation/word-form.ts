import {
  AlignmentType,
  BorderStyle,
  CheckBox,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  TextRun,
  type ISectionOptions,
} from 'docx';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import type { Coordinators } from '../directory/coordinators';
import type { Lists, Reader } from '../directory/lists';
import type { FileMaker } from '../files/file';
import { translator, type Locale } from '../i18n';
import { cityDay, formatDay } from '../i18n/moments';
import { questions, type Question } from '../meetings/evaluation';
import type { Meeting } from '../meetings/cycle';
import { recordOf } from '../meetings/standing';
import { placeAndYear, whenText } from '../meetings/wording';
import { hostingOver } from '../meetings/hosted';
import { choicesOf } from './mail';
import type { EvaluationStore } from './store';

/** The kind of file that this folder makes; its id is that of the meeting. */
export const GUEST_FORM = 'evaluationForm';

export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** How Word knows the languages of the texts. */
const WORD_LANGUAGE: Record<Locale, string> = { sv: 'sv-SE', en: 'en-GB' };

/** How high the box below a question is, in lines. */
const LINES = 5;
const FONT = 'Arial';
/** In twentieths of a point. */
const NUMBER_INDENT = { left: 420, hanging: 420 };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '767676', space: 1 } as const;

export interface GuestFormParts {
  coordinators: Pick<Coordinators, 'includes'>;
  store: Pick<EvaluationStore, 'load'>;
  lists: () => Promise<Lists>;
  now: () => Date;
}

/** Makes the questions as a Word document for the guests from the other cities, in Swedish and in English. */
export function guestFormMaker({ coordinators, store, lists, now }: GuestFormParts): FileMaker {
  return async ({ id }, { actorId, locale }) => {
    if (!(await coordinators.includes(actorId))) throw new NotFoundOrNotAllowedError();
    const [current, stored] = await Promise.all([lists(), store.load(id)]);
    const meeting = hostingOver(current, id, cityDay(now()));
    if (!meeting || !stored) return undefined;
    const { closesOn, anonymous } = stored.value;
    const bytes = await guestForm(
      { locale, lists: current },
      { meeting, meetingId: id, closesOn, anonymous },
    );
    return { name: guestFormName(locale, meeting), contentType: WORD, bytes };
  };
}

/** "utvardering-goteborg-2025.docx": what it is called on the way. */
export function guestFormName(locale: Locale, { year }: Pick<Meeting, 'year'>): string {
  return translator(locale)('evaluation:word.fileName', { year });
}

export interface GuestFormAbout {
  meeting: Meeting;
  meetingId: string;
  /** ISO day. */
  closesOn: string;
  anonymous: boolean;
}

/** The document itself: a part in each language, with headings, boxes to tick and boxes to write in. */
export async function guestForm(reader: Reader, about: GuestFormAbout): Promise<Uint8Array> {
  const t = translator('sv');
  const document = new Document({
    title: t('evaluation:word.title', { place: placeAndYear({ ...reader, locale: 'sv' }, about.meeting) }),
    creator: t('evaluation:word.creator'),
    styles: {
      default: {
        document: { run: { font: FONT, size: 22, language: { value: WORD_LANGUAGE.sv } } },
        heading1: { run: { font: FONT, size: 34, bold: true }, paragraph: { spacing: { after: 160 } } },
        heading2: {
          run: { font: FONT, size: 24, bold: true },
          paragraph: { spacing: { before: 280, after: 80 }, keepNext: true },
        },
      },
    },
    numbering: {
      config: (['sv', 'en'] as const).map(locale => ({
        reference: locale,
        levels: [
          {
            level: 0,
            format: LevelFormat.DECIMAL,
            text: '%1.',
            alignment: AlignmentType.START,
            style: { paragraph: { indent: NUMBER_INDENT } },
          },
        ],
      })),
    },
    sections: (['sv', 'en'] as const).map(locale => partIn({ ...reader, locale }, about)),
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function partIn(
  reader: Reader,
  { meeting, meetingId, closesOn, anonymous }: GuestFormAbout,
): ISectionOptions {
  const { locale, lists } = reader;
  const t = translator(locale);
  const when = whenText(reader, meeting, recordOf(lists, meetingId));
  const about = [
    t('evaluation:mail.guests', { when, on: formatDay(closesOn, locale) }),
    t(anonymous ? 'evaluation:mail.guestsAnonymous' : 'evaluation:mail.guestsNamed'),
    t('evaluation:form.secrecy'),
  ];
  return {
    properties: {},
    children: [
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        children: [said(locale, t('evaluation:word.title', { place: placeAndYear(reader, meeting) }))],
      }),
      ...about.map(text => new Paragraph({ spacing: { after: 120 }, children: [said(locale, text)] })),
      // Without names the city is not asked for either.
      ...(anonymous ? [] : [heading(locale, t('evaluation:word.city')), ...emptyLines(locale, 1)]),
      ...questions.flatMap(question => questionIn(locale, question)),
      // What stands last in a section loses its border.
      new Paragraph({ children: [said(locale, '')] }),
    ],
  };
}

function questionIn(locale: Locale, { id, kind }: Question): Paragraph[] {
  const t = translator(locale);
  const question = new Paragraph({
    heading: HeadingLevel.HEADING_2,
    numbering: { reference: locale, level: 0 },
    children: [said(locale, t(`meetings:evaluation.question.${id}`))],
  });
  if (kind === 'text') return [question, ...emptyLines(locale, LINES)];
  const choices = choicesOf(locale, kind);
  const boxes = choices.map(
    (choice, index) =>
      new Paragraph({
        keepNext: index < choices.length - 1,
        children: [new CheckBox({ alias: choice }), said(locale, ` ${choice}`)],
      }),
  );
  return [question, ...boxes];
}

function heading(locale: Locale, text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_2, children: [said(locale, text)] });
}

/** A box to write in, which grows with what is written: neighbours with the same borders become one. */
function emptyLines(locale: Locale, count: number): Paragraph[] {
  return Array.from(
    { length: count },
    () =>
      new Paragraph({
        border: { top: LINE, bottom: LINE, left: LINE, right: LINE },
        children: [said(locale, '')],
      }),
  );
}

function said(locale: Locale, text: string): TextRun {
  return new TextRun({ text, language: { value: WORD_LANGUAGE[locale] } });
}
