import { spawnSync } from 'node:child_process';
import path from 'node:path';

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
});
