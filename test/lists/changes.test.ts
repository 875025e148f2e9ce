import { listNames, seedLists, type Entry, type ListName } from '../../src/directory/lists';
import { seedUnits } from '../../src/directory/units';
import { changesBetween, changesLine } from '../../src/lists/changes';
import { OFFICER, reader, SENDER } from '../support/contents';

const kultur = seedUnits.find(({ id }) => id === 'kultur')!;
const abo = seedLists.cities.find(({ id }) => id === 'abo')!;
const inform = seedLists.rules[0]!;
const names = new Map([[SENDER, 'Kim Andersson']]);

describe('what differs between two versions', () => {
  it.each(listNames)('is nothing where nothing does (%s)', list => {
    for (const entry of seedLists[list])
      expect(changesBetween(list, entry, structuredClone(entry), reader('sv'), names)).toEqual([]);
  });

  it.each<[ListName, Entry<ListName> | undefined, Entry<ListName>, string[], string[]]>([
    ['units', undefined, kultur, ['lades till i listan'], ['was added to the list']],
    [
      'units',
      kultur,
      { ...kultur, validTo: '2026-12-31' },
      ['Sista dag är nu 31 december 2026', 'Efterträdare är nu ingen efterträdare känd'],
      ['Last day is now 31 December 2026', 'Successor is now no successor known'],
    ],
    [
      'units',
      { ...kultur, validTo: '2026-12-31', successor: 'idrott' },
      kultur,
      [
        'Sista dag togs bort, var 31 december 2026',
        'Efterträdare togs bort, var Idrotts- och föreningsförvaltningen',
      ],
      [
        'Last day was taken away, was 31 December 2026',
        'Successor was taken away, was Sports and Associations Administration',
      ],
    ],
    [
      'units',
      { ...kultur, everyday: { sv: ['museum', 'konst'], en: [] } },
      { ...kultur, everyday: { sv: ['museum', 'teater', 'dans'], en: [] } },
      ['Vardagliga ord, tillagt: teater och dans', 'Vardagliga ord, borttaget: konst'],
      ['Everyday words in Swedish, added: teater and dans', 'Everyday words in Swedish, taken away: konst'],
    ],
    [
      'cities',
      abo,
      { ...abo, paused: { from: '2026-01-01' } },
      ['Paus är nu från och med 1 januari 2026'],
      ['Pause is now from 1 January 2026'],
    ],
    [
      'editors',
      { id: 'kultur', editors: [{ personId: SENDER, from: '2026-01-01' }] },
      {
        id: 'kultur',
        editors: [
          { personId: SENDER, from: '2026-01-01', to: '2026-12-31' },
          { personId: OFFICER, function: 'samordnare', from: '2026-01-01' },
        ],
      },
      [
        'Redaktör är nu Kim Andersson, från och med 1 januari 2026 till och med 31 december 2026, var Kim Andersson, från och med 1 januari 2026',
        'Redaktör är nu samordnare, har inte öppnat boten än, från och med 1 januari 2026',
      ],
      [
        'Editor is now Kim Andersson, from 1 January 2026 to 31 December 2026 inclusive, was Kim Andersson, from 1 January 2026',
        'Editor is now samordnare, has not opened the bot yet, from 1 January 2026',
      ],
    ],
    [
      'editors',
      {
        id: 'kultur',
        editors: [
          { personId: SENDER, function: 'rektor', from: '2026-11-23' },
          { personId: OFFICER, from: '2026-11-23' },
        ],
      },
      { id: 'kultur', editors: [] },
      ['tog bort Kim Andersson som redaktör', 'tog bort någon som inte har öppnat boten än som redaktör'],
      ['removed Kim Andersson as editor', 'removed somebody who has not opened the bot yet as editor'],
    ],
    [
      'rules',
      inform,
      { ...inform, texts: [{ ...inform.texts[0]!, to: '2026-12-31' }] },
      ['Sista dag för texten från och med 21 september 2016 är nu 31 december 2026'],
      ['Last day of the text from 21 September 2016 is now 31 December 2026'],
    ],
  ])('is told in words (%s, case %#)', (list, before, after, sv, en) => {
    expect(changesBetween(list, before, after, reader('sv'), names)).toEqual(sv);
    expect(changesBetween(list, before, after, reader('en'), names)).toEqual(en);
  });

  it('is told by the beginning of a long text, and by the first of many', () => {
    const long = { ...inform, nameSv: 'Å'.repeat(120) };
    const [line] = changesBetween('rules', inform, long, reader('sv'), names);
    expect(line).toBe(`Namn är nu ${'Å'.repeat(99)}…, var Att informera`);
    const many = Array.from({ length: 9 }, (_, index) => `ändring ${index}`);
    expect(changesLine(many, reader('sv'))).toBe(
      'ändring 0; ändring 1; ändring 2; ändring 3; ändring 4; ändring 5; 3 till',
    );
  });
});
