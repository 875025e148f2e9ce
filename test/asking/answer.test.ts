import fc from 'fast-check';
import { answerFor } from '../../src/asking/answer';
import { LONGEST_LINE } from '../../src/asking/line';
import { confidential, isConfidential, type Asked } from '../../src/asking/model';
import type { Sight } from '../../src/meetings/sight';
import { questions } from '../../src/asking/recogniser/questions';
import type { Lists } from '../../src/directory/lists';
import { LOCALES } from '../../src/i18n';
import { cycle } from '../meetings/any-cycle';
import { anchor } from '../meetings/cycles';
import { lineOf, setting, told } from './asked';
import {
  aRecord,
  fullDelegation,
  fullRecord,
  historyA,
  historyB,
  listsWith,
  notKnown,
  unsaid,
} from './histories';

const next = { kind: 'next', later: 0 } as const;

describe('where Göteborg hosted in 2025 (history A)', () => {
  it.each([
    ['när är nästa vänortsmöte', 'Nästa vänortsmöte: Åbo 2027, enligt turordningen, inte bekräftat.'],
    ['vilken stad är värd 2031', 'Aarhus är värd 2031, enligt turordningen, inte bekräftat.'],
    ['när är vi värdar', 'Göteborg är värd nästa gång 2033, enligt turordningen, inte bekräftat.'],
    ['var står planeringen', 'Åbo 2027: 0 av 5 delar klara, enligt turordningen, inte bekräftat.'],
    ['vad är temat', 'Temat för Åbo 2027 är inte bestämt (enligt turordningen, inte bekräftat).'],
    ['vilka åker', 'Ingen delegation är utsedd till Åbo 2027 (enligt turordningen, inte bekräftat).'],
    [
      'vad står på programmet i Bergen',
      'Programmet för Bergen 2029 är inte klart (enligt turordningen, inte bekräftat).',
    ],
    [
      'hur många dagar är det kvar',
      'Dagen för Åbo 2027 är inte bestämd (enligt turordningen, inte bekräftat).',
    ],
    ['when do we host next', 'Gothenburg hosts next: 2033, by the order of the cities, not confirmed.'],
    [
      'has Åbo confirmed',
      'Turku has not confirmed the meeting in 2027 (by the order of the cities, not confirmed).',
    ],
    ['när var senaste mötet', 'Senaste vänortsmötet: Göteborg 2025.'],
    ['vem var värd 2025', 'Göteborg var värd 2025.'],
    [
      'vilken stad är värd 2028',
      'Inget vänortsmöte 2028. Nästa efter det: Bergen 2029, enligt turordningen, inte bekräftat.',
    ],
  ])('"%s" is answered "%s"', (text, line) => expect(lineOf(text, historyA)).toBe(line));
});

describe('where Göteborg hosts in 2027 (history B)', () => {
  it.each([
    [
      'när är nästa vänortsmöte',
      'Nästa vänortsmöte: Göteborg 11–12 maj 2027, bekräftat av Göteborg 2 mars 2026.',
    ],
    ['vilken stad är värd 2031', 'Bergen är värd 2031, enligt turordningen, inte bekräftat.'],
    ['när är vi värdar', 'Göteborg är värd nästa gång 11–12 maj 2027, bekräftat av Göteborg 2 mars 2026.'],
    ['var står planeringen', 'Göteborg 2027: 5 av 5 delar klara, bekräftat av Göteborg 2 mars 2026.'],
    ['vad är temat', 'Tema Göteborg 2027: Den levande hamnen (bekräftat av Göteborg 2 mars 2026).'],
    ['vilka åker', 'Presidiet skickar 2 personer till Göteborg 2027 (bekräftat av Göteborg 2 mars 2026).'],
    [
      'vilka kommer från Åbo',
      'Från Åbo kommer 4 personer till Göteborg 2027 (bekräftat av Göteborg 2 mars 2026).',
    ],
    [
      'hur många dagar är det kvar',
      '169 dagar kvar till Göteborg 11–12 maj 2027 (bekräftat av Göteborg 2 mars 2026).',
    ],
    [
      'when do we host next',
      'Gothenburg hosts next: 11–12 May 2027, confirmed by Gothenburg on 2 March 2026.',
    ],
    ['has Åbo confirmed', 'Turku confirmed on 1 October 2026 that it takes part in Gothenburg 2027.'],
    ['is it confirmed', 'Gothenburg 2027 was confirmed by Gothenburg on 2 March 2026.'],
    [
      'när var senaste mötet',
      'Senast kända vänortsmöte: Göteborg 14–15 november 2017. Vad som hände sedan är inte känt.',
    ],
    ['vilken stad var värd 2021', 'Det är inte känt om det var ett vänortsmöte 2021.'],
  ])('"%s" is answered "%s"', (text, line) => expect(lineOf(text, historyB)).toBe(line));

  it.each([
    ['2027-05-10', 'En dag kvar till Göteborg 11–12 maj 2027 (bekräftat av Göteborg 2 mars 2026).'],
    ['2027-05-11', 'Mötet i Göteborg börjar i dag (bekräftat av Göteborg 2 mars 2026).'],
    ['2027-05-12', 'Mötet i Göteborg pågår i dag (bekräftat av Göteborg 2 mars 2026).'],
    ['2027-05-13', 'Dagen för Åbo 2029 är inte bestämd (enligt turordningen, inte bekräftat).'],
  ])('on %s the days left are told as "%s"', (day, line) => {
    expect(lineOf('hur många dagar är det kvar', historyB, 'keeper', day)).toBe(line);
  });
});

describe('where nobody knows', () => {
  it.each([
    ['när är nästa vänortsmöte', 'Det är inte känt när nästa vänortsmöte är.'],
    ['när är vi värdar', 'Det är inte känt när Göteborg är värd nästa gång.'],
    ['vilken stad är värd 2031', 'Det är inte känt om det är ett vänortsmöte 2031.'],
    ['vad står på programmet i Bergen', 'Det är inte känt när Bergen är värd nästa gång.'],
    ['has Åbo confirmed', 'It is not known when the next sister-city meeting is.'],
  ])('"%s" is answered "%s"', (text, line) => expect(lineOf(text, notKnown)).toBe(line));

  it('says whom to ask, and leads to no question about a meeting', () => {
    const answer = answerFor(setting(notKnown, 'sv'), { question: 'theme', which: next }, new Map());
    expect(answer.isMissing).toBe(true);
    expect(answer.next.map(({ question }) => question)).toEqual(['ourTurn', 'order', 'lastMeeting']);
  });

  it('and nobody has been asked, it says that the order may have been broken', () => {
    expect(told(unsaid, { question: 'nextMeeting', which: next }, 'public')).toContain(
      'vad som hände efter Göteborg 2017 är inte känt',
    );
    expect(told(historyA, { question: 'nextMeeting', which: next }, 'public')).not.toContain('inte känt');
  });
});

describe('a meeting that was', () => {
  const moved = listsWith({
    anchors: [anchor(2028, 'goteborg', { status: 'moved', movedFrom: 2027 })],
    records: [fullRecord],
  });
  it.each<[string, Lists, string, string]>([
    [
      'moved',
      moved,
      'är det möte 2027',
      'Inget möte 2027: det är flyttat till Göteborg 2028, flyttat från 2027, inte bekräftat.',
    ],
    [
      'moved',
      moved,
      'när är nästa möte',
      'Nästa vänortsmöte: Göteborg 2028, flyttat från 2027, inte bekräftat.',
    ],
    [
      'cancelled',
      listsWith({ anchors: [anchor(2027, 'goteborg', { status: 'cancelled' })] }),
      'vilken stad är värd 2027',
      'Inget möte 2027: mötet i Göteborg är inställt.',
    ],
    [
      'passed over',
      listsWith({ anchors: [anchor(2027, 'goteborg', { status: 'skipped' })] }),
      'which city hosts in 2027',
      'No meeting in 2027: the one in Gothenburg was passed over.',
    ],
    [
      'on 29 February',
      listsWith({
        anchors: [anchor(2025, 'goteborg'), anchor(2028, 'abo', { status: 'moved', movedFrom: 2027 })],
        records: [
          aRecord({
            id: '2027',
            when: { kind: 'span', from: '2028-02-29', to: '2028-03-01', precision: 'day' },
          }),
        ],
      }),
      'när är nästa möte',
      'Nästa vänortsmöte: Åbo 29 februari–1 mars 2028, flyttat från 2027, inte bekräftat.',
    ],
  ])('%s', (_how, lists, text, line) => expect(lineOf(text, lists)).toBe(line));
});

describe('the theme', () => {
  it('is public from the day on which it was announced', () => {
    const asked: Asked = { question: 'theme', which: next };
    const before = answerFor(setting(historyB, 'sv', 'public', '2026-08-31'), asked, new Map());
    const after = answerFor(setting(historyB, 'sv', 'public', '2026-09-01'), asked, new Map());
    expect(before.line).toBe(
      'Temat för Göteborg 2027 är inte offentligt än (bekräftat av Göteborg 2 mars 2026).',
    );
    expect(JSON.stringify(before)).not.toContain('hamnen');
    expect(after.line).toContain('Den levande hamnen');
  });

  it('is known to the presidium before that, but not on a lock screen', () => {
    const answer = answerFor(
      setting(historyB, 'sv', 'member', '2026-08-31'),
      { question: 'theme', which: next },
      new Map(),
    );
    expect(answer.line).not.toContain('hamnen');
    expect(answer.details.facts.map(({ value }) => value)).toContain('Den levande hamnen');
  });

  it('is cut when it is long, and how sure the meeting is stays', () => {
    const long = { ...fullRecord, themeSv: 'En mycket lång rubrik '.repeat(9).trim() };
    const lists = { ...historyB, meetings: [long] };
    expect(lineOf('vad är temat', lists)).toMatch(
      /^Tema Göteborg 2027: En mycket lång.*… \(bekräftat av Göteborg 2 mars 2026\)\.$/,
    );
  });
});

describe('who sees what', () => {
  it.each(confidential)('an employee is told nothing of the %s', question => {
    const text = told(historyB, { question, which: next }, 'public');
    expect(text).not.toMatch(/[Hh]emlig/);
    expect(text).not.toMatch(/11–12 maj|169|person/);
    expect(text).toMatch(/visas bara för presidiet|Bara den som ingår/);
  });

  it('a member of the presidium sees who goes, and not who has answered', () => {
    const text = told(historyB, { question: 'delegation', which: next }, 'member');
    expect(text).toContain('Hemligt Namn, hemlig ordförande');
    expect(text).not.toContain('har inte svarat');
  });

  it('whoever keeps the delegation sees who has answered', () => {
    const text = told(historyB, { question: 'delegation', which: next }, 'keeper');
    expect(text).toContain('1 deltar, 0 deltar inte, 1 har inte svarat');
  });
});

describe('whatever is known and asked', () => {
  const which: fc.Arbitrary<Asked['which']> = fc.oneof(
    fc.record({ kind: fc.constant('next' as const), later: fc.nat({ max: 6 }) }),
    fc.constant({ kind: 'last' as const }),
    fc.record({ kind: fc.constant('year' as const), year: fc.integer({ min: 1990, max: 2100 }) }),
    fc.record({
      kind: fc.constant('city' as const),
      cityId: fc.constantFrom('bergen', 'abo', 'goteborg', 'aarhus'),
    }),
  );
  const asked: fc.Arbitrary<Asked> = fc.record(
    {
      question: fc.constantFrom(...questions),
      which,
      cityId: fc.constantFrom('bergen', 'abo'),
    },
    { requiredKeys: ['question', 'which'] },
  );
  const lists = fc
    .tuple(cycle, fc.constantFrom(undefined, 'known' as const, 'notKnown' as const), fc.boolean())
    .map(([{ members, anchors }, answer, full]) => {
      const ids = anchors.map(({ year, movedFrom }) => String(movedFrom ?? year));
      return listsWith({
        cycle: { members, anchors, answer },
        records: full ? ids.map(id => ({ ...fullRecord, id, themeAnnounced: undefined })) : [],
        delegations: full ? ids.map(id => ({ ...fullDelegation, id })) : [],
      });
    });

  it('the line fits on a lock screen and holds nothing that somebody typed', () => {
    fc.assert(
      fc.property(
        lists,
        asked,
        fc.constantFrom(...LOCALES),
        fc.constantFrom<Sight>('public', 'member', 'keeper'),
        (some, question, locale, sight) => {
          const { line } = answerFor(
            setting(some, locale, sight),
            question,
            new Map([['ordf', 'Hemligt Namn']]),
          );
          expect([...line].length).toBeLessThanOrEqual(LONGEST_LINE);
          expect(line).not.toMatch(/[Hh]emlig|\{\{|undefined|NaN/);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('what is calculated is never told without that it is not confirmed', () => {
    const unconfirmed = { sv: 'inte bekräftat', en: 'not confirmed' };
    fc.assert(
      fc.property(lists, asked, fc.constantFrom(...LOCALES), (some, question, locale) => {
        const calculated = {
          ...some,
          cycle: some.cycle.map(one => ({ ...one, anchors: one.anchors.slice(0, 1) })),
        };
        const { line, details } = answerFor(setting(calculated, locale), question, new Map());
        const years = [...line.matchAll(/\b20\d\d\b/g)].map(([year]) => Number(year));
        const isTold = years.some(year => year >= 2027) && details.facts.length > 0;
        if (isTold) expect(`${line} ${JSON.stringify(details.facts)}`).toContain(unconfirmed[locale]);
      }),
      { numRuns: 1000 },
    );
  });

  it('three questions at most follow, none of them the same, and none that leads to a refusal', () => {
    fc.assert(
      fc.property(lists, asked, fc.constantFrom<Sight>('public', 'keeper'), (some, question, sight) => {
        const { next: following } = answerFor(setting(some, 'sv', sight), question, new Map());
        const names = following.map(one => one.question);
        expect(names.length).toBeLessThanOrEqual(3);
        expect(new Set(names).size).toBe(names.length);
        if (sight === 'public') expect(names.filter(isConfidential)).toEqual([]);
      }),
    );
  });
});
