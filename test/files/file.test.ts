import { NotFoundOrNotAllowedError } from '../../src/conversation/errors';
import { fileWantedSchema, makeFileMaker, type FileMaker } from '../../src/files/file';
import type { Logger } from '../../src/telemetry/logger';

const kim = { actorId: 'kim', locale: 'sv' } as const;
const file = { name: 'a.txt', contentType: 'text/plain', bytes: Buffer.from('hej') };

function made(makers: Record<string, FileMaker>): { make: FileMaker; lines: string[] } {
  const lines: string[] = [];
  const keep = (message: string, fields?: object) => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  const log: Logger = { debug: keep, info: keep, warn: keep, error: keep };
  return { make: makeFileMaker(makers, log), lines };
}

describe('a file', () => {
  it('is made by the maker of its kind, for the one who asks', async () => {
    const asked: unknown[] = [];
    const { make, lines } = made({
      letter: (what, asker) => {
        asked.push(what, asker);
        return Promise.resolve(file);
      },
    });
    expect(await make({ kind: 'letter', id: '2026-11' }, kim)).toBe(file);
    expect(asked).toEqual([{ kind: 'letter', id: '2026-11' }, kim]);
    expect(lines).toEqual(['a file was made {"kind":"letter","id":"2026-11","actor":"kim","bytes":3}']);
  });

  it.each(['letter', 'toString', '__proto__', 'constructor'])(
    'of the kind %s, which nobody makes, is not there',
    async kind => {
      expect(await made({}).make({ kind, id: '1' }, kim)).toBeUndefined();
    },
  );

  it.each([
    ['is not there', () => Promise.resolve(undefined)],
    ['is not for them', () => Promise.reject(new NotFoundOrNotAllowedError())],
  ])('that %s is told in the same way, and stands in the log', async (_what, maker: FileMaker) => {
    const { make, lines } = made({ letter: maker });
    expect(await make({ kind: 'letter', id: '1' }, kim)).toBeUndefined();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^a file was not found, or not allowed .*"actor":"kim"/);
  });

  it('that could not be made is a fault', async () => {
    const { make } = made({ letter: () => Promise.reject(new Error('no paper')) });
    await expect(make({ kind: 'letter', id: '1' }, kim)).rejects.toThrow('no paper');
  });
});

describe('which file is wanted', () => {
  it.each([
    { kind: 'meeting', id: 'x'.repeat(200) },
    { kind: 'reportAsWord', id: 'V-2026-0001' },
  ])('can be %j', what => expect(fileWantedSchema.safeParse(what).success).toBe(true));

  it.each([
    {},
    { kind: 'meeting' },
    { kind: 'meeting', id: '' },
    { kind: 'meeting', id: 2027 },
    { kind: 'meeting', id: 'x'.repeat(201) },
    { kind: '', id: '1' },
    { kind: '../meeting', id: '1' },
    { kind: 'x'.repeat(41), id: '1' },
  ])('cannot be %j', what => expect(fileWantedSchema.safeParse(what).success).toBe(false));
});
