import { letterCard, reachCard, type LetterView } from '../../src/newsletter/cards';
import type { Issue, Letter } from '../../src/newsletter/model';
import { subscriptionCard, type SubscriptionView } from '../../src/newsletter/subscription-card';
import type { Opened } from '../../src/newsletter/service';
import { toFound } from '../../src/register/rows';
import type { CardCase } from '../support/every-card';
import { aContent, aNotification, areaIds, OFFICER, reader, TODAY } from '../support/contents';

const AT = '2026-12-01T08:00:00.000Z';
const letter: Letter = {
  month: '2026-12',
  createdAt: AT,
  newFrom: '2026-11-02T08:00:00.000Z',
  cursor: '',
  done: true,
  version: 2,
  forwarded: { people: 1, by: OFFICER, at: AT },
};
const longest = toFound(
  aNotification({
    content: aContent({
      title: 'Å'.repeat(200),
      unitId: 'arbvux',
      cities: ['aarhus', 'bergen', 'abo'],
      when: { kind: 'span', from: '2026-12-01', to: '2027-02-28', precision: 'season' },
    }),
  }),
);
const few = [toFound(aNotification())];
const full: Issue = {
  items: { new: Array(300).fill(longest), underWay: Array(300).fill(longest), coming: few },
  more: { new: true, underWay: true, coming: false },
};
const short: Issue = {
  items: { new: [], underWay: [], coming: few },
  more: { new: false, underWay: false, coming: false },
};
const colleagues = Array.from({ length: 200 }, (_, index) => ({
  title: `Kim Andersson-Bergström af Ugglas ${index}`,
  value: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
}));

const letters: [string, Omit<LetterView, 'letter'>][] = [
  ['in the channel', { issue: full, to: 'channel', colleagues, forwardedBy: 'Robin Lindqvist' }],
  ['in the channel, with a picker', { issue: short, to: 'channel' }],
  ['to a subscriber', { issue: full, to: 'subscriber' }],
  ['to somebody picked', { issue: short, to: 'picked' }],
];

const own: Opened = { owner: { kind: 'person', id: 'p' }, units: [], keeps: [] };
const unit: Opened = { owner: { kind: 'unit', id: 'kultur' }, units: [], keeps: ['kultur', 'arbvux'] };
const everyChoice = { cities: ['aarhus', 'bergen', 'abo'], areas: areaIds };
const subscription = { ...everyChoice, by: OFFICER, at: AT };

const subscriptions: [string, Omit<SubscriptionView, 'names' | 'today'>][] = [
  ['none', { opened: own }],
  ['for an administration, none', { opened: unit }],
  ['for an administration', { opened: { ...unit, subscription }, notice: 'Sparat.' }],
  ['for an administration, ended', { opened: { ...unit, subscription: { ...subscription, ended: true } } }],
  [
    'with everything',
    {
      opened: {
        ...own,
        subscription,
        units: ['kultur', 'arbvux'].map(id => ({ kind: 'unit', id, subscription })),
        keeps: ['kultur', 'arbvux'],
      },
      typed: everyChoice,
      trouble: button => `${button} …`,
    },
  ],
  [
    'while storage is down',
    { opened: own, typed: everyChoice, trouble: button => `${button} …`, unread: { seen: AT } },
  ],
];

const missed = { notInstalled: 1, blocked: 2, gone: 1, failed: 3, waiting: 2 };

export const newsletterCases: readonly CardCase[] = [
  ...letters.map(([name, view]): CardCase => ({
    name: `the monthly letter, ${name}`,
    template: 'newsletter/cards/letter.json',
    make: locale => letterCard(reader(locale), { ...view, letter }),
  })),
  ...subscriptions.map(([name, view]): CardCase => ({
    name: `the subscription, ${name}`,
    template: 'newsletter/cards/subscription.json',
    make: locale =>
      subscriptionCard(reader(locale), {
        ...view,
        names: new Map([[OFFICER, 'Robin Lindqvist']]),
        today: TODAY,
      }),
  })),
  {
    name: 'how many the monthly letter reached',
    template: 'newsletter/cards/line.json',
    make: locale => reachCard(locale, { subscribers: 13, reached: 4, missed }),
  },
];
