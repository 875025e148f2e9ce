import type { Routes } from '../conversation/routes';
import type { Reply, Turn } from '../conversation/turn';
import type { Locale } from '../i18n';
import { CITY_ZONE, cityDay, formatDay } from '../i18n/moments';
import { isWorkday } from '../workdays';

const MOST_DAYS = 400;

const weekdays = {
  sv: partOfMoment('sv-SE', { weekday: 'long' }),
  en: partOfMoment('en-GB', { weekday: 'long' }),
};
const timeOfDay = partOfMoment('sv-SE', { hour: '2-digit', minute: '2-digit' });

function partOfMoment(language: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { timeZone: CITY_ZONE, ...parts });
}

/** "måndag den 1 mars 2027, 08:59", "Monday 1 March 2027, 08:59": the moment in Göteborg. */
export function dayAndTime(moment: Date, locale: Locale): string {
  const weekday = weekdays[locale].format(moment);
  const day = formatDay(cityDay(moment), locale);
  return `${weekday}${locale === 'sv' ? ' den' : ''} ${day}, ${timeOfDay.format(moment)}`;
}

/** How many days "nästa dag 7" asks for; undefined for what is no number from 1 to 400. */
function daysIn(rest: string): number | undefined {
  if (rest === '') return 1;
  const days = /^\d{1,3}$/.test(rest) ? Number(rest) : 0;
  return days >= 1 && days <= MOST_DAYS ? days : undefined;
}

/**
 * "nästa dag": anybody steps the bot of the local trial to another day. `step` goes so many days on and returns the new
 * moment; undefined in a trial without a date of its own.
 */
export function nextDayRoutes(step: ((days: number) => Date) | undefined): Routes {
  function handle({ data, locale, t }: Turn<string>): Promise<Reply> {
    if (!step) return say(t('trial:noDate'));
    const days = daysIn(data);
    if (days === undefined) return say(t('trial:howManyDays', { most: MOST_DAYS }));
    const now = step(days);
    const when = dayAndTime(now, locale);
    return say(isWorkday(cityDay(now)) ? t('trial:workday', { when }) : t('trial:freeDay', { when }));
  }
  return { sayings: [{ phrases: ['nästa dag', 'next day'], handle }], presses: [] };
}

function say(text: string): Promise<Reply> {
  return Promise.resolve({ say: [{ text }] });
}
