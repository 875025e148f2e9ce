import fc from 'fast-check';
import {
  documentsText,
  guestsText,
  programmeText,
  readDocuments,
  readGuests,
  readProgramme,
} from '../../../src/lists/meetings/lines';
import { meetingRecordSchema, type MeetingRecord, type ProgrammePoint } from '../../../src/meetings/model';
import { LOCALES } from '../../../src/i18n';
import { reader } from '../../support/contents';

const year = 2027;

function point(text: string, days?: { from: string; to: string }) {
  const lines = readProgramme(text, { year, days });
  return lines.kind === 'read' ? lines.items : `${lines.line} ${lines.why}`;
}

/** What somebody types on one line between semicolons: no space at its ends, and none doubled. */
const words = fc
  .array(
    fc.constantFrom('Åbo', '13.00', '2027-05-11', '9', 'våren', ',', ':', '–', '12 maj', 'https:', 'Ek'),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map(parts => parts.join(' '));
const time = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => [hour, minute].map(part => String(part).padStart(2, '0')).join(':'));
const times = fc.uniqueArray(time, { maxLength: 2 }).map(both => both.sort());
const points: fc.Arbitrary<ProgrammePoint> = fc
  .record({
    day: fc.option(fc.constantFrom('2027-05-11', '2027-12-31', '2028-02-29'), { nil: undefined }),
    times,
    title: words,
    speaker: fc.option(words, { nil: undefined }),
  })
  .map(({ day, times: [start, end], title, speaker }) => ({
    ...(day && { day }),
    ...(start && { start }),
    ...(end && { end }),
    title,
    ...(speaker && { speaker }),
  }));

describe('a programme', () => {
  it.each<[string, ProgrammePoint[]]>([
    [
      '2027-05-11 13.00–14.30; Stadsutveckling i Frihamnen; Karin Ek, stadsarkitekt',
      [
        {
          day: '2027-05-11',
          start: '13:00',
          end: '14:30',
          title: 'Stadsutveckling i Frihamnen',
          speaker: 'Karin Ek, stadsarkitekt',
        },
      ],
    ],
    ['Öppning', [{ title: 'Öppning' }]],
    ['Öppning; Karin Ek', [{ title: 'Öppning', speaker: 'Karin Ek' }]],
    ['9; Kaffe', [{ start: '09:00', title: 'Kaffe' }]],
    ['kl. 9.15-10; Kaffe', [{ start: '09:15', end: '10:00', title: 'Kaffe' }]],
    ['11 maj 13:00; Kaffe', [{ day: '2027-05-11', start: '13:00', title: 'Kaffe' }]],
    ['11 maj; Kaffe', [{ day: '2027-05-11', title: 'Kaffe' }]],
    ['; 13.00', [{ title: '13.00' }]],
    ['  \n\nÖppning \r\n Kaffe\n', [{ title: 'Öppning' }, { title: 'Kaffe' }]],
    ['', []],
  ])('is read as it is typed: %j', (text, expected) => expect(point(text)).toEqual(expected));

  it.each([
    ['Öppning\n2027-02-30; Kaffe', '2 dayOrTime'],
    ['2027-05-11 25.00; Kaffe', '1 dayOrTime'],
    ['13.00–12.00; Kaffe', '1 endsFirst'],
    ['13.00–13.00; Kaffe', '1 endsFirst'],
    ['2029-02-29; Kaffe', '1 dayOrTime'],
    ['\n13.00;', '2 noTitle'],
    [';;', '1 noTitle'],
    ['13.00; Kaffe; Karin; Ek', '1 parts'],
    [`13.00; ${'x'.repeat(201)}`, '1 tooLong'],
  ])('names the line that is not understood: %j', (text, trouble) => expect(point(text)).toBe(trouble));

  it('keeps to the days of the meeting, where they are known', () => {
    const days = { from: '2028-02-28', to: '2028-02-29' };
    expect(point('2028-02-29; Skottdagen', days)).toHaveLength(1);
    expect(point('Öppning\n2028-03-01; Hemresa', days)).toBe('2 outside');
  });

  it('is read again as the form shows it', () =>
    fc.assert(
      fc.property(fc.array(points, { maxLength: 5 }), programme => {
        expect(point(programmeText(programme))).toEqual(programme);
      }),
    ));

  it('holds nothing that cannot be stored, whatever is typed', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), words, (text, more) => {
        const lines = readProgramme(`${text}\n${more};${text}`, { year });
        if (lines.kind === 'wrong') return;
        const record = { id: '2027', programme: lines.items };
        expect(meetingRecordSchema.safeParse(record).error).toBeUndefined();
      }),
    ));
});

describe('documents', () => {
  const read = (text: string) => {
    const lines = readDocuments(text);
    return lines.kind === 'read' ? lines.items : `${lines.line} ${lines.why}`;
  };

  it.each([
    ['Inbjudan; https://goteborg.se/inbjudan', [{ title: 'Inbjudan', url: 'https://goteborg.se/inbjudan' }]],
    ['A; B; https://x.se/;y', [{ title: 'A; B', url: 'https://x.se/;y' }]],
    ['', []],
  ])('are a title and a link: %j', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    ['Inbjudan', '1 noLink'],
    ['Inbjudan; http://goteborg.se', '1 noLink'],
    ['Inbjudan; https://', '1 noLink'],
    ['; https://goteborg.se', '1 noTitle'],
    [`${'x'.repeat(121)}; https://goteborg.se`, '1 tooLong'],
    [`x; https://goteborg.se/${'x'.repeat(500)}`, '1 tooLong'],
  ])('have nothing else: %j', (text, trouble) => expect(read(text)).toBe(trouble));

  it('are read again as the form shows them, and can be stored', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ title: words, url: fc.webUrl({ validSchemes: ['https'] }) }), { maxLength: 5 }),
        documents => {
          expect(read(documentsText(documents))).toEqual(documents);
          expect(meetingRecordSchema.safeParse({ id: '2027', documents }).error).toBeUndefined();
        },
      ),
    ));
});

describe('guests', () => {
  const read = (text: string, locale: 'sv' | 'en' = 'sv') => {
    const lines = readGuests(text, reader(locale));
    return lines.kind === 'read' ? lines.items : `${lines.line} ${lines.why}`;
  };

  it.each([
    [
      'Bergen: 4, kommunalråd och tjänstepersoner',
      [{ cityId: 'bergen', number: 4, roles: 'kommunalråd och tjänstepersoner' }],
    ],
    ['århus: 3', [{ cityId: 'aarhus', number: 3 }]],
    ['turku: 2 tjänstepersoner', [{ cityId: 'abo', number: 2, roles: 'tjänstepersoner' }]],
    ['Gothenburg', [{ cityId: 'goteborg' }]],
    ['bergen:\nABO: kommunalråd', [{ cityId: 'bergen' }, { cityId: 'abo', roles: 'kommunalråd' }]],
  ])('are a city in any spelling, a number and roles: %j', (text, expected) =>
    expect(read(text)).toEqual(expected),
  );

  it.each([
    ['Bergen: 4\nOslo: 2', '2 city'],
    ['4', '1 city'],
    ['Åbo: 1\nTurku: 2', '2 cityTwice'],
    ['Bergen: 501', '1 number'],
    [`Bergen: ${'x'.repeat(201)}`, '1 tooLong'],
  ])('name the line that is not understood: %j', (text, trouble) => expect(read(text)).toBe(trouble));

  const roles = words.map(text => text.replace(/^[\s,]+/, '')).filter(text => text !== '');
  const guests: fc.Arbitrary<MeetingRecord['guests']> = fc.uniqueArray(
    fc
      .record({
        cityId: fc.constantFrom('goteborg', 'bergen', 'aarhus', 'abo'),
        number: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
        roles: fc.option(roles, { nil: undefined }),
      })
      .map(({ cityId, number, roles: said }) => ({
        cityId,
        ...(number !== undefined && { number }),
        ...(said && { roles: said }),
      })),
    { selector: ({ cityId }) => cityId },
  );

  it.each(LOCALES)('are read again as the form shows them (%s)', locale =>
    fc.assert(
      fc.property(guests, all => {
        expect(read(guestsText(all, reader(locale)), locale)).toEqual(all);
      }),
    ),
  );
});
