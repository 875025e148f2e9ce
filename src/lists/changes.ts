import type { Entry, ListName, Reader } from '../directory/lists';
import { joinWords, translator } from '../i18n';
import type { Fact } from './fact';
import { factsOf, type Names } from './facts';

/** A long text is told by its beginning. */
const LONGEST_VALUE = 100;
const MOST_ITEMS = 10;
const MOST_CHANGES = 6;

/**
 * What differs between two versions of an entry, each difference in plain words; empty when nothing does. Without a
 * version before, the entry was entered.
 */
export function changesBetween<Name extends ListName>(
  list: Name,
  before: Entry<Name> | undefined,
  after: Entry<Name>,
  reader: Reader,
  names: Names,
): string[] {
  if (!before) return [translator(reader.locale)('lists:change.new')];
  return differencesBetween(
    factsOf(list, before, reader, names),
    factsOf(list, after, reader, names),
    reader,
  );
}

/** What differs between what was known and what is. */
export function differencesBetween(
  before: readonly Fact[],
  after: readonly Fact[],
  reader: Reader,
): string[] {
  const was = byKey(before);
  const is = byKey(after);
  const keys = new Set([...is.keys(), ...was.keys()]);
  return [...keys].flatMap(key => differences(was.get(key), is.get(key), reader));
}

/** The differences on one line; of many the first few. */
export function changesLine(changes: readonly string[], { locale }: Reader): string {
  const more = changes.length - MOST_CHANGES;
  const shown = changes.slice(0, MOST_CHANGES);
  return [...shown, ...(more > 0 ? [translator(locale)('lists:change.more', { count: more })] : [])].join(
    '; ',
  );
}

function differences(was: Fact | undefined, is: Fact | undefined, { locale }: Reader): string[] {
  const t = translator(locale);
  const name = (is ?? was)?.name ?? '';
  if (was?.value === is?.value) return [];
  if (was?.items ?? is?.items) {
    const before = was?.items ?? [];
    const after = is?.items ?? [];
    const added = after.filter(item => !before.includes(item));
    const removed = before.filter(item => !after.includes(item));
    return [
      ...(added.length > 0 ? [t('lists:change.added', { name, items: joined(added, locale) })] : []),
      ...(removed.length > 0 ? [t('lists:change.removed', { name, items: joined(removed, locale) })] : []),
    ];
  }
  if (!was) return [t('lists:change.set', { name, after: cut(is?.value) })];
  if (!is) return [was.whenGone ?? t('lists:change.gone', { name, before: cut(was.value) })];
  return [t('lists:change.changed', { name, before: cut(was.value), after: cut(is.value) })];
}

function joined(items: readonly string[], locale: Reader['locale']): string {
  const shown = items.slice(0, MOST_ITEMS).map(cut);
  const more = items.length - shown.length;
  return joinWords(
    locale,
    more > 0 ? [...shown, translator(locale)('lists:change.more', { count: more })] : shown,
  );
}

function cut(value = ''): string {
  const letters = [...value];
  return letters.length > LONGEST_VALUE ? `${letters.slice(0, LONGEST_VALUE - 1).join('')}…` : value;
}

function byKey(facts: readonly Fact[]): Map<string, Fact> {
  return new Map(facts.map(fact => [fact.key, fact]));
}
