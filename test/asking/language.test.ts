import { languageOf } from '../../src/asking/language';
import { english, swedish, type Line } from './recogniser/corpus';

it.each([
  ['när är nästa vänortsmöte', 'sv'],
  ['NAR AR NASTA MOTE', 'sv'],
  ['when do we host next', 'en'],
  ['has Åbo confirmed', 'en'],
  ['Bergen 2031', undefined],
  ['', undefined],
])('"%s" is in %s', (text, locale) => expect(languageOf(text)).toBe(locale));

it('tells the languages of the corpus apart', () => {
  const other = (lines: readonly Line[], locale: string) =>
    lines.map(([text]) => text).filter(text => (languageOf(text) ?? locale) !== locale);
  expect(other(swedish, 'sv')).toEqual([]);
  expect(other(english, 'en')).toEqual([]);
});
