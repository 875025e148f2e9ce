import { z } from 'zod/v4';
import type { Locale } from '../i18n';
import content from './data/units.json';
import { checkedData } from './data-file';
import { wordsOf } from './words';

const unitSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  kind: z.enum(['administration', 'committee', 'company', 'partOwned', 'office', 'jointAuthority']),
  nameSv: z.string().min(1),
  nameEn: z.string().min(1).optional(),
  abbreviation: z.string().min(1).optional(),
  /** The political committee that the administration works for. */
  committeeSv: z.string().min(1).optional(),
  /** First and last day, both included. Absent: no such day is known. */
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
  /** The id of the unit that took over. */
  successor: z.string().optional(),
  /** Comes after the others in a list. */
  last: z.boolean().optional(),
  /** Whether the position paper's duty to inform covers it (S8). */
  insideDuty: z.boolean(),
  /** The group of companies it belongs to, in Swedish. */
  cluster: z.string().optional(),
  /** For those who keep this file; nobody else sees it. */
  note: z.string().optional(),
});

const unitsSchema = z.array(unitSchema).superRefine((list, context) => {
  const ids = list.map(unit => unit.id);
  list.forEach((unit, index) => {
    if (ids.indexOf(unit.id) !== index)
      context.addIssue({ code: 'custom', path: [index, 'id'], message: `${unit.id} stands twice` });
    if (unit.successor !== undefined && (unit.successor === unit.id || !ids.includes(unit.successor)))
      context.addIssue({ code: 'custom', path: [index, 'successor'], message: `No unit ${unit.successor}` });
  });
});

export type Unit = z.infer<typeof unitSchema>;

const swedish = new Intl.Collator('sv');
const units: readonly Unit[] = checkedData('src/directory/data/units.json', unitsSchema, content).sort(
  compareUnits,
);
const byId = new Map(units.map(unit => [unit.id, unit]));

/** Orders units as people see them: by Swedish name, those marked `last` at the end. */
export function compareUnits(a: Unit, b: Unit): number {
  return Number(a.last ?? false) - Number(b.last ?? false) || swedish.compare(a.nameSv, b.nameSv);
}

/** Tells whether a unit existed on an ISO date; its first and last days count. */
export function existsOn(unit: Pick<Unit, 'validFrom' | 'validTo'>, on: string): boolean {
  return (unit.validFrom ?? on) <= on && on <= (unit.validTo ?? on);
}

/** Lists the administrations and companies that exist on an ISO date, in the order people see them (S6). */
export function allUnits(on: string): readonly Unit[] {
  return units.filter(unit => existsOn(unit, on));
}

/** Gives a unit by id, also one that has ended: an old notification still needs its name (S6). */
export function unitById(id: string): Unit | undefined {
  return byId.get(id);
}

/** Names a unit; where no English name is known the Swedish one stands. An unknown id is returned as it is. */
export function unitName(id: string, locale: Locale): string {
  const unit = unitById(id);
  if (!unit) return id;
  return locale === 'en' ? (unit.nameEn ?? unit.nameSv) : unit.nameSv;
}

/** Names a unit with its abbreviation, "Stadsledningskontoret (SLK)", where that tells more than the name does. */
export function unitLabel(id: string, locale: Locale): string {
  const name = unitName(id, locale);
  const abbreviation = unitById(id)?.abbreviation;
  return abbreviation === undefined || isWithin(name, abbreviation) ? name : `${name} (${abbreviation})`;
}

/** By whole words: "Bostads AB Poseidon" says "Poseidon", "Göteborgs Stads Bostads AB" does not say "Bostadsbolaget". */
function isWithin(name: string, abbreviation: string): boolean {
  return ` ${wordsOf(name).join(' ')} `.includes(` ${wordsOf(abbreviation).join(' ')} `);
}
