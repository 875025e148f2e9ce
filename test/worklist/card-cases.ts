import { newJob, type Job } from '../../src/delivery/job';
import { endCard, lineCard, listCard, passedCard, stepCard } from '../../src/worklist/cards';
import { kinds } from '../../src/worklist/model';
import { morningCard } from '../../src/worklist/morning-card';
import type { Item } from '../../src/worklist/reading';
import type { Opened } from '../../src/worklist/service';
import { reader, SENDER } from '../support/contents';
import type { CardCase } from '../support/every-card';

const AT = '2026-11-13T08:00:00.000Z';
const NOW = new Date('2026-11-23T09:00:00.000Z');
const position = `${AT}|V-2026-0042`;

const stuck: Job = {
  ...newJob(
    {
      key: `n|V-2026-0042|card|question1|${SENDER}`,
      kind: 'collaboration.question',
      subject: 'V-2026-0042',
      mode: 'card',
      to: { kind: 'person', id: SENDER },
      wanted: 2,
      urgent: true,
    },
    AT,
  ),
  state: 'held',
  reason: 'notInstalled',
};

const items: Item[] = Array.from({ length: 8 }, (_, index) => ({
  ref: `V-2026-${index + 1000}`,
  title: 'Å'.repeat(200),
  unitId: 'arbvux',
  createdAt: AT,
  kind: kinds[index % kinds.length]!,
  since: AT,
  ...(kinds[index % kinds.length] === 'unreachable' && { job: stuck }),
}));

const total = { count: 12, more: false };
const opened: Opened = { ref: 'V-2026-0042', position, left: total, gone: false };

const step = (name: string, view: Partial<Opened>, sentAgain?: boolean): CardCase => ({
  name: `the way on in the worklist, ${name}`,
  template: 'worklist/cards/step.json',
  make: locale => stepCard(locale, { ...opened, ...view }, sentAgain),
});

const morning = (name: string, shown: number, count: number, more = false): CardCase => ({
  name: `the morning's card of ${name}`,
  template: 'worklist/cards/morning.json',
  make: locale =>
    morningCard(reader(locale), { items: items.slice(0, shown), total: { count, more }, now: NOW }),
});

/** The cards of the worklist. */
export const worklistCases: readonly CardCase[] = [
  {
    name: 'the worklist',
    template: 'worklist/cards/list.json',
    make: locale => {
      const page = {
        items,
        total,
        kinds: { new: 5, answered: 3, unregistered: 4, unreachable: 0, followUp: 1 },
      };
      return listCard(reader(locale), { ...page, next: position }, { first: true, now: NOW });
    },
  },
  {
    name: 'the worklist, a later page of a long one',
    template: 'worklist/cards/list.json',
    make: locale => {
      const page = { items: items.slice(0, 1), total: { count: 200, more: true } };
      return listCard(reader(locale), page, { first: false, now: NOW });
    },
  },
  {
    name: 'the worklist, empty',
    template: 'worklist/cards/list.json',
    make: locale => {
      const page = { items: [], total: { count: 0, more: false } };
      return listCard(reader(locale), page, { first: true, now: NOW });
    },
  },
  step('with some left', {}),
  step('at the last', { left: { count: 0, more: false } }),
  step('with something that has changed', { gone: true }),
  step('with somebody who cannot be reached', { job: stuck }),
  step('sent again', { gone: true }, true),
  step('not sent again', { gone: true }, false),
  {
    name: 'the end of the worklist, with some skipped',
    template: 'worklist/cards/step.json',
    make: locale => endCard(locale, { passed: { count: 3, more: false } }),
  },
  {
    name: 'the end of the worklist',
    template: 'worklist/cards/line.json',
    make: locale => endCard(locale, { passed: { count: 0, more: false } }),
  },
  ...(['skipped', 'later', 'done', 'unknown', undefined] as const).map((fate): CardCase => ({
    name: `the way on that was taken: ${fate}`,
    template: 'worklist/cards/line.json',
    make: locale => passedCard(locale, position, fate),
  })),
  morning('one thing that has waited for long', 1, 1),
  morning('some', 4, 4),
  morning('more than it shows', 8, 12),
  morning('more than were counted', 8, 200, true),
  {
    name: 'a quiet line',
    template: 'worklist/cards/line.json',
    make: locale => lineCard(locale, 'Allt är gjort.'),
  },
];
