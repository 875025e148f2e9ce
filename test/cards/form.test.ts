import { labelWithError } from '../../src/cards/form';

describe('a label with an error', () => {
  it.each([
    ['När', 'skriv ett år', '⚠ När: skriv ett år'],
    ['Blev det av?', 'välj ett svar', '⚠ Blev det av? Välj ett svar'],
    ['Skriv en mening.', 'högst 40 tecken', '⚠ Skriv en mening. Högst 40 tecken'],
    ['Ett av dessa:', 'välj ett', '⚠ Ett av dessa: välj ett'],
    ['När', undefined, 'När'],
    ['Blev det av?', '', 'Blev det av?'],
  ])('%s, %s: %s', (label, error, text) => {
    expect(labelWithError('sv', label, error)).toBe(text);
  });
});
