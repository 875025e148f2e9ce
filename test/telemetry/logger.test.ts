import { spawnSync } from 'node:child_process';
import path from 'node:path';

const logger = path.resolve(__dirname, '../../src/telemetry/logger.ts');

interface Line {
  level: number;
  time: string;
  msg: string;
  err?: unknown;
  [field: string]: unknown;
}

/** Runs the code in a process of its own, with `log` at this level: what it wrote, and whether it threw. */
function logged(code: string, level = 'debug'): { lines: Line[]; stderr: string } {
  const script = `const log = require(${JSON.stringify(logger)}).makeLogger('${level}'); ${code}`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), '-e', script],
    { encoding: 'utf8' },
  );
  const lines = stdout.split('\n').filter(Boolean);
  return { lines: lines.map(line => JSON.parse(line) as Line), stderr };
}

describe('the log', () => {
  it.each([
    ['debug', ['d', 'i', 'w', 'e']],
    ['info', ['i', 'w', 'e']],
    ['warn', ['w', 'e']],
    ['error', ['e']],
    ['silent', []],
  ])('at the level %s writes %j', (level, expected) => {
    const { lines } = logged("log.debug('d'); log.info('i'); log.warn('w'); log.error('e');", level);
    expect(lines.map(({ msg }) => msg)).toEqual(expected);
  });

  it('writes the message, the fields beside it and the time in UTC, one line each', () => {
    const { lines } = logged("log.info('sent', { ref: 'V-2026-0042', text: 'a\\nb' });");
    expect(lines).toEqual([
      {
        level: 30,
        time: expect.stringMatching(/Z$/) as string,
        ref: 'V-2026-0042',
        text: 'a\nb',
        msg: 'sent',
      },
    ]);
  });

  it('writes an error with its name, its stack and the message of its cause', () => {
    const { lines } = logged(
      "log.error('failed', { error: new TypeError('outer', { cause: new Error('inner') }), verb: 'x' });",
    );
    expect(lines[0]).toMatchObject({
      msg: 'failed',
      verb: 'x',
      err: {
        name: 'TypeError',
        message: 'outer',
        stack: expect.stringContaining('TypeError: outer') as string,
        cause: 'inner',
      },
    });
    expect(lines[0]).not.toHaveProperty('error');
  });

  it('writes an error’s name and message only, not what else hangs on it', () => {
    const { lines } = logged(
      "log.error('x', { error: Object.assign(new Error('no'), { request: { token: 'secret' } }) });",
    );
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it.each([
    ['a text', "'went wrong'", 'went wrong'],
    ['null', 'null', 'null'],
    ['a number', '42', '42'],
  ])('writes what was thrown and is no error: %s', (_what, thrown, err) =>
    expect(logged(`log.error('x', { error: ${thrown} });`).lines[0]).toMatchObject({ err }),
  );

  it.each([
    ['no fields', 'undefined'],
    ['an error that is undefined', '{ error: undefined }'],
    ['a circle', '(() => { const circle = {}; circle.circle = circle; return { circle }; })()'],
    ['a bigint', '{ big: 1n }'],
    ['a function', '{ call: () => 1 }'],
    ['a symbol', "{ error: Symbol('x') }"],
    ['a field that cannot be read', "{ inner: { get x() { throw new Error('no'); } } }"],
    ['an object without a prototype as error', '{ error: Object.create(null) }'],
    ['a cause that is no error', "{ error: new Error('no', { cause: 'text' }) }"],
    ['an error that is its own cause', "{ error: (e => (e.cause = e))(new Error('no')) }"],
  ])('never throws: %s', (_what, fields) => {
    const { lines, stderr } = logged(`log.error('first', ${fields}); log.info('after');`);
    expect(stderr).toBe('');
    expect(lines.map(({ msg }) => msg)).toEqual(['first', 'after']);
  });
});
