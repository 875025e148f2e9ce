import { defineCard, type CardMessage } from '../cards/card';
import type { Entry, ListName, Reader } from '../directory/lists';
import { nameOn } from '../directory/named';
import { translator } from '../i18n';
import { formatMoment } from '../i18n/moments';
import { itemOf, type Appointment } from './appointments';
import entryTemplate from './cards/entry.json';
import { changesBetween, changesLine } from './changes';
import { offeredDeeds, type DeedName } from './deeds';
import type { Fact } from './fact';
import { factsOf, personText, type Names } from './facts';
import { changesOfMeeting } from './meetings/history';
import { onlyEntryOf, type Setting } from './model';
import { nextLine } from './meetings/rows';
import { presidiumState, titleOf } from './rows';
import type { Opened, Version } from './service';

/** So many buttons stand in the open. */
export const IN_THE_OPEN = 3;

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
  deeds: {
    list: ListName;
    deed: DeedName;
    id: string;
    item: string;
    title: string;
    mode: 'primary' | 'secondary';
  }[];
  backTitle: string;
  backVerb: string;
  back: object;
}>(entryTemplate);

export interface EntryView {
  opened: Opened;
  /** Of the people it is about, and of those who made the changes. */
  names: Names;
  notice?: string;
}

/** An entry: what is known of it, what can be done with it, and who changed what. */
export function entryCard(setting: Setting, { opened, names, notice = '' }: EntryView): CardMessage {
  const { reader } = setting;
  const { locale } = reader;
  const { list, entry } = opened;
  const t = translator(locale);
  const title = entryTitle(opened, setting);
  const heading = t(`lists:one.${list}`);
  const people = peopleOf(list, entry);
  const facts = people ? [] : factsOf(list, entry, reader, names).flatMap(factLines);
  const history = historyLines(opened, reader, names);
  const isOnly = onlyEntryOf(list) !== undefined;
  return entryTemplateCard(locale, {
    summary: `${heading}: ${title}`,
    heading,
    title,
    notice,
    list,
    id: entry.id,
    facts,
    people: (people ?? []).map(person => ({
      item: itemOf(person),
      line: lineOfPerson(list, person, names, reader),
      tooltip: names.get(person.personId) ?? t('lists:notMet'),
    })),
    nobody: people?.length === 0 ? t(list === 'editors' ? 'lists:nobodyPicked' : 'planning:nobody') : '',
    history: history.length > 0 ? history.map(line => ({ line })) : [{ line: t('lists:unchanged') }],
    deeds: offeredDeeds(list, entry, setting).map((button, index) => ({
      ...button,
      title: t(`lists:deed.${button.deed}`),
      mode: index < IN_THE_OPEN ? 'primary' : 'secondary',
    })),
    backTitle: t(isOnly ? 'lists:allLists' : 'lists:back'),
    backVerb: isOnly ? 'lists.open' : 'lists.list',
    back: isOnly ? { locale } : { list, locale },
  });
}

/** The people whom an entry holds, where it is a list of people. */
export function peopleOf(list: ListName, entry: Entry<ListName>): readonly Appointment[] | undefined {
  if (list === 'editors') return (entry as Entry<'editors'>).editors;
  return list === 'presidium' ? (entry as Entry<'presidium'>).members : undefined;
}

function lineOfPerson(list: ListName, person: Appointment, names: Names, { locale }: Reader): string {
  const line = personText(person, names, locale);
  if (list !== 'presidium') return line;
  const { role } = person as Entry<'presidium'>['members'][number];
  return translator(locale)('planning:inPresidium', {
    role: translator(locale)(`planning:role.${role}`),
    line,
  });
}

/** Each point of a programme on a line of its own. */
function factLines({ name, value, items = [], aLineEach }: Fact): { name: string; value: string }[] {
  if (!aLineEach) return [{ name: `${name}: `, value }];
  return [{ name, value: ':' }, ...items.map(item => ({ name: '• ', value: item }))];
}

/** The name as this version has it: the lists of the turn may be older. */
function entryTitle({ list, entry }: Opened, setting: Setting): string {
  const { reader } = setting;
  if (list === 'cycle') return nextLine(setting);
  if (list === 'presidium') return presidiumState(entry as Entry<'presidium'>, setting);
  return 'nameSv' in entry ? nameOn(entry, reader.locale) : titleOf(list, entry.id, reader);
}

/** Newest first. A meeting has been changed in its record, or in the cycle. */
function historyLines(
  { list, entry, history, ofCycle = [] }: Opened,
  reader: Reader,
  names: Names,
): string[] {
  const own = history.map(version => ({
    version,
    changes: changesBetween(list, version.before, version.entry, reader, names),
  }));
  return [...own, ...changesOfMeeting(entry, ofCycle, reader)]
    .toSorted((a, b) => b.version.at.localeCompare(a.version.at))
    .map(({ version, changes }) => versionLine(version, changes, reader, names));
}

function versionLine(version: Version, changes: readonly string[], reader: Reader, names: Names): string {
  const t = translator(reader.locale);
  const what = changes.length > 0 ? changesLine(changes, reader) : t('lists:change.other');
  return t('lists:version', { ...whoAndWhen(version, names, reader), what });
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
