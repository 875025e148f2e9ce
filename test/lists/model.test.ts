import fc from 'fast-check';
import { idSchema } from '../../src/directory/named';
import { emptyValues } from '../../src/lists/fields';
import { makeId, makeReading } from '../../src/lists/model';
import { reader, TODAY } from '../support/contents';

const setting = { reader: reader('sv'), today: TODAY };

describe('an id', () => {
  it.each([
    ['Förvaltningen för vänskap', [], 'forvaltningen-for-vanskap'],
    ['  Älvstranden & Co, AB!', [], 'alvstranden-co-ab'],
    ['Kultur', ['kultur'], 'kultur-2'],
    ['Kultur', ['kultur', 'kultur-2'], 'kultur-3'],
    ['日本', [], 'x'],
  ])('of "%s" where %j are taken is %s', (name, taken, id) => expect(makeId(name, taken)).toBe(id));

  it('is always one that can be stored, and unlike all others', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 90 }), { maxLength: 8 }), names => {
        const ids: string[] = [];
        for (const name of [...names, ...names]) ids.push(makeId(name, ids));
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(idSchema.safeParse(id).success).toBe(true);
      }),
    ));
});

describe('a day', () => {
  const read = (lastDay: string) => {
    const reading = makeReading({ ...emptyValues, lastDay }, setting);
    return [reading.requiredDay('lastDay'), reading.errors.lastDay];
  };

  it.each(['2026-02-28', '2024-02-29', '1946-01-01', '2100-12-31', ' 2026-01-01 '])('may be %s', day =>
    expect(read(day)).toEqual([day.trim(), undefined]),
  );

  it.each(['2026-02-29', '2026-13-01', '1945-12-31', '2101-01-01', '20260101', '1 januari', '2026-1-1', "'"])(
    'is not %s',
    day => expect(read(day)).toEqual([undefined, 'skriv en dag som finns, mellan 1946 och 2100']),
  );

  it('that must be there is asked for', () => expect(read('')).toEqual([undefined, 'välj en dag']));
});

describe('a list of words', () => {
  it('may be one to a line or with commas, each once', () => {
    const reading = makeReading({ ...emptyValues, wordsSv: ' skola, Skola\nbad  hus;;\r\nmuseum ' }, setting);
    expect(reading.items('wordsSv')).toEqual(['skola', 'bad hus', 'museum']);
  });
});

describe('a text', () => {
  it('that is too long is pointed out with its length', () => {
    const reading = makeReading({ ...emptyValues, nameSv: '👩‍🏫'.repeat(121) }, setting);
    reading.required('nameSv');
    expect(reading.errors.nameSv).toMatch(/^högst 120 tecken \(nu \d+\)$/);
  });

  it.each(['', '   ', '!?', '–'])('that is required is not "%s"', nameSv => {
    const reading = makeReading({ ...emptyValues, nameSv }, setting);
    reading.required('nameSv');
    expect(reading.errors.nameSv).toBe('skriv något här');
  });
});
