import { randomInt } from 'node:crypto';
import type { Coordinators } from '../directory/coordinators';
import type { ListsStore } from '../directory/lists-store';
import type { People } from '../directory/people';
import type { Finder } from '../register/finder';
import type { CollaborationStore } from '../register/store';
import type { Table } from '../storage/table';
import { makeInquiryClock } from './clock';
import { makeKnown } from './known';
import { inquiryRenderer } from './renderer';
import { makeReplies } from './replies';
import { makeInquiryService } from './service';
import { makeInquiryStore } from './store';

export interface InquiryParts {
  table: Table;
  partition: string;
  finder: Pick<Finder, 'page' | 'toldSince'>;
  register: Pick<CollaborationStore, 'hasInformedFor'>;
  lists: Pick<ListsStore, 'current'>;
  people: People;
  coordinators: Coordinators;
  now: () => Date;
}

/** Without letters and digits that are mistaken for each other. */
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ23456789';
const CODE_LENGTH = 6;

/** Asking the administrations and companies: what is entered, what is sent, and what they answer (S8, S9). */
export function makeInquiry({
  table,
  partition,
  finder,
  register,
  lists,
  people,
  coordinators,
  now,
}: InquiryParts) {
  const store = makeInquiryStore(table, partition);
  const known = makeKnown(finder);
  return {
    store,
    enterDue: makeInquiryClock(store).enterDue,
    render: inquiryRenderer({ store, known, people, coordinators, lists: () => lists.current(), now }),
    service: makeInquiryService({ store, known, coordinators, people, register, newCode }),
    repliesBetween: makeReplies(store, known),
  };
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
