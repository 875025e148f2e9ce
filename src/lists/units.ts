import { existsOn } from '../directory/named';
import { unitById, unitKinds, type Unit } from '../directory/units';
import { wordsOf } from '../directory/words';
import { translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import type { Lists } from '../directory/lists';
import type { FieldName } from './fields';
import { dayAfter } from '../register/when';
import { makeId, withoutAbsent, type Deed, type Reading, type Setting } from './model';
import { failIfTaken, readNames, renamed } from './names';

type UnitDeed = Deed<'units'>;
type Kind = Unit['kind'];

/** A new administration or company (S6). Its name is enough. */
const add: UnitDeed = {
  fields: ['nameSv', 'nameEn', 'abbreviation', 'kind', 'wordsSv', 'wordsEn', 'validFrom'],
  adds: true,
  filled: () => ({ kind: 'administration' }),
  read(reading, _entry, setting) {
    const { units } = setting.reader.lists;
    const named = readNames(reading);
    const id = makeId(
      named.nameSv,
      units.map(unit => unit.id),
    );
    failIfTaken(reading, units, { id, ...named }, setting);
    const kind = readKind(reading, setting);
    return withoutAbsent({
      id,
      ...named,
      ...ofKind(kind),
      abbreviation: reading.text('abbreviation'),
      validFrom: reading.day('validFrom'),
      everyday: readWords(reading, setting),
    });
  },
  effectOn: ({ validFrom }) => validFrom,
};

const rename: UnitDeed = {
  fields: ['nameSv', 'nameEn', 'firstDay'],
  filled: unit => ({ nameSv: unit.nameSv, nameEn: unit.nameEn ?? '' }),
  read(reading, unit, setting) {
    const after = renamed(reading, unit, setting);
    failIfTaken(reading, setting.reader.lists.units, after, setting);
    return after;
  },
};

/** The last day, and who took over if that is known: nobody is put there whom the City has not named. */
const close: UnitDeed = {
  fields: ['lastDay', 'successor'],
  filled: unit => ({ lastDay: unit.validTo ?? '', successor: unit.successor ?? '' }),
  read(reading, unit, setting) {
    const { reader } = setting;
    const t = translator(reader.locale);
    const validTo = reading.requiredDay('lastDay');
    reading.notBefore('lastDay', validTo, unit.validFrom);
    const successor = reading.text('successor') || undefined;
    if (successor !== undefined && validTo !== undefined) {
      const heir = unitById(reader.lists, successor);
      if (!heir || leadsTo(reader.lists, successor, unit.id)) {
        reading.fail('successor', t('lists:error.choice'));
      } else if (heir.validTo !== undefined && heir.validTo <= validTo) {
        const last = formatDay(heir.validTo, reader.locale);
        reading.fail('successor', t('lists:error.successorEnded', { unit: heir.nameSv, last }));
      }
    }
    return { ...unit, validTo, successor };
  },
  effectOn: ({ lastDay }) => dayAfter(lastDay),
};

const reopen: UnitDeed = {
  fields: [],
  offered: unit => unit.validTo !== undefined,
  read(reading, { validTo: _validTo, successor: _successor, ...unit }, setting) {
    failIfTaken(reading, setting.reader.lists.units, unit, setting);
    return unit;
  },
};

const words: UnitDeed = {
  fields: ['wordsSv', 'wordsEn'],
  filled: ({ everyday }) => ({
    wordsSv: everyday?.sv.join('\n') ?? '',
    wordsEn: everyday?.en.join('\n') ?? '',
  }),
  read: (reading, unit, setting) => ({ ...unit, everyday: readWords(reading, setting) }),
};

const details: UnitDeed = {
  fields: ['kind', 'abbreviation', 'committeeSv', 'validFrom'],
  filled: unit => ({
    kind: unit.kind,
    abbreviation: unit.abbreviation ?? '',
    committeeSv: unit.committeeSv ?? '',
    validFrom: unit.validFrom ?? '',
  }),
  read(reading, unit, setting) {
    const kind = readKind(reading, setting);
    const validFrom = reading.day('validFrom');
    if (unit.validTo !== undefined && validFrom !== undefined && validFrom > unit.validTo) {
      const last = formatDay(unit.validTo, setting.reader.locale);
      reading.fail('validFrom', translator(setting.reader.locale)('lists:error.notAfter', { last }));
    }
    return {
      ...unit,
      ...(kind === unit.kind ? {} : ofKind(kind)),
      abbreviation: reading.text('abbreviation') || undefined,
      committeeSv: reading.text('committeeSv') || undefined,
      validFrom,
    };
  },
  effectOn: ({ validFrom }, before) => (validFrom === before?.validFrom ? undefined : validFrom),
};

export const unitDeeds = { add, rename, words, close, reopen, details };

/** Those that can take over from a unit: that exist today or will, and did not themselves hand over to it. */
export function heirsOf(lists: Lists, unitId: string, today: string): Unit[] {
  return lists.units.filter(
    heir => (heir.validTo === undefined || existsOn(heir, today)) && !leadsTo(lists, heir.id, unitId),
  );
}

/** Whether the units that took over, one after the other, come to this one. */
function leadsTo(lists: Lists, from: string, to: string): boolean {
  const seen = new Set<string>();
  for (let id: string | undefined = from; id !== undefined && !seen.has(id);) {
    if (id === to) return true;
    seen.add(id);
    id = unitById(lists, id)?.successor;
  }
  return false;
}

/** The joint authorities are not the City's own: the duty to inform is not theirs (S8), and they come last. */
function ofKind(kind: Kind): Pick<Unit, 'kind' | 'insideDuty' | 'last'> {
  const last = kind === 'partOwned' || kind === 'jointAuthority';
  return { kind, insideDuty: kind !== 'jointAuthority', last: last || undefined };
}

function readKind(reading: Reading, { reader }: Setting): Kind {
  const typed = reading.text('kind') || 'administration';
  const kind = unitKinds.find(known => known === typed);
  if (!kind) reading.fail('kind', translator(reader.locale)('lists:error.choice'));
  return kind ?? 'administration';
}

const LONGEST_WORD = 60;

function readWords(reading: Reading, { reader }: Setting): Unit['everyday'] {
  const t = translator(reader.locale);
  function read(field: FieldName): string[] {
    const items = reading.items(field);
    const wrong = items.find(item => wordsOf(item).length === 0 || [...item].length > LONGEST_WORD);
    if (wrong !== undefined) reading.fail(field, t('lists:error.word', { max: LONGEST_WORD }));
    return items;
  }
  const sv = read('wordsSv');
  const en = read('wordsEn');
  return sv.length + en.length === 0 ? undefined : { sv, en };
}
