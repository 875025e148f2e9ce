import type { Editor } from '../directory/editors';
import type { Entry, ListName, Reader } from '../directory/lists';
import type { Named } from '../directory/named';
import { unitName } from '../directory/units';
import { translator, type Locale, type TextKey } from '../i18n';
import { formatDay } from '../i18n/moments';

/** Display names by Entra object id; an id without one has not met the bot. */
export type Names = ReadonlyMap<string, string>;

/** One thing that is known of an entry, in words. `key` tells which one it is when two versions are compared. */
export interface Fact {
  key: string;
  name: string;
  value: string;
  /** The parts of the value, where it is a list of many. */
  items?: readonly string[];
  /** What was done when it is no longer there; absent: that it was taken away. */
  whenGone?: string;
}

/** All that is known of an entry, in the reader's words. `names`: of the editors, where it is about those. */
export function factsOf<Name extends ListName>(
  list: Name,
  entry: Entry<Name>,
  reader: Reader,
  names: Names,
): Fact[] {
  const makers: { [N in ListName]: (entry: Entry<N>) => (Fact | undefined)[] } = {
    cities: city => cityFacts(city, reader),
    units: unit => unitFacts(unit, reader),
    categories: term => termFacts(term, reader),
    areas: term => termFacts(term, reader),
    rules: rule => ruleFacts(rule, reader),
    editors: unit => editorFacts(unit, reader, names),
  };
  return makers[list](entry).filter(fact => fact !== undefined);
}

function cityFacts(city: Entry<'cities'>, { locale }: Reader) {
  const t = translator(locale);
  const { proposed, withdrawn, decision, paused, ended, since } = city;
  const on = proposed && formatDay(proposed.on, locale);
  const others = city.spellings.filter(spelling => ![city.nameSv, city.nameEn].includes(spelling));
  return [
    ...nameFacts(city, locale),
    many('spellings', others, locale),
    one('since', since?.toString(), locale),
    one('proposed', proposed?.by ? t('lists:proposedBy', { on: on ?? '', by: proposed.by }) : on, locale),
    one('withdrawn', dayText(withdrawn, locale), locale),
    one(
      'decision',
      decision && t('lists:decision', { ...decision, on: formatDay(decision.on, locale) }),
      locale,
    ),
    one('paused', paused && periodText(paused, locale), locale),
    one('ended', dayText(ended, locale), locale),
    formerNames(city, locale),
  ];
}

function unitFacts(unit: Entry<'units'>, reader: Reader) {
  const { locale } = reader;
  const t = translator(locale);
  const heir = unit.successor ? unitName(reader, unit.successor) : t('lists:noSuccessor');
  return [
    ...nameFacts(unit, locale),
    one('abbreviation', unit.abbreviation, locale),
    one('kind', t(`lists:kind.${unit.kind}`), locale),
    one('committeeSv', unit.committeeSv, locale),
    many('wordsSv', unit.everyday?.sv ?? [], locale),
    many('wordsEn', unit.everyday?.en ?? [], locale),
    one('validFrom', dayText(unit.validFrom, locale), locale),
    one('lastDay', dayText(unit.validTo, locale), locale),
    one('successor', unit.validTo && heir, locale),
    formerNames(unit, locale),
    one('note', unit.note, locale),
  ];
}

function termFacts(term: Entry<'categories'>, { locale }: Reader) {
  return [
    ...nameFacts(term, locale),
    one('validFrom', dayText(term.validFrom, locale), locale),
    one('lastDay', dayText(term.validTo, locale), locale),
    formerNames(term, locale),
  ];
}

/** How many of a rule's texts a card holds. */
const MOST_TEXTS = 6;

function ruleFacts(rule: Entry<'rules'>, { locale }: Reader) {
  const t = translator(locale);
  const newest = rule.texts.toSorted((a, b) => b.from.localeCompare(a.from)).slice(0, MOST_TEXTS);
  return [
    ...nameFacts(rule, locale),
    ...newest.flatMap(({ from, to, sv, en, decidedBy }) => {
      const day = formatDay(from, locale);
      const fact = (key: 'text' | 'textEn' | 'decided' | 'textTo', value: string | undefined) =>
        value === undefined
          ? undefined
          : { key: `${key}|${from}`, name: t(`lists:fact.${key}`, { from: day }), value };
      return [
        fact('text', sv),
        fact('textEn', en),
        fact('decided', decidedBy),
        fact('textTo', dayText(to, locale)),
      ];
    }),
  ];
}

/** Who comes more than once is counted, so that other dates are seen as a change of the same period. */
function editorFacts({ editors }: Entry<'editors'>, { locale }: Reader, names: Names) {
  const t = translator(locale);
  return editors.map((editor, index) => {
    const before = editors.slice(0, index).filter(({ personId }) => personId === editor.personId).length;
    return {
      key: `${editor.personId}|${before}`,
      name: t('lists:fact.editor'),
      value: editorText(editor, names, locale),
      whenGone: t('lists:change.editorGone', { who: whoIs(editor, names, locale) }),
    };
  });
}

/** An editor with what they are and from when to when. Whom the bot has not met is known by function only. */
export function editorText(editor: Editor, names: Names, locale: Locale): string {
  const name = names.get(editor.personId);
  const who = name ? [name, editor.function].filter(Boolean).join(', ') : whoIs(editor, names, locale);
  return translator(locale)('lists:editor', { who, period: periodText(editor, locale) });
}

/** Who an editor is, as shortly as it can be said. */
export function whoIs(
  { personId, function: work }: Pick<Editor, 'personId' | 'function'>,
  names: Names,
  locale: Locale,
): string {
  const t = translator(locale);
  const unknown = work ? `${work}, ${t('lists:notMet')}` : t('lists:somebodyNotMet');
  return names.get(personId) ?? unknown;
}

function nameFacts({ nameSv, nameEn }: Pick<Named, 'nameSv' | 'nameEn'>, locale: Locale) {
  return [one('nameSv', nameSv, locale), one('nameEn', nameEn, locale)];
}

function formerNames(entry: Named, locale: Locale): Fact | undefined {
  const t = translator(locale);
  const names = (entry.formerNames ?? []).map(({ nameSv, nameEn, until }) =>
    t('lists:formerName', {
      name: locale === 'en' ? (nameEn ?? nameSv) : nameSv,
      until: formatDay(until, locale),
    }),
  );
  return many('formerNames', names, locale);
}

type FactKey = Extract<TextKey, `lists:fact.${string}`> extends `lists:fact.${infer Key}` ? Key : never;

function one(key: FactKey, value: string | undefined, locale: Locale): Fact | undefined {
  return value ? { key, name: translator(locale)(`lists:fact.${key}`), value } : undefined;
}

function many(key: FactKey, items: readonly string[], locale: Locale): Fact | undefined {
  const fact = one(key, items.join(', '), locale);
  return fact && { ...fact, items };
}

function dayText(day: string | undefined, locale: Locale): string | undefined {
  return day && formatDay(day, locale);
}

function periodText({ from, to }: { from: string; to?: string }, locale: Locale): string {
  const t = translator(locale);
  const first = formatDay(from, locale);
  return to
    ? t('lists:period', { from: first, to: formatDay(to, locale) })
    : t('lists:periodOpen', { from: first });
}
