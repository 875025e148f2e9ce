import { createHash } from 'node:crypto';
import { makeFileOffers, type FileOffers } from '../../src/files/offers';
import { endOfPrefix } from '../../src/storage/table';
import { openTestStorage } from '../support/storage';
import { type Storage } from '../../src/storage/connection';

const MINUTE = 60_000;
const START = Date.parse('2026-11-23T09:00:00Z');
const PARTITION = 'goteborg';
const make = { owner: 'kim', locale: 'en', what: { kind: 'meeting', id: '2027' } } as const;

let storage: Storage;
let offers: FileOffers;

function at(minutes: number): Date {
  return new Date(START + minutes * MINUTE);
}

beforeAll(async () => {
  storage = await openTestStorage();
  offers = makeFileOffers(storage.register, PARTITION, 10 * MINUTE);
});

describe('an offer of a file', () => {
  it('is found by its token for ten minutes, however often', async () => {
    const token = await offers.offer(make, at(0));
    const found = { kind: 'meeting', id: '2027', owner: 'kim', locale: 'en', expires: at(10).toISOString() };
    for (const minutes of [0, 5, 9.99]) expect(await offers.find(token, at(minutes))).toEqual(found);
    for (const minutes of [10, 11, 60 * 24]) expect(await offers.find(token, at(minutes))).toBe('gone');
  });

  it('has a token of 32 random bytes, each time another', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => offers.offer(make, at(0))));
    expect(new Set(tokens).size).toBe(20);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('is kept without its token and without anything of the file', async () => {
    const token = await offers.offer(make, at(0));
    const { rows } = await storage.register.range(PARTITION, 'file|', endOfPrefix('file|'), 1000);
    const hash = createHash('sha256').update(token).digest('base64url');
    const row = rows.find(({ key }) => key === `file|${hash}`)!;
    expect(Object.keys(row.body as object).sort()).toEqual(['expires', 'id', 'kind', 'locale', 'owner']);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each([
    ['one letter is another', (token: string) => `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`],
    [
      'the last letter is another',
      (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    ],
    ['its case is another', (token: string) => token.toUpperCase()],
    ['it was never given out', () => 'x'.repeat(43)],
  ])('is not found when %s', async (_what, change) => {
    const token = await offers.offer(make, at(0));
    expect(await offers.find(change(token), at(1))).toBe('gone');
  });

  it.each([
    '',
    'x',
    'x'.repeat(42),
    'x'.repeat(44),
    'x'.repeat(100_000),
    `${'x'.repeat(42)}|`,
    `${'x'.repeat(42)}\n`,
    'å'.repeat(43),
  ])('is not looked for in storage by what cannot be a token: %.50j', async token => {
    const before = storage.meter.roundTrips;
    expect(await offers.find(token, at(1))).toBe('gone');
    expect(storage.meter.roundTrips).toBe(before);
  });

  it('costs one trip to make and one to find', async () => {
    const before = storage.meter.roundTrips;
    const token = await offers.offer(make, at(0));
    expect(storage.meter.roundTrips - before).toBe(1);
    await offers.find(token, at(0));
    expect(storage.meter.roundTrips - before).toBe(2);
  });
});
