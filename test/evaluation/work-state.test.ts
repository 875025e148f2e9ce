import { promptCard } from '../../src/evaluation/prompt-card';
import type { Evaluation } from '../../src/evaluation/model';
import { missingIn, type Opened } from '../../src/evaluation/work-state';
import { meetingById } from '../../src/meetings/standing';
import { personId } from '../presidium/support';
import { textOf } from '../support/bot';
import { reader } from '../support/contents';
import { HELD, hostedIn2025 } from './history';

const TODAY = '2026-11-24';
const asking = reader('sv', hostedIn2025);

function openedWith(asked: number, answered: number): Opened {
  const evaluation: Evaluation = {
    meetingId: HELD,
    anonymous: true,
    closesOn: '2026-12-15',
    unitIds: [],
    asked,
    by: 'robin',
    at: '2026-11-24T08:05:00.000Z',
    entered: true,
  };
  return {
    meeting: meetingById(asking.lists, HELD)!,
    meetingId: HELD,
    evaluation: { value: evaluation, version: 1, etag: '*' },
    asked: Array.from({ length: asked }, (_, index) => ({
      personId: personId(index),
      group: 'delegation' as const,
    })),
    answers: [],
    answered,
    unreached: [],
    report: {},
  };
}

describe('without names, of those who were asked', () => {
  it.each([
    [4, 3, 1, 'minst 1'],
    [4, 4, undefined, 'kan inte anges, eftersom svaren saknar namn'],
    // Any employee may answer, so these need not be the four.
    [4, 9, undefined, 'kan inte anges, eftersom svaren saknar namn'],
    [0, 2, 0, '0'],
  ])(
    '%d were asked and %d have answered: %s are missing, which is said as %s',
    (asked, answered, count, text) => {
      const state = openedWith(asked, answered);
      expect(missingIn(state)).toBe(count);
      const { card } = promptCard(asking, { state, day: TODAY, today: TODAY, names: new Map() });
      expect(textOf(card)).toContain(`Svar som saknas: ${text}`);
    },
  );
});

describe('the prompt about a hosting that is called off', () => {
  it.each([
    [2026, 'Efter värdskapet 2026'],
    [undefined, 'Efter värdskapet'],
  ])('has the year in which it was to be held, %s', (year, heading) => {
    const state = { year, calledOff: true } as const;
    const { card } = promptCard(asking, { state, day: TODAY, today: TODAY, names: new Map() });
    expect(textOf(card).split('\n')[0]).toBe(heading);
  });
});
