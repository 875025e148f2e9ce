import { defineCard, type CardMessage } from '../cards/card';
import type { Reader } from '../directory/lists';
import { joinWords, translator, type Locale } from '../i18n';
import { formatDay } from '../i18n/moments';
import { titleOf } from './activities';
import previewTemplate from './cards/preview.json';
import { activityIn, type Plan } from './model';
import type { Coming } from './preview';
import { daysBetween } from '../register/when';

const card = defineCard<{
  summary: string;
  heading: string;
  intro: string;
  empty: string;
  months: { month: string; days: { day: string; what: string }[] }[];
  after: string;
  meeting: string;
}>(previewTemplate);

export interface PreviewView {
  plans: readonly Plan[];
  coming: readonly Coming[];
  today: string;
  /** ISO day: the last that is shown. */
  until: string;
}

/** What a card has room for. */
const MOST_LINES = 120;

/** The reminders of the coming months, by date, so that nobody has to wonder whether they come. */
export function previewCard(reader: Reader, { plans, coming, until }: PreviewView): CardMessage {
  const { locale } = reader;
  const t = translator(locale);
  const heading = t('hosting:preview.heading');
  const shown = coming.slice(0, MOST_LINES);
  const months = [...new Set(shown.map(({ day }) => day.slice(0, 7)))].map(month => ({
    month: monthName(month, locale),
    days: daysIn(shown.filter(({ day }) => day.startsWith(month))).map(({ day, items }) => ({
      day: dayName(day, locale),
      what: whatOf(reader, plans, items),
    })),
  }));
  const left = coming.length - shown.length;
  return card(locale, {
    summary: `${heading}: ${t('hosting:preview.count', { count: coming.length })}`,
    heading,
    intro: t('hosting:preview.intro', { until: formatDay(until, locale) }),
    empty:
      coming.length === 0 ? t(plans.length === 0 ? 'hosting:preview.noPlan' : 'hosting:preview.none') : '',
    months,
    after: left > 0 ? t('hosting:preview.more', { count: left }) : '',
    meeting: plans[0]?.meetingId ?? '',
  });
}

function daysIn(coming: readonly Coming[]) {
  const days = [...new Set(coming.map(({ day }) => day))];
  return days.map(day => ({ day, items: coming.filter(one => one.day === day) }));
}

/** What comes on one day: what is overdue together, since that comes back until it is done. */
function whatOf({ locale }: Reader, plans: readonly Plan[], items: readonly Coming[]): string {
  const t = translator(locale);
  const name = ({ meetingId, activityId }: Coming) => {
    const activity = activityIn(
      plans.find(plan => plan.meetingId === meetingId),
      activityId,
    );
    return activity ? titleOf(activity, locale) : activityId;
  };
  const coming = items
    .filter(({ weekly }) => !weekly)
    .map(item => {
      const [title, count] = [name(item), daysBetween(item.day, item.due)];
      return count === 0
        ? t('hosting:preview.onDay', { title })
        : t('hosting:preview.before', { title, count });
    });
  const titles = items.filter(({ weekly }) => weekly).map(name);
  const overdue =
    titles.length > 0 ? [t('hosting:preview.weekly', { titles: joinWords(locale, titles) })] : [];
  return [...coming, ...overdue].join('; ');
}

const months: Record<Locale, Intl.DateTimeFormat> = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', month: 'long', year: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' }),
};
const days: Record<Locale, Intl.DateTimeFormat> = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }),
};

function monthName(month: string, locale: Locale): string {
  const name = months[locale].format(new Date(`${month}-01T00:00:00Z`));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function dayName(day: string, locale: Locale): string {
  return days[locale].format(new Date(`${day}T00:00:00Z`));
}
