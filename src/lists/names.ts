import type { Named } from '../directory/named';
import { translator } from '../i18n';
import { fold } from '../i18n/fold';
import { formatDay } from '../i18n/moments';
import { dayBefore } from '../register/when';
import { type Reading, type Setting } from './model';

/** The two names that a form holds. */
export function readNames(reading: Reading): { nameSv: string; nameEn?: string } {
  const nameEn = reading.text('nameEn');
  return { nameSv: reading.required('nameSv'), ...(nameEn && { nameEn }) };
}

/** Fails where another entry that is in use, or will be, has the Swedish name already. */
export function failIfTaken(
  reading: Reading,
  others: readonly (Named & { validTo?: string })[],
  own: { id: string; nameSv: string },
  { reader, today }: Setting,
): void {
  const taken = others.some(
    other =>
      other.id !== own.id && (other.validTo ?? today) >= today && fold(other.nameSv) === fold(own.nameSv),
  );
  if (taken) reading.fail('nameSv', translator(reader.locale)('lists:error.taken'));
}

/**
 * A new name from a day on: the one it had stays with the last day on which it was in use, for what was told then (S6).
 * Without a day, or with the day on which the present name began, it is a correction of the spelling.
 */
export function renamed<T extends Named & { validFrom?: string }>(
  reading: Reading,
  entry: T,
  { reader, today }: Setting,
): T {
  const { nameSv, nameEn } = readNames(reading);
  const firstDay = reading.day('firstDay');
  const t = translator(reader.locale);
  const corrected = { ...entry, nameSv, nameEn };
  if (firstDay === undefined || (entry.nameSv === nameSv && entry.nameEn === nameEn)) return corrected;
  if (firstDay > today) reading.fail('firstDay', t('lists:error.nameToCome'));
  const until = dayBefore(firstDay);
  const last = entry.formerNames?.at(-1)?.until;
  if (until === last) return corrected;
  if (last !== undefined && until < last) {
    reading.fail('firstDay', t('lists:error.nameBefore', { last: formatDay(last, reader.locale) }));
  }
  if (entry.validFrom !== undefined && until < entry.validFrom) {
    reading.fail(
      'firstDay',
      t('lists:error.notBefore', { first: formatDay(entry.validFrom, reader.locale) }),
    );
  }
  const former = { nameSv: entry.nameSv, ...(entry.nameEn && { nameEn: entry.nameEn }), until };
  return { ...corrected, formerNames: [...(entry.formerNames ?? []), former] };
}
