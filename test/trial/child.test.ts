import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild } from '../../src/trial/child';
import { waitForHttp } from '../../src/trial/wait-for-http';

describe('a process of the trial', () => {
  let folder: string;
  let logFile: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'child-'));
    logFile = path.join(folder, 'child.log');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function run(script: string, environment: Record<string, string | undefined> = {}) {
    return startChild({ name: 'The child', args: ['-e', script], folder, environment, logFile });
  }

  it('writes to its log file and tells how it ended', async () => {
    const child = run('console.log("out"); console.error("err"); process.exit(3)');
    expect(await child.ended).toBe('code 3');
    expect(readFileSync(logFile, 'utf8')).toBe('out\nerr\n');
  });

  it('gets the variables given and not those taken away', async () => {
    const child = run('console.log(process.env.GIVEN, process.env.PATH)', { GIVEN: 'x', PATH: undefined });
    await child.ended;
    expect(readFileSync(logFile, 'utf8')).toBe('x undefined\n');
  });

  it('is killed when it does not end in time', async () => {
    const child = run('process.on("SIGTERM", () => {}); console.log("ready"); setInterval(() => {}, 1000)');
    while (!readFileSync(logFile, 'utf8').includes('ready'))
      await new Promise(resolve => setTimeout(resolve, 20));
    await child.stop('SIGTERM', 100);
    expect(await child.ended).toBe('signal SIGKILL');
  });

  it('can be stopped after it has ended', async () => {
    const child = run('');
    await child.ended;
    await expect(child.stop('SIGTERM', 100)).resolves.toBeUndefined();
  });

  it('is named with its log file when it ends before it answers', async () => {
    const child = run('process.exit(3)');
    await expect(
      waitForHttp(child, 'http://127.0.0.1:9/', { status: 200, timeoutMs: 5_000 }),
    ).rejects.toThrow(`The child ended at its start (code 3). See ${logFile}`);
  });

  it('is named with its log file when it does not answer in time', async () => {
    const child = run('setInterval(() => {}, 1000)');
    await expect(waitForHttp(child, 'http://127.0.0.1:9/', { status: 200, timeoutMs: 1 })).rejects.toThrow(
      `The child does not answer at http://127.0.0.1:9/ after 0.001 s. See ${logFile}`,
    );
    await child.stop('SIGKILL', 100);
  });
});
