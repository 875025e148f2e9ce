import fc from 'fast-check';
import { decodeBody, encodeBody } from '../../src/storage/body';

/** What a table's string column takes, in UTF-16 characters. */
const LARGEST_COLUMN = 32_768;

const letters = fc.constantFrom(...'aåäöÅÄÖ"\\\n \u0000é', '👩‍🏫', '日', '𝔸');
/** Long enough to be cut anywhere within its letters. */
const longText = fc
  .tuple(fc.array(letters, { minLength: 1, maxLength: 40 }), fc.integer({ min: 0, max: 9000 }))
  .map(([said, times]) => said.join('').repeat(times).slice(0, 300_000));
const bodies = fc.oneof(
  fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()).filter(body => !('__proto__' in body)),
  fc.record({ text: longText, list: fc.array(fc.string({ unit: 'grapheme' })), count: fc.integer() }),
);

describe('a document in columns', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(bodies, body => {
        const plain: unknown = JSON.parse(JSON.stringify(body));
        expect(decodeBody(encodeBody(body))).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });

  it('fills no column beyond what a table takes, and cuts no character in two', () => {
    fc.assert(
      fc.property(bodies, body => {
        for (const column of Object.values(encodeBody(body))) {
          expect(column.length).toBeLessThan(LARGEST_COLUMN);
          expect(/\p{Surrogate}/u.test(column)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([29_990, 29_991, 29_992, 29_993])('an emoji after %i letters stays whole', length => {
    const body = { text: `${'x'.repeat(length)}👩${'y'.repeat(100)}` };
    const columns = encodeBody(body);
    expect(Object.keys(columns)).toEqual(['body', 'body1']);
    for (const column of Object.values(columns)) expect(/\p{Surrogate}/u.test(column)).toBe(false);
    expect(decodeBody(columns)).toEqual(body);
  });

  it('stands in one column while it is short, in numbered ones when it is long', () => {
    expect(Object.keys(encodeBody({ a: 1 }))).toEqual(['body']);
    expect(Object.keys(encodeBody({ a: 'x'.repeat(70_000) }))).toEqual(['body', 'body1', 'body2']);
  });

  it('is read among the other columns of its row', () =>
    expect(decodeBody({ partitionKey: 'p', rowKey: 'r', etag: 'e', body1: '2}', body: '{"a":' })).toEqual({
      a: 2,
    }));

  it.each([{}, { body: 7 }, { body: '' }, { body1: '{}' }, { body: '{"a":' }])('%j is none', columns =>
    expect(() => decodeBody(columns)).toThrow(SyntaxError),
  );
});
