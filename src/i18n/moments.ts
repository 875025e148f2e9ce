import type { Locale } from './index';

/** Göteborg's time: what people mean by a day and an hour. */
export const CITY_ZONE = 'Europe/Stockholm';

const formats: Record<Locale, Intl.DateTimeFormat> = {
  sv: momentFormat('sv-SE'),
  en: momentFormat('en-GB'),
};
const days = new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_ZONE });

function momentFormat(language: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, {
    timeZone: CITY_ZONE,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/** "23 november 2026 kl. 09:14", "23 November 2026 at 09:14". Takes an ISO moment. */
export function formatMoment(isoMoment: string, locale: Locale): string {
  return formats[locale].format(new Date(isoMoment));
}

const longDays: Record<Locale, Intl.DateTimeFormat> = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }),
};

/** "23 november 2026", "23 November 2026". Takes an ISO day. */
export function formatDay(isoDay: string, locale: Locale): string {
  return longDays[locale].format(new Date(`${isoDay}T00:00:00Z`));
}

/** The day in Göteborg at a moment, as an ISO date. */
export function cityDay(moment: Date): string {
  return days.format(moment);
}

/** The calendar year in Göteborg at a moment. */
export function cityYear(moment: Date): number {
  return Number(cityDay(moment).slice(0, 4));
}
