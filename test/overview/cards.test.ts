import type { City } from '../../src/directory/cities';
import { seedLists, type Changes } from '../../src/directory/lists';
import { unitById } from '../../src/directory/units';
import type { CardMessage } from '../../src/cards/card';
import { cityCard } from '../../src/overview/city-cards';
import { heldMeetings } from '../../src/overview/meetings';
import { countCollaborations } from '../../src/overview/model';
import { statisticsCard } from '../../src/overview/statistics-card';
import { unitCard } from '../../src/overview/unit-cards';
import { toFound, type Found } from '../../src/register/rows';
import { textOf } from '../support/bot';
import { aContent, aNotification, reader, TODAY } from '../support/contents';
import { known, many } from './card-cases';

const bergen = seedLists.cities.find(({ id }) => id === 'bergen')!;

function cityText(
  city: City,
  underWay: Found[] = [],
  latest: Found[] = [],
  more = false,
  own: string[] = [],
) {
  return textOf(
    cityCard(reader('sv'), { city, found: { underWay, coming: [], latest, more }, own, today: TODAY }).card,
  );
}

function found(parts: Parameters<typeof aContent>[0], ref = 'V-2026-0001'): Found {
  return toFound(aNotification({ ref, content: aContent(parts) }));
}

const now = { kind: 'span', from: '2026-01-01', to: '2026-12-31', precision: 'year' } as const;

describe("a city's page", () => {
  it.each([
    [
      { proposed: { on: '2026-10-01' } },
      'Läge: Föreslagen 1 oktober 2026, kommunfullmäktige har inte beslutat än',
    ],
    [{ paused: { from: '2026-10-01' } }, 'Läge: Pausat från 1 oktober 2026'],
    [
      { paused: { from: '2026-10-01', to: '2027-01-31' } },
      'Läge: Pausat från 1 oktober 2026 till 31 januari 2027',
    ],
    [{ ended: '2026-06-30' }, 'Läge: Avslutat 30 juni 2026'],
    [
      { decision: { on: '2026-01-29', paragraph: '§ 12', caseNumber: 'SLK-2025-00190' } },
      'Kommunfullmäktiges beslut: 29 januari 2026, § 12, ärendenummer SLK-2025-00190',
    ],
  ])('tells how the cooperation stands: %j', (parts, text) => {
    expect(cityText({ ...bergen, ...parts })).toContain(text);
  });

  it('does not tell of the standing of a cooperation that goes on', () => {
    expect(cityText(bergen)).not.toContain('Läge');
  });

  it('offers no way to inform of a city that the Council has not decided on (S5)', () => {
    expect(cityText(bergen)).toContain('Informera om samarbete');
    expect(cityText({ ...bergen, proposed: { on: '2026-10-01' } })).not.toContain('Informera om samarbete');
  });

  it('says that nothing has come in, or that nothing goes on', () => {
    expect(cityText(bergen)).toContain('Inga samarbeten med Bergen har kommit in än.');
    expect(cityText(bergen, [], [known[0]!])).toContain('Inget samarbete med Bergen pågår just nu.');
  });

  it('says "at least" where there are more than were counted', () => {
    expect(cityText(bergen, many.slice(0, 100), [], true)).toContain('Minst 100 samarbeten.');
  });

  it('shows apart what others do: neither the own unit nor what is shown as the latest', () => {
    const mine = found({ title: 'Mitt', unitId: 'kultur', when: now }, 'V-2026-0001');
    const joined = found(
      { title: 'Gemensamt', unitId: 'slk', participatingUnits: ['kultur'], when: now },
      'V-2026-0002',
    );
    const theirs = found({ title: 'Deras', unitId: 'slk', when: now }, 'V-2026-0003');
    const latest = found({ title: 'Senaste', unitId: 'slk', when: now }, 'V-2026-0004');
    const text = cityText(bergen, [mine, joined, theirs, latest], [latest], false, ['kultur']);
    expect(text).toContain('Deras');
    expect(text).not.toContain('Mitt');
    expect(text).not.toContain('Gemensamt');
    expect(text.match(/Senaste$/gm)).toHaveLength(2);
  });
});

it('knows three meetings as facts, and calculates none', () => {
  const held = heldMeetings({ locale: 'sv', lists: seedLists });
  expect(held.map(({ host, year }) => [host, year])).toEqual([
    ['bergen', 2013],
    ['aarhus', 2015],
    ['goteborg', 2017],
  ]);
});

describe("a unit's list", () => {
  const renamed: Changes = {
    units: [
      {
        ...unitById(seedLists, 'kultur')!,
        nameSv: 'Nya kulturförvaltningen',
        formerNames: [{ nameSv: 'Kulturförvaltningen', until: '2026-11-30' }],
      },
    ],
  };
  const list = (item: Found, unitId: string, lastYear?: number) =>
    textOf(unitCard(reader('sv', renamed), { unitId, page: { items: [item] }, lastYear }).card);

  it('names units as they were called when it was told', () => {
    expect(list(found({}), 'kultur')).toContain('Ansvarar, hette då Kulturförvaltningen');
    expect(list(found({ participatingUnits: ['slk'] }), 'slk')).toContain(
      'Deltar, Kulturförvaltningen ansvarar',
    );
  });

  it('says that a year goes on from the page before', () => {
    expect(list(found({}), 'kultur', 2027)).toContain('2027, fortsättning');
    expect(list(found({}), 'kultur', 2028)).not.toContain('fortsättning');
  });

  it('says when something without a first day came in', () => {
    expect(list(found({ when: { kind: 'ongoing' } }), 'kultur')).toContain(
      'löpande, kom in 23 november 2026',
    );
  });
});

describe('the statistics', () => {
  const years = { from: 2021, to: 2026 };
  const card = (view: 'year' | 'unit', countedLast?: number): CardMessage =>
    statisticsCard(reader('sv'), {
      question: { cities: [], years },
      statistics: { counts: countCollaborations(many, years, TODAY), countedLast },
      view,
      today: TODAY,
    });

  it('say it where not all could be counted', () => {
    expect(textOf(card('year', 20_000).card)).toMatch(/Räknat på de 20\s000 som började senast\./);
    expect(textOf(card('year').card)).not.toContain('Räknat på');
  });

  it.each([
    ['sv', [], 'Jag förstod inte: Malmö. Här är alla vänorter.'],
    ['en', [], 'I did not understand: Malmö. Here are all sister cities.'],
    ['sv', ['bergen'], 'Jag förstod inte: Malmö.'],
  ] as const)('say in one line what was not understood, in %s, of %j', (locale, cities, expected) => {
    const counts = countCollaborations(many, years, TODAY);
    const shown = { question: { cities: [...cities], years }, statistics: { counts }, today: TODAY };
    const { card } = statisticsCard(reader(locale), { ...shown, view: 'year', notUnderstood: 'Malmö' });
    expect(textOf(card).split('\n')).toContain(expected);
  });

  it('have the numbers in words where charts are not shown', () => {
    expect(JSON.stringify(card('year').card)).toMatch(/"fallback":\{[^}]*"text":"2021: \d+; 2022: \d+;/);
  });

  it('name the largest units in the chart, and say how much the others have', () => {
    expect(textOf(card('unit').card)).toMatch(/Övriga \d+ har \d+ tillsammans\./);
  });
});
