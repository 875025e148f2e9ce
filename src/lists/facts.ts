import type { Entry, ListName, Reader } from '../directory/lists';
import type { Named } from '../directory/named';
import { unitName } from '../directory/units';
import { translator, type Locale, type TextKey } from '../i18n';
import { formatDay } from '../i18n/moments';
import type { Appointment } from './appointments';
import { many, one, type Fact } from './fact';
import type { PresidiumMember } from '../meetings/model';
import { cycleFacts, meetingFacts } from './meetings/facts';

/** Display names by Entra object id; an id without one has not met the bot. */
export type Names = ReadonlyMap<string, string>;

/** All that is known of an entry, in the reader's words. `names`: of the people, where it is about those. */
export function factsOf<Name extends ListName>(
  list: Name,
  entry: Entry<Name>,
  reader: Reader,
  names: Names,
): Fact[] {
  const makers: { [N in ListName]: (entry: Entry<N>) => (Fact | undefined)[] } = {
    cities: city => cityFacts(city, reader),
    units: unit => unitFacts(unit, reader),
    categories: term => termFacts(term, reader),
    areas: term => termFacts(term, reader),
    rules: rule => ruleFacts(rule, reader),
    editors: ({ editors }) => peopleFacts(editors, editorWords, reader, names),
    presidium: ({ members }) => peopleFacts(members, presidiumWords, reader, names),
    cycle: cycle => cycleFacts(cycle, reader),
    meetings: record => meetingFacts(record, reader),
  };
  return makers[list](entry).filter(fact => fact !== undefined);
}

function cityFacts(city: Entry<'cities'>, { locale }: Reader) {
  const t = translator(locale);
  const { proposed, withdrawn, decision, paused, ended, since } = city;
  const on = proposed && formatDay(proposed.on, locale);
  const others = city.spellings.filter(spelling => ![city.nameSv, city.nameEn].includes(spelling));
  return [
    ...nameFacts(city, locale),
    many('spellings', others, locale),
    one('since', since?.toString(), locale),
    one('proposed', proposed?.by ? t('lists:proposedBy', { on: on ?? '', by: proposed.by }) : on, locale),
    one('withdrawn', dayText(withdrawn, locale), locale),
    one(
      'decision',
      decision && t('lists:decision', { ...decision, on: formatDay(decision.on, locale) }),
      locale,
    ),
    one('paused', paused && periodText(paused, locale), locale),
    one('ended', dayText(ended, locale), locale),
    formerNames(city, locale),
  ];
}

function unitFacts(unit: Entry<'units'>, reader: Reader) {
  const { locale } = reader;
  const t = translator(locale);
  const heir = unit.successor ? unitName(reader, unit.successor) : t('lists:noSuccessor');
  return [
    ...nameFacts(unit, locale),
    one('abbreviation', unit.abbreviation, locale),
    one('kind', t(`lists:kind.${unit.kind}`), locale),
    one('committeeSv', unit.committeeSv, locale),
    many('wordsSv', unit.everyday?.sv ?? [], locale),
    many('wordsEn', unit.everyday?.en ?? [], locale),
    one('validFrom', dayText(unit.validFrom, locale), locale),
    one('lastDay', dayText(unit.validTo, locale), locale),
    one('successor', unit.validTo && heir, locale),
    formerNames(unit, locale),
    one('note', unit.note, locale),
  ];
}

function termFacts(term: Entry<'categories'>, { locale }: Reader) {
  return [
    ...nameFacts(term, locale),
    one('validFrom', dayText(term.validFrom, locale), locale),
    one('lastDay', dayText(term.validTo, locale), locale),
    formerNames(term, locale),
  ];
}

/** How many of a rule's texts a card holds. */
const MOST_TEXTS = 6;

function ruleFacts(rule: Entry<'rules'>, { locale }: Reader) {
  const t = translator(locale);
  const newest = rule.texts.toSorted((a, b) => b.from.localeCompare(a.from)).slice(0, MOST_TEXTS);
  return [
    ...nameFacts(rule, locale),
    ...newest.flatMap(({ from, to, sv, en, decidedBy }) => {
      const day = formatDay(from, locale);
      const fact = (key: 'text' | 'textEn' | 'decided' | 'textTo', value: string | undefined) =>
        value === undefined
          ? undefined
          : { key: `${key}|${from}`, name: t(`lists:fact.${key}`, { from: day }), value };
      return [
        fact('text', sv),
        fact('textEn', en),
        fact('decided', decidedBy),
        fact('textTo', dayText(to, locale)),
      ];
    }),
  ];
}

/** What somebody is called in the history of a list of people. */
interface PeopleWords<A extends Appointment> {
  name(person: A): TextKey;
  gone: TextKey;
}

const editorWords: PeopleWords<Appointment> = {
  name: () => 'lists:fact.editor',
  gone: 'lists:change.editorGone',
};
const presidiumWords: PeopleWords<PresidiumMember> = {
  name: ({ role }) => `planning:role.${role}`,
  gone: 'planning:presidiumGone',
};

/** Who comes more than once is counted, so that other dates are seen as a change of the same period. */
function peopleFacts<A extends Appointment>(
  people: readonly A[],
  words: PeopleWords<A>,
  { locale }: Reader,
  names: Names,
): Fact[] {
  const t = translator(locale);
  return people.map((person, index) => {
    const before = people.slice(0, index).filter(({ personId }) => personId === person.personId).length;
    return {
      key: `${person.personId}|${before}`,
      name: t(words.name(person)),
      value: personText(person, names, locale),
      whenGone: t(words.gone, { who: whoIs(person, names, locale) }),
    };
  });
}

/** Somebody with what they are and from when to when. Whom the bot has not met is known by function only. */
export function personText(person: Appointment, names: Names, locale: Locale): string {
  const name = names.get(person.personId);
  const who = name ? [name, person.function].filter(Boolean).join(', ') : whoIs(person, names, locale);
  return translator(locale)('lists:editor', { who, period: periodText(person, locale) });
}

/** Who somebody is, as shortly as it can be said. */
export function whoIs(
  { personId, function: work }: Pick<Appointment, 'personId' | 'function'>,
  names: Names,
  locale: Locale,
): string {
  const t = translator(locale);
  const unknown = work ? `${work}, ${t('lists:notMet')}` : t('lists:somebodyNotMet');
  return names.get(personId) ?? unknown;
}

function nameFacts({ nameSv, nameEn }: Pick<Named, 'nameSv' | 'nameEn'>, locale: Locale) {
  return [one('nameSv', nameSv, locale), one('nameEn', nameEn, locale)];
}

function formerNames(entry: Named, locale: Locale): Fact | undefined {
  const t = translator(locale);
  const names = (entry.formerNames ?? []).map(({ nameSv, nameEn, until }) =>
    t('lists:formerName', {
      name: locale === 'en' ? (nameEn ?? nameSv) : nameSv,
      until: formatDay(until, locale),
    }),
  );
  return many('formerNames', names, locale);
}

function dayText(day: string | undefined, locale: Locale): string | undefined {
  return day && formatDay(day, locale);
}

function periodText({ from, to }: { from: string; to?: string }, locale: Locale): string {
  const t = translator(locale);
  const first = formatDay(from, locale);
  return to
    ? t('lists:period', { from: first, to: formatDay(to, locale) })
    : t('lists:periodOpen', { from: first });
}
