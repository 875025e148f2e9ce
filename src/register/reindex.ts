import { z } from 'zod/v4';
import { endOfPrefix, type Table, type Write } from '../storage/table';
import { notificationSchema } from './model';
import { indexRows } from './rows';
import { informedRows, NOTIFICATIONS } from './store';

/** Counted up whenever `indexRows` makes other rows than before, so that what is stored gets them too. */
const INDEXES = 3;

const KEY = 'setting|indexes';
const PAGE = 100;
const PER_COMMIT = 90;

const bodySchema = z.object({ version: z.int() });

/** Says that every notification has the index rows of this version. */
export const allIndexed: Write = { do: 'put', key: KEY, body: { version: INDEXES } };

/**
 * Gives every notification the index rows of this version of the bot, once: what an earlier version stored is found in
 * the lists then, and can be changed. Done before the first turn, and again from the beginning when it was interrupted.
 * Returns how many notifications it went through. Throws StorageUnavailableError.
 */
export async function reindex(table: Table, partition: string): Promise<number> {
  const row = await table.get(partition, KEY);
  if (row && bodySchema.parse(row.body).version >= INDEXES) return 0;
  let count = 0;
  let from = NOTIFICATIONS;
  for (;;) {
    const { rows, more } = await table.range(partition, from, endOfPrefix(NOTIFICATIONS), PAGE);
    const notifications = rows
      .filter(({ key }) => key.endsWith('|0'))
      .map(({ body }) => notificationSchema.parse(body));
    count += notifications.length;
    const writes = notifications.flatMap(notification => [
      ...indexRows(notification).map(({ key, body }): Write => ({ do: 'put', key, body })),
      ...informedRows(notification),
    ]);
    for (let start = 0; start < writes.length; start += PER_COMMIT) {
      const batch = new Map(writes.slice(start, start + PER_COMMIT).map(write => [write.key, write]));
      await table.commit(partition, [...batch.values()]);
    }
    if (!more) break;
    from = `${rows.at(-1)!.key} `;
  }
  await table.commit(partition, [allIndexed]);
  return count;
}
