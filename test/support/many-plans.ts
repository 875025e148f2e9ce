import { CITY_PARTITION } from '../../src/capabilities';
import { makeHostingStore } from '../../src/hosting/store';
import type { Storage } from '../../src/storage/connection';
import { confirmedCycle, enters } from '../presidium/support';

/** The first meeting that Göteborg hosts here, and every how many years it does. */
const FIRST_YEAR = 2027;
const YEARS_BETWEEN = 2;

export interface ManyPlans {
  plans: number;
  /** In each plan. */
  activities: number;
  /** The ISO day on which all of them are to be done. */
  due: string;
}

/** Göteborg hosts one meeting after the other, and has a plan for each. */
export async function hasPlans(
  storage: Pick<Storage, 'register'>,
  { plans, activities, due }: ManyPlans,
): Promise<void> {
  const [anchor, ...earlier] = confirmedCycle.anchors.toReversed();
  const years = Array.from({ length: plans }, (_, index) => FIRST_YEAR + index * YEARS_BETWEEN);
  const hosted = years.map(year => ({ ...anchor!, year }));
  await enters(storage, 'cycle', { ...confirmedCycle, anchors: [...earlier.toReversed(), ...hosted] });
  const adopted = { by: 'robin', at: '2026-11-02T09:00:00.000Z' };
  const store = makeHostingStore(storage.register, CITY_PARTITION);
  for (const year of years) {
    const [from, to] = [`${year}-05-12`, `${year}-05-13`];
    const plan = {
      meetingId: String(year),
      from,
      to,
      adopted,
      activities: Array.from({ length: activities }, (_, index) => ({ id: `uppgift-${index}`, due })),
    };
    await store.save(undefined, { plan, ...adopted }, []);
  }
}
