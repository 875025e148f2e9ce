import fc from 'fast-check';
import { nameOn } from '../../src/directory/named';
import { seedUnits } from '../../src/directory/units';
import { emptyValues } from '../../src/lists/fields';
import { makeReading } from '../../src/lists/model';
import { renamed } from '../../src/lists/names';
import { reader, TODAY } from '../support/contents';

const setting = { reader: reader('sv'), today: TODAY };
const unit = { ...seedUnits[0]!, nameSv: 'Ett', nameEn: 'One', validFrom: '2000-01-01' };

function rename<T extends typeof unit>(entry: T, nameSv: string, firstDay: string, nameEn = '') {
  const reading = makeReading({ ...emptyValues, nameSv, nameEn, firstDay }, setting);
  return { after: renamed(reading, entry, setting), errors: reading.errors };
}

describe('a new name', () => {
  it('leaves the old one for the days before', () => {
    const { after } = rename(unit, 'Två', '2026-01-01', 'Two');
    expect(after.formerNames).toEqual([{ nameSv: 'Ett', nameEn: 'One', until: '2025-12-31' }]);
    expect(['2025-12-31', '2026-01-01'].map(day => nameOn(after, 'en', day))).toEqual(['One', 'Two']);
  });

  it('without a day is a correction, and nothing is kept', () => {
    const { after } = rename(unit, 'Ett!', '');
    expect([after.nameSv, after.formerNames]).toEqual(['Ett!', undefined]);
  });

  it('on the day when the present name began is a correction of that one', () => {
    const first = rename(unit, 'Tvo', '2026-01-01').after;
    const { after, errors } = rename(first, 'Två', '2026-01-01');
    expect([after.nameSv, after.formerNames, errors]).toEqual(['Två', first.formerNames, {}]);
  });

  it.each([
    ['before the last one', '2025-12-01', 'det förra namnet gällde till och med 31 december 2025'],
    ['to come', '2026-11-24', 'dagen har inte kommit än'],
    ['before there was a unit', '1999-01-01', 'det förra namnet gällde'],
  ])('does not begin on a day %s', (_what, day, error) => {
    const first = rename(unit, 'Två', '2026-01-01').after;
    expect(rename(first, 'Tre', day).errors.firstDay).toContain(error);
  });

  it('however many there are, each day has the name that was in use then', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 2001, max: 2026 }), { maxLength: 8 }).map(years => years.sort()),
        years => {
          let entry = unit;
          for (const year of years) entry = rename(entry, `Namn ${year}`, `${year}-01-01`).after;
          for (let year = 2000; year <= 2026; year += 1) {
            const current = years.findLast(first => first <= year);
            const expected = current ? `Namn ${current}` : 'Ett';
            expect(nameOn(entry, 'sv', `${year}-01-01`)).toBe(expected);
            expect(nameOn(entry, 'sv', `${year}-12-31T22:00:00.000Z`)).toBe(expected);
          }
        },
      ),
    ));
});
