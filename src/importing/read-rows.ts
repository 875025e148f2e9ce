import { createHash } from 'node:crypto';
import type { Reader } from '../directory/lists';
import { LOCALES, translator } from '../i18n';
import { outcomeSchema, type Content, type Outcome } from '../register/model';
import { directionSchema, fundingSchema } from '../register/vocabulary';
import type { When } from '../register/when';
import { lineOf, readCaseNumber, readLinks, readWhen, textOf, timeText, wrong } from './cells';
import {
  asWords,
  directionChoices,
  fundingChoices,
  outlookChoices,
  termChoices,
  type Choices,
} from './choices';
import type { Columns } from './columns';
import type { Cell, Field, Problem, ReadList, ReadRow, Sheet } from './model';
import { readCities, unitNames, type UnitNames, type Wrong } from './names';

/** How many characters each text may have, as in the form where people inform. */
const LONGEST: Partial<Record<Field, number>> = {
  title: 200,
  when: 200,
  from: 200,
  to: 200,
  workplace: 200,
  otherParticipants: 500,
  participants: 200,
  purpose: 2000,
  climateNote: 1000,
  links: 2000,
  contactFunction: 200,
  result: 2000,
  learned: 2000,
  willUse: 2000,
};

/** These may go over several lines. */
const LONG_TEXTS: readonly Field[] = ['purpose', 'climateNote', 'links', 'result', 'learned', 'willUse'];
const TIMES: readonly Field[] = ['when', 'from', 'to'];

const MOST_PARTICIPATING = 20;
const VALUE_SHOWN = 80;

/** Reads every row below the headings. A row is taken whole, or not at all: then each thing that is wrong is told. */
export function readRows(sheet: Sheet, columns: Columns, reader: Reader, today: string): ReadList {
  const read = rowReader(columns, reader, today);
  const list: ReadList = { sheet: sheet.name, rows: [], problems: [], wrong: 0 };
  for (const [index, cells] of sheet.rows.entries()) {
    if (index <= columns.headingRow || isEmpty(cells) || isExample(cells, columns)) continue;
    const row = index + 1;
    const result = read(cells, row);
    if ('problems' in result) {
      list.wrong += 1;
      list.problems.push(...result.problems);
    } else list.rows.push(result);
  }
  return list;
}

/** How many rows there are below the headings, whatever stands in them. */
export function countRows({ rows }: Sheet, { headingRow }: Columns): number {
  return rows.filter((cells, index) => index > headingRow && !isEmpty(cells)).length;
}

function isEmpty(cells: readonly Cell[]): boolean {
  return cells.every(cell => textOf(cell) === '');
}

/** The example of the template is no collaboration. */
function isExample(cells: readonly Cell[], { columns }: Columns): boolean {
  const index = columns.find(({ field }) => field === 'title')!.index;
  const title = asWords(lineOf(cells[index]));
  return LOCALES.some(locale => title === asWords(translator(locale)('importing:template.example.title')));
}

type Texts = Record<Field, string>;

function rowReader({ columns }: Columns, reader: Reader, today: string) {
  const { lists, locale } = reader;
  const units = unitNames(reader, today);
  // What has ended stays as it was called then.
  const categories = termChoices(lists.categories);
  const areas = termChoices(lists.areas);
  const headings = new Map(columns.map(({ field, heading }) => [field, heading]));

  return (cells: readonly Cell[], row: number): ReadRow | { problems: Problem[] } => {
    const problems: Problem[] = [];
    const text = Object.fromEntries(
      columns.map(({ field, index }) => [field, fieldText(field, cells[index])]),
    ) as Texts;
    const of = (field: Field) => text[field] ?? '';

    function note(field: Field, problem: Wrong): void {
      const heading = headings.get(field) ?? headings.get('from') ?? '';
      if (problems.some(known => known.field === field)) return;
      problems.push({ row, field, heading, ...problem, value: shortened(problem.value) });
    }

    for (const [field, max] of Object.entries(LONGEST) as [Field, number][]) {
      if ([...of(field)].length > max) note(field, wrong('tooLong', of(field), { max }));
    }
    const time = readWhen({ when: of('when'), from: of('from'), to: of('to') }, today);
    if ('wrong' in time) note(time.at, time.wrong);
    const when = 'when' in time ? time.when : undefined;

    const unit = of('unit') === '' ? { wrong: wrong('missing', '') } : units.read(of('unit'), when);
    if ('wrong' in unit) note('unit', unit.wrong);
    const cities = readCities(of('cities'), when, { lists, locale, today });
    if ('wrong' in cities) note('cities', cities.wrong);
    if (of('title') === '') note('title', wrong('missing', ''));
    else if (!/[\p{L}\p{N}]/u.test(of('title'))) note('title', wrong('noWords', of('title')));
    if (of('category') === '') note('category', wrong('missing', '', { instead: categories.names(locale) }));

    const choose = (field: Field, choices: Choices): string | undefined => {
      if (of(field) === '') return undefined;
      const id = choices.idOf(of(field));
      if (!id) note(field, wrong('unknownChoice', of(field), { instead: choices.names(locale) }));
      return id;
    };
    const category = choose('category', categories);
    const area = choose('area', areas);
    const direction = directionSchema.safeParse(choose('direction', directionChoices)).data;
    const funding = fundingSchema.safeParse(choose('funding', fundingChoices)).data;
    const outlook = outcomeSchema.shape.outlook.safeParse(choose('outlook', outlookChoices)).data;

    const participating = readUnits(of('participatingUnits'), units, when);
    if ('wrong' in participating) note('participatingUnits', participating.wrong);
    const links = readLinks(of('links'));
    if ('wrong' in links) note('links', links.wrong);
    const caseNumber = of('caseNumber') === '' ? undefined : readCaseNumber(of('caseNumber'));
    if (caseNumber && 'wrong' in caseNumber) note('caseNumber', caseNumber.wrong);

    if (problems.length > 0 || !when || !category || !('id' in unit) || !('ids' in cities)) {
      return { problems };
    }
    const content: Content = {
      unitId: unit.id,
      cities: cities.ids,
      title: of('title'),
      category,
      when,
      participatingUnits: 'ids' in participating ? participating.ids.filter(id => id !== unit.id) : [],
      links: 'links' in links ? links.links : [],
      ...given({
        workplace: of('workplace'),
        otherParticipants: of('otherParticipants'),
        purpose: of('purpose'),
        participants: of('participants'),
        climateNote: of('climateNote'),
        contactFunction: of('contactFunction'),
      }),
      ...(direction && { direction }),
      ...(area && { area }),
      ...(funding && { funding }),
    };
    const outcome = outcomeOf(text, outlook);
    return {
      row,
      key: keyOf(content),
      content,
      ...(caseNumber && 'value' in caseNumber && { caseNumber: caseNumber.value }),
      ...(outcome && { outcome }),
    };
  };
}

function fieldText(field: Field, cell: Cell | undefined): string {
  if (TIMES.includes(field)) return timeText(cell);
  return LONG_TEXTS.includes(field) ? textOf(cell) : lineOf(cell);
}

/** Units parted by semicolons or lines; by commas where that is what makes names of it, since names hold commas too. */
function readUnits(
  text: string,
  units: UnitNames,
  when: When | undefined,
): { ids: string[] } | { wrong: Wrong } {
  const ids = new Set<string>();
  const named = (name: string) => units.read(name, when);
  const pieces = text
    .split(/[;\n]/)
    .flatMap(piece => ('id' in named(piece) ? [piece] : piece.split(',')))
    .map(piece => piece.trim())
    .filter(piece => piece !== '');
  for (const piece of pieces) {
    const unit = named(piece);
    if ('wrong' in unit) return unit;
    ids.add(unit.id);
  }
  if (ids.size > MOST_PARTICIPATING) {
    return { wrong: wrong('tooManyUnits', text, { max: MOST_PARTICIPATING }) };
  }
  return { ids: [...ids].sort() };
}

/** Told as something that took place: that is what a result says. */
function outcomeOf(text: Texts, outlook: Outcome['outlook']): Outcome | undefined {
  const said = given({ result: text.result, learned: text.learned, willUse: text.willUse });
  if (Object.keys(said).length === 0 && !outlook) return undefined;
  return { happened: 'yes', ...said, ...(outlook && { outlook }) };
}

function given<T extends Record<string, string | undefined>>(texts: T): Partial<Record<keyof T, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text)) as Partial<
    Record<keyof T, string>
  >;
}

/** By the whole: by characters, since half an emoji is no text. */
function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length > VALUE_SHOWN ? `${letters.slice(0, VALUE_SHOWN - 1).join('')}…` : letters.join('');
}

/**
 * The same for the same collaboration: who, with whom, what and when. How a title is spelt with capitals and spaces makes
 * no difference, and neither does what else is told.
 */
export function keyOf({
  unitId,
  cities,
  title,
  when,
}: Pick<Content, 'unitId' | 'cities' | 'title' | 'when'>): string {
  const plain = title.normalize('NFC').toLocaleLowerCase('sv').replace(/\s+/g, ' ').trim();
  const same = JSON.stringify([unitId, [...cities].sort(), plain, inOrder(when)]);
  return createHash('sha256').update(same).digest('base64url');
}

/** Its parts by name, so that their order makes no difference. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return parts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, inOrder(part)]);
}
