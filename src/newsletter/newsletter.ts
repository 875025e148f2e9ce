import type { Ledger } from '../delivery/ledger';
import type { Colleagues } from '../directory/colleagues';
import type { Coordinators } from '../directory/coordinators';
import type { Lists } from '../directory/lists';
import type { People } from '../directory/people';
import type { Finder } from '../register/finder';
import type { Table } from '../storage/table';
import { makeLetterClock } from './clock';
import { makeContents } from './contents';
import { makeForwarding } from './forwarding';
import { letterRenderer } from './renderer';
import { makeSubscriptionService } from './service';
import { makeNewsletterStore } from './store';

export interface NewsletterParts {
  table: Table;
  partition: string;
  finder: Finder;
  ledger: Ledger;
  people: People;
  coordinators: Coordinators;
  lists: () => Promise<Lists>;
  colleagues: Colleagues;
  /** Whether Teams' own people picker is there. */
  picker: boolean;
  now: () => Date;
}

/** The monthly letter: what the clock enters, what is sent, and what people can do with it. */
export function makeNewsletter(parts: NewsletterParts) {
  const { table, partition, finder, ledger, people, coordinators, lists, now } = parts;
  const store = makeNewsletterStore(table, partition);
  const contents = makeContents({ finder, now });
  return {
    enterDue: makeLetterClock({ store, contents, lists }).enterDue,
    render: letterRenderer({ ...parts, store, contents }),
    service: makeSubscriptionService({ store, coordinators }),
    forwarding: makeForwarding({ store, ledger, people, coordinators }),
  };
}
