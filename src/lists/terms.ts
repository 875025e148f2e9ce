import type { Lists } from '../directory/lists';
import { existsOn } from '../directory/named';
import { translator } from '../i18n';
import { dayAfter } from '../register/when';
import { makeId, type Deed } from './model';
import { failIfTaken, readNames, renamed } from './names';

type TermList = 'categories' | 'areas';
type TermDeed = Deed<TermList>;

/** What can be done with a category or an area (S10). */
export function termDeeds(list: TermList) {
  const termsOf = (lists: Lists) => lists[list];

  const add: TermDeed = {
    fields: ['nameSv', 'nameEn'],
    adds: true,
    read(reading, _entry, setting) {
      const terms = termsOf(setting.reader.lists);
      const named = readNames(reading);
      const id = makeId(
        named.nameSv,
        terms.map(term => term.id),
      );
      failIfTaken(reading, terms, { id, ...named }, setting);
      return { id, ...named };
    },
  };

  const rename: TermDeed = {
    fields: ['nameSv', 'nameEn', 'firstDay'],
    filled: term => ({ nameSv: term.nameSv, nameEn: term.nameEn ?? '' }),
    read(reading, term, setting) {
      const after = renamed(reading, term, setting);
      failIfTaken(reading, termsOf(setting.reader.lists), after, setting);
      return after;
    },
  };

  /** The form must have something to offer. */
  const close: TermDeed = {
    fields: ['lastDay'],
    filled: term => ({ lastDay: term.validTo ?? '' }),
    read(reading, term, { reader, today }) {
      const validTo = reading.requiredDay('lastDay');
      reading.notBefore('lastDay', validTo, term.validFrom);
      const others = termsOf(reader.lists).filter(({ id }) => id !== term.id);
      if (!others.some(other => other.validTo === undefined && existsOn(other, today))) {
        reading.fail('lastDay', translator(reader.locale)('lists:error.lastOne'));
      }
      return { ...term, validTo };
    },
    effectOn: ({ lastDay }) => dayAfter(lastDay),
  };

  const reopen: TermDeed = {
    fields: [],
    offered: term => term.validTo !== undefined,
    read(reading, { validTo: _validTo, ...term }, setting) {
      failIfTaken(reading, termsOf(setting.reader.lists), term, setting);
      return term;
    },
  };

  return { add, rename, close, reopen };
}
