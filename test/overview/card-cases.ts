import type { CardMessage } from '../../src/cards/card';
import type { City } from '../../src/directory/cities';
import { seedLists, type Changes } from '../../src/directory/lists';
import { allUnits } from '../../src/directory/units';
import type { Locale } from '../../src/i18n';
import { chooseCityCard, cityCard } from '../../src/overview/city-cards';
import { countCollaborations } from '../../src/overview/model';
import type { StatisticsQuestion } from '../../src/overview/question';
import { statisticsCard, statisticsViews, type StatisticsPart } from '../../src/overview/statistics-card';
import { chooseUnitCard, unitCard } from '../../src/overview/unit-cards';
import { knownExchanges } from '../../src/register/known-exchanges';
import { toFound, type Found } from '../../src/register/rows';
import { parseWhen } from '../../src/register/when';
import { aContent, aNotification, areaIds, categoryIds, reader, TODAY } from '../support/contents';

const LONG_NAME = 'Förvaltningen för funktionsstöd, stadsbyggnad och arbetsrätt';
const LONG_TITLE = 'Ett samarbete vars rubrik är så lång att den fyller flera rader '.repeat(4).slice(0, 200);
const longNames: Changes = {
  units: allUnits(seedLists, TODAY).map((unit, index) => ({
    ...unit,
    nameSv: `${LONG_NAME.slice(0, 57)} ${index}`,
    nameEn: `${LONG_NAME.slice(0, 57)} ${index}`,
  })),
};

const units = allUnits(seedLists, TODAY).map(({ id }) => id);
const cities = seedLists.cities.map(({ id }) => id);

/** The exchanges that are known, as anyone finds them. */
export const known: readonly Found[] = knownExchanges.map((exchange, index) => {
  const when = parseWhen(exchange.when, TODAY)!;
  const { title, category, area, unit: unitId } = exchange;
  const content = aContent({ title, category, area, unitId, cities: exchange.cities, when });
  return toFound(aNotification({ ref: `V-2026-${String(index + 1).padStart(4, '0')}`, content }));
});

/** Made up: every unit, category and area, over some years, with titles as long as they get. */
export const many: readonly Found[] = Array.from({ length: 500 }, (_, index) => {
  const year = 2021 + (index % 7);
  const content = aContent({
    title: LONG_TITLE,
    unitId: units[index % units.length]!,
    participatingUnits: index % 3 === 0 ? [units[(index + 1) % units.length]!] : [],
    cities: index % 4 === 0 ? cities : [cities[index % cities.length]!],
    category: categoryIds[index % categoryIds.length]!,
    area: areaIds[index % areaIds.length]!,
    when: { kind: 'span', from: `${year}-03-01`, to: `${year + 1}-12-31`, precision: 'month' },
  });
  return toFound(aNotification({ ref: `V-2026-${1000 + index}`, content }));
});

const questions = {
  all: { cities: [], years: { from: 2021, to: 2026 } },
  bergen: { cities: ['bergen'], years: { from: 2021, to: 2026 } },
  thisYear: { cities: [], years: { from: 2026, to: 2026 } },
  before: { cities: [], years: { from: 2011, to: 2020 } },
} satisfies Record<string, StatisticsQuestion>;

const proposed: City = {
  id: 'oslo',
  nameSv: 'Oslo',
  spellings: ['Oslo'],
  proposed: { on: '2026-10-01' },
};
const paused: City = {
  ...seedLists.cities[0]!,
  decision: { on: '2026-01-29', paragraph: '§ 12', caseNumber: 'SLK-2025-00190' },
  paused: { from: '2026-10-01', to: '2027-12-31' },
};

function unit(locale: Locale, items: readonly Found[], parts: object = {}, changes?: Changes): CardMessage {
  return unitCard(reader(locale, changes), { unitId: 'kultur', page: { items: [...items] }, ...parts });
}

function city(locale: Locale, underWay: readonly Found[], latest: readonly Found[], more = false) {
  const found = { underWay: [...underWay], coming: latest.slice(0, 4), latest: latest.slice(0, 4), more };
  return (shown = seedLists.cities[0]!, changes?: Changes) =>
    cityCard(reader(locale, changes), { city: shown, found, own: ['kultur'], today: TODAY });
}

function statistics(
  locale: Locale,
  items: readonly Found[],
  question: StatisticsQuestion,
  view: StatisticsPart = 'year',
  changes?: Changes,
): CardMessage {
  const counts = countCollaborations(items, question.years, TODAY);
  return statisticsCard(reader(locale, changes), {
    question,
    view,
    today: TODAY,
    statistics: { counts, ...(items.length > 400 && { countedLast: 20_000 }) },
  });
}

/** Every card of the overview, empty, with one, with many and with the longest that there is. */
export const overviewCases: readonly {
  name: string;
  template: string;
  make: (locale: Locale) => CardMessage;
}[] = [
  {
    name: "a unit's collaborations, none",
    template: 'overview/cards/unit.json',
    make: locale => unit(locale, []),
  },
  {
    name: "a unit's collaborations, one",
    template: 'overview/cards/unit.json',
    make: locale => unit(locale, known.slice(0, 1)),
  },
  {
    name: "a unit's collaborations, a page of long ones",
    template: 'overview/cards/unit.json',
    make: locale =>
      unit(
        locale,
        many.slice(0, 12),
        { lastYear: 2021, page: { items: many.slice(0, 12), next: '1|V-2026-1011' } },
        longNames,
      ),
  },
  {
    name: "a unit's collaborations, no more of them",
    template: 'overview/cards/unit.json',
    make: locale => unit(locale, [], { lastYear: 2021 }),
  },
  {
    name: 'the choice of a unit',
    template: 'overview/cards/choose-unit.json',
    make: locale => chooseUnitCard(reader(locale), { today: TODAY }),
  },
  {
    name: 'the choice of a unit, of several',
    template: 'overview/cards/choose-unit.json',
    make: locale =>
      chooseUnitCard(reader(locale, longNames), { candidates: ['kultur', 'slk'], today: TODAY }),
  },
  {
    name: 'the choice of a unit, of none that was typed',
    template: 'overview/cards/choose-unit.json',
    make: locale => chooseUnitCard(reader(locale), { notFound: true, error: true, today: TODAY }),
  },
  {
    name: 'the choice of a city',
    template: 'overview/cards/choose-city.json',
    make: locale => chooseCityCard(reader(locale), seedLists.cities, true),
  },
  {
    name: 'a city with nothing',
    template: 'overview/cards/city.json',
    make: locale => city(locale, [], [])(),
  },
  {
    name: 'a city with one',
    template: 'overview/cards/city.json',
    make: locale => city(locale, known.slice(7, 8), known.slice(7, 8))(),
  },
  {
    name: 'a city that has paused, with many',
    template: 'overview/cards/city.json',
    make: locale => city(locale, many.slice(0, 100), many.slice(0, 5), true)(paused, longNames),
  },
  {
    name: 'a city that has been proposed',
    template: 'overview/cards/city.json',
    make: locale => city(locale, [], [])(proposed, { cities: [proposed] }),
  },
  {
    name: 'the statistics of nothing',
    template: 'overview/cards/statistics.json',
    make: locale => statistics(locale, [], questions.all),
  },
  {
    name: 'the statistics of what is known, of earlier years',
    template: 'overview/cards/statistics.json',
    make: locale => statistics(locale, known, questions.before),
  },
  {
    name: 'the statistics of a city',
    template: 'overview/cards/statistics.json',
    make: locale => statistics(locale, many, questions.bergen),
  },
  {
    name: 'the statistics of what was only partly understood',
    template: 'overview/cards/statistics.json',
    make: locale =>
      statisticsCard(reader(locale), {
        question: questions.all,
        view: 'year',
        today: TODAY,
        statistics: { counts: countCollaborations(known, questions.all.years, TODAY) },
        notUnderstood: 'markup** '.repeat(25).slice(0, 200),
      }),
  },
  {
    name: 'the statistics of this year',
    template: 'overview/cards/statistics.json',
    make: locale => statistics(locale, known, questions.thisYear),
  },
  ...statisticsViews.map(view => ({
    name: `the statistics of many, by ${view}`,
    template: 'overview/cards/statistics.json',
    make: (locale: Locale) => statistics(locale, many, questions.all, view, longNames),
  })),
];
