import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzurite, type Azurite } from '../../src/trial/azurite';

/**
 * A real Azurite for tests, with tables and queues on free ports: in memory, or in `folder` when a test
 * starts it again over the same data. The caller stops it.
 */
export function startTestAzurite(folder: string | 'memory' = 'memory'): Promise<Azurite> {
  const logFile = path.join(mkdtempSync(path.join(tmpdir(), 'azurite-')), 'azurite.log');
  return startAzurite({ folder, logFile });
}
