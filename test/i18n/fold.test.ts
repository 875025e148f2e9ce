import fc from 'fast-check';
import { fold } from '../../src/i18n/fold';

describe('a folded text', () => {
  it.each([
    ['Förvaltning', 'forvaltning'],
    ['FÖRVALTNING', 'forvaltning'],
    ['Åbo ÄÖ éü', 'abo ao eu'],
    ['Ærø', 'aro'],
    ['V-2026-0042?', 'v-2026-0042?'],
    ['A\u030Abo a\u0308', 'abo a'],
    ['👩‍🏫 日本', '👩‍🏫 日本'],
    ['', ''],
  ])('of "%s" is "%s"', (text, folded) => expect(fold(text)).toBe(folded));

  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'aåÅäÖøÆßİıſK\u0308\u030a한ﬁǅ👩') }),
  );

  it('has a position for each of the composed text', () => {
    fc.assert(
      fc.property(anything, text => {
        expect(fold(text)).toHaveLength(text.normalize('NFC').length);
      }),
      { numRuns: 2000 },
    );
  });

  it('folds each piece as it folds the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'aåÅäÖøÆ ß1!👩')), letters => {
        expect(fold(letters.join(''))).toBe(letters.map(fold).join(''));
      }),
    );
  });
});
