import { meetingEvents } from '../../src/calendar/meeting-events';
import { seedLists } from '../../src/directory/lists';
import type { Meeting } from '../../src/meetings/cycle';
import { aRecord, fullRecord } from '../asking/histories';

const reader = { locale: 'sv', lists: seedLists } as const;
const now = new Date('2026-11-23T09:00:00Z');
const meeting = (parts: Partial<Meeting> = {}): Meeting => ({
  kind: 'meeting',
  year: 2027,
  host: 'goteborg',
  turn: 'goteborg',
  status: 'confirmed',
  ...parts,
});

describe('a meeting in the calendar', () => {
  it('is there with its days, place, theme and standing', () => {
    expect(meetingEvents(reader, meeting(), fullRecord, now)[0]).toMatchObject({
      uid: 'meeting-2027@vanortsboten',
      title: 'Vänortsmöte i Göteborg',
      when: { kind: 'days', from: '2027-05-11', to: '2027-05-12' },
      place: 'Hemliga salen, Göteborg',
      description: 'Tema: Den levande hamnen\nLäge: bekräftat av Göteborg',
      status: 'confirmed',
    });
  });

  it.each<[string, Partial<Meeting>]>([
    ['its days are not set', { year: 2029, host: 'abo' }],
    ['it was moved to a year for which there are none', { year: 2028, movedFrom: 2027, status: 'moved' }],
  ])('is not there while %s', (_why, parts) => {
    expect(meetingEvents(reader, meeting(parts), fullRecord, now)).toEqual([]);
  });

  it.each<[Meeting['status'], string]>([
    ['calculated', 'tentative'],
    ['planned', 'tentative'],
    ['moved', 'tentative'],
    ['confirmed', 'confirmed'],
    ['held', 'confirmed'],
    ['cancelled', 'cancelled'],
  ])('that is %s stands there as %s', (status, expected) => {
    expect(meetingEvents(reader, meeting({ status }), fullRecord, now)[0]?.status).toBe(expected);
  });

  it('replaces what was taken earlier', () => {
    const later = new Date(now.getTime() + 60_000);
    const [before, after] = [now, later].map(at => meetingEvents(reader, meeting(), fullRecord, at)[0]!);
    expect(after!.uid).toBe(before!.uid);
    expect(after!.sequence).toBeGreaterThan(before!.sequence);
  });
});

describe('the programme in the calendar', () => {
  const timesOf = (host: string, programme: typeof fullRecord.programme, to = '2027-05-12') =>
    meetingEvents(
      reader,
      meeting({ host }),
      aRecord({ when: { kind: 'span', from: '2027-05-11', to, precision: 'day' }, programme }),
      now,
    )
      .slice(1)
      .map(({ when }) => ('start' in when ? `${when.start.toISOString()} ${when.end.toISOString()}` : ''));
  const point = { title: 'Samtal', day: '2027-05-11', start: '13:00', end: '14:30' };

  it.each([
    ['goteborg', '2027-05-11T11:00:00.000Z 2027-05-11T12:30:00.000Z'],
    ['abo', '2027-05-11T10:00:00.000Z 2027-05-11T11:30:00.000Z'],
  ])('is in the time of %s', (host, times) => expect(timesOf(host, [point])).toEqual([times]));

  it('takes an hour where no end is known', () => {
    expect(timesOf('goteborg', [{ title: 'Samtal', day: '2027-05-11', start: '13:00' }])).toEqual([
      '2027-05-11T11:00:00.000Z 2027-05-11T12:00:00.000Z',
    ]);
  });

  it('leaves out a point whose day or time is not known, but for a meeting of one day', () => {
    const undated = { title: 'Samtal', start: '13:00', end: '14:00' };
    expect(timesOf('goteborg', [undated, { title: 'Middag', day: '2027-05-11' }])).toEqual([]);
    expect(timesOf('goteborg', [undated], '2027-05-11')).toHaveLength(1);
  });
});
