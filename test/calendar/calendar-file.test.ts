import fc from 'fast-check';
import { DateTime } from 'luxon';
import { calendarFile, type CalendarEvent } from '../../src/calendar/calendar-file';

const NOW = new Date('2026-11-23T09:00:00Z');

const meeting: CalendarEvent = {
  uid: 'meeting-2027@vanortsboten',
  title: 'Vänortsmöte i Göteborg',
  when: { kind: 'days', from: '2027-11-14', to: '2027-11-15' },
  place: 'Börsen, Gustaf Adolfs torg 5',
  description: 'Tema: hållbar stad',
  status: 'confirmed',
  sequence: 3,
};

function fileOf(changes: Partial<CalendarEvent> = {}, name = 'Vänortsmöten'): string {
  return calendarFile([{ ...meeting, ...changes }], { name, locale: 'sv', now: NOW });
}

interface Line {
  name: string;
  params: string;
  value: string;
}

/** Joins what was folded, and splits each line into its name and its value as they stand. */
function linesOf(file: string): Line[] {
  return file
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1)
    .map(line => {
      const [, name, params, value] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/su.exec(line)!;
      return { name: name!, params: params!, value: value! };
    });
}

function unescape(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character));
}

/** The value of the only line with this name, as it stands. */
function raw(file: string, name: string): string {
  const found = linesOf(file).filter(line => line.name === name);
  expect(found).toHaveLength(1);
  return found[0]!.value;
}

function text(file: string, name: string): string {
  return unescape(raw(file, name));
}

function isSet(file: string, name: string): boolean {
  return linesOf(file).some(line => line.name === name);
}

describe('a calendar file', () => {
  it('says from whom it is, in which language, and that it is there to be taken', () => {
    const file = fileOf();
    expect(raw(file, 'VERSION')).toBe('2.0');
    expect(raw(file, 'PRODID')).toBe('-//Göteborgs Stad//Vänortsboten//SV');
    expect(raw(file, 'METHOD')).toBe('PUBLISH');
    expect(text(file, 'X-WR-CALNAME')).toBe('Vänortsmöten');
    expect(raw(calendarFile([], { name: 'Meetings', locale: 'en', now: NOW }), 'PRODID')).toMatch(/\/\/EN$/);
  });

  it('tells what a calendar needs to know which event it is and which of two is newer', () => {
    const file = fileOf();
    expect(raw(file, 'UID')).toBe(meeting.uid);
    expect(raw(file, 'SEQUENCE')).toBe('3');
    expect(raw(file, 'DTSTAMP')).toBe('20261123T090000Z');
    expect(text(file, 'LOCATION')).toBe(meeting.place);
    expect(text(file, 'DESCRIPTION')).toBe(meeting.description);
  });

  it('is the same each time', () => {
    expect(fileOf()).toBe(fileOf());
  });

  it.each([
    ['tentative', 'TENTATIVE'],
    ['confirmed', 'CONFIRMED'],
    ['cancelled', 'CANCELLED'],
  ] as const)('says that an event is %s', (status, written) => {
    expect(raw(fileOf({ status }), 'STATUS')).toBe(written);
  });

  it('leaves out what is not known', () => {
    const file = fileOf({ place: undefined, description: undefined });
    expect(isSet(file, 'LOCATION')).toBe(false);
    expect(isSet(file, 'DESCRIPTION')).toBe(false);
  });

  it.each([
    ['a day', '2027-11-14', '2027-11-14', '20271114', '20271115'],
    ['two days', '2027-11-14', '2027-11-15', '20271114', '20271116'],
    ['29 February', '2028-02-29', '2028-02-29', '20280229', '20280301'],
    ['the day before 29 February', '2028-02-28', '2028-02-28', '20280228', '20280229'],
    ['the last day of a year', '2027-12-31', '2027-12-31', '20271231', '20280101'],
    ['the night in which clocks are put back', '2027-10-30', '2027-10-31', '20271030', '20271101'],
  ])('ends whole days with the first day after them: %s', (_what, from, to, start, end) => {
    const file = fileOf({ when: { kind: 'days', from, to } });
    expect(linesOf(file)).toEqual(
      expect.arrayContaining([
        { name: 'DTSTART', params: ';VALUE=DATE', value: start },
        { name: 'DTEND', params: ';VALUE=DATE', value: end },
      ]),
    );
  });

  it('writes times in UTC', () => {
    const when = {
      kind: 'times',
      start: new Date('2027-11-14T09:00:00+01:00'),
      end: new Date('2027-11-14T16:30:00+01:00'),
    } as const;
    const file = fileOf({ when });
    expect(raw(file, 'DTSTART')).toBe('20271114T080000Z');
    expect(raw(file, 'DTEND')).toBe('20271114T153000Z');
  });

  it.each(['2027-02-29', '2027-13-01', 'i morgon', ''])('does not take %j for a day', from => {
    expect(() => fileOf({ when: { kind: 'days', from, to: '2027-03-01' } })).toThrow(RangeError);
  });

  it.each(['a b', 'a\r\nSTATUS:CANCELLED', 'a;b', ''])('does not take %j for a uid', uid => {
    expect(() => fileOf({ uid })).toThrow(RangeError);
  });
});

describe('what people wrote', () => {
  it.each([
    ['semicolons and commas', 'Seminarium; lunch, kaffe', 'Seminarium\\; lunch\\, kaffe'],
    ['backslashes', 'C:\\mapp\\n', 'C:\\\\mapp\\\\n'],
    ['lines', 'en\ntvå\r\ntre\rfyra', 'en\\ntvå\\ntre\\nfyra'],
    ['emoji', 'Välkomna 🇸🇪👩‍👩‍👧‍👦', 'Välkomna 🇸🇪👩‍👩‍👧‍👦'],
    ['a date', '29 februari 2028', '29 februari 2028'],
    ['another event', 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT', 'x\\nEND:VEVENT\\nBEGIN:VEVENT'],
    ['control characters', 'a\u0000b\u0007c\u0085d\te', 'abcd\te'],
  ])('stands as text in title, place, description and name: %s', (_what, written, expected) => {
    const file = fileOf({ title: written, place: written, description: written }, written);
    for (const name of ['SUMMARY', 'LOCATION', 'DESCRIPTION', 'X-WR-CALNAME']) {
      expect(raw(file, name)).toBe(expected);
    }
    expect(linesOf(file).filter(({ name }) => name === 'BEGIN')).toHaveLength(2);
  });

  it('is folded at 75 octets, never inside a character', () => {
    const title = 'Räksmörgås på Åland 🦐 '.repeat(40).trim();
    const file = fileOf({ title });
    for (const line of file.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\ufffd');
    }
    expect(Buffer.from(file).toString('utf8')).toBe(file);
    expect(text(file, 'SUMMARY')).toBe(title);
  });
});

describe('any calendar file', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('å', 'Ö', ';', ',', '\\', '\n', '\r', 'n', ' ', '🦐', ':', '"'),
      maxLength: 300,
    }),
  );
  const anyDay = fc
    .integer({ min: 0, max: 60_000 })
    .map(days => DateTime.utc(2000, 1, 1).plus({ days }).toISODate()!);
  const whole = (days: string[]) => ({ kind: 'days', from: days[0]!, to: days[1]! }) as const;
  const moments = fc.tuple(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: 1, max: 1e7 }));
  const anyWhen = fc.oneof(
    fc.tuple(anyDay, anyDay).map(days => whole(days.sort())),
    moments.map(([start, length]) => ({
      kind: 'times' as const,
      start: new Date(start * 1000),
      end: new Date((start + length) * 1000),
    })),
  );
  const anyEvent: fc.Arbitrary<CalendarEvent> = fc.record({
    uid: fc.stringMatching(/^[\w.@-]{1,60}$/),
    title: anyText,
    when: anyWhen,
    place: fc.option(
      anyText.filter(place => readable(place) !== ''),
      { nil: undefined },
    ),
    description: fc.option(anyText, { nil: undefined }),
    status: fc.constantFrom('tentative', 'confirmed', 'cancelled'),
    sequence: fc.nat(1000),
  });

  /** What can stand in a calendar of what was written. */
  function readable(written: string): string {
    return written.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
  }

  it('can be read back, whatever was written', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyEvent, { selector: ({ uid }) => uid, maxLength: 3 }),
        anyText,
        (events, name) => {
          const file = calendarFile(events, { name: `x${name}`, locale: 'sv', now: NOW });
          for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          const parts = file.split('BEGIN:VEVENT\r\n');
          expect(parts).toHaveLength(events.length + 1);
          expect(text(parts[0]!, 'X-WR-CALNAME')).toBe(readable(`x${name}`));
          events.forEach((event, index) => expectEvent(parts[index + 1]!, event));
        },
      ),
    );
  });

  function expectEvent(
    part: string,
    { uid, title, place, description, when, sequence }: CalendarEvent,
  ): void {
    expect(raw(part, 'UID')).toBe(uid);
    expect(raw(part, 'SEQUENCE')).toBe(String(sequence));
    expect(text(part, 'SUMMARY')).toBe(readable(title));
    if (place !== undefined) expect(text(part, 'LOCATION')).toBe(readable(place));
    if (description !== undefined && readable(description) !== '') {
      expect(text(part, 'DESCRIPTION')).toBe(readable(description));
    }
    const [start, end] = [raw(part, 'DTSTART'), raw(part, 'DTEND')];
    if (when.kind === 'days') {
      const last = DateTime.fromFormat(end, 'yyyyMMdd', { zone: 'utc' }).minus({ days: 1 });
      expect([start, last.toISODate()]).toEqual([when.from.replaceAll('-', ''), when.to]);
    } else {
      const format = "yyyyMMdd'T'HHmmss'Z'";
      const read = [start, end].map(moment =>
        DateTime.fromFormat(moment, format, { zone: 'utc' }).toMillis(),
      );
      expect(read).toEqual([when.start.getTime(), when.end.getTime()]);
    }
  }
});
