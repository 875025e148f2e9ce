import fc from 'fast-check';
import { makeLists, seedLists, type Lists } from '../../src/directory/lists';
import { findColumns, type Columns } from '../../src/importing/columns';
import type { Cell, Field, Problem, ReadList, ReadRow } from '../../src/importing/model';
import { fields } from '../../src/importing/model';
import { keyOf, readRows } from '../../src/importing/read-rows';
import { headingOf, problemLine } from '../../src/importing/wording';
import { contentSchema } from '../../src/register/model';

const TODAY = '2026-11-23';

const good: Partial<Record<Field, Cell>> = {
  unit: 'grundskola',
  cities: 'Bergen',
  title: 'Lägerskola',
  category: 'Elevutbyte',
  when: 'vecka 37 2024',
};

function readCells(cells: Partial<Record<Field, Cell>>, lists: Lists = seedLists): ReadList {
  const used = Object.keys(cells) as Field[];
  const sheet = {
    name: '',
    rows: [used.map(field => headingOf(field, 'sv')), used.map(field => cells[field]!)],
  };
  return readRows(sheet, findColumns(sheet) as Columns, { locale: 'sv', lists }, TODAY);
}

function contentOf(cells: Partial<Record<Field, Cell>>, lists?: Lists): ReadRow {
  const { rows, problems } = readCells({ ...good, ...cells }, lists);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return rows[0]!;
}

function problemOf(cells: Partial<Record<Field, Cell>>, lists?: Lists): Problem {
  return readCells({ ...good, ...cells }, lists).problems[0]!;
}

describe('a unit is known', () => {
  it.each([
    ['its id', 'slk', 'slk'],
    ['its name', 'Stadsledningskontoret', 'slk'],
    ['capitals and without its dots', 'GRUNDSKOLEFORVALTNINGEN', 'grundskola'],
    ['its abbreviation', 'SLK', 'slk'],
    ['both', 'Stadsledningskontoret (SLK)', 'slk'],
    ['its committee', 'Kommunstyrelsen', 'slk'],
    ['its English name', 'City Executive Office', 'slk'],
    ['its name without AB', 'Business Region Göteborg', 'brg'],
  ])('by %s', (_by, text, id) => expect(contentOf({ unit: text }).content.unitId).toBe(id));

  it('not by an everyday word, but what it may be is told', () => {
    const problem = problemOf({ unit: 'skola' });
    expect(problem).toMatchObject({
      code: 'unknownUnit',
      value: 'skola',
      heading: 'Förvaltning eller bolag',
    });
    expect(problem.instead.length).toBeGreaterThan(0);
  });

  it('by a name that it had, and one that has ended for what began in its time', () => {
    const [first, second] = [seedLists.units[0]!, seedLists.units[1]!];
    const lists = makeLists({
      units: [
        { ...first, formerNames: [{ nameSv: 'Gamla namnet', until: '2020-12-31' }] },
        { ...second, validTo: '2020-12-31', successor: first.id },
      ],
    });
    expect(contentOf({ unit: 'Gamla namnet' }, lists).content.unitId).toBe(first.id);
    expect(contentOf({ unit: second.id, when: '2019' }, lists).content.unitId).toBe(second.id);
    expect(problemOf({ unit: second.id, when: '2024' }, lists)).toMatchObject({
      code: 'endedUnit',
      instead: [expect.any(String)],
    });
  });

  it('not where two are called the same, and both are named', () => {
    const [first, second] = [seedLists.units[0]!, seedLists.units[1]!];
    const lists = makeLists({ units: [first, second].map(unit => ({ ...unit, abbreviation: 'XYZ' })) });
    expect(problemOf({ unit: 'xyz' }, lists)).toMatchObject({ code: 'ambiguousUnit' });
    expect(problemOf({ unit: 'xyz' }, lists).instead).toHaveLength(2);
  });
});

describe('cities are known', () => {
  it.each([
    ['Bergen', ['bergen']],
    ['Århus; Turku', ['aarhus', 'abo']],
    ['Bergen, Åbo och Aarhus', ['aarhus', 'bergen', 'abo']],
    ['ABO/BERGEN', ['bergen', 'abo']],
    ['Göteborg, Bergen', ['bergen']],
    ['Bergen;Bergen', ['bergen']],
  ])('%s', (text, ids) => expect(contentOf({ cities: text }).content.cities).toEqual(ids));

  it.each([
    ['Oslo', 'unknownCity', 'Oslo'],
    ['Bergen; Flensburg', 'unknownCity', 'Flensburg'],
    ['Göteborg', 'ownCity', 'Göteborg'],
    ['', 'missing', ''],
    [';', 'missing', ''],
  ])('%j is told as %s', (text, code, value) =>
    expect(problemOf({ cities: text })).toMatchObject({ code, value }),
  );

  it('a city that is only proposed cannot be told of, and one that has ended from then on', () => {
    const bergen = seedLists.cities.find(({ id }) => id === 'bergen')!;
    const proposed = makeLists({ cities: [{ ...bergen, proposed: { on: '2026-01-01' } }] });
    expect(problemOf({}, proposed)).toMatchObject({ code: 'proposedCity' });
    const ended = makeLists({ cities: [{ ...bergen, ended: '2020-12-31' }] });
    expect(problemOf({}, ended)).toMatchObject({ code: 'closedCity' });
    expect(contentOf({ when: '2019' }, ended).content.cities).toEqual(['bergen']);
  });
});

describe('a time is known', () => {
  const day = (from: string, to = from) => ({ kind: 'span', from, to, precision: 'day' });
  it.each<[string, Partial<Record<Field, Cell>>, object]>([
    ['a day of the calendar', { when: new Date('2024-02-29T00:00:00Z') }, day('2024-02-29')],
    ['a day as spreadsheets count', { when: 45_351 }, day('2024-02-29')],
    [
      'a year as a number',
      { when: 2019 },
      { kind: 'span', from: '2019-01-01', to: '2019-12-31', precision: 'year' },
    ],
    ['own words', { when: 'löpande' }, { kind: 'ongoing' }],
    [
      'two days',
      { when: null, from: '2024-05-01', to: new Date('2024-05-03') },
      day('2024-05-01', '2024-05-03'),
    ],
    ['the first day alone', { when: '', from: '2024-05-01', to: '' }, day('2024-05-01')],
    [
      'two months',
      { when: '', from: '2024-05', to: '2024-06' },
      { kind: 'span', from: '2024-05-01', to: '2024-06-30', precision: 'month' },
    ],
    [
      'a year twice',
      { when: '', from: 2019, to: 2019 },
      { kind: 'span', from: '2019-01-01', to: '2019-12-31', precision: 'year' },
    ],
  ])('as %s', (_as, cells, when) => expect(contentOf(cells).content.when).toEqual(when));

  it.each<[Partial<Record<Field, Cell>>, Field, Problem['code']]>([
    [{ when: 'snart kanske' }, 'when', 'badWhen'],
    [{ when: '2024-02-30' }, 'when', 'badWhen'],
    [{ when: 7 }, 'when', 'badWhen'],
    [{ when: '' }, 'when', 'missing'],
    [{ when: '', from: 'x', to: '' }, 'from', 'badDay'],
    [{ when: '', from: '', to: '2024-05-01' }, 'from', 'missing'],
    [{ when: '', from: '2024-05-03', to: '2024-05-01' }, 'to', 'wrongOrder'],
  ])('and %j is told as %s: %s', (cells, field, code) =>
    expect(problemOf(cells)).toMatchObject({ field, code }),
  );
});

describe('what else a row says', () => {
  it('is taken over', () => {
    const row = contentOf({
      participatingUnits: 'Kulturförvaltningen; SLK, grundskola',
      direction: 'We host',
      area: 'Klimat & miljö',
      funding: 'EU (Interreg Nordsjön)',
      links: 'https://a.example/x; https://b.example',
      caseNumber: 'slk-2020-00190',
      learned: 'Mycket',
      outlook: 'Fortsätter',
      purpose: 'Rad ett\r\nrad två',
    });
    expect(row.content).toMatchObject({
      participatingUnits: ['kultur', 'slk'],
      direction: 'vi-tar-emot',
      funding: 'eu-interreg-nordsjon',
      links: ['https://a.example/x', 'https://b.example'],
      purpose: 'Rad ett\nrad två',
    });
    expect(row.caseNumber).toBe('SLK-2020-00190');
    expect(row.outcome).toEqual({ happened: 'yes', learned: 'Mycket', outlook: 'continue' });
  });

  it.each<[Field, Cell, Problem['code']]>([
    ['title', '…', 'noWords'],
    ['title', 'x'.repeat(201), 'tooLong'],
    ['purpose', 'x'.repeat(10_000), 'tooLong'],
    ['category', 'Fest', 'unknownChoice'],
    ['area', 'Rymden', 'unknownChoice'],
    ['funding', 'Lotteri', 'unknownChoice'],
    ['direction', 'uppåt', 'unknownChoice'],
    ['links', 'www.x.se', 'badLink'],
    ['links', 'javascript:alert(1)', 'badLink'],
    ['caseNumber', 'abc', 'badCaseNumber'],
    ['participatingUnits', 'Skolan', 'unknownUnit'],
    ['outlook', 'kanske', 'unknownChoice'],
  ])('%s: %s is told as %s', (field, cell, code) => {
    const problem = problemOf({ [field]: cell });
    expect(problem).toMatchObject({ row: 2, field, code });
    expect(problemLine(problem, 'sv').what).toMatch(/\. .+\.$/);
    expect([...problem.value].length).toBeLessThanOrEqual(80);
  });

  it('is all told at once, each cell once', () => {
    const { problems, wrong } = readCells({ ...good, unit: '', cities: 'Oslo', title: '', when: 'x' });
    expect(wrong).toBe(1);
    expect(problems.map(({ field }) => field).sort()).toEqual(['cities', 'title', 'unit', 'when']);
  });
});

describe('the same collaboration', () => {
  it('has the same key, whatever else is told and however the title is spelt', () => {
    const key = contentOf({}).key;
    expect(contentOf({ title: '  LÄGERSKOLA ', purpose: 'Nytt', cities: 'bergen' }).key).toBe(key);
    expect(contentOf({ title: 'Lägerskola 2' }).key).not.toBe(key);
    expect(contentOf({ when: '2023' }).key).not.toBe(key);
    expect(contentOf({ unit: 'slk' }).key).not.toBe(key);
  });

  it('is the same with its parts in another order', () => {
    const { content } = contentOf({ cities: 'Bergen; Åbo' });
    const when = Object.fromEntries(Object.entries(content.when).reverse()) as typeof content.when;
    expect(keyOf({ ...content, cities: [...content.cities].reverse(), when })).toBe(keyOf(content));
  });
});

const ODD = [
  '=HYPERLINK("http://x","y")',
  '+1',
  '\u0000\u0007',
  '👩‍👩‍👧',
  '\u202eabc',
  '\ud800',
  'a\u0301',
  '\ufffe',
  '',
];

describe('whatever stands in the cells', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom<Cell>(...ODD),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.date({ noInvalidDate: false }),
    fc.constant(null),
    fc.constantFrom<Cell>('Bergen', 'slk', 'Elevutbyte', '2024', 'löpande'),
  );

  it('is read or told of, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: fields.length, maxLength: fields.length }), { maxLength: 5 }),
        rows => {
          const sheet = { name: '', rows: [fields.map(field => headingOf(field, 'sv')), ...rows] };
          const list = readRows(
            sheet,
            findColumns(sheet) as Columns,
            { locale: 'en', lists: seedLists },
            TODAY,
          );
          for (const row of list.rows) contentSchema.parse(row.content);
          for (const problem of list.problems) expect(problemLine(problem, 'en').what).not.toBe('');
          expect(list.rows.length + list.wrong).toBeLessThanOrEqual(rows.length);
        },
      ),
    );
  });

  it('a title stays text, without what cannot be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...ODD), (text, odd) => {
        const { rows } = readCells({ ...good, title: `A${odd}${text}` });
        const [row] = rows;
        if (!row) return;
        expect(row.content.title).not.toMatch(/\p{Cc}/u);
        expect(Buffer.from(row.content.title).toString()).toBe(row.content.title);
      }),
    );
    expect(contentOf({ title: '=HYPERLINK("http://x")' }).content.title).toBe('=HYPERLINK("http://x")');
  });
});
