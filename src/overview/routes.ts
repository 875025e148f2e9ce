import { z } from 'zod/v4';
import { NotFoundOrNotAllowedError } from '../conversation/errors';
import { press, type Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import { citiesIn, type City } from '../directory/cities';
import { unitById } from '../directory/units';
import { cityDay } from '../i18n/moments';
import { chooseCityCard, cityCard } from './city-cards';
import {
  FIRST_YEAR,
  LAST_YEAR,
  meantUnit,
  notUnderstoodIn,
  ownUnits,
  readQuestion,
  shownYears,
  type StatisticsQuestion,
} from './question';
import type { OverviewService } from './service';
import { statisticsCard, statisticsViews, type StatisticsPart } from './statistics-card';
import { chooseUnitCard, unitCard } from './unit-cards';

const id = z.string().min(1).max(60);
const cityIds = z.array(id).max(50);
const year = z.int().min(FIRST_YEAR).max(LAST_YEAR);
const part = z.enum(statisticsViews);

/** Longer texts than any name are no question. */
const LONGEST_TYPED = 200;

/** What the City does with its sister cities: a unit's own, a city's page, and figures. Anyone may ask (S6, S7). */
export function overviewRoutes({ service }: { service: OverviewService }): Routes {
  async function askedUnit(turn: Turn<string>): Promise<Reply> {
    const today = cityDay(turn.now);
    const meant = meantUnit(turn.lists, typedIn(turn), turn.person, today);
    if ('unitId' in meant) return { say: [await unitList(turn, meant.unitId)] };
    const { candidates, typed } = meant;
    const notFound = typed && candidates.length === 0;
    return { say: [chooseUnitCard(turn, { candidates, notFound, today })] };
  }

  async function unitList(turn: Turn<unknown>, unitId: string, after?: string, lastYear?: number) {
    if (!unitById(turn.lists, unitId)) throw new NotFoundOrNotAllowedError();
    const page = await service.unitPage(unitId, after, turn.signal);
    return unitCard(turn, { unitId, page, lastYear });
  }

  async function pickUnit(turn: Turn<{ unitId: string }>): Promise<Reply> {
    const { unitId } = turn.data;
    if (unitById(turn.lists, unitId)) return { become: await unitList(turn, unitId), keep: 'turn' };
    return { become: chooseUnitCard(turn, { error: true, today: cityDay(turn.now) }), keep: 'nobody' };
  }

  async function askedCity(turn: Turn<string>): Promise<Reply> {
    const typed = typedIn(turn);
    const found = citiesIn(turn.lists, typed);
    if (found.length === 1) return { say: [await cityPage(turn, found[0]!)] };
    const notFound = typed !== '' && found.length === 0;
    return { say: [chooseCityCard(turn, found.length > 0 ? found : turn.lists.cities, notFound)] };
  }

  async function pickCity(turn: Turn<{ cityId: string }>): Promise<Reply> {
    const city = turn.lists.cities.find(({ id: known }) => known === turn.data.cityId);
    if (!city) throw new NotFoundOrNotAllowedError();
    return { say: [await cityPage(turn, city)] };
  }

  async function cityPage(turn: Turn<unknown>, city: City) {
    const today = cityDay(turn.now);
    const found = await service.city(city.id, today, turn.signal);
    return cityCard(turn, { city, found, own: ownUnits(turn.lists, turn.person, today), today });
  }

  async function figures(
    turn: Turn<unknown>,
    question: StatisticsQuestion,
    view: StatisticsPart,
    notUnderstood = '',
  ) {
    const today = cityDay(turn.now);
    const statistics = await service.statistics(question, today, turn.signal);
    return statisticsCard(turn, { question, statistics, view, today, notUnderstood });
  }

  async function askedFigures(turn: Turn<string>): Promise<Reply> {
    const typed = typedIn(turn);
    const question = readQuestion(turn.lists, typed, cityDay(turn.now));
    return { say: [await figures(turn, question, 'year', notUnderstoodIn(turn.lists, typed))] };
  }

  /** Figures of one's own choice of cities; the years are those that are shown first. */
  async function openFigures(turn: Turn<{ cities: string[] }>): Promise<Reply> {
    const { years } = readQuestion(turn.lists, '', cityDay(turn.now));
    return { say: [await figures(turn, { cities: known(turn, turn.data.cities), years }, 'year')] };
  }

  async function otherFigures(
    turn: Turn<{ view: StatisticsPart; cities: string[]; from: number; to: number }>,
  ): Promise<Reply> {
    const { view, cities, from, to } = turn.data;
    const question = { cities: known(turn, cities), years: shownYears({ from, to }) };
    return { become: await figures(turn, question, view), keep: 'turn' };
  }

  return {
    sayings: [
      { phrases: [...UNIT, ...UNIT_TOO], handle: askedUnit },
      { phrases: [...CITY, ...CITY_TOO], yields: true, handle: askedCity },
      { phrases: ['statistik', 'statistics', 'figures'], handle: askedFigures },
    ],
    presses: [
      press({
        verb: 'overview.unit',
        schema: z.object({ unitId: id, after: z.string().max(100).optional(), lastYear: z.int().optional() }),
        personalOnly: true,
        handle: async turn => {
          const { unitId, after, lastYear } = turn.data;
          return { say: [await unitList(turn, unitId, after, lastYear)] };
        },
      }),
      press({
        verb: 'overview.chooseUnit',
        schema: z.object({}),
        personalOnly: true,
        handle: turn => Promise.resolve({ say: [chooseUnitCard(turn, { today: cityDay(turn.now) })] }),
      }),
      press({
        verb: 'overview.pickUnit',
        schema: z.object({ unitId: z.string().max(200).default('') }),
        personalOnly: true,
        handle: pickUnit,
      }),
      press({
        verb: 'overview.mine',
        schema: z.object({}),
        personalOnly: true,
        handle: turn => askedUnit({ ...turn, data: '' }),
      }),
      press({
        verb: 'overview.city',
        schema: z.object({ cityId: id }),
        personalOnly: true,
        handle: pickCity,
      }),
      press({
        verb: 'overview.statistics',
        schema: z.object({ cities: cityIds.default([]) }),
        personalOnly: true,
        handle: openFigures,
      }),
      press({
        verb: 'overview.statisticsView',
        schema: z
          .object({ view: part, cities: cityIds, from: year, to: year })
          .refine(({ from, to }) => from <= to),
        personalOnly: true,
        handle: otherFigures,
      }),
    ],
  };
}

const UNIT = [
  'förvaltningens',
  'förvaltningens samarbeten',
  'bolagets',
  'bolagets samarbeten',
  'vår förvaltning',
  'vår förvaltnings samarbeten',
  'vårt bolag',
  'vårt bolags samarbeten',
  'våra samarbeten',
];
const UNIT_TOO = ['our collaborations', 'our unit', 'our unit’s collaborations', "our unit's collaborations"];
const CITY = ['stad', 'staden', 'vänort', 'vänorten'];
const CITY_TOO = ['city', 'sister city'];

function typedIn({ data }: Turn<string>): string {
  return data.slice(0, LONGEST_TYPED);
}

/** A card may be older than the lists. */
function known({ lists }: Turn<unknown>, ids: readonly string[]): string[] {
  return lists.cities.filter(city => ids.includes(city.id)).map(city => city.id);
}
