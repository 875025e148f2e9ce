import { entryCard } from '../../../src/lists/entry-card';
import { listCard } from '../../../src/lists/cards';
import { emptyValues, type Values } from '../../../src/lists/fields';
import { answeredCard, questionCard } from '../../../src/lists/first-question-card';
import { deedForm } from '../../../src/lists/form-card';
import type { DeedName } from '../../../src/lists/deeds';
import { entryIn } from '../../../src/lists/model';
import { previewCard } from '../../../src/lists/preview-card';
import { CYCLE_ID, type CycleEntry } from '../../../src/meetings/model';
import { OFFICER } from '../../support/contents';
import type { CardCase } from '../../support/every-card';
import {
  after,
  fiveCities,
  heldIn2025,
  hostIn2027,
  leapYear,
  leaving,
  notKnown,
  oneCity,
  previewOf,
  settingOf,
  skippedTwice,
  unsaid,
} from './histories';

const AT = '2026-11-23T09:00:00.000Z';
const names = new Map([[OFFICER, 'Robin Lindqvist']]);

const confirmations = ['goteborg', 'bergen', 'aarhus', 'abo'].map(cityId => ({ cityId, on: '2026-03-02' }));

/** As much as a cycle holds in practice: two rounds and more, each confirmed by all. */
export const fullestCycle: CycleEntry = {
  ...hostIn2027,
  anchors: Array.from({ length: 40 }, (_, index) => ({
    year: 2014 + index * 2,
    host: 'goteborg',
    turn: 'abo',
    status: 'moved',
    then: 'keepOddYears',
    movedFrom: 2013 + index * 2,
    confirmations,
  })),
};

const histories: [string, CycleEntry][] = [
  ['nobody has answered', unsaid],
  ['Göteborg hosted in 2025', heldIn2025],
  ['Göteborg hosts in 2027', hostIn2027],
  ['it is not known', notKnown],
  ['there are five cities', fiveCities],
  ['there is one city', oneCity],
  ['a city leaves', leaving],
  ['it was moved to a leap year', leapYear],
  ['it was passed over twice', skippedTwice],
];

const record = {
  ...entryIn(settingOf(leapYear).reader.lists, 'meetings', '2027')!,
  when: { kind: 'span' as const, from: '2028-02-29', to: '2028-03-01', precision: 'day' as const },
  programme: [{ day: '2028-02-29', start: '09:00', title: 'Skottdagen' }],
};

const cases: [string, CycleEntry, DeedName, Partial<Values>, string][] = [
  ['moved with the order kept', hostIn2027, 'move', { newYear: '2028', rule: 'keepOrder' }, '2027'],
  ['moved with odd years kept', hostIn2027, 'move', { newYear: '2028', rule: 'keepOddYears' }, '2027'],
  ['moved across others', hostIn2027, 'move', { newYear: '2031', rule: 'keepOrder' }, '2027'],
  [
    'passed over a second time',
    after(hostIn2027, 'skip', { rule: 'keepOrder' }, '2027'),
    'skip',
    { rule: 'keepOrder' },
    '2029',
  ],
  ['cancelled', heldIn2025, 'cancel', { rule: 'keepOddYears' }, '2027'],
  ['swapped', hostIn2027, 'swap', { swapWith: '2029|abo' }, '2027'],
  ['answered', unsaid, 'firstAnswer', { turn: 'other', otherYear: '2029' }, ''],
  ['answered that it is not known', unsaid, 'firstAnswer', { turn: 'notKnown' }, ''],
  ['entered', hostIn2027, 'enterMeeting', { year: '2030', host: 'bergen', status: 'planned' }, ''],
  ['a city that leaves', fiveCities, 'endMember', { member: 'abo', lastYear: '2028' }, ''],
  ['the only one moved', oneCity, 'move', { newYear: '2028', rule: 'keepOrder' }, '2027'],
];

/** The cards of meetings and of the cycle, in each of the histories and in odd ones. */
export const meetingCardCases: readonly CardCase[] = [
  ...histories.flatMap(([what, entry]): CardCase[] => [
    {
      name: `the meetings, when ${what}`,
      template: 'lists/cards/list.json',
      make: locale => listCard(settingOf(entry, { locale }), 'meetings', { from: 0, filter: '' }),
    },
    {
      name: `the cycle, when ${what}`,
      template: 'lists/cards/entry.json',
      make: locale =>
        entryCard(settingOf(entry, { locale }), {
          opened: {
            list: 'cycle',
            entry,
            version: 1,
            history: [{ by: OFFICER, at: AT, entry, before: unsaid }],
          },
          names,
        }),
    },
    {
      name: `the meeting of 2027, when ${what}`,
      template: 'lists/cards/entry.json',
      make: locale => {
        const setting = settingOf(entry, { locale, records: [record] });
        const ofCycle = [{ by: OFFICER, at: AT, entry, before: unsaid }];
        const opened = { list: 'meetings' as const, entry: record, version: 1, history: [], ofCycle };
        return entryCard(setting, { opened, names });
      },
    },
  ]),
  ...cases.map(([what, entry, deed, values, item]): CardCase => ({
    name: `before it is confirmed: ${what}`,
    template: 'lists/cards/preview.json',
    make: locale =>
      previewCard(settingOf(entry, { locale }), {
        target: { list: 'cycle', deed, id: CYCLE_ID, item, seen: 1 },
        values: { ...emptyValues, ...values },
        about: item && 'Göteborg 2027',
        leadsTo: previewOf(entry, deed, values, item, { locale }),
        trouble: button => `Robin Lindqvist ändrade. ${button}`,
      }),
  })),
  ...(['confirmCity', 'unconfirm', 'swap', 'move'] as const).map((deed): CardCase => ({
    name: `${deed} of a confirmed meeting`,
    template: 'cards/form.json',
    make: locale =>
      deedForm(
        settingOf(after(hostIn2027, 'confirmCity', { city: 'goteborg', confirmedOn: '2026-11-01' }, '2027'), {
          locale,
        }),
        {
          target: { list: 'cycle', deed, id: CYCLE_ID, item: '2027', seen: 1 },
          values: emptyValues,
          about: 'Göteborg 2027',
          people: [],
          picker: true,
        },
      ),
  })),
  {
    name: 'the question when Göteborg hosts, with every error',
    template: 'lists/cards/first-question.json',
    make: locale =>
      questionCard(settingOf(unsaid, { locale }).reader, {
        values: { ...emptyValues, turn: 'other', otherYear: 'x'.repeat(20) },
        errors: { turn: 'fel', otherYear: 'fel' },
        trouble: 'Det gick inte att spara just nu.',
      }),
  },
  ...histories.map(([what, entry]): CardCase => ({
    name: `the answer when Göteborg hosts, when ${what}`,
    template: 'lists/cards/first-question.json',
    make: locale =>
      answeredCard(settingOf(entry, { locale }).reader, entry, {
        by: { who: 'Robin Lindqvist', at: AT },
        notice: 'Frågan var redan besvarad.',
      }),
  })),
];
