import { seedLists } from '../../src/directory/lists';
import { existsOn } from '../../src/directory/named';
import { offeredTerms } from '../../src/directory/terms';
import { unitById } from '../../src/directory/units';
import { CITY_PARTITION } from '../../src/capabilities';
import { makeFinder } from '../../src/register/finder';
import { contentSchema } from '../../src/register/model';
import { madeUp } from '../../src/trial/made-up';
import { seedKnownExchanges } from '../../src/trial/seed';
import { seedMadeUp } from '../../src/trial/seed-made-up';
import { TODAY } from '../support/contents';
import { faultsIn, readRegister } from '../support/register';
import { openTestStorage } from '../support/storage';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const contents = Array.from({ length: 500 }, (_, index) => madeUp(index + 1, seedLists, NOW));

describe('made-up collaborations', () => {
  it('are whole, of units that exist and of what the form offers', () => {
    for (const content of contents) {
      expect(contentSchema.parse(content)).toEqual(content);
      expect(existsOn(unitById(seedLists, content.unitId)!, TODAY)).toBe(true);
      expect(offeredTerms(seedLists.categories, TODAY).map(({ id }) => id)).toContain(content.category);
      expect(offeredTerms(seedLists.areas, TODAY).map(({ id }) => id)).toContain(content.area);
    }
  });

  it('are the same each time', () => expect(madeUp(7, seedLists, NOW)).toEqual(contents[6]));

  it('are of many titles, units, kinds and times, with all cities', () => {
    const different = (of: (content: (typeof contents)[0]) => unknown) =>
      new Set(contents.map(content => JSON.stringify(of(content)))).size;
    expect(different(({ title }) => title)).toBeGreaterThan(80);
    expect(different(({ unitId }) => unitId)).toBeGreaterThan(15);
    expect(different(({ when }) => when)).toBeGreaterThan(150);
    expect(new Set(contents.flatMap(({ cities }) => cities)).size).toBe(3);
  });
});

describe('seeding them', () => {
  it('adds them once to the known exchanges, with every row that belongs to them, and leaves some to do', async () => {
    const storage = await openTestStorage();
    await seedKnownExchanges(storage, NOW);
    await seedMadeUp(storage, 60, NOW);
    await seedMadeUp(storage, 60, NOW);
    const register = await readRegister(storage);
    expect(register.notifications).toHaveLength(21 + 60);
    expect(faultsIn(register)).toEqual([]);
    const { items } = await makeFinder(storage.register, CITY_PARTITION).todo(100);
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['new', 'answered', 'unregistered']));
  }, 60_000);
});
