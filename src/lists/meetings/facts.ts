import { cityName } from '../../directory/cities';
import type { Entry, Reader } from '../../directory/lists';
import { translator } from '../../i18n';
import { formatDay } from '../../i18n/moments';
import type { Meeting } from '../../meetings/cycle';
import type { CycleEntry, ProgrammePoint } from '../../meetings/model';
import { daysOf, meetingById, meetingId, whenOf, isOfHost } from '../../meetings/standing';
import { otherConfirmations, placeAndYear, standText } from '../../meetings/wording';
import { formatWhen } from '../../register/when';
import { many, one, type Fact } from '../fact';
import { guestsText } from './lines';

/** What the cycle is calculated from: who takes turns, and each meeting that somebody has told of. */
export function cycleFacts(entry: CycleEntry, reader: Reader): (Fact | undefined)[] {
  const { locale } = reader;
  const t = translator(locale);
  return [
    many(
      'members',
      entry.members.map(member => memberText(member, reader)),
      locale,
    ),
    one('answer', entry.answer && t(`planning:answered.${entry.answer}`), locale),
    ...entry.anchors.map(anchor => {
      const year = meetingId(anchor);
      const then = anchor.then === 'keepOddYears' ? t('planning:then.keepOddYears') : '';
      const parts = [
        placeAndYear(reader, anchor),
        ...standParts({ kind: 'meeting', ...anchor }, reader),
        then,
      ];
      return {
        key: `anchor|${year}`,
        name: t('lists:fact.anchor', { year }),
        value: parts.filter(Boolean).join(', '),
        whenGone: t('planning:anchorGone', { year }),
      };
    }),
  ];
}

/** How a city is in the order: "Bergen", "Malmö, från 2031", "Åbo, pausar 2029–2031". */
function memberText({ cityId, from, to, paused }: CycleEntry['members'][number], reader: Reader): string {
  const t = translator(reader.locale);
  const city = cityName(reader, cityId);
  const parts = [
    from === undefined ? '' : t('planning:member.from', { from }),
    to === undefined ? '' : t('planning:member.to', { to }),
    paused
      ? paused.to === undefined
        ? t('planning:member.paused', { from: paused.from })
        : t('planning:member.pausedTo', { from: paused.from, to: paused.to })
      : '',
  ].filter(Boolean);
  return parts.length > 0 ? t('planning:member.with', { city, how: parts.join(', ') }) : city;
}

/** How sure a meeting is, whose turn it was, and who beside the host has confirmed. */
function standParts(meeting: Meeting, reader: Reader): string[] {
  const t = translator(reader.locale);
  const others = otherConfirmations(reader, meeting);
  return [
    standText(reader, meeting),
    meeting.turn === meeting.host ? '' : t('planning:turnOf', { city: cityName(reader, meeting.turn) }),
    others && t('planning:othersConfirmed', { cities: others }),
  ];
}

/** What is known of a meeting: its place in the cycle, as the reader's lists have it, and its record. */
export function meetingFacts(record: Entry<'meetings'>, reader: Reader): (Fact | undefined)[] {
  const { locale, lists } = reader;
  const t = translator(locale);
  const meeting = meetingById(lists, record.id);
  const days = meeting && daysOf(meeting, record);
  const isNow = meeting !== undefined && whenOf(meeting, record) !== undefined;
  const isOutside = ({ day }: ProgrammePoint) => day && days && (day < days.from || day > days.to);
  return [
    ...placeFacts(meeting, reader),
    one('ofOtherHost', isOfHost(record, meeting) ? undefined : otherHostText(record, reader), locale),
    record.when && one(isNow ? 'when' : 'whenBefore', formatWhen(record.when, locale), locale),
    one('themeSv', record.themeSv, locale),
    one('themeEn', record.themeEn, locale),
    one('announced', record.themeAnnounced && formatDay(record.themeAnnounced, locale), locale),
    one('venue', record.venue, locale),
    one('digital', record.digital && t('planning:digital.yes'), locale),
    lines(
      'programme',
      record.programme.map(point => pointText(point, reader)),
      reader,
    ),
    one('programmeOutside', record.programme.some(isOutside) ? t('planning:outside') : undefined, locale),
    lines(
      'guests',
      record.guests.map(guest => guestsText([guest], reader)),
      reader,
    ),
    lines(
      'documents',
      record.documents.map(({ title, url }) => `${title}, ${url}`),
      reader,
    ),
  ];
}

function otherHostText({ host = '' }: Entry<'meetings'>, reader: Reader): string {
  return translator(reader.locale)('planning:ofOtherHost', { city: cityName(reader, host) });
}

function placeFacts(meeting: Meeting | undefined, reader: Reader): (Fact | undefined)[] {
  const { locale } = reader;
  if (!meeting) return [one('stand', translator(locale)('planning:noSuchMeeting'), locale)];
  return [
    one('host', cityName(reader, meeting.host), locale),
    one('heldIn', String(meeting.year), locale),
    one('stand', standParts(meeting, reader).filter(Boolean).join(', '), locale),
  ];
}

/** "11 maj 2027 13.00–14.30, Stadsutveckling i Frihamnen, Karin Ek" */
function pointText({ day, start, end, title, speaker }: ProgrammePoint, { locale }: Reader): string {
  const time = [start, end].filter(part => part !== undefined).map(part => part.replace(':', '.'));
  const first = [day && formatDay(day, locale), time.join('–')].filter(Boolean).join(' ');
  return [first, title, speaker].filter(Boolean).join(', ');
}

function lines(
  key: 'programme' | 'guests' | 'documents',
  items: readonly string[],
  { locale }: Reader,
): Fact | undefined {
  const fact = many(key, items, locale);
  return fact && { ...fact, aLineEach: true };
}
