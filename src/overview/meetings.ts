import { z } from 'zod/v4';
import { cityName } from '../directory/cities';
import { checkedData } from '../directory/data-file';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { formatWhen } from '../register/when';
import content from './data/meetings.json';

const meetingSchema = z.strictObject({
  /** The id of the city that arranged it. */
  host: z.string(),
  /** As exactly as it is known. */
  when: z.union([
    z.strictObject({ year: z.int(), season: z.enum(['spring', 'autumn']).optional() }),
    z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  ]),
  themeSv: z.string().optional(),
  themeEn: z.string().optional(),
});
export type Meeting = z.infer<typeof meetingSchema>;

/** The sister-city meetings that are known to have been held, the first first (S2). None is calculated. */
export const knownMeetings: readonly Meeting[] = checkedData(
  'src/overview/data/meetings.json',
  z.array(meetingSchema),
  content,
);

/** A meeting in words: when, and what it was about where that is known; `withHost`: and where. */
export function meetingText(reader: Reader, meeting: Meeting, withHost: boolean): string {
  const { locale } = reader;
  const theme = locale === 'en' ? meeting.themeEn : meeting.themeSv;
  const said = theme ? translator(locale)('overview:city.meetingTheme', { theme }) : '';
  const host = withHost ? `${cityName(reader, meeting.host)} ` : '';
  return [`${host}${timeOf(reader, meeting)}`, said].filter(Boolean).join(', ');
}

function timeOf({ locale }: Reader, { when }: Meeting): string {
  if ('from' in when) return formatWhen({ kind: 'span', ...when, precision: 'day' }, locale);
  if (!when.season) return String(when.year);
  return `${translator(locale)(`when:season.${when.season}`)} ${when.year}`;
}
