import { answerFor } from '../../src/asking/answer';
import type { Asked } from '../../src/asking/model';
import type { Lists } from '../../src/directory/lists';
import { anchor } from '../meetings/cycles';
import { lineOf, setting, told } from './asked';
import { fullDelegation, fullRecord, historyA, historyB, listsWith } from './histories';

const next = { kind: 'next', later: 0 } as const;

describe('what has been', () => {
  it.each<[string, Lists, Asked, string]>([
    [
      'our last turn',
      historyA,
      { question: 'ourTurn', which: { kind: 'last' } },
      'Göteborg var senast värd 2025.',
    ],
    [
      'our last turn, where what came after is not known',
      historyB,
      { question: 'ourTurn', which: { kind: 'last' } },
      'Göteborg var senast värd 2017, så vitt känt.',
    ],
    [
      'whether we hosted',
      historyA,
      { question: 'ourTurn', which: { kind: 'year', year: 2025 } },
      'Ja, Göteborg var värd 2025.',
    ],
    [
      'whether we hosted when another city did',
      historyA,
      { question: 'ourTurn', which: { kind: 'year', year: 2015 } },
      'Nej, Aarhus var värd 2015.',
    ],
    [
      "another city's last meeting",
      historyA,
      { question: 'lastMeeting', which: { kind: 'last' }, cityId: 'bergen' },
      'Senaste kända mötet i Bergen: våren 2013.',
    ],
    [
      'the last meeting in a city that is not known to have had one',
      historyA,
      { question: 'lastMeeting', which: { kind: 'last' }, cityId: 'abo' },
      'Det är inte känt när Åbo senast var värd.',
    ],
  ])('%s', (_what, lists, asked, line) => {
    expect(answerFor(setting(lists, 'sv'), asked, new Map()).line).toBe(line);
  });
});

describe('the order of the cities', () => {
  it('is that in which they host, where a turn was passed over', () => {
    const passed = listsWith({
      anchors: [
        anchor(2025, 'goteborg'),
        anchor(2027, 'abo', { status: 'skipped', turnLost: true, then: 'keepOddYears' }),
      ],
    });
    expect(lineOf('i vilken ordning är städerna värdar', passed)).toBe(
      'Turordning: Bergen 2029 (enligt turordningen, inte bekräftat), Aarhus, Göteborg, Åbo.',
    );
  });
});

describe('when another city hosts in its place', () => {
  it('nothing that was told of the first one is told of it', () => {
    const lists = {
      ...historyA,
      meetings: [{ ...fullRecord, host: 'goteborg' }],
      delegations: [{ ...fullDelegation, host: 'goteborg' }],
    };
    expect(lineOf('när är nästa vänortsmöte', lists)).toBe(
      'Nästa vänortsmöte: Åbo 2027, enligt turordningen, inte bekräftat.',
    );
    expect(lineOf('vilka åker', lists)).toContain('Ingen delegation');
    expect(told(lists, { question: 'programme', which: next }, 'keeper')).not.toMatch(/[Hh]emlig|hamnen/);
  });
});
