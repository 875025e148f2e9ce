import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzurite } from '../../src/trial/azurite';
import { startTestAzurite } from '../support/azurite';

describe('Azurite', () => {
  it('answers for tables and queues on loopback until it is stopped', async () => {
    const azurite = await startTestAzurite();
    const endpoints = azurite.connectionString.match(/http:\/\/[^;]+/g) ?? [];
    expect(endpoints).toHaveLength(2);
    for (const endpoint of endpoints) expect((await fetch(endpoint)).status).toBeGreaterThanOrEqual(400);
    await azurite.stop();
    expect(await azurite.child.ended).toBe('code 0');
  });

  it('keeps its data in the folder, and does not start over files that it cannot read', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'azurite-data-'));
    const azurite = await startTestAzurite(folder);
    await azurite.stop();
    const tables = readdirSync(folder).find(file => file.includes('table')) ?? '';
    writeFileSync(path.join(folder, tables), 'not json');
    const logFile = path.join(folder, 'azurite.log');
    await expect(startAzurite({ folder, logFile })).rejects.toThrow(
      `Azurite ended at its start (code 1). See ${logFile}`,
    );
    rmSync(folder, { recursive: true, force: true });
  });
});
