import { tableOf, timeline } from '../../src/asking/status';
import type { Lists } from '../../src/directory/lists';
import { anchor } from '../meetings/cycles';
import { historyA, historyB, listsWith, notKnown, today, unsaid } from './histories';

function columns(lists: Lists): string[] {
  return timeline({ locale: 'sv', lists }, today).map(({ heading, stops, empty }) => {
    const shown = stops.map(({ year, city, stand }) => `${year} ${city} ${stand}`);
    return [heading, ...shown, ...(empty ? [empty] : [])].join('; ');
  });
}

describe('the timeline', () => {
  it('shows the past, what comes, and our turns (history A)', () => {
    expect(columns(historyA)).toEqual([
      'Tidigare; 2015 Aarhus genomfört; 2017 Göteborg genomfört; 2025 Göteborg genomfört',
      'Kommande; 2027 Åbo inte bekräftat; 2029 Bergen inte bekräftat; 2031 Aarhus inte bekräftat; 2033 Göteborg inte bekräftat',
      'Göteborgs värdskap; 2025 Göteborg genomfört; 2033 Göteborg inte bekräftat; 2041 Göteborg inte bekräftat',
    ]);
  });

  it('shows a confirmed meeting as such (history B)', () => {
    expect(columns(historyB)[1]).toContain('2027 Göteborg bekräftat; 2029 Åbo inte bekräftat');
  });

  it('claims nothing where nobody knows', () => {
    expect(columns(notKnown)).toEqual([
      'Tidigare; 2013 Bergen genomfört; 2015 Aarhus genomfört; 2017 Göteborg genomfört',
      'Kommande; inget känt',
      'Göteborgs värdskap; 2017 Göteborg genomfört',
    ]);
  });

  it('shows one city alone as host each time', () => {
    const alone = listsWith({
      cycle: { members: [{ cityId: 'goteborg' }], anchors: [anchor(2025, 'goteborg')] },
    });
    expect(columns(alone)[1]).toMatch(/^Kommande; 2027 Göteborg .*; 2029 Göteborg /);
  });
});

describe('the table', () => {
  it('has every year between, those that were called off and those of which nobody knows too', () => {
    const lists = listsWith({
      anchors: [
        anchor(2027, 'goteborg', { status: 'skipped', turnLost: true }),
        anchor(2033, 'goteborg', { status: 'planned' }),
      ],
    });
    const rows = tableOf({ locale: 'sv', lists }, today).map(row => Object.values(row).join(' '));
    expect(rows).toContain('2019–2025 – inte känt');
    expect(rows).toContain('2027 Göteborg hoppades över');
    expect(rows).toContain('2033 Göteborg planerat, inte bekräftat');
  });

  it('reaches to our second turn', () => {
    expect(tableOf({ locale: 'en', lists: unsaid }, today).at(-1)).toEqual({
      year: '2041',
      city: 'Gothenburg',
      stand: 'by the order of the cities, not confirmed',
    });
  });
});
