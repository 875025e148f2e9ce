import { defineCard, type CardMessage } from '../cards/card';
import { listNames, type ListName } from '../directory/lists';
import { translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import { ruleTextOn } from '../directory/rules';
import { nameOn } from '../directory/named';
import listTemplate from './cards/list.json';
import listsTemplate from './cards/lists.json';
import rulesTemplate from './cards/rules.json';
import { addingTo } from './deeds';
import { IN_THE_OPEN } from './entry-card';
import { nextLine } from './meetings/rows';
import { entriesOf, onlyEntryOf, type Setting } from './model';
import { canBeFiltered, rowsOf, stateOf, type ListRow } from './rows';

const listsTemplateCard = defineCard<{
  summary: string;
  lists: { name: string; line: string; verb: string; data: object }[];
}>(listsTemplate);

/** The lists, each with how many entries it has; one with a single entry leads to that. */
export function listsCard(setting: Setting): CardMessage {
  const { reader } = setting;
  const t = translator(reader.locale);
  return listsTemplateCard(reader.locale, {
    summary: t('lists:summary'),
    lists: listNames.map(list => {
      const id = onlyEntryOf(list);
      const data = { list, ...(id && { id }), locale: reader.locale };
      return {
        name: t(`lists:list.${list}`),
        line: lineOf(list, setting),
        verb: id ? 'lists.entry' : 'lists.list',
        data,
      };
    }),
  });
}

function lineOf(list: ListName, setting: Setting): string {
  const { lists, locale } = setting.reader;
  const t = translator(locale);
  if (list === 'meetings') return nextLine(setting);
  const only = onlyEntryOf(list);
  if (only) return stateOf(list, only, setting);
  const count =
    list === 'editors'
      ? lists.editors.filter(({ editors }) => editors.length > 0).length
      : entriesOf(lists, list).length;
  return t(list === 'editors' ? 'lists:unitsWithEditors' : 'lists:entries', { count });
}

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
  add: object;
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
    add: { ...add, locale },
    addTitle: add ? t(`lists:deed.${add.deed}`) : '',
    next,
    previous,
    allListsMode: others < IN_THE_OPEN ? 'primary' : 'secondary',
  });
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
