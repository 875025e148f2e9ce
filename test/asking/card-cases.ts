import { answerFor } from '../../src/asking/answer';
import { answerCard, statusCard, unsureCard } from '../../src/asking/cards';
import { questions, type Question } from '../../src/asking/recogniser/questions';
import type { Lists } from '../../src/directory/lists';
import { makeLists } from '../../src/directory/lists';
import type { Sight } from '../../src/meetings/sight';
import { LAST_YEAR } from '../../src/register/when';
import { anchor } from '../meetings/cycles';
import type { CardCase } from '../support/every-card';
import {
  aRecord,
  fullDelegation,
  fullRecord,
  historyA,
  historyB,
  listsWith,
  notKnown,
  today,
  unsaid,
} from './histories';

const LONG = 'Ett mycket långt stycke text som någon har klistrat in från ett annat ställe. '
  .repeat(3)
  .slice(0, 200);

/** As much as the forms let through. */
const longest: Lists = {
  ...listsWith({
    anchors: [anchor(2027, 'goteborg', { status: 'planned' })],
    records: [
      aRecord({
        ...fullRecord,
        themeSv: LONG,
        themeEn: LONG,
        venue: LONG,
        programme: Array.from({ length: 60 }, () => ({ title: LONG, speaker: LONG })),
        documents: Array.from({ length: 20 }, (_, index) => ({
          title: LONG.slice(0, 120),
          url: `https://example.org/${index}`,
        })),
        guests: ['abo', 'bergen', 'aarhus'].map(cityId => ({ cityId, number: 500, roles: LONG })),
      }),
    ],
    delegations: [
      {
        ...fullDelegation,
        delegates: Array.from({ length: 40 }, (_, index) => ({
          personId: `person-${index}`,
          function: LONG.slice(0, 120),
          substitute: LONG.slice(0, 120),
        })),
      },
    ],
  }),
};

const odd: Record<string, Lists> = {
  'five cities': listsWith({
    cycle: {
      members: [...historyA.cycle[0]!.members, { cityId: 'kiel', from: 2029 }],
      anchors: [...historyA.cycle[0]!.anchors],
    },
  }),
  'one city': listsWith({
    cycle: { members: [{ cityId: 'goteborg' }], anchors: [anchor(2025, 'goteborg')] },
  }),
  'a member that leaves': listsWith({
    anchors: [anchor(2025, 'goteborg')],
    cycle: {
      members: historyA.cycle[0]!.members.map(one => (one.cityId === 'abo' ? { ...one, to: 2028 } : one)),
    },
  }),
  'a meeting moved across a year': listsWith({
    anchors: [anchor(2025, 'goteborg'), anchor(2028, 'abo', { status: 'moved', movedFrom: 2027 })],
  }),
  'passed over twice': listsWith({
    anchors: [
      anchor(2025, 'goteborg'),
      anchor(2027, 'abo', { status: 'skipped' }),
      anchor(2029, 'abo', { status: 'skipped' }),
    ],
  }),
  'nothing after the last year': listsWith({ anchors: [anchor(LAST_YEAR, 'goteborg', { status: 'held' })] }),
  'a city with a long name': makeLists({
    ...pick(historyB),
    cities: historyB.cities.map(city => ({
      ...city,
      nameSv: `${city.nameSv} ${'stad '.repeat(20)}`.slice(0, 119),
    })),
  }),
};

function pick({ cycle, meetings, delegations }: Lists) {
  return { cycle, meetings, delegations };
}

function answered(lists: Lists, question: Question, sight: Sight, name: string): CardCase {
  return {
    name: `the answer to "${question}", ${name}`,
    template: 'asking/cards/answer.json',
    make: locale => {
      const reader = { locale, lists };
      const which =
        question === 'lastMeeting' ? ({ kind: 'last' } as const) : ({ kind: 'next', later: 0 } as const);
      const answer = answerFor({ reader, today, sight }, { question, which }, new Map([['ordf', LONG]]));
      return answerCard(reader, { answer, calendar: '2027', moreInOwnChat: sight === 'public' });
    },
  };
}

export const askingCases: readonly CardCase[] = [
  ...questions.flatMap(question => [
    answered(historyA, question, 'keeper', 'where nothing is planned'),
    answered(historyB, question, 'keeper', 'where all is known'),
    answered(historyB, question, 'public', 'for an employee'),
    answered(notKnown, question, 'member', 'where nobody knows'),
    answered(longest, question, 'keeper', 'with as much as there can be'),
  ]),
  ...Object.entries(odd).flatMap(([name, lists]): CardCase[] => [
    answered(lists, 'nextMeeting', 'member', name),
    answered(lists, 'order', 'member', name),
    statusOf(lists, name, true),
  ]),
  statusOf(unsaid, 'before the first question', true),
  statusOf(historyB, 'for an employee', false),
  statusOf(notKnown, 'where nobody knows', true),
  {
    name: 'a question that was not understood',
    template: 'asking/cards/answer.json',
    make: locale =>
      unsureCard(
        { locale, lists: historyA },
        ['theme', 'lastMeeting', 'takePart'],
        'Vad är det till lunch? '.repeat(9),
      ),
  },
];

function statusOf(lists: Lists, name: string, isOfficer: boolean): CardCase {
  return {
    name: `the timeline, ${name}`,
    template: 'asking/cards/status.json',
    make: locale => statusCard({ locale, lists }, today, isOfficer),
  };
}
