import type { z } from 'zod/v4';
import type { Locale } from '../i18n';
import { citySchema, seedCities, type City } from './cities';
import { unitEditorsSchema, type UnitEditors } from './editors';
import { seedCycle, seedMeetings } from '../meetings/known';
import {
  cycleEntrySchema,
  delegationSchema,
  meetingRecordSchema,
  presidiumSchema,
  type CycleEntry,
  type Delegation,
  type MeetingRecord,
  type Presidium,
} from '../meetings/model';
import { ruleSchema, seedRules, type Rule } from './rules';
import { seedAreas, seedCategories, termSchema, type Term } from './terms';
import { compareUnits, seedUnits, unitSchema, type Unit } from './units';

/**
 * The lists that the City's coordinators keep, as they stand at one moment: what the form offers, what names are
 * shown, and who may edit what. A turn has one of these from its beginning to its end.
 */
export interface Lists {
  /** The sister cities, in the order in which people see them. */
  cities: readonly City[];
  /** Proposals that were withdrawn. They stand apart, so that whoever offers or looks for cities never meets them. */
  withdrawnCities: readonly City[];
  units: readonly Unit[];
  categories: readonly Term[];
  areas: readonly Term[];
  rules: readonly Rule[];
  editors: readonly UnitEditors[];
  /** One entry. */
  cycle: readonly CycleEntry[];
  meetings: readonly MeetingRecord[];
  /** One entry, once somebody has been picked. */
  presidium: readonly Presidium[];
  delegations: readonly Delegation[];
}

/** Whoever reads a card or a sentence: their language, and the lists that names are taken from. */
export interface Reader {
  locale: Locale;
  lists: Lists;
}

/** The lists and what their entries look like. */
export const listSchemas = {
  cities: citySchema,
  units: unitSchema,
  categories: termSchema,
  areas: termSchema,
  rules: ruleSchema,
  editors: unitEditorsSchema,
  cycle: cycleEntrySchema,
  meetings: meetingRecordSchema,
  presidium: presidiumSchema,
  delegations: delegationSchema,
} as const satisfies Record<Exclude<keyof Lists, 'withdrawnCities'>, z.ZodType<{ id: string }>>;

export type StoredName = keyof typeof listSchemas;
export type Entry<Name extends StoredName> = z.infer<(typeof listSchemas)[Name]>;
export const storedNames = Object.keys(listSchemas) as StoredName[];

/** The lists that coordinators keep in forms of their own, in the order in which people see them. */
export const listNames = [
  'meetings',
  'cycle',
  'presidium',
  'cities',
  'units',
  'categories',
  'areas',
  'rules',
  'editors',
] as const;
export type ListName = (typeof listNames)[number];

const seeds: Pick<Lists, StoredName> = {
  cities: seedCities,
  units: seedUnits,
  categories: seedCategories,
  areas: seedAreas,
  rules: seedRules,
  editors: [],
  cycle: [seedCycle],
  meetings: seedMeetings,
  presidium: [],
  delegations: [],
};

/** What coordinators have entered or changed, by list. */
export type Changes = { [Name in StoredName]?: readonly Entry<Name>[] };

/** The lists with what people have entered: an entry with a known id takes the place of that one. */
export function makeLists(changes: Changes = {}): Lists {
  const swedish = new Intl.Collator('sv');
  const cities = merged(seeds.cities, changes.cities).sort((a, b) => swedish.compare(a.nameSv, b.nameSv));
  return {
    cities: cities.filter(({ withdrawn }) => withdrawn === undefined),
    withdrawnCities: cities.filter(({ withdrawn }) => withdrawn !== undefined),
    units: merged(seeds.units, changes.units).sort(compareUnits),
    categories: merged(seeds.categories, changes.categories),
    areas: merged(seeds.areas, changes.areas),
    rules: merged(seeds.rules, changes.rules),
    editors: merged(seeds.editors, changes.editors),
    cycle: merged(seeds.cycle, changes.cycle),
    meetings: merged(seeds.meetings, changes.meetings),
    presidium: merged(seeds.presidium, changes.presidium),
    delegations: merged(seeds.delegations, changes.delegations),
  };
}

/** The lists as they are now, with what has not changed taken from before, so that what is prepared from it stays. */
export function keepUnchanged(before: Lists, now: Lists, changed: (name: StoredName) => boolean): Lists {
  const unchanged = storedNames.filter(name => !changed(name));
  const kept: (keyof Lists)[] = unchanged.includes('cities') ? [...unchanged, 'withdrawnCities'] : unchanged;
  return { ...now, ...Object.fromEntries(kept.map(part => [part, before[part]])) };
}

function merged<T extends { id: string }>(seed: readonly T[], changes: readonly T[] = []): T[] {
  const changed = new Map(changes.map(entry => [entry.id, entry]));
  const known = new Set(seed.map(({ id }) => id));
  return [
    ...seed.map(entry => changed.get(entry.id) ?? entry),
    ...changes.filter(({ id }) => !known.has(id)),
  ];
}

/** The lists before anything was changed in them. */
export const seedLists: Lists = makeLists();
