import type { Values } from '../../../src/lists/fields';
import { emptyValues } from '../../../src/lists/fields';
import { deedOf, filledValues, readDeed } from '../../../src/lists/deeds';
import { isEmptyRecord } from '../../../src/lists/meetings/record';
import type { CycleEntry, MeetingRecord } from '../../../src/meetings/model';
import { emptyRecord } from '../../../src/meetings/standing';
import { hostIn2027, leapYear, notKnown, settingOf } from './histories';

const empty = emptyRecord('2027');
/** The same, once something has been told of Göteborg's meeting and taken away again. */
const nothing = { ...empty, host: 'goteborg' };

function tries(name: string, values: Partial<Values>, record = empty, entry: CycleEntry = hostIn2027) {
  const setting = settingOf(entry, { records: [record] });
  return readDeed(deedOf('meetings', name)!, record, { ...emptyValues, ...values }, setting, '');
}

function after(name: string, values: Partial<Values>, record = empty, entry = hostIn2027): MeetingRecord {
  const done = tries(name, values, record, entry);
  if ('errors' in done) throw new Error(JSON.stringify(done.errors));
  return done.after;
}

function errors(name: string, values: Partial<Values>, record = empty, entry = hostIn2027) {
  const done = tries(name, values, record, entry);
  return 'errors' in done ? done.errors : {};
}

describe('when a meeting is', () => {
  it.each([
    ['2027', '2027-01-01', '2027-12-31', 'year'],
    ['våren', '2027-03-01', '2027-05-31', 'season'],
    ['vecka 20', '2027-05-17', '2027-05-23', 'week'],
    ['11–12 maj', '2027-05-11', '2027-05-12', 'day'],
    ['11–12 May 2027', '2027-05-11', '2027-05-12', 'day'],
    ['vintern 2026', '2026-12-01', '2027-02-28', 'season'],
  ])('is told as exactly as it is known: %s', (when, from, to, precision) =>
    expect(after('when', { when }).when).toEqual({ kind: 'span', from, to, precision }),
  );

  it.each([
    ['2028', /mötet är 2027\. Flytta det först/],
    ['11 maj 2026', /mötet är 2027/],
    ['varje år', /skriv till exempel/],
    ['snart', /skriv till exempel/],
    ['29 februari 2027', /skriv till exempel/],
  ])('is not %s', (when, error) => expect(errors('when', { when }).when).toMatch(error));

  it('is in the year to which the meeting was moved', () => {
    expect(after('when', { when: '29 februari 2028' }, empty, leapYear).when?.from).toBe('2028-02-29');
    expect(errors('when', { when: 'maj 2027' }, empty, leapYear).when).toContain('mötet är 2028');
  });

  it('is taken away with an empty field, and shown as it stands', () => {
    const dated = after('when', { when: '11–12 maj 2027' });
    expect(after('when', {}, dated)).toEqual(nothing);
    const deed = deedOf('meetings', 'when')!;
    expect(filledValues(deed, dated, settingOf(hostIn2027), '').when).toBe('11–12 maj 2027');
  });

  it('is not asked where the cycle has no such meeting', () =>
    expect(deedOf('meetings', 'when')!.offered!(empty, settingOf(notKnown), '')).toBe(false));
});

describe('when another city hosts in its place', () => {
  it('nothing of the first one is in the form, and what is saved is the new one’s alone', () => {
    const told = { ...empty, host: 'abo', venue: 'Gamla rådhuset', digital: true as const };
    const deed = deedOf('meetings', 'venue')!;
    expect(filledValues(deed, told, settingOf(hostIn2027), '').venue).toBe('');
    expect(after('theme', { themeSv: 'Hamnen' }, told)).toEqual({ ...nothing, themeSv: 'Hamnen' });
  });
});

describe('the theme', () => {
  it('may be for everybody from a day on', () => {
    const values = { themeSv: 'Hamnen', themeEn: 'The port', announcedOn: '2027-01-15' };
    const told = after('theme', values);
    expect(told).toEqual({
      ...nothing,
      themeSv: 'Hamnen',
      themeEn: 'The port',
      themeAnnounced: '2027-01-15',
    });
    expect(after('theme', {}, told)).toEqual(nothing);
  });

  it.each([{ announcedOn: '2027-01-15' }, { themeEn: 'The port' }])('is needed for %j', values =>
    expect(errors('theme', values)).toEqual({ themeSv: 'skriv något här' }),
  );
});

describe('the place', () => {
  it('may be told, and that the meeting is online', () => {
    const told = after('venue', { venue: 'Stadshuset', digital: 'yes' });
    expect(told).toEqual({ ...nothing, venue: 'Stadshuset', digital: true });
    expect(after('venue', { digital: 'no' }, told)).toEqual(nothing);
    expect(errors('venue', { digital: '' })).toHaveProperty('digital');
  });
});

describe('lines', () => {
  const dated = after('when', { when: '11–12 maj 2027' });

  it.each([
    ['programme', 'Öppning\n2027-05-13; Hemresa', /^rad 2: dagen är inte en av mötets dagar$/],
    ['programme', '2027-05-40; Öppning', /^rad 1: skriv dag och tid/],
    ['programme', Array.from({ length: 61 }, () => 'Kaffe').join('\n'), /^högst 60 rader$/],
    ['documents', 'Inbjudan', /^rad 1: skriv titel; länk/],
    ['guests', 'Bergen: 4\nOslo: 1', /^rad 2: börja raden med namnet/],
  ] as const)('of %s that are not understood are named: %#', (field, text, error) =>
    expect(errors(field, { [field]: text }, dated)[field]).toMatch(error),
  );

  it('of a programme keep within what the form can show again', () => {
    // Each grows by the minutes that nobody typed.
    const text = Array.from({ length: 40 }, () => `9-10; ${'x'.repeat(190)}`).join('\n');
    expect(text.length).toBeLessThan(8_000);
    expect(errors('programme', { programme: text }).programme).toMatch(/^högst 8000 tecken/);
  });

  it('that are all taken away leave nothing', () => {
    const told = after('guests', { guests: 'Bergen: 4' });
    expect(isEmptyRecord(told)).toBe(false);
    expect(isEmptyRecord(after('guests', {}, told))).toBe(true);
  });
});
