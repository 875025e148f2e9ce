import { offeredCities } from '../directory/cities';
import type { Lists } from '../directory/lists';
import { existsOn } from '../directory/named';
import { translator } from '../i18n';
import type { Outcome } from '../register/model';
import { answersAbout, tellsResults } from './answers';
import type { Counted, Figures, UnitFigures } from './figures';
import type { Entry, Period, Surroundings } from './model';
import { makeNamer, nameAt } from './names';
import { courseOf, yearsOf, type Course } from './period';
import { makeQuotes } from './quotes';
import { evaluationsWithin, repliesNamed } from './surroundings';
import { NOT_TOLD } from './wording/words';

export interface CountOrder extends Period {
  /** ISO moment. */
  at: string;
  lists: Lists;
}

/** Counts the collaborations of a period one by one, keeping none of them (S9, S10). */
export interface Count {
  /** Takes one up. Returns when it was under way; undefined where that is outside the period. */
  add(entry: Entry): Course | undefined;
  figures(surroundings: Surroundings): Figures;
}

interface CityCount {
  count: number;
  perYear: number[];
}

interface UnitCount {
  responsible: number;
  participating: number;
  perArea: Map<string, number>;
}

const swedish = new Intl.Collator('sv');

export function makeCount({ from, to, at, lists }: CountOrder): Count {
  const period = { from, to };
  const years = yearsOf(period);
  const namer = makeNamer(lists, at);
  const quotes = makeQuotes();
  const cities = new Map<string, CityCount>();
  const units = new Map<string, UnitCount>();
  const categories = new Map<string, number>();
  const areas = new Map<string, number>();
  const directions = new Map<string, number>();
  const fundings = new Map<string, number>();
  const perYear = years.map(() => 0);
  const course = { started: 0, startedBefore: 0, startUnknown: 0, ended: 0, goingOn: 0 };
  const happened = { yes: 0, partly: 0, no: 0, notTold: 0 };
  const outlook = { continue: 0, change: 0, end: 0, notTold: 0 };
  const withoutStart = { counted: 0, outside: 0 };
  let total = 0;
  let withSeveralCities = 0;
  let withParticipants = 0;
  let withResults = 0;

  function add(entry: Entry): Course | undefined {
    const under = courseOf(entry, period);
    if (!under.startKnown && under.from > to) withoutStart.outside += 1;
    if (under.years.length === 0) return undefined;
    if (!under.startKnown) withoutStart.counted += 1;
    total += 1;
    for (const year of under.years) perYear[year - years[0]!]! += 1;
    addCities(entry, under);
    addUnits(entry);
    addTerms(entry);
    addCourse(under);
    addAnswers(entry);
    return under;
  }

  function addCities({ content, createdAt }: Entry, under: Course) {
    const ids = [...new Set(content.cities)];
    if (ids.length > 1) withSeveralCities += 1;
    for (const id of ids) {
      namer.tell('cities', id, createdAt);
      const city = cities.get(id) ?? { count: 0, perYear: years.map(() => 0) };
      city.count += 1;
      for (const year of under.years) city.perYear[year - years[0]!]! += 1;
      cities.set(id, city);
    }
  }

  function addUnits({ content, createdAt }: Entry) {
    const others = [...new Set(content.participatingUnits)].filter(id => id !== content.unitId);
    if (others.length > 0) withParticipants += 1;
    const responsible = unitCount(content.unitId, createdAt);
    responsible.responsible += 1;
    increase(responsible.perArea, content.area ?? '');
    for (const id of others) unitCount(id, createdAt).participating += 1;
  }

  function unitCount(id: string, told: string): UnitCount {
    namer.tell('units', id, told);
    const unit = units.get(id) ?? { responsible: 0, participating: 0, perArea: new Map<string, number>() };
    units.set(id, unit);
    return unit;
  }

  function addTerms({ content, createdAt }: Entry) {
    namer.tell('categories', content.category, createdAt);
    increase(categories, content.category);
    if (content.area) namer.tell('areas', content.area, createdAt);
    increase(areas, content.area ?? '');
    increase(directions, content.direction ?? '');
    increase(fundings, content.funding ?? '');
  }

  function addCourse(under: Course) {
    if (!under.startKnown) course.startUnknown += 1;
    else if (under.from < from) course.startedBefore += 1;
    else course.started += 1;
    if (under.to !== undefined && under.to <= to) course.ended += 1;
    else course.goingOn += 1;
  }

  function addAnswers({ ref, content, createdAt, followUps }: Entry) {
    const answers = answersAbout(followUps, years);
    happened[answers.at(-1)?.outcome.happened ?? 'notTold'] += 1;
    outlook[latestOutlook(answers.map(({ outcome }) => outcome)) ?? 'notTold'] += 1;
    const telling = answers.filter(({ outcome }) => tellsResults(outcome));
    if (telling.length > 0) withResults += 1;
    const unit = nameAt(lists, 'units', content.unitId, createdAt);
    for (const answer of telling) quotes.add({ ref, title: content.title, unit }, answer);
  }

  function figures(surroundings: Surroundings): Figures {
    const t = translator('sv');
    const areaList = counted(areas, id => namer.nameFor('areas', id));
    return {
      ...{ from, to, at, total, years, perYear },
      cities: cityFigures(),
      withSeveralCities,
      units: unitFigures(areaList),
      withParticipants,
      categories: counted(categories, id => namer.nameFor('categories', id)),
      areas: areaList,
      directions: counted(directions, id => t(`vocabulary:direction.${id as 'bada'}`)),
      fundings: counted(fundings, id => t(`vocabulary:funding.${id as 'annan'}`)),
      ...{ course, happened, outlook, withResults },
      quotes: quotes.all(),
      quotesLeftOut: quotes.leftOut(),
      unitsWithNone: unitsWithNone(),
      withoutStart,
      meetings: [...surroundings.meetings],
      evaluations: evaluationsWithin(surroundings.evaluations),
      replies: repliesNamed(surroundings.replies, lists),
    };
  }

  /** The cities that can be informed of, also those with nothing, and whatever others were told of. */
  function cityFigures() {
    const ids = new Set([...offeredCities(lists, to).map(({ id }) => id), ...cities.keys()]);
    const none: CityCount = { count: 0, perYear: years.map(() => 0) };
    return [...ids]
      .map(id => ({ id, name: namer.nameFor('cities', id), ...(cities.get(id) ?? none) }))
      .sort((a, b) => swedish.compare(a.name, b.name));
  }

  function unitFigures(areaList: readonly Counted[]): UnitFigures[] {
    return [...units]
      .map(([id, { responsible, participating, perArea }]) => ({
        id,
        name: namer.nameFor('units', id),
        responsible,
        participating,
        perArea: areaList.map(area => perArea.get(area.id) ?? 0),
      }))
      .sort(
        (a, b) =>
          b.responsible - a.responsible ||
          b.participating - a.participating ||
          swedish.compare(a.name, b.name),
      );
  }

  function unitsWithNone() {
    return lists.units
      .filter(unit => unit.insideDuty && !units.has(unit.id))
      .filter(unit => existsOn(unit, from) || existsOn(unit, to) || isWithin(unit, period))
      .map(({ id }) => ({ id, name: nameAt(lists, 'units', id, to) }));
  }

  return { add, figures };
}

function increase(counts: Map<string, number>, id: string): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}

/** The most first; what nobody told comes last. */
function counted(counts: ReadonlyMap<string, number>, nameFor: (id: string) => string): Counted[] {
  return [...counts]
    .map(([id, count]) => ({ id, name: id === '' ? NOT_TOLD : nameFor(id), count }))
    .sort(
      (a, b) =>
        Number(a.id === '') - Number(b.id === '') || b.count - a.count || swedish.compare(a.name, b.name),
    );
}

function latestOutlook(outcomes: readonly Outcome[]): Outcome['outlook'] {
  return outcomes.filter(({ outlook }) => outlook !== undefined).at(-1)?.outlook;
}

/** Whether it began and ended inside the period. */
function isWithin({ validFrom, validTo }: { validFrom?: string; validTo?: string }, period: Period): boolean {
  return validFrom !== undefined && validTo !== undefined && validFrom >= period.from && validTo <= period.to;
}
