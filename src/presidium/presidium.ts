import type { Coordinators } from '../directory/coordinators';
import type { ListsStore } from '../directory/lists-store';
import type { People } from '../directory/people';
import type { Table } from '../storage/table';
import { makeReminderClock } from './clock';
import { makeLessons } from './lessons';
import { presidiumRenderer } from './renderer';
import { makeDelegationService } from './service';
import { makeDelegationStore } from './store';
import { makeTakingPart } from './taking-part';

export interface PresidiumParts {
  table: Table;
  partition: string;
  lists: ListsStore;
  people: People;
  coordinators: Coordinators;
  now: () => Date;
}

/** The presidium's delegation: what the clock enters, what is sent, and what people can do with it (S3). */
export function makePresidium({ table, partition, lists, people, coordinators, now }: PresidiumParts) {
  const store = makeDelegationStore({ lists, table, partition });
  const current = () => lists.current();
  return {
    enterDue: makeReminderClock({ store, lists: current }).enterDue,
    render: presidiumRenderer({ store, people, lists: current, now }),
    delegations: makeDelegationService({ store, people, coordinators }),
    takingPart: makeTakingPart({ store }),
    lessons: makeLessons({ store, coordinators }),
  };
}
