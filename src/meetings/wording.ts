import { cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { joinWords, translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import { formatWhen } from '../register/when';
import type { Meeting } from './cycle';
import type { MeetingRecord } from './model';
import { whenOf } from './standing';

/** "Göteborg 2027": where and in which year. */
export function placeAndYear(reader: Reader, { host, year }: Pick<Meeting, 'host' | 'year'>): string {
  return `${cityName(reader, host)} ${year}`;
}

/**
 * How sure a meeting is, and by whose word: "enligt turordningen, inte bekräftat", "bekräftat av Göteborg 2 mars 2026".
 * What is calculated is never said as a fact (S2).
 */
export function standText(reader: Reader, meeting: Meeting): string {
  const t = translator(reader.locale);
  const { status, movedFrom, host, confirmations = [] } = meeting;
  if (status === 'moved') return t('meetings:stand.moved', { from: movedFrom ?? '' });
  if (status !== 'confirmed') return t(`meetings:stand.${status}`);
  const own = confirmations.find(({ cityId }) => cityId === host);
  const city = cityName(reader, host);
  return own
    ? t('meetings:stand.confirmedOn', { city, on: formatDay(own.on, reader.locale) })
    : t('meetings:stand.confirmed', { city });
}

/** When it is, as exactly as that is known: "14–15 november 2017", "våren 2027", "2029". */
export function whenText({ locale }: Reader, meeting: Meeting, record: MeetingRecord): string {
  const when = whenOf(meeting, record);
  if (!when) return String(meeting.year);
  // What a season means in months is more than fits on a line, and than is meant.
  return formatWhen(when, locale).replace(/ \([^()]*\)$/, '');
}

/** Which cities beside the host have confirmed, and when; empty where none has. */
export function otherConfirmations(reader: Reader, { host, confirmations = [] }: Meeting): string {
  const t = translator(reader.locale);
  const others = confirmations.filter(({ cityId }) => cityId !== host);
  return joinWords(
    reader.locale,
    others.map(({ cityId, on }) =>
      t('meetings:confirmation', { city: cityName(reader, cityId), on: formatDay(on, reader.locale) }),
    ),
  );
}
