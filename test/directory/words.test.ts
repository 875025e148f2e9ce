import fc from 'fast-check';
import { fold } from '../../src/i18n/fold';
import { stem, wordsOf } from '../../src/directory/words';

describe('folding', () => {
  it.each([
    ['Åbo', 'abo'],
    ['A\u030Abo', 'abo'],
    ['SPÅRVÄG', 'sparvag'],
    ['Tromsø', 'tromso'],
  ])('takes %s as %s', (text, expected) => expect(fold(text)).toBe(expected));
});

describe('words', () => {
  it('are parted by anything but letters and digits', () =>
    expect(wordsOf('Kretslopp & vatten, gång- och cykelbana 2')).toEqual([
      'kretslopp',
      'vatten',
      'gang',
      'och',
      'cykelbana',
      '2',
    ]));
});

describe('the stem', () => {
  it.each([
    [['skola', 'skolan', 'skolor', 'skolorna', 'skolornas', 'skolans']],
    [['buss', 'bussen', 'bussar', 'bussarna']],
    [['museum', 'museet', 'museer', 'museerna', 'museums']],
    [['gymnasium', 'gymnasiet', 'gymnasier']],
    [['bibliotek', 'biblioteket', 'biblioteken', 'bibliotekets']],
    [['larare', 'lararen', 'lararna', 'lararnas']],
    [['aldreboende', 'aldreboendet', 'aldreboenden']],
    [['miljo', 'miljon']],
    [['school', 'schools']],
    [['class', 'classes']],
  ])('is one for %j', forms => expect(new Set(forms.map(stem)).size).toBe(1));

  it('is a beginning of the word, of three letters at least if the word has them', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), word => {
        expect(word.startsWith(stem(word))).toBe(true);
        expect(stem(word).length).toBeGreaterThanOrEqual(Math.min(3, word.length));
      }),
    ));
});
