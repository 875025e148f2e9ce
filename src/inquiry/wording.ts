import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import { cityDay, formatDay } from '../i18n/moments';
import type { Inquiry, Reply } from './model';

/** Display names by Entra object id. */
export type Names = ReadonlyMap<string, string>;

/** Somebody by name; whoever has no name any more is a former colleague. */
export function personName({ locale }: Pick<Reader, 'locale'>, names: Names, id: string): string {
  return names.get(id) ?? translator(locale)('inquiry:someone');
}

/** "2019–2025", or with days where it does not begin and end with a year. */
export function periodText({ locale }: Pick<Reader, 'locale'>, { from, to }: Pick<Inquiry, 'from' | 'to'>) {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  if (from === `${first}-01-01` && to === `${last}-12-31`) return first === last ? first : `${first}–${last}`;
  const t = translator(locale);
  return t('inquiry:period', { from: formatDay(from, locale), to: formatDay(to, locale) });
}

/** The day of a moment (ISO) in Göteborg, in words. */
export function dayText({ locale }: Pick<Reader, 'locale'>, at: string): string {
  return formatDay(cityDay(new Date(at)), locale);
}

/** "Inget att rapportera. Kim Ek, 25 november 2026." and, of what an officer entered, who told it. */
export function replyText(
  reader: Pick<Reader, 'locale'>,
  { kind, by, at, from }: Reply,
  names: Names,
): string {
  const t = translator(reader.locale);
  const said = {
    answer: t(`inquiry:reply.${kind}`),
    name: personName(reader, names, by),
    on: dayText(reader, at),
  };
  return from === undefined ? t('inquiry:reply.by', said) : t('inquiry:reply.entered', { ...said, from });
}
