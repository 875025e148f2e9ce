import { HOME_CITY, cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { isCalledOff, isMeeting, turnsOf, type Entry, type Meeting } from '../meetings/cycle';
import { allMeetings } from '../meetings/standing';
import { standText } from '../meetings/wording';
import { coming, past } from '../meetings/ahead';

/** A meeting in the timeline: when, where, and how sure that is. */
export interface Stop {
  year: string;
  city: string;
  /** A mark for the eye, which the words beside it say too. */
  mark: string;
  stand: string;
}

export interface Column {
  heading: string;
  stops: Stop[];
  /** What is said where there is nothing. */
  empty: string;
}

export interface TableRow {
  year: string;
  city: string;
  stand: string;
}

const PAST_SHOWN = 3;
const COMING_SHOWN = 4;
const TURNS_SHOWN = 2;

const MARKS: Record<Meeting['status'], string> = {
  held: '●',
  confirmed: '◉',
  planned: '○',
  moved: '○',
  calculated: '○',
  skipped: '✕',
  cancelled: '✕',
};

/** The cycle as it is seen on an ISO day: what has been, what comes, and Göteborg's own turns (S2). */
export function timeline(reader: Reader, today: string): Column[] {
  const t = translator(reader.locale);
  const list = allMeetings(reader.lists);
  const held = past(reader.lists, list, today);
  const ahead = coming(reader.lists, list, today);
  const ours = ahead.filter(entry => isMeeting(entry) && entry.host === HOME_CITY.id);
  const oursBefore = turnsOf(held, HOME_CITY.id).slice(-1);
  const year = Number(today.slice(0, 4));
  const unknownBefore = list.filter(entry => !isMeeting(entry) && entry.to < year);
  const before = [...held, ...unknownBefore].sort((a, b) => yearOf(a) - yearOf(b));
  // One that was called off is not to be looked for.
  const calledOff = list.filter(entry => isMeeting(entry) && isCalledOff(entry) && entry.year >= year);
  const next = [...ahead, ...calledOff].sort((a, b) => yearOf(a) - yearOf(b));
  const columns: [string, readonly Entry[]][] = [
    [t('asking:status.past'), before.slice(-PAST_SHOWN)],
    [t('asking:status.next'), next.slice(0, COMING_SHOWN)],
    [t('asking:status.ours'), [...oursBefore, ...ours.slice(0, TURNS_SHOWN)]],
  ];
  return columns.map(([heading, entries]) => ({
    heading,
    stops: entries.map(entry => stopOf(reader, entry)),
    empty: entries.length === 0 ? t('asking:status.nothing') : '',
  }));
}

/** The same years in rows, those that were called off or of which nobody knows among them. */
export function tableOf(reader: Reader, today: string): TableRow[] {
  const list = allMeetings(reader.lists);
  const held = past(reader.lists, list, today).slice(-PAST_SHOWN);
  const ahead = coming(reader.lists, list, today);
  const turns = ahead.filter(entry => isMeeting(entry) && entry.host === HOME_CITY.id);
  const first = held[0]?.year ?? 0;
  const last = turns.at(TURNS_SHOWN - 1) ?? ahead.at(COMING_SHOWN - 1) ?? ahead.at(-1) ?? list.at(-1);
  const until = last ? yearOf(last) : first;
  return list
    .filter(entry => yearOf(entry) >= first && yearOf(entry) <= until)
    .map(entry => {
      const { year, city } = stopOf(reader, entry);
      const stand = isMeeting(entry)
        ? standText(reader, entry)
        : translator(reader.locale)('asking:status.notKnown');
      return { year, city, stand };
    });
}

function stopOf(reader: Reader, entry: Entry): Stop {
  const t = translator(reader.locale);
  if (isMeeting(entry)) {
    return {
      year: String(entry.year),
      city: cityName(reader, entry.host),
      mark: MARKS[entry.status],
      stand: t(`asking:status.short.${entry.status}`),
    };
  }
  const { from, to } = entry;
  const year = from === to ? String(from) : t('asking:status.unknownYears', { from, to });
  return { year, city: '–', mark: '?', stand: t('asking:status.notKnown') };
}

function yearOf(entry: Entry): number {
  return isMeeting(entry) ? entry.year : entry.from;
}
