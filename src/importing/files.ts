// @ts-expect-error The package says that its types are for its ES module only; its CommonJS one, loaded here, has the same.
import writeSheets from 'write-excel-file/node';
import { offeredCities } from '../directory/cities';
import type { Lists, Reader } from '../directory/lists';
import { nameOn } from '../directory/named';
import { offeredTerms } from '../directory/terms';
import { allUnits, unitLabel } from '../directory/units';
import type { FileMaker, FileToSend } from '../files/file';
import { translator, type Locale } from '../i18n';
import { cityDay } from '../i18n/moments';
import { directionChoices, fundingChoices, outlookChoices } from './choices';
import { fields, type Field, type Problem } from './model';
import type { ImportService } from './service';
import { headingOf, insteadText, problemText } from './wording';

type Styled = { value: string | number; [style: string]: unknown };
type SheetData = Styled[][];

interface SheetToWrite {
  sheet: string;
  data: SheetData;
  columns: { width: number }[];
  /** How many rows stay in view. */
  stickyRowsCount: number;
}

const writeExcelFile = writeSheets as (sheets: SheetToWrite[]) => { toBuffer(): Promise<Buffer> };

/** The kinds of files that this folder makes; of the problems the id is that of the import. */
export const TEMPLATE_FILE = 'importTemplate';
export const PROBLEMS_FILE = 'importProblems';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Two columns for one time would only make people wonder; they are understood in lists of their own. */
const inTemplate = fields.filter(field => field !== 'from' && field !== 'to');
const EXAMPLES: readonly Field[] = [
  'title',
  'when',
  'workplace',
  'otherParticipants',
  'participants',
  'result',
  'contactFunction',
];

const WIDTHS: Partial<Record<Field, number>> = { unit: 32, title: 44, category: 32, purpose: 40, result: 40 };
const USUAL_WIDTH = 24;

export interface ImportFileParts {
  service: Pick<ImportService, 'mustBeCoordinator' | 'problems'>;
  lists: () => Promise<Lists>;
  now: () => Date;
}

/** Makes the template, from the lists as they are when it is fetched, and the file of what was wrong in a list. */
export function importFileMakers({ service, lists, now }: ImportFileParts): Record<string, FileMaker> {
  return {
    async [TEMPLATE_FILE](_what, { actorId, locale }) {
      await service.mustBeCoordinator(actorId);
      return templateFile({ locale, lists: await lists() }, cityDay(now()));
    },
    async [PROBLEMS_FILE]({ id }, { actorId, locale }) {
      const { problems } = await service.problems(actorId, id);
      return problems.length > 0 ? problemsFile(problems, locale) : undefined;
    },
  };
}

export function templateName(locale: Locale): string {
  return translator(locale)('importing:template.fileName');
}

export function problemsName(locale: Locale): string {
  return translator(locale)('importing:problems.fileName');
}

/** A workbook to fill in: the headings with one example, and a sheet with everything that can be chosen. */
async function templateFile(reader: Reader, today: string): Promise<FileToSend> {
  const { locale, lists } = reader;
  const t = translator(locale);
  const allowed = allowedValues(reader, today);
  const example = (field: Field): string => {
    if (EXAMPLES.includes(field))
      return t(`importing:template.example.${field}` as 'importing:template.example.title');
    if (field === 'cities')
      return lists.cities
        .slice(0, 2)
        .map(city => nameOn(city, locale))
        .join('; ');
    return allowed[field]?.[0] ?? '';
  };
  const list: SheetData = [
    inTemplate.map(field => headed(headingOf(field, locale))),
    inTemplate.map(field => text(example(field))),
  ];
  const columns = inTemplate.filter(field => allowed[field]);
  const longest = Math.max(...columns.map(field => allowed[field]!.length));
  const values: SheetData = [
    columns.map(field => headed(headingOf(field, locale))),
    ...Array.from({ length: longest }, (_, index) =>
      columns.map(field => text(allowed[field]![index] ?? '')),
    ),
  ];
  return workbook(templateName(locale), [
    {
      sheet: t('importing:template.list'),
      data: list,
      columns: inTemplate.map(field => ({ width: WIDTHS[field] ?? USUAL_WIDTH })),
      stickyRowsCount: 1,
    },
    {
      sheet: t('importing:template.values'),
      data: values,
      columns: columns.map(() => ({ width: 40 })),
      stickyRowsCount: 1,
    },
  ]);
}

function allowedValues(reader: Reader, today: string): Partial<Record<Field, string[]>> {
  const { locale, lists } = reader;
  const terms = (list: Lists['areas']) => offeredTerms(list, today).map(term => nameOn(term, locale));
  return {
    unit: allUnits(lists, today).map(({ id }) => unitLabel(reader, id)),
    cities: offeredCities(lists, today).map(city => nameOn(city, locale)),
    category: terms(lists.categories),
    direction: directionChoices.names(locale),
    area: terms(lists.areas),
    funding: fundingChoices.names(locale),
    outlook: outlookChoices.names(locale),
  };
}

/** Every problem on a row of its own, by the row of the list where it stands. */
function problemsFile(problems: readonly Problem[], locale: Locale): Promise<FileToSend> {
  const t = translator(locale);
  const data: SheetData = [
    (['row', 'column', 'value', 'problem', 'instead'] as const).map(part =>
      headed(t(`importing:problems.${part}`)),
    ),
    ...problems.map(problem => [
      { type: Number, value: problem.row },
      text(problem.heading || headingOf(problem.field, locale)),
      text(problem.value),
      text(problemText(problem, locale)),
      text(problem.instead.length > 0 ? problem.instead.join('; ') : insteadText(problem, locale)),
    ]),
  ];
  const columns = [8, 28, 40, 50, 60].map(width => ({ width }));
  return workbook(problemsName(locale), [
    { sheet: t('importing:problems.sheet'), data, columns, stickyRowsCount: 1 },
  ]);
}

async function workbook(name: string, sheets: SheetToWrite[]): Promise<FileToSend> {
  return { name, contentType: XLSX, bytes: await writeExcelFile(sheets).toBuffer() };
}

/** Always as text: what begins with = is no formula. */
function text(value: string) {
  return { type: String, value, wrap: true, alignVertical: 'top' } as const;
}

function headed(value: string) {
  return { type: String, value, fontWeight: 'bold', wrap: true } as const;
}
