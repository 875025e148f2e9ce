import { knownExchanges } from '../../src/collaborations/known-exchanges';
import {
  AREAS,
  areaSchema,
  CATEGORIES,
  categorySchema,
  DIRECTIONS,
  directionSchema,
  FUNDINGS,
  fundingSchema,
} from '../../src/collaborations/vocabulary';
import { sisterCities } from '../../src/directory/cities';
import { unitById } from '../../src/directory/units';
import { en, sv } from '../../src/i18n/texts';

describe.each([
  ['category', CATEGORIES, categorySchema],
  ['area', AREAS, areaSchema],
  ['direction', DIRECTIONS, directionSchema],
  ['funding', FUNDINGS, fundingSchema],
] as const)('%s', (name, ids, schema) => {
  it.each([
    ['Swedish', sv],
    ['English', en],
  ] as const)('has one %s label for each id, no two alike', (_, texts) => {
    const labels: Record<string, string> = texts.vocabulary[name];
    expect(Object.keys(labels).sort()).toEqual([...ids].sort());
    expect(new Set(Object.values(labels)).size).toBe(ids.length);
  });

  it('accepts its ids and nothing else', () => {
    for (const id of ids) expect(schema.safeParse(id).success).toBe(true);
    expect(schema.safeParse('okänt').success).toBe(false);
  });
});

describe('the known exchanges', () => {
  it('are twenty-one', () => expect(knownExchanges).toHaveLength(21));

  it.each(knownExchanges.map(exchange => [exchange.title, exchange] as const))(
    '%s names known ids',
    (_, exchange) => {
      expect(unitById(exchange.unit)).toBeDefined();
      const cityIds = sisterCities.map(city => city.id);
      for (const city of exchange.cities) expect(cityIds).toContain(city);
    },
  );
});
