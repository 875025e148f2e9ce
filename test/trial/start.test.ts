import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts } from '../../src/trial/ports';

const start = path.resolve(__dirname, '../../src/trial/start.cjs');

function startWithNode(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const script = `${pretend} require(${JSON.stringify(start)});`;
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
}

describe('npm start', () => {
  it.each(['16.20.2', '18.20.4', '20.18.3'])('on Node %s says in one line what to install', version => {
    const { status, stderr } = startWithNode(version);
    expect(stderr).toBe(
      `Node ${version} is too old: install Node 20.19 or newer from https://nodejs.org and try again.\n`,
    );
    expect(status).toBe(1);
  });

  it('names an argument that it does not know, in one line', () => {
    const { status, stderr } = spawnSync(process.execPath, [start, '--not-an-argument'], {
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/^Not understood: --not-an-argument\. Use: npm start .*\n$/);
    expect(status).toBe(1);
  });

  it('leaves the data of a running trial alone, even with --fresh', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'start-'));
    const stored = path.join(folder, 'azurite', 'tables.json');
    mkdirSync(path.dirname(stored));
    writeFileSync(stored, '{}');
    writeFileSync(path.join(folder, 'trial.lock'), `${process.pid}\n`);
    const [botPort] = await freePorts(1);
    const { status, stderr } = spawnSync(
      process.execPath,
      [start, '--fresh', '--data', folder, '--bot-port', String(botPort), '--window-port', '57310'],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe(
      `The data folder ${folder} is in use by another trial (pid ${process.pid}). ` +
        'End it, or choose another folder: npm start -- --data <folder>\n',
    );
    expect(status).toBe(1);
    expect([stored, path.join(folder, 'trial.lock')].every(existsSync)).toBe(true);
    rmSync(folder, { recursive: true, force: true });
  });
});
