import type { Reader } from '../directory/lists';
import type { Person } from '../directory/people';
import { translator, type Locale } from '../i18n';
import { formatDay, formatMoment } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import type { AnswerValue } from '../meetings/model';
import { meetingId, recordOf } from '../meetings/standing';
import { standText, whenText } from '../meetings/wording';
import { deedsBetween, delegateIn, type Deed, type Version } from './model';

/** People by their ids, as far as they are known. */
export type Known = ReadonlyMap<string, Pick<Person, 'name'>>;

/** A long history is told by its latest versions, and of one version the first few deeds. */
const MOST_DEEDS = 4;

/** When a meeting is and how sure that is: "14–15 november 2027 · bekräftat av Göteborg 2 mars 2026". */
export function whenLine(reader: Reader, meeting: Meeting): string {
  const when = whenText(reader, meeting, recordOf(reader.lists, meetingId(meeting)));
  const said = when === String(meeting.year) ? [] : [when];
  return [...said, standText(reader, meeting)].join(' · ');
}

/** The name of somebody; where it has been removed, or is not known yet, that they were a colleague. */
export function personName(personId: string, people: Known, locale: Locale): string {
  return people.get(personId)?.name || translator(locale)('presidium:formerColleague');
}

export function valueText(value: AnswerValue, locale: Locale): string {
  return translator(locale)(`presidium:value.${value}`);
}

/**
 * Who did what and when, for each of the first `shown` versions, newest first. `askedAt`: the moments at which the
 * question was sent to anybody.
 */
export function historyLines(
  history: readonly Version[],
  shown: number,
  { people, askedAt }: { people: Known; askedAt: ReadonlySet<string> },
  locale: Locale,
): string[] {
  const t = translator(locale);
  return history.slice(0, shown).map((version, index) => {
    const before = history[index + 1]?.delegation;
    const deeds = deedsBetween(before, version.delegation, askedAt.has(version.at));
    const more = deeds.length - MOST_DEEDS;
    const what = [
      ...deeds.slice(0, MOST_DEEDS).map(deed => deedText(deed, people, locale)),
      ...(more > 0 ? [t('presidium:history.more', { count: more })] : []),
    ].join('; ');
    return t('presidium:history.line', { ...whoAndWhen(version, people, locale), what });
  });
}

/** Whoever made a version, and when, in words. */
export function whoAndWhen({ by, at }: Pick<Version, 'by' | 'at'>, people: Known, locale: Locale) {
  return { who: personName(by, people, locale), at: formatMoment(at, locale) };
}

function deedText(deed: Deed, people: Known, locale: Locale): string {
  const t = translator(locale);
  switch (deed.kind) {
    case 'added':
    case 'removed':
    case 'changed':
      return t(`presidium:history.${deed.kind}`, { name: personName(deed.personId, people, locale) });
    case 'answered':
    case 'answeredFor':
      return t(`presidium:history.${deed.kind}`, {
        name: personName(deed.personId, people, locale),
        value: valueText(deed.value, locale),
      });
    case 'lastDay':
      return deed.day
        ? t('presidium:history.lastDay', { day: formatDay(deed.day, locale) })
        : t('presidium:history.noLastDay');
    case 'lesson':
    case 'asked':
      return t(`presidium:history.${deed.kind}`);
  }
}

/** What somebody else did meanwhile, in the version where they did it. */
export function changeOf(
  history: readonly Version[],
  since: Version,
  personId: string,
  people: Known,
  locale: Locale,
): string {
  const before = history.find(({ version }) => version < since.version)?.delegation;
  const isCut = before === undefined && since.version > 1;
  const all = isCut ? [lastOf(since, personId)] : deedsBetween(before, since.delegation);
  const own = all.filter(deed => !('personId' in deed) || deed.personId === personId);
  const shown = own.length > 0 && delegateIn(since.delegation, personId) ? own : all;
  return shown
    .slice(0, MOST_DEEDS)
    .map(deed => deedText(deed, people, locale))
    .join('; ');
}

/** Of a change so long ago that what stood there before was not read. */
function lastOf({ delegation }: Version, personId: string): Deed {
  return personId ? { kind: 'changed', personId } : { kind: 'lastDay', day: delegation.answerBy };
}
