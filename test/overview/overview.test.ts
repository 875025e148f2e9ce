import { CITY_PARTITION } from '../../src/capabilities';
import { seedUnits } from '../../src/directory/units';
import { makeListsStore } from '../../src/directory/lists-store';
import { newNotification } from '../../src/register/store';
import type { Content } from '../../src/register/model';
import { seedKnownExchanges } from '../../src/trial/seed';
import type { Write } from '../../src/storage/table';
import { makeLogger } from '../../src/telemetry/logger';
import {
  actionData,
  cardOf,
  findAction,
  inputOf,
  startTestBot,
  type TestBot,
  type TestPerson,
} from '../support/bot';
import { aContent, aNotification, areaIds, categoryIds } from '../support/contents';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const MADE_UP = 300;

let bot: TestBot;
let kim: TestPerson;

beforeAll(async () => {
  bot = await startTestBot({ now: () => NOW });
  kim = bot.person('Kim Andersson');
  await seedKnownExchanges(bot.storage, NOW);
  for (let number = 0; number < MADE_UP; number += 10) {
    const some = Array.from({ length: 10 }, (_, index) => madeUp(number + index));
    await store(some.flatMap(([content, ref]) => newNotification(aNotification({ ref, content }))));
  }
});

afterAll(async () => {
  await bot.stop();
});

/** Five a year and unit from 2000 to 2009, which nobody else in these tests asks for. */
function madeUp(number: number): [Content, string] {
  const year = 2000 + (number % 10);
  const content = aContent({
    title: `Nummer ${number}`,
    unitId: seedUnits[number % 6]!.id,
    participatingUnits: number % 6 === 0 ? ['kultur'] : [],
    cities: number % 3 === 0 ? ['bergen', 'abo'] : ['aarhus'],
    category: categoryIds[number % categoryIds.length]!,
    area: areaIds[number % areaIds.length]!,
    when: { kind: 'span', from: `${year}-01-01`, to: `${year}-12-31`, precision: 'year' },
  });
  return [content, `V-2025-${String(number + 1).padStart(4, '0')}`];
}

async function store(writes: Write[]): Promise<void> {
  const own = writes.map(write =>
    write.do === 'remove' ? write : ({ do: 'put', key: write.key, body: write.body } as const),
  );
  const once = [...new Map(own.map(write => [write.key, write])).values()];
  for (let first = 0; first < once.length; first += 100) {
    await bot.storage.register.commit(CITY_PARTITION, once.slice(first, first + 100));
  }
}

async function asked(text: string, person = kim): Promise<Record<string, unknown>> {
  const [message] = await person.says(text);
  return cardOf(message!);
}

/** Every text of a card, those of its tables and charts too. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { text, title } = value as Record<string, unknown>;
  const own = [text, title].filter(part => typeof part === 'string');
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

function elements(value: unknown, type: string): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(item => elements(item, type));
  return (value as { type?: string }).type === type ? [value as Record<string, unknown>, ...inner] : inner;
}

/** A table's rows as texts. */
function rowsIn(card: unknown): string[][] {
  return elements(card, 'TableRow').map(({ cells }) =>
    (cells as unknown[]).map(cell => textsIn(cell).join('')),
  );
}

describe("a unit's collaborations", () => {
  it('are listed by year, newest first, and each can be opened', async () => {
    const card = await asked('förvaltningens grundskola');
    const texts = textsIn(card);
    expect(texts).toContain('Grundskoleförvaltningen (GSF)');
    const years = texts.filter(text => /^\d{4}$/.test(text));
    expect(years.slice(0, 3)).toEqual(['2026', '2024', '2016']);
    const { ref } = actionData(card, 'collaboration.show') as { ref: string };
    const shown = await kim.presses('collaboration.show', { ref });
    expect(shown.status).toBe(200);
  });

  it('come in pages, each of one read, and none is left out or comes twice', async () => {
    const refs: string[] = [];
    let card = await asked('bolagets kultur');
    for (let page = 0; ; page += 1) {
      const opened = elements(card, 'Action.Execute').filter(({ verb }) => verb === 'collaboration.show');
      refs.push(...opened.map(({ data }) => (data as { ref: string }).ref));
      const more = findAction(card, 'overview.unit');
      if (!more) break;
      expect(opened).toHaveLength(12);
      const before = bot.storage.meter.entitiesRead;
      const count = bot.teams.in(kim.chat).length;
      await kim.presses('overview.unit', more.data as object);
      expect(bot.storage.meter.entitiesRead - before).toBeLessThan(20);
      card = cardOf(bot.teams.in(kim.chat)[count]!);
    }
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs).toHaveLength(1 + MADE_UP / 6);
  });

  it('say where the unit takes part in what another is responsible for', async () => {
    const [, , row] = textsIn(await asked('our collaborations Kulturförvaltningen')).filter(text =>
      text.includes(' · '),
    );
    expect(row).toMatch(/^V-2025-\d{4} · Deltar, .+ ansvarar · 2008$/);
  });

  it('are those of the unit that the person informed for the last time', async () => {
    const sam = bot.person('Sam Karlsson');
    await sam.informs({ unitId: 'hamn', when: 'vecka 37 2024' });
    expect(textsIn(await asked('förvaltningens', sam))).toContain('Göteborgs Hamn AB (GHAB)');
  });

  it('are those of the unit that the person edits, or of one to choose among several', async () => {
    const editor = bot.person('Lo Ek');
    const lists = makeListsStore({
      table: bot.storage.register,
      partition: CITY_PARTITION,
      now: () => NOW,
      cacheMs: 0,
      log: makeLogger('silent'),
    });
    const edits = async (id: string) => {
      const before = await lists.load('editors', id);
      const after = { id, editors: [{ personId: editor.id, from: '2026-01-01' }] };
      await lists.save({ list: 'editors', before, after, by: 'robin', at: NOW.toISOString() });
    };
    await edits('slk');
    bot.clock.now = () => new Date(NOW.getTime() + 120_000);
    expect(textsIn(await asked('vår förvaltning', editor))).toContain('Stadsledningskontoret (SLK)');
    await edits('kultur');
    bot.clock.now = () => new Date(NOW.getTime() + 240_000);
    const choice = await asked('vår förvaltning', editor);
    const { choices } = inputOf(choice, 'unitId') as { choices: { value: string }[] };
    expect(
      choices
        .slice(0, 2)
        .map(({ value }) => value)
        .sort(),
    ).toEqual(['kultur', 'slk']);
    bot.clock.now = () => NOW;
  });

  it('are chosen in a list by whoever has no unit, and an empty choice says so', async () => {
    const new_ = bot.person('Noor Haddad');
    const choice = await asked('förvaltningens', new_);
    const message = bot.teams.in(new_.chat).at(-1)!;
    expect((inputOf(choice, 'unitId') as { choices: unknown[] }).choices).toHaveLength(seedUnits.length);
    const empty = await new_.presses('overview.pickUnit', {}, message.id);
    expect(inputOf(empty.card, 'unitId')).toMatchObject({ label: expect.stringContaining('⚠') });
    const chosen = await new_.presses('overview.pickUnit', { unitId: 'slk' }, message.id);
    expect(textsIn(chosen.card)).toContain('Stadsledningskontoret (SLK)');
  });

  it('of a unit without any say so', async () => {
    const texts = textsIn(await asked('förvaltningens renova'));
    expect(texts).toContain('Inga samarbeten från Renova AB har kommit in än.');
  });
});

describe("a city's page", () => {
  it('says since when, what goes on, and which meetings are known', async () => {
    const texts = textsIn(await asked('stad bergen')).join('\n');
    expect(texts).toContain('Vänort sedan: \n1946');
    expect(texts).toContain('5 samarbeten');
    expect(texts).toContain('Trafik (1)');
    expect(texts).toContain('I Bergen: våren 2013, om stadsutveckling.');
    expect(texts).toContain('Göteborg 14–15 november 2017');
    expect(texts).toContain('Nästa möte: Åbo 2027, enligt turordningen, inte bekräftat.');
  });

  it.each([
    ['vänort Turku', 'Åbo'],
    ['stad århus', 'Aarhus'],
    ['city of Bergen', 'Bergen'],
  ])('is found by "%s"', async (text, name) => expect(textsIn(await asked(text))).toContain(name));

  it('is chosen by a button for each city', async () => {
    const card = await asked('stad Timbuktu');
    expect(textsIn(card).join()).toContain('Jag hittar ingen vänort som heter så.');
    const buttons = elements(card, 'Action.Execute').map(({ title }) => title);
    expect(buttons).toEqual(['Aarhus', 'Bergen', 'Åbo']);
    const count = bot.teams.in(kim.chat).length;
    await kim.presses('overview.city', actionData(card, 'overview.city'));
    expect(textsIn(cardOf(bot.teams.in(kim.chat)[count]!))).toContain('Aarhus');
  });

  it('is not told of a city that is none', async () => {
    expect((await kim.presses('overview.city', { cityId: "' or 1 eq 1" }, 'card')).notice).toContain(
      'Hittar inte',
    );
  });
});

describe('the statistics', () => {
  it('count every collaboration once, in charts and in a table with the same numbers', async () => {
    const card = await asked('statistik 2000-2009');
    expect(textsIn(card)).toContain('300 börjar, 300 pågår, 300 har slutat.');
    const charts = elements(card, 'Chart.HorizontalBar');
    expect(charts).toHaveLength(3);
    const [header, ...rows] = rowsIn(card);
    expect(header).toEqual(['År', 'Börjar', 'Pågår', 'Slutat']);
    expect(rows).toEqual(Array.from({ length: 10 }, (_, index) => [String(2000 + index), '30', '30', '30']));
    for (const { data } of charts) {
      expect((data as { y: number }[]).map(({ y }) => y)).toEqual(rows.map(([, number]) => Number(number)));
    }
  });

  it('show other sides of it in the same card, a city in both rows', async () => {
    const card = await asked('statistik 2000-2009');
    const message = bot.teams.in(kim.chat).at(-1)!;
    const byCity = await kim.presses(
      'overview.statisticsView',
      actionData(card, 'overview.statisticsView'),
      message.id,
    );
    expect(rowsIn(byCity.card).slice(1)).toEqual([
      ['Aarhus', '200', '200', '200'],
      ['Bergen', '100', '100', '100'],
      ['Åbo', '100', '100', '100'],
    ]);
    expect(textsIn(byCity.card)).toContain('Ett samarbete med två vänorter räknas i båda raderna.');
  });

  it('read nothing again within a minute', async () => {
    await asked('statistik Bergen 2003');
    const before = bot.storage.meter.entitiesRead;
    await asked('statistik bergen 2003');
    expect(bot.storage.meter.entitiesRead - before).toBeLessThan(5);
  });

  it('are of this year and the five before it', async () => {
    expect(textsIn(await asked('statistik'))).toContain('Alla vänorter, 2021–2026');
  });

  it('of nothing say so', async () => {
    const texts = textsIn(await asked('statistik 1950'));
    expect(texts).toContain('Inga samarbeten att räkna än.');
  });

  it.each([
    [{ view: 'year', cities: [], from: 2026, to: 2020 }],
    [{ view: 'secrets', cities: [], from: 2020, to: 2026 }],
    [{ view: 'year', cities: ['x'.repeat(100)], from: 2020, to: 2026 }],
  ])('are not made of %j', async data => {
    expect((await kim.presses('overview.statisticsView', data, 'card')).notice).toContain('Hittar inte');
  });
});

it('answers in English too', async () => {
  const ann = bot.person('Ann Smith');
  await ann.says('english');
  expect(textsIn(await asked('city Turku', ann))).toContain('Turku');
  expect(textsIn(await asked('statistics 2000-2009', ann))).toContain(
    '300 starting, 300 under way, 300 ended.',
  );
  expect(textsIn(await asked('our unit slk', ann))).toContain('City Executive Office (SLK)');
});
