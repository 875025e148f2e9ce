import { makeAnswerPool } from '../../src/evaluation/pool';
import type { Answers } from '../../src/meetings/evaluation';
import { openTestStorage } from '../support/storage';
import { personId } from '../presidium/support';

jest.setTimeout(60_000);

const CITY = 'goteborg';
const MEETING = '2025';
const ONE: Answers = { purpose: 4, learned: 'Mycket' };

async function start(largest?: number) {
  const storage = await openTestStorage();
  const pool = makeAnswerPool(storage.register, CITY, largest);
  await storage.register.commit(CITY, pool.openWrites(MEETING));
  const rows = async (prefix: string) => (await storage.register.range(CITY, prefix, `${prefix}~`, 100)).rows;
  const close = async () => storage.register.commit(CITY, await pool.closeWrites(MEETING));
  return { storage, pool, rows, close };
}

describe('answers without names', () => {
  it('are kept one for each person, however often it is pressed and by however many instances at once', async () => {
    const { storage, pool } = await start();
    const other = makeAnswerPool(storage.register, CITY);
    const pressed = await Promise.all(
      [pool, other, pool, other].map(one => one.add(MEETING, personId(1), ONE)),
    );
    expect(pressed.filter(kind => kind === 'saved')).toHaveLength(1);
    expect(pressed.filter(kind => kind === 'known')).toHaveLength(3);
    expect((await pool.read(MEETING)).answers).toEqual([ONE]);
    expect(await pool.has(MEETING, personId(1))).toBe(true);
    expect(await pool.has(MEETING, personId(2))).toBe(false);
  });

  it('of many at once are all kept', async () => {
    const { pool } = await start();
    const kinds = await Promise.all(
      [1, 2, 3, 4, 5].map(number => pool.add(MEETING, personId(number), { purpose: number as 1 })),
    );
    expect(kinds).toEqual(Array(5).fill('saved'));
    const values = (await pool.read(MEETING)).answers.map(({ purpose }) => purpose!);
    expect(values.sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('go into a new row when one is full, and a person is found in whichever', async () => {
    const { pool, rows } = await start(600);
    for (let number = 1; number <= 12; number += 1) {
      expect(await pool.add(MEETING, personId(number), { learned: 'x'.repeat(100) })).toBe('saved');
    }
    expect((await rows('evaluation|pool|')).length).toBeGreaterThan(2);
    expect((await pool.read(MEETING)).answers).toHaveLength(12);
    for (let number = 1; number <= 12; number += 1)
      expect(await pool.add(MEETING, personId(number), ONE)).toBe('known');
  });

  it('that were entered for others are told from those that people gave, as a number only', async () => {
    const { pool, rows } = await start(200);
    for (let number = 1; number <= 4; number += 1) {
      await pool.add(MEETING, personId(number), { learned: 'x'.repeat(100) });
      expect(await pool.enter(MEETING, `guest-${number}`, ONE)).toBe('saved');
      expect(await pool.enter(MEETING, `guest-${number}`, ONE)).toBe('known');
    }
    expect((await rows('evaluation|pool|')).length).toBeGreaterThan(1);
    const { answers, entered } = await pool.read(MEETING);
    expect(answers).toHaveLength(8);
    expect(entered).toBe(4);
  });

  it('stand in an order that tells nothing, with no time and no id', async () => {
    const { pool, rows } = await start();
    for (let number = 1; number <= 8; number += 1)
      await pool.add(MEETING, personId(number), { purpose: 3, more: `svar ${number}` });
    const [row] = await rows('evaluation|pool|');
    const body = row!.body as PoolBody;
    expect(Object.keys(body)).toEqual(['answers', 'hashes', 'entered']);
    const keys = body.answers.map(({ key }) => key);
    expect(keys).toEqual([...keys].sort());
    expect(body.hashes).toEqual([...body.hashes].sort());
    for (const entry of body.answers) expect(Object.keys(entry).sort()).toEqual(['answers', 'key']);
    expect(JSON.stringify(body)).not.toContain('00000000-');
  });

  it('are not taken after it has been closed, and the secret is gone', async () => {
    const { pool, rows, close } = await start();
    await pool.add(MEETING, personId(1), ONE);
    expect(await rows('evaluation|secret|')).toHaveLength(1);
    await close();
    expect(await rows('evaluation|secret|')).toEqual([]);
    expect(await pool.add(MEETING, personId(2), ONE)).toBe('closed');
    expect(await pool.has(MEETING, personId(1))).toBe(false);
    expect((await pool.read(MEETING)).answers).toEqual([ONE]);
  });

  it('that are on their way when it is closed are either kept or refused', async () => {
    const { pool, close } = await start();
    const adding = [1, 2, 3].map(number => pool.add(MEETING, personId(number), ONE));
    const closing = (async () => {
      for (;;) {
        try {
          return await close();
        } catch {
          // An answer was first.
        }
      }
    })();
    const kinds = await Promise.all(adding);
    await closing;
    expect((await pool.read(MEETING)).answers).toHaveLength(kinds.filter(kind => kind === 'saved').length);
    expect(await pool.add(MEETING, personId(9), ONE)).toBe('closed');
  });
});

interface PoolBody {
  answers: { key: string; answers: Answers }[];
  hashes: string[];
}
