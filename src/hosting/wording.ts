import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { cityDay, formatDay } from '../i18n/moments';
import type { Meeting } from '../meetings/cycle';
import { whenText } from '../meetings/wording';
import { recordOf, meetingId } from '../meetings/standing';
import { yearOf, type Reckoned } from './hostings';
import type { Activity, Deed, Plan } from './model';

/** Display names by Entra object id. */
export type Names = ReadonlyMap<string, string>;

/** Somebody by name; whoever has no name any more is a former colleague. */
export function personName({ locale }: Pick<Reader, 'locale'>, names: Names, id: string): string {
  return names.get(id) ?? translator(locale)('hosting:someone');
}

/** "Klart 2 mars 2027, av Robin Ek." and the like; '' for what is still to be done. */
export function settledText(reader: Reader, { done, dropped }: Activity, names: Names): string {
  const t = translator(reader.locale);
  const said = (deed: Deed) => ({
    name: personName(reader, names, deed.by),
    on: formatDay(cityDay(new Date(deed.at)), reader.locale),
  });
  if (done) return t('hosting:state.done', said(done));
  return dropped ? t('hosting:state.dropped', said(dropped)) : '';
}

/** When it is to be done, or should have been, as seen on an ISO day. */
export function dueText({ locale }: Reader, { due }: Pick<Activity, 'due'>, today: string): string {
  const t = translator(locale);
  const on = formatDay(due, locale);
  if (due < today) return t('hosting:due.over', { on });
  return due === today ? t('hosting:due.today', { on }) : t('hosting:due.coming', { on });
}

/** Whom it depends on. */
export function responsibleText(reader: Reader, { responsible }: Activity, names: Names): string {
  const t = translator(reader.locale);
  if (!responsible) return t('hosting:nobody');
  return t('hosting:responsible', { name: personName(reader, names, responsible) });
}

/** Which days the plan is reckoned from, and how sure they are. */
export function reckonedText(reader: Reader, meeting: Meeting, { from, known }: Reckoned): string {
  const { locale } = reader;
  const t = translator(locale);
  const day = formatDay(from, locale);
  if (known === 'year') return t('hosting:reckoned.year', { day });
  const when = whenText(reader, meeting, recordOf(reader.lists, meetingId(meeting)));
  return t(known === 'days' ? 'hosting:reckoned.days' : 'hosting:reckoned.roughly', { when, day });
}

/** That the meeting of a plan has another time now: as exactly as that is known, and no more. */
export function moveText({ locale, lists }: Reader, plan: Plan, { from, known }: Reckoned): string {
  const t = translator(locale);
  const texts = {
    year: yearOf(lists, plan),
    before: formatDay(plan.from, locale),
    day: formatDay(from, locale),
  };
  return t(known === 'days' ? 'hosting:move.line' : 'hosting:move.roughly', texts);
}
