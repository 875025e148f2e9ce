import { cityName, standingOf } from '../directory/cities';
import { editorsOn } from '../directory/editors';
import type { Entry, ListName, Lists, Reader } from '../directory/lists';
import { nameOn } from '../directory/named';
import { ruleTextOn } from '../directory/rules';
import { offeredTerms } from '../directory/terms';
import { searchUnits } from '../directory/unit-search';
import { unitLabel, unitName, type Unit } from '../directory/units';
import { joinWords, translator } from '../i18n';
import { fold } from '../i18n/fold';
import { formatDay } from '../i18n/moments';
import { presidiumOn } from '../meetings/presidium';
import { meetingRows, meetingTitle } from './meetings/rows';
import { entriesOf, entryIn, type Setting } from './model';

/** An entry as a list shows it: its name, and on one line how it stands. */
export interface ListRow {
  /** The list that it is opened in. */
  list: ListName;
  id: string;
  title: string;
  line: string;
}

/** The lists that are so long that one looks for an entry rather than turning pages. */
export function canBeFiltered(list: ListName): boolean {
  return list === 'units' || list === 'editors';
}

/** The rows of a list in the order in which people see them, what has ended last and units with editors first; `filter` finds units only. */
export function rowsOf(list: ListName, setting: Setting, filter: string): ListRow[] {
  const { reader, today } = setting;
  if (list === 'meetings') return meetingRows(setting);
  return idsOf(list, reader.lists, today, filter).map(id => ({
    list,
    id,
    title: titleOf(list, id, reader),
    line: stateOf(list, id, setting),
  }));
}

/** What an entry is called now. An unknown id is returned as it is. */
export function titleOf(list: ListName, id: string, reader: Reader): string {
  if (list === 'units' || list === 'editors') return unitLabel(reader, id);
  if (list === 'meetings') return meetingTitle(id, reader);
  if (list === 'cycle' || list === 'presidium') return translator(reader.locale)(`lists:list.${list}`);
  const entry = entryIn(reader.lists, list, id);
  return entry ? nameOn(entry, reader.locale) : id;
}

function idsOf(list: Exclude<ListName, 'meetings'>, lists: Lists, today: string, filter: string): string[] {
  if (list === 'units' || list === 'editors') {
    const ids = foundUnits(lists, today, filter).map(({ id }) => id);
    const hasEditors = (id: string) => list === 'editors' && editorsOn(lists, id, today).length > 0;
    return [...ids.filter(hasEditors), ...ids.filter(id => !hasEditors(id))];
  }
  if (list === 'categories' || list === 'areas') {
    const offered = offeredTerms(lists[list], today).map(({ id }) => id);
    return [...offered, ...lists[list].map(({ id }) => id).filter(id => !offered.includes(id))];
  }
  return entriesOf(lists, list).map(({ id }) => id);
}

/**
 * As the form finds them; and by any name that they have or had, also those that have ended. Whoever types an
 * abbreviation means that one and no other.
 */
function foundUnits(lists: Lists, today: string, filter: string): Unit[] {
  const text = fold(filter.trim());
  const found = text === '' ? [] : searchUnits(lists, filter, today, lists.units.length);
  const named = lists.units.filter(unit => namesOf(unit).some(name => fold(name).includes(text)));
  const isOver = ({ validTo }: Unit) => validTo !== undefined && validTo < today;
  const abbreviated = named.filter(({ abbreviation }) => abbreviation && fold(abbreviation) === text);
  const all = abbreviated.length > 0 ? abbreviated : [...new Set([...found, ...named])];
  return [...all.filter(unit => !isOver(unit)), ...all.filter(isOver)];
}

function namesOf(unit: Unit): string[] {
  const former = unit.formerNames ?? [];
  const names = [unit, ...former].flatMap(({ nameSv, nameEn }) => [nameSv, nameEn]);
  return [...names, unit.abbreviation].filter(name => name !== undefined);
}

/** How an entry stands, on one line. */
export function stateOf(list: Exclude<ListName, 'meetings'>, id: string, setting: Setting): string {
  const { reader, today } = setting;
  if (list === 'editors') {
    const count = editorsOn(reader.lists, id, today).length;
    return translator(reader.locale)('lists:state.editors', { count });
  }
  const entry = entryIn(reader.lists, list, id);
  const makers: { [N in Exclude<ListName, 'editors' | 'meetings'>]: (entry: Entry<N>) => string } = {
    cycle: ({ members }) =>
      joinWords(
        reader.locale,
        members.map(({ cityId }) => cityName(reader, cityId)),
      ),
    presidium: presidium => presidiumState(presidium, setting),
    cities: city => cityState(city, setting),
    units: unit => unitState(unit, setting),
    categories: term => validityState(term, setting) ?? translator(reader.locale)('lists:state.inUse'),
    areas: term => validityState(term, setting) ?? translator(reader.locale)('lists:state.inUse'),
    rules: rule => ruleState(rule, setting),
  };
  return entry ? (makers[list] as (entry: unknown) => string)(entry) : '';
}

/** How many are in the presidium, or its secretary, today. */
export function presidiumState(entry: Entry<'presidium'>, { reader: { locale }, today }: Setting): string {
  const count = presidiumOn({ presidium: [entry] }, today).length;
  return translator(locale)('planning:presidiumCount', { count });
}

function cityState(city: Entry<'cities'>, { reader: { locale }, today }: Setting): string {
  const t = translator(locale);
  const { proposed, withdrawn, decision, paused, ended, since } = city;
  const day = (iso: string | undefined) => (iso ? formatDay(iso, locale) : '');
  if (withdrawn) return t('lists:state.withdrawn', { on: day(withdrawn) });
  switch (standingOf(city, today)) {
    case 'proposed':
      return decision
        ? t('lists:state.decidedFrom', { from: day(decision.on) })
        : t('lists:state.proposed', { on: day(proposed?.on) });
    case 'paused':
      return paused?.to
        ? t('lists:state.pausedTo', { from: day(paused.from), to: day(paused.to) })
        : t('lists:state.paused', { from: day(paused?.from) });
    case 'ended':
      return t('lists:state.ended', { last: day(ended) });
    case 'active':
      if (ended) return t('lists:state.ends', { last: day(ended) });
      if (paused && paused.from > today) return t('lists:state.pauses', { from: day(paused.from) });
      return t('lists:state.since', { since: since ?? day(decision?.on) });
  }
}

function unitState(unit: Entry<'units'>, setting: Setting): string {
  const { reader } = setting;
  const t = translator(reader.locale);
  const validity = validityState(unit, setting);
  if (!unit.validTo) return validity ?? t(`lists:kind.${unit.kind}`);
  const heir = unit.successor
    ? t('lists:state.successor', { unit: unitName(reader, unit.successor) })
    : t('lists:state.noSuccessor');
  return `${validity}. ${heir}`;
}

function validityState(
  { validFrom, validTo }: { validFrom?: string; validTo?: string },
  { reader: { locale }, today }: Setting,
): string | undefined {
  const t = translator(locale);
  if (validTo)
    return t(`lists:state.${validTo < today ? 'over' : 'ends'}`, { last: formatDay(validTo, locale) });
  return validFrom && validFrom > today
    ? t('lists:state.from', { from: formatDay(validFrom, locale) })
    : undefined;
}

function ruleState(rule: Entry<'rules'>, { reader: { locale }, today }: Setting): string {
  const t = translator(locale);
  const inForce = ruleTextOn(rule, today);
  return inForce
    ? t('lists:state.inForce', { from: formatDay(inForce.from, locale) })
    : t('lists:state.notInForce');
}
