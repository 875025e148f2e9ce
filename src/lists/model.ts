import type { Entry, ListName, Lists, Reader } from '../directory/lists';
import { translator } from '../i18n';
import { fold } from '../i18n/fold';
import { formatDay } from '../i18n/moments';
import { CYCLE_ID, PRESIDIUM_ID } from '../meetings/model';
import { meetingById, emptyRecord } from '../meetings/standing';
import { FIRST_YEAR, isSensibleDay, LAST_YEAR } from '../register/when';
import { fieldKinds, type Errors, type FieldName, type Values } from './fields';

/** Where and when a form is read. `today` is the day in Göteborg as an ISO date. */
export interface Setting {
  reader: Reader;
  today: string;
}

/** One thing that a coordinator can do with an entry of a list, or to enter a new one. */
export interface Deed<Name extends ListName> {
  fields: readonly FieldName[];
  /** Whether it enters a new one. */
  adds?: boolean;
  /** Whether it is about one item within the entry, and has its button there: one editor, say. */
  within?: boolean;
  /** Whether an entry, or the item within it, that stands like this has it; absent: always. */
  offered?(entry: Entry<Name>, setting: Setting, item: string): boolean;
  /** Another deed whose button stands in this one's form; it needs nothing of what is typed there. */
  beside?(entry: Entry<Name> | undefined, setting: Setting, item: string): string | undefined;
  /** What the form shows when it is opened. `item`: which item within the entry. */
  filled?(entry: Entry<Name>, setting: Setting, item: string): Partial<Values>;
  /**
   * The entry as it is to be. Whatever cannot be accepted is told to `reading`, all of it at once; what is returned
   * then counts for nothing. A new entry gets its id from its name.
   */
  read(reading: Reading, entry: Entry<Name>, setting: Setting, item: string): Entry<Name>;
  /**
   * The ISO date on which what was saved takes effect, for `values` that were accepted; absent or undefined: at once.
   * `before`: the entry as it was.
   */
  effectOn?(values: Values, before: Entry<Name> | undefined, item: string): string | undefined;
  /** What the change leads to, in plain words, which is shown and confirmed before anything is saved. */
  preview?(before: Entry<Name>, after: Entry<Name>, setting: Setting): string[];
  /** The entry of which the card is shown when it is done, where that is another one: a meeting, say. */
  returnsTo?(item: string, values: Values): { list: ListName; id: string };
}

/** Reads the fields of a form and gathers what must be mended, in plain words. */
export interface Reading {
  errors: Errors;
  /** Only the first error of a field counts. */
  fail(field: FieldName, error: string): void;
  /** Without the spaces at its ends; '' when empty. */
  text(field: FieldName): string;
  required(field: FieldName): string;
  /** A real day between 1946 and 2100 as an ISO date, or undefined when empty or wrong. */
  day(field: FieldName): string | undefined;
  requiredDay(field: FieldName): string | undefined;
  /** A year between 1946 and 2100, or undefined when empty or wrong. */
  year(field: FieldName): number | undefined;
  requiredYear(field: FieldName): number | undefined;
  /** Fails unless `day` is no earlier than `first`. Both may be unknown. */
  notBefore(field: FieldName, day: string | undefined, first: string | undefined): void;
  /** One to a line, or parted by commas; each once. */
  items(field: FieldName): string[];
}

export function makeReading(values: Values, { reader }: Setting): Reading {
  const t = translator(reader.locale);
  const errors: Errors = {};

  function fail(field: FieldName, error: string): void {
    errors[field] ??= error;
  }

  function text(field: FieldName): string {
    const value = values[field].trim();
    const kind = fieldKinds[field];
    const length = [...value].length;
    if ('max' in kind && length > kind.max) fail(field, t('lists:error.tooLong', { max: kind.max, length }));
    return value;
  }

  function required(field: FieldName): string {
    const value = text(field);
    if (!/[\p{L}\p{N}]/u.test(value)) fail(field, t('lists:error.required'));
    return value;
  }

  function day(field: FieldName): string | undefined {
    const value = text(field);
    if (value === '') return undefined;
    if (isSensibleDay(value)) return value;
    fail(field, t('lists:error.day', { first: FIRST_YEAR, last: LAST_YEAR }));
    return undefined;
  }

  function requiredDay(field: FieldName): string | undefined {
    const value = day(field);
    if (value === undefined) fail(field, t('lists:error.dayMissing'));
    return value;
  }

  function year(field: FieldName): number | undefined {
    const value = text(field);
    if (value === '') return undefined;
    const number = /^\d{4}$/.test(value) ? Number(value) : NaN;
    if (number >= FIRST_YEAR && number <= LAST_YEAR) return number;
    fail(field, t('planning:error.year', { first: FIRST_YEAR, last: LAST_YEAR }));
    return undefined;
  }

  function requiredYear(field: FieldName): number | undefined {
    const value = year(field);
    if (value === undefined) fail(field, t('planning:error.yearMissing'));
    return value;
  }

  function notBefore(field: FieldName, value: string | undefined, first: string | undefined): void {
    if (value === undefined || first === undefined || value >= first) return;
    fail(field, t('lists:error.notBefore', { first: formatDay(first, reader.locale) }));
  }

  function items(field: FieldName): string[] {
    const all = text(field).split(/[\n\r,;]+/);
    return onceEach(all.map(item => item.trim().replace(/\s+/g, ' ')).filter(item => item !== ''));
  }

  return { errors, fail, text, required, day, requiredDay, year, requiredYear, notBefore, items };
}

function onceEach(items: readonly string[]): string[] {
  const seen = new Set<string>();
  return items.filter(item => {
    const key = item.toLocaleLowerCase('sv');
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

const LONGEST_ID = 60;

/** Makes an id out of a Swedish name: folded, with dashes, and unlike all of `taken`. It never changes again (S6). */
export function makeId(nameSv: string, taken: readonly string[]): string {
  const plain = fold(nameSv)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const base = cut(plain || 'x', LONGEST_ID);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const id = `${cut(base, LONGEST_ID - suffix.length)}${suffix}`;
    if (!taken.includes(id)) return id;
  }
}

function cut(id: string, length: number): string {
  return id.slice(0, length).replace(/-+$/, '');
}

/** Leaves out what is not known, so that two entries with the same content are written the same. */
export function withoutAbsent<T extends object>(entry: T): T {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined && value !== ''),
  ) as T;
}

/** All that a list has, withdrawn proposals included, which stand last. */
export function entriesOf<Name extends ListName>(lists: Lists, list: Name): readonly Entry<Name>[] {
  const entries = list === 'cities' ? [...lists.cities, ...lists.withdrawnCities] : lists[list];
  return entries as readonly Entry<Name>[];
}

/**
 * The entry of a list with an id, as the lists have it. Every unit has an entry for its editors, and every meeting of
 * the cycle a record.
 */
export function entryIn<Name extends ListName>(
  lists: Lists,
  list: Name,
  id: string,
): Entry<Name> | undefined {
  return entriesOf(lists, list).find(entry => entry.id === id) ?? emptyIn(lists, list, id);
}

/** The entry with nothing in it, which nobody has to enter. */
function emptyIn<Name extends ListName>(lists: Lists, list: Name, id: string): Entry<Name> | undefined {
  const isThere =
    (list === 'editors' && lists.units.some(unit => unit.id === id)) ||
    (list === 'meetings' && meetingById(lists, id) !== undefined) ||
    (list === 'presidium' && id === PRESIDIUM_ID);
  return isThere ? emptyEntry(list, id) : undefined;
}

/** What an entry is before anybody has changed it, where it need not be entered. */
export function emptyEntry<Name extends ListName>(list: Name, id: string): Entry<Name> | undefined {
  const makers: { [N in ListName]?: () => Entry<N> } = {
    editors: () => ({ id, editors: [] }),
    meetings: () => emptyRecord(id),
    presidium: () => ({ id: PRESIDIUM_ID, members: [] }),
  };
  return makers[list]?.();
}

/** The id of the one entry of a list that has no more. */
export function onlyEntryOf(list: ListName): string | undefined {
  if (list === 'cycle') return CYCLE_ID;
  return list === 'presidium' ? PRESIDIUM_ID : undefined;
}
