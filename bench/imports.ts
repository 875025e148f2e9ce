import { performance } from 'node:perf_hooks';
import { actionData } from '../test/support/bot';
import { attaches, importCardOf, manyRows, startOffice } from '../test/importing/support';

const PATIENCE_MS = 600_000;

/** How long a list takes from the attachment to the end of its import, in the whole bot beside Azurite. */
export async function imports(connectionString: string, rows: number): Promise<void> {
  const { bot, officer } = await startOffice({ connectionString });
  const { meter } = bot.storage;
  try {
    const began = performance.now();
    await attaches(bot, officer, 'lista.csv', manyRows(rows));
    const read = await importCardOf(bot, officer, new RegExp(`${rows} samarbeten kan föras in`), PATIENCE_MS);
    const readAfter = performance.now() - began;
    const trips = meter.roundTrips;
    const started = performance.now();
    await officer.presses('importing.start', actionData(read.card, 'importing.start'), read.id);
    await importCardOf(bot, officer, /Importen är klar/, PATIENCE_MS);
    const seconds = (performance.now() - started) / 1_000;
    console.log(
      `import of ${rows} rows: read and shown in ${(readAfter / 1_000).toFixed(1)} s, imported in ${seconds.toFixed(1)} s ` +
        `(${Math.round(rows / seconds)} rows/s, ${((meter.roundTrips - trips) / rows).toFixed(2)} round trips a row, those of the engine included)`,
    );
  } finally {
    await bot.stop();
    await bot.teams.stop();
  }
}
