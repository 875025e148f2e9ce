import { z } from 'zod/v4';
import everydayContent from './data/everyday-words.json';
import unitsContent from './data/units.json';
import { checkedData } from './data-file';
import type { Lists, Reader } from './lists';
import { existsOn, namedFields, nameOn, validity } from './named';
import { wordsOf } from './words';

export const unitKinds = [
  'administration',
  'committee',
  'company',
  'partOwned',
  'office',
  'jointAuthority',
] as const;

const phrases = z.array(z.string().refine(text => text === text.trim() && wordsOf(text).length > 0));
const everydaySchema = z.strictObject({ sv: phrases, en: phrases });

/** An administration or a company, as the City's organisation has it (S6). */
export const unitSchema = z.strictObject({
  ...namedFields,
  ...validity,
  kind: z.enum(unitKinds),
  abbreviation: z.string().min(1).optional(),
  /** The political committee that the administration works for. */
  committeeSv: z.string().min(1).optional(),
  /** The id of the unit that took over. */
  successor: z.string().optional(),
  /** Comes after the others in a list. */
  last: z.boolean().optional(),
  /** Whether the position paper's duty to inform covers it (S8). */
  insideDuty: z.boolean(),
  /** The group of companies it belongs to, in Swedish. */
  cluster: z.string().optional(),
  /** Words by which people look for it. */
  everyday: everydaySchema.optional(),
  /** For those who keep the list; nobody else sees it. */
  note: z.string().optional(),
});
export type Unit = z.infer<typeof unitSchema>;

const unitsSchema = z.array(unitSchema).superRefine((list, context) => {
  const ids = list.map(unit => unit.id);
  list.forEach((unit, index) => {
    if (ids.indexOf(unit.id) !== index)
      context.addIssue({ code: 'custom', path: [index, 'id'], message: `${unit.id} stands twice` });
    if (unit.successor !== undefined && (unit.successor === unit.id || !ids.includes(unit.successor)))
      context.addIssue({ code: 'custom', path: [index, 'successor'], message: `No unit ${unit.successor}` });
  });
});

const withoutWords = checkedData('src/directory/data/units.json', unitsSchema, unitsContent);

/** The order of the units in the file decides who comes first where several share a word. */
const everyday = checkedData(
  'src/directory/data/everyday-words.json',
  z.record(
    z.string().refine(id => withoutWords.some(unit => unit.id === id), 'No such unit'),
    everydaySchema,
  ),
  everydayContent,
);

/** As they are until a coordinator changes them. */
export const seedUnits: readonly Unit[] = withoutWords.map(unit => ({
  ...unit,
  ...(everyday[unit.id] && { everyday: everyday[unit.id] }),
}));

/** Ids in the order in which units that share an everyday word are found; others come after. */
export const everydayOrder: readonly string[] = Object.keys(everyday);

const swedish = new Intl.Collator('sv');

/** Orders units as people see them: by Swedish name, those marked `last` at the end. */
export function compareUnits(a: Unit, b: Unit): number {
  return Number(a.last ?? false) - Number(b.last ?? false) || swedish.compare(a.nameSv, b.nameSv);
}

/** Lists the administrations and companies that exist on an ISO date, in the order people see them (S6). */
export function allUnits(lists: Lists, on: string): readonly Unit[] {
  return lists.units.filter(unit => existsOn(unit, on));
}

/** Gives a unit by id, also one that has ended: an old notification still needs its name (S6). */
export function unitById(lists: Lists, id: string): Unit | undefined {
  return lists.units.find(unit => unit.id === id);
}

/** Names a unit as it was called on a day, an ISO day or moment, or is now. An unknown id is returned as it is. */
export function unitName({ lists, locale }: Reader, id: string, on?: string): string {
  const unit = unitById(lists, id);
  return unit ? nameOn(unit, locale, on) : id;
}

/** Names a unit with its abbreviation, "Stadsledningskontoret (SLK)", where that tells more than the name does. */
export function unitLabel(reader: Reader, id: string, on?: string): string {
  const name = unitName(reader, id, on);
  const abbreviation = unitById(reader.lists, id)?.abbreviation;
  return abbreviation === undefined || isWithin(name, abbreviation) ? name : `${name} (${abbreviation})`;
}

/** By whole words: "Bostads AB Poseidon" says "Poseidon", "Göteborgs Stads Bostads AB" does not say "Bostadsbolaget". */
function isWithin(name: string, abbreviation: string): boolean {
  return ` ${wordsOf(name).join(' ')} `.includes(` ${wordsOf(abbreviation).join(' ')} `);
}
