import type { Coordinators, TeamMember } from '../directory/coordinators';
import type { ListsStore } from '../directory/lists-store';
import type { People } from '../directory/people';
import type { Table } from '../storage/table';
import { makeHostingClock } from './clock';
import { comingReminders } from './preview';
import { hostingRenderer } from './renderer';
import { makeHostingService } from './service';
import { makeHostingStore } from './store';
import { cityDay } from '../i18n/moments';
import { plusDays } from '../register/when';
import { morningOf, nextOfficeMoment } from '../workdays';

export interface HostingParts {
  table: Table;
  partition: string;
  lists: ListsStore;
  people: People;
  coordinators: Coordinators;
  /** The members of the City Executive Office's team. Throws RosterUnavailableError. */
  members: () => Promise<readonly TeamMember[]>;
  now: () => Date;
}

/** How far ahead the next reminder is looked for, in days. */
const HORIZON_DAYS = 800;

/** Göteborg's hostings: what the clock enters, what is sent, and what people can do with the plans (S4). */
export function makeHosting({ table, partition, lists, people, coordinators, members, now }: HostingParts) {
  const store = makeHostingStore(table, partition);
  const current = () => lists.current();

  /** The next morning with a reminder (ISO moment), and the last that was seen to; undefined where there is none. */
  async function mornings(): Promise<{ next?: string; last?: string }> {
    const [plans, { state }, known] = await Promise.all([store.all(), store.state(), current()]);
    const today = cityDay(nextOfficeMoment(now()));
    const span = { today, until: plusDays(today, HORIZON_DAYS), seen: state };
    const [next] = comingReminders(
      plans.map(({ plan }) => plan),
      known,
      span,
    );
    return {
      ...(next && { next: morningOf(next.day).toISOString() }),
      ...(state.at && { last: state.at }),
    };
  }

  return {
    store,
    mornings,
    enterDue: makeHostingClock({ store, table, partition, lists, coordinators }).enterDue,
    render: hostingRenderer({ store, people, lists: current, now }),
    service: makeHostingService({ store, coordinators, people, members }),
  };
}
