import { CITY_PARTITION } from '../../src/capabilities';
import { endOfPrefix } from '../../src/storage/table';
import { actionData, eventually, startTestBot, type TestBot } from '../support/bot';
import { attaches, importCardOf, manyRows, startOffice } from './support';

async function keysUnder({ storage }: TestBot, prefix: string): Promise<string[]> {
  const { rows } = await storage.register.range(CITY_PARTITION, prefix, endOfPrefix(prefix), 100_000);
  return rows.map(({ key }) => key);
}

async function referencesIn(bot: TestBot): Promise<string[]> {
  return (await keysUnder(bot, 'n|')).filter(key => key.endsWith('|0'));
}

describe('an import that is interrupted', () => {
  it('is gone on with by the next start: every row once, no number left out, and the card says so', async () => {
    const { bot, officer } = await startOffice();
    const { prefix } = bot.storage.settings;
    await attaches(bot, officer, 'lista.csv', manyRows(900));
    const read = await importCardOf(bot, officer, /900 samarbeten kan föras in/);
    await officer.presses('importing.start', actionData(read.card, 'importing.start'), read.id);
    await eventually('some rows', async () => (await referencesIn(bot)).length > 150, 20_000);
    await bot.app.stop();
    const before = (await referencesIn(bot)).length;
    expect(before).toBeLessThan(900);

    const next = await startTestBot({ teams: bot.teams, prefix });
    try {
      const done = await importCardOf(next, officer, /Importen är klar/, 60_000);
      expect(done.text).toContain('900 samarbeten är införda.');
      const references = await referencesIn(next);
      expect(references).toHaveLength(900);
      expect(references.at(-1)).toMatch(/-0900\|0$/);
      expect(await keysUnder(next, 'imported|')).toHaveLength(900);
      await eventually('all cleared away', async () => (await keysUnder(next, 'import|open|')).length === 0);
      expect(await keysUnder(next, 'import|rows|')).toHaveLength(0);
    } finally {
      await next.stop();
      await bot.teams.stop();
    }
  }, 120_000);
});

describe('a long list', () => {
  // 5,000 rows are read here, and imported in bench/imports.ts: this storage looks through all rows at each insert.
  it('is read whole, and imported while others go on, and its card says how far it has come', async () => {
    const { bot, officer, other } = await startOffice();
    try {
      await attaches(bot, officer, 'lang.csv', manyRows(5_000));
      const long = await importCardOf(bot, officer, /5000 samarbeten kan föras in/, 30_000);
      await officer.presses('importing.cancel', actionData(long.card, 'importing.cancel'), long.id);
      await attaches(bot, officer, 'lista.csv', manyRows(600));
      const read = await importCardOf(bot, officer, /600 samarbeten kan föras in/, 30_000);
      await officer.presses('importing.start', actionData(read.card, 'importing.start'), read.id);
      const under = await importCardOf(bot, officer, /[1-9]\d* av 600 rader är klara/, 30_000);
      expect(under.id).toBe(read.id);
      const confirmation = await other.informs({ title: 'Mitt i allt' });
      expect(JSON.stringify(confirmation.card)).toContain('Mitt i allt');
      const done = await importCardOf(bot, officer, /Importen är klar/, 60_000);
      expect(done.text).toContain('600 samarbeten är införda.');
      expect(await referencesIn(bot)).toHaveLength(601);
    } finally {
      await bot.stop();
    }
  }, 120_000);
});
