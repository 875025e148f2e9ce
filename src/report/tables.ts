import { translator } from '../i18n';
import type { Figures, UnitFigures } from './figures';
import { meetingText, meetingYear, NOT_TOLD, periodText } from './wording/words';

/** A table of figures, as it stands in the document and on a sheet of its own. */
export interface Table {
  /** What it shows: its caption. */
  title: string;
  /** Its name among the tabs of the spreadsheet: 31 characters at most. */
  sheet: string;
  columns: readonly string[];
  /** Numbers are figures; a text in a column of figures says why there is none. */
  rows: readonly (readonly (string | number)[])[];
  /** Whether the last row is a total. */
  hasTotal?: boolean;
}

export const ONCE = 'Totalt (varje samarbete räknat en gång)';

export function perYearTable({ years, perYear, cities }: Figures): Table {
  return {
    title: 'Pågående samarbeten per år och vänort',
    sheet: 'År och vänort',
    columns: ['År', ...cities.map(({ name }) => name), 'Alla'],
    rows: years.map((year, index) => [
      String(year),
      ...cities.map(city => city.perYear[index] ?? 0),
      perYear[index] ?? 0,
    ]),
  };
}

export function citiesTable({ cities, total }: Figures): Table {
  return {
    title: 'Samarbeten per vänort',
    sheet: 'Vänorter',
    columns: ['Vänort', 'Antal samarbeten'],
    rows: [...cities.map(({ name, count }) => [name, count]), [ONCE, total]],
    hasTotal: true,
  };
}

export function unitsTable({ units, total, withParticipants }: Figures): Table {
  return {
    title: 'Samarbeten per förvaltning och bolag',
    sheet: 'Förvaltningar och bolag',
    columns: ['Förvaltning eller bolag', 'Ansvarig', 'Deltagande'],
    rows: [
      ...units.map(({ name, responsible, participating }) => [name, responsible, participating]),
      [ONCE, total, withParticipants],
    ],
    hasTotal: true,
  };
}

/** So many of each have room in a picture and on an upright page; the others are counted together. */
export interface Bounds {
  units: number;
  areas: number;
}

export interface Matrix {
  units: readonly string[];
  areas: readonly string[];
  /** By unit, then by area. */
  counts: readonly (readonly number[])[];
}

/** What each unit is responsible for, by area: the largest, and the others together. */
export function unitsByArea({ units, areas }: Figures, most?: Bounds): Matrix {
  const responsible = units.filter(unit => unit.responsible > 0);
  const [shownUnits, otherUnits] = parted(responsible, most?.units);
  const [shownAreas, otherAreas] = parted(areas, most?.areas);
  const countsOf = (unit: Pick<UnitFigures, 'perArea'>) => [
    ...shownAreas.map((_, index) => unit.perArea[index] ?? 0),
    ...(otherAreas.length > 0 ? [sum(unit.perArea.slice(shownAreas.length))] : []),
  ];
  const others = {
    perArea: areas.map((_, index) => sum(otherUnits.map(({ perArea }) => perArea[index] ?? 0))),
  };
  return {
    units: [...shownUnits.map(({ name }) => name), ...(otherUnits.length > 0 ? ['Övriga'] : [])],
    areas: [...shownAreas.map(({ name }) => name), ...(otherAreas.length > 0 ? ['Övriga områden'] : [])],
    counts: [...shownUnits.map(countsOf), ...(otherUnits.length > 0 ? [countsOf(others)] : [])],
  };
}

/** "The others" are at least two: one alone is named. */
function parted<T>(all: readonly T[], most = all.length): [shown: T[], others: T[]] {
  const end = all.length <= most ? all.length : most - 1;
  return [all.slice(0, end), all.slice(end)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function unitsByAreaTable(figures: Figures, most?: Bounds): Table {
  const { units, areas, counts } = unitsByArea(figures, most);
  return {
    title: 'Samarbeten per ansvarig förvaltning eller bolag, och område',
    sheet: 'Förvaltningar och områden',
    columns: ['Förvaltning eller bolag', ...areas],
    rows: units.map((name, index) => [name, ...counts[index]!]),
  };
}

export function categoriesTable({ categories }: Figures): Table {
  return counts('Samarbeten per kategori', 'Kategorier', 'Kategori', categories);
}

export function areasTable({ areas }: Figures): Table {
  return counts('Samarbeten per område', 'Områden', 'Område', areas);
}

export function directionsTable({ directions }: Figures): Table {
  return counts('Samarbeten per riktning', 'Riktningar', 'Riktning', directions);
}

export function fundingsTable({ fundings }: Figures): Table {
  return counts('Samarbeten per finansiering', 'Finansiering', 'Finansiering', fundings);
}

function counts(
  title: string,
  sheet: string,
  what: string,
  all: readonly { name: string; count: number }[],
): Table {
  const rows = all.map(({ name, count }) => [name, count]);
  return { title, sheet, columns: [what, 'Antal samarbeten'], rows };
}

export function courseTable({ course }: Figures): Table {
  return {
    title: 'Påbörjade, pågående och avslutade samarbeten',
    sheet: 'Påbörjade och avslutade',
    columns: ['Läge', 'Antal samarbeten'],
    rows: [
      ['Påbörjade under perioden', course.started],
      ['Påbörjade före perioden', course.startedBefore],
      ['Pågående eller årliga, utan angiven början', course.startUnknown],
      ['Avslutade under perioden', course.ended],
      ['Pågående vid periodens slut', course.goingOn],
    ],
  };
}

export function outcomesTable({ happened, outlook, total, withResults }: Figures): Table {
  return {
    title: 'Vad förvaltningar och bolag har berättat om resultatet',
    sheet: 'Resultat',
    columns: ['Uppgift', 'Antal samarbeten'],
    rows: [
      ['Med resultat, lärdomar eller vad som kommer att användas', withResults],
      ['Utan resultat, lärdomar och vad som kommer att användas', total - withResults],
      ['Blev av', happened.yes],
      ['Blev delvis av', happened.partly],
      ['Blev inte av', happened.no],
      ['Ingen uppgift om det blev av', happened.notTold],
      ['Fortsätter som nu', outlook.continue],
      ['Fortsätter, men ändras', outlook.change],
      ['Avslutas', outlook.end],
      ['Ingen uppgift om fortsättningen', outlook.notTold],
    ],
  };
}

type Evaluation = Figures['evaluations'][number];

/** The questions with a scale, of one evaluation; undefined where nothing may be shown. */
export function scalesTable(evaluation: Evaluation): Table | undefined {
  const { results } = evaluation;
  const t = translator('sv');
  const scales = results?.filter(result => result.kind === 'scale' && result.count > 0) ?? [];
  if (scales.length === 0) return undefined;
  return {
    title: `Utvärdering av ${meetingText(evaluation)}: svar på en skala från 1 (inte alls) till 5 (helt och hållet)`,
    sheet: `Utvärdering ${meetingYear(evaluation)} skala`,
    columns: ['Fråga', 'Svar', '1', '2', '3', '4', '5', 'Median'],
    rows: scales.map(result => [
      t(`meetings:evaluation.question.${result.id}`),
      result.count,
      ...('distribution' in result ? result.distribution : []),
      ('median' in result ? result.median : undefined) ?? NOT_TOLD,
    ]),
  };
}

export function goesOnTable(evaluation: Evaluation): Table | undefined {
  const { results } = evaluation;
  const t = translator('sv');
  const choice = results?.find(result => result.kind === 'choice');
  if (choice?.kind !== 'choice' || choice.count === 0) return undefined;
  const names = (['continue', 'change', 'end'] as const).map(id => t(`meetings:evaluation.goesOn.${id}`));
  return {
    title: `Utvärdering av ${meetingText(evaluation)}: ${t('meetings:evaluation.question.goesOn').toLowerCase()}`,
    sheet: `Utvärdering ${meetingYear(evaluation)} fortsätta`,
    columns: ['Svar', 'Antal svar'],
    rows: names.map((name, index) => [name, choice.distribution[index] ?? 0]),
  };
}

export function groupsTable(evaluation: Evaluation): Table {
  const { groups } = evaluation;
  const t = translator('sv');
  return {
    title: `Utvärdering av ${meetingText(evaluation)}: tillfrågade och svar`,
    sheet: `Utvärdering ${meetingYear(evaluation)} svar`,
    columns: ['Grupp', 'Tillfrågade', 'Svar'],
    rows: groups.map(({ group, asked, answered }) => [
      t(`meetings:evaluation.group.${group}`),
      asked,
      answered,
    ]),
  };
}

export function evaluationTextsTable(evaluation: Evaluation): Table | undefined {
  const { results } = evaluation;
  const t = translator('sv');
  const rows = (results ?? []).flatMap(result =>
    result.kind === 'text'
      ? result.texts.map(text => [t(`meetings:evaluation.question.${result.id}`), text])
      : [],
  );
  if (rows.length === 0) return undefined;
  return {
    title: `Utvärdering av ${meetingText(evaluation)}: svar med egna ord`,
    sheet: `Utvärdering ${meetingYear(evaluation)} egna ord`,
    columns: ['Fråga', 'Svar'],
    rows,
  };
}

export function quotesTable({ quotes }: Figures): Table {
  return {
    title: 'Resultat och lärdomar',
    sheet: 'Resultat och lärdomar',
    columns: [
      'Referens',
      'Samarbete',
      'Förvaltning eller bolag',
      'År',
      'Resultat',
      'Lärdomar',
      'Kommer att användas',
    ],
    rows: quotes.map(({ ref, title, unit, year, result, learned, willUse }) => [
      ...[ref, title, unit, year === undefined ? '' : String(year)],
      ...[result, learned, willUse].map(text => text ?? ''),
    ]),
  };
}

export function repliesTable({ replies }: Figures): Table {
  return {
    title: 'Svar på frågan om samarbeten',
    sheet: 'Inget eller inget svar',
    columns: ['Frågan gällde', 'Förvaltning eller bolag', 'Svar'],
    rows: replies.flatMap(reply => [
      ...reply.nothing.map(name => [periodText(reply), name, 'Inget att rapportera']),
      ...reply.told.map(name => [
        periodText(reply),
        name,
        'Har inte svarat, men har samarbeten i förteckningen',
      ]),
      ...reply.silent.map(name => [periodText(reply), name, 'Har inte svarat']),
    ]),
  };
}

export function unitsWithNoneTable({ unitsWithNone }: Figures): Table {
  return {
    title: 'Förvaltningar och bolag utan samarbeten',
    sheet: 'Utan samarbeten',
    columns: ['Förvaltning eller bolag'],
    rows: unitsWithNone.map(({ name }) => [name]),
  };
}
