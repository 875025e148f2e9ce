import { listNames, type Entry, type ListName } from '../directory/lists';
import type { Meeting } from '../meetings/cycle';
import { CYCLE_ID } from '../meetings/model';
import { cycleOf } from '../meetings/standing';
import { cityDeeds } from './cities';
import { editorDeeds } from './editors';
import { emptyValues, type Errors, type Values } from './fields';
import { makeReading, type Deed, type Setting } from './model';
import { cycleDeeds } from './meetings/cycle';
import { meetingDeeds, meetingIn } from './meetings/one-meeting';
import { recordDeeds } from './meetings/record';
import { presidiumDeeds } from './presidium';
import { ruleDeeds } from './rules';
import { termDeeds } from './terms';
import { unitDeeds } from './units';

const deeds = {
  meetings: recordDeeds,
  cycle: cycleDeeds,
  presidium: presidiumDeeds,
  cities: cityDeeds,
  units: unitDeeds,
  categories: termDeeds('categories'),
  areas: termDeeds('areas'),
  rules: ruleDeeds,
  editors: editorDeeds,
} as const satisfies { [Name in ListName]: Record<string, Deed<Name>> };

export type DeedName = { [Name in ListName]: keyof (typeof deeds)[Name] }[ListName];

/** The name of everything that can be done with some list. */
export const deedNames = [...new Set(listNames.flatMap(list => Object.keys(deeds[list])))] as DeedName[];

/** What `name` is for a list; undefined where the list has no such thing. */
export function deedOf<Name extends ListName>(list: Name, name: string): Deed<Name> | undefined {
  return Object.hasOwn(deeds[list], name) ? (deeds[list] as Record<string, Deed<Name>>)[name] : undefined;
}

/** A form that a button leads to. */
export interface FormButton {
  list: ListName;
  deed: DeedName;
  /** Empty for a new entry. */
  id: string;
  item: string;
}

/**
 * What enters a new one, where a list can be added to: the editors' list has an entry for each unit, and meetings are
 * entered in the cycle.
 */
export function addingTo(list: ListName): FormButton | undefined {
  if (list === 'meetings') return { list: 'cycle', deed: 'enterMeeting', id: CYCLE_ID, item: '' };
  const deed = deedsOf(list).find(name => deedOf(list, name)?.adds);
  return deed && { list, deed, id: '', item: '' };
}

/** What can be done with an entry as it stands, in the order of the buttons. */
export function offeredDeeds<Name extends ListName>(
  list: Name,
  entry: Entry<Name>,
  setting: Setting,
): FormButton[] {
  const own = deedsOf(list)
    .filter(name => {
      const deed = deedOf(list, name);
      return deed && !deed.adds && !deed.within && (deed.offered?.(entry, setting, '') ?? true);
    })
    .map(deed => ({ list, deed, id: entry.id, item: '' }));
  return list === 'meetings' ? withCycle(own, entry.id, setting) : own;
}

/** The three that are wanted most at a meeting that stands like this come first. */
const firstAtMeeting: Record<Meeting['status'], readonly DeedName[]> = {
  calculated: ['planIt', 'confirmCity', 'move'],
  planned: ['confirmCity', 'when', 'move'],
  moved: ['confirmCity', 'when', 'move'],
  confirmed: ['programme', 'theme', 'when'],
  held: ['documents', 'programme', 'guests'],
  skipped: ['reinstate', 'documents', 'theme'],
  cancelled: ['reinstate', 'documents', 'theme'],
};

function withCycle(own: FormButton[], id: string, setting: Setting): FormButton[] {
  const cycle = cycleOf(setting.reader.lists);
  const meeting = meetingIn(cycle, id);
  if (!meeting) return own;
  const names = Object.keys(meetingDeeds) as (keyof typeof meetingDeeds)[];
  const offered = names
    .filter(name => meetingDeeds[name].offered?.(cycle, setting, id))
    .map((deed): FormButton => ({ list: 'cycle', deed, id: CYCLE_ID, item: id }));
  const all = [...own, ...offered];
  const first = firstAtMeeting[meeting.status];
  return [
    ...first.flatMap(name => all.filter(({ deed }) => deed === name)),
    ...all.filter(({ deed }) => !first.includes(deed)),
  ];
}

function deedsOf(list: ListName): DeedName[] {
  return Object.keys(deeds[list]) as DeedName[];
}

/** What a form shows when it is opened. */
export function filledValues<Name extends ListName>(
  deed: Deed<Name>,
  entry: Entry<Name> | undefined,
  setting: Setting,
  item: string,
): Values {
  // One that enters a new one looks at no entry.
  return { ...emptyValues, ...deed.filled?.(entry as Entry<Name>, setting, item) };
}

/** Reads a form: the entry as it is to be, or every field that needs mending with what to do about it. */
export function readDeed<Name extends ListName>(
  deed: Deed<Name>,
  entry: Entry<Name> | undefined,
  values: Values,
  setting: Setting,
  item: string,
): { after: Entry<Name> } | { errors: Errors } {
  const reading = makeReading(values, setting);
  const after = deed.read(reading, entry as Entry<Name>, setting, item);
  return Object.keys(reading.errors).length > 0 ? { errors: reading.errors } : { after };
}
