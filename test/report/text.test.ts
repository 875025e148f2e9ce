import fc from 'fast-check';
import { cleanLine, cleanText, harmless, shortened } from '../../src/report/text';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

test('nothing is left that XML cannot hold', () => {
  fc.assert(
    fc.property(anyText, text => {
      expect(cleanText(text)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(() => encodeURIComponent(cleanText(text))).not.toThrow();
    }),
  );
});

it.each([
  ['Två\r\nrader\u2028och en till', 'Två\nrader\noch en till'],
  ['Ring\u0007 \u0000klocka', 'Ring klocka'],
  ['Emoji 👩‍🏫 och שלום', 'Emoji 👩‍🏫 och שלום'],
  ['\u202evänd text\u202c', 'vänd text'],
  ['halv \ud83d bild', 'halv \ufffd bild'],
])('%j becomes %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('a line has no line breaks', () => {
  expect(cleanLine(' en\n\nrad\ttill ')).toBe('en rad till');
});

it.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['+46 31', `'+46 31`],
  ['-5', `'-5`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\t=1', `'=1`],
  ['＝1', `'＝1`],
  ['2 = 2', '2 = 2'],
  ['– ett tankstreck', '– ett tankstreck'],
])('%j starts no formula: %j', (text, cell) => {
  expect(harmless(text)).toBe(cell);
});

test('a long text is cut between characters', () => {
  expect(shortened('👍👍👍👍', 3)).toBe('👍👍…');
  expect(shortened('kort', 10)).toBe('kort');
});
