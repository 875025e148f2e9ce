import { HOME_CITY, cityName } from '../directory/cities';
import type { Reader } from '../directory/lists';
import { translator, type Translate } from '../i18n';
import { cycleOf } from '../meetings/standing';
import { placeAndYear, standText } from '../meetings/wording';
import type { Found } from './find';
import { fitting, type Setting } from './line';
import type { Asked } from './model';

/** What is said where no meeting was found. */
export function lineWithout(
  { reader, today }: Setting,
  asked: Asked,
  found: Exclude<Found, { kind: 'meeting' }>,
): string {
  return fitting(linesWithout(reader, today, asked, found));
}

function linesWithout(
  reader: Reader,
  today: string,
  { question, which, cityId }: Asked,
  found: Exclude<Found, { kind: 'meeting' }>,
): string[] {
  const t = translator(reader.locale);
  if (found.kind === 'none') return noneLines(reader, t, found);
  if (found.year !== undefined) {
    const isPast = found.year < Number(today.slice(0, 4));
    return [t(isPast ? 'asking:unknownPast' : 'asking:unknownYear', { year: found.year })];
  }
  if (which.kind === 'last' && (question === 'ourTurn' || cityId)) {
    const city = cityName(reader, question === 'ourTurn' ? HOME_CITY.id : (cityId ?? ''));
    return [t('asking:lastMeeting.notInCity', { city })];
  }
  if (question === 'ourTurn') return [t('asking:ourTurn.unknown')];
  if (question === 'lastMeeting' || which.kind === 'last') return [t('asking:lastMeeting.unknown')];
  if (question === 'order') {
    const cities = cycleOf(reader.lists)
      .members.map(({ cityId: id }) => cityName(reader, id))
      .join(', ');
    return [t('asking:order.unknown', { cities }), t('asking:order.unknownLong')];
  }
  if (which.kind === 'city') {
    const isMember = cycleOf(reader.lists).members.some(({ cityId }) => cityId === which.cityId);
    const city = cityName(reader, which.cityId);
    return [t(isMember ? 'asking:unknownCity' : 'asking:notHost', { city })];
  }
  const isNext = which.kind === 'next' && which.later === 0;
  return [t(isNext ? 'asking:unknownNext' : 'asking:unknownLater')];
}

function noneLines(
  reader: Reader,
  t: Translate,
  { year, instead, next }: Extract<Found, { kind: 'none' }>,
): string[] {
  if (instead) {
    const params = {
      year,
      city: cityName(reader, instead.host),
      to: instead.year,
      stand: standText(reader, instead),
    };
    if (instead.status === 'cancelled') return [t('asking:noneCalledOff', params)];
    return [t(instead.status === 'skipped' ? 'asking:noneSkipped' : 'asking:noneMoved', params)];
  }
  const after =
    next &&
    t('asking:noneNext', { year, meeting: placeAndYear(reader, next), stand: standText(reader, next) });
  return [...(after ? [after] : []), t('asking:none', { year })];
}
