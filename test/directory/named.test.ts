import { existsOn, idSchema, nameOn, type Named } from '../../src/directory/named';

const TODAY = '2026-11-01';

/** Renamed twice; the first name was never translated. */
const renamed: Named = {
  id: 'exploatering',
  nameSv: 'Exploateringsförvaltningen',
  nameEn: 'Land Development Administration',
  formerNames: [
    { nameSv: 'Tomträttskontoret', until: '1999-12-31' },
    { nameSv: 'Fastighetskontoret', nameEn: 'Property Management Administration', until: '2022-12-31' },
  ],
};
const untranslated: Named = { id: 'renova', nameSv: 'Renova AB' };

describe('the name of an entry', () => {
  it.each([
    ['now', undefined, 'Exploateringsförvaltningen'],
    ['on a day after the last change', '2023-01-01', 'Exploateringsförvaltningen'],
    ['on the last day of a former name', '2022-12-31', 'Fastighetskontoret'],
    ['on the first day after a still older one', '2000-01-01', 'Fastighetskontoret'],
    ['on the last day of the oldest', '1999-12-31', 'Tomträttskontoret'],
    ['long before', '1946-05-05', 'Tomträttskontoret'],
    ['at a moment of a day', '2022-12-31T12:00:00.000Z', 'Fastighetskontoret'],
    [
      'at the first moment of the year, in Göteborg’s time',
      '2022-12-31T23:00:00.000Z',
      'Exploateringsförvaltningen',
    ],
    ['at the last moment before it', '2022-12-31T22:59:59.999Z', 'Fastighetskontoret'],
  ])('is the one in use %s', (_, on, name) => expect(nameOn(renamed, 'sv', on)).toBe(name));

  it.each([
    ['is the English one of that day', renamed, '2022-12-31', 'Property Management Administration'],
    ['is the English one of now', renamed, undefined, 'Land Development Administration'],
    [
      'is the Swedish one of that day, if it was never translated',
      renamed,
      '1990-01-01',
      'Tomträttskontoret',
    ],
    ['is the Swedish one, if it has no English', untranslated, undefined, 'Renova AB'],
    ['is the only one there has been', untranslated, '1990-01-01', 'Renova AB'],
  ])('in English %s', (_, entry, on, name) => expect(nameOn(entry, 'en', on)).toBe(name));
});

describe('the validity of an entry', () => {
  it.each([
    ['no dates', {}, true],
    ['a first day today', { validFrom: '2026-11-01' }, true],
    ['a first day tomorrow', { validFrom: '2026-11-02' }, false],
    ['a last day today', { validTo: '2026-11-01' }, true],
    ['a last day yesterday', { validTo: '2026-10-31' }, false],
    ['days around today', { validFrom: '2021-01-01', validTo: '2026-12-31' }, true],
    ['days before today', { validFrom: '2021-01-01', validTo: '2025-12-31' }, false],
  ])('with %s', (_, dates, expected) => expect(existsOn(dates, TODAY)).toBe(expected));
});

describe('an id', () => {
  it.each(['slk', 'soc-hisingen', 'a1-2-b', 'x'.repeat(60)])('may be "%s"', id =>
    expect(idSchema.safeParse(id).success).toBe(true),
  );

  it.each(['', 'SLK', 'åbo', 'a b', 'a,b', 'a|b', '-a', 'a-', 'a--b', 'x'.repeat(61)])(
    'may not be "%s", since ids are parts of keys and of joined choices',
    id => expect(idSchema.safeParse(id).success).toBe(false),
  );
});
