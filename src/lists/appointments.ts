import type { ListName, Entry } from '../directory/lists';
import { isObjectId } from '../directory/people';
import { translator, type TextKey } from '../i18n';
import type { FieldName, Values } from './fields';
import { dayAfter, dayBefore } from '../register/when';
import { type Deed, type Reading, type Setting } from './model';

/** Somebody who is something from one day to another, both included: an editor of a unit, say. */
export interface Appointment {
  /** Entra object id. */
  personId: string;
  function?: string;
  from: string;
  to?: string;
}

/** A list of which each entry holds people with their time. */
export interface Appointing<Name extends ListName, A extends Appointment> {
  peopleOf(entry: Entry<Name>): readonly A[];
  withPeople(entry: Entry<Name>, people: A[]): Entry<Name>;
  /** Fields beside function, first and last day, what they show, and what they make of somebody. */
  fields: readonly FieldName[];
  filled(person: A | undefined): Partial<Values>;
  read(reading: Reading, period: Appointment, setting: Setting): A;
  /** Former ones included: more would not fit into the card of an entry. */
  most: number;
  /** What is said to somebody who is entered twice. */
  texts: Record<'tooMany' | 'already' | 'gone' | 'overlap', TextKey>;
}

/** What can be done with people who are something from one day to another. */
export function appointmentDeeds<Name extends ListName, A extends Appointment>(
  kind: Appointing<Name, A>,
): Record<'pick' | 'change' | 'endNow', Deed<Name>> {
  const { peopleOf, withPeople, texts } = kind;
  const fields: readonly FieldName[] = ['function', ...kind.fields, 'from', 'to'];
  const personIn = (entry: Entry<Name> | undefined, item: string) =>
    entry && peopleOf(entry).find(candidate => itemOf(candidate) === item);

  const pick: Deed<Name> = {
    fields: ['people', ...fields],
    filled: (_entry, { today }) => ({ ...kind.filled(undefined), from: today }),
    read(reading, entry, setting) {
      const t = translator(setting.reader.locale);
      const before = peopleOf(entry);
      const ids = reading.items('people').map(id => id.toLowerCase());
      if (ids.length === 0) reading.fail('people', t('lists:error.nobody'));
      if (!ids.every(isObjectId)) reading.fail('people', t('lists:error.notAPerson'));
      if (before.length + ids.length > kind.most) {
        reading.fail('people', t(texts.tooMany, { max: kind.most }));
      }
      const period = readPeriod(reading);
      if (!period) return entry;
      const added = ids.map(personId => kind.read(reading, { personId, ...period }, setting));
      // Who is there with just these dates already has been entered: by the same form, pressed twice.
      const fresh = added.filter(person => !before.some(other => isSame(other, person)));
      if (fresh.some(person => before.some(other => overlaps(other, person)))) {
        reading.fail('people', t(texts.already));
      }
      return withPeople(entry, [...before, ...fresh]);
    },
    effectOn: ({ from }) => from,
  };

  /** Other dates for one of them; a last day ends it. */
  const change: Deed<Name> = {
    fields,
    within: true,
    // One whom these lists do not know yet was picked a moment ago.
    beside(entry, { today }, item) {
      const person = personIn(entry, item);
      return person && isOver(person, today) ? undefined : 'endNow';
    },
    filled(entry, _setting, item) {
      const person = personIn(entry, item);
      return {
        ...kind.filled(person),
        function: person?.function ?? '',
        from: person?.from ?? '',
        to: person?.to ?? '',
      };
    },
    read(reading, entry, setting, item) {
      const t = translator(setting.reader.locale);
      const period = readPeriod(reading);
      const before = personIn(entry, item);
      if (!period) return entry;
      const after = kind.read(reading, { personId: personOf(item), ...period }, setting);
      const people = peopleOf(entry);
      // These dates have been given already: by the same form, pressed twice.
      if (people.some(other => isSame(other, after))) return entry;
      if (!before) {
        reading.fail('from', t(texts.gone));
        return entry;
      }
      if (people.some(other => other !== before && overlaps(other, after))) {
        reading.fail('from', t(texts.overlap));
      }
      return withPeople(
        entry,
        people.map(person => (person === before ? after : person)),
      );
    },
    effectOn({ from, to }, before, item) {
      const person = personIn(before, item);
      if (from !== person?.from) return from;
      return to === '' || to === person.to ? undefined : dayAfter(to);
    },
  };

  /**
   * Takes the rights away at once: who begins today or later never had them and is left to the history; others had
   * their last day yesterday. Where a colleague has moved the first day meanwhile, it is the period that is not over.
   */
  const endNow: Deed<Name> = {
    fields: [],
    within: true,
    read(_reading, entry, { today }, item) {
      const people = peopleOf(entry);
      const person =
        personIn(entry, item) ??
        people.find(other => !isOver(other, today) && other.personId === personOf(item));
      if (!person || isOver(person, today)) return entry;
      const ended = person.from < today ? [{ ...person, to: dayBefore(today) }] : [];
      return withPeople(
        entry,
        people.flatMap(other => (other === person ? ended : [other])),
      );
    },
  };

  return { pick, change, endNow };
}

/** Which of the people of an entry: the same person may have been there before. */
export function itemOf({ personId, from }: Appointment): string {
  return `${personId}|${from}`;
}

/** The Entra object id of the one whom `itemOf` told of. */
export function personOf(item: string): string {
  return item.split('|')[0] ?? '';
}

function isOver({ to }: Appointment, today: string): boolean {
  return to !== undefined && to < today;
}

function readPeriod(reading: Reading): Omit<Appointment, 'personId'> | undefined {
  const work = reading.text('function');
  const from = reading.requiredDay('from');
  const to = reading.day('to');
  reading.notBefore('to', to, from);
  if (from === undefined) return undefined;
  return { ...(work && { function: work }), from, ...(to && { to }) };
}

/** The parts of an appointment are plain, and whatever holds a text, or nothing. */
function isSame<A extends Appointment>(a: A, b: A): boolean {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof A)[];
  return keys.every(key => a[key] === b[key]);
}

function overlaps(a: Appointment, b: Appointment): boolean {
  return a.personId === b.personId && a.from <= (b.to ?? a.from) && b.from <= (a.to ?? b.from);
}
