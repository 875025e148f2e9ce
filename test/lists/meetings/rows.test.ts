import { meetingRows, nextLine } from '../../../src/lists/meetings/rows';
import {
  fiveCities,
  heldIn2025,
  hostIn2027,
  leapYear,
  notKnown,
  oneCity,
  settingOf,
  unsaid,
} from './histories';

const titles = (...args: Parameters<typeof settingOf>) =>
  meetingRows(settingOf(...args)).map(({ title }) => title);

describe('the list of meetings', () => {
  it('has the coming ones up to Göteborg’s next two turns first, then the past, then those further away', () => {
    const rows = titles(hostIn2027);
    expect(rows.slice(0, 10)).toEqual([
      ...['Göteborg 2027', 'Åbo 2029', 'Bergen 2031', 'Aarhus 2033', 'Göteborg 2035'],
      ...['2019–2025', 'Göteborg 2017', 'Aarhus 2015', 'Bergen 2013', 'Åbo 2037'],
    ]);
    expect(rows.at(-1)).toBe('Göteborg 2099');
  });

  it.each([
    ['Göteborg hosted in 2025', heldIn2025, 8, 'Göteborg 2025'],
    ['there are five cities', fiveCities, 6, '2019–2025'],
    ['there is one city', oneCity, 2, 'Göteborg 2025'],
  ])('has so many coming ones when %s', (_what, entry, count, next) =>
    expect(titles(entry)[count]).toBe(next),
  );

  it('has a meeting of which it is not known whether it was held among the past ones', () =>
    expect(meetingRows(settingOf(heldIn2025)).find(({ id }) => id === '2023')).toEqual({
      list: 'meetings',
      id: '2023',
      title: 'Aarhus 2023',
      line: 'enligt turordningen, inte bekräftat',
    }));

  it('leads to the question first while that is open', () => {
    for (const entry of [unsaid, notKnown]) {
      expect(meetingRows(settingOf(entry))[0]).toMatchObject({
        list: 'cycle',
        id: 'turordning',
        title: 'När var eller är Göteborg värd?',
      });
    }
    expect(titles(notKnown)).toHaveLength(4);
  });

  it('keeps a moved meeting under its place, and says when it is', () => {
    const when = { kind: 'span', from: '2028-02-29', to: '2028-02-29', precision: 'day' } as const;
    const records = [{ id: '2027', when, programme: [], documents: [], guests: [] }];
    expect(meetingRows(settingOf(leapYear, { records }))[0]).toEqual({
      list: 'meetings',
      id: '2027',
      title: 'Göteborg 2028',
      line: '29 februari 2028, flyttat från 2027, inte bekräftat',
    });
  });

  it('has last what is known of a meeting that the cycle has no more', () => {
    const records = [{ id: '2029', themeSv: 'Havet', programme: [], documents: [], guests: [] }];
    expect(meetingRows(settingOf(leapYear, { records })).at(-1)).toEqual({
      list: 'meetings',
      id: '2029',
      title: '2029',
      line: 'inget möte enligt turordningen',
    });
  });
});

describe('what comes next', () => {
  it.each([
    [hostIn2027, 'Nästa: Göteborg 2027, planerat, inte bekräftat'],
    [heldIn2025, 'Nästa: Åbo 2027, enligt turordningen, inte bekräftat'],
    [notKnown, 'Nästa möte är inte känt'],
  ])('is said on one line (case %#)', (entry, line) => expect(nextLine(settingOf(entry))).toBe(line));
});
