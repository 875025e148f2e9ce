import { DateTime } from 'luxon';
import { z } from 'zod/v4';
import { checkedData } from '../directory/data-file';
import type { Locale } from '../i18n';
import content from './data/activities.json';
import { activityIdSchema, offsetSchema, type Activity, type Offset } from './model';

const known = checkedData(
  'src/hosting/data/activities.json',
  z
    .array(
      z.strictObject({
        id: activityIdSchema,
        titleSv: z.string().min(1),
        titleEn: z.string().min(1),
        hintSv: z.string().min(1),
        hintEn: z.string().min(1),
        offset: offsetSchema,
      }),
    )
    .min(1),
  content,
);
const byId = new Map(known.map(activity => [activity.id, activity]));

/** The days of a meeting that dates are reckoned from: ISO days. */
export interface Span {
  from: string;
  to: string;
}

/** What a hosting takes, from 24 months before the meeting to 6 months after, with a date for each (S4). */
export function proposedActivities(span: Span): Activity[] {
  return known.map(({ id, offset }) => ({ id, offset, due: dueAt(offset, span) }));
}

/** The ISO day that is so far from a meeting; the last day of a month where that month has no such day. */
export function dueAt({ months = 0, days = 0, after }: Offset, { from, to }: Span): string {
  const day = DateTime.fromISO(after ? to : from, { zone: 'utc' });
  return day.plus({ months, days }).toFormat('yyyy-MM-dd');
}

/** What an activity is called: as a coordinator has named it, else as the data does. */
export function titleOf({ id, title }: Pick<Activity, 'id' | 'title'>, locale: Locale): string {
  const found = byId.get(id);
  return title ?? (locale === 'en' ? found?.titleEn : found?.titleSv) ?? id;
}

/** A sentence of advice; '' for those that coordinators have entered. */
export function hintOf({ id }: Pick<Activity, 'id'>, locale: Locale): string {
  const found = byId.get(id);
  return (locale === 'en' ? found?.hintEn : found?.hintSv) ?? '';
}
