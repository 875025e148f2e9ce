import { offeredCities } from '../../src/directory/cities';
import { seedLists } from '../../src/directory/lists';
import { unitById } from '../../src/directory/units';
import { en, sv } from '../../src/i18n/texts';
import { knownExchanges } from '../../src/register/known-exchanges';
import { DIRECTIONS, directionSchema, FUNDINGS, fundingSchema } from '../../src/register/vocabulary';
import { areaIds, categoryIds, TODAY } from '../support/contents';

describe.each([
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
  const cityIds = offeredCities(seedLists, TODAY).map(city => city.id);

  it('are twenty-one', () => expect(knownExchanges).toHaveLength(21));

  it.each(knownExchanges.map(exchange => [exchange.title, exchange] as const))(
    '%s names known ids',
    (_, exchange) => {
      expect(unitById(seedLists, exchange.unit)).toBeDefined();
      for (const city of exchange.cities) expect(cityIds).toContain(city);
      expect(categoryIds).toContain(exchange.category);
      expect(areaIds).toContain(exchange.area);
    },
  );
});
