import { listNames, type Entry, type ListName } from '../directory/lists';
import { cityDeeds } from './cities';
import { editorDeeds } from './editors';
import { emptyValues, makeReading, type Deed, type Errors, type Setting, type Values } from './model';
import { ruleDeeds } from './rules';
import { termDeeds } from './terms';
import { unitDeeds } from './units';

const deeds = {
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

/** What enters a new one, where a list can be added to: the editors' list has an entry for each unit. */
export function addingTo(list: ListName): DeedName | undefined {
  return deedsOf(list).find(name => deedOf(list, name)?.adds);
}

/** What can be done with an entry as it stands, in the order of the buttons. */
export function offeredDeeds<Name extends ListName>(
  list: Name,
  entry: Entry<Name>,
  setting: Setting,
): DeedName[] {
  return deedsOf(list).filter(name => {
    const deed = deedOf(list, name);
    return deed && !deed.adds && !deed.within && (deed.offered?.(entry, setting) ?? true);
  });
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
