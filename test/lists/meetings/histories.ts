import { makeLists, type Lists } from '../../../src/directory/lists';
import type { Locale } from '../../../src/i18n';
import { deedOf, readDeed } from '../../../src/lists/deeds';
import { emptyValues, type Values } from '../../../src/lists/fields';
import type { Setting } from '../../../src/lists/model';
import { seedCycle } from '../../../src/meetings/known';
import type { CycleEntry, MeetingRecord } from '../../../src/meetings/model';
import { TODAY } from '../../support/contents';

/** The lists with one state of the cycle, and what is known of its meetings. */
export function listsOf(entry: CycleEntry, records: readonly MeetingRecord[] = []): Lists {
  const malmo = { id: 'malmo', nameSv: 'Malmö', spellings: ['Malmö'], since: 2030 };
  return makeLists({ cycle: [entry], meetings: records, cities: [malmo] });
}

export function settingOf(
  entry: CycleEntry,
  {
    locale = 'sv',
    today = TODAY,
    records,
  }: { locale?: Locale; today?: string; records?: MeetingRecord[] } = {},
): Setting {
  return { reader: { locale, lists: listsOf(entry, records) }, today };
}

/** What a form of the cycle gives: the cycle as it is then, or what has to be mended. */
export function tries(entry: CycleEntry, name: string, values: Partial<Values>, item = '', today = TODAY) {
  const setting = settingOf(entry, { today });
  return readDeed(deedOf('cycle', name)!, entry, { ...emptyValues, ...values }, setting, item);
}

/** The cycle after a form that is accepted. */
export function after(
  entry: CycleEntry,
  name: string,
  values: Partial<Values>,
  item = '',
  today = TODAY,
): CycleEntry {
  const done = tries(entry, name, values, item, today);
  if ('errors' in done) throw new Error(JSON.stringify(done.errors));
  return done.after;
}

/** What a form shows before it is confirmed. */
export function previewOf(
  entry: CycleEntry,
  name: string,
  values: Partial<Values>,
  item = '',
  options: Parameters<typeof settingOf>[1] = {},
): string[] {
  const done = after(entry, name, values, item, options.today);
  return deedOf('cycle', name)!.preview!(entry, done, settingOf(entry, options));
}

/** Nobody has answered. */
export const unsaid: CycleEntry = seedCycle;
/** History A: Göteborg hosted in 2025. */
export const heldIn2025 = after(unsaid, 'firstAnswer', { turn: '2025' });
/** History B: Göteborg hosts in 2027. */
export const hostIn2027 = after(unsaid, 'firstAnswer', { turn: '2027' });
/** It is not known. */
export const notKnown = after(unsaid, 'firstAnswer', { turn: 'notKnown' });

/** With a fifth city, whose first turn is in 2031. */
export const fiveCities: CycleEntry = {
  ...hostIn2027,
  members: [...hostIn2027.members, { cityId: 'malmo', from: 2031 }],
};

/** Göteborg alone. */
export const oneCity: CycleEntry = {
  ...hostIn2027,
  members: [{ cityId: 'goteborg' }],
  anchors: hostIn2027.anchors.filter(({ host }) => host === 'goteborg'),
};

/** Åbo leaves after 2030. */
export const leaving = after(hostIn2027, 'endMember', { member: 'abo', lastYear: '2030' });

/** Moved to a leap year. */
export const leapYear = after(hostIn2027, 'move', { newYear: '2028', rule: 'keepOrder' }, '2027');

/** Called off twice, one after the other. */
export const skippedTwice = after(
  after(hostIn2027, 'skip', { rule: 'keepOrder' }, '2027'),
  'skip',
  { rule: 'keepOrder' },
  '2029',
);
