import type { Finder, FoundPage } from '../register/finder';
import type { Found } from '../register/rows';
import { startOf } from '../register/when';
import { countCollaborations, type Counts } from './model';
import type { StatisticsQuestion } from './question';

/** What a city's page shows of the register. */
export interface CityNow {
  /** Those that go on today, those that end first first. */
  underWay: Found[];
  /** More may be going on than `underWay` holds. */
  more: boolean;
  /** Those that begin next, the nearest first. */
  coming: Found[];
  /** Those that began last. */
  latest: Found[];
}

export interface Statistics {
  counts: Counts;
  /** How many were counted, where not all could be: those that began last. */
  countedLast?: number;
}

/** Reads what anyone in the City may know of what the City does together with its sister cities (S7). */
export interface OverviewService {
  unitPage(unitId: string, after?: string, signal?: AbortSignal): Promise<FoundPage>;
  city(cityId: string, today: string, signal?: AbortSignal): Promise<CityNow>;
  /** Counts at most 60 s ago. Throws StorageUnavailableError. */
  statistics(question: StatisticsQuestion, today: string, signal?: AbortSignal): Promise<Statistics>;
}

/** How many a page shows: what fits a phone without much scrolling. */
export const PAGE = 12;

const LATEST = 4;
const COMING = 4;
const NO_END = '9999-12-31';
const MOST_UNDER_WAY = 100;
/** One less than what storage gives at once, since one more is asked for to know whether more follow. */
const ROWS_AT_ONCE = 999;
const MOST_COUNTED = 20_000;
/** Leaves a second and a half of the turn for the page that is being read, and for the answer. */
const READING_MS = 2_500;
const KEPT_MS = 60_000;
const MOST_KEPT = 100;

export function makeOverviewService(parts: {
  finder: Pick<Finder, 'page' | 'during'>;
  now: () => Date;
}): OverviewService {
  const { finder, now } = parts;
  const kept = new Map<string, { statistics: Statistics; until: number }>();

  function unitPage(unitId: string, after?: string, signal?: AbortSignal): Promise<FoundPage> {
    return finder.page(`unit:${unitId}`, { limit: PAGE, after }, signal);
  }

  async function city(cityId: string, today: string, signal?: AbortSignal): Promise<CityNow> {
    const [during, latest] = await Promise.all([
      finder.during(cityId, { from: today, to: NO_END }, MOST_UNDER_WAY, signal),
      finder.page(`city:${cityId}`, { limit: LATEST, beganBy: today }, signal),
    ]);
    const begins = ({ when }: Found) => startOf(when) ?? today;
    return {
      underWay: during.items.filter(item => begins(item) <= today),
      more: during.more,
      coming: during.items
        .filter(item => begins(item) > today)
        .sort((a, b) => (begins(a) < begins(b) ? -1 : 1))
        .slice(0, COMING),
      latest: latest.items,
    };
  }

  async function statistics(
    question: StatisticsQuestion,
    today: string,
    signal?: AbortSignal,
  ): Promise<Statistics> {
    const key = JSON.stringify([question, today]);
    const known = kept.get(key);
    if (known && known.until > now().getTime()) return known.statistics;
    const { items, all } = await read(question, signal);
    const { cities, years } = question;
    const asked = items.filter(item => cities.length === 0 || item.cities.some(id => cities.includes(id)));
    const counts = countCollaborations(asked, years, today);
    const counted = { counts, ...(!all && { countedLast: items.length }) };
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { statistics: counted, until: now().getTime() + KEPT_MS });
    return counted;
  }

  async function read({ cities, years }: StatisticsQuestion, signal?: AbortSignal) {
    const index = cities.length === 1 ? (`city:${cities[0]!}` as const) : 'all';
    const began = now().getTime();
    const items: Found[] = [];
    let after: string | undefined;
    do {
      const limit = Math.min(ROWS_AT_ONCE, MOST_COUNTED - items.length);
      const page = await finder.page(index, { limit, after, beganBy: `${years.to}-12-31` }, signal);
      items.push(...page.items);
      after = page.next;
    } while (after && items.length < MOST_COUNTED && now().getTime() - began < READING_MS);
    return { items, all: after === undefined };
  }

  return { unitPage, city, statistics };
}
