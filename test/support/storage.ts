import { randomBytes } from 'node:crypto';
import { openStorage, type Storage, type StorageSettings } from '../../src/storage/connection';

/** Tables and queues of one's own in the Azurite of the test run, ready for use. */
export async function openTestStorage(settings: Partial<StorageSettings> = {}): Promise<Storage> {
  const storage = openStorage({ ...testStorageSettings(), ...settings });
  await storage.prepare();
  return storage;
}

/** How to reach the Azurite of the test run, with a prefix that nobody else has. */
export function testStorageSettings(): StorageSettings {
  const connectionString = process.env.TEST_STORAGE;
  if (!connectionString)
    throw new Error('TEST_STORAGE is set by test/support/global-setup.ts; run through jest');
  return { connectionString, prefix: `t${randomBytes(6).toString('hex')}`, timeoutMs: 10_000 };
}
