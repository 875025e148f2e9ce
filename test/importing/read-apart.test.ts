import { seedLists } from '../../src/directory/lists';
import { makeFileReader, type ReadOrder } from '../../src/importing/read-apart';
import { readFile } from '../../src/importing/read-file';
import { EXCHANGES, hostileBook } from './support';

jest.setTimeout(120_000);

const reader = { locale: 'sv', lists: seedLists } as const;

function orderOf(name: string, content: Buffer | string): ReadOrder {
  return { file: { name, bytes: Buffer.from(content as string) }, reader, today: '2026-11-23' };
}

const list = orderOf('lista.csv', EXCHANGES);

describe('a file read in a thread of its own', () => {
  it('gives what it would give here', async () => {
    const here = await readFile(list.file, reader, list.today);
    expect(await makeFileReader()(list)).toEqual(here);
  });

  it('gives why it is not taken', async () => {
    expect(await makeFileReader()(orderOf('l.csv', ''))).toEqual({ code: 'empty' });
  });

  it('is too large when it takes all memory, and the next is read', async () => {
    const read = makeFileReader({ timeLimitMs: 60_000, megabytes: 64 });
    const both = [orderOf('elak.xlsx', hostileBook()), list].map(read);
    const [hostile, next] = await Promise.all(both);
    expect(hostile).toEqual({ code: 'tooLarge' });
    expect(next).toMatchObject({ wrong: 0 });
  });

  it('is too large when it takes too long', async () => {
    expect(await makeFileReader({ timeLimitMs: 1, megabytes: 64 })(list)).toEqual({ code: 'tooLarge' });
  });
});
