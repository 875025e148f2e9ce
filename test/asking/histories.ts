import { makeLists, type Lists } from '../../src/directory/lists';
import type { Anchor, Cycle } from '../../src/meetings/cycle';
import { seedCycle, seedMeetings } from '../../src/meetings/known';
import type { CycleEntry, Delegation, MeetingRecord } from '../../src/meetings/model';
import { anchor } from '../meetings/cycles';

/** The day on which the questions are asked. */
export const today = '2026-11-23';

/** The lists with meetings in them that coordinators have told of. */
export function listsWith(parts: {
  cycle?: Partial<Omit<CycleEntry, 'anchors' | 'members'>> & Partial<Cycle>;
  anchors?: readonly Anchor[];
  records?: readonly MeetingRecord[];
  delegations?: readonly Delegation[];
}): Lists {
  const anchors = [...seedCycle.anchors, ...(parts.anchors ?? [])];
  const answer = parts.anchors ? ({ answer: 'known' } as const) : {};
  return makeLists({
    cycle: [{ ...seedCycle, anchors, ...answer, ...parts.cycle } as CycleEntry],
    meetings: parts.records ?? seedMeetings,
    delegations: parts.delegations ?? [],
  });
}

export function aRecord(parts: Partial<MeetingRecord> = {}): MeetingRecord {
  return { id: '2027', programme: [], documents: [], guests: [], ...parts };
}

/** As much as is known of a meeting when everything is; none of the texts may stand on a lock screen. */
export const fullRecord = aRecord({
  when: { kind: 'span', from: '2027-05-11', to: '2027-05-12', precision: 'day' },
  themeSv: 'Den levande hamnen',
  themeEn: 'The living harbour',
  themeAnnounced: '2026-09-01',
  venue: 'Hemliga salen',
  programme: [
    { title: 'Hemlig invigning', day: '2027-05-11', start: '13:00', end: '13:30' },
    { title: 'Hemligt samtal', speaker: 'Hemlig Talare' },
  ],
  documents: [{ title: 'Hemlig inbjudan', url: 'https://example.org/inbjudan' }],
  guests: [{ cityId: 'abo', number: 4, roles: 'hemliga roller' }],
});

export const fullDelegation: Delegation = {
  id: '2027',
  answerBy: '2027-02-01',
  delegates: [
    {
      personId: 'ordf',
      function: 'hemlig ordförande',
      answer: { value: 'yes', at: '2026-11-20T09:00:00.000Z', by: 'ordf' },
    },
    { personId: 'vice', function: 'hemlig vice ordförande', substitute: 'hemlig ersättare' },
  ],
  lessons: [],
};

/** Göteborg hosted in 2025 (history A), and hosts in 2027 (history B). */
export const historyA = listsWith({ anchors: [anchor(2025, 'goteborg')] });
export const historyB = listsWith({
  anchors: [
    anchor(2027, 'goteborg', {
      status: 'confirmed',
      confirmations: [
        { cityId: 'goteborg', on: '2026-03-02' },
        { cityId: 'abo', on: '2026-10-01' },
      ],
    }),
  ],
  records: [...seedMeetings, fullRecord],
  delegations: [fullDelegation],
});

/** Nobody has been asked yet, and nobody knows. */
export const unsaid = listsWith({});
export const notKnown = listsWith({ cycle: { answer: 'notKnown' } });
