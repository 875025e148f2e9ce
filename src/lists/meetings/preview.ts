import { cityName, HOME_CITY } from '../../directory/cities';
import { joinWords, translator } from '../../i18n';
import { consequences, type Difference, type Hosting } from '../../meetings/consequences';
import { isAhead, isMeeting, meetings, type Meeting, type Unknown } from '../../meetings/cycle';
import type { CycleEntry } from '../../meetings/model';
import { meetingById } from '../../meetings/standing';
import { placeAndYear } from '../../meetings/wording';
import type { Setting } from '../model';
import { isEmptyRecord } from './record';

type Preview = (before: CycleEntry, after: CycleEntry, setting: Setting) => string[];

/** More than these few lines are not read before something is confirmed. */
const MOST_LINES = 5;

/** What a change does to Göteborg's next turn, and to the meetings that come in other years or cities (S2). */
export const shiftPreview: Preview = (before, after, setting) => {
  const { differences, nextTurn } = consequences(before, after, HOME_CITY.id, yearOf(setting));
  const others = differences.filter(one => !isSame(one, nextTurn));
  return [
    homeLine(nextTurn, after, setting),
    ...differenceLines(others, setting),
    ...brokenLines(before, after, setting),
    ...leftLines(before, after, setting),
  ];
};

/** What a meeting that is entered does to Göteborg's next turn, and which meetings come then (S2). */
export const comingPreview: Preview = (before, after, setting) => {
  const { nextTurn } = consequences(before, after, HOME_CITY.id, yearOf(setting));
  return [
    homeLine(nextTurn, after, setting),
    comingLine(after, setting),
    ...brokenLines(before, after, setting),
    ...leftLines(before, after, setting),
  ];
};

function homeLine({ before, after }: Difference, cycle: CycleEntry, setting: Setting): string {
  const t = translator(setting.reader.locale);
  const known = comingIn(cycle, setting).find(({ host }) => host === HOME_CITY.id);
  if (after === 'unknown' && known) return t('planning:preview.homeKnown', { is: known.year });
  const [was, is] = [yearIn(before), yearIn(after)];
  if (was !== undefined && is !== undefined) {
    return was === is
      ? t('planning:preview.homeSame', { year: is })
      : t('planning:preview.homeMoved', { was, is });
  }
  if (is !== undefined) return t(`planning:preview.homeFrom.${sideOf(before)}`, { is });
  if (was !== undefined) return t(`planning:preview.homeTo.${sideOf(after)}`, { was });
  return t(`planning:preview.homeStill.${sideOf(after)}`);
}

function differenceLines(differences: readonly Difference[], setting: Setting): string[] {
  const t = translator(setting.reader.locale);
  const shown = differences.slice(0, MOST_LINES).map(difference => differenceLine(difference, setting));
  const rest = differences.slice(MOST_LINES);
  if (rest.length === 0) return shown;
  const shifts = differences.slice(MOST_LINES - 1).map(shiftOf);
  const isAlike = shifts.every(shift => shift !== undefined && shift === shifts[0]);
  const more = isAlike ? t('planning:preview.allLater') : t('planning:preview.more', { count: rest.length });
  return [...shown, more];
}

function differenceLine({ before, after }: Difference, { reader }: Setting): string {
  const t = translator(reader.locale);
  if (typeof before !== 'object') {
    return typeof after === 'object'
      ? t('planning:preview.added', { meeting: placeAndYear(reader, after) })
      : '';
  }
  const meeting = placeAndYear(reader, before);
  if (typeof after !== 'object') return t(`planning:preview.gone.${after}`, { meeting });
  if (before.host === after.host) {
    return t('planning:preview.shifted', {
      city: cityName(reader, before.host),
      was: before.year,
      is: after.year,
    });
  }
  return before.year === after.year
    ? t('planning:preview.otherHost', {
        year: after.year,
        was: cityName(reader, before.host),
        is: cityName(reader, after.host),
      })
    : t('planning:preview.becomes', { was: meeting, is: placeAndYear(reader, after) });
}

function comingLine(after: CycleEntry, setting: Setting): string {
  const { reader } = setting;
  const t = translator(reader.locale);
  const coming = comingIn(after, setting)
    .slice(0, MOST_LINES)
    .map(meeting => placeAndYear(reader, meeting));
  return coming.length > 0
    ? t('planning:preview.coming', { meetings: joinWords(reader.locale, coming) })
    : t('planning:preview.nothingComing');
}

function comingIn(cycle: CycleEntry, setting: Setting): Meeting[] {
  const list = meetings(cycle).filter(isMeeting);
  return list.filter(meeting => isAhead(meeting) && meeting.year >= yearOf(setting));
}

/** Where the order leads from one known meeting to the next no longer. */
function brokenLines(before: CycleEntry, after: CycleEntry, { reader }: Setting): string[] {
  const known = unknownIn(before).map(({ entry }) => `${entry.from}|${entry.to}`);
  return unknownIn(after)
    .filter(({ entry }) => !known.includes(`${entry.from}|${entry.to}`))
    .map(({ first, last }) => translator(reader.locale)('planning:preview.broken', { first, last }));
}

/** The years of which nobody knows, each with the years of the meetings on both sides. */
export function unknownIn(cycle: CycleEntry): { entry: Unknown; first: number; last: number }[] {
  const list = meetings(cycle);
  return list.flatMap((entry, index) => {
    const [before, next] = [list[index - 1], list[index + 1]];
    return entry.kind === 'unknown' && before?.kind === 'meeting' && next?.kind === 'meeting'
      ? [{ entry, first: before.year, last: next.year }]
      : [];
  });
}

/** What is known of a calculated meeting is kept under its year, and does not follow it to another. */
function leftLines(before: CycleEntry, after: CycleEntry, { reader }: Setting): string[] {
  return reader.lists.meetings
    .filter(record => !isEmptyRecord(record))
    .flatMap(({ id }) => {
      const [was, is] = [before, after].map(cycle => meetingById({ cycle: [cycle] }, id));
      return was && was.host !== is?.host
        ? [translator(reader.locale)('planning:preview.left', { year: id })]
        : [];
    });
}

function yearOf({ today }: Setting): number {
  return Number(today.slice(0, 4));
}

function yearIn(side: Hosting): number | undefined {
  return typeof side === 'object' ? side.year : undefined;
}

function sideOf(side: Hosting): 'none' | 'unknown' {
  return side === 'unknown' ? 'unknown' : 'none';
}

function shiftOf({ before, after }: Difference): number | undefined {
  const isShift = typeof before === 'object' && typeof after === 'object' && before.host === after.host;
  return isShift ? after.year - before.year : undefined;
}

function isSame(a: Difference, b: Difference): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
