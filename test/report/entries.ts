import fc from 'fast-check';
import { knownExchanges } from '../../src/register/known-exchanges';
import type { FollowUp, Outcome } from '../../src/register/model';
import { parseWhen, type When } from '../../src/register/when';
import type { Figures } from '../../src/report/figures';
import { makeCount } from '../../src/report/counting';
import type { Entry, Surroundings } from '../../src/report/model';
import { resultsOf, type Answers, type EvaluationResults } from '../../src/meetings/evaluation';
import { seedLists, type Lists } from '../../src/directory/lists';
import { aContent, contents, TODAY } from '../support/contents';

/** When the reports of these tests are made. */
export const AT = '2026-11-23T09:00:00.000Z';
export const NOTHING_AROUND: Surroundings = { meetings: [], evaluations: [], replies: [] };

/** A collaboration with the required parts only, but for what a test is about. */
export function anEntry(parts: Partial<Entry> = {}): Entry {
  return {
    ref: 'V-2026-0001',
    content: aContent({ when: when('vecka 37 2024') }),
    createdAt: '2026-11-20T09:00:00.000Z',
    received: true,
    followUps: [],
    ...parts,
  };
}

export function when(text: string): When {
  const understood = parseWhen(text, TODAY);
  if (!understood) throw new Error(`not understood: ${text}`);
  return understood;
}

export function answer(outcome: Partial<Outcome>, period = 'end'): FollowUp {
  return { period, answer: { at: '2026-11-22T09:00:00.000Z', outcome: { happened: 'yes', ...outcome } } };
}

/** The exchanges that are known from before. */
export const knownEntries: readonly Entry[] = knownExchanges.map((exchange, index) =>
  anEntry({
    ref: `V-2026-${String(index + 1).padStart(4, '0')}`,
    content: {
      unitId: exchange.unit,
      cities: exchange.cities,
      title: exchange.title,
      category: exchange.category,
      when: when(exchange.when),
      participatingUnits: [],
      links: [],
      direction: exchange.direction,
      area: exchange.area,
      ...(exchange.participants && { participants: exchange.participants }),
      ...(exchange.funding && { funding: exchange.funding.id }),
    },
  }),
);

const outcomes: fc.Arbitrary<Outcome> = fc.record(
  {
    happened: fc.constantFrom('yes' as const, 'partly' as const, 'no' as const),
    result: fc.constantFrom('Ett manifest.', '', '=1+1'),
    learned: fc.constantFrom('Tid.', ' '),
    willUse: fc.constant('En mall.'),
    outlook: fc.constantFrom('continue' as const, 'change' as const, 'end' as const),
  },
  { requiredKeys: ['happened'] },
);
const followUps: fc.Arbitrary<FollowUp[]> = fc.array(
  fc.record({
    period: fc.constantFrom('end', '2019', '2024', '2026', '2028'),
    answer: fc.option(fc.record({ at: fc.constant('2026-11-22T09:00:00.000Z'), outcome: outcomes }), {
      nil: undefined,
    }),
  }),
  { maxLength: 3 },
);

/** Whatever can be told, at some time from 2019 on. */
export const someEntries: fc.Arbitrary<Entry[]> = fc
  .array(
    fc.record({
      content: contents,
      createdAt: fc.constantFrom(
        '2019-03-01T09:00:00.000Z',
        '2024-12-31T23:30:00.000Z',
        '2026-11-20T09:00:00.000Z',
      ),
      received: fc.boolean(),
      followUps,
    }),
    { maxLength: 25 },
  )
  .map(all => all.map((entry, index) => ({ ...entry, ref: `V-2026-${String(index + 1).padStart(4, '0')}` })));

/** The figures of some collaborations. */
export function figuresOf(
  entries: readonly Entry[],
  { from = '2016-01-01', to = '2026-12-31', lists = seedLists, around = NOTHING_AROUND } = {} as {
    from?: string;
    to?: string;
    lists?: Lists;
    around?: Surroundings;
  },
): Figures {
  const count = makeCount({ from, to, at: AT, lists });
  for (const entry of entries) count.add(entry);
  return count.figures(around);
}

const answers: Answers[] = [
  { purpose: 5, worth: 4, climate: 2, inPerson: 5, goesOn: 'continue', learned: 'Skyfallskartan i Bergen.' },
  { purpose: 4, worth: 4, climate: 3, inPerson: 4, goesOn: 'change', more: '=HYPERLINK("http://x")' },
  { purpose: 3, worth: 2, climate: 3, inPerson: 4, goesOn: 'continue' },
];

/** What three people answered after the meeting in 2025. */
export function anEvaluation(parts: Partial<EvaluationResults> = {}): EvaluationResults {
  return {
    meetingId: '2025',
    anonymous: false,
    closesOn: '2026-01-31',
    groups: [{ group: 'delegation', asked: 8, answered: 3 }],
    answered: 3,
    results: resultsOf(answers),
    ...parts,
  };
}
