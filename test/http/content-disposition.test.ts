import fc from 'fast-check';
import { contentDisposition } from '../../src/http/content-disposition';

describe('under which name a browser keeps a file', () => {
  it.each([
    ['mote.ics', `attachment; filename="mote.ics"; filename*=UTF-8''mote.ics`],
    [
      'Möte i Åbo.ics',
      `attachment; filename="Mote i Abo.ics"; filename*=UTF-8''M%C3%B6te%20i%20%C3%85bo.ics`,
    ],
    [
      `it's "2" (a)*.ics`,
      `attachment; filename="it_s _2_ _a__.ics"; filename*=UTF-8''it%27s%20%222%22%20%28a%29%2A.ics`,
    ],
    ['🦐.ics', `attachment; filename="_.ics"; filename*=UTF-8''%F0%9F%A6%90.ics`],
    ['../a\\b\r\nX: y.ics', `attachment; filename=".._a_b__X_ y.ics"; filename*=UTF-8''.._a_b__X%3A%20y.ics`],
    ['half \ud83e.ics', `attachment; filename="half _.ics"; filename*=UTF-8''half%20%EF%BF%BD.ics`],
  ])('%j', (name, header) => expect(contentDisposition(name)).toBe(header));

  it('is always one header with two names, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        expect(contentDisposition(name)).toMatch(
          /^attachment; filename="[\w. -]*"; filename\*=UTF-8''[\w.~!%-]*$/,
        );
      }),
    );
  });
});
