import { translator, type Locale } from '../../i18n';
import { FULL_YEAR, seasonsOf, spanIn, utc, weekOf, type Days, type Point, type Season } from './calendar';
import type { When, WhenSpan, WhenYearly } from './model';

/** British English puts the day first, as Swedish does. */
const DATE_LOCALE = { sv: 'sv', en: 'en-GB' } as const satisfies Record<Locale, string>;

/** Lists show the same times over and over; the calendar's sums are done once for each. */
const MOST_REMEMBERED = 5_000;
const remembered = new Map<string, string>();

/** Says how a When was understood. `parseWhen` understands the text again, in either language, as the same When. */
export function formatWhen(when: When, locale: Locale): string {
  const key = `${locale}|${JSON.stringify(when)}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const text = format(when, locale);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, text);
  return text;
}

function format(when: When, locale: Locale): string {
  switch (when.kind) {
    case 'span':
      return formatSpan(when, locale);
    case 'ongoing':
      return when.from
        ? translator(locale)('when:ongoingFrom', { start: startText(when.from, locale) })
        : translator(locale)('when:ongoing');
    case 'yearly':
      return formatYearly(when, locale);
  }
}

/**
 * Three ways to say when, all in the coming year, for the text that tells a person that theirs was not understood.
 *
 * @param today ISO day in Europe/Stockholm
 */
export function whenExamples(locale: Locale, today: string): readonly [string, string, string] {
  const t = translator(locale);
  const year = utc(today).year + 1;
  return [
    t('when:example.days', { year }),
    t('when:example.week', { year }),
    t('when:example.season', { year }),
  ];
}

function formatSpan(span: WhenSpan, locale: Locale): string {
  const years = { from: utc(span.from).year, to: utc(span.to).year };
  switch (span.precision) {
    case 'day':
      return dates(span, locale);
    case 'week': {
      const [first, last] = [weekOf(span.from), weekOf(span.to)];
      const head = withYears(
        weekText(first.week, first.week, locale),
        weekText(last.week, last.week, locale),
        {
          from: first.year,
          to: last.year,
          together: weekText(first.week, last.week, locale),
        },
      );
      return withDetail(head, dates(span, locale, yearSaid(first.year, last.year)), locale);
    }
    case 'month':
      return months(span, locale);
    case 'season': {
      const seasons = seasonsOf(span);
      if (!seasons) return dates(span, locale);
      const { first, last } = seasons;
      const head = withYears(seasonText(first.season, locale), seasonText(last.season, locale), {
        from: first.year,
        to: last.year,
      });
      return withDetail(head, months(span, locale, yearSaid(first.year, last.year)), locale);
    }
    case 'year':
      return range(String(years.from), String(years.to));
  }
}

function formatYearly({ each, from }: WhenYearly, locale: Locale): string {
  const t = translator(locale);
  const said = each ? recurring(each.first, each.last, locale) : { text: t('when:everyYear') };
  const text = from ? t('when:yearlyFrom', { series: said.text, start: startText(from, locale) }) : said.text;
  return said.detail ? withDetail(text, said.detail, locale) : text;
}

function recurring(first: Point, last: Point, locale: Locale): { text: string; detail?: string } {
  const t = translator(locale);
  if (first.unit === 'season' && last.unit === 'season') {
    const text =
      first.season === last.season
        ? t(`when:everySeason.${first.season}`)
        : t('when:everyYearPart', {
            part: range(seasonText(first.season, locale), seasonText(last.season, locale)),
          });
    return { text, detail: range(monthName(days(first).from, locale), monthName(days(last).to, locale)) };
  }
  if (first.unit === 'week' && last.unit === 'week') {
    return { text: t('when:everyYearPart', { part: weekText(first.week, last.week, locale) }) };
  }
  if (first.unit === 'month') {
    const part = range(monthName(days(first).from, locale), monthName(days(last).to, locale));
    return { text: t('when:everyYearMonths', { part }) };
  }
  const part = dates({ from: days(first).from, to: days(last).to }, locale, 'none');
  return { text: t('when:everyYearPart', { part }) };
}

/** The part's days in a year that has them; `whenSchema` lets no other part through. */
function days(point: Point): Days {
  return spanIn(point, FULL_YEAR) ?? { from: '', to: '' };
}

/** A start on the first of January or of a month is said as the year or the month. */
function startText(date: string, locale: Locale): string {
  const { day, month, year } = utc(date);
  if (day > 1) return dates({ from: date, to: date }, locale);
  return month > 1 ? months({ from: date, to: date }, locale) : String(year);
}

/** `saidYear` need not be said again; 'none' leaves out every year. */
type SaidYear = number | 'none' | undefined;

function dates({ from, to }: Days, locale: Locale, saidYear?: SaidYear): string {
  const [first, last] = [utc(from), utc(to)];
  if (first.year === last.year && first.month === last.month) {
    return withYear(
      `${range(String(first.day), String(last.day))} ${monthName(to, locale)}`,
      last.year,
      saidYear,
    );
  }
  const [start, end] = [`${first.day} ${monthName(from, locale)}`, `${last.day} ${monthName(to, locale)}`];
  return betweenYears(start, end, first.year, last.year, saidYear);
}

function months({ from, to }: Days, locale: Locale, saidYear?: SaidYear): string {
  return betweenYears(monthName(from, locale), monthName(to, locale), utc(from).year, utc(to).year, saidYear);
}

function betweenYears(start: string, end: string, first: number, last: number, saidYear: SaidYear): string {
  if (first === last || saidYear === 'none') return withYear(range(start, end), last, saidYear);
  return `${start} ${first}–${end} ${last}`;
}

function withYear(text: string, year: number, saidYear: SaidYear): string {
  return saidYear === 'none' || saidYear === year ? text : `${text} ${year}`;
}

function withYears(
  start: string,
  end: string,
  years: { from: number; to: number; together?: string },
): string {
  if (years.from !== years.to) return `${start} ${years.from}–${end} ${years.to}`;
  return `${years.together ?? range(start, end)} ${years.to}`;
}

/** The year that the words before a parenthesis already say, if it is one. */
function yearSaid(first: number, last: number): SaidYear {
  return first === last ? first : undefined;
}

function range(start: string, end: string): string {
  return start === end ? start : `${start}–${end}`;
}

function withDetail(text: string, detail: string, locale: Locale): string {
  return translator(locale)('when:withDetail', { text, detail });
}

function weekText(first: number, last: number, locale: Locale): string {
  const t = translator(locale);
  return first === last ? t('when:week', { week: first }) : t('when:weeks', { first, last });
}

function seasonText(season: Season, locale: Locale): string {
  return translator(locale)(`when:season.${season}`);
}

function monthName(date: string, locale: Locale): string {
  return utc(date).setLocale(DATE_LOCALE[locale]).toFormat('MMMM');
}
