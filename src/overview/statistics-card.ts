import { defineCard, type CardMessage } from '../cards/card';
import { cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { areaName, categoryName } from '../directory/terms';
import { unitName } from '../directory/units';
import { joinWords, translator } from '../i18n';
import statisticsTemplate from './cards/statistics.json';
import { NO_AREA, yearOf, type Counts, type Dimension, type Tally, type Years } from './model';
import { FIRST_YEAR, MOST_YEARS, type StatisticsQuestion } from './question';
import type { Statistics } from './service';

/** What one card shows of the counts. */
export const statisticsViews = ['year', 'city', 'unit', 'category', 'area'] as const;
export type StatisticsPart = (typeof statisticsViews)[number];

interface Chart {
  title: string;
  points: { x: string; y: number }[];
  /** The same in words, where charts are not shown. */
  text: string;
  /** How many more there are, which would make all other bars small. */
  rest: string;
}

interface TableRow {
  name: string;
  starts: string;
  underWay: string;
  ends: string;
}

interface Table {
  heading: string;
  rows: TableRow[];
  notes: { note: string }[];
}

interface Button extends Years {
  title: string;
  mode: 'primary' | 'secondary';
  view: StatisticsPart;
  cities: string[];
}

const statisticsTemplateCard = defineCard<{
  summary: string;
  notUnderstood: string;
  scope: string;
  total: string;
  hasTotal: boolean;
  countedLast: string;
  charts: Chart[];
  tables: Table[];
  notes: { note: string }[];
  buttons: Button[];
}>(statisticsTemplate);

export interface StatisticsView {
  question: StatisticsQuestion;
  statistics: Statistics;
  view: StatisticsPart;
  /** ISO day. */
  today: string;
  /** What was asked for besides, and cannot be answered. */
  notUnderstood?: string;
}

/** How many bars a phone shows well, and how many rows of a table stay within the size of a card. */
const MOST_BARS = 15;
const MOST_ROWS = 45;

/** Counts as charts, with the same numbers as tables (S7). */
export function statisticsCard(reader: Reader, shown: StatisticsView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const { question, statistics, view } = shown;
  const { counts, countedLast } = statistics;
  const { total } = counts;
  const scope = scopeText(reader, question);
  const hasTotal = total.starts + total.underWay + total.ends > 0;
  const rows = view === 'year' ? [] : rowsOf(reader, view, shown);
  return statisticsTemplateCard(locale, {
    summary: hasTotal
      ? t('overview:stats.summary', { scope, ...total })
      : t('overview:stats.emptySummary', { scope }),
    notUnderstood: notUnderstoodText(reader, shown),
    scope,
    total: hasTotal ? t('overview:stats.total', { ...total }) : t('overview:stats.empty'),
    hasTotal,
    countedLast: countedLast ? t('overview:stats.countedLast', { count: number(reader, countedLast) }) : '',
    charts: view === 'year' ? yearCharts(reader, counts) : partChart(reader, view, rows),
    tables: [view === 'year' ? yearTable(reader, counts) : partTable(reader, view, rows)],
    notes: hasTotal ? notes(reader, shown).map(note => ({ note })) : [{ note: t('overview:stats.note.how') }],
    buttons: buttons(reader, shown),
  });
}

function notUnderstoodText({ locale }: Reader, { question, notUnderstood }: StatisticsView): string {
  if (!notUnderstood) return '';
  const t = translator(locale);
  const line = t('overview:stats.notUnderstood', { words: notUnderstood });
  return question.cities.length === 0 ? `${line} ${t('overview:stats.hereIsAll')}` : line;
}

function scopeText(reader: Reader, { cities, years }: StatisticsQuestion): string {
  const names = joinWords(
    reader.locale,
    cities.map(id => cityName(reader, id)),
  );
  return translator(reader.locale)('overview:stats.scope', {
    cities: names || translator(reader.locale)('overview:stats.everyCity'),
    years: yearsText(years),
  });
}

function yearsText({ from, to }: Years): string {
  return from === to ? String(from) : `${from}–${to}`;
}

const marks = ['starts', 'underWay', 'ends'] as const;

/** One chart for each count: three in one would be told apart by colour alone. Of one year there is one. */
function yearCharts(reader: Reader, { years }: Counts): Chart[] {
  const t = translator(reader.locale);
  const [first, ...more] = years;
  if (first && more.length === 0) {
    const points = marks.map(mark => ({ x: t(`overview:stats.column.${mark}`), y: first.tally[mark] }));
    return chart(reader, String(first.year), points);
  }
  return marks.flatMap(mark =>
    chart(
      reader,
      t(`overview:stats.chart.${mark}`),
      years.map(({ year, tally }) => ({ x: String(year), y: tally[mark] })),
    ),
  );
}

function partChart(reader: Reader, part: Dimension, rows: readonly NamedTally[]): Chart[] {
  const t = translator(reader.locale);
  const underWay = rows.filter(({ tally }) => tally.underWay > 0);
  const bars = underWay.slice(0, MOST_BARS).map(({ name, tally }) => ({ x: name, y: tally.underWay }));
  const left = underWay.slice(MOST_BARS);
  const count = left.reduce((sum, { tally }) => sum + tally.underWay, 0);
  const rest = left.length > 0 ? t('overview:stats.restOfChart', { left: left.length, count }) : '';
  return chart(reader, t(`overview:stats.chart.${part}`), bars, rest);
}

/** None where there is nothing to draw. */
function chart({ locale }: Reader, title: string, points: Chart['points'], rest = ''): Chart[] {
  if (points.every(({ y }) => y === 0)) return [];
  const values = points.map(({ x, y }) => translator(locale)('overview:stats.value', { name: x, count: y }));
  return [{ title, points, text: values.join('; '), rest }];
}

interface NamedTally {
  name: string;
  tally: Tally;
}

/** The most first, and those with as many by name. With cities asked for, only those are told apart. */
function rowsOf(reader: Reader, part: Dimension, { statistics, question }: StatisticsView): NamedTally[] {
  const collator = new Intl.Collator(reader.locale);
  const asked = (id: string) =>
    part !== 'city' || question.cities.length === 0 || question.cities.includes(id);
  return [...statistics.counts.by[part]]
    .filter(([id]) => asked(id))
    .map(([id, tally]) => ({ name: nameIn(reader, part, id), tally }))
    .sort(
      (a, b) =>
        b.tally.underWay - a.tally.underWay ||
        b.tally.starts - a.tally.starts ||
        collator.compare(a.name, b.name),
    );
}

function nameIn(reader: Reader, part: Dimension, id: string): string {
  switch (part) {
    case 'city':
      return cityName(reader, id);
    case 'unit':
      return unitName(reader, id);
    case 'category':
      return categoryName(reader, id);
    case 'area':
      return id === NO_AREA ? translator(reader.locale)('overview:stats.noArea') : areaName(reader, id);
  }
}

/** The first ones, and one row for all the rest. */
function shortened({ locale }: Reader, rows: readonly NamedTally[], most: number): NamedTally[] {
  if (rows.length <= most) return [...rows];
  const rest = rows.slice(most - 1);
  const sum = (mark: keyof Tally) => rest.reduce((total, { tally }) => total + tally[mark], 0);
  return [
    ...rows.slice(0, most - 1),
    {
      name: translator(locale)('overview:stats.others', { count: rest.length }),
      tally: { starts: sum('starts'), underWay: sum('underWay'), ends: sum('ends') },
    },
  ];
}

function yearTable(reader: Reader, { years }: Counts): Table {
  const rows = years.map(({ year, tally }) => ({ name: String(year), tally }));
  return table(reader, 'year', rows, []);
}

function partTable(reader: Reader, part: Dimension, rows: readonly NamedTally[]): Table {
  const t = translator(reader.locale);
  const note =
    part === 'city'
      ? [t('overview:stats.note.twoCities')]
      : part === 'unit'
        ? [t('overview:stats.note.responsible')]
        : [];
  return table(reader, part, shortened(reader, rows, MOST_ROWS), note);
}

function table(
  reader: Reader,
  part: Dimension | 'year',
  rows: readonly NamedTally[],
  tableNotes: readonly string[],
): Table {
  const t = translator(reader.locale);
  const header = {
    name: t(`overview:stats.column.${part}`),
    starts: t('overview:stats.column.starts'),
    underWay: t('overview:stats.column.underWay'),
    ends: t('overview:stats.column.ends'),
  };
  return {
    heading: t(`overview:stats.by.${part}`),
    rows: [header, ...rows.map(({ name, tally }) => toRow(reader, name, tally))],
    notes: tableNotes.map(note => ({ note })),
  };
}

function toRow(reader: Reader, name: string, { starts, underWay, ends }: Tally): TableRow {
  return {
    name: breakable(name),
    starts: number(reader, starts),
    underWay: number(reader, underWay),
    ends: number(reader, ends),
  };
}

/** A soft hyphen where a long Swedish compound may be broken in a narrow column. */
function breakable(name: string): string {
  return name.replace(/(?<=\p{L})(?=förvaltning)/gu, '\u00ad');
}

function number({ locale }: Reader, value: number): string {
  return value.toLocaleString(locale === 'en' ? 'en-GB' : 'sv-SE');
}

/** What the words mean here, so that the numbers can be told to others. */
function notes(reader: Reader, { question, statistics, view, today }: StatisticsView): string[] {
  const t = translator(reader.locale);
  const { withoutStart } = statistics.counts;
  const { from, to } = question.years;
  const thisYear = yearOf(today);
  const underWay = () => {
    if (from === thisYear && to === thisYear) return t('overview:stats.note.onlyToday');
    if (view === 'year' && from <= thisYear && thisYear <= to) {
      return t('overview:stats.note.underWayToday', { year: thisYear });
    }
    return to === thisYear
      ? t('overview:stats.note.spanToToday', { from })
      : t('overview:stats.note.underWay');
  };
  return [
    `${underWay()} ${t('overview:stats.note.ends')}`,
    ...(withoutStart > 0 ? [t('overview:stats.note.withoutStart', { count: withoutStart })] : []),
    t('overview:stats.note.how'),
  ];
}

/** So many buttons stand in the open. */
const IN_THE_OPEN = 3;

/** The other ways to look at it first; other cities and years in the menu. */
function buttons(reader: Reader, { question, view }: StatisticsView): Button[] {
  const t = translator(reader.locale);
  const { cities, years } = question;
  const length = years.to - years.from + 1;
  const earlier = {
    from: Math.max(FIRST_YEAR, years.from - Math.min(length, MOST_YEARS)),
    to: years.from - 1,
  };
  const views = statisticsViews.filter(other => other !== view && !(other === 'city' && cities.length === 1));
  const others = reader.lists.cities.filter(({ id }) => cities.length !== 1 || cities[0] !== id);
  return [
    ...views.map((other, index) => ({
      title: t(`overview:stats.by.${other}`),
      mode: index < IN_THE_OPEN ? ('primary' as const) : ('secondary' as const),
      view: other,
      cities,
      ...years,
    })),
    ...others.map(({ id }) => secondary(cityName(reader, id), [id], years)),
    ...(cities.length > 0 ? [secondary(t('overview:stats.everyCity'), [], years)] : []),
    ...(earlier.to >= FIRST_YEAR ? [secondary(t('overview:stats.earlier'), cities, earlier)] : []),
  ];

  function secondary(title: string, chosen: string[], ofYears: Years): Button {
    const shownView = view === 'city' && chosen.length === 1 ? 'year' : view;
    return { title, mode: 'secondary', view: shownView, cities: chosen, ...ofYears };
  }
}
