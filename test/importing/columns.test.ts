import { fieldOf, findColumns } from '../../src/importing/columns';
import { fields, type Field } from '../../src/importing/model';
import { headingOf } from '../../src/importing/wording';
import { LOCALES } from '../../src/i18n';
import names from '../../src/importing/data/column-names.json';

describe('a heading is known', () => {
  it.each<[string, Field]>([
    ['Förvaltning/bolag', 'unit'],
    ['FORVALTNING  eller bolag *', 'unit'],
    ['Ansvarig nämnd', 'unit'],
    ['Vänort(er)', 'cities'],
    ['sister_city', 'cities'],
    ['third_parties', 'otherParticipants'],
    ['Fr.o.m.', 'from'],
    ['t o m', 'to'],
    ['Dnr', 'caseNumber'],
    ['Kontakt (funktion)', 'contactFunction'],
    ['Antal deltagare (ca)', 'participants'],
  ])('%s', (heading, field) => expect(fieldOf(heading)).toBe(field));

  it.each(fields.flatMap(field => LOCALES.map(locale => [headingOf(field, locale), field] as const)))(
    'as the template writes it: %s',
    (heading, field) => expect(fieldOf(heading)).toBe(field),
  );

  it.each(['', 'Kommentar', 'Rubriken', '42'])('but %j is not', heading =>
    expect(fieldOf(heading)).toBeUndefined(),
  );

  it('in one sense only: no name stands for two fields', () => {
    const all = fields.flatMap(field => (names as Record<Field, string[]>)[field]);
    expect(all.filter(name => !(names as Record<Field, string[]>)[fieldOf(name)!].includes(name))).toEqual(
      [],
    );
  });
});

describe('the row with the headings', () => {
  const headings = ['När', 'Typ', 'Rubrik', 'Stad', 'Bolag'];

  it('is found among the first ten, in any order of the columns', () => {
    const rows = [...Array.from({ length: 9 }, () => ['x']), headings];
    expect(findColumns({ name: '', rows })).toMatchObject({ headingRow: 9 });
    expect(findColumns({ name: '', rows: [['x'], ...rows] })).toMatchObject({ found: 0 });
  });

  it('takes the first of two columns with one meaning, and two dates instead of a time', () => {
    const found = findColumns({
      name: '',
      rows: [['Från', 'Till', 'Typ', 'Kategori', 'Vad', 'Ort', 'Nämnd']],
    });
    expect(found).toMatchObject({
      columns: [
        { index: 0, field: 'from' },
        { index: 1, field: 'to' },
        { index: 2, field: 'category', heading: 'Typ' },
        { field: 'title' },
        { field: 'cities' },
        { field: 'unit' },
      ],
    });
  });
});
