import { defineCard, type CardMessage } from '../cards/card';
import { listNames, type Entry, type ListName, type Reader } from '../directory/lists';
import { unitLabel } from '../directory/units';
import { translator } from '../i18n';
import { formatDay, formatMoment } from '../i18n/moments';
import { ruleTextOn } from '../directory/rules';
import { nameOn } from '../directory/named';
import entryTemplate from './cards/entry.json';
import listTemplate from './cards/list.json';
import listsTemplate from './cards/lists.json';
import rulesTemplate from './cards/rules.json';
import { changesBetween, changesLine } from './changes';
import { addingTo, offeredDeeds, type DeedName } from './deeds';
import { editorText, factsOf, type Names } from './facts';
import { entriesOf, type Setting } from './model';
import { itemOf } from './editors';
import { canBeFiltered, rowsOf, type ListRow } from './rows';
import type { Opened, Version } from './service';

const listsTemplateCard = defineCard<{
  summary: string;
  lists: { list: ListName; name: string; line: string }[];
}>(listsTemplate);

/** The six lists, each with how many entries it has. */
export function listsCard(setting: Setting): CardMessage {
  const { reader } = setting;
  const t = translator(reader.locale);
  const count = (list: ListName) =>
    list === 'editors'
      ? reader.lists.editors.filter(({ editors }) => editors.length > 0).length
      : entriesOf(reader.lists, list).length;
  return listsTemplateCard(reader.locale, {
    summary: t('lists:summary'),
    lists: listNames.map(list => ({
      list,
      name: t(`lists:list.${list}`),
      line: t(list === 'editors' ? 'lists:unitsWithEditors' : 'lists:entries', { count: count(list) }),
    })),
  });
}

/** So many buttons stand in the open. */
const IN_THE_OPEN = 3;

/** How many rows one page of a list has: what fits a phone without much scrolling. */
export const PAGE = 8;

const listTemplateCard = defineCard<{
  summary: string;
  list: ListName;
  heading: string;
  filterable: boolean;
  filterLabel: string;
  filter: string;
  line: string;
  rows: ListRow[];
  add: string;
  addTitle: string;
  next: number;
  previous: number;
  allListsMode: 'primary' | 'secondary';
}>(listTemplate);

/** One page of a list. `from`: how many rows come before it. */
export function listCard(
  setting: Setting,
  list: ListName,
  { from, filter }: { from: number; filter: string },
) {
  const { locale } = setting.reader;
  const t = translator(locale);
  const all = rowsOf(list, setting, filter);
  const start = from < all.length ? from : 0;
  const rows = all.slice(start, start + PAGE);
  const add = addingTo(list);
  const heading = t(`lists:list.${list}`);
  const line =
    all.length === 0
      ? t('lists:nothingFound')
      : t(rows.length === 1 ? 'lists:pageOfOne' : 'lists:page', {
          first: start + 1,
          last: start + rows.length,
          all: all.length,
        });
  const next = start + PAGE < all.length ? start + PAGE : -1;
  const previous = start > 0 ? Math.max(0, start - PAGE) : -1;
  const others = [add !== undefined, next >= 0, previous >= 0].filter(Boolean).length;
  return listTemplateCard(locale, {
    summary: `${heading}. ${line}`,
    list,
    heading,
    filterable: canBeFiltered(list),
    filterLabel: t('lists:filter'),
    filter,
    line,
    rows,
    add: add ?? '',
    addTitle: add ? t(`lists:deed.${add}`) : '',
    next,
    previous,
    allListsMode: others < IN_THE_OPEN ? 'primary' : 'secondary',
  });
}

const entryTemplateCard = defineCard<{
  summary: string;
  heading: string;
  title: string;
  notice: string;
  list: ListName;
  id: string;
  facts: { name: string; value: string }[];
  people: { item: string; line: string; tooltip: string }[];
  nobody: string;
  history: { line: string }[];
  deeds: { deed: DeedName; title: string; mode: 'primary' | 'secondary' }[];
}>(entryTemplate);

export interface EntryView {
  opened: Opened;
  /** Of the editors, and of those who made the changes. */
  names: Names;
  notice?: string;
}

/** An entry: what is known of it, what can be done with it, and who changed what. */
export function entryCard(setting: Setting, { opened, names, notice = '' }: EntryView): CardMessage {
  const { reader } = setting;
  const { list, entry, history } = opened;
  const t = translator(reader.locale);
  const title = entryTitle(opened, reader);
  const heading = t(`lists:one.${list}`);
  const editors = list === 'editors' ? (entry as Entry<'editors'>).editors : [];
  const facts = list === 'editors' ? [] : factsOf(list, entry, reader, names);
  return entryTemplateCard(reader.locale, {
    summary: `${heading}: ${title}`,
    heading,
    title,
    notice,
    list,
    id: entry.id,
    facts: facts.map(({ name, value }) => ({ name: `${name}: `, value })),
    people: editors.map(editor => ({
      item: itemOf(editor),
      line: editorText(editor, names, reader.locale),
      tooltip: names.get(editor.personId) ?? t('lists:notMet'),
    })),
    nobody: list === 'editors' && editors.length === 0 ? t('lists:nobodyPicked') : '',
    history:
      history.length > 0
        ? history.map(version => ({ line: versionLine(list, version, reader, names) }))
        : [{ line: t('lists:unchanged') }],
    deeds: offeredDeeds(list, entry, setting).map((deed, index) => ({
      deed,
      title: t(`lists:deed.${deed}`),
      mode: index < IN_THE_OPEN ? 'primary' : 'secondary',
    })),
  });
}

/** The name as this version has it: the lists of the turn may be older. */
function entryTitle({ list, entry }: Opened, reader: Reader): string {
  if (list === 'editors') return unitLabel(reader, entry.id);
  const named = entry as Entry<'rules'>;
  return nameOn(named, reader.locale);
}

function versionLine(list: ListName, version: Version, reader: Reader, names: Names): string {
  const t = translator(reader.locale);
  const what = changesBetween(list, version.before, version.entry, reader, names);
  return t('lists:version', { ...whoAndWhen(version, names, reader), what: changesLine(what, reader) });
}

function whoAndWhen({ by, at }: Version, names: Names, { locale }: Reader) {
  const who = names.get(by) ?? translator(locale)('lists:formerColleague');
  return { who, at: formatMoment(at, locale) };
}

/** What a colleague did after a form was opened; `since`: the entry as it was then. */
export function colleaguesChange(
  { list, entry, history }: Opened,
  since: Entry<ListName> | undefined,
  reader: Reader,
  names: Names,
): string {
  const t = translator(reader.locale);
  const last = history[0];
  if (!last) return t('lists:changedByOther');
  const what = changesBetween(list, since ?? last.before, entry, reader, names);
  return t('lists:changedBy', { ...whoAndWhen(last, names, reader), what: changesLine(what, reader) });
}

const rulesTemplateCard = defineCard<{
  summary: string;
  empty: string;
  rules: { name: string; text: string; source: string }[];
}>(rulesTemplate);

/** The rules in force, for everybody: their texts, who decided them and since when. */
export function rulesCard({ reader, today }: Setting): CardMessage {
  const { locale, lists } = reader;
  const t = translator(locale);
  const rules = lists.rules.flatMap(rule => {
    const text = ruleTextOn(rule, today);
    if (!text) return [];
    const source = t('lists:ruleSource', { decidedBy: text.decidedBy, from: formatDay(text.from, locale) });
    return [{ name: nameOn(rule, locale), text: locale === 'en' ? (text.en ?? text.sv) : text.sv, source }];
  });
  const empty = rules.length === 0 ? t('lists:noRules') : '';
  return rulesTemplateCard(locale, { summary: empty || t('lists:rulesSummary'), empty, rules });
}
